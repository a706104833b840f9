# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages of a document as pictures, under each other. Asks for those that are seen, keeps a few.

The pictures come from the extraction process as plain pixels; no image decoder of Qt's is used.
"""

from collections import OrderedDict

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea

from casefile.base.messages import _
from casefile.desktop.theme import colours

A4 = 297 / 210  # height to width, until the page says otherwise
GAP, MARGIN, WIDEST = 16, 20, 920
_KEPT = 24  # pictures


class PaperView(QAbstractScrollArea):
    """`picture_wanted(page, width in device pixels)` for what is seen and not there yet."""

    picture_wanted = Signal(int, int)
    page_turned = Signal(int)  # counted from 0

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "paper")
        self.setAccessibleName(_("Pages"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pages = 0
        self._ratio: dict[int, float] = {}
        self._pictures: OrderedDict[int, QPixmap] = OrderedDict()
        self._old: dict[int, QPixmap] = {}  # shown until the new ones are there
        self._asked: dict[int, int] = {}
        self._shown = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(60)
        self._later.timeout.connect(self._ask)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self._pages

    @property
    def page(self) -> int:
        """The page in the middle of the view, counted from 0."""
        return self._shown

    def show_pages(self, count: int, *, keep_place: bool = False) -> None:
        """A document of so many pages; `keep_place` for a new version of the same one."""
        place = self.verticalScrollBar().value() if keep_place else 0
        self._old = dict(self._pictures) if keep_place else {}
        self._pages = count
        self._ratio = self._ratio if keep_place else {}
        self._pictures.clear()
        self._asked.clear()
        self._measure()
        self.verticalScrollBar().setValue(place)
        self._ask()
        self.viewport().update()

    def show_picture(self, page: int, width: int, height: int, rgb: bytes) -> None:
        """The pixels of a page: RGB, three bytes each, rows without padding."""
        image = QImage(rgb, width, height, 3 * width, QImage.Format.Format_RGB888)
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self._pictures[page] = picture
        self._pictures.move_to_end(page)
        self._old.pop(page, None)
        while len(self._pictures) > _KEPT:
            gone, _picture = self._pictures.popitem(last=False)
            self._asked.pop(gone, None)
        if abs(self._ratio.get(page, A4) - height / width) > 0.002:
            self._ratio[page] = height / width
            self._measure()
        self.viewport().update()

    def go_to(self, page: int) -> None:
        """Bring a page to the top."""
        self.verticalScrollBar().setValue(self._top(page) - GAP // 2)

    def has_picture(self, page: int) -> bool:
        """Whether a page's picture is shown."""
        return page in self._pictures

    def paintEvent(self, _event: QPaintEvent) -> None:
        shades = colours()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page, box in self._visible():
            painter.fillRect(box.adjusted(-1, -1, 1, 1), QColor(shades.line))
            painter.fillRect(box, Qt.GlobalColor.white)
            picture = self._pictures.get(page) or self._old.get(page)
            if picture is not None:
                painter.drawPixmap(box, picture)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
        self._later.start()

    @property
    def _page_width(self) -> int:
        return max(min(self.viewport().width() - 2 * MARGIN, WIDEST), 50)

    def _height(self, page: int) -> int:
        return round(self._page_width * self._ratio.get(page, A4))

    def _top(self, page: int) -> int:
        return MARGIN + sum(self._height(earlier) + GAP for earlier in range(page))

    def _measure(self) -> None:
        whole = self._top(self._pages) + MARGIN - GAP if self._pages else 0
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(60)
        bar.setRange(0, max(whole - self.viewport().height(), 0))

    def _visible(self) -> list[tuple[int, QRect]]:
        found = []
        left = (self.viewport().width() - self._page_width) // 2
        top = MARGIN - self.verticalScrollBar().value()
        for page in range(self._pages):
            height = self._height(page)
            if top > self.viewport().height():
                break
            if top + height >= 0:
                found.append((page, QRect(left, top, self._page_width, height)))
            top += height + GAP
        return found

    def _scrolled(self) -> None:
        seen = self._visible()
        middle = self.viewport().height() // 2
        for page, box in seen:
            if box.top() <= middle <= box.bottom() + GAP and page != self._shown:
                self._shown = page
                self.page_turned.emit(page)
        self._later.start()
        self.viewport().update()

    def _ask(self) -> None:
        width = round(self._page_width * self.devicePixelRatioF())
        for page, _box in self._visible():
            if self._asked.get(page) != width:
                self._asked[page] = width
                self.picture_wanted.emit(page, width)
