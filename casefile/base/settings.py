# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings of the program on this machine: how it looks, and which vaults were opened lately.

Never a case name, a person or a passphrase: this file is readable by whoever takes the laptop.
"""

import json
import os
import sys
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

from casefile.base.files import write_atomically

RECENT_LIMIT = 8
PANIC_KEYS = ("F12", "F8", "F9", "Pause")
"""Keys that may lock and hide the window at once. None may stand in a menu, too: of two actions
with one key Qt runs neither."""

# A file that anyone may have written must not switch the idle lock off.
_ALLOWED = {
    "appearance": ("system", "light", "dark"),
    "idle_minutes": range(1, 31),
    "panic_key": PANIC_KEYS,
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the program remembers between starts."""

    appearance: str = "system"  # system, light, dark
    language: str = ""  # empty: the system's
    recent: tuple[str, ...] = ()  # paths of vaults, newest first
    remember_recent: bool = True
    idle_minutes: int = 5  # without a touch, then the vault locks
    panic_key: str = PANIC_KEYS[0]


def settings_path() -> Path:
    """Beside the program where a `.portable` marker lies, else in the user's configuration."""
    if override := os.environ.get("CASEFILE_SETTINGS"):
        return Path(override)
    program = Path(sys.argv[0]).resolve().parent
    if (program / ".portable").is_file():
        return program / "casefile-settings.json"
    return user_config_path("casefile", appauthor=False) / "settings.json"


def load(path: Path | None = None) -> Settings:
    """The stored settings; the defaults for whatever is missing, unknown or of the wrong type."""
    path = path or settings_path()
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(stored, dict):
        return Settings()
    known: dict[str, Any] = {}
    for field in fields(Settings):
        value = stored.get(field.name)
        if isinstance(value, list):
            value = tuple(item for item in value if _may_be_path(item))[:RECENT_LIMIT]
        if type(value) is type(field.default) and value in _ALLOWED.get(field.name, (value,)):
            known[field.name] = value
    return Settings(**known)


def _may_be_path(item: object) -> bool:
    """Whether the system can be asked about it without a crash."""
    try:
        return isinstance(item, str) and b"\0" not in os.fsencode(item)
    except UnicodeEncodeError:
        return False


def save(settings: Settings, path: Path | None = None) -> None:
    """Store the settings, atomically. Raises OSError where the folder can't be written."""
    path = path or settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, json.dumps(asdict(settings), indent=1).encode())


def with_recent(settings: Settings, vault: Path) -> Settings:
    """The settings with this vault first among the recent ones, if they are remembered at all."""
    if not settings.remember_recent:
        return replace(settings, recent=())
    first = str(vault)
    others = tuple(path for path in settings.recent if path != first)
    return replace(settings, recent=(first, *others)[:RECENT_LIMIT])
