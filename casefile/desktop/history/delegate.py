# SPDX-License-Identifier: GPL-3.0-or-later
"""Paints the history: a day; and under it time, what was done, to which fields, and by whom."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from casefile.desktop.fonts import scale_of, sized, tabular
from casefile.desktop.history.model import Day, HistoryModel
from casefile.desktop.history.rows import HistoryRow
from casefile.desktop.icons import pixmap
from casefile.desktop.theme import colours
from casefile.desktop.widgets.lines import draw_line, lay_out
from casefile.desktop.widgets.listing import paint_ground

_Index = QModelIndex | QPersistentModelIndex
_TIME, _WHO, _SIGN = 76, 132, 26  # pixels at 100 %
_WIDE = 430  # narrower rows have no column for the name


class HistoryDelegate(QStyledItemDelegate):
    """Days are one line, rows two: what was done, and to which fields."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row = index.data(Qt.ItemDataRole.UserRole)
        line: int = option.fontMetrics.height()
        if isinstance(row, Day):
            return QSize(0, line + 22)
        return QSize(0, 2 * line + 18)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        if isinstance(row, Day):
            font, shade = sized(option.font, 12, bold=True), colours().muted
            box = option.rect.adjusted(14, 14, -14, 0)
            _paint(painter, option, box, row.text, font, shade)
        else:
            model = index.model()
            begins = not isinstance(model, HistoryModel) or model.begins_entry(index.row())
            self._paint_row(painter, option, row, begins=begins)
        painter.restore()

    def _paint_row(
        self, painter: QPainter, option: QStyleOptionViewItem, row: HistoryRow, *, begins: bool
    ) -> None:
        shades, scale = colours(), scale_of(option.font)
        box: QRect = option.rect
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option)
        wide = box.width() >= _WIDE * scale
        time, who = round(_TIME * scale), round(_WHO * scale) if wide else 0
        top, line = box.y() + 8, option.fontMetrics.height() + 2
        named = begins and not wide  # without a column of its own the name leads the second line
        if begins:
            left = QRect(box.x() + 14, top, time - 14, line)
            _paint(painter, option, left, row.time, tabular(sized(option.font, 12)), shades.muted)
        if begins and wide:
            right = QRect(box.right() - who, top, who - 14, line)
            _paint(painter, option, right, row.writer.name, sized(option.font, 12), shades.muted)
        sign = pixmap(row.sign, "muted", 16, painter.device().devicePixelRatioF())
        spot = QRect(box.x() + time + 4, top + 1, 16, 16)
        painter.drawPixmap(QStyle.visualRect(option.direction, box, spot), sign)
        room = QRect(box.x() + time + _SIGN, top, box.width() - time - _SIGN - who - 12, line)
        words = f"{row.mark} · {row.what}" if row.mark else row.what
        shade = shades.muted if row.mark else shades.text
        _paint(painter, option, room, words, sized(option.font, 13, bold=True), shade)
        summary = " · ".join(filter(None, (row.writer.name if named else "", row.summary)))
        if summary:
            under = QRect(room.x(), top + line, room.width() + (0 if begins else who), line)
            _paint(painter, option, under, summary, sized(option.font, 12), shades.muted)


def _paint(
    painter: QPainter, option: QStyleOptionViewItem, room: QRect, text: str, font: QFont, shade: str
) -> None:
    """One line, shortened to the room, on the side of the window."""
    painter.setFont(font)
    painter.setPen(QColor(shade))
    mirrored = option.direction == Qt.LayoutDirection.RightToLeft
    place = QStyle.visualRect(option.direction, option.rect, room)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    laid = lay_out(shown, font, room.width(), mirrored=mirrored, follow=True, wrap=False)
    draw_line(painter, laid, font, place.topLeft())
