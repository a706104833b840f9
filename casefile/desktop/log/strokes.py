# SPDX-License-Identifier: GPL-3.0-or-later
"""Pieces that rows of a log are painted of: signs under a time, days and breaks between lines."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QWidget

from casefile.base.messages import _
from casefile.casework.logs import LogRow
from casefile.casework.marks import QUOTES
from casefile.desktop.fonts import scale_of, sized, tabular
from casefile.desktop.icons import pixmap
from casefile.desktop.log.columns import PAD
from casefile.desktop.log.telling import Sign
from casefile.desktop.theme import Colours, colours
from casefile.desktop.widgets.lines import Ink
from casefile.records.vocabularies import label

ABOVE = 10  # pixels between a row's edge and its text
LEAST = 38  # pixels at 100 %: a row of one line
DAY, BREAK = 34, 26  # pixels at 100 %
_SIGN = 12  # pixels at 100 %


def scaled(widget: QWidget, pixels: int) -> int:
    """Pixels given for 100 %, as many as the widget's font asks for."""
    return round(pixels * scale_of(widget.font()))


def at_start(widget: QWidget) -> Qt.AlignmentFlag:
    """The side on which texts begin."""
    return QStyle.visualAlignment(widget.layoutDirection(), Qt.AlignmentFlag.AlignLeft)


def head_height(widget: QWidget, breaks: int, *, day: bool) -> int:
    """How much room the breaks and the day above a line take."""
    return breaks * scaled(widget, BREAK) + day * scaled(widget, DAY)


def signs_height(widget: QWidget, signs: int) -> int:
    """How much room a time and the signs under it take."""
    return scaled(widget, 15) + signs * scaled(widget, 14) if signs else 0


def paint_head(
    painter: QPainter, widget: QWidget, box: QRect, breaks: tuple[str, ...], day: str
) -> None:
    """The breaks that came before a line, and the day where it changes."""
    y = box.y()
    for told in breaks:
        y = paint_break(painter, widget, told, QRect(box.x(), y, box.width(), 0))
    if not day:
        return
    line = QRect(box.x(), y, box.width(), scaled(widget, DAY))
    painter.fillRect(line, QColor(colours().rail))
    painter.setFont(sized(widget.font(), 12, bold=True))
    painter.setPen(QColor(colours().muted))
    inner = line.adjusted(PAD, 0, -PAD, 0)
    painter.drawText(inner, at_start(widget) | Qt.AlignmentFlag.AlignVCenter, day)


def paint_break(painter: QPainter, widget: QWidget, told: str, box: QRect) -> int:
    """A thin line with the words in its middle. Returns where it ends."""
    line = QRect(box.x(), box.y(), box.width(), scaled(widget, BREAK))
    shades = colours()
    painter.setFont(sized(widget.font(), 12))
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


def paint_time(
    painter: QPainter, widget: QWidget, box: QRect, time: str, signs: tuple[Sign, ...]
) -> None:
    """A line's time at the top of a box, and under it what is to be known of it."""
    painter.setFont(tabular(sized(widget.font(), 13)))
    painter.setPen(QColor(colours().muted))
    line = QRect(box.x(), box.y(), box.width(), painter.fontMetrics().height())
    painter.drawText(line, at_start(widget), time)
    y = line.bottom() + 2
    for sign in signs:
        y = _paint_sign(painter, widget, QRect(box.x(), y, box.width(), 0), sign)


def _paint_sign(painter: QPainter, widget: QWidget, box: QRect, sign: Sign) -> int:
    painter.setFont(sized(widget.font(), 11))
    painter.setPen(QColor(colours().warn))
    metrics, direction = painter.fontMetrics(), widget.layoutDirection()
    size = scaled(widget, _SIGN)
    line = QRect(box.x(), box.y(), box.width(), metrics.height())
    spot = QRect(line.x(), line.y() + (line.height() - size) // 2, size, size)
    spot = QStyle.visualRect(direction, line, spot)
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(spot, pixmap(sign.picture, "warn", size, ratio))
    words = QStyle.visualRect(direction, line, line.adjusted(size + 4, 0, 0, 0))
    elided = metrics.elidedText(sign.word, Qt.TextElideMode.ElideRight, words.width())
    painter.drawText(words, at_start(widget), elided)
    return line.bottom() + 1


def edge_of(row: LogRow, shades: Colours) -> str:
    """The colour of the edge of a line that is not plain observation; empty for others."""
    return {"irregularity": shades.bad, "opinion": shades.warn}.get(row.note.sort, "")


def inks(row: LogRow, shades: Colours) -> tuple[Ink, ...]:
    """The words in front of a line that is not plain observation."""
    found = []
    if row.note.starred:
        found.append(Ink("★", shades.warn))
    if row.note.corrects:
        found.append(Ink(_("Correction"), shades.accent))
    quoted = row.note.sort == "verbatim" and row.note.text.startswith(QUOTES)
    if row.note.sort != "summary" and not quoted:
        found.append(Ink(label("note-sorts", row.note.sort), edge_of(row, shades) or shades.muted))
    return tuple(found)
