# SPDX-License-Identifier: GPL-3.0-or-later
"""Watches what waits for somebody, whichever page is shown, so that the frame can tell it."""

from collections.abc import Callable, Sized

from PySide6.QtCore import QObject, Signal

from casefile.base.messages import ngettext
from casefile.casework import advocacy, deadlines
from casefile.desktop.changes import Touched
from casefile.desktop.desk import Desk
from casefile.records.kinds import Case

_DUE = frozenset({"deadline", "decision", "sanction", "action", "claim"})


class Watch(QObject):
    """`counted(how many, in words)` when it has looked. `deed(vault, case)` gives what waits."""

    counted = Signal(int, str)

    def __init__(
        self,
        desk: Desk,
        parent: QObject,
        deed: Callable[..., Sized],
        kinds: frozenset[str],
        words: Callable[[int], str],
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._deed = deed
        self._kinds = kinds
        self._words = words
        self._case: Case | None = None
        desk.session.feed.changed.connect(self._hear)

    def set_case(self, case: Case | None) -> None:
        """The case that is watched."""
        self._case = case
        self.look()

    def look(self) -> None:
        """See what waits today."""
        if self._case is None:
            self._tell(())
        else:
            self._desk.session.ask(
                self._deed, self._case.id, done=self._tell, latest=self._deed.__name__
            )

    def _hear(self, touched: Touched) -> None:
        if touched.kinds & self._kinds:
            self.look()

    def _tell(self, waiting: Sized) -> None:
        count = len(waiting)
        self.counted.emit(count, self._words(count) if count else "")


def due_watch(desk: Desk, parent: QObject) -> Watch:
    """What is near or overdue."""
    return Watch(desk, parent, deadlines.warnings, _DUE, _due)


def incident_watch(desk: Desk, parent: QObject) -> Watch:
    """The incidents of which nobody was told, or against which nothing was done."""
    return Watch(desk, parent, advocacy.open_incidents, frozenset({"incident", "party"}), _open)


def _due(count: int) -> str:
    told = ngettext("{count} is near or overdue", "{count} are near or overdue", count)
    return told.format(count=count)


def _open(count: int) -> str:
    told = ngettext("{count} open incident", "{count} open incidents", count)
    return told.format(count=count)
