# SPDX-License-Identifier: GPL-3.0-or-later
"""Dates as people read them, in their language, with no more precision than is known.

A moment is always shown in the time of the place where it happened.
"""

from datetime import date
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from casefile.base.messages import _, current
from casefile.desktop.words import apart
from casefile.records.values import Moment, PartialDate

_SHAPES = {"year": "y", "month": "LLL y", "day": "d MMM y"}


def day(value: date, shape: str = "d MMM y") -> str:
    """A calendar day: `27 Sep 2017`."""
    return apart(format_date(value, shape, locale=_locale()))


def when(text: str | None) -> str:
    """A moment (`27 Sep 2017, 10:00`) or a partial date (`Sep 2017`, `about 2017`, `2017?`)."""
    if not text:
        return ""
    if "T" in text:
        local = Moment.stored(text).local
        return apart(f"{day(local.date())}, {local:%H:%M}")
    partial = PartialDate(text)
    shown = day(partial.earliest, _SHAPES[partial.precision])
    if partial.uncertain:
        shown += "?"
    return _("about {date}").format(date=shown) if partial.approximate else shown


def weekday(moment: Moment) -> str:
    """`Thu 6 Apr 2017`."""
    return day(moment.local.date(), "EEE d MMM y")


def short_time(text: str) -> str:
    """`10:47`, or `27 Sep` where nobody noted the hour: for narrow columns."""
    if "T" in text:
        return time_of(text)
    partial = PartialDate(text)
    shapes = {"year": "y", "month": "LLL", "day": "d MMM"}
    return day(partial.earliest, shapes[partial.precision])


def time_of(text: str) -> str:
    """`10:47`, in the place's own time; the day, where nobody noted the hour."""
    return f"{Moment.stored(text).local:%H:%M}" if "T" in text else when(text)


def _locale() -> Locale:
    return _locale_of(current())


@cache
def _locale_of(language: str) -> Locale:
    """Kept: Babel takes a millisecond to find one, and a table shows fifty dates at once."""
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def written(text: str) -> str:
    """A day and time as the store writes them (`2017-09-27 10:47`), as people do; else as it is."""
    date_part, _space, time_part = text.partition(" ")
    try:
        shown = when(date_part)
    except ValueError:
        return text
    return ", ".join(filter(None, (shown, time_part)))


def language_name(code: str) -> str:
    """What a language calls itself: `English`, `русский`."""
    name = Locale.parse(code).get_display_name(code) or code
    return name[:1].upper() + name[1:]
