# SPDX-License-Identifier: GPL-3.0-or-later
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.briefing.breaks import SetLine, plain, wrap
from casefile.briefing.fonts import Shaper, Style

STYLE = Style()


def texts(shaper: Shaper, lines: tuple[SetLine, ...]) -> list[str]:
    """The lines as a reader copies them."""
    found = []
    for line in lines:
        told = ""
        for segment in line.segments:
            known = shaper.alphabets[segment.face].texts
            codes = "".join(part.partition(">")[0] for part in segment.glyphs.split("<")[1:])
            told += "".join(known[int(codes[i : i + 4], 16)] for i in range(0, len(codes), 4))
        found.append(told)
    return found


def wrapped(text: str, width: float = 200.0, style: Style = STYLE, lead: str = "") -> list[str]:
    shaper = Shaper()
    lines = wrap(shaper, text, style, width, lead)
    assert all(line.width <= width + 0.01 for line in lines)
    return texts(shaper, lines)


def test_words_stay_whole_and_lines_within_their_column() -> None:
    text = "The judge refused the motion at once, without reasons, and went on to the next witness."
    lines = wrapped(text)
    assert len(lines) > 1
    assert " ".join(lines) == text


def test_nothing_has_no_lines() -> None:
    assert wrapped("") == wrapped("  \n ") == []


def test_paragraphs_of_the_text_stay() -> None:
    assert wrapped("one\ntwo\n\nthree\n") == ["one", "two", "", "three"]


def test_spaces_within_a_line_are_one() -> None:
    assert wrapped("a   b\tc") == ["a b c"]


def test_a_lead_runs_into_the_text_and_stands_in_bold() -> None:
    shaper = Shaper()
    lines = wrap(shaper, "Opens the sitting.", STYLE, 300, "Judge.")
    assert texts(shaper, lines) == ["Judge. Opens the sitting."]
    assert {segment.face for segment in lines[0].segments} == {"bold", "regular"}
    assert wrapped("", lead="Judge.") == ["Judge."]


def test_a_lead_before_text_of_another_direction_has_its_own_line() -> None:
    lines = wrapped("قال القاضي", lead="Judge.")
    assert lines[0] == "Judge."
    assert len(lines) == 2


def test_a_long_word_is_broken_where_it_must_and_well_where_it_can() -> None:
    address = "https://example.org/a/very/long/address/that/no/column/can/hold?really=none&at=all"
    lines = wrapped(address, 120)
    assert "".join(lines) == address
    assert all(line[-1] in "/?&=" for line in lines[:-1])
    assert "".join(wrapped("x" * 999, 50)) == "x" * 999


def test_words_break_after_hyphens_and_dashes_between_letters() -> None:
    assert wrapped("Central-Asian", 45) == ["Central-", "Asian"]
    assert wrapped("until 2017-2018", 55) == ["until", "2017-2018"]


def test_a_column_narrower_than_a_letter_still_ends() -> None:
    shaper = Shaper()
    assert texts(shaper, wrap(shaper, "WWW", STYLE, 1.0)) == ["W", "W", "W"]


def test_marks_stay_with_their_letters() -> None:
    lines = wrapped("е\u0301" * 40, 30)
    assert all(line.startswith("е") for line in lines)


def test_a_word_of_200000_characters_is_set_soon() -> None:
    before = time.process_time()
    lines = wrapped("A" * 200_000, 349)
    assert time.process_time() - before < 10
    assert sum(len(line) for line in lines) == 200_000


def test_alignment() -> None:
    shaper = Shaper()
    (left,) = wrap(shaper, "12", STYLE, 100)
    (right,) = wrap(shaper, "12", Style(align="end"), 100)
    (hebrew,) = wrap(shaper, "שלום", STYLE, 100)
    (far,) = wrap(shaper, "שלום", Style(align="end"), 100)
    assert (left.shift, far.shift) == (0, 0)
    assert right.shift == pytest.approx(100 - right.width)
    assert hebrew.shift == pytest.approx(100 - hebrew.width)


def test_figures_can_stand_under_each_other() -> None:
    shaper = Shaper()
    one, eight = (wrap(shaper, text, Style(tabular=True), 100)[0] for text in ("1:11", "8:88"))
    assert one.width == pytest.approx(eight.width)
    assert texts(shaper, (one, eight)) == ["1:11", "8:88"]
    assert wrap(shaper, "1:11", STYLE, 100)[0].width < eight.width


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00\x07b\x7f", "ab"),
        ("a\r\nb\rc\u2028d\x0be", "a\nb\nc\nd\ne"),
        ("exe.\u202egpj", "exe.[U+202E]gpj"),
        ("\u202aa\u202c", "[U+202A]a[U+202C]"),
        ("\ud800x", "\ufffdx"),
        ("so\u00adft\ufeff", "soft"),
        ("5\u202f000", "5\u00a0000"),
        ("\ufffc", ""),
        ("Қ & <b>", "Қ & <b>"),
    ],
)
def test_what_can_t_be_printed_is_not_and_what_hides_is_shown(text: str, shown: str) -> None:
    assert plain(text) == shown


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=60), st.floats(5, 300))
def test_any_text_can_be_set_in_any_column(text: str, width: float) -> None:
    shaper = Shaper()
    lines = wrap(shaper, text, STYLE, width)
    assert len(lines) <= len(text) * 8 + 1


@settings(max_examples=100, deadline=None)
@given(st.text("абвқұ abcé,.-/()ẞ1", max_size=80))
def test_no_letter_is_lost(text: str) -> None:
    shaper = Shaper()
    joined = "".join(texts(shaper, wrap(shaper, text, STYLE, 60)))
    assert joined.replace(" ", "") == text.replace(" ", "")
