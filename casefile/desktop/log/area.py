# SPDX-License-Identifier: GPL-3.0-or-later
"""A list of rows of any height, of any length: only the rows that are seen are laid out.

What stands where is said by the row at the top and by how much of it is scrolled away. The
scroll bar counts rows, not pixels, so it is right without the height of any row that isn't seen.
"""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea

from casefile.base.messages import _
from casefile.desktop.fonts import scale_of
from casefile.desktop.log.access import RowsAccess, say_chosen

_ROW = 38  # pixels at 100 %
_WHEEL = 3  # rows a notch


class RowsArea(QAbstractScrollArea):
    """Rows have places, whole numbers from `first` to below `end`; a subclass says which, how tall
    and how painted. Stays at the end while one is there."""

    chosen_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.chosen: int | None = None
        self.at_end = True
        self._top, self._off = 0, 0  # the row at the top, and how far it is scrolled away
        self._painted = range(0)  # the rows that were seen last
        self._syncing = False
        self.setProperty("look", "plain")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().valueChanged.connect(self._bar_moved)

    # What a subclass says of its rows.

    @property
    def first(self) -> int:
        """The place of the first row."""
        raise NotImplementedError

    @property
    def end(self) -> int:
        """The place behind the last row."""
        raise NotImplementedError

    def height_of(self, place: int) -> int:
        """How tall a row is at the width of the viewport; at least one pixel."""
        raise NotImplementedError

    def paint_row(self, painter: QPainter, place: int, box: QRect) -> None:
        """Paint a row."""
        raise NotImplementedError

    def spoken(self, place: int) -> str:
        """A row in words, for screen readers."""
        raise NotImplementedError

    # What a screen reader is told.

    def accessible_interface(self) -> RowsAccess:
        """Asked once, when somebody listens."""
        access = RowsAccess(self)
        self.destroyed.connect(access.forget)
        return access

    def told(self) -> str:
        """How many rows there are."""
        return ""

    def place_in_words(self, place: int) -> str:
        """`line 12 of 3400`."""
        row, count = place - self.first + 1, self.end - self.first
        return _("line {row} of {count}").format(row=row, count=count)

    def places_seen(self) -> list[int]:
        """The rows that are seen, from the top."""
        return [place for place, _box in self.seen()]

    # What is seen.

    @property
    def row_height(self) -> int:
        """How tall a row of one line is."""
        return round(_ROW * scale_of(self.font()))

    def seen(self) -> Iterator[tuple[int, QRect]]:
        """The rows that are seen, from the top, each with its box in the viewport."""
        place, y = self._top, -self._off
        width, bottom = self.viewport().width(), self.viewport().height()
        while place < self.end and y < bottom:
            height = self.height_of(place)
            yield place, QRect(0, y, width, height)
            place, y = place + 1, y + height

    def place_at(self, y: int) -> int | None:
        """The row at a height of the viewport."""
        return next((at for at, box in self.seen() if box.top() <= y <= box.bottom()), None)

    def box_of(self, place: int) -> QRect:
        """Where a row stands in the viewport; an empty box where it isn't seen."""
        return next((box for at, box in self.seen() if at == place), QRect())

    def refresh(self) -> None:
        """Rows came, went or changed: stand where one stood, and at the end if one was there."""
        if self.chosen is not None and self.end > self.first:
            self.chosen = min(max(self.chosen, self.first), self.end - 1)
        if self.at_end or self._top < self.first:
            self._top, self._off = (self.first, 0) if not self.at_end else self._last_top()
        self._settle()

    # Moving.

    def go_to_end(self) -> None:
        """Show the last row, and stay there as new ones come."""
        self.at_end = True
        self.refresh()

    def scroll_by(self, pixels: int) -> None:
        """Move what is seen down the list, or up."""
        self.at_end = False
        self._off += pixels
        while self._off < 0 and self._top > self.first:
            self._top -= 1
            self._off += self.height_of(self._top)
        while self._top < self.end - 1 and self._off >= (height := self.height_of(self._top)):
            self._off -= height
            self._top += 1
        self._off = max(self._off, 0)
        self._settle()

    def choose(self, place: int) -> None:
        """Choose a row and bring it into sight."""
        self._choose(place)
        self._bring_into_sight(place)
        self._say()

    def choose_centred(self, place: int) -> None:
        """Choose a row and bring it to the middle."""
        self._choose(place)
        self.at_end = False
        self._top, self._off = place, 0
        self.scroll_by((self.height_of(place) - self.viewport().height()) // 2)
        self._say()

    def choose_none(self) -> None:
        """Let go of the row that is chosen."""
        if self.chosen is not None:
            self._choose(None)

    def _choose(self, place: int | None) -> None:
        self.chosen = place
        self.viewport().update()
        self.chosen_changed.emit()

    def _say(self) -> None:
        if QAccessible.isActive():
            say_chosen(self)

    def _bring_into_sight(self, place: int) -> None:
        room = self.viewport().height()
        if place < self._top or (place == self._top and self._off):
            self.at_end = False
            self._top, self._off = place, 0
        elif place > self._last_whole():
            self.at_end = False
            self._top, self._off = self._top_for(place + 1, room)
        self._settle()

    def _last_whole(self) -> int:
        """The last row that is wholly seen."""
        room = self.viewport().height()
        return max((at for at, box in self.seen() if box.bottom() < room), default=self._top)

    def _top_for(self, end: int, room: int) -> tuple[int, int]:
        """What stands at the top when the row before `end` stands at the bottom."""
        place = end
        while place > self.first and room > 0:
            place -= 1
            room -= self.height_of(place)
        return (place, max(-room, 0))

    def _last_top(self) -> tuple[int, int]:
        return self._top_for(self.end, self.viewport().height())

    def _settle(self) -> None:
        """Keep within bounds, and have the bar say where that is."""
        last = self._last_top()
        if (self._top, self._off) >= last:
            self.at_end = True
            self._top, self._off = last
        self._syncing = True
        bar = self.verticalScrollBar()
        bar.setRange(0, self._value_of(*last))
        bar.setPageStep(max(self.viewport().height(), 1))
        bar.setSingleStep(self.row_height)
        bar.setValue(self._value_of(self._top, self._off))
        self._syncing = False
        self.viewport().update()

    def _value_of(self, top: int, off: int) -> int:
        if top >= self.end:
            return 0
        share = off * self.row_height // self.height_of(top) if off else 0
        return (top - self.first) * self.row_height + share

    def _bar_moved(self, value: int) -> None:
        if self._syncing:
            return
        self.at_end = value >= self.verticalScrollBar().maximum()
        if self.at_end:
            self._top, self._off = self._last_top()
        else:
            rows, share = divmod(value, self.row_height)
            self._top = min(self.first + rows, max(self.end - 1, self.first))
            self._off = share * self.height_of(self._top) // self.row_height
        self.viewport().update()

    # Events.

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """The bar's own signal says it better."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setClipRect(event.rect())
        seen = list(self.seen())
        self._painted = range(seen[0][0], seen[-1][0] + 1) if seen else range(0)
        for place, box in seen:
            if box.intersects(event.rect()):
                self.paint_row(painter, place, box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.refresh()
        if self.chosen is not None and self.chosen in self._painted:
            self._bring_into_sight(self.chosen)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.refresh()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()
        self._say()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        pixels = event.pixelDelta().y() or round(
            event.angleDelta().y() / 120 * _WHEEL * self.row_height
        )
        self.scroll_by(-pixels)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(round(event.position().y()))
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self.choose(place)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """The press said it all."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.chosen is not None:
            self.choose_none()
            return
        target = self._target(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or target is None:
            super().keyPressEvent(event)
        elif self.end > self.first:
            self.choose(min(max(target, self.first), self.end - 1))

    def _target(self, key: int) -> int | None:
        """The row that a key goes to."""
        here = self.chosen
        match key:
            case Qt.Key.Key_Up:
                return self._last_whole() if here is None else here - 1
            case Qt.Key.Key_Down:
                return self._top if here is None else here + 1
            case Qt.Key.Key_PageUp:
                return self._leaf(here, back=True)
            case Qt.Key.Key_PageDown:
                return self._leaf(here, back=False)
            case Qt.Key.Key_Home:
                return self.first
            case Qt.Key.Key_End:
                return self.end - 1
        return None

    def _leaf(self, here: int | None, *, back: bool) -> int:
        """The row about one screen away."""
        room = self.viewport().height() - self.row_height
        place = self._top if here is None else here
        step = -1 if back else 1
        while self.first < place + step < self.end and room > 0:
            place += step
            room -= self.height_of(place)
        return place
