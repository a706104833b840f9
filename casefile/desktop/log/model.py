# SPDX-License-Identifier: GPL-3.0-or-later
"""The lines of one hearing as the list sees them: by place, some of them in memory.

Place 0 is the first line of the page that was newest when the log was opened. What came before
has negative places, what is logged since is added behind: no line ever changes its place while
the log is open. The newest lines are kept; earlier pages come when they are wanted and go again.
"""

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from casefile.casework import logs
from casefile.casework.logs import LogEnd, LogPage, LogRow
from casefile.store.places import Steps

_KEPT = 64  # pages

NO_LINES = LogEnd(LogPage((), None), Steps((), 0), 0)


class Lines(QObject):
    """Tells when other lines are there (`replaced`), more (`grown`) or some of them (`arrived`);
    and when more is known of how many there are (`widened`; `grown` once all is)."""

    replaced = Signal()
    widened = Signal()
    grown = Signal()
    arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.begin(NO_LINES)

    def begin(self, end: LogEnd) -> None:
        """Show the end of another log, or of the same one read again."""
        self.rows = list(end.page.rows)  # the newest, all others are fetched
        self._previous = end.page.previous
        self._opened = len(self.rows)
        self._about = end.about
        self._starts = [self.rows[0].key] if self.rows else []
        self._left: int | None = None if self.rows else 0
        self._pages: OrderedDict[int, LogPage] = OrderedDict()
        self._extend(end.steps)
        self.replaced.emit()

    def extend(self, steps: Steps) -> None:
        """More is known of where pages begin."""
        self._extend(steps)
        (self.grown if self.complete else self.widened).emit()

    def _extend(self, steps: Steps) -> None:
        if self._left is None:
            self._starts += steps.keys
            self._left = steps.left

    def append(self, rows: Sequence[LogRow]) -> None:
        """Lines that come after the last one; what is there already is left out."""
        last = self.rows[-1].key if self.rows else ""
        fresh = [row for row in rows if row.key > last]
        if not self._starts and fresh:
            self._starts = [fresh[0].key]
        self.rows += fresh
        corrected = {row.note.corrects: row.note.id for row in fresh if row.note.corrects}
        if corrected:
            self.rows = [
                replace(row, corrected_by=corrected.get(row.note.id, row.corrected_by))
                for row in self.rows
            ]
        self.grown.emit()

    def put(self, page: int, content: LogPage) -> None:
        """A page that was wanted."""
        self._pages[page] = content
        while len(self._pages) > _KEPT:
            self._pages.popitem(last=False)
        self.arrived.emit()

    @property
    def complete(self) -> bool:
        """Whether every line has its place, so that all are counted."""
        return self._left is not None

    @property
    def first(self) -> int:
        """The place of the first line; about, until the log is `complete`."""
        if self._left is not None:
            return -self._known - self._left
        return min(-self._known, self._opened - self._about)

    @property
    def end(self) -> int:
        """The place behind the last line."""
        return len(self.rows)

    @property
    def count(self) -> int:
        """How many lines there are; about, until the log is `complete`."""
        return self.end - self.first

    @property
    def horizon(self) -> str:
        """The earliest beginning of a page that is known."""
        return self._starts[-1] if self._starts else ""

    @property
    def _known(self) -> int:
        return logs.PAGE * max(len(self._starts) - 1, 0)

    def row(self, place: int) -> LogRow | None:
        """The line at a place, if it is in memory."""
        if place >= 0:
            return self.rows[place] if place < len(self.rows) else None
        page, at = self._within(place)
        return page.rows[at] if page is not None and 0 <= at < len(page.rows) else None

    def before(self, place: int) -> LogRow | None:
        """The line before the one at a place, if that is in memory."""
        if place > 0:
            return self.row(place - 1)
        if place == 0:
            return self._previous
        page, at = self._within(place)
        if page is None:
            return None
        return page.previous if at == 0 else page.rows[at - 1]

    def _within(self, place: int) -> tuple[LogPage | None, int]:
        number = self.page_of(place)
        page = self._pages.get(number)
        if page is None:
            return None, 0
        self._pages.move_to_end(number)
        return page, place + number * logs.PAGE - (logs.PAGE - len(page.rows))

    def page_of(self, place: int) -> int:
        """The number of the page a place lies on: 0 for the newest, 1 for the one before it."""
        return 0 if place >= 0 else (-place - 1) // logs.PAGE + 1

    def missing(self, page: int) -> bool:
        """Whether a page is there to be read, and is not in memory."""
        there = 0 < page < len(self._starts) or (page == len(self._starts) and bool(self._left))
        return there and page not in self._pages

    def end_of(self, page: int) -> str:
        """The place before which a page ends, for the vault."""
        return self._starts[page - 1]

    def page_with(self, key: str) -> int | None:
        """The page on which a key stands; None while that is not known."""
        if not self._starts or (key < self.horizon and not self.complete):
            return None
        pages = range(len(self._starts))  # the later ones begin earlier
        return bisect_left(pages, True, key=lambda page: self._starts[page] <= key)

    def find(self, note: str, page: int) -> int | None:
        """The place of a line on a page that is in memory."""
        rows = self.rows if page == 0 else self._rows_of(page)
        start = 0 if page == 0 else -page * logs.PAGE + logs.PAGE - len(rows)
        for at, row in enumerate(rows):
            if row.note.id == note:
                return start + at
        return None

    def _rows_of(self, page: int) -> Sequence[LogRow]:
        return self._pages[page].rows if page in self._pages else ()
