# SPDX-License-Identifier: GPL-3.0-or-later
"""Which files are meant by what a person dropped: those named, and all within the folders named.

Nothing is opened, no link is followed, and what systems and programs leave lying about stays out.
"""

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from casefile.base.errors import CasefileError, NotFound
from casefile.base.messages import _

MANY_FILES = 1_000
MANY_BYTES = 4 * 2**30
"""More than either is not taken in before a person has said so."""

_LITTER = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"})
_LOCKS = ("~$", ".~lock.")  # of Microsoft Office, of LibreOffice
_HIDDEN = stat.FILE_ATTRIBUTE_HIDDEN | stat.FILE_ATTRIBUTE_SYSTEM  # of Windows
_HIDDEN_FLAG = 0x8000  # of macOS and the BSDs: UF_HIDDEN in sys/stat.h

Progress = Callable[[int, int], None]
"""Told how many files were found so far, and 0; may raise Cancelled."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to be taken in, and its size in bytes when it was found."""

    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something in a folder that is not taken in, and why in words."""

    path: Path
    why: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was found. A folder that is left out counts once, whatever is in it."""

    files: tuple[Found, ...] = ()
    left_out: tuple[LeftOut, ...] = ()  # hidden, links, of the system, no files
    failed: tuple[tuple[Path, CasefileError], ...] = ()  # folders that can't be read

    @property
    def size(self) -> int:
        """Bytes in all."""
        return sum(found.size for found in self.files)

    @property
    def large(self) -> bool:
        """Whether there is so much that it may be a slip of the hand."""
        return len(self.files) > MANY_FILES or self.size > MANY_BYTES


def gather(paths: list[Path], progress: Progress | None = None) -> Gathered:
    """The files among `paths` and in the folders among them, in the order of their names.

    What was named itself is taken, hidden or not; a file that can't be looked at is kept in the
    list, so that opening it says why.
    """
    files: list[Found] = []
    left_out: list[LeftOut] = []
    failed: list[tuple[Path, CasefileError]] = []
    for path in paths:
        if not path.is_dir():
            files.append(_named(path))
            continue
        for entry in _entries(path, left_out, failed):
            files.append(Found(Path(entry.path), _size(entry)))
            if progress:
                progress(len(files), 0)
    return Gathered(tuple(files), tuple(left_out), tuple(failed))


def _entries(
    top: Path, left_out: list[LeftOut], failed: list[tuple[Path, CasefileError]]
) -> Iterator[os.DirEntry[str]]:
    """The files in a folder and all below it; those of a folder before those of its folders."""
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as scanned:
                entries = sorted(scanned, key=lambda entry: entry.name.casefold())
        except OSError as error:
            failed.append((folder, _unreadable(folder, error)))
            continue
        below: list[Path] = []
        for entry in entries:
            if why := _litter(entry):
                left_out.append(LeftOut(Path(entry.path), why))
            elif entry.is_dir(follow_symlinks=False):
                below.append(Path(entry.path))
            elif entry.is_file(follow_symlinks=False):
                yield entry
            else:
                left_out.append(LeftOut(Path(entry.path), _no_file(entry)))
        waiting += reversed(below)


def _no_file(entry: os.DirEntry[str]) -> str:
    if entry.is_symlink():
        return _("a link; what it leads to was not followed")
    return _("no file, but a pipe or a device")


def _litter(entry: os.DirEntry[str]) -> str:
    """Why it stays out; empty where it need not."""
    name = entry.name.lower()
    if name.startswith(_LOCKS) or name in _LITTER:
        return _("left there by a program or the system")
    if name.startswith("."):
        return _("hidden")
    if name.endswith(".casefile") and entry.is_dir(follow_symlinks=False):
        return _("a vault, which is encrypted as it is")
    try:
        told = entry.stat(follow_symlinks=False)
    except OSError:
        return ""  # opening it will say why
    hidden = getattr(told, "st_file_attributes", 0) & _HIDDEN
    return _("hidden") if hidden or getattr(told, "st_flags", 0) & _HIDDEN_FLAG else ""


def _named(path: Path) -> Found:
    try:
        told = path.stat()
    except OSError:
        return Found(path, 0)
    return Found(path, told.st_size if stat.S_ISREG(told.st_mode) else 0)


def _size(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat(follow_symlinks=False).st_size
    except OSError:
        return 0


def _unreadable(folder: Path, error: OSError) -> NotFound:
    return NotFound(
        _("The folder “{name}” can't be read: {reason}.").format(
            name=folder.name, reason=error.strerror or type(error).__name__
        ),
        _("Check that you may open it."),
    )
