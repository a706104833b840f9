# SPDX-License-Identifier: GPL-3.0-or-later
"""What every editor of a value can do. Each shape of field has one; see `making`."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class Editor(QWidget):
    """`touched` when the person changed something, `settled` when it can be kept at once."""

    touched = Signal()
    settled = Signal()

    @property
    def main(self) -> QWidget:
        """What takes the keyboard and is named by the label. Overridden."""
        raise NotImplementedError

    def put(self, value: Any) -> None:
        """Show a value. Overridden."""
        raise NotImplementedError

    def value(self) -> Any:
        """What is entered. Raises ValueError with a sentence where it can't be understood."""
        raise NotImplementedError

    def typed(self) -> Any:
        """What stands in it, right or wrong, as plain JSON. Overridden."""
        raise NotImplementedError

    def retype(self, typed: Any) -> None:
        """Let it stand in it again."""
        raise NotImplementedError

    def understood(self) -> str:
        """How it was understood, where that may not be what was meant; shown under the field."""
        return ""

    def name(self, text: str) -> None:
        """Be called so by screen readers."""
        self.main.setAccessibleName(text)
