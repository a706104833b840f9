# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the letters of a page stand on its picture: which is at a point, which boxes cover some.

A point and a box are in 1/10,000ths of the picture's width and height, as `Layout` has them.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from casefile.extraction.host import Layout

Box = tuple[int, int, int, int]
"""Left, top, right, bottom."""

_GAP = 4  # times the height of a line: letters further apart don't stand on one
_ASIDE = 4  # a point beside a line is nearer to it than one above or below


@dataclass(frozen=True, slots=True)
class Line:
    """Letters beside each other, from `start` up to `end` of the text."""

    start: int
    end: int
    box: Box


@dataclass(frozen=True, slots=True)
class Lettering:
    """The text of a page, the boxes of its letters, and its lines."""

    text: str
    boxes: tuple[Box | None, ...]
    lines: tuple[Line, ...]


def lettering(layout: Layout) -> Lettering:
    """The same with its lines."""
    return Lettering(layout.text, layout.boxes, tuple(_lines(layout.boxes)))


def rectangles(on: Lettering, start: int, end: int) -> list[Box]:
    """What covers the letters from `start` up to `end`: a box for each line."""
    found = []
    for line in on.lines:
        if line.start < end and line.end > start:
            part = on.boxes[max(start, line.start) : min(end, line.end)]
            boxes = [box for box in part if box is not None]
            if boxes:
                found.append(_around(boxes))
    return found


def caret_at(on: Lettering, x: int, y: int) -> int | None:
    """The place in the text that is nearest to a point: before a letter or behind it. None where
    no letter has a box."""
    if not on.lines:
        return None
    line = min(on.lines, key=lambda line: _away(line.box, x, y))
    near = min(
        (at for at in range(line.start, line.end) if on.boxes[at] is not None),
        key=lambda at: _aside(on.boxes[at], x),
    )
    box = on.boxes[near]
    assert box is not None
    behind = 2 * x > box[0] + box[2]
    if unicodedata.bidirectional(on.text[near]) in {"R", "AL"}:
        behind = not behind
    return near + behind


def is_over(on: Lettering, x: int, y: int) -> bool:
    """Whether a point lies on a line of letters."""
    return any(_away(line.box, x, y) == 0 for line in on.lines)


def word_around(text: str, at: int) -> tuple[int, int]:
    """The word in which a place is, or the letter there: its beginning and its end."""
    start = end = at
    while start > 0 and _in_word(text[start - 1]):
        start -= 1
    while end < len(text) and _in_word(text[end]):
        end += 1
    return (start, end) if end > start else (at, min(at + 1, len(text)))


def _in_word(letter: str) -> bool:
    return letter.isalnum() or unicodedata.category(letter).startswith("M")


def _lines(boxes: tuple[Box | None, ...]) -> Iterator[Line]:
    start, end, around = 0, 0, None
    for at, box in enumerate(boxes):
        if box is None:
            continue
        if around is not None and _goes_on(around, box):
            around, end = _around([around, box]), at + 1
            continue
        if around is not None:
            yield Line(start, end, around)
        start, end, around = at, at + 1, box
    if around is not None:
        yield Line(start, end, around)


def _goes_on(line: Box, box: Box) -> bool:
    """Whether a letter stands on a line: overlapping half of the lower of both, and near."""
    lower = min(line[3] - line[1], box[3] - box[1])
    overlap = min(line[3], box[3]) - max(line[1], box[1])
    apart = max(line[0], box[0]) - min(line[2], box[2])
    return 2 * overlap >= lower and apart <= _GAP * (line[3] - line[1])


def _around(boxes: list[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _away(box: Box, x: int, y: int) -> int:
    return _aside(box, x) + _ASIDE * max(box[1] - y, y - box[3], 0)


def _aside(box: Box | None, x: int) -> int:
    return max(box[0] - x, x - box[2], 0) if box else 1 << 30
