# SPDX-License-Identifier: GPL-3.0-or-later
"""What the marks mean, in a row."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from casefile.base.messages import _
from casefile.desktop.assessment.marks import legend, paint_bare, paint_mark
from casefile.desktop.assessment.rows import bare_words
from casefile.desktop.fonts import sized
from casefile.desktop.theme import colours

_GAP = 16
_LEFT, _MIDDLE = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignVCenter


class Legend(QWidget):
    """Marks with their words, broken into as many lines as it takes."""

    def __init__(self) -> None:
        super().__init__()
        self._said = [*legend(), ("", bare_words()), ("#", _("digits: tagged lines"))]
        self.setAccessibleName(", ".join(words for _rating, words in self._said))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def _mark(self) -> int:
        return self.fontMetrics().height() + 2

    def sizeHint(self) -> QSize:
        places = self._places(max(self.width(), 300))
        return QSize(300, places[-1].bottom() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def _places(self, width: int) -> list[QRect]:
        height = self._mark + 4
        found: list[QRect] = []
        x = y = 0
        for _rating, words in self._said:
            wide = self._mark + 6 + self.fontMetrics().horizontalAdvance(words)
            if x and x + wide > width:
                x, y = 0, y + height
            found.append(QRect(x, y, wide, height))
            x += wide + _GAP
        return found

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for (rating, words), place in zip(self._said, self._places(self.width()), strict=True):
            spot = QRect(
                place.x(), place.y() + (place.height() - self._mark) // 2, self._mark, self._mark
            )
            spot = QStyle.visualRect(self.layoutDirection(), self.rect(), spot)
            painter.setFont(self.font())
            if not rating:
                paint_bare(painter, spot.adjusted(2, 0, 0, 0), 14)
            elif rating == "#":
                paint_mark(painter, spot, "not-assessed", count=3)
            else:
                paint_mark(painter, spot, rating)
            painter.setFont(sized(self.font(), 12))
            painter.setPen(QColor(colours().muted))
            room = QStyle.visualRect(
                self.layoutDirection(), self.rect(), place.adjusted(self._mark + 6, 0, 8, 0)
            )
            flags = QStyle.visualAlignment(self.layoutDirection(), _LEFT) | _MIDDLE
            painter.drawText(room, flags, words)
