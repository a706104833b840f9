# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages of a document to be read: zoomed, with what was found marked, and text to be selected.

The window may run to the left; pages and their letters stand as they are.
"""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QWheelEvent

from casefile.base.messages import _
from casefile.desktop.viewer.column import PageColumn
from casefile.desktop.viewer.marks import Marks, placed
from casefile.desktop.viewer.matching import Place
from casefile.desktop.viewer.places import Lettering

GAP, MARGIN, WIDEST = 16, 20, 920
STEP = 1.25
_LEAST, _MOST = 0.25, 5.0
_MEMORY = 128 << 20  # bytes of pictures
_PIXELS = 12_000_000  # of one picture: 48 MB
_TOLD = 10_000  # letters of a page that screen readers are told
_NOTCH = 120  # of a wheel, as Qt counts


class Paper(PageColumn):
    """`zoomed(times)` the width that fits."""

    zoomed = Signal(float)

    def __init__(self) -> None:
        super().__init__(GAP, MARGIN, _MEMORY, _PIXELS)
        self.setAccessibleName(_("Pages"))
        self.marks = Marks()
        self._zoom = 1.0
        self._turned = 0  # of a wheel, less than a notch
        self._going_to: tuple[int, Place] | None = None
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)
        self.page_turned.connect(self._tell)

    def show_pages(self, count: int, *, keep_place: bool = False) -> None:
        self.marks.clear()
        self._going_to = None
        if not keep_place:
            self._zoom = 1.0
            self.zoomed.emit(1.0)
        super().show_pages(count, keep_place=keep_place)
        self._tell(self.page)

    def zoom(self, factor: float, around: QPoint | None = None) -> None:
        """So many times nearer; what is at that point of the view, or in its middle, stays."""
        self.zoom_to(self._zoom * factor, around)

    def zoom_to(self, times: float, around: QPoint | None = None) -> None:
        """So many times the width that fits."""
        around = around or self.viewport().rect().center()
        times = min(max(times, _LEAST), _MOST)
        if not self.pages or times == self._zoom:
            return
        bar = self.verticalScrollBar()
        page = self._stack.page_at(around.y() + bar.value())
        before = self.page_rect(page)
        across = (around.x() - before.x()) / before.width()
        down = (around.y() - before.y()) / max(before.height(), 1)
        self._zoom = 1.0 if abs(times - 1) < 0.01 else times
        self._measure()
        after = self.page_rect(page)
        bar.setValue(bar.value() + round(after.y() + down * after.height()) - around.y())
        self._move_aside(round(after.x() + across * after.width()) - around.x())
        self.zoomed.emit(self._zoom)
        self._later.start()
        self.viewport().update()

    def wanted_letters(self) -> int | None:
        """The page of which is wanted where its letters stand."""
        seen = sorted(self.seen, key=lambda page: abs(page - self.page))
        return next((page for page in seen if self.marks.letters(page) is None), None)

    def show_letters(self, page: int, letters: Lettering) -> None:
        """Where the letters of a page stand."""
        self.marks.put(page, letters)
        if self._going_to is not None and self._going_to[0] == page:
            self.reveal(*self._going_to)
        if page == self.page:
            self._tell(page)
        self.viewport().update()

    def show_matches(
        self, found: Mapping[int, tuple[Place, ...]], here: tuple[int, Place] | None
    ) -> None:
        """Mark these places; bring the one at which one is into sight if it is another."""
        moved = here is not None and here != self.marks.here
        self.marks.show(found, here)
        if here is not None and moved:
            self.reveal(*here)
        self.viewport().update()

    def reveal(self, page: int, place: Place) -> None:
        """Bring a place of the text into sight, at once or as soon as it is known."""
        letters = self.marks.letters(page)
        box = self.marks.box_of(page, place)
        self._going_to = None if letters else (page, place)
        if box is None:
            if page not in self.seen:
                self.go_to(page)
            self.wanting.emit()
            return
        area, room = placed(self.page_rect(page), box), self.viewport().rect()
        if area.top() < 0 or area.bottom() > room.height():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + round(area.top() - room.height() / 3))
        if area.left() < 0 or area.right() > room.width():
            self._move_aside(round(area.left() - room.width() / 3))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._turned += event.angleDelta().y()
        notches = int(self._turned / _NOTCH)
        self._turned -= notches * _NOTCH
        if notches:
            self.zoom(STEP**notches, event.position().toPoint())
        event.accept()

    def _paint_over(self, painter: QPainter, page: int, box: QRect) -> None:
        if page in self._refused and page not in self._pictures:
            painter.setPen(Qt.GlobalColor.black)
            middle = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(box, int(middle), _("This page can't be shown."))
        self.marks.paint(painter, page, box)

    @property
    def _page_width(self) -> int:
        fitting = min(self.viewport().width() - 2 * MARGIN, WIDEST)
        return max(round(fitting * self._zoom), 50)

    @property
    def _left(self) -> int:
        bar = self.horizontalScrollBar()
        if not bar.maximum():
            return super()._left
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return MARGIN - (bar.maximum() - bar.value() if mirrored else bar.value())

    def _move_aside(self, by: int) -> None:
        """Let what stands so many pixels further to the right come here."""
        bar = self.horizontalScrollBar()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        bar.setValue(bar.value() + (-by if mirrored else by))

    def _measure(self) -> None:
        super()._measure()
        bar, room = self.horizontalScrollBar(), self.viewport().width()
        bar.setPageStep(room)
        bar.setSingleStep(MARGIN)
        wide = self._stack.width + 2 * MARGIN
        bar.setRange(0, wide - room if self._zoom > 1 and wide > room else 0)

    def _tell(self, page: int) -> None:
        """Screen readers read the page."""
        letters = self.marks.letters(page)
        place = _("Page {page} of {pages}").format(page=page + 1, pages=self.pages)
        text = letters.text[:_TOLD] if letters else ""
        self.setAccessibleDescription("\n".join(filter(None, (place, text))) if self.pages else "")
