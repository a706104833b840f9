# SPDX-License-Identifier: GPL-3.0-or-later
"""A line in words: how it is spoken, what its times say, what signs it bears."""

from dataclasses import dataclass

from casefile.base.clock import local_zone
from casefile.base.messages import _
from casefile.casework.logs import LogRow
from casefile.casework.timing import Timing, timing_of
from casefile.desktop.dates import language_name, time_of, when
from casefile.desktop.words import isolated
from casefile.records.values import Break, Moment
from casefile.records.vocabularies import label

_MINUTE = 60_000  # ms


@dataclass(frozen=True, slots=True)
class Sign:
    """A picture (an icon's name) and the word beside it."""

    picture: str
    word: str


def signs_of(row: LogRow, place_zone: str) -> tuple[Sign, ...]:
    """What stands under a line's time unless it was simply written as it happened."""
    timing = timing_of(row.note, row.written, place_zone)
    found = {
        "same-day": Sign("history", _("same day")),
        "later": Sign("calendar", _("later")),
        "transcribed": Sign("file-text", _("paper")),
    }
    signs = [found[row.note.taken]] if row.note.taken in found else []
    if timing.clock_disagrees:
        signs.append(Sign("triangle-alert", _("clock")))
    if timing.other_zone:
        signs.append(Sign("landmark", city(timing.other_zone)))
    if timing.offset:
        signs.append(Sign("clock", timing.offset))
    return tuple(signs)


def city(zone: str) -> str:
    """The place that a time zone is called by: `Brussels`."""
    return zone.rpartition("/")[2].replace("_", " ")


def spoken(row: LogRow) -> str:
    """The line as a screen reader says it."""
    note = row.note
    parts = [time_of(note.event_at), row.speaker]
    if note.taken != "live":
        parts.append(label("taken", note.taken))
    if note.starred:
        parts.append(_("starred"))
    if note.sort != "summary":
        parts.append(label("note-sorts", note.sort))
    if note.corrects:
        parts.append(_("Correction"))
    if row.corrected:
        parts.append(_("corrected by a later line"))
    parts += [note.text, *(label("rights", right) for right in note.rights), *remarks(row)]
    return ", ".join(filter(None, parts))


def remarks(row: LogRow, before: LogRow | None = None) -> list[str]:
    """What is said quietly under a line: whose it is, its language where that is another than
    that of the line before, and that an interpreter spoke."""
    found = []
    if row.observer and not (before and before.observer == row.observer):
        found.append(_("by {observer}").format(observer=isolated(row.observer)))
    if row.note.language and not (before and before.note.language == row.note.language):
        found.append(language_name(row.note.language))
    if row.note.via_interpreter:
        found.append(_("through an interpreter"))
    return found


def three_times(row: LogRow, place_zone: str) -> list[str]:
    """When it happened, when it was written down, and how; and by whom, where that was another."""
    timing = timing_of(row.note, row.written, place_zone)
    lines = [
        _("Happened: {event}").format(event=_event(row)),
        _("Written: {written}").format(written=_written(row, timing)),
        label("taken", row.note.taken),
    ]
    if timing.clock_disagrees:
        lines.append(_("the clocks disagree"))
    if row.observer:
        lines.append(_("by {observer}").format(observer=isolated(row.observer)))
    return lines


def _event(row: LogRow) -> str:
    at = row.note.event_at
    if "T" not in at:
        return when(at)
    return f"{when(at)} ({city(Moment.stored(at).zone)})"


def _written(row: LogRow, timing: Timing) -> str:
    """In the time of the place where it happened; the day too, where that is another."""
    exact = row.note.event_at.exact
    place = exact.place if isinstance(exact, Moment) else local_zone()
    there = Moment.of(row.written, place)
    same_day = isinstance(exact, Moment) and there.local.date() == exact.local.date()
    told = f"{there.local:%H:%M:%S}" if same_day else when(there)
    return ", ".join(filter(None, (told, _how_late(timing))))


def _how_late(timing: Timing) -> str:
    if timing.lag is None or abs(timing.lag) < _MINUTE:
        return ""
    minutes = abs(timing.lag) // _MINUTE
    days, hours = minutes // 1440, minutes // 60
    span = _("{count} min").format(count=minutes)
    if days:
        span = _("{count} d").format(count=days)
    elif hours:
        span = _("{count} h").format(count=hours) + (f" {minutes % 60:02}" if minutes % 60 else "")
    return (_("{span} after") if timing.lag > 0 else _("{span} before")).format(span=span)


def break_words(one: Break) -> str:
    """`Break 11:10–11:25, 15 min`, and why."""
    began = time_of(one.started_at)
    if one.ended_at is None:
        told = _("Break since {time}").format(time=began)
    else:
        minutes = (one.ended_at.milliseconds - one.started_at.milliseconds) // _MINUTE
        told = _("Break {start}–{end}, {count} min").format(
            start=began, end=time_of(one.ended_at), count=minutes
        )
    return " · ".join(filter(None, (told, one.reason)))
