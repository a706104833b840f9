# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps what stands in a form and can't be kept as a record yet, and lets it stand there again."""

from PySide6.QtCore import QObject, QTimer, Signal

from casefile.casework.unfinished import Typed, keep_unfinished, unfinished
from casefile.desktop.desk import Desk
from casefile.desktop.form.sheet import FormSheet

_AFTER = 1000  # ms after the last keystroke


class Drafting(QObject):
    """`restored` when a form that was left with something in it holds that again."""

    restored = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._place = ""
        self._sheet: FormSheet | None = None
        self._kept: Typed = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER)
        self._timer.timeout.connect(self.keep)

    def begin(self, sheet: FormSheet, place: str) -> None:
        """Watch a form; what was left at its place is looked for."""
        self._sheet, self._place, self._kept = sheet, place, {}
        self._desk.session.ask(unfinished, place, done=lambda typed: self._take(place, typed))

    def end(self) -> None:
        """The form is left: keep what is not kept yet, and watch it no more."""
        self.keep()
        self._sheet, self._place = None, ""

    def forget(self) -> None:
        """All is kept, or is not wanted any more: what stands in the form is let be until something
        is typed."""
        self._timer.stop()
        self._kept = self._sheet.typed() if self._sheet is not None else {}
        if self._place:
            self._desk.session.ask(keep_unfinished, self._place, {}, done=None)

    def touch(self) -> None:
        """Something was typed: keep it in a moment."""
        self._timer.start()

    def keep(self) -> None:
        """Keep what stands in the form and is not kept, encrypted in this vault."""
        self._timer.stop()
        if self._sheet is None:
            return
        typed = self._sheet.typed()
        if typed != self._kept:
            self._kept = typed
            self._desk.session.ask(keep_unfinished, self._place, typed, done=None)

    def _take(self, place: str, typed: Typed) -> None:
        if typed and place == self._place and self._sheet is not None and self._sheet.untouched:
            self._kept = typed
            self._sheet.retype(typed)
            self.restored.emit()
