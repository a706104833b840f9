# SPDX-License-Identifier: GPL-3.0-or-later
"""Hearings: start one, end one, list them."""

from dataclasses import dataclass

from msgspec.structs import replace

from casefile.base.clock import local_zone
from casefile.base.ids import new_id
from casefile.casework.sittings import closed, one_more
from casefile.records.kinds import Attendance, Case, Hearing, Note, Party
from casefile.records.values import Moment, Place, When
from casefile.store import places, reading
from casefile.vault.vault import Vault

MANY = 10_000  # lines of a hearing are not counted further


def place_of(hearing: Hearing) -> Place:
    """The place where a hearing sits, with its clocks; the laptop's where nobody said."""
    if hearing.started_at:
        return hearing.started_at.place
    scheduled = hearing.scheduled_at.exact if hearing.scheduled_at else None
    return scheduled.place_now if isinstance(scheduled, Moment) else Place(local_zone())


def start_hearing(vault: Vault, case: str, zone: str = "", **fields: object) -> Hearing:
    """A hearing that begins now. The court and the rest can be filled in later."""
    reading.record(vault.store, case, Case)
    now = Moment.of(vault.clock(), zone or local_zone())
    hearing = Hearing(
        id=new_id(vault.clock),
        case=case,
        number=one_more(vault, case),
        status="held",
        scheduled_at=When.stored(now),
        started_at=now,
    )
    return _put(vault, replace(hearing, **fields))


def begin(vault: Vault, hearing: Hearing) -> Hearing:
    """Mark a scheduled hearing as begun now, in its place's zone; a begun one stays as it is."""
    if hearing.started_at is not None:
        return hearing
    started = Moment.of(vault.clock(), place_of(hearing))
    return _put(vault, replace(hearing, started_at=started, status="held"))


def end(vault: Vault, hearing: Hearing) -> Hearing:
    """Mark a hearing as ended now, and a running break with it; at its start where the machine's
    clock was set back since."""
    started = hearing.started_at
    now = Moment.of(vault.clock(), place_of(hearing))
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
    lines: int  # MANY for that many and more
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
            lines=places.count_up_to(vault.store, Note, case, hearing.id, MANY),
            attendances=tuple(there.get(hearing.id, ())),
            moved_from=known.get(hearing.moved_from or ""),
            moved_to=moved_to.get(hearing.id),
        )
        for hearing in found
    ]


def names_of(vault: Vault, case: str) -> dict[str, str]:
    """The primary name of every party of the case, by id."""
    return {party.id: party.name for party in reading.records(vault.store, Party, case)}
