# SPDX-License-Identifier: GPL-3.0-or-later
"""Labels: plain text always, looks by property."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget


def label(text: str = "", look: str = "", *, wrap: bool = False) -> QLabel:
    """A label that shows its text as it is; `look` is one of the style sheet's."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setProperty("look", look)
    if QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        # Qt would put a text on the side from which its own letters run.
        upright = made.alignment() & Qt.AlignmentFlag.AlignVertical_Mask
        made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | upright)
    if wrap:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return made


def set_look(widget: QWidget, look: str) -> None:
    """Change a widget's look and have the style sheet see it."""
    if widget.property("look") == look:
        return
    widget.setProperty("look", look)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def buddy(text: str, field: QWidget, look: str = "strong") -> QLabel:
    """A label that names a field, for eyes and for screen readers (a mnemonic moves there)."""
    made = label(text, look)
    made.setBuddy(field)
    field.setAccessibleName(text.replace("&", ""))
    return made


def plain_tip(text: str) -> str:
    """Tool tips guess whether a text is rich, by a tag or by an escaped one; there is neither in
    this one, and a zero-width space in front keeps "<?xml" and the like from being the first."""
    return "\u200b" + text.replace("<", "‹").replace("&lt;", "&\u200blt;") if text else ""


def has_keyboard(widget: QWidget) -> bool:
    """Whether the keyboard is in a widget or in something within it."""
    held: QWidget | None = QApplication.focusWidget()
    return held is not None and (held is widget or widget.isAncestorOf(held))
