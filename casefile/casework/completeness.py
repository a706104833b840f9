# SPDX-License-Identifier: GPL-3.0-or-later
"""What was noted of a hearing and what was not: for a glance while it goes on, and at its end."""

from collections import Counter
from dataclasses import dataclass

from msgspec import Struct

from casefile.casework.presence import Seat, presence
from casefile.records.fields import field_infos
from casefile.records.kinds import Hearing, Note
from casefile.records.values import Access, Setting
from casefile.store import reading
from casefile.vault.vault import Vault

_HEARING = ("court", "room", "sort", "stage", "scheduled_at", "notice", "summary", "outcome")
_PAGE = 5000  # lines read at once


@dataclass(frozen=True, slots=True)
class Noted:
    """How many of the fields that matter are filled in, and the labels of those that are empty."""

    filled: int
    empty: tuple[str, ...]  # English labels; put through `_` where they are shown

    @property
    def whole(self) -> int:
        return self.filled + len(self.empty)


def hearing_noted(hearing: Hearing) -> Noted:
    """Of the hearing itself: court, schedule, outcome."""
    return _noted(hearing, Hearing, _HEARING)


def access_noted(hearing: Hearing) -> Noted:
    """Of who could get in."""
    return _noted(hearing.access, Access)


def setting_noted(hearing: Hearing) -> Noted:
    """Of how the room treated the accused."""
    return _noted(hearing.setting, Setting)


def presence_noted(seats: list[Seat]) -> Noted:
    """Of the people who are likely there."""
    missing = tuple(seat.party.name for seat in seats if seat.attendance is None)
    return Noted(len(seats) - len(missing), missing)


def _noted(value: Struct | None, kind: type[Struct], only: tuple[str, ...] = ()) -> Noted:
    infos = [info for info in field_infos(kind) if not only or info.attribute in only]
    empty = [
        info.label
        for info in infos
        if value is None or getattr(value, info.attribute) in (None, "", ())
    ]
    return Noted(len(infos) - len(empty), tuple(empty))


@dataclass(frozen=True, slots=True)
class Closing:
    """A hearing at its end: what its log holds, and what nobody has noted yet."""

    hearing: Hearing
    lines: int
    irregularities: int
    opinions: int
    rights: tuple[tuple[str, int], ...]  # right id and lines, the most first
    corrections: int
    observers: tuple[Seat, ...]  # those of whom nothing was noted
    empty: tuple[str, ...]  # English labels of fields


def closing(vault: Vault, hearing: Hearing) -> Closing:
    """What to know before one leaves the court. Raises NotFound."""
    fresh = reading.record(vault.store, hearing.id, Hearing)
    sorts: Counter[str] = Counter()
    rights: Counter[str] = Counter()
    corrections, after = 0, None
    while page := reading.rows(
        vault.store, Note, fresh.case, parent=fresh.id, after=after, limit=_PAGE
    ):
        for row in page:
            sorts[row.record.sort] += 1
            rights.update(row.record.rights)
            corrections += row.record.corrects is not None
        after = page[-1].key
    missing = [s for s in presence(vault, fresh) if s.observing and s.attendance is None]
    checked = (hearing_noted(fresh), access_noted(fresh), setting_noted(fresh))
    return Closing(
        hearing=fresh,
        lines=sorts.total(),
        irregularities=sorts["irregularity"],
        opinions=sorts["opinion"],
        rights=tuple(rights.most_common()),
        corrections=corrections,
        observers=tuple(missing),
        empty=tuple(label for noted in checked for label in noted.empty),
    )
