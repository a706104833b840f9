# SPDX-License-Identifier: GPL-3.0-or-later
"""What a form is made of: fields with a line to write on, boxes to tick, ruled rows. In points."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from casefile.briefing.blocks import Column
from casefile.briefing.breaks import SetLine
from casefile.briefing.flowables import Cell, Ground, Row
from casefile.briefing.fonts import Style
from casefile.briefing.layout import (
    ACCENT,
    CELL,
    HEAD,
    INK,
    LABEL,
    LINE,
    MEASURE,
    MUTED,
    SMALL,
    TEXT_X,
    TINT,
    Setter,
)
from casefile.briefing.pen import Pen

GUTTER = 14.0
FIELD_HEIGHT = 33.0
ROW = 22.0
"""Height of a row that is written on."""
_LONGEST, _NAME = 160, 64  # letters of what is printed into a field, and into a table
_RULE = "#8E98A6"  # of lines to write on: seen on every printer, and no bar across the words
_ABOVE = 5.5  # in a row of a table
_BOX = 8.5
_PART = Style(face="bold", size=11.4, leading=15.0)
_VALUE = Style(size=10.0, leading=13.0)
_KEY = Style(size=8.2, leading=11.6, color=INK)


def heading(setter: Setter, text: str, note: str = "", *, new_page: bool = False) -> list[Row]:
    """The title of a part, and in small letters how it is filled in."""
    title = Row(
        (setter.cell(0, text, _PART, MEASURE),),
        before=15, pad_top=5, pad_bottom=1, keep=True, whole=True, need=90, new_page=new_page,
        rule=ACCENT, rule_width=0.9, right=MEASURE,
    )  # fmt: skip
    if not note:
        return [title]
    told = Row((setter.cell(0, note, SMALL, MEASURE),), keep=True, whole=True, pad_bottom=3)
    return [title, told]


def field_row(setter: Setter, fields: Sequence[tuple[str, str, float]]) -> Row:
    """Fields side by side: label, what is known already, share of the width; a line under each."""
    cells, spans, x = [], [], 0.0
    for label, value, share in fields:
        last = x + MEASURE * share > MEASURE - 1
        width = MEASURE * share - (0 if last else GUTTER)
        lines = setter.lines(label, HEAD, width)
        lines += setter.lines(_short(value), _VALUE, width)
        cells.append(Cell(x, lines))
        spans.append((x, x + width))
        x += MEASURE * share
    tall = max([FIELD_HEIGHT, *(cell.height + 3 for cell in cells)])
    return Row(
        tuple(cells), before=2, whole=True, picture=partial(_underline, spans, tall),
        picture_height=tall,
    )  # fmt: skip


def _short(text: str, limit: int = _LONGEST) -> str:
    one = " ".join(text.split())
    return one if len(one) <= limit else f"{one[:limit].rstrip()}…"


def _underline(
    spans: Sequence[tuple[float, float]], tall: float, pen: Pen, x: float, y: float
) -> None:
    for left, right in spans:
        pen.rule(x + left, x + right, y + tall, _RULE, 0.5)


@dataclass(frozen=True, slots=True)
class Choices:
    """A label, boxes to tick, and lines to write on behind them."""

    label: str
    options: tuple[str, ...] = ()


def choice_row(setter: Setter, choices: Choices) -> Row:
    """Boxes in as many lines as they need, then a line for words."""
    placed, x, line = [], TEXT_X, 0
    for option in choices.options:
        words = setter.lines(option, CELL, MEASURE - TEXT_X - 16)[0]
        if x > TEXT_X and x + 13 + words.width > MEASURE:
            x, line = TEXT_X, line + 1
        placed.append((x, line * ROW, words))
        x += 13 + words.width + 14
    if x > MEASURE - 70:
        x, line = TEXT_X, line + 1
    tall = (line + 1) * ROW
    label = setter.cell(0, choices.label, CELL, LABEL)
    drawn = partial(_boxes, tuple(placed), (x, line * ROW))
    return Row(
        (label,), pad_top=6, whole=True, picture=drawn, picture_height=tall - 6,
        rule=LINE, right=MEASURE,
    )  # fmt: skip


def _boxes(
    placed: Sequence[tuple[float, float, SetLine]],
    writing: tuple[float, float],
    pen: Pen,
    x: float,
    y: float,
) -> None:
    for left, down, words in placed:
        pen.frame(x + left, y + down + 1.4, _BOX, INK)
        pen.line(words, x + left + 13, y + down + words.style.drop)
    left, down = writing
    pen.rule(x + left, x + MEASURE, y + down + 11.5, _RULE, 0.4)


def table_head(setter: Setter, columns: Sequence[Column]) -> Row:
    """The heads of a table that is written into; set again on every page."""
    cells, x = [], 0.0
    for column in columns:
        width = MEASURE * column.share
        cells.append(setter.cell(x + 4, column.head, HEAD, width - 6))
        x += width
    return Row(
        tuple(cells), pad_top=6, pad_bottom=4, keep=True, whole=True, rule=MUTED, rule_width=0.8,
        right=MEASURE,
    )  # fmt: skip


def ruled(
    setter: Setter,
    columns: Sequence[Column],
    head: Row,
    words: Sequence[str] = (),
) -> Row:
    """One row to write on; `words` stand in its first columns."""
    cells, x, edges = [], 0.0, []
    for at, column in enumerate(columns):
        width = MEASURE * column.share
        if at < len(words) and words[at]:
            cells.append(setter.cell(x + 4, _short(words[at], _NAME), CELL, width - 8))
        if at:
            edges.append(x)
        x += width
    tall = max([ROW, *(cell.height + 2 * _ABOVE for cell in cells)])
    return Row(
        tuple(cells), pad_top=_ABOVE, whole=True, head=(head,) if head.cells else (),
        picture=partial(_grid, tuple(edges), tall), picture_height=tall - _ABOVE,
    )  # fmt: skip


def _grid(edges: Sequence[float], tall: float, pen: Pen, x: float, y: float) -> None:
    top = y - _ABOVE
    for edge in edges:
        pen.upright(x + edge, top, top + tall, LINE)
    pen.rule(x, x + MEASURE, top + tall, _RULE, 0.4)


def legend(setter: Setter, texts: Sequence[str], columns: int) -> Row:
    """Short texts in columns on a tinted ground, read downwards."""
    each = -(-len(texts) // columns)
    width = (MEASURE - 20) / columns
    cells = [
        setter.cell(10 + width * at, "\n".join(texts[at * each : (at + 1) * each]), _KEY, width - 8)
        for at in range(columns)
    ]
    return Row(
        tuple(cells), pad_top=6, pad_bottom=7, whole=True, keep=True,
        ground=Ground(TINT, ACCENT, 0.0, MEASURE),
    )  # fmt: skip
