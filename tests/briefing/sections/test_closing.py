# SPDX-License-Identifier: GPL-3.0-or-later
from casefile.briefing.blocks import Fact, Table
from casefile.briefing.sections import closing
from casefile.briefing.wording import Wording
from casefile.records.values import Audience
from tests.briefing import invented
from tests.briefing.reading import told, wording


def test_the_limits_are_told_without_being_asked() -> None:
    text = told(closing.limits(wording()))
    kept = "\u2068שרה בן־דוד\u2069 (refused for space)"
    left_out = "3 records of the file are not for this audience and are left out: "
    for part in (
        "One observer was kept out of the first session.",
        f"Trial, no. 2, 6 March 2023, 10:12, was not observed by: {kept}.",
        "1 line of the log was not written while it happened; it says so itself.",
        "Could not be observed: A public hearing.",
        "1 person or body stands under a pseudonym for protection.",
        f"{left_out}lines of the log (2), people or bodies (1).",
    ):
        assert part in text


def test_before_their_author_nobody_stands_under_a_pseudonym() -> None:
    assert "pseudonym" not in told(closing.limits(wording(audience=Audience.PRIVATE)))


def test_who_agreed_to_be_named_is_no_pseudonym() -> None:
    agreed = invented.person("A", roles=[], protected=True, consent=[{"audience": "public"}])
    assert "pseudonym" not in told(closing.limits(wording(parties=(agreed,))))


def test_an_empty_case_has_no_limit_recorded() -> None:
    assert "No limit of the observation is recorded." in told(
        closing.limits(Wording(invented.empty()))
    )


def test_observers_kept_away_by_one_thing_are_named_together() -> None:
    kept = [
        invented.make(
            "attendance", hearing=invented.hearing.id, party=each.id, status="prevented-visa"
        )
        for each in (invented.arab, invented.hebrew)
    ]
    text = told(closing.limits(wording(attendances=tuple(kept))))
    assert text.count("was not observed by") == 1
    gone = invented.make(
        "attendance", hearing=invented.new_id(), party=invented.arab.id, status="refused-for-space"
    )
    assert "was not observed by" not in told(closing.limits(wording(attendances=(gone,))))


def test_every_document_has_its_digest_and_its_number() -> None:
    blocks = closing.documents(wording())
    text = told(blocks)
    for part in (
        "A1",
        "A2",
        "ab" * 32,
        "cd" * 32,
        "Russian",
        "482 KB",
        "Reliable · Probable",
        "January 2023 (uncertain)",
    ):
        assert part in text
    facts = [item for block in blocks for item in getattr(block, "items", ()) if item.text]
    assert Fact("Translation of", "A1") in facts
    assert "No document is part of this briefing." in told(closing.documents(wording(documents=())))


def test_names_are_listed_people_first_with_every_spelling() -> None:
    (table,) = closing.names(wording())
    assert isinstance(table, Table)
    names = [row[0].text for row in table.rows]
    assert names[-2:] == ["District Court No. 2, Қарақұм", "World Federation of Invented Unions"]
    assert "Aigerim Ulykpanova" in told([table])
    assert [row[1].text for row in table.rows][-2:] == ["Court", "Sender"]
    assert closing.names(wording(parties=())) == ()


def test_how_to_check_is_told_where_there_is_something_to_check() -> None:
    assert invented.dossier().state_digest in told(closing.checking(wording()))
    assert closing.checking(wording(state_digest="")) == ()
