# SPDX-License-Identifier: GPL-3.0-or-later
"""A page: its title, a line under it, buttons beside it, and a body."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from casefile.desktop.widgets.elided import Elided


class Page(QWidget):
    """Put buttons into `tools` and widgets into `body`."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.main: QWidget | None = None  # takes the keyboard when the page is shown
        self._title = Elided(title, "title")
        self._meta = Elided("", "muted")
        self._meta.hide()
        self.tools = QHBoxLayout()
        self.tools.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title, 1)
        head.addLayout(self.tools)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._meta)
        column.addSpacing(4)
        column.addLayout(self.body, 1)
        self.setAccessibleName(title)

    def set_title(self, title: str) -> None:
        """Call it something else."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def set_meta(self, text: str) -> None:
        """The line under the title; none when empty."""
        self._meta.setText(text)
        self._meta.setVisible(bool(text))


class Switch(QStackedWidget):
    """Shows the empty state or the content."""

    def __init__(self, empty: QWidget, content: QWidget) -> None:
        super().__init__()
        self.addWidget(empty)
        self.addWidget(content)

    def show_content(self, filled: bool) -> None:
        """The content if there is any."""
        self.setCurrentIndex(1 if filled else 0)
