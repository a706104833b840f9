# SPDX-License-Identifier: GPL-3.0-or-later
"""Between the log of a hearing and the vault: reads lines, saves lines, keeps the draft."""

from PySide6.QtCore import QObject, QTimer, Signal

from casefile.base.clock import Clock
from casefile.base.messages import _
from casefile.casework.hearings import HearingRow, place_of
from casefile.casework.notes import Logged
from casefile.casework.sittings import goes_on
from casefile.desktop.desk import Desk
from casefile.desktop.log.pairing import LogPairing
from casefile.desktop.log.reader import LogReader
from casefile.desktop.log.view import LogView
from casefile.desktop.log.writing import LogWriter
from casefile.desktop.words import span
from casefile.records.kinds import Hearing
from casefile.records.values import Moment, When

_ELAPSED_EVERY = 10_000  # ms


def is_live(row: HearingRow, now: int) -> bool:
    """Whether the hearing goes on: begun within a day of `now` (Unix ms), and not ended."""
    return goes_on(row.hearing, now)


def past_of(hearing: Hearing, now: int) -> When | None:
    """When a line about this hearing happened, if it was on another day than `now` (Unix ms)."""
    if goes_on(hearing, now):
        return None  # past midnight, too
    when = hearing.ended_at or hearing.started_at or hearing.scheduled_at
    if when is None:
        return None
    exact = When.stored(when).exact
    today = Moment.of(now, place_of(hearing)).local.date()
    last = exact.local.date() if isinstance(exact, Moment) else exact.latest
    return When.stored(when) if last < today else None


class LogPresenter(QObject):
    """Shows one hearing at a time."""

    counted = Signal(str)  # for the status line
    paired = Signal(bool)  # they do
    can_pair = Signal(bool)  # two observers were here, so their logs can stand side by side

    def __init__(self, desk: Desk, view: LogView, clock: Clock) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        self._clock = clock
        self._row: HearingRow | None = None
        self._reader = LogReader(desk, view.list)
        self._pairing = LogPairing(desk, view.together)
        self._pairing.possible.connect(self._allow_together)
        view.together_requested.connect(self.turn_together)
        self.writer = LogWriter(desk, view)
        self.writer.logged.connect(self._logged)
        self.writer.changed.connect(self.reload)
        self._elapsed = QTimer(self)
        self._elapsed.setInterval(_ELAPSED_EVERY)
        self._elapsed.timeout.connect(self._tell_if_seen)
        view.entry.state_changed.connect(self._tell_if_seen)
        view.list.lines.replaced.connect(self.tell)
        view.list.lines.grown.connect(self.tell)

    @property
    def hearing(self) -> Hearing | None:
        """The hearing that is shown."""
        return self._row.hearing if self._row else None

    @property
    def to_begin(self) -> bool:
        """Whether the hearing is still to be held, today or later, or may be going on unnoticed."""
        hearing = self.hearing
        return (
            hearing is not None
            and hearing.started_at is None
            and hearing.status in {"scheduled", ""}
            and past_of(hearing, self._clock()) is None
        )

    def show(self, row: HearingRow, note: str = "") -> None:
        """Show a hearing's log, at a line if one is named."""
        if self.hearing is None or self.hearing.id != row.hearing.id:
            self.close()
            self._row = row
            self._view.banner.hide()
        self._row = row
        self._elapsed.start()
        self._view.entry.set_place(row.hearing, past_of(row.hearing, self._clock()))
        self.writer.show(row.hearing)
        self._reader.open(row.hearing, note)
        self._pairing.open(row.hearing)

    def close(self) -> None:
        """Put the hearing away; what was typed is kept as its draft."""
        if self._row is None:
            return
        self.writer.close()
        self._elapsed.stop()
        self._reader.close()
        self._pairing.close()
        self._allow_together(False)
        self._row = None

    def reload(self) -> None:
        """Read the lines again."""
        if self._row is not None:
            self._reader.open(self._row.hearing)
            self._pairing.open(self._row.hearing)

    def turn_together(self) -> None:
        """Two observers' logs side by side, or back to all lines; at the same line."""
        on = not self._view.side_by_side
        self._show_together(on)
        if not on and (row := self._view.together.list.chosen_row) is not None:
            self._reader.go_to(row.note.id)

    def _show_together(self, on: bool) -> None:
        self._view.show_together(on)
        self._pairing.show(on)
        self.paired.emit(on)

    def _allow_together(self, possible: bool) -> None:
        self._view.allow_together(possible)
        self.can_pair.emit(possible)
        if not possible:
            self._show_together(False)

    def keep_draft(self) -> None:
        """Keep what is typed and not sent, encrypted, at its hearing."""
        self.writer.keep_draft()

    def transcribe(self, on: bool) -> None:
        """Lines come from paper from now on: the first is proposed for when the hearing began."""
        hearing = self.hearing
        if hearing is not None:
            begun = When.stored(hearing.started_at) if hearing.started_at else hearing.scheduled_at
            rows = self._view.list.lines.rows
            last = rows[-1].note if rows else None
            again = last is not None and last.taken == "transcribed"
            self._view.entry.transcribe(on, last.event_at if last and again else begun)
            self._view.entry.begin()

    def tell(self) -> None:
        """Say how many lines there are and how long it has gone on."""
        if self._row is None:
            return
        count = self._view.list.told()
        begun, ended = self._row.hearing.started_at, self._row.hearing.ended_at
        if begun is not None and (ended is not None or is_live(self._row, self._clock())):
            until = ended.milliseconds if ended else self._clock()
            elapsed = span(until - begun.milliseconds)
            count = _("{entries} · {elapsed} elapsed").format(entries=count, elapsed=elapsed)
        self.counted.emit(" · ".join((count, *self._view.entry.state.spoken)))

    def _tell_if_seen(self) -> None:
        if self._view.isVisible():
            self.tell()

    def _logged(self, logged: Logged) -> None:
        self._reader.came(logged.note)
        if self._row is not None and self._view.side_by_side:
            self._pairing.open(self._row.hearing)
