# SPDX-License-Identifier: GPL-3.0-or-later
"""What time it is, and where. What needs the time is handed a `Clock` that tests can turn."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones, reset_tzpath

# The tables shipped with the program, not the system's: two laptops must agree on what
# time it was in Almaty, and not every system has heard of its last change.
reset_tzpath(to=())

_LINKED = Path("/etc/localtime")
_LISTED = Path("/etc/timezone")

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
    for name in _claims_of_zone():
        if name in zones():
            return name
    return "UTC"


def _claims_of_zone() -> Iterator[str]:
    """Where a system says what its zone is, the strongest first."""
    yield os.environ.get("TZ", "").removeprefix(":")
    if sys.platform == "win32":
        yield _windows_zone()
        return
    yield "/".join(_LINKED.resolve().parts).partition("zoneinfo/")[2]
    if _LISTED.is_file():
        yield _LISTED.read_text(encoding="utf-8", errors="replace").strip()


if sys.platform == "win32":

    def _windows_zone() -> str:
        """The IANA name of what Windows calls its zone (CLDR's table); empty if there is none."""
        import winreg

        from babel.core import get_global

        path = r"SYSTEM\CurrentControlSet\Control\TimeZoneInformation"
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path) as key:
            name = str(winreg.QueryValueEx(key, "TimeZoneKeyName")[0])
        return str(get_global("windows_zone_mapping").get(name.partition("\0")[0], ""))


def zone(name: str) -> ZoneInfo:
    """The zone of an IANA name. Raises `zoneinfo.ZoneInfoNotFoundError` for an unknown one."""
    if name not in zones():  # some file systems would take `asia/almaty`
        raise ZoneInfoNotFoundError(name)
    return ZoneInfo(name)
