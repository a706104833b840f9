# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the lines that the list wants, and no others, on the vault's thread.

One page is asked for at a time, the one that was wanted last first. Where the pages of a long
log begin is found out in short steps with a pause between them: a line that is logged waits for
one of them at the most.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer

from casefile.casework import logs
from casefile.casework.logs import LogEnd, LogPage, LogRow
from casefile.desktop.desk import Desk
from casefile.desktop.log.asking import Asker
from casefile.desktop.log.list import LogList
from casefile.records.kinds import Hearing, Note
from casefile.store.places import Steps
from casefile.vault.vault import Vault

_PAUSE = 3  # ms between two steps


class LogReader(Asker):
    """Fills one list."""

    def __init__(self, desk: Desk, shown: LogList) -> None:
        super().__init__(desk, shown)
        self._list = shown
        self._lines = shown.lines
        self._asked: int | None = None  # a page
        self._opening = 0  # pages that were asked for before the log was read again are not put
        self._wanted = ""  # a line to go to
        self._sought = ""  # its key
        self._step = QTimer(self)
        self._step.setSingleShot(True)
        self._step.setInterval(_PAUSE)
        self._step.timeout.connect(self._go_on)
        shown.page_wanted.connect(self._fetch)
        shown.line_wanted.connect(self.go_to)

    def open(self, hearing: Hearing, note: str = "") -> None:
        """Read a hearing's log, at a line if one is named, else where the list stands."""
        self._wanted = note
        if self._turn_to(hearing):
            self._list.clear()
        self._list.set_hearing(hearing)
        self._step.stop()
        self._ask(logs.newest, done=self._opened)

    def close(self) -> None:
        super().close()
        self._step.stop()

    def came(self, note: Note) -> None:
        """A line was logged here: go to it. One that happened before the last stands before it."""
        rows = self._lines.rows
        if self._hearing and rows and note.event_at.sort_key < rows[-1].note.event_at.sort_key:
            self.open(self._hearing, note.id)
            return
        self._list.go_to_end()
        self._read_on()

    def _read_on(self) -> None:
        """Read what was logged behind the last line."""
        if self._lines.rows:
            self._ask(after, self._lines.rows[-1].key, done=self._appended)
        else:
            self._ask(logs.newest, done=self._opened)

    def _appended(self, rows: Sequence[LogRow]) -> None:
        self._list.append(rows)
        if len(rows) == logs.PAGE:
            self._read_on()

    def go_to(self, note: str) -> None:
        """Show a line, wherever it is."""
        self._wanted, self._sought = note, ""
        if (place := self._lines.find(note, 0)) is not None:
            self._arrive(place)
        else:
            self._ask(logs.place_of, note, done=self._placed)

    def _opened(self, end: LogEnd) -> None:
        self._asked = None
        self._opening += 1
        self._list.show_lines(end)
        if self._wanted:
            self.go_to(self._wanted)
        self._step_if_needed()

    def _step_if_needed(self) -> None:
        if not self._lines.complete:
            self._step.start()

    def _go_on(self) -> None:
        self._ask(logs.steps, self._lines.horizon, done=self._stepped)

    def _stepped(self, steps: Steps) -> None:
        self._lines.extend(steps)
        self._step_if_needed()
        if self._wanted and self._sought:
            self._placed(self._sought)

    def _placed(self, key: str) -> None:
        """The wanted line stands at this key: fetch its page, once it is known which it is."""
        self._sought = key
        page = self._lines.page_with(key) if key else None
        if page is None:
            return
        if (place := self._lines.find(self._wanted, page)) is not None:
            self._arrive(place)
        elif self._lines.missing(page):
            self._fetch(page)

    def _arrive(self, place: int) -> None:
        self._wanted = self._sought = ""
        self._list.choose_centred(place)

    def _fetch(self, page: int) -> None:
        if self._asked is not None or not self._lines.missing(page):
            return
        self._asked = page
        fetched = partial(self._fetched, self._opening)
        self._ask(logs.page_before, self._lines.end_of(page), done=fetched)

    def _fetched(self, opening: int, content: LogPage) -> None:
        if opening != self._opening:
            return
        page, self._asked = self._asked, None
        assert page is not None
        self._lines.put(page, content)
        if self._wanted and self._sought:
            self._placed(self._sought)


def after(vault: Vault, case: str, hearing: str, last: str) -> list[LogRow]:
    """A page of the lines behind the last one that is shown."""
    return logs.log_rows(vault, case, hearing, after=last, limit=logs.PAGE)
