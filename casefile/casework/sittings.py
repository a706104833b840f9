# SPDX-License-Identifier: GPL-3.0-or-later
"""What happens to a hearing: breaks, adjournment, closed doors, calling off, outcome."""

from dataclasses import dataclass

from msgspec.structs import replace

from casefile.base.clock import local_zone
from casefile.base.errors import InvalidRecord
from casefile.base.ids import new_id
from casefile.base.messages import _
from casefile.records.kinds import Hearing
from casefile.records.values import Access, Adjournment, Break, Moment, Notice, When
from casefile.store import reading
from casefile.store.writing import Changes
from casefile.vault.vault import Vault

_A_DAY = 24 * 3_600_000  # ms; a hearing that began longer ago was never marked as ended
_DIGITS = 4  # what is longer is no count of sittings, but a file number or the like


def goes_on(hearing: Hearing, now: int) -> bool:
    """Whether a hearing began within a day of `now` (Unix ms) and has not ended.

    A clock that was set back since it began doesn't end it.
    """
    begun = hearing.started_at
    if begun is None or hearing.ended_at is not None:
        return False
    return -_A_DAY <= now - begun.milliseconds < _A_DAY


def running_break(hearing: Hearing) -> Break | None:
    """The break that hasn't ended, if there is one."""
    return next((one for one in hearing.breaks if one.ended_at is None), None)


def closed(breaks: tuple[Break, ...], at: Moment) -> tuple[Break, ...]:
    """The breaks, the running one ended at a moment (or at its own start, where that is later)."""
    return tuple(
        one if one.ended_at else replace(one, ended_at=_later(at, one.started_at)) for one in breaks
    )


def _later(one: Moment, other: Moment) -> Moment:
    return other if one.milliseconds < other.milliseconds else one


def start_break(vault: Vault, hearing: Hearing, reason: str = "") -> Hearing:
    """Begin a break now. Raises InvalidRecord unless the hearing sits, and in a break already."""
    hearing = _sitting(vault, hearing)
    if running_break(hearing):
        raise InvalidRecord(_("Breaks"), _("there is a break already; end it first."))
    pause = Break(started_at=_now(vault, hearing), reason=reason)
    return _put(vault, replace(hearing, breaks=(*hearing.breaks, pause)))


def end_break(vault: Vault, hearing: Hearing) -> Hearing:
    """End the break that is running. Raises InvalidRecord where none is."""
    hearing = _sitting(vault, hearing)
    if not running_break(hearing):
        raise InvalidRecord(_("Breaks"), _("there is no break that could end."))
    return _put(vault, replace(hearing, breaks=closed(hearing.breaks, _now(vault, hearing))))


def _sitting(vault: Vault, hearing: Hearing) -> Hearing:
    """The hearing as it stands, when it has begun and not ended. Raises InvalidRecord."""
    hearing = reading.record(vault.store, hearing.id, Hearing)
    if hearing.started_at is None:
        raise InvalidRecord(_("Started at"), _("the hearing has not begun."))
    if hearing.ended_at is not None:
        raise InvalidRecord(_("Ended at"), _("the hearing has ended."))
    return hearing


def running_now(vault: Vault, hearing: Hearing) -> Moment | None:
    """Now in the place's zone, while the hearing goes on; None where it doesn't."""
    hearing = _fresh(vault, hearing)
    going_on = hearing.started_at is not None and hearing.ended_at is None
    return _now(vault, hearing) if going_on else None


def _now(vault: Vault, hearing: Hearing) -> Moment:
    """Now in the place's zone; never before the hearing began, should the clock say so."""
    started = hearing.started_at
    now = Moment.of(vault.clock(), started.place if started else local_zone())
    return _later(now, started) if started else now


@dataclass(frozen=True, slots=True)
class Adjourned:
    """A hearing that stopped, and the one in which it goes on, where that was set."""

    hearing: Hearing
    next: Hearing | None
    changes: Changes


