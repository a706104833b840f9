# SPDX-License-Identifier: GPL-3.0-or-later
from pathlib import Path
from typing import Any

from casefile.disclosure.dossier import build
from casefile.disclosure.leaks import document_texts, scan, texts
from casefile.records.kinds import KINDS
from casefile.records.values import Audience
from casefile.store.fulltext import put_extracted
from tests.disclosure.people import CASE, NOW, an_id, make, party, put, vault_of

case = make("case", 0, title="The case", audience="public")
witness = party(1, "Данара Исметова", "D. I. Ismetova", protected=True, audience="public")
clean = make("note", 2, event_at="2017", text="A witness spoke.", audience="public")


def test_a_clean_case_has_no_leak(tmp_path: Path) -> None:
    with vault_of(tmp_path, case, witness, clean) as vault:
        assert scan(vault.store, build(vault.store, CASE, Audience.PUBLIC, now=NOW)) == []


_DAY = "2017-09-27T10:00+06:00[Asia/Almaty]"
LEAKING: dict[str, tuple[str, dict[str, Any]]] = {
    "line of the log, 2017-09-27 10:00: Text": ("note", {"event_at": _DAY, "text": "Ismetova!"}),
    "line of the log, 2017-09: Text": ("note", {"event_at": "2017-09", "text": "Исметовой нет."}),
    "event “E”: Place": ("event", {"at": "2017", "title": "E", "place": "Ismetova’s flat"}),
    "Brother: Remarks": ("party", {"names": [{"text": "Brother"}], "remarks": "of Ismetova"}),
    f"document “{'D' * 60}…”: File name": (
        "document",
        {"title": "D" * 80, "filename": "ismetova.pdf"},
    ),
    "hearing “R”: Adjourned": ("hearing", {"room": "R", "adjourned": {"reason": "Ismetova ill"}}),
    "hearing “Q”: Access": ("hearing", {"room": "Q", "access": {"devices": "of Ismetova"}}),
    "mission “M”: Funding": ("mission", {"title": "M", "funding": "Ismetova"}),
    "deadline “Ask Ismetova”: What": ("deadline", {"due": "2020", "what": "Ask Ismetova"}),
    "action “P”: Address on the web": (
        "action",
        {"sort": "prize", "title": "P", "url": "https://example.org/ismetova"},
    ),
}


def test_a_guarded_name_is_found_in_any_text(tmp_path: Path) -> None:
    records = [
        make(kind, number, audience="public", **fields)
        for number, (kind, fields) in enumerate(LEAKING.values(), 5)
    ]
    with vault_of(tmp_path, case, witness) as vault:
        put(vault, *records)
        leaks = scan(vault.store, build(vault.store, CASE, Audience.PUBLIC, now=NOW))
    assert {leak.where for leak in leaks} == set(LEAKING)
    assert {leak.whose for leak in leaks} == {"Данара Исметова"}


def test_the_case_its_writers_and_extra_texts_are_read_too(tmp_path: Path) -> None:
    titled = make("case", 0, title="The case of Ismetova", audience="public")
    with vault_of(tmp_path, titled, witness, name="Danara Ismetova") as vault:
        told = build(vault.store, CASE, Audience.PUBLIC, now=NOW, author="D. Ismetova")
        leaks = scan(vault.store, told, [("file name", "ISMETOVA.PDF"), ("page 2", "nothing")])
    assert {leak.where for leak in leaks} == {
        "case “The case of Ismetova”: Title", "names of those who wrote", "who prepared it",
        "file name",
    }  # fmt: skip


def test_a_vocabulary_s_field_is_read_where_it_holds_no_term(tmp_path: Path) -> None:
    told = [
        make("note", 2 + n, event_at="2017", text="Spoke.", speaker_role=role, audience="public")
        for n, role in enumerate(("judge", "danara-ismetova"))
    ]
    judge = party(9, "Ann Judge", protected=True, audience="public")
    with vault_of(tmp_path, case, witness, judge, *told) as vault:
        leaks = scan(vault.store, build(vault.store, CASE, Audience.PUBLIC, now=NOW))
    assert {leak.whose for leak in leaks} == {"Данара Исметова"}


