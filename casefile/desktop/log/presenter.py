# SPDX-License-Identifier: GPL-3.0-or-later
"""Between the log of a hearing and the vault: reads lines, saves lines, keeps the draft."""

from PySide6.QtCore import QObject, QTimer, Signal

from casefile.base.clock import Clock
from casefile.base.errors import CasefileError
from casefile.base.messages import _
from casefile.casework import notes
from casefile.casework.hearings import HearingRow, place_zone
from casefile.casework.notes import Logged
from casefile.desktop.desk import Desk
from casefile.desktop.log.entry import TypedLine
from casefile.desktop.log.reader import LogReader
from casefile.desktop.log.view import LogView
from casefile.desktop.words import span
from casefile.records.kinds import Hearing
from casefile.records.values import Moment, When
from casefile.vault.vault import Vault

_DRAFT_AFTER = 1000  # ms after the last keystroke
_ELAPSED_EVERY = 10_000  # ms
_A_DAY = 24 * 3_600_000  # ms; a hearing that began longer ago was never marked as ended


def is_live(row: HearingRow, now: int) -> bool:
    """Whether the hearing goes on: begun within a day of `now` (Unix ms), and not ended."""
    begun = row.hearing.started_at
    return row.live and begun is not None and 0 <= now - begun.milliseconds < _A_DAY


def past_of(hearing: Hearing, now: int) -> When | None:
    """When a line about this hearing happened, if it was on another day than `now` (Unix ms)."""
    when = hearing.ended_at or hearing.started_at or hearing.scheduled_at
    if when is None:
        return None
    exact = When(when).exact
    today = Moment.of(now, place_zone(hearing)).local.date()
    last = exact.local.date() if isinstance(exact, Moment) else exact.latest
    return When(when) if last < today else None


class LogPresenter(QObject):
    """Shows one hearing at a time."""

    counted = Signal(str)  # for the status line

    def __init__(self, desk: Desk, view: LogView, clock: Clock) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        self._clock = clock
        self._row: HearingRow | None = None
        self._reader = LogReader(desk, view.list)
        self._draft = QTimer(self)
        self._draft.setSingleShot(True)
        self._draft.setInterval(_DRAFT_AFTER)
        self._draft.timeout.connect(self.keep_draft)
        self._elapsed = QTimer(self)
        self._elapsed.setInterval(_ELAPSED_EVERY)
        self._elapsed.timeout.connect(self._tell_if_seen)
        view.entry.line_entered.connect(self._log)
        view.entry.text_changed.connect(self._draft.start)
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
            self._desk.session.ask(notes.draft, row.hearing.id, done=self._view.entry.begin)
        self._row = row
        self._elapsed.start()
        self._view.entry.set_place(place_zone(row.hearing), past_of(row.hearing, self._clock()))
        self._reader.open(row.hearing, note)

    def close(self) -> None:
        """Put the hearing away; what was typed is kept as its draft."""
        if self._row is None:
            return
        self.keep_draft()
        self._view.entry.forget()
        self._draft.stop()
        self._elapsed.stop()
        self._reader.close()
        self._row = None

    def reload(self) -> None:
        """Read the lines again."""
        if self._row is not None:
            self._reader.open(self._row.hearing)

    def keep_draft(self) -> None:
        """Keep what is typed and not sent, encrypted, at its hearing."""
        if self._row is not None:
            text = self._view.entry.text
            self._desk.session.ask(notes.keep_draft, self._row.hearing.id, text, done=None)

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
        self.counted.emit(count)

    def _tell_if_seen(self) -> None:
        if self._view.isVisible():
            self.tell()

    def _log(self, line: TypedLine) -> None:
        assert self._row is not None
        hearing = self._row.hearing
        self._view.banner.hide()
        self._draft.stop()
        self._desk.session.change(
            log_line, hearing, line,
            touches=("note",), done=self._logged, failed=self._not_logged,
        )  # fmt: skip

    def _logged(self, logged: Logged) -> None:
        self._view.entry.saved()
        if self._view.entry.text:
            self._draft.start()
        if self._row is None or logged.note.hearing != self._row.hearing.id:
            return
        self._reader.came(logged.note)

    def _not_logged(self, error: CasefileError) -> None:
        self._view.entry.refused()
        self._view.banner.complain(error)


def log_line(vault: Vault, hearing: Hearing, line: TypedLine) -> Logged:
    """Log one line in a hearing; durable when this returns."""
    return notes.log(
        vault, hearing.case, line.text, hearing=hearing.id, speaker=line.speaker, at=line.at
    )
