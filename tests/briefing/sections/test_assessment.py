# SPDX-License-Identifier: GPL-3.0-or-later
from casefile.briefing.blocks import Heading, Item, Table
from casefile.briefing.sections.assessment import assessment
from tests.briefing import invented
from tests.briefing.reading import told, wording


def test_the_overview_lists_every_right_in_the_order_of_the_vocabulary() -> None:
    (table,) = (block for block in assessment(wording()) if isinstance(block, Table))
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["A public hearing", "ICCPR\u00a014(1); GC32\u00a028–29", "Not observable"],
        ["To call and examine witnesses", "ICCPR\u00a014(3)(e); GC32\u00a039", "Violated"],
    ]


def test_each_right_has_reasons_counter_evidence_and_what_was_not_seen() -> None:
    text = told(assessment(wording()))
    for part in (
        invented.finding.reasoning,
        invented.finding.counter_evidence,
        invented.finding.not_seen,
    ):
        assert part in text
    assert "Trial, no. 2, 6 March 2023, 10:12" in text
    headings = {
        block.text: block.label for block in assessment(wording()) if isinstance(block, Heading)
    }
    assert headings["To call and examine witnesses"] == "Violated"


def test_evidence_says_how_it_bears_on_the_finding_and_leads_there() -> None:
    found = [block for block in assessment(wording()) if isinstance(block, Item)]
    assert ("Contradicts", "A1, Expert opinion, copy given to the defence") in [
        (item.label, item.text) for item in found
    ]
    assert any(item.text.endswith("Refused at once, without reasons.") for item in found)
    concerned = [(item.label, item.text) for item in found[:2]]
    assert concerned == [
        ("Concerns", "Trial, no. 2, 6 March 2023, 10:12"),
        ("", "Letter on the glass cage"),
    ]
    assert {item.link for item in found} >= {invented.paper.id, invented.refused.note.id}


def test_links_to_what_is_not_here_are_passed_over() -> None:
    link = invented.make("link", **{"from": invented.new_id(), "to": invented.finding.id})
    assert not any(isinstance(b, Item) for b in assessment(wording(links=(link,))))


def test_rights_and_ratings_of_a_newer_version_are_shown_as_they_are() -> None:
    strange = invented.make("finding", right="to-silence-of-phones", rating="puzzling")
    text = told(assessment(wording(findings=(strange,))))
    assert "to-silence-of-phones" in text
    assert "puzzling" in text


def test_a_rating_behind_which_nothing_stands_is_marked() -> None:
    bare = invented.make("finding", right="appeal", rating="violated")
    unseen = invented.make("finding", right="silence", rating="not-observable")
    text = told(assessment(wording(findings=(bare, unseen), withheld={})))
    assert text.count("(!) Rests on nothing yet.") == 2  # in the overview, and where it is told
    text = told(assessment(wording(findings=(bare,), withheld={"note": 1})))
    assert "Rests on nothing" not in text
    assert text.count("(!) No evidence for it is shown here.") == 2
    against = invented.make(
        "link", **{"from": invented.paper.id, "to": bare.id}, relation="contradicts"
    )
    assert "(!)" in told(assessment(wording(findings=(bare,), links=(against,), withheld={})))
    support = invented.make("link", **{"from": invented.paper.id, "to": bare.id})
    assert "(!)" not in told(assessment(wording(findings=(bare,), links=(support,), withheld={})))


def test_without_findings_it_says_so() -> None:
    assert "No right has been assessed yet." in told(assessment(wording(findings=())))
