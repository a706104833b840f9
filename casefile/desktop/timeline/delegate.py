# SPDX-License-Identifier: GPL-3.0-or-later
"""Paints the list: years, the line of today, and rows with their day, hour, icon and words."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from casefile.desktop.fonts import scale_of, sized
from casefile.desktop.icons import pixmap
from casefile.desktop.theme import colours
from casefile.desktop.timeline.listing import Item, Today, Year
from casefile.desktop.timeline.looks import look_of, urgency
from casefile.desktop.words import isolated, one_line

_Index = QModelIndex | QPersistentModelIndex
_DAY, _TIME, _ICON = 124, 48, 16  # pixels at 100 %
_LONGEST = 400  # letters that are measured of a row


class TimelineDelegate(QStyledItemDelegate):
    """Rows are one line; a thin line stands above the first of each day."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        entry = index.data(Qt.ItemDataRole.UserRole)
        line = option.fontMetrics.height()
        return QSize(0, line + (20 if isinstance(entry, Year) else 14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(entry, Item):
            _paint_item(painter, option, entry)
        elif isinstance(entry, Today):
            _paint_today(painter, option, entry)
        else:
            _paint_year(painter, option, entry)
        painter.restore()


def _paint_year(painter: QPainter, option: QStyleOptionViewItem, year: Year) -> None:
    painter.setFont(sized(option.font, 14, bold=True))
    painter.setPen(QColor(colours().text))
    box: QRect = option.rect.adjusted(16, 0, -16, -5)
    painter.drawText(box, _side(option) | Qt.AlignmentFlag.AlignBottom, year.text)


def _paint_today(painter: QPainter, option: QStyleOptionViewItem, today: Today) -> None:
    """The words, and a line from there to the end."""
    accent = QColor(colours().accent)
    painter.setFont(sized(option.font, 12, bold=True))
    painter.setPen(accent)
    whole: QRect = option.rect.adjusted(16, 0, -16, 0)
    painter.drawText(whole, _side(option) | Qt.AlignmentFlag.AlignVCenter, today.text)
    width = painter.fontMetrics().horizontalAdvance(today.text) + 12
    line = QRect(whole.x() + width, whole.y(), max(whole.width() - width, 0), whole.height())
    line = QStyle.visualRect(option.direction, whole, line)
    painter.setPen(QPen(accent, 2))
    painter.drawLine(line.x(), line.center().y(), line.x() + line.width(), line.center().y())


def _paint_item(painter: QPainter, option: QStyleOptionViewItem, item: Item) -> None:
    shades, whole = colours(), option.rect
    if item.day:
        painter.setPen(QPen(QColor(shades.line), 1))
        painter.drawLine(whole.left() + 16, whole.top(), whole.right() - 16, whole.top())
    if option.state & QStyle.StateFlag.State_Selected:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shades.selection))
        painter.drawRoundedRect(whole.adjusted(4, 2, -4, -1), 6, 6)
    scale = scale_of(option.font)
    room = _Room(option, scale)
    plain = sized(option.font, 13)
    _write(painter, option, room.take(_DAY), item.day, sized(option.font, 13, bold=True),
           shades.accent if item.today else shades.text)  # fmt: skip
    _write(painter, option, room.take(_TIME), item.time, plain, shades.muted)
    look = look_of(item.row)
    spot = room.take(_ICON + 10)
    drawn = pixmap(look.sign, look.colour, _ICON, painter.device().devicePixelRatioF())
    mirrored = option.direction == Qt.LayoutDirection.RightToLeft
    x = spot.right() - _ICON + 1 if mirrored else spot.x()
    painter.drawPixmap(x, spot.center().y() - _ICON // 2 + 1, drawn)
    _write_words(painter, option, room, item)


def _write_words(
    painter: QPainter, option: QStyleOptionViewItem, room: "_Room", item: Item
) -> None:
    """The title, and at the end what is short to say of it; the title gives way last."""
    shades, plain = colours(), sized(option.font, 13)
    small = sized(option.font, 12, bold=item.row.due is not None and urgency(item.row) == "warn")
    title = one_line(item.row.title[:_LONGEST])
    detail = one_line(item.row.detail[:_LONGEST])
    painter.setFont(small)
    wanted = painter.fontMetrics().horizontalAdvance(detail) + 14 if detail else 0
    painter.setFont(plain)
    title_wants = painter.fontMetrics().horizontalAdvance(title) + 8
    share = max(room.left - title_wants, min(wanted, room.left * 2 // 5))
    detail_room = room.take_end(min(wanted, share))
    _write(painter, option, room.rest(), title, plain, shades.text)
    colour = getattr(shades, urgency(item.row)) if item.row.due else shades.muted
    _write(painter, option, detail_room, detail, small, colour, end=True)


class _Room:
    """What is left of a row, in logical order: from the side on which lines begin."""

    def __init__(self, option: QStyleOptionViewItem, scale: float) -> None:
        self._whole: QRect = option.rect.adjusted(16, 0, -16, 0)
        self._direction = option.direction
        self._scale = scale
        self._x = self._whole.x()
        self.left = self._whole.width()

    def take(self, width: int) -> QRect:
        """The next so many pixels (at 100 %)."""
        return self._cut(min(round(width * self._scale), self.left))

    def take_end(self, width: int) -> QRect:
        """The last so many pixels, as they are."""
        self.left -= width
        return self._mirrored(QRect(self._x + self.left, self._whole.y(), width,
                                    self._whole.height()))  # fmt: skip

    def rest(self) -> QRect:
        """All that is left."""
        return self._cut(self.left)

    def _cut(self, width: int) -> QRect:
        box = QRect(self._x, self._whole.y(), width, self._whole.height())
        self._x += width
        self.left -= width
        return self._mirrored(box)

    def _mirrored(self, box: QRect) -> QRect:
        return QStyle.visualRect(self._direction, self._whole, box)


def _write(
    painter: QPainter,
    option: QStyleOptionViewItem,
    box: QRect,
    text: str,
    font: QFont,
    colour: str,
    *,
    end: bool = False,
) -> None:
    """One line of text, cut with … where there is no room; its direction is its own."""
    if not text or box.width() <= 0:
        return
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width() - 6)
    side = QStyle.visualAlignment(
        option.direction, Qt.AlignmentFlag.AlignRight if end else Qt.AlignmentFlag.AlignLeft
    )
    painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine,
                     isolated(shown))  # fmt: skip


def _side(option: QStyleOptionViewItem) -> Qt.AlignmentFlag:
    return QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
