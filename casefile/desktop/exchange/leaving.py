# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of what would leave the vault, and what stays behind."""

from PySide6.QtWidgets import QFrame, QGridLayout

from casefile.base.messages import _
from casefile.casework.briefings import Leaving
from casefile.desktop.search.model import kind_names
from casefile.desktop.widgets.text import label

_SHOWN = {
    "hearings": "hearing", "notes": "note", "parties": "party", "documents": "document",
    "findings": "finding", "decisions": "decision", "sanctions": "sanction",
    "incidents": "incident", "actions": "action", "claims": "claim",
}  # fmt: skip


class LeavingList(QFrame):
    """`clear` once it is known and nothing guarded stands in it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "notice")
        self.setAccessibleName(_("What leaves"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(14, 10, 14, 10)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(3, 1)
        self.clear = False

    def wait(self) -> None:
        """Nothing is known yet."""
        self.clear = False

    def show_leaving(self, leaving: Leaving) -> None:
        """Count what leaves by kind, beside what stays."""
        while (item := self._grid.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        names = kind_names()
        withheld = leaving.dossier.withheld
        for at, (field, kind) in enumerate(_SHOWN.items()):
            count = len(getattr(leaving.dossier, field))
            stays = withheld.get(kind, 0)
            shown = _("{count} (of {all})").format(count=count, all=count + stays)
            row, column = at % 5, 3 * (at // 5)
            self._grid.addWidget(label(names[kind], "meta"), row, column)
            look = "warn" if stays else "strong"
            self._grid.addWidget(label(shown if stays else str(count), look), row, column + 1)
        self.clear = not leaving.leaks
