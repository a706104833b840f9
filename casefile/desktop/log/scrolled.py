# SPDX-License-Identifier: GPL-3.0-or-later
"""Which rows of a long list are seen, and where: only those are ever laid out.

What stands where is said by the row at the top and by how much of it is scrolled away. The
scroll bar counts rows, not pixels, so it is right without the height of any row that isn't seen.
"""

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractScrollArea

from casefile.desktop.fonts import scale_of

_ROW = 38  # pixels at 100 %


class ScrolledRows(QAbstractScrollArea):
    """Rows have places, whole numbers from `first` to below `end`; a subclass says which, how tall
    and how painted. Stays at the end while one is there."""

    def __init__(self) -> None:
        super().__init__()
        self.at_end = True
        self._top, self._off = 0, 0  # the row at the top, and how far it is scrolled away
        self._syncing = False
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

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """The bar's own signal says it better."""

    # Keeping the place.

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
