# SPDX-License-Identifier: GPL-3.0-or-later
"""Lays out and paints one line of the log: time, speaker, entry, rights; above it the day where it
changes and the breaks that came before it. Text wraps; its own letters say which way it runs."""

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextLayout
from PySide6.QtWidgets import QStyle, QWidget

from casefile.base.messages import _
from casefile.casework.logs import LogRow
from casefile.desktop.dates import short_time
from casefile.desktop.fonts import BASE, sized, tabular
from casefile.desktop.icons import pixmap
from casefile.desktop.log.columns import PAD, columns
from casefile.desktop.log.telling import Sign
from casefile.desktop.theme import Colours, colours
from casefile.desktop.widgets.lines import Ink, lay_out
from casefile.records.vocabularies import label

_ABOVE = 10  # pixels between a row's edge and its text
_LEAST = 38  # pixels at 100 %
_DAY, _BREAK = 34, 26  # pixels at 100 %
_SIGN = 12  # pixels
_KEPT = 2000  # rows whose layout is remembered


@dataclass(frozen=True, slots=True)
class Shown:
    """All that is painted for one row of the list. `row` is None while it is on its way."""

    row: LogRow | None
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
            return self._scaled(_LEAST)
        laid = self._layout(shown, shown.row, width)
        return laid.head + laid.height + len(shown.after) * self._scaled(_BREAK)

    def paint(self, painter: QPainter, shown: Shown, box: QRect, *, chosen: bool) -> None:
        """Paint a row into its box."""
        if shown.row is None:
            self._paint_waiting(painter, box)
            return
        laid = self._layout(shown, shown.row, box.width())
        self._paint_head(painter, shown, box)
        line = QRect(box.x(), box.y() + laid.head, box.width(), laid.height)
        self._paint_line(painter, shown, laid, line, chosen=chosen)
        y = line.bottom() + 1
        for told in shown.after:
            y = self._paint_break(painter, told, QRect(box.x(), y, box.width(), 0))

    # The line itself.

    def _paint_line(
        self, painter: QPainter, shown: Shown, laid: _Laid, box: QRect, *, chosen: bool
    ) -> None:
        assert shown.row is not None
        shades, at = colours(), columns(box, self._base, self._direction)
        self._paint_ground(painter, box, shown.row, shades, chosen=chosen)
        top = box.top() + _ABOVE
        self._paint_time(painter, at.time, shown, shades, top)
        painter.setPen(QColor(shades.muted if shown.row.corrected else shades.text))
        laid.speaker.draw(painter, QPoint(at.speaker.x(), top))
        laid.entry.draw(painter, QPoint(at.entry.x(), top))
        painter.setPen(QColor(shades.text if chosen else shades.accent))
        laid.rights.draw(painter, QPoint(at.rights.x(), top))
        if laid.remarks is not None:
            painter.setPen(QColor(shades.muted))
            under = top + round(laid.entry.boundingRect().height()) + 2
            laid.remarks.draw(painter, QPoint(at.entry.x(), under))

    def _paint_ground(
        self, painter: QPainter, box: QRect, row: LogRow, shades: Colours, *, chosen: bool
    ) -> None:
        if chosen:
            painter.fillRect(box, QColor(shades.selection))
        painter.fillRect(box.adjusted(0, box.height() - 1, 0, 0), QColor(shades.line))
        mark = {"irregularity": shades.bad, "opinion": shades.warn}.get(row.note.sort)
        if mark:
            edge = QRect(box.x(), box.y(), 3, box.height() - 1)
            painter.fillRect(QStyle.visualRect(self._direction, box, edge), QColor(mark))
        if chosen and self._widget.hasFocus():
            painter.setPen(QColor(shades.accent))
            painter.drawRect(box.adjusted(0, 0, -1, -2))

    def _paint_time(
        self, painter: QPainter, box: QRect, shown: Shown, shades: Colours, top: int
    ) -> None:
        assert shown.row is not None
        painter.setFont(tabular(sized(self._widget.font(), 13)))
        painter.setPen(QColor(shades.muted))
        side = QStyle.visualAlignment(self._direction, Qt.AlignmentFlag.AlignLeft)
        line = QRect(box.x(), top, box.width(), painter.fontMetrics().height())
        painter.drawText(line, side, short_time(shown.row.note.event_at))
        y = line.bottom() + 2
        for sign in shown.signs:
            y = self._paint_sign(painter, QRect(box.x(), y, box.width(), 0), sign, shades)

    def _paint_sign(self, painter: QPainter, box: QRect, sign: Sign, shades: Colours) -> int:
        painter.setFont(sized(self._widget.font(), 11))
        painter.setPen(QColor(shades.warn))
        metrics = painter.fontMetrics()
        size, height = self._scaled(_SIGN), metrics.height()
        line = QRect(box.x(), box.y(), box.width(), height)
        spot = QRect(line.x(), line.y() + (height - size) // 2, size, size)
        spot = QStyle.visualRect(self._direction, line, spot)
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(spot, pixmap(sign.picture, "warn", size, ratio))
        words = QStyle.visualRect(self._direction, line, line.adjusted(size + 4, 0, 0, 0))
        side = QStyle.visualAlignment(self._direction, Qt.AlignmentFlag.AlignLeft)
        elided = metrics.elidedText(sign.word, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, side, elided)
        return line.bottom() + 1

    def _paint_waiting(self, painter: QPainter, box: QRect) -> None:
        """A row that is on its way: quiet bars where its words will be."""
        shades, at = colours(), columns(box, self._base, self._direction)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shades.line))
        for cell, share in ((at.time, 0.5), (at.speaker, 0.6), (at.entry, 0.45)):
            bar = QRect(cell.x(), cell.center().y() - 4, round(cell.width() * share), 8)
            painter.drawRoundedRect(QRectF(QStyle.visualRect(self._direction, cell, bar)), 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    # What stands above it.

    def _paint_head(self, painter: QPainter, shown: Shown, box: QRect) -> None:
        y = box.y()
        for told in shown.breaks:
            y = self._paint_break(painter, told, QRect(box.x(), y, box.width(), 0))
        if not shown.day:
            return
        line = QRect(box.x(), y, box.width(), self._scaled(_DAY))
        painter.fillRect(line, QColor(colours().rail))
        painter.setFont(sized(self._widget.font(), 12, bold=True))
        painter.setPen(QColor(colours().muted))
        side = QStyle.visualAlignment(self._direction, Qt.AlignmentFlag.AlignLeft)
        inner = line.adjusted(PAD, 0, -PAD, 0)
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, shown.day)

    def _paint_break(self, painter: QPainter, told: str, box: QRect) -> int:
        """A thin line with the words in its middle."""
        line = QRect(box.x(), box.y(), box.width(), self._scaled(_BREAK))
        shades = colours()
        painter.setFont(sized(self._widget.font(), 12))
        metrics = painter.fontMetrics()
        told = metrics.elidedText(told, Qt.TextElideMode.ElideRight, line.width() - 8 * PAD)
        room = metrics.horizontalAdvance(told) + 2 * PAD
        middle = QRect(line.center().x() - room // 2, line.y(), room, line.height())
        painter.setPen(QColor(shades.muted))
        painter.drawText(middle, Qt.AlignmentFlag.AlignCenter, told)
        painter.setPen(QColor(shades.edge))
        y = line.center().y()
        painter.drawLine(line.x() + PAD, y, middle.left(), y)
        painter.drawLine(middle.right(), y, line.right() - PAD, y)
        painter.fillRect(line.adjusted(0, line.height() - 1, 0, 0), QColor(shades.line))
        return line.bottom() + 1

    # Layouts.

    @property
    def _direction(self) -> Qt.LayoutDirection:
        return self._widget.layoutDirection()

    @property
    def _base(self) -> int:
        return self._widget.font().pixelSize()

    def _scaled(self, pixels: int) -> int:
        return round(pixels * max(self._base, BASE) / BASE)

    def _layout(self, shown: Shown, row: LogRow, width: int) -> _Laid:
        key = (
            row.key, row.corrected, row.speaker, shown.day, shown.breaks, shown.signs,
            shown.remarks, width, self._base, self._direction, colours().text,
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
            row.note.text, sized(font, 14), at.entry.width(), before=_before(row, shades),
            struck=row.corrected, mirrored=mirrored,
        )  # fmt: skip
        speaker = lay_out(
            row.speaker or "–", sized(font, 13, bold=True), at.speaker.width(),
            mirrored=mirrored, follow=True,
        )  # fmt: skip
        rights = lay_out(
            _tags(row), sized(font, 12), at.rights.width(), mirrored=mirrored, follow=True
        )
        remarks = None
        if shown.remarks:
            told = " · ".join(shown.remarks)
            remarks = lay_out(
                told, sized(font, 12), at.entry.width(), mirrored=mirrored, follow=True
            )
        head = len(shown.breaks) * self._scaled(_BREAK) + bool(shown.day) * self._scaled(_DAY)
        height = self._height(shown, entry, speaker, rights, remarks)
        return _Laid(entry, speaker, rights, remarks, head, height)

    def _height(
        self,
        shown: Shown,
        entry: QTextLayout,
        speaker: QTextLayout,
        rights: QTextLayout,
        remarks: QTextLayout | None,
    ) -> int:
        tallest = max(_tall(speaker), _tall(rights), _tall(entry) + _tall(remarks))
        signs = len(shown.signs) * self._scaled(16) + self._scaled(17) if shown.signs else 0
        return max(max(tallest, signs) + 2 * _ABOVE, self._scaled(_LEAST))


def _tall(layout: QTextLayout | None) -> int:
    return round(layout.boundingRect().height()) if layout else 0


def _tags(row: LogRow) -> str:
    tags = " ".join(f"#{right}" for right in row.note.rights)
    return tags.replace("-", "-\u2060")  # a tag is not broken in its middle


def _before(row: LogRow, shades: Colours) -> tuple[Ink, ...]:
    """The words in front of a line that is not plain observation."""
    found = []
    if row.note.starred:
        found.append(Ink("★", shades.warn))
    if row.note.corrects:
        found.append(Ink(_("Correction"), shades.accent))
    colour = {"irregularity": shades.bad, "opinion": shades.warn}.get(row.note.sort, shades.muted)
    quoted = row.note.sort == "verbatim" and row.note.text.startswith(('"', "“", "«", "„"))
    if row.note.sort != "summary" and not quoted:
        found.append(Ink(label("note-sorts", row.note.sort), colour))
    return tuple(found)
