# SPDX-License-Identifier: GPL-3.0-or-later
"""The vault's folder: what lies in it, and how it comes to be all at once.

`vault.db`, `header-a`, `header-b`, `attachments/`, `reserve`, `lock`, `README.txt`. A new vault is
built under another name beside its place and renamed at the end, so that there is a whole vault
or none. Nothing in the folder says whose it is or what it is about, but how much there is.
"""

import errno
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from casefile.base.errors import NotAVault, VaultDamaged, VaultExists, VaultInUse
from casefile.base.files import replacing, sync_folder, write_atomically
from casefile.base.messages import _
from casefile.vault import header
from casefile.vault.lock import acquire

DATABASE = "vault.db"
ATTACHMENTS = "attachments"
README = "README.txt"
RESERVE = "reserve"
RESERVE_BYTES = 4 * 2**20
_SPARE_ENOUGH = 16 * RESERVE_BYTES  # free space from which on the reserve is filled again
_PLAINTEXT = b"SQLite format 3\0"
_OCCUPIED = {errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR}
_left_behind = re.compile(r"\.(header-[ab]|reserve|README\.txt)\.[0-9a-f]{8}\.tmp").fullmatch


@contextmanager
def in_the_making(place: Path) -> Iterator[Path]:
    """A new folder that gets its place when the block ends well, and is gone when it does not.

    Raises VaultExists when there is something at its place by then. What a killed program left
    of an earlier attempt at the same place is removed first.
    """
    _sweep_attempts(place)
    attempt = place.with_name(f".{place.name}.{secrets.token_hex(8)}.new")
    attempt.mkdir(mode=0o700)
    standing = attempt
    try:
        yield attempt
        sync_folder(attempt)
        _rename(attempt, place)
        standing = place
        sync_folder(place.parent)
    except BaseException:
        shutil.rmtree(standing, ignore_errors=True)  # the first error is the one to tell
        raise


def furnish(folder: Path) -> None:
    """Put in everything that needs no key."""
    (folder / ATTACHMENTS).mkdir(mode=0o700)
    write_atomically(folder / README, readme().encode())
    fill_reserve(folder)


def check_parts(folder: Path) -> None:
    """Whether the folder can be a vault at all, before any work.

    Raises NotAVault where it is none or lacks parts, VaultDamaged where the database is not one
    of ours. Changes nothing.
    """
    if not folder.is_dir():
        raise NotAVault(_("There is no vault at {folder}.").format(folder=folder))
    database = folder / DATABASE
    if not any((folder / name).exists() for name in (*header.NAMES, DATABASE)):
        raise NotAVault(_("{folder} is not a Casefile vault.").format(folder=folder))
    if not database.is_file():
        raise _lacks(_("The vault's database is missing."))
    if not (folder / ATTACHMENTS).is_dir():
        raise _lacks(_("The vault's folder of attachments is missing."))
    with database.open("rb") as file:
        start = file.read(len(_PLAINTEXT))
    if len(start) < len(_PLAINTEXT):
        raise _damaged(_("The vault's database is empty."))
    if start == _PLAINTEXT:
        raise _damaged(_("In place of the vault's database there is one that is not encrypted."))


def tidy(folder: Path) -> None:
    """Repair at opening what needs no key: modes, the note, leftovers, the reserve."""
    if os.name == "posix" and folder.stat().st_mode & 0o077:
        with suppress(PermissionError):  # some file systems keep no modes
            folder.chmod(0o700)
    for path in list(folder.iterdir()):
        if _left_behind(path.name):
            path.unlink()
    if shutil.disk_usage(folder).free < _SPARE_ENOUGH:
        return
    if not (folder / README).exists():
        write_atomically(folder / README, readme().encode())
    if not (folder / RESERVE).exists():
        fill_reserve(folder)


def fill_reserve(folder: Path) -> None:
    """Set space aside. Random bytes, because a file system may store zeros without taking any."""
    with replacing(folder / RESERVE) as out:
        out.write(secrets.token_bytes(RESERVE_BYTES))


def free_reserve(folder: Path) -> None:
    """Give the space back: the disk is full and the vault must be able to finish or shrink. A disk
    that refuses even that has said why already."""
    with suppress(OSError):
        (folder / RESERVE).unlink()


def readme() -> str:
    """What stands in the folder for whoever finds it."""
    return _(
        "This folder is a vault of Casefile, a program for trial observers.\n"
        "\n"
        "Everything in it is encrypted. It opens with Casefile and its passphrase, or with its\n"
        "recovery sheet if one was made, and with nothing else: who has lost both has lost what\n"
        "is in here.\n"
        "\n"
        "Please don't change, rename or delete single files. To keep a copy, close Casefile and\n"
        "copy the whole folder. A copy opens with the passphrase that was in use when it was\n"
        "made. Don't work in two copies of one vault; exchange bundles instead.\n"
    )


def _rename(attempt: Path, place: Path) -> None:
    try:
        attempt.rename(place)
    except OSError as error:
        if error.errno in _OCCUPIED:
            raise exists(place) from None
        raise


def _sweep_attempts(place: Path) -> None:
    name = re.compile(rf"\.{re.escape(place.name)}\.[0-9a-f]{{16}}\.new").fullmatch
    for path in list(place.parent.iterdir()):
        if not name(path.name) or not path.is_dir():
            continue
        try:
            acquire(path).release()
        except VaultInUse:
            continue  # another program is making it at this moment
        shutil.rmtree(path)


def exists(place: Path) -> VaultExists:
    """The error to raise where something stands at `place`."""
    return VaultExists(
        _("There is something at {folder} already.").format(folder=place),
        _("Choose another name for the vault."),
    )


def _lacks(sentence: str) -> NotAVault:
    return NotAVault(sentence, _("Copy the vault again, whole, or restore it from a backup."))


def _damaged(sentence: str) -> VaultDamaged:
    return VaultDamaged(sentence, _("Restore the vault from a backup."))
