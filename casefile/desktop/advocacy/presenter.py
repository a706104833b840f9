# SPDX-License-Identifier: GPL-3.0-or-later
"""Between the page of advocacy and the vault."""

from functools import partial

from casefile.base.errors import CasefileError
from casefile.base.messages import ngettext
from casefile.casework import advocacy, choices, records
from casefile.casework.advocacy import ActionRow, IncidentRow, Ties
from casefile.desktop.advocacy import cards, incidents
from casefile.desktop.advocacy.view import BOARD, INCIDENTS, AdvocacyView
from casefile.desktop.desk import Desk, Presenter
from casefile.records.kinds import KINDS, Action, Incident, Record
from casefile.vault.vault import Vault

_BEGUN_ON = {Action.kind: BOARD, Incident.kind: INCIDENTS}


class AdvocacyPresenter(Presenter):
    """Shows actions and incidents; the record that is opened stands beside them."""

    kinds = frozenset({"action", "incident", "party", "link", "document"})

    def __init__(self, desk: Desk, view: AdvocacyView) -> None:
        super().__init__(desk, view)
        self._view = view
        self._actions: list[ActionRow] = []
        self._incidents: list[IncidentRow] = []
        self._wanted = ""  # a record that is to be opened once it is read
        view.blank.button_pressed.connect(lambda: desk.guide.page_requested.emit("overview"))
        view.action_wanted.connect(partial(self.begin, Action.kind))
        view.incident_wanted.connect(partial(self.begin, Incident.kind))
        desk.guide.new_requested.connect(self.begin)
        view.sifted.connect(self._sift)
        view.parts.chosen.connect(self._turned)
        view.board.opened.connect(self._open_action)
        view.board.status_requested.connect(self._set_status)
        for table in (view.table, view.incidents):
            table.row_opened.connect(self._open_row)
            table.row_chosen.connect(self._follow)
        self._connect_details()

    def begin(self, kind: str) -> None:
        """A new action or incident, to be filled in beside the list of its like."""
        if self.case is None or kind not in _BEGUN_ON:
            return
        self.desk.guide.page_requested.emit("advocacy")
        if self._view.showing_incidents != (kind == Incident.kind):
            self._view.parts.choose(_BEGUN_ON[kind])
        self._view.ties.hide()
        self._view.beside.show_detail()
        self._view.pane.begin(KINDS[kind], self.case.id)
        self._view.pane.focus_first()

    def open_record(self, id_: str) -> None:
        """Show an action or an incident, once it is read."""
        self._wanted = id_
        self._expire()

    def turn(self) -> None:
        self._view.pane.close_pane()

    def load(self) -> None:
        self._view.show_blank(blank=self.case is None)
        if self.case is None:
            self._show(([], []))
        else:
            self.ask(read_both, self.case.id, done=self._show)
            self._read_ties()

    def _connect_details(self) -> None:
        pane, ties = self._view.pane, self._view.ties
        pane.closed.connect(self._closed)
        pane.saved.connect(self._saved)
        self._view.beside.left.connect(pane.close_pane)
        ties.hide()
        ties.follow_up_requested.connect(self._follow_up)
        ties.documents_wanted.connect(self._offer_documents)
        ties.document_chosen.connect(self._tie)
        ties.untie_requested.connect(self._untie)
        ties.record_requested.connect(self._show_record)

    def _show(self, found: tuple[list[ActionRow], list[IncidentRow]]) -> None:
        self._actions, self._incidents = found
        self._sift()
        if self._wanted:
            wanted, self._wanted = self._wanted, ""
            self._open(wanted)

    def _sift(self) -> None:
        view = self._view
        words, group = view.words.text(), view.group.currentData() or ""
        view.show_actions(
            [row for row in self._actions if cards.fits(row, words, group)],
            there=len(self._actions),
        )
        open_only = view.open_only.isChecked()
        view.show_incidents(
            [row for row in self._incidents if incidents.fits(row, words, open_only=open_only)],
            there=len(self._incidents),
            open_ones=sum(bool(row.gaps) for row in self._incidents),
        )
        self._count()

    def _count(self) -> None:
        if not self._seen:
            return
        actions, found = len(self._actions), len(self._incidents)
        told = (
            ngettext("{count} action", "{count} actions", actions).format(count=actions),
            ngettext("{count} incident", "{count} incidents", found).format(count=found),
        )
        self.desk.guide.counted.emit(" · ".join(told) if actions or found else "")

    def _turned(self, _at: int) -> None:
        """Another part: what is open beside it would belong to the one before."""
        record = self._view.pane.record
        if record is not None and isinstance(record, Incident) != self._view.showing_incidents:
            self._view.pane.close_pane()

    def _open(self, id_: str) -> None:
        if any(row.id == id_ for row in self._incidents):
            self._view.parts.choose(INCIDENTS)
            self._open_row(next(row for row in self._incidents if row.id == id_))
        else:
            if self._view.showing_incidents:
                self._view.parts.choose(BOARD)
            self._view.board.choose(id_)
            self._open_action(id_)

    def _open_action(self, id_: str) -> None:
        row = next((row for row in self._actions if row.id == id_), None)
        if row is not None:
            self._open_row(row)

    def _open_row(self, row: ActionRow | IncidentRow) -> None:
        """Beside the list; opened once more (or where there is room for one only), by keyboard."""
        beside, shown = self._view.beside, self._view.pane.record
        again = beside.detail_shown and shown is not None and shown.id == row.id
        beside.show_detail()
        self._show_beside(row)
        if again or beside.narrow:
            self._view.pane.focus_first()

    def _follow(self, row: ActionRow | IncidentRow) -> None:
        """The chosen row of a table is shown beside it, if anything is."""
        if self._view.beside.detail_shown and not self._view.pane.adding:
            self._show_beside(row)

    def _show_beside(self, row: ActionRow | IncidentRow) -> None:
        record = row.action if isinstance(row, ActionRow) else row.incident
        self._view.pane.show_record(record)
        self._view.ties.setVisible(isinstance(record, Action))
        self._view.ties.show_ties(Ties())
        self._read_ties()

    def _closed(self) -> None:
        self._view.ties.hide()
        self._view.beside.hide_detail()
        self._view.focus_list()

    def _saved(self, record: Record) -> None:
        self._view.ties.setVisible(isinstance(record, Action))
        self._read_ties()

    def _read_ties(self) -> None:
        record = self._view.pane.record
        if isinstance(record, Action):
            self.ask(advocacy.ties, record, done=self._view.ties.show_ties)

    def _set_status(self, id_: str, status: str) -> None:
        def stays(error: CasefileError) -> None:
            self._view.board.stay()
            self.desk.guide.complained.emit(error)

        self.desk.session.change(
            advocacy.set_status, id_, status, touches=("action",), failed=stays
        )

    def _follow_up(self) -> None:
        record = self._view.pane.record
        if isinstance(record, Action):
            self.desk.session.change(
                advocacy.follow_up, record.id, touches=("action", "link"), done=self._followed
            )

    def _followed(self, fresh: Action) -> None:
        """The follow-up stands beside the board, ready to be filled in."""
        self._view.pane.show_record(fresh)
        self._view.pane.focus_first()

    def _offer_documents(self, typed: str) -> None:
        if self.case is not None:
            self.ask(choices.offered, self.case.id, "document", typed, done=self._view.ties.offer)

    def _tie(self, document: str) -> None:
        record = self._view.pane.record
        if isinstance(record, Action):
            self.desk.session.change(advocacy.tie_document, record.id, document, touches=("link",))

    def _untie(self, link: str) -> None:
        self.desk.session.change(records.withdraw, link, touches=("link",))

    def _show_record(self, kind: str, id_: str) -> None:
        if kind == Action.kind:
            self._open_action(id_)
        elif self.case is not None:
            self.desk.guide.record_requested.emit(self.case.id, kind, id_)


def read_both(vault: Vault, case: str) -> tuple[list[ActionRow], list[IncidentRow]]:
    """The actions and the incidents of a case."""
    return advocacy.action_rows(vault, case), advocacy.incident_rows(vault, case)
