# SPDX-License-Identifier: GPL-3.0-or-later
"""Buttons: with words, with an icon, and the ones of the rail at the side."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton

from casefile.desktop.icons import BESIDE_TEXT, SIZE, icon

_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class WordButton(QPushButton):
    """A button that Return presses too, on every system: some know only the space bar."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _pressed_by(event, self):
            super().keyPressEvent(event)


class SignButton(QToolButton):
    """The same for a button that is only an icon."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _pressed_by(event, self):
            super().keyPressEvent(event)


def _pressed_by(event: QKeyEvent, pressed: QAbstractButton) -> bool:
    """Press a button if the key is Return, held down or not: once."""
    if event.key() not in _RETURN:
        return False
    if not event.isAutoRepeat():
        pressed.click()
    return True


def button(text: str, look: str = "", sign: str = "") -> QPushButton:
    """A button with words; `primary`, `link` or plain. No mnemonic is taken from its text."""
    made = WordButton(text)
    made.setProperty("look", look)
    made.setAutoDefault(False)
    made.setAccessibleName(text.replace("&", ""))
    if sign:
        made.setIcon(icon(sign, "on_accent" if look == "primary" else "text"))
        made.setIconSize(BESIDE_TEXT)
    return made


def icon_button(sign: str, name: str, shortcut: str = "") -> QToolButton:
    """A button that is only an icon: named for screen readers, explained by its tool tip."""
    made = SignButton()
    made.setIcon(icon(sign))
    made.setIconSize(SIZE)
    made.setAccessibleName(name)
    made.setToolTip(f"{name} ({shortcut})" if shortcut else name)
    return made


def action_button(action: QAction) -> QToolButton:
    """A button for an action of the menu, named and enabled as the action is."""
    made = SignButton()
    made.setDefaultAction(action)
    made.setIconSize(SIZE)
    _name_as(made, action)
    action.changed.connect(partial(_name_as, made, action))
    return made


def _name_as(made: QToolButton, action: QAction) -> None:
    name = action.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
    made.setAccessibleName(name)
