# SPDX-License-Identifier: GPL-3.0-or-later
"""Dates as far as they are known, and moments in the time of their place."""

import calendar
import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Self

from casefile.base.clock import at, zone, zones
from casefile.base.messages import _


class PartialDate(str):
    """A date known as far as it is known: EDTF (ISO 8601-2:2019) level 1 subset.

    `2017`, `2017-09`, `2017-09-27`, each with `~` (approximate), `?` (uncertain) or `%` (both)
    behind it. Raises ValueError for anything else, and for a day that does not exist.
    """

    __slots__ = ()
    _form = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?[~?%]?").fullmatch

    def __new__(cls, text: str) -> Self:
        match = cls._form(text)
        if match is None:
            raise ValueError(_("a date is 2017, 2017-09 or 2017-09-27, with ~ or ? behind it"))
        year, month, day = match.groups()
        try:
            date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            given = text.rstrip("~?%")
            raise ValueError(_("there is no {date} in the calendar").format(date=given)) from None
        return super().__new__(cls, text)

    @property
    def _parts(self) -> list[int]:
        return [int(part) for part in self.rstrip("~?%").split("-")]

    @property
    def precision(self) -> str:
        """`year`, `month` or `day`."""
        return ("year", "month", "day")[len(self._parts) - 1]

    @property
    def approximate(self) -> bool:
        """Whether it is marked as about then."""
        return self[-1] in "~%"

    @property
    def uncertain(self) -> bool:
        """Whether it is marked as doubtful."""
        return self[-1] in "?%"

    @property
    def earliest(self) -> date:
        """The first day it can mean."""
        year, month, day = [*self._parts, 1, 1][:3]
        return date(year, month, day)

    @property
    def latest(self) -> date:
        """The last day it can mean."""
        parts = self._parts
        year, month = parts[0], parts[1] if len(parts) > 1 else 12
        day = parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1]
        return date(year, month, day)

    @property
    def sort_key(self) -> str:
        """Orders partial dates among themselves: by first possible day, the vaguer first."""
        return f"{self.earliest.isoformat()}/{len(self._parts)}"


class Place(str):
    """A zone by its IANA name, and what the clocks there go by: its table, or a fixed offset.

    Raises `ZoneInfoNotFoundError` (a KeyError) for an unknown one without an offset.
    """

    __slots__ = ("clocks",)
    clocks: tzinfo

    def __new__(cls, zone_name: str, clocks: tzinfo | None = None) -> Self:
        place = super().__new__(cls, zone_name)
        place.clocks = clocks or zone(zone_name)
        return place


def clocks_of(zone_name: str) -> tzinfo:
    """What clocks go by: those of a `Place`, or of a zone by its IANA name. Raises KeyError."""
    return zone_name.clocks if isinstance(zone_name, Place) else zone(zone_name)


