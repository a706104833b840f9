# SPDX-License-Identifier: GPL-3.0-or-later
"""A second set of a vault's parts takes the place of the first, all at once.

It is built in `.rotation.new` inside the vault's folder. Renaming that to `rotation` decides: from
then on the new set counts, and whoever opens the vault next first moves what is not in its place
yet. Before, it is rubbish. So a kill or a power cut leaves the old set or the new one; neither
needs a key to be tidied. Each name is synced before the next one changes.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from casefile.base.files import sync_folder
from casefile.vault import folder as parts
from casefile.vault import header

AHEAD, DECIDED = ".rotation.new", "rotation"
_BEFORE = "attachments-before"  # in `rotation`: the documents under the key that is given up
_JOURNALS = ("-journal", "-wal")  # of the database before: played into the new one, they'd spoil it


@contextmanager
def in_the_making(place: Path) -> Iterator[Path]:
    """A folder for the second set, gone when the block raises."""
    sweep(place)
    ahead = place / AHEAD
    ahead.mkdir(mode=0o700)
    try:
        yield ahead
    except BaseException:
        shutil.rmtree(ahead, ignore_errors=True)  # the first error is the one to tell
        raise


def decide(place: Path) -> None:
    """From now on the second set counts. All of it must be synced, and both databases closed.

    Raises OSError; whether it was decided all the same says `decided`.
    """
    sync_folder(place / AHEAD)
    (place / AHEAD).rename(place / DECIDED)
    sync_folder(place)


def decided(place: Path) -> bool:
    """Whether there is a second set that counts and may not be in its place yet."""
    return (place / DECIDED).is_dir()


def finish(place: Path) -> None:
    """Move what is not in its place yet, then delete what it replaces. May be cut short anywhere
    and called again; does nothing where nothing was decided. Raises OSError."""
    fresh = place / DECIDED
    if not fresh.is_dir():
        return
    for journal in _JOURNALS:
        with suppress(FileNotFoundError):
            (place / f"{parts.DATABASE}{journal}").unlink()
    sync_folder(place)
    for name in (parts.DATABASE, *header.NAMES):
        if (fresh / name).is_file():
            (fresh / name).replace(place / name)
            _sync(place, fresh)
    if (fresh / parts.ATTACHMENTS).is_dir():
        if (place / parts.ATTACHMENTS).is_dir():
            (place / parts.ATTACHMENTS).rename(fresh / _BEFORE)
            _sync(place, fresh)
        (fresh / parts.ATTACHMENTS).rename(place / parts.ATTACHMENTS)
        _sync(place, fresh)
    shutil.rmtree(fresh)
    sync_folder(place)


def sweep(place: Path) -> None:
    """Delete a second set that was never decided on."""
    if (place / AHEAD).is_dir():
        shutil.rmtree(place / AHEAD)


def _sync(*folders: Path) -> None:
    for folder in folders:
        sync_folder(folder)
