# SPDX-License-Identifier: GPL-3.0-or-later
"""Looking at a backup again, long after it was made: disks forget."""

from datetime import datetime

from casefile.base.clock import at
from casefile.base.errors import NotAVault, NotFound, VaultDamaged, WrongPassphrase
from casefile.base.messages import _
from casefile.store import checks
from casefile.store.database import FORMAT, Store, open_database
from casefile.store.disk import disk_errors
from casefile.store.kept import ever_kept
from casefile.store.local import get_local, set_local
from casefile.vault import folder as parts
from casefile.vault import header
from casefile.vault.keys import DataKey
from casefile.vault.shelf import Backup, documents_of, set_aside
from casefile.vault.vault import DOCUMENTS_KEY, Vault, attachments_of
from casefile.vault.verify import Progress

_CHECKED = "backups/checked"  # local setting: when, milliseconds since 1970


def check(backup: Backup, data_key: DataKey, progress: Progress | None = None) -> None:
    """Look at every page of a backup, at its chains, and read each of its documents to its end.

    `data_key`: of the vault. Where the backup is of an older format its pages alone are looked at.
    A document that is not what it was is set aside, so that the next backup copies it again.
    Raises VaultDamaged where something is not as it was, WrongPassphrase where the vault has got
    new keys since, NotFound where it is away, StorageFailed where the disk can't be read,
    NewerFormat, VaultInUse, and what `progress(documents read, in all)` raises.
    """
    told = progress or (lambda _done, _total: None)
    try:
        with disk_errors():
            problems = _problems(backup, data_key, told)
    except (NotAVault, VaultDamaged) as error:  # whose next step is for a vault
        problems = [error.sentence]
    if problems:
        raise VaultDamaged(
            _("This backup is damaged: {what}").format(what=problems[0]),
            _("Back up now, and keep the next one on another disk."),
        )


def _problems(backup: Backup, data_key: DataKey, told: Progress) -> list[str]:
    if not backup.folder.is_dir():
        raise NotFound(
            _("The backup {folder} is not there any more.").format(folder=backup.folder),
            _("Connect the disk that it is on, or back up now."),
        )
    if not header.is_sealed(header.load(backup.folder).header, data_key):
        raise WrongPassphrase(
            _("This backup was made before the keys were renewed; they don't open it."),
            _("To check it, restore it with the passphrase of its day."),
        )
    store = open_database(
        backup.folder / parts.DATABASE, data_key.spec, create=False, upgrade=False
    )
    try:
        problems = checks.pages(store)
        if store.run("PRAGMA user_version").scalar() == FORMAT:
            problems += checks.journal(store, told)
            # by a damaged database no document is judged
            problems = problems or _of_documents(backup, store, data_key, told)
    finally:
        store.close()
    return problems


def _of_documents(backup: Backup, store: Store, data_key: DataKey, told: Progress) -> list[str]:
    secret = get_local(store, DOCUMENTS_KEY) or b""
    kept = attachments_of(backup.place, secret.decode(), data_key)
    names = set(documents_of(backup.folder))
    digests = [one for one in sorted(ever_kept(store)) if kept.path(one).name in names]
    problems = []
    for number, digest in enumerate(digests):
        told(number, len(digests))
        if not kept.has(digest):
            problems.append(_("The document {digest}… is missing.").format(digest=digest[:12]))
            continue
        try:
            kept.check(digest)
        except VaultDamaged as error:
            problems.append(error.sentence)
            set_aside(kept.path(digest))
    return problems


def key_of(vault: Vault) -> DataKey:
    """What its backups open with, until its keys are renewed."""
    return vault.data_key


def note_checked(vault: Vault) -> None:
    """Remember that a backup of this vault was looked at now, and was well."""
    set_local(vault.store, _CHECKED, str(vault.clock()).encode())


def last_checked(vault: Vault) -> datetime | None:
    """When a backup was last looked at again and was well; None: never."""
    held = get_local(vault.store, _CHECKED)
    return at(int(held)) if held else None