class Moment(str):
    """An instant and the zone of the place: `2017-09-27T10:00+06:00[Asia/Almaty]`.

    Minutes, or seconds where they are known. Form of RFC 9557; an offset may have seconds,
    because places had their own solar time before they had zones. The offset must be the one
    that the zone had then, so that a moment never says two things. Raises ValueError.
    """

    __slots__ = ()
    _form = re.compile(
        r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2})(:[0-9]{2})?"
        r"([+-][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)\[([A-Za-z0-9_+\-/]{1,64})\]"
    ).fullmatch

    def __new__(cls, text: str) -> Self:
        moment = cls.stored(text)
        offset = _offset_by_tables(moment)
        if offset is None:
            unknown = _("there is no time zone {zone}").format(zone=moment.zone)
            raise ValueError(unknown)
        if offset != moment.local.utcoffset():
            rule = _("the clocks of {zone} never showed {time} then, or not at that offset")
            time = text.partition("[")[0]
            raise ValueError(rule.format(zone=moment.zone, time=time))
        return moment

    @classmethod
    def stored(cls, text: str) -> Self:
        """A moment as an author wrote it, checked for its form and a real time, not for its zone.

        What was true to the author's tables of zones stays readable beside older or newer
        ones: the offset that was written down rules. Raises ValueError.
        """
        match = cls._form(text)
        if match is None:
            raise ValueError(_("a moment is written like 2017-09-27T10:00+06:00[Asia/Almaty]"))
        wall, seconds, offset, _zone = match.groups()
        exact = f"{wall}{seconds or ':00'}{offset}"
        try:
            instant = datetime.fromisoformat(exact)
            instant.astimezone(UTC)
        except (ValueError, OverflowError):
            raise ValueError(_("there is no time {time}").format(time=exact)) from None
        if instant.isoformat() != exact:  # 24:00 and -00:00 are second spellings
            raise ValueError(_("there is no time {time}").format(time=exact))
        return super().__new__(cls, text)

    @classmethod
    def of(cls, instant: datetime | int, zone_name: str) -> Self:
        """The moment of an aware datetime, or of Unix milliseconds, in the zone of an IANA name,
        or at a `Place`.

        Raises ValueError for a datetime without a zone, and `ZoneInfoNotFoundError` (a KeyError).
        """
        if isinstance(instant, int):
            instant = at(instant)
        if instant.tzinfo is None:
            raise ValueError("a moment needs a datetime that knows its zone")
        local = instant.astimezone(clocks_of(zone_name)).replace(microsecond=0)
        unit = "seconds" if local.second else "minutes"
        return cls.stored(f"{local.isoformat(timespec=unit)}[{zone_name}]")

    @property
    def zone(self) -> str:
        """The IANA name of the place's zone."""
        return self[:-1].partition("[")[2]

    @property
    def place(self) -> Place:
        """Where it was, with the clocks of its author: today's table of the zone, but the offset
        that was written down where the table says another for then, or there is none."""
        agreed = _offset_by_tables(self) == self.local.utcoffset()
        return Place(self.zone, None if agreed else self.local.tzinfo)

    @property
    def place_now(self) -> Place:
        """Where it was, for other times than it was written for: today's table of the zone, and
        the offset that was written down only where there is none."""
        return Place(self.zone) if self.zone in zones() else self.place

    @property
    def local(self) -> datetime:
        """The aware datetime in the place's own time, with the offset that was written down."""
        return datetime.fromisoformat(self.partition("[")[0])

    @property
    def milliseconds(self) -> int:
        """Unix milliseconds."""
        return int(self.local.timestamp()) * 1000

    @property
    def sort_key(self) -> str:
        """Orders moments by their day at the place, then by instant, among partial dates too."""
        local = self.local
        instant = local.astimezone(UTC).replace(tzinfo=None)
        return f"{local.date().isoformat()}T{instant.isoformat(timespec='seconds')}"

    def moved(self, minutes: int) -> "Moment":
        """The same place, so many minutes later (or earlier)."""
        return Moment.of(self.local.astimezone(UTC) + timedelta(minutes=minutes), self.place)


def _offset_by_tables(moment: Moment) -> timedelta | None:
    """How far the clocks there were off UTC by today's tables; None where these don't know."""
    try:
        return moment.local.astimezone(zone(moment.zone)).utcoffset()
    except (KeyError, ValueError, OSError, OverflowError):
        return None


class When(str):
    """A Moment where the time of day is known, a PartialDate where it is not. Raises ValueError."""

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        exact = Moment(text) if "T" in text else PartialDate(text)
        return super().__new__(cls, exact)

    @classmethod
    def stored(cls, text: str) -> Self:
        """As `Moment.stored`."""
        exact = Moment.stored(text) if "T" in text else PartialDate(text)
        return super().__new__(cls, exact)

    @property
    def exact(self) -> Moment | PartialDate:
        """What it is."""
        return Moment.stored(self) if "T" in self else PartialDate(self)

    @property
    def sort_key(self) -> str:
        """Orders moments and partial dates in one list: a day stands before its hours."""
        return self.exact.sort_key
