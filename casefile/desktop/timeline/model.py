# SPDX-License-Identifier: GPL-3.0-or-later
"""The list's entries for Qt: each row is a `Year`, `Today` or an `Item` under UserRole."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from casefile.desktop.timeline.listing import Entry, Item, Year

_Index = QModelIndex | QPersistentModelIndex


class TimelineModel(QAbstractListModel):
    """Only items can be chosen; the line of today can be where one is."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: tuple[Entry, ...] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    def find(self, key: str) -> QModelIndex:
        """Where a row is; an invalid index if it isn't shown."""
        for at, entry in enumerate(self.entries):
            if isinstance(entry, Item) and entry.row.key == key:
                return self.index(at)
        return QModelIndex()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.spoken if isinstance(entry, Item) else entry.text
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        entry = self.entries[index.row()]
        if isinstance(entry, Item):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        heading = isinstance(entry, Year)  # the arrow keys pass over it
        return Qt.ItemFlag.NoItemFlags if heading else Qt.ItemFlag.ItemIsEnabled