def test_a_withheld_person_is_guarded_and_one_who_agreed_is_not(tmp_path: Path) -> None:
    told_of = make("note", 2, event_at="2017", text="Ismetova and Petrov spoke.", audience="public")
    agreed = party(
        1, "Ismetova", protected=True, audience="public", consent=[{"audience": "public"}]
    )
    with vault_of(tmp_path, case, agreed, party(3, "Пётр Петров"), told_of) as vault:
        public = scan(vault.store, build(vault.store, CASE, Audience.PUBLIC, now=NOW))
        team = scan(vault.store, build(vault.store, CASE, Audience.TEAM, now=NOW))
    assert [leak.found for leak in public] == ["Petrov"]
    assert team == []


def test_the_author_alone_needs_no_scan(tmp_path: Path) -> None:
    named = make("note", 2, event_at="2017", text="Ismetova spoke.")
    with vault_of(tmp_path, case, witness, named) as vault:
        assert scan(vault.store, build(vault.store, CASE, Audience.PRIVATE, now=NOW)) == []
        assert scan(vault.store, build(vault.store, CASE, Audience.TEAM, now=NOW))


def test_a_pseudonym_that_tells_is_a_leak(tmp_path: Path) -> None:
    telling = party(
        1, "Danara Ismetova", protected=True, pseudonym="Ismetova D.", audience="public"
    )
    with vault_of(tmp_path, case, telling) as vault:
        leaks = scan(vault.store, build(vault.store, CASE, Audience.PUBLIC, now=NOW))
    assert [leak.found for leak in leaks] == ["Ismetova"]


def test_the_text_of_documents_can_be_read_with_the_rest(tmp_path: Path) -> None:
    papers = [make("document", n, title=f"D{n}", audience="public") for n in (5, 6)]
    with vault_of(tmp_path, case, witness, *papers) as vault:
        put_extracted(vault.store, an_id(5), "page 1\nthe interpreter Ismetova")
        told = build(vault.store, CASE, Audience.PUBLIC, now=NOW)
        leaks = scan(vault.store, told, document_texts(vault.store, told))
    assert [(leak.where, leak.found) for leak in leaks] == [
        ("text of the document “D5”", "Ismetova")
    ]


def test_no_kind_is_forgotten(tmp_path: Path) -> None:
    records = [
        make("mission", 1, title="needle-mission", audience="public"),
        party(2, "needle-party", audience="public"),
        make("charge", 3, text="needle-charge", audience="public"),
        make("hearing", 4, room="needle-hearing", audience="public"),
        make(
            "attendance",
            5,
            hearing=an_id(4),
            party=an_id(2),
            official="needle-attendance",
            audience="public",
        ),
        make("note", 6, event_at="2017", text="needle-note", audience="public"),
        make("document", 7, title="needle-document", audience="public"),
        make("finding", 8, right="silence", reasoning="needle-finding", audience="public"),
        make("decision", 9, result="needle-decision", audience="public"),
        make("sanction", 10, sort="fine", text="needle-sanction", audience="public"),
        make("incident", 11, sort="threat", place="needle-incident", audience="public"),
        make("action", 12, sort="prize", title="needle-action", audience="public"),
        make("deadline", 13, due="2020", what="needle-deadline", audience="public"),
        make("event", 14, at="2020", title="needle-event", audience="public"),
        make("claim", 15, about=an_id(9), field="result", value="needle-claim", audience="public"),
        make(
            "link",
            16,
            **{"from": an_id(6), "to": an_id(8)},
            remark="needle-link",
            audience="public",
        ),
        make("case", 0, title="needle-case", audience="public"),
    ]
    with vault_of(tmp_path, *records) as vault:
        read = " ".join(
            text for _where, text in texts(build(vault.store, CASE, Audience.PUBLIC, now=NOW))
        )
    assert all(f"needle-{kind}" in read for kind in KINDS if kind != "release")
