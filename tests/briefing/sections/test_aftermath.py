# SPDX-License-Identifier: GPL-3.0-or-later
from casefile.briefing.blocks import Item, Table
from casefile.briefing.sections.aftermath import advocacy, due, incidents
from tests.briefing import invented
from tests.briefing.reading import told, wording


def test_an_act_of_advocacy_has_its_answer_and_result_with_it() -> None:
    (item,) = (block for block in advocacy(wording()) if isinstance(block, Item))
    assert (item.label, item.lead) == ("20 March 2023", "Letter on the glass cage.")
    assert item.text == "Reply: Noted.\nResult: None yet."
    assert item.notes[0].split(" · ") == [
        "Protest letter", "by World Federation of Invented Unions", "to the Minister", "WF/23/7",
        "12,345 signatures", "answered", "answer due 20 April 2023", "https://example.org/letters/7",
    ]  # fmt: skip


def test_an_act_without_a_title_goes_by_its_sort() -> None:
    prize = invented.make("action", sort="prize", signatures=0)
    (item,) = (block for block in advocacy(wording(actions=(prize,))) if isinstance(block, Item))
    assert (item.lead, item.text, item.notes) == ("Prize.", "", ("0 signatures · sent",))


def test_an_incident_says_against_whom_how_certain_and_what_was_done() -> None:
    (item,) = (block for block in incidents(wording()) if isinstance(block, Item))
    assert item.lead == "Detention of an interpreter."
    assert (
        "Reported to: the ombudsman\nResponse: none\nProtective measures: left the town"
        in item.text
    )
    assert item.notes == ("Қарақұм · against Person K · certainty: confirmed",)
    bare = invented.make("incident", sort="threat")
    (item,) = (block for block in incidents(wording(incidents=(bare,))) if isinstance(block, Item))
    assert (item.text, item.notes) == ("", ())


def test_what_is_due_is_open_until_it_is_done() -> None:
    done = invented.make("deadline", due="2023", what="File", done_on="2023-01-02")
    (table,) = due(wording(deadlines=(invented.deadline, done)))
    assert isinstance(table, Table)
    assert [row[2].text for row in table.rows] == ["open", "2 January 2023"]
    assert due(wording(deadlines=())) == ()


def test_sources_are_named_here_too() -> None:
    claims = (
        invented.make("claim", about=invented.letter.id, field="signatures", value="9", source="S"),
        invented.make("claim", about=invented.incident.id, field="place", value="X", source="T"),
    )
    assert "Signatures: 9 (S)" in told(advocacy(wording(claims=claims)))
    assert "Place: X (T)" in told(incidents(wording(claims=claims)))


def test_nothing_is_said_to_be_nothing() -> None:
    assert "No advocacy is recorded." in told(advocacy(wording(actions=())))
    assert "No incident is recorded." in told(incidents(wording(incidents=())))
