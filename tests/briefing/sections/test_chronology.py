# SPDX-License-Identifier: GPL-3.0-or-later
from casefile.briefing.blocks import Heading, Item
from casefile.briefing.sections.chronology import chronology
from casefile.briefing.wording import Wording
from tests.briefing import invented
from tests.briefing.reading import told, wording


def test_everything_with_a_date_is_there_in_order() -> None:
    items = [block for block in chronology(wording()) if isinstance(block, Item)]
    assert [(item.label, item.sub, item.lead) for item in items] == [
        ("about 2022", "", "The mine stops work."),
        ("November 2022", "", "Charge brought."),
        ("January 2023 (uncertain)", "", "Document."),
        ("about 1 February 2023", "", "Charge brought."),
        ("3 March 2023", "10:00", "Trial, no. 1."),
        ("5 March 2023", "", "Observation begins."),
        ("6 March 2023", "10:12", "Trial, no. 2."),
        ("6 March 2023", "19:30", "Detention of an interpreter."),
        ("17 March 2023", "", "Observation ends."),
        ("17 March 2023", "", "Verdict, District Court No. 2, Қарақұм."),
        ("20 March 2023", "", "Protest letter."),
        ("1 April 2023", "", "Last day to appeal."),
        ("1 April 2023", "", "Sanction begins."),
        ("1 April 2023", "", "Due."),
        ("1 April 2027", "", "Sanction ends."),
    ]


def test_years_are_headed_once() -> None:
    headings = [block.text for block in chronology(wording()) if isinstance(block, Heading)]
    assert headings == ["2022", "2023", "2027"]


def test_a_disputed_date_says_so_and_no_other_date_does() -> None:
    differing = [b.lead for b in chronology(wording()) if isinstance(b, Item) and b.notes]
    assert differing == ["Verdict, District Court No. 2, Қарақұм."]


def test_entries_lead_to_their_place_where_they_have_one() -> None:
    links = {b.lead: b.link for b in chronology(wording()) if isinstance(b, Item)}
    assert links["Protest letter."] == invented.letter.id
    assert links["The mine stops work."] == ""


def test_without_dates_it_says_so() -> None:
    assert "Nothing in this file has a date yet." in told(chronology(Wording(invented.empty())))
    make = invented.make
    bare = wording(
        charges=(make("charge"),), hearings=(make("hearing"),), missions=(), notes=(),
        decisions=(make("decision"),), sanctions=(make("sanction", sort="fine"),),
        incidents=(make("incident", sort="threat"),), deadlines=(), events=(), documents=(),
        actions=(make("action", sort="prize"),),
    )  # fmt: skip
    assert "Nothing in this file has a date yet." in told(chronology(bare))


def test_an_action_without_words_is_only_its_sort() -> None:
    prize = invented.make("action", sort="prize", at="2024")
    told_of = [block for block in chronology(wording(actions=(prize,))) if isinstance(block, Item)]
    assert [item.text for item in told_of if item.lead == "Prize."] == [""]
