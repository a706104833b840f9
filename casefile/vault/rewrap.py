# SPDX-License-Identifier: GPL-3.0-or-later
"""Another passphrase for the same keys: the data key is wrapped anew."""

from pathlib import Path

from casefile.store.database import open_database
from casefile.store.disk import disk_errors
from casefile.vault import folder as parts
from casefile.vault import header, keys, keyslots
from casefile.vault.keys import DataKey, Work
from casefile.vault.vault import Vault, check_passphrase, entered


def change_passphrase(
    vault: Vault | Path, old: str | bytes, new: str, *, work: Work | None = None
) -> None:
    """From now on the vault opens with `new` alone. Raises what `open_vault` raises.

    `old`: the passphrase so far, or the bytes of a recovery sheet, which stays good. Killed at any
    point, one of both opens it. Copies made earlier still open with `old`: whoever has one and
    knows `old` has the data key.
    """
    check_passphrase(new)
    if isinstance(vault, Vault):
        with disk_errors():
            _rewrap(vault.folder, old, new, work or keys.DEFAULT, vault.data_key)
        return
    place = vault.absolute()
    with disk_errors():
        lock = entered(place)
        try:
            _rewrap(place, old, new, work or keys.DEFAULT)
        finally:
            lock.release()


def _rewrap(
    place: Path, old: str | bytes, new: str, work: Work, known: DataKey | None = None
) -> None:
    data_key, found = header.unlock(header.load(place), old)
    if known is None:  # a header of another vault may have been put here: it must not spread
        open_database(place / parts.DATABASE, data_key.spec, create=False, upgrade=False).close()
    elif known != data_key:
        raise header.exchanged()
    others = tuple(slot for slot in found.header.slots if slot.kind != keyslots.PASSPHRASE)
    slot = keyslots.passphrase_slot(new, work, data_key, found.header.vault)
    changed = header.advanced(found.header, data_key, slots=(slot, *others))
    header.store_both(place, found, changed, data_key)
