# SPDX-License-Identifier: GPL-3.0-or-later
"""Paints headings and hits: a title, and under it the words around what matched."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from casefile.desktop.dates import written
from casefile.desktop.fonts import sized
from casefile.desktop.icons import pixmap
from casefile.desktop.search.model import SIGNS, Heading, ResultsModel, Way, title_of
from casefile.desktop.theme import Colours, colours
from casefile.desktop.widgets.lines import Mark, lay_out
from casefile.desktop.widgets.listing import paint_ground
from casefile.desktop.words import one_line, units
from casefile.store.hits import Hit

_Index = QModelIndex | QPersistentModelIndex
_INSET = 40
_AROUND = 90  # letters shown before the first match


class ResultsDelegate(QStyledItemDelegate):
    """Headings are 36 px, hits one or two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row = index.data(Qt.ItemDataRole.UserRole)
        line = option.fontMetrics.height()
        if isinstance(row, Heading):
            return QSize(0, line + 22)
        if isinstance(row, Way):
            return QSize(0, line + 14)
        second = _second_line(row, _place(index, row))
        return QSize(0, line + 18 + (line + 3 if second else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        if isinstance(row, Heading):
            self._paint_heading(painter, option, row)
        elif isinstance(row, Way):
            self._paint_way(painter, option, row)
        else:
            self._paint_hit(painter, option, row, _place(index, row))
        painter.restore()

    def _paint_heading(
        self, painter: QPainter, option: QStyleOptionViewItem, heading: Heading
    ) -> None:
        painter.setFont(sized(option.font, 12, bold=True))
        painter.setPen(QColor(colours().muted))
        side = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
        side |= Qt.AlignmentFlag.AlignBottom
        box: QRect = option.rect
        painter.drawText(box.adjusted(12, 0, -12, -6), side, heading.text)

    def _paint_way(self, painter: QPainter, option: QStyleOptionViewItem, way: Way) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option)
        painter.setFont(sized(option.font, 13))
        painter.setPen(QColor(colours().accent))
        side = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
        room = option.rect.adjusted(_INSET if way.kind else 14, 0, -16, 0)
        room = QStyle.visualRect(option.direction, option.rect, room)
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, way.text)

    def _paint_hit(
        self, painter: QPainter, option: QStyleOptionViewItem, hit: Hit, place: str
    ) -> None:
        shades = colours()
        box: QRect = option.rect
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option)
        sign = pixmap(SIGNS.get(hit.kind, "tag"), "muted", 16, painter.device().devicePixelRatioF())
        spot = QRect(box.x() + 14, box.y() + 10, 16, 16)
        painter.drawPixmap(QStyle.visualRect(option.direction, box, spot), sign)
        room = box.adjusted(_INSET, 9, -16, 0)
        room = QStyle.visualRect(option.direction, box, room)
        title, second = _title_line(hit, place), _second_line(hit, place)
        text, marks = _around(hit) if title is None else (title, ())
        font = sized(option.font, 13, bold=second)
        painter.setPen(QColor(shades.text))
        _paint_line(painter, room, font, text, marks, option.direction)
        if second:
            painter.setPen(QColor(shades.muted))
            under = room.translated(0, option.fontMetrics.height() + 3)
            _paint_line(painter, under, sized(option.font, 12), *_around(hit), option.direction)


def _place(index: _Index, hit: Hit) -> str:
    model = index.model()
    return model.place_of(hit) if isinstance(model, ResultsModel) else ""


def _paint_line(
    painter: QPainter,
    room: QRect,
    font: QFont,
    text: str,
    marks: tuple[tuple[int, int], ...],
    direction: Qt.LayoutDirection,
) -> None:
    """One line of text with its matches marked, shortened to the room."""
    painter.setFont(font)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    laid = lay_out(
        shown, font, room.width(), marks=_inked(marks, shown, colours()),
        mirrored=direction == Qt.LayoutDirection.RightToLeft, follow=True, wrap=False,
    )  # fmt: skip
    laid.draw(painter, room.topLeft())


def _title_line(hit: Hit, place: str) -> str | None:
    """The title and the place, unless the snippet says it already."""
    title = title_of(hit, place)
    if hit.kind == "note":
        title = " · ".join(filter(None, (written(one_line(hit.title)), place)))
    return None if not title or title == one_line(hit.snippet) else title


def _second_line(hit: Hit, place: str) -> bool:
    return bool(hit.snippet) and _title_line(hit, place) is not None


def _around(hit: Hit) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The snippet on one line from a little before the first match, and where the matches are."""
    text = hit.snippet.replace("\n", " ").replace("\t", " ")
    first = min((start for start, _length in hit.matched), default=0)
    cut = max(first - _AROUND, 0)
    if not cut:
        return text, hit.matched
    moved = tuple((start - cut + 1, length) for start, length in hit.matched)
    return "…" + text[cut:], moved


def _inked(marks: tuple[tuple[int, int], ...], text: str, shades: Colours) -> tuple[Mark, ...]:
    return tuple(
        Mark(units(text[:start]), units(text[start : start + length]), shades.mark, shades.text)
        for start, length in marks
        if start < len(text)
    )
