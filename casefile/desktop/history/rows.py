# SPDX-License-Identifier: GPL-3.0-or-later
"""The history as rows: what one entry did to one record, in words, ready to be shown."""

from dataclasses import dataclass

from casefile.base.clock import at, local_zone, zone
from casefile.base.messages import _
from casefile.casework.history import HistoryPage, Told, Writer, history_page
from casefile.casework.past import same
from casefile.desktop.dates import day
from casefile.desktop.history.values import NOTHING, value_text
from casefile.desktop.history.words import field_label, line_time, record_name
from casefile.desktop.search.model import SIGNS
from casefile.desktop.words import clock_time, one_line
from casefile.journal.clock import milliseconds
from casefile.records.kinds import KINDS, Case, Release
from casefile.store.pages import Place, Sieve
from casefile.store.reading import Change
from casefile.vault.vault import Vault

_SUMMARY = 300  # letters


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field: what it held before and after, and which of the two it holds today."""

    label: str
    before: str
    after: str
    change: Change
    holds_before: bool
    holds_after: bool


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """What one entry did to one record."""

    id: str
    kind: str
    record: str
    day: str
    time: str
    writer: Writer
    entry: int
    name: str  # of the record
    what: str
    added: bool
    mark: str  # that it was taken back, or takes something back
    summary: str
    lines: tuple[FieldLine, ...]
    last: Change
    gone: bool  # the record is withdrawn today
    restorable: bool

    @property
    def sign(self) -> str:
        """The icon of its kind."""
        return SIGNS.get(self.kind, "tag")

    @property
    def erasable(self) -> bool:
        """Whether it can be destroyed for good: all but the case itself."""
        return self.kind != Case.kind


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of rows, who has written in the case, and where the next page begins."""

    rows: tuple[HistoryRow, ...]
    writers: tuple[Writer, ...]
    following: Place | None


def read_page(vault: Vault, case: str, sieve: Sieve, place: Place | None) -> Shown:
    """The next rows of a case's history, the latest first."""
    page = history_page(vault, case, sieve, place)
    rows = tuple(_row(told, page) for told in page.rows)
    return Shown(rows, tuple(page.writers.values()), page.following)


def _row(told: Told, page: HistoryPage) -> HistoryRow:
    touch = told.touch
    written = milliseconds(touch.time)
    local = at(written).astimezone(zone(local_zone()))
    fields = sorted((c for c in touch.changes if c.field), key=lambda c: c.field == "audience")
    lines = tuple(_line(change, told, page) for change in fields)  # who may read it comes last
    known = touch.kind in KINDS and touch.kind != Release.kind
    return HistoryRow(
        id=touch.key,
        kind=touch.kind,
        record=touch.id,
        day=day(local.date(), "EEEE d MMMM y"),
        time=clock_time(written),
        writer=page.writers.get(touch.author) or Writer(touch.author, touch.author[:12]),
        entry=touch.seq,
        name=record_name(touch.kind, _title(told)),
        what=_what(told),
        added=touch.sort == "added",
        mark=_mark(told),
        summary=_summary(lines, added=touch.sort == "added"),
        lines=lines,
        last=touch.changes[-1],
        gone=told.withdrawn,
        restorable=known,
    )


def _line(change: Change, told: Told, page: HistoryPage) -> FieldLine:
    now = None if told.withdrawn else told.now.get(change.field)
    return FieldLine(
        label=field_label(change.kind, change.field),
        before=value_text(change.kind, change.field, change.previous, page.names),
        after=value_text(change.kind, change.field, change.value, page.names),
        change=change,
        holds_before=same(now, change.previous),
        holds_after=same(now, change.value),
    )


def _what(told: Told) -> str:
    name = record_name(told.touch.kind, _title(told))
    said = {
        "added": _("{record} added"),
        "withdrawn": _("{record} withdrawn"),
        "merged": _("{record} merged into another"),
        "back": _("{record} brought back"),
    }
    return said.get(told.touch.sort, _("{record} changed")).format(record=name)


def _title(told: Told) -> str:
    """Of a line of the log its time too: many begin alike."""
    time = line_time(told.now.get("event_at")) if told.touch.kind == "note" else ""
    return f"{time} {told.title}" if time else told.title


def _mark(told: Told) -> str:
    said = {"undone": _("Taken back"), "undo": _("Undo"), "redo": _("Redo")}
    return said.get(told.mark, "")


def _summary(lines: tuple[FieldLine, ...], *, added: bool) -> str:
    parts = []
    for line in lines:
        value = line.after if added or line.before == NOTHING else f"{line.before} → {line.after}"
        parts.append(f"{line.label}: {one_line(value[:_SUMMARY])}")
    return " · ".join(parts)[:_SUMMARY]
