# SPDX-License-Identifier: GPL-3.0-or-later
"""A column of page pictures, of which only those that are seen exist. Asks for nothing itself: who
draws asks it for the next picture that is wanted, so what was scrolled past is wanted no more.
"""

import math
from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea

from casefile.desktop.theme import colours
from casefile.desktop.viewer.pictures import Pictures
from casefile.desktop.viewer.stack import A4, Stack

_SETTLED = 60  # ms after the last change of width
_STEP = 60  # pixels of a wheel's notch, thrice, and of an arrow key


class PageColumn(QAbstractScrollArea):
    """`wanting` when pictures may be wanted that were not before; `page_turned(page)`, from 0."""

    wanting = Signal()
    page_turned = Signal(int)

    def __init__(self, gap: int, margin: int, memory: int, pixels: int) -> None:
        super().__init__()
        self.setProperty("look", "paper")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._stack = Stack(gap, margin)
        self._margin = margin
        self._pixels = pixels  # the most that a picture is asked to have
        self._pictures = Pictures(memory)
        self._refused: set[int] = set()
        self._page = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SETTLED)
        self._later.timeout.connect(self.wanting)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self._stack.count

    @property
    def page(self) -> int:
        """The page in the middle of the view, counted from 0."""
        return self._page

    def has_picture(self, page: int) -> bool:
        """Whether a page's picture is shown."""
        return page in self._pictures

    @property
    def memory(self) -> int:
        """Bytes of the pictures that are kept."""
        return self._pictures.size

    def show_pages(self, count: int, *, keep_place: bool = False) -> None:
        """A document of so many pages; `keep_place` for a new version of the same one."""
        place = self.verticalScrollBar().value() if keep_place else 0
        if keep_place:
            self._pictures.age()
        else:
            self._pictures.clear()
        self._refused.clear()
        self._page = 0
        self._stack.fill(count, keep=keep_place)
        self._measure()
        self.verticalScrollBar().setValue(place)
        self._look()
        self.wanting.emit()
        self.viewport().update()

    def show_picture(self, page: int, drawn: QImage, width: int) -> None:
        """The picture that was asked for with this width."""
        anchor = self._anchor()
        self._pictures.put(page, drawn, width, self.seen)
        if self._stack.learn(page, drawn.height() / drawn.width()):
            self._measure()
            self._return_to(anchor)
        self.viewport().update()

    def refuse(self, page: int) -> None:
        """This page can't be drawn; it is not asked for again."""
        self._refused.add(page)
        self.viewport().update()

    def wanted(self) -> tuple[int, int] | None:
        """The page whose picture is wanted most, and how wide it should be in device pixels."""
        width = self._asked_width
        seen = sorted(self.seen, key=lambda page: abs(page - self._page))
        return self._first_wanted(seen, width)

    def wanted_soon(self) -> tuple[int, int] | None:
        """The same of the pages beside those that are seen."""
        seen = self.seen
        beside = (page for page in (seen.stop, seen.start - 1) if 0 <= page < self.pages)
        return self._first_wanted(list(beside) if seen else [], self._asked_width)

    def _first_wanted(self, pages: list[int], width: int) -> tuple[int, int] | None:
        for page in pages:
            if page not in self._refused and not self._pictures.is_sharp(page, width):
                return page, width
        return None

    def go_to(self, page: int) -> None:
        """Bring a page to the top."""
        self.verticalScrollBar().setValue(self._stack.top(page) - self._margin // 2)

    def page_rect(self, page: int) -> QRect:
        """Where a page stands in the view."""
        top = self._stack.top(page) - self.verticalScrollBar().value()
        return QRect(self._left, top, self._stack.width, self._stack.height_of(page))

    def page_under(self, x: int, y: int) -> int | None:
        """The page at a point of the view."""
        page = self._stack.page_at(y + self.verticalScrollBar().value())
        return page if self.pages and self.page_rect(page).contains(x, y) else None

    @property
    def seen(self) -> range:
        """The pages of which a part is in sight."""
        top = self.verticalScrollBar().value()
        return self._stack.between(top, top + self.viewport().height())

    def sizeHint(self) -> QSize:
        return QSize(400, 500)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, key = self.verticalScrollBar(), event.key()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        if key in ends and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            bar.setValue(ends[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        shades = colours()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page, box in self._boxes(event.rect()):
            painter.fillRect(box.adjusted(-1, -1, 1, 1), QColor(shades.line))
            painter.fillRect(box, Qt.GlobalColor.white)
            drawn = self._pictures.get(page)
            if drawn is not None:
                painter.drawImage(box, drawn)
            self._paint_over(painter, page, box)

    def _paint_over(self, painter: QPainter, page: int, box: QRect) -> None:
        """What stands on a page or beside it. Overridden."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        anchor = self._anchor()
        self._measure()
        self._return_to(anchor)
        self._look()
        self._later.start()

    def _boxes(self, within: QRect) -> Iterator[tuple[int, QRect]]:
        for page in self.seen:
            box = self.page_rect(page)
            if box.adjusted(-2, -2, 2, self._margin).intersects(within):
                yield page, box

    @property
    def _page_width(self) -> int:
        """How wide pages are drawn. Overridden where that can be chosen."""
        return max(self.viewport().width() - 2 * self._margin, 30)

    @property
    def _asked_width(self) -> int:
        """In device pixels, as many as the limit allows a page of A4."""
        widest = math.isqrt(round(self._pixels / A4))
        return min(round(self._stack.width * self.devicePixelRatioF()), widest)

    @property
    def _left(self) -> int:
        return (self.viewport().width() - self._stack.width) // 2

    def _anchor(self) -> tuple[int, float]:
        """The page at the top of the view, and which part of it is above."""
        if not self.pages:
            return 0, 0.0
        top = self.verticalScrollBar().value()
        page = self._stack.page_at(top)
        return page, (top - self._stack.top(page)) / max(self._stack.height_of(page), 1)

    def _return_to(self, anchor: tuple[int, float]) -> None:
        if self.pages:
            page, part = anchor
            top = self._stack.top(page) + part * self._stack.height_of(page)
            self.verticalScrollBar().setValue(round(top))

    def _measure(self) -> None:
        self._stack.widen(self._page_width)
        bar, room = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(room)
        bar.setSingleStep(_STEP)
        bar.setRange(0, max(self._stack.height - room, 0))

    def _scrolled(self) -> None:
        self._look()
        self.wanting.emit()
        self.viewport().update()

    def _look(self) -> None:
        """See which pages are in sight."""
        self._pictures.touch(self.seen)
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        page = self._stack.page_at(middle)
        if page != self._page:
            self._page = page
            self.page_turned.emit(page)
