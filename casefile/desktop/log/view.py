# SPDX-License-Identifier: GPL-3.0-or-later
"""The log of one hearing: its lines, and the row for the next one."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from casefile.base.clock import Clock
from casefile.base.messages import _
from casefile.casework.logs import LogRow
from casefile.desktop.log.entry import LineEntry
from casefile.desktop.log.heading import LogHeading
from casefile.desktop.log.list import LogList
from casefile.desktop.log.telling import three_times
from casefile.desktop.widgets.banner import Banner
from casefile.desktop.widgets.text import label


class LogView(QWidget):
    """The lines in `list`, the next one in `entry`; what went wrong is said between them."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.list = LogList()
        self.entry = LineEntry(clock)
        self.banner = Banner()
        self._times = label("", "meta", wrap=True)
        self._times.setContentsMargins(12, 6, 12, 6)
        self._times.hide()
        self.list.row_chosen.connect(self._show_times)
        card = QFrame()
        card.setProperty("look", "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.setSpacing(0)
        inner.addWidget(LogHeading(self.list))
        inner.addWidget(self.list, 1)
        inner.addWidget(self._times)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(card, 1)
        column.addWidget(self.banner)
        column.addWidget(self.entry)

    def _show_times(self, row: LogRow | None) -> None:
        """The three times of the chosen line, and where its other half is to be found."""
        told = three_times(row, self.list.zone) if row else []
        if row and row.corrected:
            told.append(_("corrected: Space goes to the correction"))
        if row and row.note.corrects:
            told.append(_("a correction: Space goes to the original"))
        self._times.setText(" · ".join(told))
        self._times.setVisible(bool(told))

    def set_font(self, font: QFont) -> None:
        """Show the lines and the input in letters of this base size."""
        self.list.setFont(font)
        self.entry.set_font(font)
