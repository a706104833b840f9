# SPDX-License-Identifier: GPL-3.0-or-later
"""The history as a list that grows as one scrolls: days, and under them what was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from casefile.desktop.history.rows import HistoryRow

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Day:
    """A heading: the day on which what follows was written."""

    text: str


class HistoryModel(QAbstractListModel):
    """Each row is a `Day` or a `HistoryRow` under UserRole. `more_wanted` when the end is near."""

    more_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Day | HistoryRow] = []
        self._more = False

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self.rows = []
        self._more = False
        self.endResetModel()

    def append(self, rows: Sequence[HistoryRow], *, more: bool) -> None:
        """Show these below; `more`: there are others, to be asked for as one comes to the end."""
        fresh: list[Day | HistoryRow] = []
        last = self.rows[-1] if self.rows else None
        shown = last.day if isinstance(last, HistoryRow) else ""
        for row in rows:
            if row.day != shown:
                shown = row.day
                fresh.append(Day(shown))
            fresh.append(row)
        self._more = more
        if fresh:
            first = len(self.rows)
            self.beginInsertRows(QModelIndex(), first, first + len(fresh) - 1)
            self.rows += fresh
            self.endInsertRows()

    def begins_entry(self, at: int) -> bool:
        """Whether a row is the first shown of its entry: the others share its time and author."""
        row, before = self.rows[at], self.rows[at - 1] if at else None
        if not isinstance(row, HistoryRow) or not isinstance(before, HistoryRow):
            return True
        return (row.entry, row.writer.id) != (before.entry, before.writer.id)

    def place_of(self, id_: str) -> int:
        """Where the row with this id is; -1 where it is not shown."""
        found = (
            at for at, row in enumerate(self.rows) if isinstance(row, HistoryRow) and row.id == id_
        )
        return next(found, -1)

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def canFetchMore(self, parent: _Index) -> bool:
        return self._more and not parent.isValid()

    def fetchMore(self, _parent: _Index) -> None:
        if self._more:
            self._more = False  # until these have come
            self.more_wanted.emit()

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.text if isinstance(row, Day) else spoken(row)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], Day):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def spoken(row: HistoryRow) -> str:
    """A row as a screen reader says it."""
    parts = (row.what, row.mark, row.writer.name, row.day, row.time, row.summary)
    return ", ".join(filter(None, parts))
