# SPDX-License-Identifier: GPL-3.0-or-later
"""A calendar of hearings and deadlines for other programs (iCalendar, RFC 5545).

A calendar is looked at by whoever looks at the phone. So it holds no text that anybody wrote and
no name: each event is called by what it is (`Hearing`), its UID stands for the record without
naming it, and what is not known to the day is left out rather than put on an invented one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from casefile.base.clock import at
from casefile.base.messages import _
from casefile.disclosure.dossier import Dossier
from casefile.records.dues import Due, dues
from casefile.records.kinds import Hearing, Record
from casefile.records.values import Moment, PartialDate, When

_FOLD = 75  # octets of a line, without its end (section 3.1)
_LAST_DAY = date.max
_CALLED_OFF = ("moved", "cancelled")
_ALARM_DAYS = 366  # a warning that comes earlier is a mistake in the record


@dataclass(frozen=True, slots=True)
class Calendar:
    """The bytes of an .ics file, and how many dates were left out because no day is known."""

    data: bytes
    events: int
    left_out: int


def calendar(dossier: Dossier) -> Calendar:
    """The hearings and everything due in a dossier. The same dossier gives the same bytes."""
    stamp = _instant(at(dossier.made_at))
    dated = [*_hearings(dossier), *_dues(dossier)]
    known = [event for event in dated if event.when is not None]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Appointments//1.0//EN"]
    for event in known:
        lines += event.lines(stamp, dossier.case.id)
    lines.append("END:VCALENDAR")
    data = "".join(f"{fold(line)}\r\n" for line in lines).encode()
    return Calendar(data, len(known), len(dated) - len(known))


@dataclass(frozen=True, slots=True)
class _Event:
    record: Record
    sort: str
    title: str
    when: datetime | date | None  # a datetime is aware
    off: bool = False
    warn_days: int = 0

    def lines(self, stamp: str, case: str) -> Iterator[str]:
        yield "BEGIN:VEVENT"
        yield f"UID:{uid(case, self.record.id, self.sort)}"
        yield f"DTSTAMP:{stamp}"
        yield from _span(self.when)
        yield f"SUMMARY:{escape(self.title)}"
        yield "CLASS:PRIVATE"
        if self.off:
            yield "STATUS:CANCELLED"
        elif self.warn_days:
            days = min(self.warn_days, _ALARM_DAYS)
            yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:-P{days}D")
            yield from (f"DESCRIPTION:{escape(self.title)}", "END:VALARM")
        yield "END:VEVENT"


def _span(when: datetime | date | None) -> Iterator[str]:
    """A moment in UTC, which needs no table of zones; or a day, up to the beginning of the next."""
    if isinstance(when, datetime):
        yield f"DTSTART:{_instant(when)}"
    elif when is not None:
        yield f"DTSTART;VALUE=DATE:{_day(when)}"
        if when < _LAST_DAY:
            yield f"DTEND;VALUE=DATE:{_day(when + timedelta(days=1))}"
        yield "TRANSP:TRANSPARENT"


def _hearings(dossier: Dossier) -> Iterator[_Event]:
    for hearing in dossier.hearings:
        when = hearing.started_at or hearing.scheduled_at
        if when is not None:
            off = hearing.status in _CALLED_OFF
            yield _Event(hearing, Hearing.kind, _("Hearing"), _known(when), off)


def _dues(dossier: Dossier) -> Iterator[_Event]:
    titles = {
        "deadline": _("Deadline"),
        "appeal": _("Time to appeal ends"),
        "sanction": _("Term ends"),
        "action": _("Reply due"),
    }
    for due in _all_due(dossier):
        title = titles[due.sort]
        if due.disputed:
            title = _("{title} (date in doubt)").format(title=title)
        warn_days = due.warn_days if due.sort != "sanction" else 0
        yield _Event(due.record, due.sort, title, _known(due.when), warn_days=warn_days)


def _all_due(dossier: Dossier) -> Iterable[Due]:
    return dues(
        dossier.deadlines, dossier.decisions, dossier.sanctions, dossier.actions, dossier.claims
    )


def _known(when: When | Moment | PartialDate) -> datetime | date | None:
    """The instant or the day; None where no day is known, or not for certain."""
    exact = when.exact if isinstance(when, When) else when
    if isinstance(exact, Moment):
        return exact.local.astimezone(UTC)
    vague = exact.precision != "day" or exact.approximate or exact.uncertain
    return None if vague else exact.earliest


def _instant(when: datetime) -> str:
    """Four digits for the year, also where the C library would write fewer."""
    there = when.astimezone(UTC)
    return f"{there.year:04}{there:%m%dT%H%M%S}Z"


def _day(day: date) -> str:
    return f"{day.year:04}{day:%m%d}"


def uid(case: str, record: str, sort: str) -> str:
    """A name of an event that stays the same from file to file and says nothing of the record."""
    return sha256(f"{case}/{record}/{sort}".encode()).hexdigest()[:40]


def escape(text: str) -> str:
    """A text as a value (section 3.3.11)."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def fold(line: str) -> str:
    """A line in pieces of at most 75 octets, each but the first behind a space (section 3.1).

    No character is cut in two.
    """
    pieces, size = [""], 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _FOLD:
            pieces.append("")
            size = 1  # the space
        pieces[-1] += character
        size += octets
    return "\r\n ".join(pieces)
