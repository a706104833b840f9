# SPDX-License-Identifier: GPL-3.0-or-later
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casefile.disclosure.audience import visible_operation
from casefile.journal.operations import Drop, Erase, Operation, Put
from casefile.records.kinds import Record
from casefile.records.values import Audience
from casefile.store import reading
from casefile.vault.vault import Vault
from tests.disclosure.people import CASE, NOW, an_id, make, party, put, vault_of

case = make("case", 0, title="The case", audience="public")


def gate(vault: Vault, audience: str, **more: Any) -> Callable[[Operation], bool]:
    return visible_operation(vault.store, CASE, Audience(audience), now=NOW, **more)


def shown(vault: Vault, audience: str, **more: Any) -> set[tuple[str, Any]]:
    """Fields and values that the copy for an audience would show; `drop` for withdrawals."""
    visible = gate(vault, audience, **more)
    found = set()
    for entry in reading.entries(vault.store, CASE):
        for _index, operation in entry.operations:
            if visible(operation):
                put = isinstance(operation, Put)
                found.add(
                    (operation.field, str(operation.value)) if put else ("drop", operation.id)
                )
    return found


def note(number: int, text: str, **fields: Any) -> Record:
    return make("note", number, event_at="2017", text=text, **fields)


def test_the_author_s_own_copy_shows_everything(tmp_path: Path) -> None:
    with vault_of(tmp_path, case, note(1, "mine", audience="private")) as vault:
        assert ("text", "mine") in shown(vault, "private")
        assert ("text", "mine") not in shown(vault, "team")


def test_withheld_records_show_nothing(tmp_path: Path) -> None:
    with vault_of(tmp_path, case, note(1, "ours"), note(2, "open", audience="public")) as vault:
        assert {("text", "open"), ("title", "The case")} <= shown(vault, "public")
        assert ("text", "ours") not in shown(vault, "public")
        assert ("text", "ours") in shown(vault, "team")


def test_what_was_guarded_more_shows_only_as_it_is_now(tmp_path: Path) -> None:
    with vault_of(tmp_path, case, note(1, "secret draft", audience="private")) as vault:
        put(vault, note(1, "told to all"))
        assert ("text", "told to all") in shown(vault, "team")
        assert ("text", "secret draft") not in shown(vault, "team")
        assert ("audience", "private") not in shown(vault, "team")


def test_earlier_values_go_to_the_team_alone(tmp_path: Path) -> None:
    first = make("event", 1, at="2017", title="first", audience="public")
    with vault_of(tmp_path, case, first) as vault:
        put(vault, make("event", 1, at="2017", title="second", audience="public"))
        assert {("title", "first"), ("title", "second")} <= shown(vault, "team")
        assert ("title", "first") not in shown(vault, "public")
        assert ("title", "second") in shown(vault, "public")


def test_a_value_set_back_to_nothing_is_a_present_one(tmp_path: Path) -> None:
    with vault_of(
        tmp_path, case, make("event", 1, at="2017", title="t", place="x", audience="public")
    ) as vault:
        put(vault, make("event", 1, at="2017", title="t", audience="public"))
        assert ("place", "") in shown(vault, "public")
        assert ("place", "x") not in shown(vault, "public")


def test_of_the_protected_only_sort_and_roles_show(tmp_path: Path) -> None:
    fields = {"roles": ["witness"], "position": "Cook", "affiliation": "Canteen", "contact": "+7",
              "remarks": "tall", "audience": "public"}  # fmt: skip
    with vault_of(tmp_path, case, party(1, "Danara Ismetova", **fields)) as vault:
        before = shown(vault, "public")
        put(vault, party(1, "Danara Ismetova", protected=True, pseudonym="The cook", **fields))
        after, team = shown(vault, "public"), shown(vault, "team")
    assert any("Ismetova" in value for field, value in before if field == "names")
    assert ("contact", "+7") not in before
    for seen in (after, team):
        assert {("pseudonym", "The cook"), ("protected", "True"), ("roles", "['witness']")} <= seen
        assert not {field for field, _ in seen} & {
            "names",
            "contact",
            "position",
            "affiliation",
            "remarks",
        }


def test_an_earlier_value_that_names_the_protected_does_not_show(tmp_path: Path) -> None:
    witness = party(1, "Danara Ismetova", protected=True)
    with vault_of(
        tmp_path, case, witness, make("event", 2, at="2017", title="Исметова is held")
    ) as vault:
        put(vault, make("event", 2, at="2017", title="A witness is held"))
        put(vault, make("event", 3, at="2018", title="harmless"))
        put(vault, make("event", 3, at="2018", title="changed"))
        seen = shown(vault, "team")
    assert ("title", "A witness is held") in seen
    assert ("title", "Исметова is held") not in seen
    assert ("title", "harmless") in seen


