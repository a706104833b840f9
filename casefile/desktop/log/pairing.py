# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads two observers' logs for the view side by side, page by page, and lays them beside each
other. Whether there are two is asked whenever a log is opened."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from casefile.base.messages import ngettext
from casefile.casework import aligned
from casefile.casework.aligned import Observer
from casefile.casework.hearings import place_of
from casefile.casework.logs import LogRow
from casefile.desktop.desk import Desk
from casefile.desktop.log.asking import Asker
from casefile.desktop.log.together import TogetherView
from casefile.records.kinds import Hearing


class LogPairing(Asker):
    """Fills one view."""

    possible = Signal(bool)  # two observers logged lines here, or more

    def __init__(self, desk: Desk, view: TogetherView) -> None:
        super().__init__(desk, view)
        self._view = view
        self._observers: Sequence[Observer] = ()
        self._pair = ("", "")
        self._rows: list[LogRow] = []
        self._reading = 0  # pages of an earlier reading are not heard
        self._shown = False
        view.pair_wanted.connect(self._choose)

    def open(self, hearing: Hearing) -> None:
        """Another hearing's log is open, or lines of this one came or changed."""
        if self._turn_to(hearing):
            self._pair, self._rows = ("", ""), []
        self._ask(aligned.observers, done=self._know)

    def show(self, shown: bool) -> None:
        """Whether the view is seen: only then lines are read."""
        self._shown = shown
        if shown:
            self._read()

    def _know(self, found: list[Observer]) -> None:
        self._observers = found
        ids = [one.id for one in found]
        if not set(self._pair) <= set(ids):
            self._pair = (ids[0], ids[1]) if len(ids) > 1 else ("", "")
        self.possible.emit(len(found) > 1)
        if self._shown:
            self._read()

    def _choose(self, left: str, right: str) -> None:
        self._pair = (left, right)
        self._present()

    def _read(self) -> None:
        self._reading += 1
        self._read_after([], None)

    def _read_after(self, rows: list[LogRow], after: str | None) -> None:
        self._ask(aligned.page_after, after, done=partial(self._take, self._reading, rows))

    def _take(self, reading: int, rows: list[LogRow], page: list[LogRow]) -> None:
        if reading != self._reading or not self._shown:
            return
        rows = rows + page
        if len(page) == aligned.PAGE and len(rows) < aligned.MOST:
            self._read_after(rows, page[-1].key)
            return
        self._rows = rows
        self._present()

    def _present(self) -> None:
        if self._hearing is None:
            return
        left, right = (aligned.of_author(self._rows, author) for author in self._pair)
        self._view.show_observers(self._observers, *self._pair)
        rows = aligned.align(left, right)
        self._view.list.show_rows(rows, place_of(self._hearing), self._hearing.breaks)
        count = len(self._rows)
        cut = ngettext("Only the first {count} line is shown side by side.",
                       "Only the first {count} lines are shown side by side.", count)  # fmt: skip
        self._view.say(cut.format(count=count) if count >= aligned.MOST else "")
