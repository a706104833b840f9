# SPDX-License-Identifier: GPL-3.0-or-later
"""The titles of the columns of the log."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QStyle, QWidget

from casefile.base.messages import _
from casefile.desktop.fonts import sized
from casefile.desktop.log.columns import columns
from casefile.desktop.theme import colours

_HEIGHT = 34


class LogHeading(QWidget):
    """The titles of the columns, standing where the columns stand: beside a scroll bar too."""

    def __init__(self, rows: QAbstractScrollArea) -> None:
        super().__init__()
        self._rows = rows
        rows.verticalScrollBar().rangeChanged.connect(self.update)
        self.setFixedHeight(max(_HEIGHT, self.fontMetrics().height() + 16))

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
