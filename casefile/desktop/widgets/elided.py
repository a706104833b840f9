# SPDX-License-Identifier: GPL-3.0-or-later
"""Text that takes a few lines at the most; the rest is told by its tool tip and to screen readers.

Not a wrapped label: a title of ten thousand letters would leave no room for its page.
"""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from casefile.desktop.widgets.buttons import WordButton
from casefile.desktop.widgets.text import plain_tip
from casefile.desktop.words import one_line, reads_right_to_left

INSET = 4  # pixels in a line that leads somewhere, before its words
_NARROWEST = 14  # letters for which a text is left room
_WIDTHS = 16  # at which the lines of a text are kept
_LONGEST = 4000  # letters that are looked at: no more fit into a few lines


class Elided(QLabel):
    """A label of a few lines; `text()` is always the whole."""

    def __init__(self, text: str = "", look: str = "", lines: int = 2) -> None:
        super().__init__()
        self._lines = lines
        self._broken_at: dict[tuple[int, str], list[str]] = {}  # layouts ask again and again
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", look)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._broken_at.clear()
        self.setToolTip(plain_tip(text[:2000]))
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        around = self.contentsMargins()
        room = max(width - around.left() - around.right(), 1)
        found = self._broken(room)
        high = max(len(found), 1) * self.fontMetrics().lineSpacing()
        return high + around.top() + around.bottom()

    def minimumSizeHint(self) -> QSize:
        around = self.contentsMargins()
        high = self.fontMetrics().lineSpacing() + around.top() + around.bottom()
        narrowest = _NARROWEST * self.fontMetrics().averageCharWidth()
        return QSize(min(self._wanted, narrowest), high)

    def sizeHint(self) -> QSize:
        return QSize(self._wanted, self.heightForWidth(max(self._wanted, self.width())))

    def _broken(self, width: int) -> list[str]:
        known, key = self._broken_at, (width, self.font().key())
        if key not in known:
            if len(known) >= _WIDTHS:
                known.clear()
            known[key] = _broken(self, self.text(), width, self._lines)
        return known[key]

    @property
    def _wanted(self) -> int:
        return _width(self, one_line(self.text()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.setLayoutDirection(_direction(self.text()))
        step, room = self.fontMetrics().lineSpacing(), self.contentsRect()
        lines = self._broken(room.width())
        flags = _side(self.layoutDirection() if len(lines) == 1 else _direction(self.text()))
        for at, line in enumerate(lines):
            box = room.adjusted(0, at * step, 0, 0)
            box.setHeight(step)
            painter.drawText(box, flags, _ended(self, line, room.width()))


class LinkLine(WordButton):
    """A line that leads somewhere: its words are cut where there is no room for them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words = one_line(text)
        self.setProperty("look", "line")
        self.setAutoDefault(False)
        self.setAccessibleName(self.words)
        self.setToolTip(plain_tip(self.words[:2000]))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.fontMetrics().height() + 6)

    def sizeHint(self) -> QSize:
        return QSize(_width(self, self.words) + 2 * INSET, self.fontMetrics().height() + 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.rect().adjusted(INSET, 0, -INSET, 0)
        painter.setLayoutDirection(_direction(self.words))
        shown = _ended(self, self.words, room.width())
        painter.drawText(room, _side(self.layoutDirection()), shown)


def _width(widget: QWidget, line: str) -> int:
    """How wide a line would like to be, up to what a page can give."""
    return min(widget.fontMetrics().horizontalAdvance(line[:400]) + 1, 1200)


def _ended(widget: QWidget, line: str, width: int) -> str:
    return widget.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, width)


def _direction(text: str) -> Qt.LayoutDirection:
    """In which a text runs, whichever way the window does: that decides where its dots stand."""
    right = reads_right_to_left(text)
    return Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight


def _side(direction: Qt.LayoutDirection) -> int:
    """A line of its own stands on the side of the window, a paragraph on that of its words."""
    side = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft)
    flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    return int(flags.value) | int(Qt.TextFlag.TextSingleLine.value)


def _broken(widget: QWidget, text: str, width: int, most: int) -> list[str]:
    """The lines of a text at a width; the last of `most` holds all that is left."""
    layout = QTextLayout(text[:_LONGEST].replace("\n", "\u2028"), widget.font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    starts: list[int] = []
    layout.beginLayout()
    while len(starts) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    units = layout.text().encode("utf-16-le", "surrogatepass")  # Qt counts them
    ends = [*starts[1:], len(units)]
    pieces = (units[2 * start : 2 * end] for start, end in zip(starts, ends, strict=True))
    return [one_line(piece.decode("utf-16-le", "replace")) for piece in pieces]
