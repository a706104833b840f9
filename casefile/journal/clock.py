# SPDX-License-Identifier: GPL-3.0-or-later
"""The hybrid logical clock of entries: wall time that never runs backwards.

A time is 16 lower-case hex digits: 48 bits of Unix milliseconds, then a 16-bit counter. So it
sorts as text in the order of time. Kulkarni et al., "Logical Physical Clocks", 2014, with one
number in place of their (l, c).
"""

import re

ZERO = "0" * 16
"""Before every entry."""

LATEST = 253_402_300_799_999
"""The last millisecond of the year 9999; no later time can be shown, so none is accepted."""

DAY = 24 * 60 * 60 * 1000

_looks_right = re.compile(r"[0-9a-f]{16}").fullmatch


def tick(last: str, now_ms: int) -> str:
    """The time of the next entry: now, and in any case later than `last`, the latest time seen.

    `now_ms`: Unix milliseconds. Raises OverflowError after the year 9999.
    """
    following = max(int(last, 16) + 1, now_ms << 16)
    if following >> 16 > LATEST:
        raise OverflowError("the clock has run past the year 9999")
    return f"{following:016x}"


def milliseconds(hlc: str) -> int:
    """The Unix milliseconds in a time."""
    return int(hlc[:12], 16)


def is_time(text: str) -> bool:
    """Whether the text is a time that an entry may carry."""
    return _looks_right(text) is not None and text > ZERO and milliseconds(text) <= LATEST


def is_ahead(hlc: str, now_ms: int, tolerance_ms: int = DAY) -> bool:
    """Whether a time lies further in the future than a wrong time zone explains."""
    return milliseconds(hlc) > now_ms + tolerance_ms
