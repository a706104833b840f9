# SPDX-License-Identifier: GPL-3.0-or-later
"""A backup of a vault as an older version left it, before its database is brought to today's form.

Today's code does not know those tables, so it looks at the pages alone, and takes the files of all
documents there are. Such a backup stays: with the program of its day it is a way back.
"""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from casefile.base.clock import Clock, at
from casefile.base.errors import StorageFailed, VaultDamaged
from casefile.base.files import write_atomically
from casefile.base.messages import _
from casefile.store import checks
from casefile.store.database import Store, open_database
from casefile.store.disk import disk_errors
from casefile.store.duplicate import duplicate
from casefile.vault import folder as parts
from casefile.vault import header, shelf
from casefile.vault.keys import DataKey


def keep(
    folder: Path, vault: str, old: Store, data_key: DataKey, chosen: bytes | None, clock: Clock
) -> Path:
    """Back up the vault in `folder`, whose database is open as `old`; returns the backup's folder.

    `chosen`: where its owner wants backups, see `shelf.place_for`; where that is away or full it
    goes beside the vault. Raises StorageFailed, VaultDamaged where the copy is not sound.
    """
    beside = shelf.place_for(folder, vault, None)
    if chosen:
        with suppress(StorageFailed):
            return _keep(folder, shelf.place_for(folder, vault, chosen), old, data_key, clock)
    return _keep(folder, beside, old, data_key, clock)


def _keep(folder: Path, place: Path, old: Store, data_key: DataKey, clock: Clock) -> Path:
    name = shelf.name_of(at(clock()))
    attempt = shelf.aside(place / name)
    with disk_errors():
        attempt.mkdir(mode=0o700, parents=True)
        try:
            duplicate(old, attempt / parts.DATABASE, data_key.spec)
            for head in filter(lambda head: (folder / head).is_file(), header.NAMES):
                write_atomically(attempt / head, (folder / head).read_bytes())
            write_atomically(attempt / shelf.BEFORE, b"")
            _check(attempt / parts.DATABASE, data_key)
            return shelf.put(attempt, name, _documents(folder)).folder
        except BaseException:
            shutil.rmtree(attempt, ignore_errors=True)
            raise


def _documents(folder: Path) -> Iterator[Path]:
    return (folder / parts.ATTACHMENTS).glob("*.age")


def _check(database: Path, data_key: DataKey) -> None:
    copy = open_database(database, data_key.spec, create=False, upgrade=False)
    try:
        problems = checks.pages(copy)
    finally:
        copy.close()
    if problems:
        raise VaultDamaged(
            _("The vault can't be brought to today's form: {what}").format(what=problems[0]),
            _("Nothing was changed. Restore the vault from a backup."),
        )
