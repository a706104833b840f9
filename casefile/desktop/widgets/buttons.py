# SPDX-License-Identifier: GPL-3.0-or-later
"""Buttons: with words, with an icon, and the ones of the rail at the side."""

from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QToolButton

from casefile.desktop.icons import BESIDE_TEXT, SIZE, icon


def button(text: str, look: str = "", sign: str = "") -> QPushButton:
    """A button with words; `primary`, `link` or plain. No mnemonic is taken from its text."""
    made = QPushButton(text)
    made.setProperty("look", look)
    made.setAutoDefault(False)
    made.setAccessibleName(text.replace("&", ""))
    if sign:
        made.setIcon(icon(sign, "on_accent" if look == "primary" else "text"))
        made.setIconSize(BESIDE_TEXT)
    return made


def icon_button(sign: str, name: str, shortcut: str = "") -> QToolButton:
    """A button that is only an icon: named for screen readers, explained by its tool tip."""
    made = QToolButton()
    made.setIcon(icon(sign))
    made.setIconSize(SIZE)
    made.setAccessibleName(name)
    made.setToolTip(f"{name} ({shortcut})" if shortcut else name)
    return made


def action_button(action: QAction) -> QToolButton:
    """A button for an action of the menu, named and enabled as the action is."""
    made = QToolButton()
    made.setDefaultAction(action)
    made.setIconSize(SIZE)
    _name_as(made, action)
    action.changed.connect(partial(_name_as, made, action))
    return made


def _name_as(made: QToolButton, action: QAction) -> None:
    name = action.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
    made.setAccessibleName(name)
