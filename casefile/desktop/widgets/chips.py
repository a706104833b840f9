# SPDX-License-Identifier: GPL-3.0-or-later
"""Chips: a few things that were chosen, each a button that takes it out again."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from casefile.base.messages import _
from casefile.desktop.icons import icon
from casefile.desktop.widgets.flow import FlowLayout
from casefile.desktop.widgets.text import plain_tip
from casefile.desktop.words import isolated, one_line

_LONGEST = 44  # letters in a chip


class _Chip(QToolButton):
    """Space, Delete and Backspace take it out."""

    def __init__(self, text: str) -> None:
        super().__init__()
        short = one_line(text)
        short = short if len(short) <= _LONGEST else short[: _LONGEST - 1] + "…"
        self.setProperty("look", "chip")
        self.setText(isolated(short).replace("&", "&&"))
        self.setIcon(icon("x", "muted"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setAccessibleName(_("Remove {what}").format(what=one_line(text)))
        self.setToolTip(plain_tip(_("Remove {what}").format(what=one_line(text))))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
            return
        super().keyPressEvent(event)


class Chips(QWidget):
    """`removed(key)` when a chip is pressed. Takes no room while there is none."""

    removed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(self)
        self._shown: tuple[tuple[str, str], ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_chips(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Show these instead, each a key and what it is called."""
        if tuple(pairs) == self._shown:
            return
        self._shown = tuple(pairs)
        while item := self._flow.takeAt(0):
            if gone := item.widget():
                gone.hide()
                gone.deleteLater()
        for key, text in pairs:
            made = _Chip(text)
            made.clicked.connect(lambda _on=False, key=key: self.removed.emit(key))
            self._flow.addWidget(made)
        self.setVisible(bool(pairs))
        self.updateGeometry()

    @property
    def keys(self) -> list[str]:
        """The keys of those that are shown."""
        return [key for key, _text in self._shown]
