# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of rights: groups, and under each its rights with rating, basis and what waits."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from casefile.base.messages import _, ngettext
from casefile.desktop.assessment.marks import paint_bare, paint_mark
from casefile.desktop.assessment.rows import Group, RightRow, bare_words
from casefile.desktop.fonts import sized
from casefile.desktop.theme import colours
from casefile.desktop.widgets.listing import ListModel, bring_to_middle, paint_ground
from casefile.desktop.words import isolated
from casefile.records.vocabularies import vocabulary

_Index = QModelIndex | QPersistentModelIndex
_BESIDE = 22  # pixels beside a mark


def _spoken(row: Group | RightRow) -> str:
    return row.title if isinstance(row, Group) else row.spoken


class RightsDelegate(QStyledItemDelegate):
    """A mark, the right over its basis, and a line of warnings where there are any."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row = index.data(Qt.ItemDataRole.UserRole)
        line = _line_height(option)
        if isinstance(row, Group):
            return QSize(0, line + 18)
        return QSize(0, 14 + line * (2 + len(_notes(row))))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        if isinstance(row, Group):
            _paint_group(painter, option, row)
        else:
            _paint_right(painter, option, row)
        painter.restore()


def _notes(row: RightRow) -> list[str]:
    notes = [bare_words()] if row.cell.bare else []
    if row.elsewhere:
        count = len(row.elsewhere)
        notes.append(
            ngettext("rated at {count} hearing", "rated at {count} hearings", count).format(
                count=count
            )
        )
    return notes + ([row.warning] if row.warning else [])


def _line_height(option: QStyleOptionViewItem) -> int:
    return option.fontMetrics.height() + 3


def _side(option: QStyleOptionViewItem) -> Qt.AlignmentFlag:
    side = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
    return side | Qt.AlignmentFlag.AlignVCenter


def _paint_group(painter: QPainter, option: QStyleOptionViewItem, group: Group) -> None:
    painter.setFont(sized(option.font, 12, bold=True))
    painter.setPen(QColor(colours().muted))
    box: QRect = option.rect
    side = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
    painter.drawText(box.adjusted(12, 0, -12, -5), side | Qt.AlignmentFlag.AlignBottom, group.title)


def _paint_right(painter: QPainter, option: QStyleOptionViewItem, row: RightRow) -> None:
    shades = colours()
    box: QRect = option.rect
    paint_ground(painter, option)
    mark = option.fontMetrics.height() + 8
    inset = mark + _BESIDE
    spot = QRect(box.x() + 12, box.y() + 9, mark, mark)
    painter.setFont(option.font)
    paint_mark(painter, QStyle.visualRect(option.direction, box, spot), row.cell.rating)
    line = _line_height(option)
    room = QRect(box.x() + inset, box.y() + 6, box.width() - inset - 14, line)
    assessed = row.cell.finding is not None
    _line(painter, option, room, row.title, shades.text, sized(option.font, 13, bold=assessed))
    room.translate(0, line)
    small = sized(option.font, 12)
    painter.setFont(small)
    taken = painter.fontMetrics().horizontalAdvance(row.counts) + 10 if row.counts else 0
    look = shades.accent if row.cell.waiting else shades.muted
    counted = QRect(room.right() - taken + 1, room.y(), taken, line)
    if row.counts:
        painter.setPen(QColor(look))
        far = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignRight)
        painter.drawText(
            QStyle.visualRect(option.direction, box, counted),
            far | Qt.AlignmentFlag.AlignVCenter,
            isolated(row.counts),
        )
    _line(painter, option, room.adjusted(0, 0, -taken, 0), row.basis, shades.muted, small)
    for note in _notes(row):
        room.translate(0, line)
        warns = note in (row.warning, bare_words())
        under = room
        if note == bare_words():
            sign = QRect(room.x(), room.y(), 12, line)
            paint_bare(painter, QStyle.visualRect(option.direction, box, sign))
            under = room.adjusted(16, 0, 0, 0)
        _line(painter, option, under, note, shades.warn if warns else shades.muted, small)


def _line(
    painter: QPainter, option: QStyleOptionViewItem, room: QRect, text: str, ink: str, font: Any
) -> None:
    """One line, shortened to its room, in the direction of the window."""
    painter.setFont(font)
    painter.setPen(QColor(ink))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(
        QStyle.visualRect(option.direction, option.rect, room), _side(option), isolated(shown)
    )


def rating_of_key(key: int) -> str:
    """The rating that a digit from 1 on stands for; empty for any other key."""
    ratings = list(vocabulary("ratings"))
    at = key - Qt.Key.Key_1
    return ratings[at] if 0 <= at < len(ratings) else ""


class RightsList(QListView):
    """`right_chosen(id)` as one moves; digits rate, Return goes on to the finding."""

    right_chosen = Signal(str)
    rating_pressed = Signal(str)
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rights = ListModel(_spoken, heading=Group)
        self._quiet = False
        self.setModel(self.rights)
        self.setItemDelegate(RightsDelegate(self))
        self.setAccessibleName(_("Rights"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.selectionModel().currentChanged.connect(self._tell)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def show_rows(self, rows: Sequence[Group | RightRow], chosen: str) -> None:
        """Show these rows; the chosen right stays chosen, or the first is. Nothing is told."""
        self._quiet = True
        at = self.verticalScrollBar().value()
        self.rights.show(rows)
        self.verticalScrollBar().setValue(at)
        self.choose(chosen)
        self._quiet = False

    def choose(self, right: str) -> None:
        """Choose a right; the first where it isn't listed."""
        ids = [row.id if isinstance(row, RightRow) else "" for row in self.rights.rows]
        listed = bool(right) and right in ids
        at = ids.index(right) if listed else next((n for n, id_ in enumerate(ids) if id_), -1)
        if at >= 0:
            index = self.rights.index(at)
            seen = self.viewport().rect().contains(self.visualRect(index))
            self.setCurrentIndex(index)
            if not seen:
                bring_to_middle(self, index)

    @property
    def chosen(self) -> str:
        """The id of the chosen right; empty where none is listed."""
        at = self.currentIndex().row()
        row = self.rights.rows[at] if 0 <= at < len(self.rights.rows) else None
        return row.id if isinstance(row, RightRow) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif not event.modifiers() and (rating := rating_of_key(event.key())):
            self.rating_pressed.emit(rating)
        else:
            super().keyPressEvent(event)

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid() and self.chosen and not self._quiet:
            self.right_chosen.emit(self.chosen)
