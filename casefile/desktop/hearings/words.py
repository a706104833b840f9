# SPDX-License-Identifier: GPL-3.0-or-later
"""A hearing in words: for its head and for the list."""

from casefile.base.messages import _, ngettext
from casefile.casework.hearings import HearingRow
from casefile.casework.titles import hearing_title
from casefile.desktop.dates import time_of, weekday, when
from casefile.desktop.hearings.head import Heading
from casefile.records.kinds import Hearing
from casefile.records.vocabularies import label

THERE = frozenset({"present", "absent", "admitted"})
"""Attendances that say nothing against the court."""
_NAMED = 3  # people who are named of those who fared alike


def heading(row: HearingRow, *, live: bool, to_begin: bool) -> Heading:
    """What the head says of a hearing."""
    return Heading(
        title=hearing_title(row.hearing),
        meta=facts(row, live=live),
        live=_("● LIVE") if live else "",
        notice=access(row),
        moves=_moves(row),
        to_begin=to_begin,
    )


def facts(row: HearingRow, *, live: bool) -> str:
    """Court, room, day and hours on one line."""
    hearing = row.hearing
    parts = [row.court]
    if hearing.room:
        parts.append(_("room {room}").format(room=hearing.room))
    begun = hearing.started_at
    if begun is None:
        parts += [when(hearing.scheduled_at), label("hearing-statuses", hearing.status)]
    else:
        parts.append(weekday(begun))
        if live:
            parts.append(_("LIVE since {time}").format(time=time_of(begun)))
        elif hearing.ended_at:
            parts.append(f"{time_of(begun)}–{time_of(hearing.ended_at)}")
        else:
            parts.append(time_of(begun))
        if hearing.status != "held":
            parts.append(label("hearing-statuses", hearing.status))
    return " · ".join(filter(None, parts))


def access(row: HearingRow) -> str:
    """How those fared who came to observe, where it is not simply that they were there."""
    told: dict[str, list[str]] = {}
    for name, status in row.attendances:
        if status not in THERE:
            told.setdefault(label("attendance-statuses", status), []).append(name)
    return "\n".join(f"{status}: {_some(names)}" for status, names in told.items())


def _some(names: list[str]) -> str:
    """The first names, and how many there are beside them."""
    shown, rest = names[:_NAMED], len(names) - _NAMED
    if rest > 0:
        shown.append(ngettext("{count} more", "{count} more", rest).format(count=rest))
    return ", ".join(shown)


def status(row: HearingRow, *, live: bool) -> str:
    """Whether it took place, in a word or two: where it was moved to, what it was moved from."""
    hearing = row.hearing
    if live:
        return _("● LIVE")
    if row.moved_to is not None:
        return _("Moved to {date}").format(date=date_of(row.moved_to))
    said = label("hearing-statuses", hearing.status)
    if row.moved_from is not None:
        return _("{status} (from {date})").format(status=said, date=date_of(row.moved_from))
    return said


def date_of(hearing: Hearing) -> str:
    """The day of a hearing and its hour, if it has any."""
    return when(hearing.started_at or hearing.scheduled_at) or _("a date not known yet")


def _moves(row: HearingRow) -> tuple[tuple[str, str], ...]:
    found = []
    if row.moved_from is not None:
        text = _("Moved from {date}").format(date=date_of(row.moved_from))
        found.append((text, row.moved_from.id))
    if row.moved_to is not None:
        text = _("Moved to {date}").format(date=date_of(row.moved_to))
        found.append((text, row.moved_to.id))
    return tuple(found)
