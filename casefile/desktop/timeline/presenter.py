# SPDX-License-Identifier: GPL-3.0-or-later
"""Between the timeline and the vault."""

from casefile.base.clock import Clock, at, local_zone, zone
from casefile.base.errors import NotFound
from casefile.base.messages import _
from casefile.casework import deadlines
from casefile.casework.timeline import KINDS, Timeline, TimelineRow, timeline
from casefile.desktop.desk import Desk, Presenter
from casefile.desktop.sanctions.presenter import SentencePresenter
from casefile.desktop.timeline.calendar import CalendarPresenter
from casefile.desktop.timeline.forms import EDITED
from casefile.desktop.timeline.view import TimelineView
from casefile.desktop.words import entries
from casefile.records.kinds import Case, Deadline, Decision, Hearing, Record, Sanction


class TimelinePresenter(Presenter):
    """Edits what has no page of its own beside the list, and leads to the page of the rest."""

    kinds = KINDS

    def __init__(self, desk: Desk, view: TimelineView, clock: Clock) -> None:
        super().__init__(desk, view)
        self._view = view
        self._wanted = ""  # a record to choose once the rows are read
        self._first = True
        self._clock = clock
        self.calendar = CalendarPresenter(desk, view.calendar)
        self._sentence = SentencePresenter(desk, view.sentence)
        view.filtered.connect(self._count)
        view.row_chosen.connect(self._choose)
        view.add_wished.connect(self.begin)
        view.sentence.row_chosen.connect(lambda row: self._follow(row.sanction))
        view.sentence.row_opened.connect(lambda row: self._edit(row.sanction))
        view.parts.chosen.connect(self._show_part)
        view.pane.saved.connect(self._saved)
        view.pane.closed.connect(view.beside.hide_detail)
        view.list.row_opened.connect(self._open)
        view.list.settle_requested.connect(self.settle)

    def open_record(self, record: str) -> None:
        """Choose a record in the list."""
        self._wanted = record
        self._expire()

    def begin(self, kind: type[Record]) -> None:
        """A new record of a kind, to be filled in beside the list."""
        if self.case is None:
            no_case = NotFound(_("There is no case to add to."), _("Make one first (Ctrl+N)."))
            self.desk.guide.complained.emit(no_case)
            return
        self.desk.guide.page_requested.emit("timeline")
        self._view.pane.begin(kind, self.case.id, **self._given(kind))
        self._view.show_pane()

    def settle(self, row: TimelineRow) -> None:
        """Mark a deadline as done, or as not done."""
        if isinstance(row.record, Deadline):
            self.desk.session.change(deadlines.settle, row.record, touches=("deadline",))

    def settle_chosen(self) -> None:
        """Mark the chosen deadline as done, or as not done."""
        if self._view.list.chosen is not None:
            self.settle(self._view.list.chosen)

    def zoom(self, factor: float) -> None:
        """Show a shorter part of the strip's time, or a longer one."""
        self.desk.guide.page_requested.emit("timeline")
        self._view.strip.zoom(factor)

    def zoom_out(self) -> None:
        """Show all of the time."""
        self._view.strip.zoom_out()

    def begin_calendar(self) -> None:
        """Show what a calendar would hold, and for whom."""
        if self.case is not None:
            self.desk.guide.page_requested.emit("timeline")
            self._view.calendar.begin()

    def show_today(self) -> None:
        """Scroll to today."""
        self.desk.guide.page_requested.emit("timeline")
        self._view.list.show_today()

    def set_case(self, case: Case | None) -> None:
        self.calendar.set_case(case)
        self._sentence.set_case(case)
        super().set_case(case)

    def enter(self) -> None:
        today = at(self._clock()).astimezone(zone(local_zone())).date()
        self._stale = self._stale or today != self._view.today  # a night has passed
        super().enter()
        self._show_part()

    def leave(self) -> None:
        super().leave()
        self._sentence.leave()

    def turn(self) -> None:
        self._first = True
        self._view.pane.show_record(None)
        self._view.beside.hide_detail()
        self._view.filters.clear()

    def load(self) -> None:
        if self.case is None:
            self._view.show_rows((), self._view.today)
        else:
            self.ask(timeline, self.case.id, done=self._show)

    def _show(self, found: Timeline) -> None:
        self._view.show_rows(found.rows, found.today)
        self.calendar.renew()
        if self._wanted:
            self._view.choose(self._wanted)
        elif self._first:
            self._view.list.show_today()
        self._wanted, self._first = "", False

    def _count(self, shown: int, in_all: int) -> None:
        if not self._seen:
            return
        count = entries(in_all)
        if shown != in_all:
            count = _("{shown} of {count}").format(shown=shown, count=count)
        self.desk.guide.counted.emit(count if in_all else "")

    def _given(self, kind: type[Record]) -> dict[str, str]:
        """What a new record takes over from the one that is chosen: its decision, its hearing."""
        chosen = self._view.list.chosen
        about = chosen.record if chosen else None
        if kind is Sanction and isinstance(about, Decision):
            return {"decision": about.id}
        if kind is Decision and isinstance(about, Hearing):
            return {"hearing": about.id} | ({"court": about.court} if about.court else {})
        return {}

    def _choose(self, row: TimelineRow) -> None:
        self._follow(row.record)

    def _follow(self, record: Record) -> None:
        """Details that are open show what is chosen, unless a new record is being filled in."""
        beside = self._view.beside
        if beside.detail_shown and not beside.narrow and not self._view.pane.adding:
            self._view.show_beside(record, here=record.kind in EDITED)

    def _show_part(self, _at: int = 0) -> None:
        """The sentence is read while it is seen."""
        if self._seen and self._view.sentence_shown:
            self._sentence.enter()
        else:
            self._sentence.leave()

    def _edit(self, record: Record) -> None:
        self._view.show_beside(record, here=True)
        self._view.show_pane()

    def _open(self, row: TimelineRow) -> None:
        if row.record.kind in EDITED:
            self._edit(row.record)
        else:
            wish = (row.record.case, row.record.kind, row.record.id)
            self.desk.guide.record_requested.emit(*wish)

    def _saved(self, record: Record) -> None:
        """A new record is chosen once the list holds it."""
        known = any(row.id == record.id for row in self._view.rows)
        if not known and not self._view.sentence_shown:
            self._wanted = record.id
