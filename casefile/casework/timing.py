# SPDX-License-Identifier: GPL-3.0-or-later
"""What the times of a line say together: when it happened, when it was written down, and how.

The journal's clock never runs back, so a machine whose clock was set back shows: a line that was
taken live is written long after it happened, or before.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from casefile.base.clock import zone
from casefile.casework.notes import LIVE_WITHIN_MS
from casefile.records.kinds import Note
from casefile.records.values import Moment


@dataclass(frozen=True, slots=True)
class Timing:
    """`lag`: ms from happening to writing, None where nobody noted the hour."""

    lag: int | None
    clock_disagrees: bool  # the machine's clock was wrong, or was set
    other_zone: str  # in which the time is told, where it is not the place's; else empty
    offset: str  # from UTC, where the clocks showed this hour twice that day; else empty


def timing_of(note: Note, written: int, place_zone: str) -> Timing:
    """What the times of a line say, at a place in this zone; `written` in Unix ms."""
    moment = note.event_at.exact
    if not isinstance(moment, Moment):
        return Timing(None, clock_disagrees=False, other_zone="", offset="")
    lag = written - moment.milliseconds
    live_but_far = note.taken == "live" and abs(lag) > LIVE_WITHIN_MS
    return Timing(
        lag,
        clock_disagrees=live_but_far or lag < -LIVE_WITHIN_MS,
        other_zone=moment.zone if moment.zone != place_zone else "",
        offset=_offset(moment.local) if shown_twice(moment) else "",
    )


def shown_twice(moment: Moment) -> bool:
    """Whether the clocks of the place show this time twice on this day: summer time ends."""
    try:
        there = moment.local.replace(tzinfo=zone(moment.zone))
    except KeyError:  # a zone of newer tables
        return False
    return there.utcoffset() != there.replace(fold=1).utcoffset() and _is_real(there)


def _is_real(there: datetime) -> bool:
    """Not one of the times that the clocks leave out when summer time begins."""
    back = there.astimezone(zone("UTC")).astimezone(there.tzinfo)
    return back.replace(tzinfo=None) == there.replace(tzinfo=None)


def _offset(local: datetime) -> str:
    away = local.utcoffset() or timedelta()
    minutes = round(away.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}:{rest:02}" if rest else f"UTC{sign}{hours}"


def day_of(note: Note) -> date:
    """The day a line stands under: that of the place; the first it can mean where only the month
    or the year is known."""
    exact = note.event_at.exact
    return exact.local.date() if isinstance(exact, Moment) else exact.earliest
