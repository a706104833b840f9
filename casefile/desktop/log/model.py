# SPDX-License-Identifier: GPL-3.0-or-later
"""The lines of one hearing, as frozen rows."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from casefile.base.messages import _
from casefile.casework.hearings import LogRow
from casefile.desktop.dates import time_of, when
from casefile.desktop.words import clock_time
from casefile.records.vocabularies import label

_Index = QModelIndex | QPersistentModelIndex


class LogModel(QAbstractListModel):
    """Each row is a `LogRow` under UserRole."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[LogRow] = []

    def show(self, rows: Sequence[LogRow]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def append(self, rows: Sequence[LogRow]) -> None:
        """Lines that came after the last one."""
        if not rows:
            return
        first = len(self.rows)
        self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
        self.rows += rows
        self.endInsertRows()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return row
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return spoken(row)
            case Qt.ItemDataRole.ToolTipRole:
                return three_times(row)
        return None


def spoken(row: LogRow) -> str:
    """The line as a screen reader says it."""
    note = row.note
    parts = [time_of(note.event_at), row.speaker]
    if note.sort not in {"summary", "verbatim"}:
        parts.append(label("note-sorts", note.sort))
    if row.corrected:
        parts.append(_("corrected below"))
    parts += [note.text, *(label("rights", right) for right in note.rights)]
    return ", ".join(filter(None, parts))


def three_times(row: LogRow) -> str:
    """When it happened, when it was written down, and how."""
    return _("Happened: {event}\nWritten: {written}\n{taken}").format(
        event=when(row.note.event_at),
        written=clock_time(row.written),
        taken=label("taken", row.note.taken),
    )
