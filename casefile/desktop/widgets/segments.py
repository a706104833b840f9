# SPDX-License-Identifier: GPL-3.0-or-later
"""A few views of one thing, one at a time: buttons in a row over a stack."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QWidget

from casefile.desktop.widgets.buttons import button


class Segments(QWidget):
    """`chosen(index)`. The arrow keys go from one to the next, as among radio buttons."""

    chosen = Signal(int)

    def __init__(self, name: str, titles: tuple[str, ...], stack: QStackedWidget) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._stack = stack
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for at, title in enumerate(titles):
            made = button(title, "segment")
            made.setCheckable(True)
            self._group.addButton(made, at)
            row.addWidget(made)
        row.addStretch(1)
        self._group.idClicked.connect(self.choose)
        self.choose(0)

    @property
    def buttons(self) -> list[QPushButton]:
        """The buttons, in order."""
        return [made for made in self._group.buttons() if isinstance(made, QPushButton)]

    def rename(self, at: int, title: str) -> None:
        """Call one of them something else."""
        self.buttons[at].setText(title)
        self.buttons[at].setAccessibleName(title)

    def choose(self, at: int) -> None:
        """Show that one."""
        self.buttons[at].setChecked(True)
        self._stack.setCurrentIndex(at)
        self.chosen.emit(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        if (step := steps.get(Qt.Key(event.key()))) is None:
            super().keyPressEvent(event)
            return
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        at = (self._group.checkedId() + step) % len(self.buttons)
        self.choose(at)
        self.buttons[at].setFocus()
