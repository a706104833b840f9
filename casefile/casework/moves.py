# SPDX-License-Identifier: GPL-3.0-or-later
"""Moving a hearing: from when to when, who said so, when that was learned, and whom it shut out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace

from casefile.base.errors import InvalidRecord
from casefile.base.ids import new_id
from casefile.base.messages import _
from casefile.casework.sittings import next_number
from casefile.records.kinds import Attendance, Hearing, Mission, Party
from casefile.records.values import Moment, Notice, PartialDate, When
from casefile.store import reading
from casefile.store.writing import Changes
from casefile.vault.vault import Vault

_OBSERVERS = ("observer", "head-of-mission")
_RESCHEDULED = "hearing-rescheduled-without-notice"
_MOVED = "hearing-moved-without-notice"


@dataclass(frozen=True, slots=True)
class Move:
    """A move that is durable: the hearing as it was, the one in its place, and what is proposed.

    `proposed` is not written: a person looks it over and gives what is true to
    `keep_attendances`. `line` tells the move in a sentence.
    """

    old: Hearing
    new: Hearing
    proposed: tuple[Attendance, ...]
    line: str
    changes: Changes


def move(
    vault: Vault,
    hearing: Hearing,
    to: When | None,
    *,
    by: str = "",
    how: str = "",
    learned: Moment | None = None,
    court: str | None = None,
    room: str | None = None,
) -> Move:
    """Move a hearing that has not begun, in one entry; the old one stays, marked as moved.

    `to`: when it is to be, None where nobody said; `court`, `room`: where, if elsewhere; `by`:
    who said so; `learned`: when the observers heard of it; `how`: in what way. Raises
    InvalidRecord for a hearing that has begun, was moved or cancelled, or a move to nowhere else.
    """
    hearing = reading.record(vault.store, hearing.id, Hearing)
    _check_movable(hearing)
    made = replace(
        hearing,
        id=new_id(vault.clock),
        number=next_number(vault, hearing),
        scheduled_at=to,
        court=court or hearing.court,
        room=_room(hearing, court, room),
        moved_from=hearing.id,
        notice=Notice(given_at=learned, by=by, how=how) if by or how or learned else None,
        **_NOT_YET,
    )
    if _same_place(hearing, made) and hearing.scheduled_at == made.scheduled_at:
        raise InvalidRecord(_("Scheduled for"), _("the hearing is set for then and there already."))
    with vault.edit(hearing.case) as edit:
        edit.put(replace(hearing, status="moved"))
        edit.put(made)
    old = reading.record(vault.store, hearing.id, Hearing)
    new = reading.record(vault.store, made.id, Hearing)
    return Move(old, new, proposals(vault, old, new), sentence(old, new), edit.changes)


_NOT_YET = {
    "status": "scheduled", "started_at": None, "ended_at": None, "breaks": (), "adjourned": None,
    "access": None, "setting": None, "summary": "", "outcome": "",
}  # fmt: skip


def _check_movable(hearing: Hearing) -> None:
    if hearing.started_at is not None:
        raise InvalidRecord(_("Started at"), _("the hearing has begun; adjourn it instead."))
    if hearing.status != "scheduled":
        raise InvalidRecord(_("Status"), _("only a hearing that is still to come can be moved."))


def _room(hearing: Hearing, court: str | None, room: str | None) -> str:
    if room is not None:
        return room
    return hearing.room if court in (None, hearing.court) else ""  # each court has its own rooms


def _same_place(one: Hearing, other: Hearing) -> bool:
    return (one.court, one.room) == (other.court, other.room)


def proposals(vault: Vault, old: Hearing, new: Hearing) -> tuple[Attendance, ...]:
    """How the observers of the case and its missions may have fared at a hearing that was moved.

    None where they learned of it before both days; where nobody knows when they did, a proposal
    is made for a person to judge. Who has an attendance at the old hearing already is left out.
    """
    if not _without_notice(old, new):
        return ()
    status = _MOVED if old.scheduled_at == new.scheduled_at else _RESCHEDULED
    there = {a.party for a in reading.records(vault.store, Attendance, old.case, parent=old.id)}
    official = new.notice.by if new.notice else ""
    return tuple(
        replace(attendance_of(vault, old, party, status, _capacity(party)), official=official)
        for party in _observers(vault, old.case)
        if party.id not in there
    )


def attendance_of(
    vault: Vault, hearing: Hearing, party: Party, status: str, capacity: str
) -> Attendance:
    """An attendance that is not kept yet; no less guarded than the hearing and the person are."""
    return Attendance(
        id=new_id(vault.clock),
        case=hearing.case,
        audience=hearing.audience.at_least(party.audience),
        hearing=hearing.id,
        party=party.id,
        capacity=capacity,
        status=status,
    )


def _capacity(party: Party) -> str:
    return next((role for role in _OBSERVERS if role in party.roles), "observer")


def _without_notice(old: Hearing, new: Hearing) -> bool:
    """Whether it was learned on the first of the two days or later, as far as is known."""
    learned = new.notice.given_at if new.notice else None
    days = [day for day in (_day(old.scheduled_at), _day(new.scheduled_at)) if day]
    if learned is None or not days:
        return True
    return learned.local.date() >= min(days)


def _day(when: When | None) -> date | None:
    """The day on which it is for certain; None where only month or year are known."""
    if when is None:
        return None
    exact = when.exact
    if isinstance(exact, Moment):
        return exact.local.date()
    return exact.latest if exact.precision == "day" else None


def _observers(vault: Vault, case: str) -> list[Party]:
    """Who has the role of an observer, and the members of the missions."""
    members = mission_members(vault, case)
    return [
        party
        for party in reading.records(vault.store, Party, case)
        if party.id in members or is_observer(party)
    ]


def is_observer(party: Party) -> bool:
    """Whether a person has the role of an observer."""
    return any(role in party.roles for role in _OBSERVERS)


def mission_members(vault: Vault, case: str) -> set[str]:
    """The ids of all members of the missions of a case."""
    missions = reading.records(vault.store, Mission, case)
    return {member for mission in missions for member in mission.members}


def keep_attendances(vault: Vault, case: str, attendances: Sequence[Attendance]) -> Changes:
    """Keep those of the proposals that are true, in one entry."""
    with vault.edit(case) as edit:
        for attendance in attendances:
            edit.put(attendance)
    return edit.changes


def sentence(old: Hearing, new: Hearing) -> str:
    """The move in a sentence, for a log or a briefing; says only what is known."""
    notice = new.notice or Notice()
    parts = [
        _("from {when}").format(when=_said(old.scheduled_at)) if old.scheduled_at else "",
        _("to {when}").format(when=_said(new.scheduled_at)) if new.scheduled_at else "",
        _("said by {who}").format(who=notice.by) if notice.by else "",
        _("learned {when}").format(when=_said(notice.given_at)) if notice.given_at else "",
    ]
    told = ", ".join(filter(None, parts))
    return _("The hearing was moved: {how}.").format(how=told) if told else _("It was moved.")


def _said(when: When | Moment | PartialDate | None) -> str:
    exact = when.exact if isinstance(when, When) else when
    return f"{exact.local:%Y-%m-%d %H:%M}" if isinstance(exact, Moment) else str(exact or "")
