# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows as a list: filtered, under their years, each day named once; today marked."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from casefile.base.messages import _
from casefile.casework.timeline import TimelineRow
from casefile.desktop.dates import day, when
from casefile.names.fold import beginning
from casefile.records.values import PartialDate, When

_SHAPES = {"year": "y", "month": "LLLL", "day": "EEE d MMM"}


@dataclass(frozen=True, slots=True)
class Filter:
    """What is looked for. No lanes: all of them; no days: any; folded beginnings of words."""

    lanes: frozenset[str] = frozenset()
    since: date | None = None
    until: date | None = None
    words: tuple[str, ...] = ()

    def fits(self, row: TimelineRow) -> bool:
        """Whether a row is shown."""
        return self.near(row) and (not self.lanes or row.lane in self.lanes)

    def near(self, row: TimelineRow) -> bool:
        """The same, whatever its lane. A vague date fits where it may have been in the time;
        what has no date fits where no time is asked for."""
        first, last = row.span or (date.max, date.min)
        if (self.since and last < self.since) or (self.until and first > self.until):
            return False
        spaced = f" {row.searched}"
        return all(f" {word}" in spaced for word in self.words)

    @property
    def narrow(self) -> bool:
        """Whether anything is looked for."""
        return self != Filter()


def typed_words(text: str) -> tuple[str, ...]:
    """What a person types, in any script, as the beginnings of folded words."""
    return tuple(beginning(text).split())


def day_typed(text: str, *, last: bool) -> date | None:
    """The first or the last day of a typed `2017`, `2017-09` or `2017-09-27`; None for nothing.

    Raises ValueError.
    """
    if not text.strip():
        return None
    typed = PartialDate(text.strip())
    return typed.latest if last else typed.earliest


def counted(rows: Iterable[TimelineRow], looked_for: Filter) -> Counter[str]:
    """How many rows each lane would show."""
    return Counter(row.lane for row in rows if looked_for.near(row))


@dataclass(frozen=True, slots=True)
class Year:
    """A heading."""

    text: str


@dataclass(frozen=True, slots=True)
class Today:
    """A line between what was and what is to come."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A row; `day` names its day where it is the first of that day."""

    row: TimelineRow
    day: str
    time: str
    today: bool

    @property
    def spoken(self) -> str:
        """The row as a screen reader says it, with all of its date."""
        return ": ".join(filter(None, (when(self.row.when), self.row.title, self.row.detail)))


Entry = Year | Today | Item


def listed(rows: Sequence[TimelineRow], today: date) -> list[Entry]:
    """The rows with their headings. Today stands before the first row of today or later; the month
    and the year that run now have begun, so it stands behind them."""
    return list(_listed(rows, today))


def _listed(rows: Sequence[TimelineRow], today: date) -> Iterator[Entry]:
    mark = Today(_("Today, {day}").format(day=day(today, "EEE d MMM y")))
    from_now = PartialDate(today.isoformat()).sort_key
    headed: int | None = -1
    before, marked = "", False
    for row in rows:
        here = row.span[0].year if row.span else None
        due = not marked and (not row.when or When.stored(row.when).sort_key >= from_now)
        within = here == today.year
        if due and not within:
            yield mark
        if here != headed:
            headed = here
            yield Year(_heading(row))
        if due and within:
            yield mark
        marked = marked or due
        named = row.when.partition("T")[0]
        yield _item(row, group_name(named) if named and named != before else "", today)
        before = named
    if rows and not marked:
        yield mark


def _heading(row: TimelineRow) -> str:
    return day(row.span[0], "y") if row.span else _("Without a date")


def _item(row: TimelineRow, named: str, today: date) -> Item:
    return Item(
        row=row,
        day=named,
        time=row.when.partition("T")[2][:5],  # as it was at the place
        today=row.span == (today, today),
    )


def group_name(text: str) -> str:
    """A day, or as much of it as is known: `Wed 27 Sep`, `in September`, `in 2017`, `about 2017`.

    The year is left to the heading above.
    """
    partial = PartialDate(text.partition("T")[0])
    shown = day(partial.earliest, _SHAPES[partial.precision])
    if partial.uncertain:
        shown += "?"
    if partial.approximate:
        return _("about {date}").format(date=shown)
    return shown if partial.precision == "day" else _("in {date}").format(date=shown)
