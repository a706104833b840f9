# SPDX-License-Identifier: GPL-3.0-or-later
"""The log of one hearing: its lines, and the row for the next one."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from casefile.base.clock import Clock
from casefile.base.messages import _
from casefile.desktop.fonts import sized
from casefile.desktop.log.columns import columns
from casefile.desktop.log.delegate import LogDelegate
from casefile.desktop.log.entry import LineEntry
from casefile.desktop.log.model import LogModel
from casefile.desktop.theme import colours
from casefile.desktop.widgets.banner import Banner

_HEADING = 34


class LogHeading(QWidget):
    """The titles of the columns, standing where the columns stand: beside a scroll bar too."""

    def __init__(self, rows: QListView) -> None:
        super().__init__()
        self._rows = rows
        rows.verticalScrollBar().rangeChanged.connect(self.update)
        self.setFixedHeight(max(_HEADING, self.fontMetrics().height() + 16))

    def paintEvent(self, _event: QPaintEvent) -> None:
        shades = colours()
        painter = QPainter(self)
        font = sized(self.font(), 13, bold=True)
        painter.setFont(font)
        painter.setPen(QColor(shades.muted))
        seen = self._rows.viewport()
        x = self.mapFromGlobal(seen.mapToGlobal(QPoint(0, 0))).x()
        box = QRect(x, 0, seen.width(), self.height())
        at = columns(box, self.font().pixelSize(), self.layoutDirection())
        side = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        side |= Qt.AlignmentFlag.AlignVCenter
        boxes = (at.time, at.speaker, at.entry, at.rights)
        titles = (_("Time"), _("Speaker"), _("Entry"), _("Rights"))
        for box, title in zip(boxes, titles, strict=True):
            painter.drawText(box, side, title)
        line = QRect(0, self.height() - 1, self.width(), 1)
        painter.fillRect(line, QColor(shades.line))


class LogList(QListView):
    """The lines. Stays at the end while one is there, as new lines come."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = LogModel()
        self.setModel(self.lines)
        self.setItemDelegate(LogDelegate(self))
        self.setProperty("look", "plain")
        self.setAccessibleName(_("Log of the hearing"))
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(400)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._at_end = True
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._note_place)
        bar.rangeChanged.connect(self._keep_end)

    def go_to(self, note: str) -> None:
        """Choose the line with this id, if it is shown."""
        for at, row in enumerate(self.lines.rows):
            if row.note.id == note:
                self._at_end = False
                index = self.lines.index(at)
                self.setCurrentIndex(index)
                self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def go_to_end(self) -> None:
        """Show the last line."""
        self._at_end = True
        self.scrollToBottom()

    def _note_place(self, value: int) -> None:
        bar = self.verticalScrollBar()
        self._at_end = value >= bar.maximum() - 4

    def _keep_end(self, _least: int, most: int) -> None:
        if self._at_end:
            self.verticalScrollBar().setValue(most)


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
