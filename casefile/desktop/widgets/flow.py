# SPDX-License-Identifier: GPL-3.0-or-later
"""A layout that sets widgets beside each other as words are set: what doesn't fit begins a line."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget


class FlowLayout(QLayout):
    """Mirrored where the window is."""

    def __init__(self, parent: QWidget | None = None, gap: int = 6) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def insert(self, at: int, widget: QWidget) -> None:
        """Set a widget in front of the one that stands there."""
        self.addWidget(widget)
        self._items.insert(at, self._items.pop())

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._set(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._set(rect, move=True)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _set(self, rect: QRect, *, move: bool) -> int:
        """Place every item, or only reckon: the height that they take."""
        parent = self.parentWidget()
        side = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        corner, line = QPoint(rect.left(), rect.top()), 0
        for item in self._shown():
            size = item.sizeHint().expandedTo(item.minimumSize())
            size.setWidth(min(size.width(), max(rect.width(), 1)))
            if line and corner.x() + size.width() > rect.right() + 1:
                corner, line = QPoint(rect.left(), corner.y() + line + self.spacing()), 0
            if move:
                item.setGeometry(QStyle.visualRect(side, rect, QRect(corner, size)))
            corner.setX(corner.x() + size.width() + self.spacing())
            line = max(line, size.height())
        return corner.y() + line - rect.top()
