# SPDX-License-Identifier: GPL-3.0-or-later
"""The cover and the contents: rows like everything else, so no title is too long for them."""

from collections.abc import Iterator

import segno

from casefile.briefing.blocks import Block, Cover, Heading
from casefile.briefing.flowables import Anchor, Cell, Ground, Picture, Row
from casefile.briefing.fonts import Style
from casefile.briefing.layout import (
    ACCENT,
    BODY,
    HANGING,
    INK,
    LABEL,
    LINE,
    MEASURE,
    MUTED,
    SECTION,
    SMALL,
    TEXT,
    TEXT_X,
    Setter,
)
from casefile.briefing.pen import Pen

_SENDER = Style(face="bold", size=10.5, leading=14.0, color=INK)
_KIND = Style(size=12.0, leading=16.0, color=ACCENT)
_SUBTITLE = Style(size=13.0, leading=19.0, color=MUTED)
_BANNER = Style(face="bold", size=11.0, leading=15.0, color="#FFFFFF")
_BANNER_NOTE = Style(size=8.8, leading=12.4, color="#FFFFFF")
_DIGEST = Style(face="mono", size=10.0, leading=15.0)
_PAGE = Style(size=9.5, leading=15.0, tabular=True, align="end")
_PAGE_PART = Style(size=8.8, leading=13.0, tabular=True, align="end", color=MUTED)
_ENTRY = Style(face="bold", size=9.5, leading=15.0)
_ENTRY_NUMBER = Style(face="bold", size=9.5, leading=15.0, color=ACCENT, tabular=True)
_ENTRY_PART = Style(size=8.8, leading=13.0, color=INK)

_QR = 64.0  # side of the code
_PARTS_LIMIT = 60  # more parts than this stand in the PDF outline only
_NUMBER_WIDTH = 30.0


def cover(setter: Setter, told: Cover, height: float) -> list[Row]:
    """The rows of the first page, so many points high; the state of the file stands at its foot."""
    rows = list(_upper(setter, told))
    if not told.digest:
        return rows
    foot = _digest(setter, told)
    left = height - sum(row.before + row.height for row in rows) - foot.height
    return [*rows, Row((), pad_top=max(left - 1.0, 0.0)), foot]


def _upper(setter: Setter, told: Cover) -> Iterator[Row]:
    yield Row((setter.cell(0, told.sender, _SENDER, MEASURE),), pad_bottom=26, pad_top=10,
              rule=ACCENT, rule_width=2.4, right=MEASURE, anchor=Anchor("cover"))  # fmt: skip
    yield from _banner(setter, told)
    yield Row((setter.cell(0, told.kind, _KIND, MEASURE),), before=54, pad_bottom=6)
    title = _title_style(told.title)
    yield Row((setter.cell(0, told.title, title, MEASURE - 20),), pad_bottom=6)
    yield Row((setter.cell(0, told.subtitle, _SUBTITLE, MEASURE),), pad_bottom=26)
    for fact in told.facts:
        if fact.text.strip():
            yield _fact(setter, fact.label, fact.text)
    if told.mandate:
        yield _fact(setter, told.mandate_label, told.mandate)


def _fact(setter: Setter, label: str, text: str) -> Row:
    cells = (setter.cell(0, label, HANGING, LABEL), setter.cell(TEXT_X, text, BODY, TEXT))
    return Row(cells, pad_top=4, pad_bottom=4, rule=LINE, right=MEASURE)


def _title_style(title: str) -> Style:
    """Large for short titles, smaller for long ones."""
    size = 30.0 if len(title) < 60 else 22.0 if len(title) < 140 else 15.0
    return Style(face="bold", size=size, leading=round(size * 1.18, 1))


def _banner(setter: Setter, told: Cover) -> Iterator[Row]:
    banner = setter.lines(told.banner, _BANNER, LABEL)
    note = setter.lines(told.banner_note, _BANNER_NOTE, TEXT - 12)
    yield Row(
        (Cell(12, banner), Cell(TEXT_X, note)),
        pad_top=8, pad_bottom=8.5, ground=Ground(ACCENT, ACCENT, 0, MEASURE), whole=True,
    )  # fmt: skip


def _digest(setter: Setter, told: Cover) -> Row:
    label = setter.cell(0, told.digest_label, HANGING, LABEL)
    room = TEXT - _QR - 18
    text = setter.lines(told.digest, _DIGEST, room) + setter.lines(told.digest_note, SMALL, room)
    return Row(
        (label, Cell(TEXT_X, text)),
        pad_top=8, rule=LINE, right=MEASURE, whole=True,
        picture=code_picture(told.digest_code, _QR), picture_height=_QR,
    )  # fmt: skip


def code_picture(text: str, size: float) -> Picture:
    """A QR code of that size (points) at the right edge; its dark squares are drawn, there is no
    image."""
    squares = [
        (row, column)
        for row, line in enumerate(segno.make_qr(text, error="m").matrix)
        for column, dark in enumerate(line)
        if dark
    ]
    side = max((max(place) for place in squares), default=0) + 1

    def draw(pen: Pen, x: float, y: float) -> None:
        module = size / side
        left = x + MEASURE - size
        pen.squares([(left + column * module, y + row * module) for row, column in squares], module)

    return draw


def contents(setter: Setter, title: str, blocks: tuple[Block, ...]) -> Iterator[Row]:
    """The clickable contents; page numbers are filled in when the pages are known."""
    headings = [block for block in blocks if isinstance(block, Heading) and block.key]
    parts = sum(heading.level == 2 for heading in headings)
    yield Row(
        (setter.cell(TEXT_X, title, SECTION, TEXT),),
        pad_top=9, pad_bottom=14, rule=ACCENT, rule_width=0.9, right=MEASURE,
        new_page=True, keep=True, whole=True, anchor=Anchor("contents", title, 1),
    )  # fmt: skip
    for heading in headings:
        if heading.level == 1:
            yield _entry(setter, heading)
        elif heading.level == 2 and parts <= _PARTS_LIMIT:
            yield _part(setter, heading)


def _entry(setter: Setter, heading: Heading) -> Row:
    room = TEXT - _NUMBER_WIDTH
    number = Cell(
        MEASURE - _NUMBER_WIDTH, (), page_of=heading.key, width=_NUMBER_WIDTH, style=_PAGE
    )
    cells = (
        setter.cell(0, heading.number, _ENTRY_NUMBER, LABEL),
        setter.cell(TEXT_X, heading.text, _ENTRY, room, heading.key),
        number,
    )
    return Row(cells, before=5, pad_top=3, rule=LINE, right=MEASURE, whole=True)


def _part(setter: Setter, heading: Heading) -> Row:
    room = TEXT - _NUMBER_WIDTH
    text = setter.lines(heading.listed or heading.text, _ENTRY_PART, room)[:2]
    number = Cell(
        MEASURE - _NUMBER_WIDTH, (), page_of=heading.key, width=_NUMBER_WIDTH, style=_PAGE_PART
    )
    return Row((Cell(TEXT_X, text, heading.key), number), whole=True)
