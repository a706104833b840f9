# SPDX-License-Identifier: GPL-3.0-or-later
"""A list of frozen rows that a delegate paints: the row under UserRole, its words for ears; the
ground that a chosen row stands on, and how a row is brought into sight."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem

from casefile.desktop.theme import colours

_Index = QModelIndex | QPersistentModelIndex


def paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """What is chosen stands on a ground of its own."""
    if option.state & QStyle.StateFlag.State_Selected:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours().selection))
        painter.drawRoundedRect(option.rect.adjusted(4, 1, -4, -1), 6, 6)


def bring_to_middle(rows: QListView, index: QModelIndex) -> None:
    """Scroll a row to the middle, or near it: the row at the top is not cut through."""
    rows.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
    first = rows.indexAt(QPoint(rows.viewport().width() // 2, 0))
    if first.isValid():
        bar = rows.verticalScrollBar()
        bar.setValue(bar.value() + rows.visualRect(first).y())
        rows.scrollTo(index)  # in a very low list it would be out of sight again


class ListModel(QAbstractListModel):
    """Rows of any frozen kinds. `said` puts a row into words; rows of the kind `heading` can't be
    chosen."""

    def __init__(self, said: Callable[[Any], str], heading: type | None = None) -> None:
        super().__init__()
        self.rows: tuple[Any, ...] = ()
        self._said = said
        self._heading = heading

    def show(self, rows: Sequence[Any]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._said(row)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self._heading is not None and isinstance(self.rows[index.row()], self._heading):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
