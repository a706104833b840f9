# SPDX-License-Identifier: GPL-3.0-or-later
"""Paints one line of the log: time, speaker, entry, rights. Text wraps; its own letters say which
way it runs."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from casefile.base.messages import _
from casefile.casework.hearings import LogRow
from casefile.desktop.dates import short_time
from casefile.desktop.fonts import BASE, sized, tabular
from casefile.desktop.log.columns import columns
from casefile.desktop.theme import Colours, colours
from casefile.desktop.widgets.lines import Ink, lay_out
from casefile.records.vocabularies import label

_Index = QModelIndex | QPersistentModelIndex
_ABOVE = 10  # pixels between a row's edge and its text
_KEPT = 4000  # rows whose layout is remembered


@dataclass(frozen=True, slots=True)
class _Laid:
    """A row's texts, broken into lines."""

    entry: QTextLayout
    speaker: QTextLayout
    rights: QTextLayout
    height: int


class LogDelegate(QStyledItemDelegate):
    """Rows are as tall as their text; layouts are kept by row and width."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._laid: dict[tuple[object, ...], _Laid] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row: LogRow = index.data(Qt.ItemDataRole.UserRole)
        return QSize(0, self._layout(row, option).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: LogRow = index.data(Qt.ItemDataRole.UserRole)
        shades = colours()
        laid = self._layout(row, option)
        box: QRect = option.rect
        painter.save()
        self._paint_ground(painter, option, row, shades)
        at = columns(box, option.font.pixelSize(), option.direction)
        top = box.top() + _ABOVE
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_time(painter, at.time, option, row, shades, top=top)
        painter.setPen(QColor(shades.muted if row.corrected else shades.text))
        laid.speaker.draw(painter, QPoint(at.speaker.x(), top))
        laid.entry.draw(painter, QPoint(at.entry.x(), top))
        painter.setPen(QColor(shades.text if chosen else shades.accent))
        laid.rights.draw(painter, QPoint(at.rights.x(), top))
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, row: LogRow, shades: Colours
    ) -> None:
        box: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(shades.selection))
        painter.fillRect(box.adjusted(0, box.height() - 1, 0, 0), QColor(shades.line))
        mark = {"irregularity": shades.bad, "opinion": shades.warn}.get(row.note.sort)
        if mark:
            edge = QRect(box.x(), box.y(), 3, box.height() - 1)
            painter.fillRect(QStyle.visualRect(option.direction, box, edge), QColor(mark))

    def _paint_time(
        self,
        painter: QPainter,
        box: QRect,
        option: QStyleOptionViewItem,
        row: LogRow,
        shades: Colours,
        *,
        top: int,
    ) -> None:
        font = tabular(sized(option.font, 13))
        painter.setFont(font)
        painter.setPen(QColor(shades.muted))
        side = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
        line = QRect(box.x(), top, box.width(), painter.fontMetrics().height())
        painter.drawText(line, side, short_time(row.note.event_at))
        if row.note.taken != "live":
            painter.setFont(sized(option.font, 11))
            painter.setPen(QColor(shades.warn))
            under = line.translated(0, line.height())
            text = painter.fontMetrics().elidedText(
                label("taken", row.note.taken), Qt.TextElideMode.ElideRight, box.width() + 8
            )
            painter.drawText(under.adjusted(0, 0, 8, 0), side, text)

    def _layout(self, row: LogRow, option: QStyleOptionViewItem) -> _Laid:
        base = option.font.pixelSize()
        shape = (option.rect.width(), base, option.direction, colours().text)
        key = (row.note.id, row.corrected, *shape)
        if (known := self._laid.get(key)) is None:
            if len(self._laid) > _KEPT:
                self._laid.clear()
            known = self._laid[key] = _lay_out(row, option)
        return known


def _lay_out(row: LogRow, option: QStyleOptionViewItem) -> _Laid:
    base = option.font.pixelSize()
    at = columns(option.rect, base, option.direction)
    shades = colours()
    mirrored = option.direction == Qt.LayoutDirection.RightToLeft
    entry = lay_out(
        row.note.text, sized(option.font, 14), at.entry.width(), before=_before(row, shades),
        struck=row.corrected, mirrored=mirrored,
    )  # fmt: skip
    speaker = lay_out(
        row.speaker or "–", sized(option.font, 13, bold=True), at.speaker.width(),
        mirrored=mirrored, follow=True,
    )  # fmt: skip
    tags = " ".join(f"#{right}" for right in row.note.rights)
    tags = tags.replace("-", "-\u2060")  # a tag is not broken in its middle
    rights = lay_out(
        tags, sized(option.font, 12), at.rights.width(), mirrored=mirrored, follow=True
    )
    tallest = max(layout.boundingRect().height() for layout in (entry, speaker, rights))
    least = 38 if row.note.taken == "live" else 48
    scale = max(base, BASE) / BASE
    return _Laid(entry, speaker, rights, max(round(tallest) + 2 * _ABOVE, round(least * scale)))


def _before(row: LogRow, shades: Colours) -> tuple[Ink, ...]:
    """The word in front of a line that is not plain observation."""
    found = []
    if row.note.corrects:
        found.append(Ink(_("Correction"), shades.accent))
    colour = {"irregularity": shades.bad, "opinion": shades.warn}.get(row.note.sort, shades.muted)
    if row.note.sort not in {"summary", "verbatim"}:
        found.append(Ink(label("note-sorts", row.note.sort), colour))
    return tuple(found)


def font_of(font: QFont) -> QFont:
    """The font in which entries are typed: the one in which they are shown."""
    return sized(font, 14)
