# SPDX-License-Identifier: GPL-3.0-or-later
"""Text broken into lines, for delegates that paint by hand."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from casefile.desktop.words import isolated, reads_right_to_left, units


@dataclass(frozen=True, slots=True)
class Ink:
    """A word in a colour of its own, bold, in front of a text."""

    text: str
    colour: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Letters that stand out: a ground behind them. Counted as Qt counts, in UTF-16 units."""

    start: int
    length: int
    ground: str
    ink: str


def lay_out(
    text: str,
    font: QFont,
    width: int,
    *,
    before: tuple[Ink, ...] = (),
    marks: tuple[Mark, ...] = (),
    struck: bool = False,
    mirrored: bool = False,
    follow: bool = False,
    wrap: bool = True,
) -> QTextLayout:
    """Break a text to a width. It runs as its first strong letter says, and stands on the side
    from which it runs; with `follow`, on the side of the window (`mirrored`: right).
    A text that was shortened to the width already is not to `wrap`: it may be a hair wider."""
    right = reads_right_to_left(text)
    words = [_apart(ink.text, right=right) for ink in before]
    lead = "".join(f"{word}  " for word in words)
    layout = QTextLayout((lead + text).replace("\n", "\u2028"), font)
    side = Qt.AlignmentFlag.AlignLeft
    if mirrored if follow else right:
        side = Qt.AlignmentFlag.AlignRight
    option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(
        Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight
    )
    modes = QTextOption.WrapMode
    option.setWrapMode(modes.WrapAtWordBoundaryOrAnywhere if wrap else modes.NoWrap)
    layout.setTextOption(option)
    layout.setFormats(_formats(before, words, marks, units(text), struck=struck))
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += line.height() + 1
    layout.endLayout()
    return layout


def _apart(word: str, *, right: bool) -> str:
    """A word isolated where it runs against its text: isolates come from a taller font, as a rule,
    and would push the line down."""
    return isolated(word) if right or reads_right_to_left(word) else word


def draw_line(painter: QPainter, laid: QTextLayout, font: QFont, at: QPoint) -> None:
    """Draw one line on the base line of its font: letters of other scripts would push it down."""
    rise = QFontMetrics(font).ascent() - round(laid.lineAt(0).ascent()) if laid.lineCount() else 0
    laid.draw(painter, at + QPoint(0, rise))


def _formats(
    before: tuple[Ink, ...], words: list[str], marks: tuple[Mark, ...], length: int, *, struck: bool
) -> list[QTextLayout.FormatRange]:
    found = []
    lead = 0
    for ink, word in zip(before, words, strict=True):
        style = QTextCharFormat()
        style.setForeground(QColor(ink.colour))
        style.setFontWeight(QFont.Weight.DemiBold)
        found.append(_range(lead, units(word), style))
        lead += units(word) + 2
    for mark in marks:
        style = QTextCharFormat()
        style.setBackground(QColor(mark.ground))
        style.setForeground(QColor(mark.ink))
        found.append(_range(lead + mark.start, mark.length, style))
    if struck:
        style = QTextCharFormat()
        style.setFontStrikeOut(True)
        found.append(_range(lead, length, style))
    return found


def _range(start: int, length: int, style: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start = start
    made.length = length
    made.format = style
    return made
