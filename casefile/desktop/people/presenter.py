# SPDX-License-Identifier: GPL-3.0-or-later
"""Between the page of people and the vault."""

from casefile.base.errors import NotFound
from casefile.base.messages import _
from casefile.casework import faces, people, sameness
from casefile.casework.appearances import Appearance, appearances
from casefile.casework.faces import Protection
from casefile.casework.people import Roll
from casefile.casework.records import set_field
from casefile.casework.sameness import Offer
from casefile.desktop.desk import Desk, Presenter
from casefile.desktop.people.adding import Adding
from casefile.desktop.people.merging import Merging
from casefile.desktop.people.view import PeopleView, count_words
from casefile.desktop.words import among
from casefile.records.kinds import KINDS, Case, Party, Record


class PeoplePresenter(Presenter):
    """Also answers Ctrl+Shift+P from anywhere: `begin_adding`."""

    kinds = frozenset(KINDS) - {"claim", "release", "link", "finding", "deadline", "event"}

    def __init__(self, desk: Desk, view: PeopleView) -> None:
        super().__init__(desk, view)
        self._view = view
        self._shown: Party | None = None
        self._count = ""
        self._wanted = ""  # a party to choose once the roll is read
        self._to_edit = False  # and to begin editing
        self._choosing = False  # the second of two records is being chosen
        self._adding = Adding(desk, view.add)
        self._adding.added.connect(self._added)
        self._merging = Merging(desk, view.detail.merge)
        self._merging.compared.connect(self._show_merge)
        self._merging.merged.connect(self._merged)
        view.sought.connect(self.load)
        view.table.row_chosen.connect(self._choose)
        view.table.row_opened.connect(self._open)
        view.add_wished.connect(self.begin_adding)
        view.add.closed.connect(self._close_adding)
        view.choice_left.connect(self._leave_choosing)
        self._connect_detail()

    def begin_adding(self) -> None:
        """Ready to type the name of somebody new."""
        if self.case is None:
            no_case = NotFound(_("There is no case to add to."), _("Make one first (Ctrl+N)."))
            self.desk.guide.complained.emit(no_case)
            return
        self.desk.guide.page_requested.emit("people")
        self._view.add.begin()

    def begin_merging(self) -> None:
        """Ask which record is of the same person as the one that is shown."""
        self.desk.guide.page_requested.emit("people")
        if self._shown is None:
            self.desk.guide.told.emit(_("Choose the first of the two records, then this again."))
            self._view.table.setFocus()
            return
        self._choosing = True
        self._view.choosing.ask(among(self._shown.name))
        self._view.beside.hide_detail()
        self._view.filter.setFocus()

    def open_record(self, party: str) -> None:
        """Choose a party in the table, whatever is filtered."""
        self._wanted = party
        self._view.clear_filter()
        self._expire()

    def set_case(self, case: Case | None) -> None:
        self._adding.case = case.id if case else ""
        super().set_case(case)

    def turn(self) -> None:
        self._shown = None
        self._leave_choosing()
        self._view.choose_nobody()
        self._view.beside.hide_detail()
        self._view.add.hide()
        self._view.clear_filter()
        self._view.detail.show_party(None)

    def enter(self) -> None:
        super().enter()
        self.desk.guide.counted.emit(self._count)

    def load(self) -> None:
        if self.case is None:
            self._show(Roll((), {}, {}))
        else:
            self.ask(people.roll, self.case.id, self._view.wanted, done=self._show)

    def _connect_detail(self) -> None:
        detail = self._view.detail
        detail.pane.saved.connect(self._saved)
        detail.pane.withdrawn.connect(lambda _id: self._close())
        detail.pane.closed.connect(self._close)
        detail.appearance_opened.connect(self._open_appearance)
        detail.offers.same_chosen.connect(self._compare)
        detail.offers.other_chosen.connect(self._not_the_same)
        detail.shield.pseudonym_chosen.connect(lambda name: self._set("pseudonym", name))
        detail.protection.pseudonym_chosen.connect(lambda name: self._set("pseudonym", name))
        detail.protection.protect_requested.connect(lambda on: self._set("protected", on))
        detail.merge_wished.connect(self.begin_merging)
        detail.merge.closed.connect(lambda: detail.show_merge(False))

    # --- the list

    def _show(self, roll: Roll) -> None:
        self._view.show_roll(roll)
        self._count = count_words(len(roll.parties), roll.all) if roll.all else ""
        if self._seen:
            self.desk.guide.counted.emit(self._count)
        there = {party.id: at for at, party in enumerate(roll.parties)}
        if self._wanted in there:
            self._arrive(there[self._wanted], roll.parties[there[self._wanted]])
        if self._shown is not None:
            at = there.get(self._shown.id)
            self._shown = self._shown if at is None else roll.parties[at]
            self._ask_around(self._shown)

    def _arrive(self, at: int, party: Party) -> None:
        """The party that was wanted is there."""
        self._view.table.selectRow(at)
        self._choose(party)
        self._view.beside.show_detail()
        if self._to_edit:
            self._view.detail.pane.focus_first()
        self._wanted, self._to_edit = "", False

    def _choose(self, party: Party) -> None:
        if self._choosing or (self._shown is not None and self._shown.id == party.id):
            return
        self._shown = party
        self._view.detail.show_party(party)
        if not self._view.beside.narrow:
            self._view.beside.show_detail()
        self._ask_around(party)

    def _open(self, party: Party) -> None:
        if not self._choosing:
            self._choose(party)
            self._view.beside.show_detail()
            self._view.detail.pane.focus_first()
        elif self._shown is not None and party.id != self._shown.id:
            self._leave_choosing()
            self._merging.compare(self._shown.id, party.id)

    def _ask_around(self, party: Party) -> None:
        self.ask(appearances, party, done=self._view.detail.show_appearances)
        self.ask(faces.protection, party, done=self._show_protection)
        self.ask(sameness.offers_for, party, done=self._view.detail.offers.show_offers)

    def _show_protection(self, found: Protection) -> None:
        if self._shown is not None and found.party.id == self._shown.id:
            self._view.detail.show_protection(found)

    def _open_appearance(self, one: Appearance) -> None:
        if self.case is not None:
            self.desk.guide.record_requested.emit(self.case.id, one.kind, one.id)

    # --- the record

    def _saved(self, record: Record) -> None:
        if isinstance(record, Party) and self._shown and record.id == self._shown.id:
            self._shown = record
            self._ask_around(record)

    def _close(self) -> None:
        self._shown = None
        self._view.choose_nobody()
        self._view.beside.hide_detail()
        self._view.table.setFocus()

    def _set(self, field: str, value: object) -> None:
        if self._shown is not None:
            self.desk.session.change(
                set_field, self._shown.id, field, value, touches=("party",), done=self._saved
            )

    # --- adding, and two records of one

    def _added(self, party: Party) -> None:
        """Chosen once the feed has told of it, ready for the rest to be filled in."""
        self._view.clear_filter()
        self._wanted, self._to_edit = party.id, True

    def _close_adding(self) -> None:
        self._view.add.hide()
        self._view.table.setFocus()

    def _compare(self, offer: Offer) -> None:
        if self._shown is not None:
            self._merging.compare(self._shown.id, offer.party.id)

    def _not_the_same(self, offer: Offer) -> None:
        party = self._shown
        if party is not None:
            names = tuple(name.text for name in party.names)
            self.desk.session.ask(
                sameness.tell_apart, party.case, names, offer.party.id, party.id,
                done=lambda _none: self._ask_around(party),
            )  # fmt: skip

    def _show_merge(self) -> None:
        self._view.beside.show_detail()
        self._view.detail.show_merge(True)

    def _merged(self, kept: str) -> None:
        self._view.detail.show_merge(False)
        self._wanted, self._shown = kept, None

    def _leave_choosing(self) -> None:
        was, self._choosing = self._choosing, False
        self._view.choosing.hide()
        if was and self._shown is not None:
            self._view.beside.show_detail()
