# SPDX-License-Identifier: GPL-3.0-or-later
"""Names out of the log, for a screen that others can see: those of the case that is shown."""

from PySide6.QtCore import QObject

from casefile.casework import masks
from casefile.casework.masks import CURTAIN, Mask
from casefile.desktop.changes import Touched
from casefile.desktop.desk import Desk
from casefile.desktop.log.view import LogView
from casefile.records.kinds import Party


class NameHiding(QObject):
    """Stays on or off from one hearing to the next, and learns of people who are added."""

    def __init__(self, desk: Desk, view: LogView) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        self._case = ""
        self._on = False
        desk.session.feed.changed.connect(self._hear)

    def show(self, case: str) -> None:
        """A hearing of this case is shown."""
        self._case = case
        self._begin()

    def turn(self, on: bool) -> None:
        """Take names out of the lines, lists and heads that are shown, or show them again."""
        self._on = on
        self._begin()

    def _begin(self) -> None:
        """Until it is known whose names are to be hidden here, nothing is shown at all."""
        self._view.set_mask(CURTAIN if self._on else None)
        self._learn_names()

    def _hear(self, touched: Touched) -> None:
        if Party.kind in touched.kinds:
            self._learn_names()

    def _learn_names(self) -> None:
        if self._on and self._case:
            self._desk.session.ask(masks.mask, self._case, done=self._put, latest="mask")

    def _put(self, mask: Mask) -> None:
        if self._on:
            self._view.set_mask(mask)
