# SPDX-License-Identifier: GPL-3.0-or-later
"""Small pictures of the pages beside the document: where one is, and a way to any other."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy

from casefile.base.messages import _
from casefile.desktop.fonts import scale_of, sized
from casefile.desktop.theme import colours
from casefile.desktop.viewer.column import PageColumn

_WIDTH = 116
_MEMORY = 16 << 20  # bytes of pictures
_PIXELS = 200_000  # of one


class PageStrip(PageColumn):
    """`page_chosen(page)` by mouse or arrow keys."""

    page_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__(26, 16, _MEMORY, _PIXELS)
        self.setAccessibleName(_("Small pictures of the pages"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._chosen = 0

    def show_pages(self, count: int, *, keep_place: bool = False) -> None:
        if not keep_place:
            self._chosen = 0
        super().show_pages(count, keep_place=keep_place)
        self._tell()

    def choose(self, page: int) -> None:
        """Mark the page that is read, and keep it in sight."""
        self._chosen = page
        self._tell()
        self.viewport().update()
        if not self.pages:
            return
        box, bar = self.page_rect(page), self.verticalScrollBar()
        if box.top() < 0 or box.bottom() > self.viewport().height():
            middle = (self.viewport().height() - box.height()) // 2
            bar.setValue(bar.value() + box.top() - middle)

    def sizeHint(self) -> QSize:
        return QSize(round(_WIDTH * scale_of(self.font())), 300)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = self.pages - 1
        to = {
            Qt.Key.Key_Up: self._chosen - 1, Qt.Key.Key_Down: self._chosen + 1,
            Qt.Key.Key_PageUp: self._chosen - len(self.seen),
            Qt.Key.Key_PageDown: self._chosen + len(self.seen),
            Qt.Key.Key_Home: 0, Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))  # fmt: skip
        if to is None:
            super().keyPressEvent(event)
        elif self.pages:
            self.page_chosen.emit(min(max(to, 0), last))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        where = event.position().toPoint()
        page = self.page_under(where.x(), where.y())
        if event.button() == Qt.MouseButton.LeftButton and page is not None:
            self.page_chosen.emit(page)

    def _paint_over(self, painter: QPainter, page: int, box: QRect) -> None:
        shades = colours()
        here = page == self._chosen
        if here:
            painter.setPen(QPen(QColor(shades.accent), 3))
            painter.drawRect(box.adjusted(-3, -3, 2, 2))
        painter.setPen(QColor(shades.text if here else shades.muted))
        painter.setFont(sized(self.font(), 11, bold=here))
        under = QRect(box.left(), box.bottom() + 4, box.width(), 20)
        painter.drawText(under, Qt.AlignmentFlag.AlignHCenter, str(page + 1))

    def _tell(self) -> None:
        place = _("Page {page} of {pages}").format(page=self._chosen + 1, pages=self.pages)
        self.setAccessibleDescription(place if self.pages else "")
