# SPDX-License-Identifier: GPL-3.0-or-later
"""What time it is, and where. What needs the time is handed a `Clock` that tests can turn."""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones, reset_tzpath

# The tables shipped with the program, not the system's: two laptops must agree on what
# time it was in Almaty, and not every system has heard of its last change.
reset_tzpath(to=())

Clock = Callable[[], int]
"""Returns Unix milliseconds (UTC)."""


def system_clock() -> int:
    """Unix milliseconds by the machine's clock."""
    return time.time_ns() // 1_000_000


def at(milliseconds: int) -> datetime:
    """The aware UTC datetime of Unix milliseconds."""
    return datetime.fromtimestamp(milliseconds / 1000, tz=UTC)


@cache
def zones() -> frozenset[str]:
    """The IANA names of all time zones."""
    return frozenset(available_timezones())


def local_zone() -> str:
    """The IANA name of the machine's time zone, `UTC` where it can't be told."""
    named = os.environ.get("TZ", "").removeprefix(":")
    if named in zones():
        return named
    link = Path("/etc/localtime")
    if link.is_symlink():
        name = "/".join(link.resolve().parts).partition("zoneinfo/")[2]
        if name in zones():
            return name
    listed = Path("/etc/timezone")
    if listed.is_file():
        name = listed.read_text(encoding="utf-8", errors="replace").strip()
        if name in zones():
            return name
    return "UTC"


def zone(name: str) -> ZoneInfo:
    """The zone of an IANA name. Raises `zoneinfo.ZoneInfoNotFoundError` for an unknown one."""
    if name not in zones():  # some file systems would take `asia/almaty`
        raise ZoneInfoNotFoundError(name)
    return ZoneInfo(name)
