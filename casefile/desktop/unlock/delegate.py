# SPDX-License-Identifier: GPL-3.0-or-later
"""A vault in the list: its name, and under it the folder that holds it."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from casefile.desktop.fonts import sized
from casefile.desktop.theme import colours
from casefile.desktop.words import short_path

_Index = QModelIndex | QPersistentModelIndex


class PathDelegate(QStyledItemDelegate):
    """Two lines a row, the path shortened in its middle."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(0, round(option.fontMetrics.height() * 2.1) + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        shades = colours()
        vault: Path = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box: QRect = option.rect.adjusted(1, 2, -1, -2)
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shades.selection))
            painter.drawRoundedRect(box, 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(shades.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 6, 6)
        inner = box.adjusted(10, 6, -10, -6)
        half = inner.height() // 2
        _line(painter, inner.adjusted(0, 0, 0, -half), vault.stem, shades.text, option, bold=True)
        _line(
            painter, inner.adjusted(0, half, 0, 0), short_path(vault.parent), shades.muted, option
        )
        painter.restore()


def _line(
    painter: QPainter,
    box: QRect,
    text: str,
    colour: str,
    option: QStyleOptionViewItem,
    *,
    bold: bool = False,
) -> None:
    font = sized(option.font, 13 if bold else 12, bold=bold)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
