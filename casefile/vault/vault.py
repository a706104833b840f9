# SPDX-License-Identifier: GPL-3.0-or-later
"""Making, opening and closing a vault. What is in it is the store's to say."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from casefile.base.clock import Clock, system_clock
from casefile.base.errors import CasefileError, InvalidRecord, NotFound, StorageFailed, VaultDamaged
from casefile.base.messages import _
from casefile.store import reading, renewal, writing
from casefile.store.attachments import Attachments, new_secret
from casefile.store.database import Store, open_database
from casefile.store.disk import disk_errors
from casefile.store.kept import doomed, ever_kept, forget_doomed, kept_now
from casefile.store.local import get_local, put_author, set_local
from casefile.store.writing import Author, Edit
from casefile.vault import before, header, identity, keys, swap, tally
from casefile.vault import folder as parts
from casefile.vault.identity import Identity
from casefile.vault.keys import DataKey, Work
from casefile.vault.lock import Lock, acquire

IDENTITY = "identity"  # names of settings inside the database
DOCUMENTS_KEY = "documents-key"
BACKUPS = "backups/place"


@dataclass(slots=True)
class Vault:
    """An open vault. It belongs to the thread that opened it."""

    id: str
    folder: Path
    store: Store = field(repr=False)
    attachments: Attachments = field(repr=False)
    identity: Identity
    clock: Clock = field(repr=False)
    data_key: DataKey = field(repr=False)
    _lock: Lock = field(repr=False)
    kept_before: Path | None = None  # a backup, where this opening brought it to a new format
    missing: int = 0  # entries that its header knew of and its database, at opening, did not hold

    @property
    def author(self) -> Author:
        """Who writes here."""
        owner = self.identity
        return Author(owner.author_id, owner.sign, owner.public_key)

    @property
    def own(self) -> frozenset[str]:
        """The ids under which its owner has signed: that of today, and those from before the
        vault was restored from a backup."""
        owner = self.identity
        if not owner.follows:
            return frozenset({owner.author_id})
        return identity.lineage(owner.card(), reading.authors(self.store))

    @contextmanager
    def edit(self, case: str) -> Iterator[Edit]:
        """One transaction in one case: one signed entry, all or nothing; see `store.writing.edit`
        and what it raises: InvalidRecord, NotFound, TooMuch, StorageFailed.

        When the disk is full the vault's reserve is freed, so that a second try has room. The
        documents of erased records go with them.
        """
        try:
            with writing.edit(self.store, self.author, case, self.clock) as edit:
                yield edit
        except StorageFailed:
            parts.free_reserve(self.folder)
            raise
        if edit.erases:
            self.collect()

    def collect(self) -> None:
        """Delete the attachments of erased records that no entry names any more.

        To be called after an import that erased; opening does it too. What was staged stays.
        Where the journal is damaged nothing goes: better too much than too little. The erasure
        itself is kept by then, so a disk that refuses is no error: the next opening goes on.
        """
        with suppress(VaultDamaged, StorageFailed):
            for digest in self._unnamed(doomed(self.store)):
                self.attachments.remove(digest)
            forget_doomed(self.store)

    def _unnamed(self, digests: set[str]) -> set[str]:
        left = digests - kept_now(self.store) if digests else digests
        return left - ever_kept(self.store) if left else left  # slower, so only when it matters

    def settle_attachments(self) -> None:
        """Set aside what no entry names, and bring back what one names again. For the moment of
        opening. Never deletes: whoever puts an older database back by hand, as the only copy left
        or by mistake, still has the documents that were added since.
        """
        known = kept_now(self.store)
        if self.attachments.strays(known) or self.attachments.unclaimed():
            with suppress(VaultDamaged):
                known |= ever_kept(self.store)
                self.attachments.set_aside(known)
            self.attachments.reclaim(known)

    def reopen(self, data_key: DataKey) -> None:
        """Open what lies in the folder now, under this key: it was exchanged while closed."""
        store = open_database(self.folder / parts.DATABASE, data_key.spec, create=False)
        self.store, self.data_key = store, data_key
        self.missing = tally.missing(self.folder, data_key, store)
        _identity, secret = _owner(store)
        self.attachments = attachments_of(self.folder, secret, data_key)

    def close(self) -> None:
        """Close the database and let go of the lock. Twice is fine.

        How many entries there are goes into the header first, if the disk lets it: closing never
        fails for that.
        """
        if not self.store.closed and not self.store.in_transaction:
            with suppress(OSError, CasefileError):
                tally.note(self.folder, self.data_key, self.store, self.missing)
        self.store.close()
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def create(
    folder: Path,
    passphrase: str,
    name: str,
    organisation: str = "",
    *,
    clock: Clock = system_clock,
    work: Work | None = None,
) -> Vault:
    """Make a vault at `folder` for an observer of this name, and open it.

    Raises InvalidRecord for an empty passphrase or an impossible name, VaultExists, NotFound for
    a folder above that is not there, StorageFailed. However it ends, by an error or by a kill,
    there is a whole vault at `folder` or nothing.
    """
    place = folder.absolute()
    owner = identity.new_identity(name, organisation)
    check_passphrase(passphrase)
    if os.path.lexists(place):
        raise parts.exists(place)
    if not place.parent.is_dir():
        raise NotFound(_("There is no folder {folder}.").format(folder=place.parent))
    data_key = DataKey.random()
    with disk_errors(), parts.in_the_making(place) as attempt:
        lock = acquire(attempt)
        try:
            first = header.new(passphrase, work or keys.DEFAULT, data_key)
            header.store_first(attempt, first, data_key)
            parts.furnish(attempt)
            _begin_database(attempt, data_key, owner)
        finally:
            lock.release()
    return open_with(place, data_key, first.vault, clock)


def open_vault(folder: Path, passphrase: str, *, clock: Clock = system_clock) -> Vault:
    """Open the vault at `folder`.

    Raises NotAVault, VaultInUse, WrongPassphrase, VaultDamaged, NewerFormat, StorageFailed; then
    nothing has changed.
    """
    place = folder.absolute()
    with disk_errors():
        lock = entered(place)
        try:
            opened, found = _by_header(place, header.load(place), passphrase, clock, lock)
            # only now: a key that opens no database must not write over the other header
            with suppress(OSError):  # the disk may be full; the next opening sees to it again
                header.settle(place, found, opened.data_key)
            return opened
        except BaseException:
            lock.release()
            raise


def _by_header(
    place: Path, found: header.Found, passphrase: str, clock: Clock, lock: Lock
) -> tuple[Vault, header.Found]:
    data_key, proved = header.unlock(found, passphrase)
    try:
        return _opened(place, data_key, proved.header.vault, clock, lock), proved
    except VaultDamaged:
        if found.spare is None or found.spare.vault == proved.header.vault:
            raise
    # somebody put a header of another vault here that the same passphrase opens
    return _by_header(place, header.Found(found.spare, found.other, None), passphrase, clock, lock)


def open_with(place: Path, data_key: DataKey, vault: str, clock: Clock) -> Vault:
    """Open a vault whose data key is known already."""
    with disk_errors():
        lock = entered(place)
        try:
            return _opened(place, data_key, vault, clock, lock)
        except BaseException:
            lock.release()
            raise


def check_passphrase(passphrase: str) -> None:
    """Raises InvalidRecord for a passphrase of nothing but spaces. How good one is, is for those
    to judge who ask for it."""
    if not passphrase.strip():
        raise InvalidRecord(_("Passphrase"), _("must not be empty"))


def _begin_database(place: Path, data_key: DataKey, owner: Identity) -> None:
    store = open_database(place / parts.DATABASE, data_key.spec, create=True)
    try:
        set_local(store, IDENTITY, identity.to_bytes(owner))
        set_local(store, DOCUMENTS_KEY, new_secret().encode())
        put_author(store, owner.card())
        renewal.note_whole(store)
    finally:
        store.close()


def entered(place: Path) -> Lock:
    """The lock of a folder that can be a vault. New keys that were coming into force do so now."""
    if not swap.decided(place):  # else a part may be missing yet
        parts.check_parts(place)
    lock = acquire(place)
    try:
        swap.finish(place)
        parts.check_parts(place)
    except BaseException:
        lock.release()
        raise
    return lock


def attachments_of(place: Path, secret: str, data_key: DataKey) -> Attachments:
    """The documents of a vault: sealed to one key, named by another."""
    return Attachments(place / parts.ATTACHMENTS, secret, data_key.subkey("attachment names"))


def _opened(place: Path, data_key: DataKey, vault: str, clock: Clock, lock: Lock) -> Vault:
    kept_before: list[Path] = []

    def keep(old: Store) -> None:
        chosen = get_local(old, BACKUPS)
        kept_before.append(before.keep(place, vault, old, data_key, chosen, clock))

    store = open_database(place / parts.DATABASE, data_key.spec, create=False, before=keep)
    try:
        owner, secret = _owner(store)
        kept = attachments_of(place, secret, data_key)
        opened = Vault(
            vault, place, store, kept, owner, clock, data_key, lock,
            next(iter(kept_before), None), tally.missing(place, data_key, store),
        )  # fmt: skip
        swap.sweep(place)
        parts.tidy(place)
        kept.sweep()
        opened.collect()
        opened.settle_attachments()
    except BaseException:
        store.close()
        raise
    return opened


def _owner(store: Store) -> tuple[Identity, str]:
    stored, secret = get_local(store, IDENTITY), get_local(store, DOCUMENTS_KEY)
    if stored is None or secret is None:
        raise VaultDamaged(
            _("The vault has lost its owner's keys."), _("Restore the vault from a backup.")
        )
    return identity.from_bytes(stored), secret.decode()
