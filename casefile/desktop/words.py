# SPDX-License-Identifier: GPL-3.0-or-later
"""Small wordings the screens share: times, spans, sizes, directions of text."""

import unicodedata
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from casefile.base.clock import at, local_zone, zone
from casefile.base.messages import _, ngettext


def clock_time(milliseconds: int) -> str:
    """`10:47:12`, on this machine's clock."""
    return at(milliseconds).astimezone(zone(local_zone())).strftime("%H:%M:%S")


def span(milliseconds: int) -> str:
    """Hours and minutes: `00:45`."""
    minutes = max(milliseconds, 0) // 60_000
    return f"{minutes // 60:02}:{minutes % 60:02}"


def entries(count: int) -> str:
    """`5 entries`."""
    return ngettext("{count} entry", "{count} entries", count).format(count=count)


def size(count: int) -> str:
    """A number of bytes in the unit that reads best: `4.2 MB`."""
    if count < 1000:
        return apart(_("{count} bytes").format(count=count))
    steps = ((1e3, "kB"), (1e6, "MB"), (1e9, "GB"))
    step, unit = next((pair for pair in steps if count < 999.5 * pair[0]), steps[-1])
    amount = count / step
    return apart(f"{amount:.1f} {unit}" if amount < 9.95 else f"{amount:.0f} {unit}")


def short_path(path: Path) -> str:
    """A folder as people know it: what lies at home begins with `~`."""
    home = Path.home()
    return str(Path("~") / path.relative_to(home)) if path.is_relative_to(home) else str(path)


def isolated(text: str) -> str:
    """The text between bidi isolates, so that its direction disturbs no neighbour."""
    return f"\u2068{text}\u2069"


def apart(text: str) -> str:
    """The text isolated where the window runs to the left: there a date or a size would be torn."""
    mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return isolated(text) if mirrored else text


def among(text: str) -> str:
    """A name as it stands in a sentence or a list: isolated where it runs against the window."""
    mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return isolated(text) if reads_right_to_left(text) != mirrored else text


def reads_right_to_left(text: str) -> bool:
    """Whether the first strong letter runs to the left (UAX 9, rules P2 and P3)."""
    for letter in text:
        if (bidi := unicodedata.bidirectional(letter)) in {"L", "R", "AL"}:
            return bidi != "L"
    return False


def one_line(text: str) -> str:
    """The text on one line, for lists."""
    return " ".join(text.split())


def units(text: str) -> int:
    """How long the text is to Qt, which counts UTF-16 code units."""
    return len(text) + sum(letter > "\uffff" for letter in text)
