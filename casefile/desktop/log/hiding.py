# SPDX-License-Identifier: GPL-3.0-or-later
"""Names out of the log, for a screen that others can see: those of the case that is shown."""

from PySide6.QtCore import QObject, Signal

from casefile.casework import masks
from casefile.casework.masks import CURTAIN, Mask
from casefile.desktop.changes import Touched
from casefile.desktop.desk import Desk
from casefile.desktop.log.view import LogView
from casefile.records.kinds import Case, Party


class NameHiding(QObject):
    """Stays on or off from one case to the next, and learns of people who are added."""

    masked = Signal(object)  # Mask or None: for what is seen beside the log

    def __init__(self, desk: Desk, view: LogView) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        self._case = ""
        self._on = False
        desk.session.feed.changed.connect(self._hear)

    def set_case(self, case: Case | None) -> None:
        """This case is shown."""
        shown = case.id if case else ""
        if shown != self._case:
            self._case = shown
            self._begin()

    def turn(self, on: bool) -> None:
        """Take names out of the lines, lists and heads that are shown, or show them again."""
        self._on = on
        self._begin()

    def _begin(self) -> None:
        """Until it is known whose names are to be hidden here, nothing is shown at all."""
        self._show(CURTAIN if self._on else None)
        self._learn_names()

    def _hear(self, touched: Touched) -> None:
        if Party.kind in touched.kinds:
            self._learn_names()

    def _learn_names(self) -> None:
        if self._on and self._case:
            self._desk.session.ask(masks.mask, self._case, done=self._put, latest="mask")

    def _put(self, mask: Mask) -> None:
        if self._on:
            self._show(mask)

    def _show(self, mask: Mask | None) -> None:
        self._view.set_mask(mask)
        self.masked.emit(mask)
