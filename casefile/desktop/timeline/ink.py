# SPDX-License-Identifier: GPL-3.0-or-later
"""Paints the marks of the strip: a shape and a colour for each lane, bars that fade, heaps."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QLinearGradient, QPainter, QPen, QPolygonF

from casefile.desktop.theme import colours
from casefile.desktop.timeline.looks import LOOKS, look_of
from casefile.desktop.timeline.marks import Mark

RADIUS = 4.5
_LEAST = 6.0  # pixels of a bar
_FADE = 0.3  # of a bar, at a soft end
_STRENGTH = 150  # of a bar that others may cross, of 255


def shade(mark: Mark) -> QColor:
    """The colour of a mark: that of its row, or of its lane where there are several."""
    name = look_of(mark.rows[0]).colour if len(mark.rows) == 1 else LOOKS[mark.lane].colour
    if any(look_of(row).colour == "warn" for row in mark.rows):
        name = "warn"
    return QColor(getattr(colours(), name))


def paint_mark(painter: QPainter, mark: Mark, y: float, font: QFont, *, mirrored: bool) -> None:
    """Draw a mark around a height."""
    if not mark.extent.point:
        _paint_bar(painter, mark, y, mirrored=mirrored)
    elif mark.heap:
        _paint_heap(painter, mark, y, font)
    else:
        _SHAPES[LOOKS[mark.lane].shape](painter, QPointF(mark.left, y), shade(mark))


def outline(mark: Mark, y: float) -> QRectF:
    """The box around a mark."""
    if not mark.extent.point:
        width = max(mark.right - mark.left, _LEAST)
        thick = 3.5 if mark.tier else RADIUS + 1
        return QRectF(mark.left - 1, y - thick, width + 2, 2 * thick)
    reach = RADIUS + 2.5
    return QRectF(mark.left - reach, y - reach, mark.right - mark.left + 2 * reach, 2 * reach)


def _paint_bar(painter: QPainter, mark: Mark, y: float, *, mirrored: bool) -> None:
    thick = 4.0 if mark.tier else 6.0
    box = QRectF(mark.left, y - thick / 2, max(mark.right - mark.left, _LEAST), thick)
    full = shade(mark)
    full.setAlpha(_STRENGTH)
    nothing = QColor(full)
    nothing.setAlpha(0)
    soft = (mark.extent.soft_first, mark.extent.soft_last)
    soft_left, soft_right = soft[::-1] if mirrored else soft
    fading = QLinearGradient(box.topLeft(), box.topRight())
    fading.setColorAt(0, nothing if soft_left else full)
    fading.setColorAt(_FADE, full)
    fading.setColorAt(1 - _FADE, full)
    fading.setColorAt(1, nothing if soft_right else full)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(fading))
    painter.drawRoundedRect(box, 2, 2)


def _paint_heap(painter: QPainter, mark: Mark, y: float, font: QFont) -> None:
    painter.setFont(font)
    height = max(painter.fontMetrics().height() - 1, 12)
    box = QRectF(mark.left - RADIUS, y - height / 2, mark.right - mark.left + 2 * RADIUS, height)
    colour = shade(mark)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    text = str(len(mark.rows))
    if box.width() < painter.fontMetrics().horizontalAdvance(text) + 4:
        grow = (painter.fontMetrics().horizontalAdvance(text) + 6 - box.width()) / 2
        box.adjust(-grow, 0, grow, 0)
    painter.drawRoundedRect(box, 6, 6)
    painter.setPen(QColor(colours().surface))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _fill(painter: QPainter, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)


def _line(painter: QPainter, colour: QColor) -> None:
    painter.setPen(QPen(colour, 1.6))
    painter.setBrush(QColor(colours().surface))


def _circle(painter: QPainter, at: QPointF, colour: QColor) -> None:
    _fill(painter, colour)
    painter.drawEllipse(at, RADIUS, RADIUS)


def _ring(painter: QPainter, at: QPointF, colour: QColor) -> None:
    _line(painter, colour)
    painter.drawEllipse(at, RADIUS - 1, RADIUS - 1)


def _square(painter: QPainter, at: QPointF, colour: QColor) -> None:
    _fill(painter, colour)
    painter.drawRect(QRectF(at.x() - 4, at.y() - 4, 8, 8))


def _frame(painter: QPainter, at: QPointF, colour: QColor) -> None:
    _line(painter, colour)
    painter.drawRect(QRectF(at.x() - 3.5, at.y() - 3.5, 7, 7))


def _page(painter: QPainter, at: QPointF, colour: QColor) -> None:
    _fill(painter, colour)
    painter.drawRect(QRectF(at.x() - 3, at.y() - 4.5, 6, 9))


def _end(painter: QPainter, at: QPointF, colour: QColor) -> None:
    """Where a bar ends: an upright line."""
    painter.setPen(QPen(colour, 2))
    painter.drawLine(QPointF(at.x(), at.y() - 5), QPointF(at.x(), at.y() + 5))


def _polygon(*corners: tuple[float, float]) -> Callable[[QPainter, QPointF, QColor], None]:
    def paint(painter: QPainter, at: QPointF, colour: QColor) -> None:
        _fill(painter, colour)
        painter.drawPolygon(QPolygonF([QPointF(at.x() + x, at.y() + y) for x, y in corners]))

    return paint


_SHAPES: dict[str, Callable[[QPainter, QPointF, QColor], None]] = {
    "circle": _circle,
    "ring": _ring,
    "square": _square,
    "frame": _frame,
    "page": _page,
    "bar": _end,
    "triangle": _polygon((0, -5), (5, 4), (-5, 4)),
    "diamond": _polygon((0, -5.5), (5, 0), (0, 5.5), (-5, 0)),
    "flag": _polygon((-4, -5), (4, -5), (0, 0), (4, 5), (-4, 5), (0, 0)),  # an hourglass
}
