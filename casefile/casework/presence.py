# SPDX-License-Identifier: GPL-3.0-or-later
"""Who was at a hearing, or should have been: a list to tick, observers first."""

from dataclasses import dataclass

from msgspec.structs import replace

from casefile.base.ids import new_id
from casefile.casework.moves import attendance_of, is_observer, mission_members
from casefile.casework.sittings import running_now
from casefile.names.scripts import script_of
from casefile.records.kinds import Attendance, Hearing, Party
from casefile.records.values import Name
from casefile.records.vocabularies import vocabulary
from casefile.store import reading
from casefile.store.writing import Changes
from casefile.vault.vault import Vault

OBSERVING = ("observer", "head-of-mission", "diplomat", "journalist")
"""Those who come to see, and are let in or not."""

_ORDER = (
    "head-of-mission", "observer", "presiding-judge", "judge", "lay-judge-or-juror", "prosecutor",
    "accused", "defence-counsel", "victim", "civil-party", "civil-party-counsel", "interpreter",
    "court-clerk", "expert", "witness", "investigator", "bailiff-or-guard", "police", "diplomat",
    "journalist", "family", "public",
)  # fmt: skip
_DATED = ("refused-", "excluded-", "kept-outside")
"""Statuses that happen at a moment; the moment is noted where they are noted live."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One person on the list; without an attendance, nothing was noted of them yet."""

    party: Party
    capacity: str  # role id
    observing: bool
    attendance: Attendance | None = None
    again: bool = False  # something more of a person who stands on the list already

    @property
    def id(self) -> str:
        """Stays the same when something is noted of the person for the first time."""
        return self.attendance.id if self.attendance and self.again else self.party.id

    @property
    def status(self) -> str:
        """The id of a status; empty where nothing was noted."""
        return self.attendance.status if self.attendance else ""


def presence(vault: Vault, hearing: Hearing) -> list[Seat]:
    """Everyone of the case who may be at a hearing: observers and mission members, then by role.

    Who was noted more than once (let in, then excluded) stands there once for each.
    """
    noted: dict[str, list[Attendance]] = {}
    for one in reading.records(vault.store, Attendance, hearing.case, parent=hearing.id):
        noted.setdefault(one.party, []).append(one)
    members = mission_members(vault, hearing.case)
    seats = [
        _seat(party, attendance, party.id in members, again=nth > 0)
        for party in reading.records(vault.store, Party, hearing.case)
        if party.id in noted or party.sort == "person"
        for nth, attendance in enumerate(noted.get(party.id) or (None,))
    ]
    return sorted(seats, key=_place)


def _seat(
    party: Party, attendance: Attendance | None, member: bool, *, again: bool = False
) -> Seat:
    role = attendance.capacity if attendance and attendance.capacity else _likely(party)
    if member and not role:
        role = "observer"
    observing = member or is_observer(party) or role in OBSERVING
    return Seat(party, role, observing, attendance, again)


def _likely(party: Party) -> str:
    """The role in which a person is likely to be there: the first that the list knows."""
    known = [role for role in _ORDER if role in party.roles]
    return (known or list(party.roles) or [""])[0]


def _place(seat: Seat) -> tuple[bool, int, str, str, bool]:
    rank = _ORDER.index(seat.capacity) if seat.capacity in _ORDER else len(_ORDER)
    name = seat.party.name.casefold()
    return not seat.observing, rank, name, seat.party.id, seat.again


def mark(
    vault: Vault, hearing: Hearing, party: str, status: str, attendance: str | None = None
) -> Attendance:
    """Note how a person fared at a hearing; `attendance`: the one that says otherwise until now.

    A refusal that is noted while the hearing goes on gets the time of this moment. Raises
    NotFound for an unknown person, InvalidRecord.
    """
    now = running_now(vault, hearing) if status.startswith(_DATED) else None
    if attendance is None:
        who = reading.record(vault.store, party, Party)
        role = _seat(who, None, party in mission_members(vault, hearing.case)).capacity
        made = replace(attendance_of(vault, hearing, who, status, role), at=now)
    else:
        held = reading.record(vault.store, attendance, Attendance)
        made = replace(held, status=status, at=held.at or now)
    with vault.edit(hearing.case) as edit:
        edit.put(made)
    return reading.record(vault.store, made.id, Attendance)


def unmark(vault: Vault, attendance: str) -> Changes:
    """Take back what was noted of a person; it stays in the history. Raises NotFound."""
    held = reading.record(vault.store, attendance, Attendance)
    with vault.edit(held.case) as edit:
        edit.drop(held)
    return edit.changes


def add_person(vault: Vault, hearing: Hearing, name: str, role: str) -> Attendance:
    """Someone new to the case who is there, in one entry. Raises InvalidRecord for no name."""
    text = " ".join(name.split())
    party = Party(
        id=new_id(vault.clock),
        case=hearing.case,
        names=(Name(text=text, script=script_of(text)),),
        roles=(role,) if role in vocabulary("roles") else (),
    )
    status = "admitted" if role in OBSERVING else "present"
    made = attendance_of(vault, hearing, party, status, role)
    with vault.edit(hearing.case) as edit:
        edit.put(party)
        edit.put(made)
    return reading.record(vault.store, made.id, Attendance)
