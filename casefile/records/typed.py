# SPDX-License-Identifier: GPL-3.0-or-later
"""Dates and times as people type them, read without inventing anything.

`2017`, `09.2017`, `9/2017`, `27.9.2017`, `2017-09-27`, each with `about` or `~` in front or behind
and `?` behind. Where day and month could be either, the day comes first, as everywhere but in the
United States; whoever typed it sees how it was understood.
"""

import re
from datetime import UTC, date, datetime, time

from casefile.base.messages import _
from casefile.records.dates import Moment, PartialDate, clocks_of

_ABOUT = ("about ", "ca. ", "ca ", "circa ", "c. ", "~", "≈")
_YEAR = re.compile(r"(\d{4})").fullmatch
_YEAR_FIRST = re.compile(r"(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?").fullmatch
_YEAR_LAST = re.compile(r"(?:(\d{1,2})[-./ ]\s*)?(\d{1,2})[-./ ]\s*(\d{4})").fullmatch
_TIME = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?(?:[:.](\d{2}))?").fullmatch


def partial_date(typed: str) -> PartialDate:
    """What a person means who typed a date. Raises ValueError with one sentence."""
    text, mark = _marks(_ascii_digits(typed))
    year, month, day = _parts(text, typed)
    parts = [f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)]
    try:
        return PartialDate("-".join(parts) + mark)
    except ValueError:
        there = _("There is no {date} in the calendar.")
        raise ValueError(there.format(date=typed.strip())) from None


def _ascii_digits(typed: str) -> str:
    """Digits of any script as 0 to 9."""
    return "".join(str(int(one)) if one.isdecimal() else one for one in typed)


def _marks(typed: str) -> tuple[str, str]:
    """The date without what says that it is doubtful, and the mark of the store for that."""
    text = typed.strip().casefold()
    uncertain, about = "?" in text, "~" in text or "%" in text
    uncertain = uncertain or "%" in text
    words = (*_ABOUT, _("about {date}").partition("{date}")[0].casefold())
    for word in words:
        if word and text.startswith(word):
            text, about = text.removeprefix(word), True
    text = text.strip("?~%≈ ")
    return text, {(True, True): "%", (True, False): "~", (False, True): "?"}.get(
        (about, uncertain), ""
    )


def _parts(text: str, typed: str) -> tuple[int, int | None, int | None]:
    if found := _YEAR(text):
        return int(found[1]), None, None
    if found := _YEAR_FIRST(text):
        return int(found[1]), int(found[2]), int(found[3]) if found[3] else None
    if found := _YEAR_LAST(text):
        return int(found[3]), int(found[2]), int(found[1]) if found[1] else None
    rule = _("“{text}” is not understood; write 2017, 09.2017 or 27.9.2017.")
    raise ValueError(rule.format(text=typed.strip()[:40]))


def time_of_day(typed: str) -> time:
    """`9`, `10:47`, `1047`, `10.47` or `10:47:30`. Raises ValueError with one sentence."""
    found = _TIME(_ascii_digits(typed).strip())
    try:
        if found:
            hours, minutes, seconds = (int(part or 0) for part in found.groups())
            return time(hours, minutes, seconds)
    except ValueError:
        pass
    rule = _("“{text}” is no time of day; write 10:47.")
    raise ValueError(rule.format(text=typed.strip()[:40]))


def moment(day: date, hour: time, zone_name: str) -> Moment:
    """The moment at which the clocks of a place (a zone by its name, or a `Place`) showed this.

    Raises ValueError with one sentence: for no or an unknown zone, and for a time that was
    skipped there when the clocks went forward.
    """
    if not zone_name:
        raise ValueError(_("Say in which time zone the place lies."))
    try:
        there = datetime.combine(day, hour, clocks_of(zone_name))
    except (KeyError, OSError):
        unknown = _("There is no time zone called {zone}.")
        raise ValueError(unknown.format(zone=zone_name)) from None
    if there.astimezone(UTC).astimezone(there.tzinfo).time() != hour:
        never = _("The clocks of {zone} never showed {time} on that day.")
        raise ValueError(never.format(zone=zone_name, time=f"{hour:%H:%M}"))
    return Moment.of(there, zone_name)
