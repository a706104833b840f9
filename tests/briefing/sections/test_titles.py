# SPDX-License-Identifier: GPL-3.0-or-later
import pytest

from casefile.briefing.sections.titles import (
    decision_title,
    document_number,
    hearing_named,
    hearing_title,
    note_title,
    record_title,
    shortened,
)
from tests.briefing import invented
from tests.briefing.reading import wording

say = wording()


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("", ""),
        ("a  b\nc", "a b c"),
        ("one two three", "one two three"),
        ("one two three four", "one two…"),
        ("one, two, three, four", "one, two…"),
        ("x" * 30, "x" * 13 + "…"),
    ],
)
def test_texts_are_cut_at_words(text: str, short: str) -> None:
    assert shortened(text, 13) == short


def test_hearings_go_by_sort_else_by_stage() -> None:
    assert (
        hearing_title(say, invented.make("hearing", sort="appeal", number="3")) == "Appeal, no. 3"
    )
    assert hearing_title(say, invented.make("hearing", stage="verdict")) == "Verdict"
    assert hearing_named(say, invented.make("hearing")) == "Hearing"


def test_every_kind_of_evidence_has_a_title() -> None:
    day, strike = "6 March 2023, ", invented.changed.text.rstrip(".")
    held = invented.incident.description
    records = {
        invented.refused.note: f"{day}10:24, Бөлеғазин Ғ. Һ.: Refused at once, without reasons.",
        invented.hidden.note: f"{day}10:52: A guard stands between the accused and her counsel.",
        invented.paper: "A1, Expert opinion, copy given to the defence",
        invented.hearing: "Trial, no. 2, 6 March 2023, 10:12",
        invented.verdict: "Verdict, District Court No. 2, Қарақұм",
        invented.work: "Community service",
        invented.changed: f"Art. 402, Criminal Code – {strike}",
        invented.hebrew: "\u2068שרה בן־דוד\u2069",
        invented.incident: f"Detention of an interpreter: {held}",
        invented.letter: "Letter on the glass cage",
        invented.finding: "To call and examine witnesses",
        invented.event: "The mine stops work",
        invented.make("mission", title="שליחות"): "\u2068שליחות\u2069",
        invented.make("action", sort="prize"): "Prize",
        invented.make("attendance", hearing=invented.CASE, party=invented.CASE): "attendance",
    }
    assert {record: record_title(say, record) for record in records} == records


def test_a_speaker_without_a_name_goes_by_role() -> None:
    note = invented.make("note", event_at="2023", text="t", speaker_role="judge")
    assert note_title(say, note) == "2023, Judge: t"


def test_unknown_courts_and_documents() -> None:
    assert decision_title(say, invented.make("decision")) == "Decision"
    assert document_number(say, invented.make("document", title="D")) == ""
