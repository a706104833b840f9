# SPDX-License-Identifier: GPL-3.0-or-later
"""What a key press means to a list that is sifted as one types."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


def is_letter(event: QKeyEvent) -> bool:
    """Whether a key makes a visible letter, of any script, and is no shortcut."""
    typed = event.text().strip()
    return bool(typed) and typed.isprintable() and not event.modifiers() & ~_PLAIN
