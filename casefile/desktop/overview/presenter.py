# SPDX-License-Identifier: GPL-3.0-or-later
"""Between the overview and the vault."""

from typing import Any

from casefile.base.messages import _
from casefile.casework import cases, conflicts, findings
from casefile.casework.choices import called
from casefile.desktop.desk import Desk, Presenter
from casefile.desktop.overview.cards import DEED, Glance
from casefile.desktop.overview.view import OverviewView
from casefile.desktop.words import entries
from casefile.records.kinds import KINDS, Case, Mission, Record
from casefile.store import reading
from casefile.vault.vault import Vault

_HERE = (Case.kind, Mission.kind)  # what is edited on this page


class OverviewPresenter(Presenter):
    """Everything in a case is on its overview."""

    kinds = frozenset(KINDS)

    def __init__(self, desk: Desk, view: OverviewView) -> None:
        super().__init__(desk, view)
        self._view = view
        view.page_requested.connect(desk.guide.page_requested)
        view.record_requested.connect(self._open)
        view.edit_requested.connect(self.edit_case)
        view.mission_wished.connect(self._begin_mission)
        view.settle_requested.connect(self._settle)
        view.pane.closed.connect(self._close)
        view.pane.withdrawn.connect(lambda _id: self._close())

    def edit_case(self) -> None:
        """The case itself, ready to be edited."""
        if self.case is not None:
            self.desk.guide.page_requested.emit("overview")
            self.open_record(self.case.id)

    def open_record(self, id_: str) -> None:
        """The case or one of its missions, beside the cards."""
        self.desk.session.ask(a_record, id_, done=self._edit)

    def turn(self) -> None:
        self._view.pane.show_record(None)
        self._view.beside.hide_detail()

    def load(self) -> None:
        if self.case is None:
            self._view.show_glance(None)
        else:
            self.ask(glance, self.case.id, done=self._show)

    def _show(self, found: Glance) -> None:
        self._view.show_glance(found)
        if self._seen:
            self.desk.guide.counted.emit(entries(found.overview.counts.get("note", 0)))

    def _open(self, kind: str, id_: str) -> None:
        if kind == DEED:
            self._view.deed_wished.emit(id_)
        elif kind in _HERE:
            self.open_record(id_)
        elif self.case is not None:
            self.desk.guide.record_requested.emit(self.case.id, kind, id_)

    def _edit(self, record: Record) -> None:
        self._view.pane.show_record(record)
        self._view.beside.show_detail()
        self._view.pane.focus_first()

    def _begin_mission(self) -> None:
        if self.case is not None:
            self._view.pane.begin(Mission, self.case.id)
            self._view.beside.show_detail()
            self._view.pane.focus_first()

    def _close(self) -> None:
        self._view.beside.hide_detail()

    def _settle(self, record: str, field: str, value: Any) -> None:
        def settled(_changes: object) -> None:
            self.desk.guide.told.emit(_("Settled. Ctrl+Z takes it back."))
            self._view.area.setFocus()

        self.desk.session.change(
            conflicts.settle, record, field, value, touches=KINDS, done=settled
        )


def glance(vault: Vault, case: str) -> Glance:
    """All that the overview of a case shows. Raises NotFound."""
    found = cases.overview(vault, case)
    records = [one.record for one in found.conflicts]
    records += [one.record for one in found.disagreements]
    names = found.people | {one.id: called(one, found.people) for one in records}
    return Glance(found, names, findings.ratings(vault, case))


def a_record(vault: Vault, id_: str) -> Record:
    """The record with this id. Raises NotFound."""
    return reading.record(vault.store, id_)
