# SPDX-License-Identifier: GPL-3.0-or-later
"""The log of one hearing: its lines, and the row for the next one."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from casefile.base.clock import Clock
from casefile.desktop.log.entry import LineEntry
from casefile.desktop.log.heading import LogHeading
from casefile.desktop.log.list import LogList
from casefile.desktop.widgets.banner import Banner


class LogView(QWidget):
    """The lines in `list`, the next one in `entry`; what went wrong is said between them."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.list = LogList()
        self.entry = LineEntry(clock)
        self.banner = Banner()
        card = QFrame()
        card.setProperty("look", "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.setSpacing(0)
        inner.addWidget(LogHeading(self.list))
        inner.addWidget(self.list, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(card, 1)
        column.addWidget(self.banner)
        column.addWidget(self.entry)