def adjourn(
    vault: Vault,
    hearing: Hearing,
    *,
    reason: str = "",
    asked_by: str = "",
    next_at: When | None = None,
    schedule: bool = True,
) -> Adjourned:
    """Stop a hearing, in one entry: a running break and the sitting end now where they didn't.

    Where it is known when it goes on, and with `schedule`, that hearing is made as well. Raises
    InvalidRecord for a hearing that was moved or cancelled, or was adjourned before.
    """
    hearing = reading.record(vault.store, hearing.id, Hearing)
    if hearing.status in ("moved", "cancelled", "adjourned"):
        raise InvalidRecord(_("Status"), _("the hearing did not sit, or was adjourned already."))
    stopped = replace(
        hearing,
        status="adjourned",
        adjourned=Adjournment(reason=reason, asked_by=asked_by, next_at=next_at),
    )
    if hearing.started_at and not hearing.ended_at:
        now = _now(vault, hearing)
        stopped = replace(stopped, ended_at=now, breaks=closed(hearing.breaks, now))
    following = _following(vault, hearing, next_at) if next_at and schedule else None
    with vault.edit(hearing.case) as edit:
        edit.put(stopped)
        if following:
            edit.put(following)
    return Adjourned(_fresh(vault, stopped), following and _fresh(vault, following), edit.changes)


def _following(vault: Vault, hearing: Hearing, at: When) -> Hearing:
    return Hearing(
        id=new_id(vault.clock),
        case=hearing.case,
        audience=hearing.audience,
        court=hearing.court,
        room=hearing.room,
        number=next_number(vault, hearing),
        sort=hearing.sort,
        stage=hearing.stage,
        scheduled_at=at,
    )


def next_number(vault: Vault, hearing: Hearing) -> str:
    """The number of one hearing more; none where this one has none either."""
    return one_more(vault, hearing.case) if hearing.number else ""


def one_more(vault: Vault, case: str) -> str:
    """A number that no hearing of the case has: observers may come to a case at its third."""
    held = reading.records(vault.store, Hearing, case)
    numbers = [one.number for one in held if len(one.number) <= _DIGITS]
    given = [int(number) for number in numbers if number.isdecimal()]
    return str(max(len(held), *given, 0) + 1)


def cancel(
    vault: Vault,
    hearing: Hearing,
    *,
    by: str = "",
    how: str = "",
    learned: Moment | None = None,
) -> Hearing:
    """Mark a hearing as called off, without another in its place.

    `by`: who said so; `how`: in what way, and why; `learned`: when the observers heard of it.
    Raises InvalidRecord for a hearing that has begun, was moved, or was called off before.
    """
    hearing = _fresh(vault, hearing)
    if hearing.started_at is not None or hearing.status in ("moved", "cancelled"):
        raise InvalidRecord(
            _("Status"), _("only a hearing that is still to come can be cancelled.")
        )
    notice = hearing.notice
    if by or how or learned:
        notice = Notice(given_at=learned, by=by, how=how)
    return _put(vault, replace(hearing, status="cancelled", notice=notice))


def close_to_public(vault: Vault, hearing: Hearing, part: str = "") -> Hearing:
    """Note that the public had to leave: a `part` in words, or without one the whole hearing.

    Raises InvalidRecord for a hearing that was moved or cancelled.
    """
    hearing = _fresh(vault, hearing)
    if hearing.status in ("moved", "cancelled"):
        raise InvalidRecord(_("Status"), _("the hearing did not sit."))
    if not part:
        return _put(vault, replace(hearing, status="closed-to-public"))
    access = hearing.access or Access()
    told = "\n".join(filter(None, (access.closed_part, part)))
    return _put(vault, replace(hearing, access=replace(access, closed_part=told)))


def set_outcome(vault: Vault, hearing: Hearing, outcome: str) -> Hearing:
    """Say what came of a hearing."""
    return _put(vault, replace(reading.record(vault.store, hearing.id, Hearing), outcome=outcome))


def _put(vault: Vault, hearing: Hearing) -> Hearing:
    with vault.edit(hearing.case) as edit:
        edit.put(hearing)
    return _fresh(vault, hearing)


def _fresh(vault: Vault, hearing: Hearing) -> Hearing:
    return reading.record(vault.store, hearing.id, Hearing)
