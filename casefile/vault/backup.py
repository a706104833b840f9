# SPDX-License-Identifier: GPL-3.0-or-later
"""Backups: whole copies of a vault at one moment, checked before they count, and the way back.

A place for backups is a folder of our own beside the vault or on another disk:

    20260406T045800Z/       vault.db, header-a, header-b, and documents: the names of its documents
    attachments/            the documents of all backups, each once; they never change. One that
                            a check found rotten is called `….damaged` and stays

A backup is as secret as the vault: the same key, the same passphrase as on its day. Documents are
copied, not linked: a disk that forgets one must not forget both.

It is made in two steps. `begin` copies the database, on the thread of the vault; `finish` looks
at every page of the copy, at its chains, copies new documents, and only then lets it count: it
needs nothing of the vault and may run elsewhere.
"""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from casefile.base.clock import Clock, at, system_clock
from casefile.base.errors import NotFound, StorageFailed, VaultDamaged
from casefile.base.files import write_atomically
from casefile.base.messages import _
from casefile.store import checks
from casefile.store.database import Store, open_database
from casefile.store.disk import disk_errors
from casefile.store.duplicate import Progress, duplicate
from casefile.store.kept import ever_kept
from casefile.store.local import forget_locals, get_local, put_author, set_local
from casefile.vault import folder as parts
from casefile.vault import header, identity, shelf
from casefile.vault.keys import DataKey
from casefile.vault.shelf import Backup
from casefile.vault.vault import BACKUPS, DOCUMENTS_KEY, IDENTITY, Vault, open_with

_STATE = "backups/state"  # local setting of the vault
_WRITTEN = (  # of entries and forks, what changes when one is made or destroyed
    "SELECT count(*), max(no), sum(withheld) FROM entries",
    "SELECT count(*), sum(length(line)) FROM forks",
    "SELECT id, card FROM authors ORDER BY no",
    "SELECT place, text FROM drafts ORDER BY place",
    # where one was at a lock, and how far the index is, need no backup
    """SELECT key, value FROM settings WHERE key NOT LIKE 'backups/%'
    AND key NOT IN ('place', 'search-index') ORDER BY key""",
)
_SMALL = 20_000  # entries whose chains are checked each time; else with the first of a day


@dataclass(frozen=True, slots=True)
class Attempt:
    """A copy that nobody has checked yet."""

    folder: Path
    name: str
    documents: tuple[Path, ...]  # in the vault
    state: bytes  # what to tell the vault when it has become a backup
    thorough: bool
    data_key: DataKey = field(repr=False)


def place_of(vault: Vault) -> Path:
    """Where the backups of a vault go; see `shelf.place_for`."""
    return shelf.place_for(vault.folder, vault.id, get_local(vault.store, BACKUPS))


def backups_of(vault: Vault) -> list[Backup]:
    """The backups of a vault at its place, the latest first. Raises StorageFailed."""
    return shelf.found(place_of(vault), vault.id)


def choose_place(vault: Vault, place: Path | None) -> None:
    """Keep backups in a folder within another one from now on; None: beside the vault. What was
    made before stays."""
    set_local(vault.store, BACKUPS, os.fsencode(place.absolute()) if place else None)


def due(vault: Vault) -> bool:
    """Whether anything was written since the last backup that became whole, or it is gone."""
    return get_local(vault.store, _STATE) != _state(vault.store) or not backups_of(vault)


def begin(vault: Vault, progress: Progress | None = None) -> Attempt:
    """Copy the database and the headers of a vault, for `finish` to go on with.

    Raises StorageFailed, and what `progress(done, in all)` raises; then nothing is left behind.
    """
    place, name = place_of(vault), shelf.name_of(at(vault.clock()))
    documents = map(vault.attachments.path, sorted(ever_kept(vault.store)))
    entries: int = vault.store.run("SELECT count(*) FROM entries").scalar()
    today = at(vault.clock()).date()
    first_today = not any(one.made_at.date() == today for one in backups_of(vault))
    attempt = shelf.aside(place / name)
    with disk_errors():
        attempt.mkdir(mode=0o700, parents=True)
        try:
            duplicate(vault.store, attempt / parts.DATABASE, vault.data_key.spec, progress)
            for head in header.NAMES:
                write_atomically(attempt / head, (vault.folder / head).read_bytes())
        except BaseException:
            shutil.rmtree(attempt, ignore_errors=True)
            raise
    return Attempt(
        folder=attempt,
        name=name,
        documents=tuple(path for path in documents if path.is_file()),
        state=_state(vault.store),
        thorough=entries <= _SMALL or first_today,
        data_key=vault.data_key,
    )