def test_values_that_speak_of_withheld_records_do_not_show(tmp_path: Path) -> None:
    mission = make(
        "mission", 3, title="M", members=[an_id(1), an_id(2)], sender=an_id(1), audience="public"
    )
    with vault_of(
        tmp_path, case, party(1, "S"), party(2, "P", audience="public"), mission
    ) as vault:
        fields = {field for field, _ in shown(vault, "public")}
        team = {field for field, _ in shown(vault, "team")}
    assert not fields & {"members", "sender"}
    assert {"members", "sender"} <= team


def test_a_withdrawal_shows_but_not_what_was_withdrawn(tmp_path: Path) -> None:
    with vault_of(
        tmp_path, case, note(1, "taken back"), note(2, "mine", audience="private")
    ) as vault:
        with vault.edit(CASE) as edit:
            edit.drop(an_id(1))
            edit.drop(an_id(2))
        seen = shown(vault, "team")
        assert ("drop", an_id(1)) in seen
        assert ("drop", an_id(2)) not in seen
        assert ("text", "taken back") not in seen
        assert ("drop", an_id(1)) not in shown(vault, "public")


def test_a_value_is_the_same_with_its_defaults_and_without(tmp_path: Path) -> None:
    with vault_of(tmp_path, case, party(1, "Petrov", audience="public")) as vault:
        visible = gate(vault, "public")
    assert visible(Put("party", an_id(1), "names", [{"text": "Petrov"}]))
    assert not visible(Put("party", an_id(1), "names", [{"text": "Petrova"}]))


def test_documents_that_were_not_chosen_do_not_show(tmp_path: Path) -> None:
    papers = [make("document", n, title=f"paper {n}", audience="public") for n in (1, 2)]
    with vault_of(tmp_path, case, *papers) as vault:
        seen = shown(vault, "public", documents=frozenset({an_id(1)}))
    assert ("title", "paper 1") in seen
    assert ("title", "paper 2") not in seen


def test_what_a_newer_version_wrote_goes_to_the_team_alone(tmp_path: Path) -> None:
    with vault_of(tmp_path, case) as vault:
        team, public = gate(vault, "team"), gate(vault, "public")
        unknown = Put("verse", an_id(7), "text", "?")
        assert not team(unknown)  # nobody here ever wrote it
        assert not public(Put("case", CASE, "colour", "red"))
        assert team(Put("case", CASE, "colour", "red"))
        assert public(Put("case", CASE, "languages", []))
        assert not public(Put("case", CASE, "languages", "no list"))
        assert not team(Put("note", CASE, "title", "The case"))  # a kind that it is not


@pytest.mark.parametrize("audience", ["public", "partners", "team", "private"])
def test_erasures_always_show(tmp_path: Path, audience: str) -> None:
    with vault_of(tmp_path, case) as vault:
        assert gate(vault, audience)(Erase(targets=(("0" * 64, 0),)))


def test_releases_are_for_the_team(tmp_path: Path) -> None:
    release = make(
        "release", 1, sort="briefing", made_at="2017-09-27T10:00+06:00[Asia/Almaty]",
        recipients=["a contact"], audience="public",
    )  # fmt: skip
    with vault_of(tmp_path, case, release) as vault:
        assert ("recipients", "['a contact']") in shown(vault, "team")
        assert ("recipients", "['a contact']") not in shown(vault, "partners")


def test_what_no_dossier_holds_is_read_for_names_too(tmp_path: Path) -> None:
    """Releases and what newer versions wrote are in no scan: the gate reads them itself."""
    fields = {"sort": "briefing", "made_at": "2017-09-27T10:00+06:00[Asia/Almaty]"}
    leaking = make("release", 1, filename="ismetova.pdf", **fields)
    witness = party(2, "Danara Ismetova", protected=True, audience="public")
    with vault_of(tmp_path, case, leaking, witness) as vault:
        fields_shown = {field for field, _value in shown(vault, "team")}
        assert not gate(vault, "team")(Put("case", CASE, "colour", {"Ismetova": "red"}))
    assert "sort" in fields_shown
    assert "filename" not in fields_shown


def test_it_takes_the_machine_s_day_where_none_is_given(tmp_path: Path) -> None:
    with vault_of(tmp_path, case) as vault:
        visible = visible_operation(vault.store, CASE, Audience.PUBLIC)
        assert visible(Put("case", CASE, "title", "The case"))
        assert not visible(Drop("case", an_id(9)))
