# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows put on pages: no heading at a foot, no stray line, table heads set again."""

from collections import deque
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from casefile.briefing.flowables import Row


class Placed(NamedTuple):
    """A row and how far from the top of the text area it stands."""

    row: Row
    y: float


Page = list[Placed]


def paginate(rows: Iterable[Row], height: float) -> list[Page]:
    """The pages of a sequence of rows, in text areas so many points high. At least one page."""
    queue = deque(rows)
    pages: list[Page] = [[]]
    y = 0.0
    while queue:
        row = queue.popleft()
        page = pages[-1]
        if page and (row.new_page or not _may_start(row, queue, height - y)):
            pages.append([])
            queue.appendleft(row)
            y = 0.0
            continue
        if not page:
            y = _set_heads(page, row.head)
        y = _set(row, pages, queue, y, height)
    return pages


def _set(row: Row, pages: list[Page], queue: deque[Row], y: float, height: float) -> float:
    """Set as much of a row as fits; the rest goes back to the queue, for a new page."""
    page = pages[-1]
    fresh = not page or all(any(placed.row is head for head in row.head) for placed in page)
    top = y if fresh else y + row.before
    first, rest = row.cut(height - top)
    if first is None and fresh:
        first, rest = row.cut(height - top, force=True)
        first, rest = (first, rest) if first else (row, None)  # a picture taller than a page
    if first:
        page.append(Placed(first, top))
        top += first.height
    if rest:
        queue.appendleft(rest)
        pages.append([])
        return 0.0
    return top


def _set_heads(page: Page, heads: Sequence[Row]) -> float:
    y = 0.0
    for head in heads:
        page.append(Placed(head, y))
        y += head.height
    return y


def _may_start(row: Row, following: deque[Row], room: float) -> bool:
    """Whether a row may begin in the room that is left, with all that must stay beside it."""
    needed = row.before + max(row.need, row.least)
    total = row.before + row.height
    for index, after in enumerate(following):
        if not row.keep or index > 40:
            break
        needed = max(needed, total + after.before + max(after.need, after.least))
        total += after.before + after.height
        row = after
    return needed <= room
