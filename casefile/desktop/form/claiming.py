# SPDX-License-Identifier: GPL-3.0-or-later
"""Between the panel of sources and the vault."""

from typing import Any

from PySide6.QtCore import QObject

from casefile.base.errors import CasefileError, InvalidRecord
from casefile.casework import claims, records
from casefile.casework.records import Sheet
from casefile.desktop.desk import Desk
from casefile.desktop.form.claims import ClaimsPanel
from casefile.records.kinds import Claim


class Claiming(QObject):
    """Carries out what the panel wishes for the record that it shows."""

    def __init__(self, desk: Desk, panel: ClaimsPanel) -> None:
        super().__init__(panel)
        self._desk = desk
        self._panel = panel
        self.sheet: Sheet | None = None
        panel.add_requested.connect(self._add)
        panel.prefer_requested.connect(self._prefer)
        panel.prefer_none_requested.connect(self._prefer_none)
        panel.withdraw_requested.connect(self._withdraw)

    def show(self, sheet: Sheet, field: str = "") -> None:
        """Show what is claimed of a record."""
        self.sheet = sheet
        self._panel.show_sheet(sheet, field)

    def _add(self, field: str, parts: dict[str, Any]) -> None:
        assert self.sheet is not None
        self._desk.session.change(
            claims.claim, self.sheet.record, field, parts,
            touches=("claim",), done=lambda _claimed: self._panel.added(), failed=self._not_added,
        )  # fmt: skip

    def _prefer(self, claim: Claim, reason: str) -> None:
        self._change(claims.prefer, claim, reason)

    def _prefer_none(self, claim: Claim) -> None:
        self._change(claims.prefer_none, claim)

    def _withdraw(self, claim: Claim) -> None:
        self._change(records.withdraw, claim.id)

    def _change(self, deed: Any, *args: Any) -> None:
        self._desk.session.change(
            deed, *args, touches=("claim",), failed=self._desk.guide.complained.emit
        )

    def _not_added(self, error: CasefileError) -> None:
        if isinstance(error, InvalidRecord):
            self._panel.refused(error.field, error.rule)
        else:
            self._desk.guide.complained.emit(error)
