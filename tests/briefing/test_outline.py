# SPDX-License-Identifier: GPL-3.0-or-later
import subprocess
import sys

import pytest

from casefile.briefing.blocks import Heading
from casefile.briefing.outline import TEMPLATES, outline
from tests.briefing import invented
from tests.briefing.reading import told

SECTIONS = [
    "Summary", "The observation", "Accused and charges", "Chronology",
    "Hearings and observers’ access", "From the observers’ logs", "Assessment by right",
    "Decisions and sanctions", "Advocacy", "Incidents", "What is due", "Limits of the observation",
    "Documents", "Names in this briefing", "Checking this briefing",
]  # fmt: skip


def headings(level: int = 1, **changes: object) -> list[Heading]:
    blocks = outline(invented.dossier(**changes)).blocks  # type: ignore[arg-type]
    return [block for block in blocks if isinstance(block, Heading) and block.level == level]


def test_a_case_briefing_has_its_sections_in_order() -> None:
    found = headings()
    assert [heading.text for heading in found] == SECTIONS
    assert [heading.number for heading in found] == [
        *map(str, range(1, 13)), "Annex A", "Annex B", "Annex C",
    ]  # fmt: skip
    assert [heading.text for heading in found if heading.new_page] == ["Summary", "Documents"]


def test_sections_with_nothing_to_say_are_left_out_and_the_numbers_close_up() -> None:
    empty = {"What is due", "Names in this briefing", "Checking this briefing"}
    found = headings(deadlines=(), parties=(), state_digest="")
    assert [heading.text for heading in found] == [
        s for s in SECTIONS if s not in empty
    ]  # fmt: skip
    assert found[-2].number == "11"


def test_of_an_empty_case_every_section_says_honestly_that_it_is_empty() -> None:
    text = told(outline(invented.empty()).blocks)
    assert text.count("No ") + text.count("Nothing") >= 10


def test_anchors_are_all_different() -> None:
    blocks = outline(invented.dossier()).blocks
    keys = [block.key for block in blocks if isinstance(block, Heading) and block.key]
    assert len(keys) == len(set(keys))


def test_what_stands_around_the_text() -> None:
    told_of = outline(invented.dossier())
    assert told_of.title == "The Қарақұм miners’ trial – Case briefing"
    assert told_of.author == "World Federation of Invented Unions"
    assert told_of.subject.startswith("For partners.")
    assert told_of.page_of.format(page=3, pages=12) == "Page 3 of 12"


def test_the_template_must_be_one_there_is() -> None:
    assert set(TEMPLATES) == {"case"}
    with pytest.raises(KeyError):
        outline(invented.dossier(), template="epic")


def test_deciding_what_to_say_needs_nothing_that_draws() -> None:
    code = "import sys, casefile.briefing.outline; sys.exit('reportlab' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