def finish(attempt: Attempt) -> Backup:
    """Check a copy, and let it count as a backup; older ones that are not needed go.

    Raises VaultDamaged where the copy is not sound, StorageFailed; then the copy is gone and the
    backups are as before. That an older one does not go undoes nothing.
    """
    try:
        _check(attempt)
        with disk_errors():
            made = shelf.put(attempt.folder, attempt.name, attempt.documents)
    except BaseException:
        shutil.rmtree(attempt.folder, ignore_errors=True)
        raise
    with suppress(StorageFailed), disk_errors():
        shelf.rotate(made.place, made.folder)
    return made


def note_done(vault: Vault, attempt: Attempt) -> None:
    """Remember that all that was there when `attempt` began is in a backup now; not where the
    vault got new keys meanwhile: no backup opens with them yet."""
    if attempt.data_key == vault.data_key:
        set_local(vault.store, _STATE, attempt.state)


def make_due(store: Store) -> None:
    """Forget what is in a backup already: none holds this vault as it is from now on."""
    set_local(store, _STATE, None)


def back_up(vault: Vault, progress: Progress | None = None) -> Backup:
    """Both steps at once. Raises what they raise."""
    attempt = begin(vault, progress)
    made = finish(attempt)
    note_done(vault, attempt)
    return made


def restore(
    backup: Path,
    destination: Path,
    passphrase: str,
    *,
    clock: Clock = system_clock,
    progress: Progress | None = None,
) -> Vault:
    """Make a vault of a backup at a place where there is none, and open it.

    Its owner goes on under a new signing key that the old one vouches for: entries that were made
    after the backup may be in colleagues' hands, and no two entries may have one number. Raises
    NotFound for what is no backup, WrongPassphrase (the passphrase is that of the backup's day),
    VaultExists, VaultDamaged, StorageFailed, and what `progress(bytes copied, in all)` raises; then
    nothing is left at `destination`.
    """
    if not (backup / parts.DATABASE).is_file():
        raise NotFound(
            _("{folder} is not a backup of Casefile.").format(folder=backup),
            _("Choose a folder whose name is a date, such as 20260406T045800Z."),
        )
    place = destination.absolute()
    if os.path.lexists(place):
        raise parts.exists(place)
    with disk_errors(), parts.in_the_making(place) as making:
        data_key, known = header.unlock(header.load(backup), passphrase)
        told = _counted(backup, progress) if progress else None
        parts.furnish(making)
        for name in (parts.DATABASE, *header.NAMES):
            if (backup / name).is_file():
                shelf.copy(backup / name, making / name, told)
        header.settle(making, known, data_key)
        _copy_back(backup, making / parts.ATTACHMENTS, told)
        _succeed(making / parts.DATABASE, data_key)
    return open_with(place, data_key, known.header.vault, clock)


def _state(store: Store) -> bytes:
    """What changes whenever something is written that a backup is to keep."""
    seen = sha256()
    for sql in _WRITTEN:
        seen.update(repr(list(store.run(sql))).encode())
    return seen.digest()


def _check(attempt: Attempt) -> None:
    copy = open_database(attempt.folder / parts.DATABASE, attempt.data_key.spec, create=False)
    try:
        problems = checks.pages(copy)
        if attempt.thorough:
            problems += checks.journal(copy)
    finally:
        copy.close()
    if problems:
        raise VaultDamaged(
            _("A backup could not be made: {what}").format(what=problems[0]),
            _("Check the vault (Tools menu) and keep the older backups."),
        )


def _counted(backup: Path, progress: Progress) -> Callable[[int], None]:
    """Adds up what was copied of a backup, and tells it, and how much there is."""
    documents = (backup.parent / parts.ATTACHMENTS / name for name in shelf.documents_of(backup))
    files = (*(backup / name for name in (parts.DATABASE, *header.NAMES)), *documents)
    in_all, done = sum(file.stat().st_size for file in files if file.is_file()), 0

    def told(size: int) -> None:
        nonlocal done
        done += size
        progress(done, in_all)

    told(0)
    return told


def _copy_back(backup: Path, attachments: Path, told: Callable[[int], None] | None) -> None:
    for name in shelf.documents_of(backup):
        source = backup.parent / parts.ATTACHMENTS / name
        if source.is_file():  # one that is missing is told of by `verify`, the rest is there
            shelf.copy(source, attachments / name, told)


def _succeed(database: Path, data_key: DataKey) -> None:
    """Give the database a new author who goes on from the old one."""
    store = open_database(database, data_key.spec, create=False)
    try:
        stored = get_local(store, IDENTITY)
        if stored is None or get_local(store, DOCUMENTS_KEY) is None:
            raise VaultDamaged(_("The backup has lost its owner's keys."), _("Try an older one."))
        heir = identity.successor(identity.from_bytes(stored))
        set_local(store, IDENTITY, identity.to_bytes(heir))
        forget_locals(store, "undo/")
        make_due(store)
        put_author(store, heir.card())
    finally:
        store.close()
