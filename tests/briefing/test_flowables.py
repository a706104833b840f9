# SPDX-License-Identifier: GPL-3.0-or-later
import pytest

from casefile.briefing.breaks import wrap
from casefile.briefing.flowables import Anchor, Cell, Row
from casefile.briefing.fonts import Shaper, Style

shaper = Shaper()
STYLE = Style(size=10, leading=10)


def lines(count: int, style: Style = STYLE) -> Cell:
    return Cell(0, wrap(shaper, "\n".join("x" * count), style, 100))


def heights(row: Row, room: float, *, force: bool = False) -> tuple[float | None, float | None]:
    first, rest = row.cut(room, force=force)
    return (first.height if first else None), (rest.height if rest else None)


def test_a_row_is_as_high_as_its_highest_cell_with_its_padding() -> None:
    assert Row((lines(2), lines(5), Cell(0, ())), pad_top=3, pad_bottom=4).height == 57
    assert Row((), pad_top=6).height == 6
    assert Row((), picture=lambda *_: None, picture_height=40).height == 40


def test_first_baselines_are_level() -> None:
    large, small = lines(1, Style(size=20, leading=24)), lines(2, Style(size=8, leading=10))
    row = Row((large, small))
    assert row.first_drop == large.drop
    assert row.height == max(24, large.drop - small.drop + 20)


@pytest.mark.parametrize(
    ("count", "room", "first", "rest"),
    [
        (6, 60, 60, None),
        (6, 59, 40, 20),  # five would fit, but the last line would stand alone
        (6, 49, 40, 20),
        (6, 29, 20, 40),
        (6, 19, None, 60),  # the first line would stand alone
        (3, 25, None, 30),  # neither way
        (2, 15, None, 20),
        (4, 25, 20, 20),
    ],
)
def test_no_line_of_a_text_stands_alone(
    count: int, room: float, first: float | None, rest: float | None
) -> None:
    assert heights(Row((lines(count),)), room) == (first, rest)


def test_the_rest_has_no_heading_rule_or_anchor_of_its_own() -> None:
    row = Row(
        (lines(8),),
        before=5,
        pad_top=3,
        pad_bottom=4,
        rule="#000000",
        anchor=Anchor("a"),
        keep=True,
    )
    first, rest = row.cut(50)
    assert first
    assert rest
    assert (first.anchor, first.rule, first.pad_bottom, first.keep) == (
        Anchor("a"),
        "#000000",
        0,
        False,
    )
    assert (rest.anchor, rest.rule, rest.pad_top, rest.before) == (None, "", 0, 0)
    assert rest.pad_bottom == 4
    assert len(first.cells[0].lines) + len(rest.cells[0].lines) == 8


def test_a_short_label_goes_with_the_first_piece() -> None:
    first, rest = Row((lines(1), lines(9))).cut(45)
    assert first
    assert rest
    assert [len(cell.lines) for cell in first.cells] == [1, 4]
    assert [len(cell.lines) for cell in rest.cells] == [0, 5]
    assert rest.height == 50


def test_a_row_is_not_cut_where_a_cell_would_begin_on_the_next_page() -> None:
    tall = lines(3, Style(size=10, leading=30))
    assert Row((tall, lines(9))).cut(45)[0] is None


def test_what_is_whole_is_cut_only_by_force() -> None:
    assert heights(Row((lines(6),), whole=True), 40) == (None, 60)
    assert heights(Row((lines(6),), whole=True), 40, force=True) == (40, 20)
    assert heights(Row((lines(6),)), 5, force=True) == (10, 50)


def test_a_picture_is_never_cut() -> None:
    row = Row((lines(2),), picture=lambda *_: None, picture_height=60)
    assert heights(row, 40) == (None, 60)
    assert heights(row, 40, force=True) == (None, 60)


def test_the_least_that_may_stand_at_a_foot() -> None:
    assert Row((lines(3),)).least == 30
    assert Row((lines(9),), pad_top=4).least == 24
    assert Row((lines(9),), whole=True).least == 90
    assert Row(()).least == 0
