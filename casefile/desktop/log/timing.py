# SPDX-License-Identifier: GPL-3.0-or-later
"""When the line that is being typed happened: at its first key, moved, typed in, or as proposed.

Always in the time of the place where the hearing sits, whatever the laptop's clock shows.
"""

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta

from casefile.base.clock import Clock
from casefile.casework.notes import LIVE_WITHIN_MS
from casefile.records.values import Moment, PartialDate, When, clocks_of

_MINUTE = 60_000  # ms
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]?([0-5]\d)").fullmatch


def read_clock(typed: str) -> time | None:
    """`14:32`, `9.05` or `1432`, in any digits, as a time of day; None where it is none."""
    found = _CLOCK("".join(str(unicodedata.digit(letter, letter)) for letter in typed.strip()))
    return time(int(found[1]), int(found[2])) if found else None


def latest(clock: time, now: int, zone_name: str) -> Moment:
    """The last time that a place's clocks showed this, seen from `now` (Unix ms).

    A few minutes ahead are allowed: clocks in courtrooms differ. At 00:05, `23:58` is yesterday.
    What a clock showed twice in autumn is the later one; what it skipped in spring, an hour on.
    """
    today = Moment.of(now, zone_name).local.date()
    days = (today + timedelta(days=1), today, today - timedelta(days=1))
    shown = [_on(day, clock, zone_name, fold) for day in days for fold in (0, 1)]
    shown = [one for one in shown if one.milliseconds <= now + LIVE_WITHIN_MS]
    return max(shown, key=lambda one: one.milliseconds)


def within(clock: time, hearing: When, ended: Moment | None, zone_name: str) -> When | None:
    """That time on the day of a past hearing; on the next day if it still sat then. None where
    only a month or a year of the hearing is known."""
    exact = hearing.exact
    if isinstance(exact, PartialDate):
        whole = exact.precision == "day"
        return When.stored(_on(exact.earliest, clock, zone_name)) if whole else None
    first = _on(exact.local.date(), clock, zone_name)
    next_day = _on(exact.local.date() + timedelta(days=1), clock, zone_name)
    sat_on = ended is not None and next_day.milliseconds <= ended.milliseconds
    return When.stored(next_day if sat_on else first)


def _on(day: date, clock: time, zone_name: str, fold: int = 0) -> Moment:
    there = datetime.combine(day, clock.replace(fold=fold), clocks_of(zone_name))
    return Moment.of(there.astimezone(UTC), zone_name)  # what was skipped in spring was never shown


class LineTime:
    """The time of one line after another."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.zone = "UTC"
        self._past: When | None = None  # the hearing is over: lines happened then, not now
        self._begun: When | None = None
        self._ended: Moment | None = None
        self.first_key: int | None = None
        self.moved = 0  # minutes
        self.given: When | None = None

    def set_place(
        self,
        zone_name: str,
        past: When | None = None,
        *,
        begun: When | None = None,
        ended: Moment | None = None,
    ) -> None:
        """The zone in which times are shown; when a past hearing was; when it began and ended."""
        self.zone, self._past, self._begun, self._ended = zone_name, past, begun or past, ended

    @property
    def exact(self) -> bool:
        """Whether it has an hour that could be moved."""
        return isinstance(self._base().exact, Moment)

    def begin(self) -> None:
        """A key was pressed: this is when the line happens, unless one was pressed before."""
        if self.first_key is None:
            self.first_key = self._clock()

    def reset(self) -> None:
        """The next line happens when its first key is pressed."""
        self.first_key, self.moved, self.given = None, 0, None

    def move(self, minutes: int) -> None:
        """It happened so many minutes later (or earlier)."""
        self.begin()
        if self.exact:
            self.moved += minutes

    def give(self, clock: time) -> None:
        """It happened when the place's clocks showed this."""
        self.begin()
        if self._past is None:
            self.set(When.stored(latest(clock, self._clock(), self.zone)))
        elif (
            found := within(clock, self._begun or self._past, self._ended, self.zone)
        ) is not None:
            self.set(found)

    def set(self, when: When) -> None:
        """It happened then."""
        self.given, self.moved = when, 0

    def when(self) -> When:
        """When the line happened, as it stands."""
        exact = self._base().exact
        return When.stored(exact.moved(self.moved) if isinstance(exact, Moment) else exact)

    def _base(self) -> When:
        if self.given is not None:
            return self.given
        if self._past is not None:
            return self._past
        first = self._clock() if self.first_key is None else self.first_key
        return When.stored(Moment.of(first, self.zone))
