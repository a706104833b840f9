# SPDX-License-Identifier: GPL-3.0-or-later
"""The bar over a document: at which page of how many one is, how near, and a way to search."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from casefile.base.messages import _
from casefile.desktop.fonts import scale_of
from casefile.desktop.widgets.buttons import button, icon_button
from casefile.desktop.widgets.text import label

_FIELD = 56  # pixels at 100 % text: five digits


class PageField(QLineEdit):
    """`wished(page)`, counted from 0, on Return; `left` then, and on Escape."""

    wished = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Page"))
        self.setToolTip(_("Go to page ({keys})").format(keys="Ctrl+G"))
        self.setFixedWidth(round(_FIELD * scale_of(self.font())))
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._page = 0
        self._pages = 0
        self.editingFinished.connect(self._reset)

    def show_page(self, page: int, pages: int) -> None:
        """The page one is at, unless somebody is typing another."""
        self._page = page
        if pages != self._pages:
            self._pages = pages
            self.setValidator(QIntValidator(1, max(pages, 1), self))
        if not (self.hasFocus() and self.isModified()):
            self._reset()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            typed = self.text()
            if typed.isdecimal():
                self._page = min(max(int(typed), 1), self._pages) - 1
                self.wished.emit(self._page)
        elif event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        self._reset()
        self.left.emit()

    def _reset(self) -> None:
        self.setText(str(self._page + 1))
        self.setModified(False)


class ViewerBar(QFrame):
    """`zoomed(1 nearer, -1 farther, 0 as it fits)`, `strip_wished(shown)`, `find_wished`."""

    zoomed = Signal(int)
    strip_wished = Signal(bool)
    find_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.strip = icon_button("panel-left", _("Small pictures of the pages"), "F7")
        self.strip.setCheckable(True)
        self.strip.clicked.connect(self.strip_wished)
        self.field = PageField()
        self._pages = label("", "muted")
        farther = icon_button("zoom-out", _("Zoom out"), "Ctrl+-")
        nearer = icon_button("zoom-in", _("Zoom in"), "Ctrl++")
        self._times = button("", "link")
        self._find = icon_button("search", _("Find in this document"), "Ctrl+F")
        farther.clicked.connect(lambda: self.zoomed.emit(-1))
        nearer.clicked.connect(lambda: self.zoomed.emit(1))
        self._times.clicked.connect(lambda: self.zoomed.emit(0))
        self._find.clicked.connect(self.find_wished)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._add(row, self.strip, self.field, self._pages)
        row.addStretch(1)
        self._add(row, farther, self._times, nearer, self._find)
        self._of_pages = (self.strip, self.field, self._pages, self._times)
        self.show_zoom(1.0)
        self.hide()

    @staticmethod
    def _add(row: QHBoxLayout, *widgets: QWidget) -> None:
        for one in widgets:
            row.addWidget(one)

    def offer(self, pages: int) -> None:
        """A document with so many pictures of pages is shown; 0: a text."""
        for one in self._of_pages:
            one.setVisible(bool(pages))
        self._pages.setText(_("of {pages}").format(pages=f"{pages:,}" if pages > 9999 else pages))
        self.show()

    def show_zoom(self, times: float) -> None:
        """How many times the width that fits."""
        told = _("Fits") if times == 1 else f"{times:.0%}"
        self._times.setText(told)
        self._times.setAccessibleName(_("Zoom: {told}. Press to fit the width.").format(told=told))
        self._times.setToolTip(_("Fit the width ({keys})").format(keys="Ctrl+0"))
