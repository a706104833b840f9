# SPDX-License-Identifier: GPL-3.0-or-later
"""How a briefing stands on the page: blocks become rows on one grid.

A4; a narrow column for hanging labels, a wide one for text. One accent colour, hairlines, tabular
figures wherever figures stand under each other. All lengths in points.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from casefile.briefing.blocks import (
    Block,
    Fact,
    Facts,
    Heading,
    Item,
    Panel,
    Paragraph,
    Table,
)
from casefile.briefing.breaks import SetLine, plain, wrap
from casefile.briefing.flowables import Anchor, Cell, Ground, Row
from casefile.briefing.fonts import Shaper, Style
from casefile.briefing.rtl import without_marks

INK, MUTED, LINE, ACCENT, TINT = "#1B2430", "#5B6675", "#D8DDE4", "#1F5FA8", "#F4F6F9"

LEFT, RIGHT = 68.0, 62.0  # margins
TOP, BOTTOM = 84.0, 74.0
MEASURE = 595.28 - LEFT - RIGHT
TEXT_X = 118.0  # where the text column begins
LABEL = TEXT_X - 14.0  # width of a hanging label
TEXT = MEASURE - TEXT_X

BODY = Style()
LEAD = Style(size=10.6, leading=16.0)
SMALL = Style(size=8.2, leading=11.6, color=MUTED)
NOTE = Style(size=8.2, leading=11.6, color=MUTED, tabular=True)
HANGING = Style(size=8.6, leading=12.4, color=MUTED, tabular=True)
FIGURE = Style(size=9.0, leading=14.0, tabular=True)
TAG = Style(face="bold", size=8.2, leading=12.6, color=ACCENT)
MONO = Style(face="mono", size=7.9, leading=13.0)
CELL = Style(size=8.6, leading=12.0)
CELL_FIGURES = replace(CELL, tabular=True)
HEAD = Style(face="bold", size=7.8, leading=11.0, color=MUTED)
SECTION = Style(face="bold", size=16.0, leading=20.0)
NUMBER = Style(face="bold", size=16.0, leading=20.0, color=ACCENT, tabular=True)
PART = Style(face="bold", size=11.4, leading=15.0)
GROUP = Style(face="bold", size=9.5, leading=14.0)

_GUTTER = 12.0  # between columns of a table
_INSET = 14.0
_SHORT_ITEM = 8  # lines of an item that is not cut
_SMALL_PANEL = 210.0  # a panel up to this height is not cut


class Setter:
    """Sets blocks with one shaper. `x` and `width` are where the text column stands."""

    def __init__(self, shaper: Shaper) -> None:
        self.shaper = shaper

    def lines(self, text: str, style: Style, width: float, lead: str = "") -> tuple[SetLine, ...]:
        """A text broken into lines."""
        return wrap(self.shaper, text, style, width, lead)

    def cell(self, x: float, text: str, style: Style, width: float, link: str = "") -> Cell:
        """A text as a column of lines."""
        return Cell(x, self.lines(text, style, width), link)

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Row]:
        """The rows of a sequence of blocks."""
        for block in blocks:
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[Row]:
        """The rows of one block."""
        match block:
            case Heading():
                yield from self._heading(block)
            case Paragraph():
                yield from self._paragraph(block)
            case Facts():
                yield from self._facts(block)
            case Item():
                yield from self._item(block)
            case Table():
                yield from self._table(block, 0.0, MEASURE)
            case Panel():
                yield from self._panel(block)

    def _heading(self, heading: Heading) -> Iterator[Row]:
        anchor = _anchor(heading)
        if heading.level == 1:
            number_width = LABEL if len(heading.number) < 12 else TEXT_X
            yield Row(
                (
                    self.cell(0, heading.number, NUMBER, number_width),
                    self.cell(TEXT_X, heading.text, SECTION, TEXT),
                ),
                before=34, pad_top=9, pad_bottom=8, keep=True, whole=True, need=120, anchor=anchor,
                new_page=heading.new_page, rule=ACCENT, rule_width=0.9, right=MEASURE,
            )  # fmt: skip
            return
        style, before = (PART, 19.0) if heading.level == 2 else (GROUP, 11.0)
        label = replace(HANGING, leading=style.leading)
        yield Row(
            (
                self.cell(0, heading.label, label, LABEL),
                self.cell(TEXT_X, heading.text, style, TEXT),
            ),
            before=before, pad_bottom=3, keep=True, whole=True, anchor=anchor,
        )  # fmt: skip

    def _paragraph(self, paragraph: Paragraph) -> Iterator[Row]:
        style = {"lead": LEAD, "muted": replace(BODY, color=MUTED)}.get(paragraph.tone, BODY)
        for index, part in enumerate(_parts(paragraph.text)):
            cell = self.cell(TEXT_X, part, style, TEXT)
            yield Row((cell,), before=7 if index else 2, pad_bottom=3)

    def _facts(self, facts: Facts) -> Iterator[Row]:
        shown = [fact for fact in facts.items if fact.text.strip()]
        for index, fact in enumerate(shown):
            yield from self._fact(fact, before=5 if index == 0 else 3)

    def _fact(self, fact: Fact, before: float) -> Iterator[Row]:
        style = MONO if fact.mono else BODY
        label = self.cell(0, fact.label, HANGING, LABEL)
        for index, part in enumerate(_parts(fact.text)):
            cells = (self.cell(TEXT_X, part, style, TEXT, fact.link),)
            yield Row(cells if index else (label, *cells), before=6 if index else before)

    def _item(self, item: Item, x: float = 0.0, width: float = MEASURE) -> Iterator[Row]:
        text_x = TEXT_X + (_INSET if item.inset else 0.0)
        room = x + width - text_x
        label = self.lines(item.label, HANGING if item.quiet else FIGURE, LABEL - x)
        label += self.lines(item.sub, HANGING, LABEL - x)
        text = self.lines(item.tag, TAG, room)
        text += self.lines(item.text, BODY, room, item.lead)
        for note in item.notes:
            text += self.lines(note, NOTE, room)
        cells = (Cell(x, label), Cell(text_x, text, item.link))
        anchor = Anchor(item.key) if item.key else None
        yield Row(cells, before=5, whole=len(text) <= _SHORT_ITEM, anchor=anchor)

    def _table(self, table: Table, x: float, width: float) -> Iterator[Row]:
        shares = [column.share for column in table.columns]
        starts = [x + width * sum(shares[:index]) for index in range(len(shares))]
        widths = [width * share - _GUTTER for share in shares]
        widths[-1] += _GUTTER
        heads = tuple(
            self.cell(start, column.head, HEAD, room)
            for start, column, room in zip(starts, table.columns, widths, strict=True)
        )
        head = Row(
            heads,
            before=10,
            pad_bottom=3,
            pad_top=2,
            keep=True,
            whole=True,
            left=x,
            right=x + width,
        )
        yield head
        again = (replace(head, before=0.0),)
        for index, row in enumerate(table.rows):
            cells = []
            for start, column, room, cell in zip(starts, table.columns, widths, row, strict=True):
                style = CELL_FIGURES if column.figures else CELL
                lines = self.lines(
                    cell.text, replace(style, face="bold") if cell.strong else style, room
                )
                cells.append(Cell(start, lines + self.lines(cell.sub, SMALL, room), cell.link))
            rule, thick = (MUTED, 0.6) if index == 0 else (LINE, 0.5)
            key = next((cell.key for cell in row if cell.key), "")
            yield Row(
                tuple(cells), pad_top=4, pad_bottom=4.5, head=again,
                anchor=Anchor(key) if key else None,
                rule=rule, rule_width=thick, left=x, right=x + width,
            )  # fmt: skip
        yield Row((), pad_top=6)

    def _panel(self, panel: Panel) -> Iterator[Row]:
        """A tinted block with a bar at its side, which it keeps across pages."""
        opinion = panel.tone == "opinion"
        x = 0.0 if opinion else TEXT_X - 10.0
        bar = MUTED if opinion else ACCENT
        inner = TEXT_X if opinion else TEXT_X + 4.0
        room = MEASURE - inner - 10.0
        rows = [Row((self.cell(inner, panel.title, TAG, room),), pad_top=7, keep=True, whole=True)]
        if panel.note:
            rows.append(Row((self.cell(inner, panel.note, SMALL, room),), keep=True, whole=True))
        for block in panel.blocks:
            rows.extend(self._inside(block, inner, room))
        rows.append(Row((), pad_top=8))
        yield Row((), pad_top=9, keep=True)
        ground = Ground(TINT, bar, x, MEASURE)
        small = sum(row.height + row.before for row in rows) < _SMALL_PANEL
        for index, row in enumerate(rows):
            yield _grounded(row, ground, keep=row.keep or (small and index < len(rows) - 1))
        yield Row((), pad_top=7)

    def _inside(self, block: Paragraph | Item | Table, x: float, room: float) -> Iterator[Row]:
        match block:
            case Table():
                rows = list(self._table(block, x, room))
                yield from (
                    replace(row, rule="") if index == 1 else row
                    for index, row in enumerate(rows[:-1])
                )
            case Item():
                yield from self._item(block, x=12.0, width=x + room - 12.0)
            case Paragraph():
                style = SMALL if block.tone == "muted" else replace(BODY, size=9.0, leading=13.0)
                for part in _parts(block.text):
                    yield Row((self.cell(x, part, style, room),), before=3)


def _grounded(row: Row, ground: Ground, *, keep: bool) -> Row:
    """The row on a ground that joins that of its neighbours; its table's heads stand on it too."""
    heads = tuple(_grounded(head, ground, keep=True) for head in row.head)
    pad = row.pad_top + row.before
    return replace(row, before=0.0, pad_top=pad, keep=keep, head=heads, ground=ground)


def _anchor(heading: Heading) -> Anchor | None:
    if not heading.key:
        return None
    text = heading.listed or heading.text
    told = f"{heading.number}  {text}" if heading.number else text
    title = without_marks(plain(told).replace("\n", " "))[:200]
    return Anchor(heading.key, title, heading.level if heading.level < 3 else 0)


def _parts(text: str) -> list[str]:
    """A text at its blank lines."""
    return [part for part in plain(text).split("\n\n") if part.strip()]
