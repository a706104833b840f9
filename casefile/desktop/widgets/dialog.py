# SPDX-License-Identifier: GPL-3.0-or-later
"""Dialogs: few, shown with `open()` (never a second event loop), and gone when they are closed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from casefile.desktop.widgets.banner import Banner
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.text import label


class Dialog(QDialog):
    """A title, a banner, a body to be filled (`body`), and a row of buttons (`buttons`)."""

    def __init__(self, title: str, parent: QWidget | None, width: int = 520) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(width)
        self.banner = Banner()
        self.body = QVBoxLayout()
        self.body.setSpacing(6)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(title, "title"))
        column.addWidget(self.banner)
        column.addLayout(self.body, 1)
        column.addSpacing(4)
        column.addLayout(self.buttons)

    def add_close(self, text: str) -> QPushButton:
        """A button that closes the dialog and changes nothing."""
        made = button(text)
        made.clicked.connect(self.reject)
        self.buttons.addWidget(made)
        return made
