# SPDX-License-Identifier: GPL-3.0-or-later
"""Letters on the picture of a page: lines, boxes of a match, and what is under the mouse."""

from casefile.desktop.viewer.places import caret_at, is_over, lettering, rectangles, word_around
from casefile.desktop.viewer.stack import Stack
from casefile.extraction.host import Layout


def page(*lines: tuple[str, int]) -> Layout:
    """Letters 100 wide and 200 high from the left, each line at its height from the top."""
    text = "\n".join(line for line, _top in lines)
    boxes: list[tuple[int, int, int, int] | None] = []
    for line, top in lines:
        boxes += [
            None if letter == " " else (1000 + 100 * at, top, 1100 + 100 * at, top + 200)
            for at, letter in enumerate(line)
        ]
        boxes.append(None)
    return Layout(text, tuple(boxes[:-1]))


def test_a_match_over_two_lines_has_a_box_on_each() -> None:
    letters = lettering(page(("one two", 1000), ("three", 1300)))
    assert rectangles(letters, 4, 13) == [(1400, 1000, 1700, 1200), (1000, 1300, 1500, 1500)]
    assert rectangles(letters, 3, 4) == []


def test_the_mouse_finds_the_letter_that_is_nearest() -> None:
    letters = lettering(page(("one two", 1000), ("three", 1300)))
    assert caret_at(letters, 1010, 1100) == 0
    assert caret_at(letters, 1090, 1100) == 1  # the right half of a letter: behind it
    assert caret_at(letters, 9000, 1100) == 7  # beside the line: its end
    assert caret_at(letters, 0, 9000) == 8  # under all: the last line
    assert is_over(letters, 1050, 1350)
    assert not is_over(letters, 1050, 1250)


def test_letters_that_run_to_the_left_begin_at_the_right() -> None:
    boxes = tuple((1000 - 100 * at, 1000, 1100 - 100 * at, 1200) for at in range(3))
    letters = lettering(Layout("كتب", boxes))
    assert caret_at(letters, 1090, 1100) == 0
    assert caret_at(letters, 810, 1100) == 3


def test_columns_beside_each_other_are_no_line() -> None:
    left, right = (1000, 1000, 1100, 1200), (6000, 1000, 6100, 1200)
    assert len(lettering(Layout("ab", (left, right))).lines) == 2


def test_a_page_without_boxes_has_no_caret() -> None:
    letters = lettering(Layout("scan", (None,) * 4))
    assert caret_at(letters, 10, 10) is None
    assert rectangles(letters, 0, 4) == []


def test_a_word_has_its_accents() -> None:
    text = "le cafe\u0301 noir"
    start, end = word_around(text, 5)
    assert text[start:end] == "cafe\u0301"
    assert word_around("a, b", 1) == (0, 1)
    assert word_around("", 0) == (0, 0)


def test_pages_keep_their_places_as_heights_are_learnt() -> None:
    stack = Stack(gap=10, margin=20)
    stack.fill(10_000)
    stack.widen(100)
    assert stack.height_of(0) == 141
    assert stack.learn(3, 2.0)
    assert not stack.learn(4, 2.0)  # as the first that was seen
    assert stack.height == 20 + 10_000 * 210 - 10 + 20
    assert stack.page_at(stack.top(4_321)) == 4_321
    assert stack.page_at(-5) == 0
    assert stack.page_at(10**9) == 9_999
    assert stack.between(stack.top(7), stack.top(8) + 1) == range(7, 9)
