# SPDX-License-Identifier: GPL-3.0-or-later
"""Paints a card of the board: its title on two lines at the most, and small lines under it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from casefile.desktop.advocacy.cards import Card
from casefile.desktop.fonts import sized
from casefile.desktop.theme import colours
from casefile.desktop.widgets.lines import draw_line, lay_out
from casefile.desktop.words import isolated

_Index = QModelIndex | QPersistentModelIndex
_INSET, _GAP, _LINE_GAP = 11, 6, 2


class CardDelegate(QStyledItemDelegate):
    """Cards are as high as what they say."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        card: Card = index.data(Qt.ItemDataRole.UserRole)
        width = _room(option.rect.width() or _viewport_width(option))
        title = QFontMetrics(sized(option.font, 13, bold=True))
        small = QFontMetrics(sized(option.font, 12))
        lines = 2 if title.horizontalAdvance(card.title) > width else 1
        height = lines * (title.height() + 1) + len(_small(card)) * (small.height() + _LINE_GAP)
        return QSize(0, height + 2 * _INSET - 2 + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        card: Card = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box: QRect = option.rect.adjusted(1, 1, -1, 1 - _GAP)
        self._paint_ground(painter, option, box)
        y = box.y() + _INSET - 1
        x, width = box.x() + _INSET - 1, _room(option.rect.width())
        shades = colours()
        y = self._paint_title(painter, option, card, QRect(x, y, width, 0))
        for text, look in _small(card):
            font = sized(option.font, 12)
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
            painter.setPen(QColor(getattr(shades, look)))
            draw_line(painter, _laid(shown, font, width, option, wrap=False), font, QPoint(x, y))
            y += QFontMetrics(font).height() + _LINE_GAP
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, box: QRect) -> None:
        shades = colours()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        held = chosen and bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setBrush(QColor(shades.selection if chosen else shades.surface))
        painter.setPen(QPen(QColor(shades.accent if held else shades.line), 2 if held else 1))
        painter.drawRoundedRect(box, 7, 7)

    def _paint_title(
        self, painter: QPainter, option: QStyleOptionViewItem, card: Card, room: QRect
    ) -> int:
        """Returns where the next line stands."""
        font = sized(option.font, 13, bold=True)
        metrics = QFontMetrics(font)
        painter.setPen(QColor(colours().text))
        first, rest = _two_lines(card.title, font, room.width(), option)
        y = room.y()
        for text in filter(None, (first, rest)):
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            laid = _laid(shown, font, room.width(), option, wrap=False)
            draw_line(painter, laid, font, QPoint(room.x(), y))
            y += metrics.height() + 1
        return y


def _small(card: Card) -> list[tuple[str, str]]:
    """The lines under the title that have something to say, with their looks."""
    to = f"→ {isolated(card.addressee)}" if card.addressee else ""
    lines = (
        (card.sort, "text"), (card.sender, "muted"), (to, "muted"),
        (card.foot, "muted"), (card.due, card.due_look),
    )  # fmt: skip
    return [(text, look) for text, look in lines if text]


def _two_lines(text: str, font: QFont, width: int, option: QStyleOptionViewItem) -> tuple[str, str]:
    """The words of the first line, and all others."""
    laid = _laid(text, font, width, option)
    if laid.lineCount() < 2:
        return text, ""
    end = laid.lineAt(0).textLength()
    cut = len(text.encode("utf-16-le")[: 2 * end].decode("utf-16-le", "ignore"))
    return text[:cut].rstrip(), text[cut:]


def _laid(
    text: str, font: QFont, width: int, option: QStyleOptionViewItem, *, wrap: bool = True
) -> QTextLayout:
    mirrored = option.direction == Qt.LayoutDirection.RightToLeft
    return lay_out(text, font, width, mirrored=mirrored, follow=True, wrap=wrap)


def _room(width: int) -> int:
    return max(width - 2 * _INSET, 40)


def _viewport_width(option: QStyleOptionViewItem) -> int:
    width: int = option.widget.width() - 16
    return width
