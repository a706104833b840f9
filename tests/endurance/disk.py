# SPDX-License-Identifier: GPL-3.0-or-later
"""A disk that loses power: what a recorded session wrote, and what of it may be there afterwards.

What was synced is there. Of what was not, each write may be there, be missing, or be torn at a
sector's edge, whatever came after it; names of files (made, renamed, removed) come in their order,
up to any point. That is what POSIX leaves open, and more than most disks do.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

SECTOR = 512


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes put into a file at an offset."""

    file: int
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Truncate:
    """A file cut, or made longer with zeros."""

    file: int
    size: int


@dataclass(frozen=True, slots=True)
class Sync:
    """Everything written to a file is on the disk."""

    file: int


@dataclass(frozen=True, slots=True)
class Name:
    """A file got a name, or (None) the name is gone."""

    path: str
    file: int | None


@dataclass(frozen=True, slots=True)
class SyncFolder:
    """The names in a folder are on the disk."""

    path: str


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """The program said that something is saved."""

    what: str


Event = Write | Truncate | Sync | Name | SyncFolder | Acknowledged


@dataclass(slots=True)
class Disk:
    """Contents and names that are safe, and what was not synced yet."""

    contents: dict[int, bytes] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    unsynced: dict[int, list[Write | Truncate]] = field(default_factory=dict)
    unsynced_names: list[Name] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)

    def take(self, event: Event) -> None:
        """Let one thing happen."""
        match event:
            case Write() | Truncate():
                self.unsynced.setdefault(event.file, []).append(event)
            case Sync():
                made = self.unsynced.pop(event.file, [])
                self.contents[event.file] = applied(self.contents.get(event.file, b""), made)
            case Name():
                self.unsynced_names.append(event)
            case SyncFolder():
                rest = []
                for name in self.unsynced_names:
                    if str(PurePosixPath(name.path).parent) == event.path:
                        rename(self.names, name)
                    else:
                        rest.append(name)
                self.unsynced_names = rest
            case Acknowledged():
                self.acknowledged.append(event.what)

    def after_a_cut(self, chance: random.Random) -> dict[str, bytes]:
        """The files that may be found when the power is back, by path."""
        names = dict(self.names)
        for name in self.unsynced_names[: chance.randint(0, len(self.unsynced_names))]:
            rename(names, name)
        worst = chance.random() < 0.2  # nothing that was not synced is there
        found = {}
        for path, file in names.items():
            made = [] if worst else surviving(self.unsynced.get(file, ()), chance)
            found[path] = applied(self.contents.get(file, b""), made)
        return found


def rename(names: dict[str, int], name: Name) -> None:
    """Give or take a name."""
    if name.file is None:
        names.pop(name.path, None)
    else:
        names[name.path] = name.file


def surviving(made: Iterable[Write | Truncate], chance: random.Random) -> list[Write | Truncate]:
    """Those that are there after a cut, some of them torn."""
    found: list[Write | Truncate] = []
    for one in made:
        fate = chance.random()
        if fate < 0.45:
            found.append(one)
        elif fate < 0.6 and isinstance(one, Write):
            found += torn(one, chance)
    return found


def torn(write: Write, chance: random.Random) -> list[Write]:
    """Some of its sectors."""
    parts = []
    start = write.offset
    end = write.offset + len(write.data)
    while start < end:
        edge = min((start // SECTOR + 1) * SECTOR, end)
        if chance.random() < 0.5:
            data = write.data[start - write.offset : edge - write.offset]
            parts.append(Write(write.file, start, data))
        start = edge
    return parts


def applied(content: bytes, made: Iterable[Write | Truncate]) -> bytes:
    """A file after these."""
    result = bytearray(content)
    for one in made:
        if isinstance(one, Truncate):
            del result[one.size :]
            result.extend(bytes(one.size - len(result)))
        else:
            result.extend(bytes(max(0, one.offset - len(result))))
            result[one.offset : one.offset + len(one.data)] = one.data
    return bytes(result)


def of_folder(folder: Path) -> Disk:
    """A disk on which a folder lies, all of it safe; paths are as they are on this one."""
    disk = Disk()
    for number, path in enumerate(sorted(folder.rglob("*")), 1):
        if path.is_file():
            disk.contents[number] = path.read_bytes()
            disk.names[str(path)] = number
    return disk
