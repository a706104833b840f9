# SPDX-License-Identifier: GPL-3.0-or-later
"""Lays out and paints one line of the log: time, speaker, entry, rights; above it the day where it
changes and the breaks that came before it. Text wraps; its own letters say which way it runs."""

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QTextLayout
from PySide6.QtWidgets import QStyle, QWidget

from casefile.casework.logs import LogRow
from casefile.desktop.fonts import sized
from casefile.desktop.log.columns import columns
from casefile.desktop.log.strokes import (
    ABOVE,
    BREAK,
    LEAST,
    edge_of,
    head_height,
    inks,
    paint_break,
    paint_head,
    paint_time,
    scaled,
    signs_height,
)
from casefile.desktop.log.telling import Sign
from casefile.desktop.theme import Colours, colours
from casefile.desktop.widgets.lines import lay_out
from casefile.desktop.words import reads_right_to_left

_KEPT = 2000  # rows whose layout is remembered


@dataclass(frozen=True, slots=True)
class Shown:
    """All that is painted for one row of the list. `row` is None while it is on its way."""

    row: LogRow | None
    time: str = ""
    day: str = ""  # stands above, where it changes
    breaks: tuple[str, ...] = ()  # stand above
    after: tuple[str, ...] = ()  # breaks that stand below: after the last line
    signs: tuple[Sign, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Laid:
    """A row's texts, broken into lines."""

    entry: QTextLayout
    speaker: QTextLayout
    rights: QTextLayout
    remarks: QTextLayout | None
    head: int  # pixels for the day and the breaks above
    height: int  # of the line itself


class LinePainter:
    """Paints for one widget; layouts are kept by row and width."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._laid: OrderedDict[tuple[object, ...], _Laid] = OrderedDict()

    def height(self, shown: Shown, width: int) -> int:
        """How tall a row is at a width."""
        if shown.row is None:
            return scaled(self._widget, LEAST)
        laid = self._layout(shown, shown.row, width)
        return laid.head + laid.height + len(shown.after) * scaled(self._widget, BREAK)

    def paint(self, painter: QPainter, shown: Shown, box: QRect, *, chosen: bool) -> None:
        """Paint a row into its box."""
        if shown.row is None:
            self._paint_waiting(painter, box)
            return
        laid = self._layout(shown, shown.row, box.width())
        paint_head(painter, self._widget, box, shown.breaks, shown.day)
        line = QRect(box.x(), box.y() + laid.head, box.width(), laid.height)
        self._paint_line(painter, shown, laid, line, chosen=chosen)
        y = line.bottom() + 1
        for told in shown.after:
            y = paint_break(painter, self._widget, told, QRect(box.x(), y, box.width(), 0))

    def _paint_line(
        self, painter: QPainter, shown: Shown, laid: _Laid, box: QRect, *, chosen: bool
    ) -> None:
        assert shown.row is not None
        shades, at = colours(), columns(box, self._base, self._direction)
        self._paint_ground(painter, box, shown.row, shades, chosen=chosen)
        top = box.top() + ABOVE
        paint_time(painter, self._widget, at.time.adjusted(0, ABOVE, 0, 0), shown.time, shown.signs)
        painter.setPen(QColor(shades.muted if shown.row.corrected else shades.text))
        laid.speaker.draw(painter, QPoint(at.speaker.x(), top))
        laid.entry.draw(painter, QPoint(at.entry.x(), top))
        painter.setPen(QColor(shades.text if chosen else shades.accent))
        laid.rights.draw(painter, QPoint(at.rights.x(), top))
        if laid.remarks is not None:
            painter.setPen(QColor(shades.muted))
            under = top + _tall(laid.entry) + 2
            laid.remarks.draw(painter, QPoint(at.entry.x(), under))

    def _paint_ground(
        self, painter: QPainter, box: QRect, row: LogRow, shades: Colours, *, chosen: bool
    ) -> None:
        if chosen:
            painter.fillRect(box, QColor(shades.selection))
        painter.fillRect(box.adjusted(0, box.height() - 1, 0, 0), QColor(shades.line))
        if mark := edge_of(row, shades):
            edge = QRect(box.x(), box.y(), 3, box.height() - 1)
            painter.fillRect(QStyle.visualRect(self._direction, box, edge), QColor(mark))
        if chosen and self._widget.hasFocus():
            painter.setPen(QColor(shades.accent))
            painter.drawRect(box.adjusted(0, 0, -1, -2))

    def _paint_waiting(self, painter: QPainter, box: QRect) -> None:
        """A row that is on its way: quiet bars where its words will be."""
        at = columns(box, self._base, self._direction)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours().line))
        for cell, share in ((at.time, 0.5), (at.speaker, 0.6), (at.entry, 0.45)):
            bar = QRect(cell.x(), cell.center().y() - 4, round(cell.width() * share), 8)
            painter.drawRoundedRect(QRectF(QStyle.visualRect(self._direction, cell, bar)), 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    # Layouts.

    @property
    def _direction(self) -> Qt.LayoutDirection:
        return self._widget.layoutDirection()

    @property
    def _base(self) -> int:
        return self._widget.font().pixelSize()

    def _layout(self, shown: Shown, row: LogRow, width: int) -> _Laid:
        key = (
            row.key, row.note.text, row.speaker, row.corrected, row.note.starred, shown.day,
            shown.breaks, shown.signs, shown.remarks, width, self._base, self._direction,
            colours().text,
        )  # fmt: skip
        if (known := self._laid.get(key)) is None:
            known = self._laid[key] = self._lay_out(shown, row, width)
            if len(self._laid) > _KEPT:
                self._laid.popitem(last=False)
        return known

    def _lay_out(self, shown: Shown, row: LogRow, width: int) -> _Laid:
        font, shades = self._widget.font(), colours()
        at = columns(QRect(0, 0, width, 0), self._base, self._direction)
        mirrored = self._direction == Qt.LayoutDirection.RightToLeft
        entry = lay_out(
            row.note.text, sized(font, 14), at.entry.width(), before=inks(row, shades),
            struck=row.corrected, mirrored=mirrored,
        )  # fmt: skip
        speaker = lay_out(
            row.speaker or "–", sized(font, 13, bold=True), at.speaker.width(),
            mirrored=mirrored, follow=True,
        )  # fmt: skip
        small = sized(font, 12)
        tags = _tags(row, QFontMetrics(small), at.rights.width())
        rights = lay_out(tags, small, at.rights.width(), mirrored=mirrored, follow=True)
        remarks = None
        if shown.remarks:
            right = reads_right_to_left(row.note.text)  # they stand where the entry does
            told = " · ".join(shown.remarks)
            remarks = lay_out(told, small, at.entry.width(), mirrored=right, follow=True)
        tallest = max(
            _tall(speaker), _tall(rights), _tall(entry) + _tall(remarks),
            signs_height(self._widget, len(shown.signs)),
        )  # fmt: skip
        head = head_height(self._widget, len(shown.breaks), day=bool(shown.day))
        height = max(tallest + 2 * ABOVE, scaled(self._widget, LEAST))
        return _Laid(entry, speaker, rights, remarks, head, height)


def _tall(layout: QTextLayout | None) -> int:
    return round(layout.boundingRect().height()) if layout else 0


def _tags(row: LogRow, metrics: QFontMetrics, room: int) -> str:
    """The rights of a line. A tag is broken at its hyphens only where it would not fit whole."""
    tags = (f"#{right}" for right in row.note.rights)
    return " ".join(
        tag if metrics.horizontalAdvance(tag) > room else tag.replace("-", "-\u2060")
        for tag in tags
    )
