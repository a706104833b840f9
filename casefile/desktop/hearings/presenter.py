# SPDX-License-Identifier: GPL-3.0-or-later
"""Between the page of hearings and the vault."""

from functools import partial

from PySide6.QtCore import Signal

from casefile.base.clock import Clock
from casefile.base.errors import NotFound
from casefile.base.messages import _
from casefile.casework import hearings
from casefile.casework.completeness import access_noted, hearing_noted, setting_noted
from casefile.casework.hearings import HearingRow
from casefile.casework.zones import case_zone
from casefile.desktop.changes import Touched
from casefile.desktop.desk import Desk, Presenter
from casefile.desktop.hearings.attending import Attending
from casefile.desktop.hearings.doing import HearingDeeds
from casefile.desktop.hearings.page import ACCESS, HEARING, LOG, PRESENCE
from casefile.desktop.hearings.parts import HearingPart, access_part, hearing_part
from casefile.desktop.hearings.view import HearingsView
from casefile.desktop.hearings.words import heading
from casefile.desktop.log.presenter import LogPresenter, is_live
from casefile.desktop.words import entries
from casefile.records.kinds import Case, Hearing, Note
from casefile.records.values import Moment
from casefile.store import reading
from casefile.vault.vault import Vault


class HearingsPresenter(Presenter):
    """Also answers F5 from anywhere: `go_live`."""

    kinds = frozenset({"hearing", "attendance", "party", "note"})

    can_end = Signal(bool)
    can_move = Signal(bool)  # the time of the line that is typed
    shown = Signal(bool)  # whether one hearing is shown
    can_be_moved = Signal(bool)
    can_stop = Signal(bool)  # it sits or has sat, and was neither adjourned nor moved

    def __init__(self, desk: Desk, view: HearingsView, clock: Clock) -> None:
        super().__init__(desk, view)
        self._view = view
        self._clock = clock
        self._rows: list[HearingRow] = []
        self._pending = ""  # a hearing to open once the list is read
        self._pending_note = ""
        self.log = LogPresenter(desk, view.log, clock)
        self.log.counted.connect(desk.guide.counted)
        self.deeds = HearingDeeds(desk, view)
        self.deeds.open_requested.connect(self.open_record)
        view.page.deeds.wished.connect(self._do)
        self._parts = {HEARING: hearing_part(desk), ACCESS: access_part(desk)}
        for name, part in self._parts.items():
            view.page.add_part(name, part.accessibleName(), part)
        view.page.add_part(PRESENCE, _("Presence"), view.page.presence)
        self._attending = Attending(desk, view.page.presence)
        self._attending.counted.connect(partial(view.page.say_noted, PRESENCE))
        view.page.part_shown.connect(self._turn)
        view.listing.table.row_opened.connect(self._open)
        view.listing.start_requested.connect(self.go_live)
        head = view.page.head
        head.back_requested.connect(self.show_list)
        head.begin_requested.connect(self._begin)
        head.hearing_requested.connect(self.open_record)

    def go_live(self) -> None:
        """To the input of the log that goes on; a new hearing where there is none."""
        if self.case is None:
            no_case = NotFound(_("There is no case to log in."), _("Make one first (Ctrl+N)."))
            self.desk.guide.complained.emit(no_case)
            return
        self.desk.guide.page_requested.emit("hearings")
        if self._view.logging and self.log.hearing is not None:
            if self.log.to_begin:
                self._begin()
            self._view.show_log()
            return
        self.desk.session.change(
            live_hearing, self.case, self._clock(), touches=("hearing",), done=self._open_hearing
        )

    def end(self) -> None:
        """Mark the shown hearing as ended now."""
        if self.log.hearing is not None:
            self.desk.session.change(
                hearings.end, self.log.hearing, touches=("hearing",), done=self._ended
            )

    def _ended(self, hearing: Hearing) -> None:
        self._open_hearing(hearing)
        self.deeds.tell_end(hearing)

    def print_form(self) -> None:
        """Ask what the paper form is to say, on the page of hearings."""
        self.desk.guide.page_requested.emit("hearings")
        self.deeds.print_form()

    def _do(self, name: str) -> None:
        """A button of the page was pressed."""
        if name == "end":
            self.end()
        else:
            getattr(self.deeds, name)()

    def _turn(self, _part: str) -> None:
        self._fill_part()
        self._allow(self._shown_row)

    def _fill_part(self) -> None:
        """Fill in the part that is seen; the others wait until they are."""
        part, hearing = self._view.page.widget, self.log.hearing
        if isinstance(part, HearingPart) and hearing is not None:
            part.show_record(hearing)

    def set_case(self, case: Case | None) -> None:
        super().set_case(case)
        self.deeds.case = case

    def open_record(self, hearing: str, note: str = "") -> None:
        """Open a hearing, at one of its lines if one is named."""
        self._pending, self._pending_note = hearing, note
        self._expire()

    def open_note(self, note: str) -> None:
        """Open the hearing in which a line was logged, at that line. A note on the case itself
        is shown by its history."""

        def show(found: str) -> None:
            if found:
                self.open_record(found, note)
            else:
                self.desk.guide.history_requested.emit(note)

        self.desk.session.ask(hearing_of, note, done=show)

    def show_list(self) -> None:
        """Back from the log to the list."""
        self.log.close()
        self._view.show_list()
        self._allow()
        self._tell()

    def enter(self) -> None:
        super().enter()
        if self._view.logging:
            self.log.tell()
            self._view.main.setFocus()
        else:
            self._tell()
        self._allow(self._shown_row)

    def leave(self) -> None:
        super().leave()
        self.log.keep_draft()
        self._allow()

    def turn(self) -> None:
        self.log.close()
        self._view.show_list()
        self._allow()

    def load(self) -> None:
        if self.case is None:
            self._show([])
        else:
            self.ask(hearings.hearing_rows, self.case.id, done=self._show)

    def renew(self, touched: Touched) -> None:
        if touched.kinds == {"note"}:  # a line of our own: the log has appended it
            self._stale = True
            return
        super().renew(touched)

    def _show(self, rows: list[HearingRow]) -> None:
        self._rows = rows
        self._view.show_hearings(rows)
        wanted, note = self._pending, self._pending_note
        self._pending = self._pending_note = ""
        if wanted:
            for row in rows:
                if row.id == wanted:
                    self._open(row, note)
        elif (shown := self._shown_row) is not None:
            self._show_row(shown)
        if not self._view.logging:
            self._tell()

    def _open_hearing(self, hearing: Hearing) -> None:
        self.open_record(hearing.id)

    def _open(self, row: HearingRow, note: str = "") -> None:
        self._show_row(row, note)
        self._view.show_log()

    def _show_row(self, row: HearingRow, note: str = "") -> None:
        """Show a hearing in every part of the page; the keyboard stays where it is."""
        self.log.show(row, note)
        self._attending.show(row.hearing)
        self.deeds.show(row)
        self._fill_part()
        self._say_noted(row.hearing)
        live = is_live(row, self._clock())
        self._view.page.head.show_heading(heading(row, live=live, to_begin=self.log.to_begin))
        self._allow(row)

    def _begin(self) -> None:
        if self.log.hearing is not None:
            self.desk.session.change(
                hearings.begin, self.log.hearing, touches=("hearing",), done=self._open_hearing
            )

    @property
    def _shown_row(self) -> HearingRow | None:
        shown = self.log.hearing.id if self.log.hearing and self._view.logging else ""
        return next((row for row in self._rows if row.hearing.id == shown), None)

    def _allow(self, row: HearingRow | None = None) -> None:
        """What the menu may do with the hearing that is shown."""
        self.can_end.emit(row is not None and is_live(row, self._clock()))
        self.can_move.emit(row is not None and self._view.page.part == LOG)
        self.shown.emit(row is not None)
        status = row.hearing.status if row else ""
        begun = row is not None and row.hearing.started_at is not None
        movable = status == "scheduled" and not begun
        stoppable = row is not None and status not in {"moved", "cancelled", "adjourned"}
        self.can_be_moved.emit(movable)
        self.can_stop.emit(stoppable)
        if row is not None:
            self._offer_deeds(row, movable=movable, begun=begun)
        else:
            self.deeds.show(None)

    def _offer_deeds(self, row: HearingRow, *, movable: bool, begun: bool) -> None:
        offered = ["move"] if movable else []
        if is_live(row, self._clock()):
            offered += ["adjourn", "end"]
        elif begun:
            offered.append("look_back")
        self._view.page.deeds.offer(*offered)

    def _say_noted(self, hearing: Hearing) -> None:
        access, setting = access_noted(hearing), setting_noted(hearing)
        told = hearing_noted(hearing)
        page = self._view.page
        page.say_noted(ACCESS, access.filled + setting.filled, access.whole + setting.whole)
        page.say_noted(HEARING, told.filled, told.whole)

    def _tell(self) -> None:
        count = sum(row.lines for row in self._rows)
        self.desk.guide.counted.emit(entries(count) if self._rows else "")


