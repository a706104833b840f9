# SPDX-License-Identifier: GPL-3.0-or-later
"""Days to pixels and back: the part of a case's time that the strip shows."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from casefile.desktop.dates import day

SHORTEST = 14.0  # days that are shown at the least
_STEPS = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True, slots=True)
class Scale:
    """`first` and `last` are days as ordinals, with fractions; `width` is in pixels.

    `mirrored`: time runs to the left.
    """

    first: float
    last: float
    width: int
    mirrored: bool = False

    @property
    def days(self) -> float:
        """How many days are shown."""
        return self.last - self.first

    def x(self, at: float) -> float:
        """Where a day is."""
        share = (at - self.first) / self.days
        return self.width * (1 - share if self.mirrored else share)

    def at(self, x: float) -> float:
        """What day a place is."""
        share = x / max(self.width, 1)
        return self.first + self.days * (1 - share if self.mirrored else share)

    def zoomed(self, factor: float, around: float, whole: "Scale") -> "Scale":
        """So many times nearer; the day `around` keeps its place. Never beyond the whole."""
        days = min(max(self.days / factor, SHORTEST), whole.days)
        share = (around - self.first) / self.days
        first = around - share * days
        return replace(self, first=first, last=first + days).within(whole)

    def moved(self, days: float, whole: "Scale") -> "Scale":
        """So many days later."""
        return replace(self, first=self.first + days, last=self.last + days).within(whole)

    def showing(self, at: float, whole: "Scale") -> "Scale":
        """Moved just far enough that a day is well within."""
        margin = self.days * 0.05
        if at < self.first + margin:
            return self.moved(at - self.first - margin, whole)
        if at > self.last - margin:
            return self.moved(at - self.last + margin, whole)
        return self

    def within(self, whole: "Scale") -> "Scale":
        """Pushed back into the whole."""
        days = min(self.days, whole.days)
        first = min(max(self.first, whole.first), whole.last - days)
        return replace(self, first=first, last=first + days)

    def ticks(self, room: int) -> Iterator[tuple[float, str]]:
        """Days to mark, with what is written there, not nearer than `room` pixels."""
        fewest = self.days * room / max(self.width, 1)
        if fewest <= 1:
            yield from _days(self.first, self.last, 1)
        elif fewest <= 7:
            yield from _days(self.first, self.last, 7)
        elif fewest <= 183:
            step = next(months for months in (1, 3, 6) if months * 30.5 >= fewest)
            yield from _months(self.first, self.last, step)
        else:
            years = next((step for step in _STEPS if step * 365 >= fewest), _STEPS[-1])
            yield from _months(self.first, self.last, 12 * years)


def _days(first: float, last: float, step: int) -> Iterator[tuple[float, str]]:
    """Every day, or every Monday."""
    at = int(first) + 1
    at += -(at - 1) % step  # ordinal 1 is a Monday
    while at <= min(last, date.max.toordinal()):
        yield float(at), day(date.fromordinal(at), "d MMM")
        at += step


def _months(first: float, last: float, step: int) -> Iterator[tuple[float, str]]:
    """The first of every so many months; a new year says which, any other month its name."""
    begin = date.fromordinal(max(int(first), 1))
    month = -(-(begin.year * 12 + begin.month - 1) // step) * step
    while (year := month // 12) <= date.max.year:
        found = date(max(year, 1), month % 12 + 1, 1)
        if found.toordinal() > last:
            return
        if found.toordinal() >= first:
            yield float(found.toordinal()), day(found, "y" if found.month == 1 else "MMM")
        month += step
