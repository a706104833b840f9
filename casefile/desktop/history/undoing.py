# SPDX-License-Identifier: GPL-3.0-or-later
"""Undo and redo of the window: the last deed of this author in the open case, and its name.

A text field in which something was typed undoes that first; see `keys`.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from casefile.base.errors import CasefileError
from casefile.base.messages import _
from casefile.casework import undo
from casefile.casework.doings import Doing
from casefile.casework.undo import Outlook
from casefile.desktop.actions import Actions
from casefile.desktop.changes import Touched
from casefile.desktop.desk import Desk
from casefile.desktop.history.words import doing_text
from casefile.records.kinds import KINDS, Case
from casefile.vault.vault import Vault


class Undoing(QObject):
    """Knows what could be taken back, names it in the menu, and does it."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._case: Case | None = None
        self._actions: Actions | None = None
        self._under_way = False
        self.outlook = Outlook()
        desk.session.feed.changed.connect(self._hear)
        desk.guide.undo_requested.connect(self.undo)
        desk.guide.redo_requested.connect(self.redo)

    def show_in(self, actions: Actions) -> None:
        """Say in these actions what there is to be taken back."""
        self._actions = actions
        self._show(Outlook())

    @Slot(object)
    def set_case(self, case: Case | None) -> None:
        """Another case is open: its deeds are its own."""
        if (case and case.id) != (self._case and self._case.id):
            self._show(Outlook())
        self._case = case
        self._look()

    @Slot()
    def undo(self) -> None:
        """Take back the last deed of this author in the open case."""
        self._take_back(undo_last, self._undone)

    @Slot()
    def redo(self) -> None:
        """Take back the last undoing."""
        self._take_back(redo_last, self._redone)

    def _take_back(self, deed: Callable[..., Doing], said: Callable[[Doing], None]) -> None:
        if self._case is None or self._under_way:
            return
        self._under_way = True
        self._desk.session.change(
            deed, self._case.id, touches=KINDS, done=said, failed=self._refused
        )

    def _undone(self, doing: Doing) -> None:
        self._under_way = False
        text = _("Taken back: {deed}").format(deed=doing_text(doing))
        self._desk.guide.offered.emit(text, _("Redo"), self.redo)

    def _redone(self, doing: Doing) -> None:
        self._under_way = False
        text = _("Done again: {deed}").format(deed=doing_text(doing))
        self._desk.guide.offered.emit(text, _("Undo"), self.undo)

    def _refused(self, error: CasefileError) -> None:
        self._under_way = False
        self._desk.guide.complained.emit(error)
        self._look()

    def _hear(self, _touched: Touched) -> None:
        self._look()

    def _look(self) -> None:
        if self._case is None:
            self._show(Outlook())
            return
        self._desk.session.ask(undo.outlook, self._case.id, done=self._show, latest="undo")

    def _show(self, outlook: Outlook) -> None:
        self.outlook = outlook
        if self._actions is not None:
            named = {"undo": (_("&Undo"), outlook.undo), "redo": (_("&Redo"), outlook.redo)}
            for name, (text, doing) in named.items():
                self._actions.rename(name, text, doing_text(doing) if doing else "")


def undo_last(vault: Vault, case: str) -> Doing:
    """Take back the last deed. Returns what that was. Raises CannotUndo."""
    doing = undo.outlook(vault, case).undo
    undo.undo(vault, case)
    return doing or Doing("changed")


def redo_last(vault: Vault, case: str) -> Doing:
    """Take back the last undoing. Returns what is there again. Raises CannotUndo."""
    doing = undo.outlook(vault, case).redo
    undo.redo(vault, case)
    return doing or Doing("changed")
