# SPDX-License-Identifier: GPL-3.0-or-later
"""Results as a list: a heading for each kind, its hits under it."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from casefile.base.messages import _
from casefile.casework.search import Results
from casefile.desktop.words import one_line
from casefile.store.hits import Hit

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Heading:
    """A kind, and how many hits it has."""

    text: str
    sign: str


SIGNS = {
    "case": "briefcase", "mission": "flag", "party": "user", "charge": "scale", "hearing": "gavel",
    "attendance": "users", "note": "notebook-pen", "document": "file-text", "finding": "scale",
    "decision": "landmark", "sanction": "lock", "incident": "siren", "action": "megaphone",
    "deadline": "hourglass", "event": "calendar", "claim": "quote", "release": "upload",
}  # fmt: skip


def kind_names() -> dict[str, str]:
    """What several records of a kind are called."""
    return {
        "case": _("Cases"), "mission": _("Missions"), "party": _("People and organisations"),
        "charge": _("Charges"), "hearing": _("Hearings"), "attendance": _("Attendance"),
        "note": _("Log"), "document": _("Documents"), "finding": _("Findings"),
        "decision": _("Decisions"), "sanction": _("Sanctions"), "incident": _("Incidents"),
        "action": _("Advocacy"), "deadline": _("Deadlines"), "event": _("Events"),
        "claim": _("Claims"), "release": _("What left the vault"), "link": _("Links"),
    }  # fmt: skip


def kind_name(kind: str) -> str:
    """What one record of a kind is called."""
    names = {
        "case": _("Case"), "mission": _("Mission"), "party": _("Party"), "charge": _("Charge"),
        "hearing": _("Hearing"), "attendance": _("Attendance"), "note": _("Line"),
        "document": _("Document"), "finding": _("Finding"), "decision": _("Decision"),
        "sanction": _("Sanction"), "incident": _("Incident"), "action": _("Action"),
        "deadline": _("Deadline"), "event": _("Event"), "claim": _("Claim"),
        "release": _("Release"), "link": _("Link"),
    }  # fmt: skip
    return names.get(kind, kind)


class ResultsModel(QAbstractListModel):
    """Each row is a `Heading` or a `Hit` under UserRole."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Heading | Hit] = []

    def show(self, results: Results | None) -> None:
        """Show these instead."""
        self.beginResetModel()
        self.rows = []
        names = kind_names()
        for kind, hits in results.groups if results else ():
            title = _("{kind} ({count})").format(kind=names.get(kind, kind), count=len(hits))
            self.rows += [Heading(title, SIGNS.get(kind, "tag")), *hits]
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.text if isinstance(row, Heading) else spoken(row)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], Heading):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def spoken(hit: Hit) -> str:
    """A hit as a screen reader says it."""
    return ": ".join(filter(None, (one_line(hit.title), one_line(hit.snippet))))
