# SPDX-License-Identifier: GPL-3.0-or-later
"""New keys for a whole vault, when the passphrase of an old copy may be in wrong hands.

A change of passphrase wraps the same data key anew: who has an old header and its passphrase has
that key, and reads whatever is written under it later. Here everything that a key of the old vault
opens or names is made anew: data key and salt (database, seal of the headers, names of documents)
and the documents' own key, which lies in the database. The passphrase must be another one, for the
old one would open the new header; the recovery sheet ends. The author's own keys stay: they
are who the author is to others.

Copy, verify, swap: the copy is a whole vault beside the old one, looked at like any vault before
it counts; see `swap` for how it comes to count.
"""

import shutil
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from casefile.base.errors import (
    CasefileError,
    InvalidRecord,
    StorageFailed,
    VaultDamaged,
    WrongPassphrase,
)
from casefile.base.messages import _
from casefile.store.attachments import Attachments, new_secret
from casefile.store.database import Store, open_database
from casefile.store.disk import disk_errors
from casefile.store.duplicate import duplicate
from casefile.store.kept import ever_kept, kept_now
from casefile.store.local import set_local
from casefile.vault import backup, header, keys, keyslots, swap, tally
from casefile.vault import folder as parts
from casefile.vault.keys import DataKey, Work
from casefile.vault.vault import DOCUMENTS_KEY, Vault, attachments_of, check_passphrase
from casefile.vault.verify import WHOLE, Progress, between, verify

_DATABASE, _DOCUMENTS, _CHECKED = 150, 500, 980  # of `WHOLE` steps: how far each part leads
_SPARE = 2 * parts.RESERVE_BYTES  # bytes that must stay free beside the copy


def rotate(
    vault: Vault,
    old: str,
    new: str,
    *,
    work: Work | None = None,
    progress: Progress | None = None,
) -> None:
    """Give an open vault new keys throughout; from now on it opens with `new` alone, no sheet.

    `old`: the passphrase so far. `progress` may raise Cancelled until everything is verified.
    Raises InvalidRecord where `new` is `old` or nothing, WrongPassphrase, VaultDamaged where the
    copy is not sound or a document can't be read, StorageFailed where the disk is too full or
    fails. Then the vault is as before, and open; but where the disk failed in the swap itself
    the sentence says so, and the next opening finishes it. Backups open with the passphrase of
    their day as before: what they hold is not made safe by this.
    """
    told = progress or (lambda _done, _total: None)
    check_passphrase(new)
    if unicodedata.normalize("NFC", new) == unicodedata.normalize("NFC", old):
        raise InvalidRecord(
            _("Passphrase"), _("must be another one: the old one would open the new keys too.")
        )
    with disk_errors():
        key, found = header.unlock(header.load(vault.folder), old)
        if key != vault.data_key:
            raise header.exchanged()
        fresh = DataKey.random()
        slot = keyslots.passphrase_slot(new, work or keys.DEFAULT, fresh, found.header.vault)
        count = tally.entries(vault.store)
        first = header.advanced(found.header, fresh, slots=(slot,), counter=count)
        _check_space(vault.folder)
        with swap.in_the_making(vault.folder) as ahead:
            header.store_first(ahead, first, fresh)
            _copy(vault, ahead, fresh, told)
            _check_header(ahead, new, fresh)
            told(_CHECKED, WHOLE)
            _swap(vault, fresh)


def _check_space(folder: Path) -> None:
    files = [folder / parts.DATABASE, *(folder / parts.ATTACHMENTS).rglob("*.age")]
    needed = sum(path.stat().st_size for path in files) + _SPARE
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise StorageFailed(
            _(
                "New keys need room for a second copy of the vault: {needed} MB, and the disk has "
                "{free} MB left. Nothing was changed."
            ).format(needed=needed // 10**6 + 1, free=free // 10**6),
            _("Free some space, then try again."),
        )


def _copy(vault: Vault, ahead: Path, fresh: DataKey, told: Progress) -> None:
    """The second set, whole and verified."""
    pages = between(told, 0, _DATABASE)
    duplicate(vault.store, ahead / parts.DATABASE, fresh.spec, pages)
    store = open_database(ahead / parts.DATABASE, fresh.spec, create=False)
    try:
        secret = new_secret()
        set_local(store, DOCUMENTS_KEY, secret.encode())
        backup.make_due(store)
        (ahead / parts.ATTACHMENTS).mkdir(mode=0o700)
        kept = attachments_of(ahead, secret, fresh)
        _reseal(vault, kept, between(told, _DATABASE, _DOCUMENTS))
        _check(vault, ahead, store, kept, fresh, between(told, _DOCUMENTS, _CHECKED))
    finally:
        store.close()


def _reseal(vault: Vault, target: Attachments, told: Progress) -> None:
    known = [
        digest
        for digest in sorted(kept_now(vault.store) | ever_kept(vault.store))
        if vault.attachments.has(digest)
    ]
    for number, digest in enumerate(known):
        told(number, len(known))
        with vault.attachments.open(digest) as plain:
            target.add(plain, _still(told, number, len(known)))
    vault.attachments.reseal_unclaimed(target, _still(told, len(known), len(known)))


def _still(told: Progress, done: int, total: int) -> Callable[[int], None]:
    """Within one document: nothing to tell, but it may be cancelled."""
    return lambda _bytes: told(done, total)


def _check(
    vault: Vault, ahead: Path, store: Store, kept: Attachments, fresh: DataKey, told: Progress
) -> None:
    copy = replace(vault, folder=ahead, store=store, attachments=kept, data_key=fresh, missing=0)
    report = verify(copy, told)
    if not report.ok:
        raise _refused(report.problems[0])


def _check_header(ahead: Path, new: str, fresh: DataKey) -> None:
    """Whether the new passphrase opens what is about to count: nothing else will any more."""
    try:
        key, found = header.unlock(header.load(ahead, every=True), new)
    except (WrongPassphrase, VaultDamaged) as error:
        raise _refused(error.sentence) from error
    if key != fresh or not found.settled:
        raise _refused(_("The vault's header was altered."))


def _refused(what: str) -> VaultDamaged:
    return VaultDamaged(
        _("The vault can't be given new keys: {what}").format(what=what),
        _("Check the vault (Tools menu) and mend that first. Nothing was changed."),
    )


def _swap(vault: Vault, fresh: DataKey) -> None:
    vault.store.close()
    try:
        swap.decide(vault.folder)
        swap.finish(vault.folder)
    except OSError:
        if (vault.folder / swap.AHEAD).is_dir():
            vault.reopen(vault.data_key)
            raise
    try:
        swap.finish(vault.folder)  # where a call failed once it may work now
        vault.reopen(fresh)
    except (OSError, CasefileError) as error:
        raise StorageFailed(
            _("The disk failed while the new keys came into force: the new passphrase counts."),
            _("Check the disk, lock the vault and open it again: that finishes it."),
        ) from error