def live_hearing(vault: Vault, case: Case, now: int) -> Hearing:
    """The hearing of the case that goes on at `now` (Unix ms); else the one that is set for today,
    begun; else a new one, in the time of the place as far as the case tells."""
    rows = hearings.hearing_rows(vault, case.id)
    live = [row.hearing for row in rows if is_live(row, now)]
    if live:
        return live[-1]
    due = [row.hearing for row in rows if set_for_today(row.hearing, now)]
    if due:
        return hearings.begin(vault, min(due, key=lambda one: _minutes_off(one, now)))
    return hearings.start_hearing(vault, case.id, zone=case_zone(vault, case.id))


def set_for_today(hearing: Hearing, now: int) -> bool:
    """Whether a hearing is still to begin, and on this day at its place."""
    if hearing.started_at is not None or hearing.status != "scheduled":
        return False
    exact = hearing.scheduled_at.exact if hearing.scheduled_at else None
    today = Moment.of(now, hearings.place_of(hearing)).local.date()
    if isinstance(exact, Moment):
        return exact.local.date() == today
    return exact is not None and exact.earliest == exact.latest == today


def _minutes_off(hearing: Hearing, now: int) -> int:
    exact = hearing.scheduled_at.exact if hearing.scheduled_at else None
    return abs(exact.milliseconds - now) // 60_000 if isinstance(exact, Moment) else 0


def hearing_of(vault: Vault, note: str) -> str:
    """The hearing of a line; empty for a note on the case itself. Raises NotFound."""
    found = reading.find(vault.store, note, Note)
    if found is None:
        raise NotFound(
            _("This line was withdrawn meanwhile."), _("The history of the case shows it still.")
        )
    return found.hearing or ""
