# SPDX-License-Identifier: GPL-3.0-or-later
"""Values in the fields of records: partial dates, moments, names, audiences, texts."""

import calendar
import re
import unicodedata
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo

from msgspec import Meta, Struct

from casefile.base import ids
from casefile.base.clock import at

TEXT_LIMIT = 2**20  # bytes of UTF-8


def field(label: str, *, vocabulary: str = "", parent: bool = False, many: bool = False) -> Meta:
    """The label of a field in forms and briefings, and what its values are drawn from.

    `parent` marks the record under which this one is listed (a note under its hearing);
    `many` a text of several lines.
    """
    extra = {"label": label, "vocabulary": vocabulary, "parent": parent, "many": many}
    return Meta(extra=extra)


Id = Annotated[str, Meta(pattern=ids.PATTERN)]
Ref = Id


class Audience(StrEnum):
    """The least guarded reader that may see a record, from everyone to the author alone."""

    PUBLIC = "public"
    PARTNERS = "partners"
    TEAM = "team"
    PRIVATE = "private"

    @property
    def guard(self) -> int:
        """0 for public up to 3 for private."""
        return list(Audience).index(self)

    def may_see(self, record: "Audience") -> bool:
        """Whether a reader of this audience may see a record of that one."""
        return record.guard <= self.guard


class PartialDate(str):
    """A date known as far as it is known: EDTF (ISO 8601-2:2019) level 1 subset.

    `2017`, `2017-09`, `2017-09-27`, each with `~` (approximate), `?` (uncertain) or `%` (both)
    behind it. Raises ValueError for anything else, and for a day that does not exist.
    """

    __slots__ = ()
    _form = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)").fullmatch

    def __new__(cls, text: str) -> Self:
        match = cls._form(text)
        if match is None:
            raise ValueError("a date is 2017, 2017-09 or 2017-09-27, with ~ or ? behind it")
        year, month, day, _mark = match.groups()
        try:
            date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            raise ValueError(f"there is no day {text.rstrip('~?%')}") from None
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
        return self[-1] in "~%"

    @property
    def uncertain(self) -> bool:
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


class Moment(str):
    """An instant and the zone of the place where it happened: `2017-09-27T10:00+06:00[Asia/Almaty]`.

    Minutes, or seconds where they are known. The offset must be the one that the zone had then,
    so that a moment never says two things. Form of RFC 9557. Raises ValueError.
    """

    __slots__ = ()
    _form = re.compile(
        r"(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)([+-]\d\d:\d\d)\[([A-Za-z0-9_+\-/]+)\]"
    ).fullmatch

    def __new__(cls, text: str) -> Self:
        match = cls._form(text)
        if match is None:
            raise ValueError("a moment is written like 2017-09-27T10:00+06:00[Asia/Almaty]")
        try:
            stated = datetime.fromisoformat(match[1] + match[2])
            zone = ZoneInfo(match[3])
        except (ValueError, KeyError, OSError):
            raise ValueError(f"{text} names no real time or no known time zone") from None
        if stated.astimezone(zone).replace(tzinfo=None) != stated.replace(tzinfo=None):
            raise ValueError(f"{match[3]} was not at {match[2]} then")
        return super().__new__(cls, text)

    @classmethod
    def of(cls, instant: datetime | int, zone: str) -> Self:
        """The moment of an aware datetime, or of Unix milliseconds, in the zone of an IANA name."""
        if isinstance(instant, int):
            instant = at(instant)
        local = instant.astimezone(ZoneInfo(zone)).replace(microsecond=0)
        unit = "seconds" if local.second else "minutes"
        return cls(f"{local.isoformat(timespec=unit)}[{zone}]")

    @property
    def zone(self) -> str:
        """The IANA name of the place's zone."""
        return self[:-1].partition("[")[2]

    @property
    def local(self) -> datetime:
        """The aware datetime in the place's own time."""
        return datetime.fromisoformat(self.partition("[")[0]).astimezone(ZoneInfo(self.zone))

    @property
    def milliseconds(self) -> int:
        """Unix milliseconds."""
        return int(datetime.fromisoformat(self.partition("[")[0]).timestamp()) * 1000

    @property
    def sort_key(self) -> str:
        """Orders moments by instant, among partial dates too."""
        return self.local.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")

    def moved(self, minutes: int) -> "Moment":
        """The same place, so many minutes later (or earlier)."""
        return Moment.of(self.local.astimezone(UTC) + timedelta(minutes=minutes), self.zone)


class When(str):
    """A Moment where the time of day is known, a PartialDate where it is not. Raises ValueError."""

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        exact = Moment(text) if "T" in text else PartialDate(text)
        return super().__new__(cls, exact)

    @property
    def exact(self) -> Moment | PartialDate:
        """What it is."""
        return Moment(self) if "T" in self else PartialDate(self)

    @property
    def sort_key(self) -> str:
        """Orders moments and partial dates in one list: a day stands before its hours."""
        return self.exact.sort_key


class Name(Struct, frozen=True, kw_only=True):
    """One of a party's names, in one script."""

    text: str
    script: str = ""  # ISO 15924: Latn, Cyrl, Arab, …
    language: str = ""  # BCP 47
    sort: Annotated[str, field("Sort", vocabulary="name-sorts")] = "primary"


class Consent(Struct, frozen=True, kw_only=True):
    """A person allowed an audience to be told something about them."""

    audience: Audience
    scope: str = ""
    given_on: PartialDate | None = None
    withdrawn_on: PartialDate | None = None


class Notice(Struct, frozen=True, kw_only=True):
    """How a hearing, or its move, was made known."""

    given_at: Moment | None = None
    by: str = ""
    how: str = ""


class Break(Struct, frozen=True, kw_only=True):
    """A pause in a hearing; without an end while it lasts."""

    started_at: Moment
    ended_at: Moment | None = None
    reason: str = ""


class Adjournment(Struct, frozen=True, kw_only=True):
    """Why a hearing stopped and when it goes on."""

    reason: str = ""
    asked_by: str = ""
    next_at: When | None = None


class Access(Struct, frozen=True, kw_only=True):
    """Who could get in, and what they could do there."""

    capacity: int | None = None
    turned_away: int | None = None
    larger_room: str = ""
    stream: str = ""
    closed_part: str = ""
    devices: str = ""
    audibility: str = ""


class Setting(Struct, frozen=True, kw_only=True):
    """How the room treated the accused."""

    security: str = ""
    restraint: str = ""
    counsel_contact: str = ""
    interpretation: str = ""


def clean_text(text: str) -> str:
    """NFC, `\\n` line ends, no control characters but newline and tab. Bidi controls stay.

    Raises ValueError for lone surrogates and for text over 1 MiB.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in text):
        text = "".join(c for c in text if unicodedata.category(c) != "Cc" or c in "\n\t")
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        raise ValueError("holds half a character (a lone surrogate)") from None
    if size > TEXT_LIMIT:
        raise ValueError("longer than 1 MiB")
    return text


def decode_hook(kind: type, value: Any) -> Any:
    """msgspec's way to our text-like values; their ValueError becomes its validation error."""
    if kind in (PartialDate, Moment, When) and isinstance(value, str):
        return kind(value)
    raise NotImplementedError(kind)


def encode_hook(value: Any) -> Any:
    """msgspec's way from our text-like values to text."""
    if isinstance(value, str):
        return str(value)
    raise NotImplementedError(type(value))
