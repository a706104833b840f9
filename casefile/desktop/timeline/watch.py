# SPDX-License-Identifier: GPL-3.0-or-later
"""Watches what is near or overdue, whichever page is shown, so that the frame can tell it."""

from PySide6.QtCore import QObject, Signal

from casefile.base.messages import ngettext
from casefile.casework import deadlines
from casefile.casework.deadlines import DueRow
from casefile.desktop.changes import Touched
from casefile.desktop.desk import Desk
from casefile.records.kinds import Case

_KINDS = frozenset({"deadline", "decision", "sanction", "action", "claim"})


class DueWatch(QObject):
    """`counted(how many, in words)` when it has looked."""

    counted = Signal(int, str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._case: Case | None = None
        desk.session.feed.changed.connect(self._hear)

    def set_case(self, case: Case | None) -> None:
        """The case that is watched."""
        self._case = case
        self.look()

    def look(self) -> None:
        """See what is near today."""
        if self._case is None:
            self._tell([])
        else:
            self._desk.session.ask(
                deadlines.warnings, self._case.id, done=self._tell, latest="warnings"
            )

    def _hear(self, touched: Touched) -> None:
        if touched.kinds & _KINDS:
            self.look()

    def _tell(self, near: list[DueRow]) -> None:
        count = len(near)
        told = ngettext("{count} is near or overdue", "{count} are near or overdue", count)
        self.counted.emit(count, told.format(count=count) if count else "")
