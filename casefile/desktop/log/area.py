# SPDX-License-Identifier: GPL-3.0-or-later
"""A list of rows of any height, of any length: one of them chosen, told to screen readers."""

from PySide6.QtCore import QEvent, Qt, Signal
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

from casefile.base.messages import _
from casefile.desktop.log.access import RowsAccess, say_chosen
from casefile.desktop.log.scrolled import ScrolledRows

_WHEEL = 3  # rows a notch


class RowsArea(ScrolledRows):
    """Rows that are chosen by mouse and keys."""

    chosen_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.chosen: int | None = None
        self._painted = range(0)  # the rows that were seen last
        self.setProperty("look", "plain")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def spoken(self, place: int) -> str:
        """A row in words, for screen readers."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Rows came, went or changed; the chosen one stays one of them."""
        if self.chosen is not None and self.end > self.first:
            self.chosen = min(max(self.chosen, self.first), self.end - 1)
        super().refresh()

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

    # Choosing.

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

    # Events.

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
