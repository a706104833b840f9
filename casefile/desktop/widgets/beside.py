# SPDX-License-Identifier: GPL-3.0-or-later
"""A list and the details of what is chosen in it: beside each other, or in turn if narrow."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from casefile.base.messages import _
from casefile.desktop.fonts import scale_of
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.text import has_keyboard

NARROW_UNDER = 860  # pixels at 100 % text; below, the details take the place of the list
_LIST_SHARE, _DETAIL_SHARE = 56, 44


class Sides(QSplitter):
    """Two parts beside each other, of which neither can be pushed out of sight."""

    def __init__(self, gap: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(gap)
        self.setContentsMargins(1, 0, 1, 0)  # mirrored, Qt puts a part one pixel too far


class MasterDetail(Sides):
    """`left` when the person goes back from the details to the list of a narrow window."""

    left = Signal()

    def __init__(self, master: QWidget, detail: QWidget) -> None:
        super().__init__(12)
        self.master, self.detail = master, detail
        self._back = button(_("Back to the list"), "link", "arrow-left")
        self._back.clicked.connect(self.go_back)
        self._side = QWidget()
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.addWidget(self._back)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(detail, 1)
        self.addWidget(master)
        self.addWidget(self._side)
        self.setStretchFactor(0, _LIST_SHARE)
        self.setStretchFactor(1, _DETAIL_SHARE)
        self._shared = False
        self._side.hide()

    @property
    def detail_shown(self) -> bool:
        """Whether the details are open."""
        return not self._side.isHidden()

    @property
    def narrow(self) -> bool:
        """Whether there is room for one of the two only."""
        return self.width() < NARROW_UNDER * scale_of(self.font())

    def show_detail(self) -> None:
        """Open the details."""
        self._side.show()
        self._arrange()

    def hide_detail(self) -> None:
        """Put the details away; the list has all the room and the keyboard."""
        held = has_keyboard(self._side)
        self._side.hide()
        self.master.show()
        if held:
            self.master.setFocus()

    def go_back(self) -> None:
        """From the details to the list."""
        self.hide_detail()
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.narrow
        self.master.setVisible(not (narrow and self.detail_shown))
        self._back.setVisible(narrow)
        if self.detail_shown and not narrow and not self._shared:
            self._shared = True
            unit = self.width() / (_LIST_SHARE + _DETAIL_SHARE)
            self.setSizes([round(unit * _LIST_SHARE), round(unit * _DETAIL_SHARE)])
