# SPDX-License-Identifier: GPL-3.0-or-later
import pytest
from bidi.algorithm import get_display
from hypothesis import given
from hypothesis import strategies as st

from casefile.briefing import rtl
from casefile.briefing.rtl import Run

FSI, PDI = "\u2068", "\u2069"


def seen(line: str, backwards: bool) -> str:
    """What the eye meets from left to right, mirrored signs aside."""
    return "".join(run.text[::-1] if run.rtl else run.text for run in rtl.visual(line, backwards))


def test_runs_stand_in_the_order_in_which_they_are_seen() -> None:
    assert rtl.visual("قال القاضي Kharkova في 12 مارس (غرفة)", True) == [
        Run(" مارس (غرفة)", True), Run("12", False), Run(" في ", True), Run("Kharkova", False),
        Run("قال القاضي ", True),
    ]  # fmt: skip


def test_an_isolated_name_does_not_drag_what_follows() -> None:
    loose = rtl.visual("Judge: محمد, 10:00", False)
    held = rtl.visual(f"Judge: {rtl.isolated('محمد')}, 10:00", False)
    assert held == [Run("Judge: ", False), Run("محمد", True), Run(", 10:00", False)]
    assert loose != held


def test_isolates_in_isolates_and_marks_without_a_partner() -> None:
    line = f"a {FSI}אב {FSI}x y{PDI} גד{PDI} b"
    assert [run.text for run in rtl.visual(line, False)] == ["a ", " גד", "x y", "אב ", " b"]
    assert rtl.visual(f"a {FSI}אב", False)[1] == Run("אב", True)
    assert rtl.visual(f"a{PDI} b", False) == [Run("a b", False)]
    assert rtl.visual(f"\u2067ab{PDI}", False) == [Run("ab", False)]
    assert rtl.visual("", True) == []


def test_isolates_of_any_depth_leave_every_letter_in_its_place() -> None:
    for closed in (0, 50_000):
        deep = f"a {FSI * 50_000}אב גד{PDI * closed}"
        assert rtl.visual(deep, False) == [Run("a ", False), Run("אב גד", True)]
    side_by_side = f"{FSI}אב{PDI}, " * 100
    assert len(rtl.visual(side_by_side, False)) == 200


def test_the_joiner_inside_a_word_is_kept() -> None:
    assert rtl.visual("می\u200cخواهم", True) == [Run("می\u200cخواهم", True)]


@pytest.mark.parametrize(
    ("text", "backwards"),
    [("", False), ("123 !", False), ("abc", False), ("123 שלום", True), ("مرحبا abc", True),
     (f"{FSI}שלום{PDI} abc", False), (f"{FSI}abc{PDI} שלום", True), (f"{PDI}abc", False)],
)  # fmt: skip
def test_a_paragraph_runs_as_its_first_strong_character_outside_isolates(
    text: str, backwards: bool
) -> None:
    assert rtl.base_is_rtl(text) is backwards


def test_only_what_needs_it_is_isolated() -> None:
    assert rtl.isolated("Kharkova") == "Kharkova"
    assert rtl.isolated("Харькова") == "Харькова"
    assert rtl.without_marks(rtl.isolated("שרה")) == "שרה"


@given(st.text("abאבגمح 12,.()-", max_size=40), st.booleans())
def test_the_order_is_that_of_the_bidirectional_algorithm(line: str, backwards: bool) -> None:
    line = line.strip()
    expected = str(get_display(line, base_dir="R" if backwards else "L"))
    mirrored = str.maketrans("()", "__")
    assert seen(line, backwards).translate(mirrored) == expected.translate(mirrored)


@given(
    st.text(st.sampled_from(f"aא1 ,{FSI}{PDI}\u2066\u2067\u200e\u200f\u061c\ufffc"), max_size=30)
)
def test_no_mark_can_lose_a_letter(line: str) -> None:
    letters = [c for c in line if c in "aא1"]
    shown = [c for run in rtl.visual(line, False) for c in run.text if c in "aא1"]
    assert sorted(shown) == sorted(letters)
