# SPDX-License-Identifier: GPL-3.0-or-later
"""Hearings: start one, end one, read its log."""

from dataclasses import dataclass

from msgspec.structs import replace

from casefile.base.clock import local_zone
from casefile.base.ids import new_id
from casefile.casework.sittings import closed
from casefile.records.kinds import Attendance, Case, Hearing, Note, Party
from casefile.records.values import Moment, When
from casefile.records.vocabularies import label
from casefile.store import reading
from casefile.vault.vault import Vault


def start_hearing(vault: Vault, case: str, zone: str = "", **fields: object) -> Hearing:
    """A hearing that begins now. The court and the rest can be filled in later."""
    reading.record(vault.store, case, Case)
    now = Moment.of(vault.clock(), zone or local_zone())
    hearing = Hearing(
        id=new_id(vault.clock),
        case=case,
        number=str(len(reading.records(vault.store, Hearing, case)) + 1),
        status="held",
        scheduled_at=When(now),
        started_at=now,
    )
    return _put(vault, replace(hearing, **fields))


def begin(vault: Vault, hearing: Hearing) -> Hearing:
    """Mark a scheduled hearing as begun now, in its place's zone; a begun one stays as it is."""
    if hearing.started_at is not None:
        return hearing
    scheduled = hearing.scheduled_at
    zone = Moment(scheduled).zone if scheduled and "T" in scheduled else local_zone()
    started = Moment.of(vault.clock(), zone)
    return _put(vault, replace(hearing, started_at=started, status="held"))


def end(vault: Vault, hearing: Hearing) -> Hearing:
    """Mark a hearing as ended now, and a running break with it; at its start where the machine's
    clock was set back since."""
    started = hearing.started_at
    now = Moment.of(vault.clock(), started.zone if started else local_zone())
    if started and now.milliseconds < started.milliseconds:
        now = started
    return _put(vault, replace(hearing, ended_at=now, breaks=closed(hearing.breaks, now)))


def _put(vault: Vault, hearing: Hearing) -> Hearing:
    with vault.edit(hearing.case) as edit:
        edit.put(hearing)
    return reading.record(vault.store, hearing.id, Hearing)


@dataclass(frozen=True, slots=True)
class HearingRow:
    """A hearing in the list of hearings."""

    hearing: Hearing
    court: str
    lines: int
    attendances: tuple[tuple[str, str], ...]  # who, status id
    moved_from: Hearing | None = None
    moved_to: Hearing | None = None

    @property
    def id(self) -> str:
        return self.hearing.id

    @property
    def live(self) -> bool:
        """Begun and not ended."""
        return self.hearing.started_at is not None and self.hearing.ended_at is None


def hearing_rows(vault: Vault, case: str) -> list[HearingRow]:
    """The hearings of a case in order of time, with who was let in and what was moved where."""
    names = names_of(vault, case)
    found = reading.records(vault.store, Hearing, case)
    known = {hearing.id: hearing for hearing in found}
    moved_to = {hearing.moved_from: hearing for hearing in found if hearing.moved_from}
    there: dict[str, list[tuple[str, str]]] = {}
    for row in reading.records(vault.store, Attendance, case):
        there.setdefault(row.hearing, []).append((names.get(row.party, ""), row.status))
    return [
        HearingRow(
            hearing=hearing,
            court=names.get(hearing.court or "", ""),
            lines=reading.count(vault.store, Note, case, parent=hearing.id),
            attendances=tuple(there.get(hearing.id, ())),
            moved_from=known.get(hearing.moved_from or ""),
            moved_to=moved_to.get(hearing.id),
        )
        for hearing in found
    ]


def names_of(vault: Vault, case: str) -> dict[str, str]:
    """The primary name of every party of the case, by id."""
    return {party.id: party.name for party in reading.records(vault.store, Party, case)}


@dataclass(frozen=True, slots=True)
class LogRow:
    """A line of the log, ready to be shown."""

    note: Note
    written: int  # Unix ms, by the journal's clock
    author: str
    speaker: str  # the name, or the role's label
    key: str  # where the next page goes on
    corrected: bool = False  # a later line corrects this one


def log_rows(
    vault: Vault, case: str, hearing: str | None, *, after: str | None = None, limit: int = 1000
) -> list[LogRow]:
    """A page of a hearing's log (or of the case's own notes), in order of what happened.

    `after` is the `key` of the last row of the page before.
    """
    rows = reading.rows(vault.store, Note, case, parent=hearing or "", after=after, limit=limit)
    names = names_of(vault, case)
    corrected = {row.record.corrects for row in rows}
    return [
        LogRow(
            note=row.record,
            written=row.written,
            author=row.author,
            speaker=speaker_label(row.record, names),
            key=row.key,
            corrected=row.record.id in corrected,
        )
        for row in rows
    ]


def speaker_label(note: Note, names: dict[str, str]) -> str:
    """How the log calls who spoke: the role, as a court reporter would, or else the name."""
    return label("roles", note.speaker_role) or names.get(note.speaker or "", "")
