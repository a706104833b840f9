# SPDX-License-Identifier: GPL-3.0-or-later
"""A new passphrase for a vault, or new keys throughout."""

from casefile.casework import passphrases
from casefile.vault import recovery, rotation
from casefile.vault.rewrap import change_passphrase
from casefile.vault.vault import Vault
from casefile.vault.verify import Progress


def change(vault: Vault, old: str, new: str) -> None:
    """Let the vault open with `new` from now on. Copies made before open with the old one, and who
    has one and knows that has the key of what is written later, too.

    Raises InvalidRecord where `new` is weak, and what `change_passphrase` raises.
    """
    passphrases.require_strong(new)
    change_passphrase(vault, old, new)


def rotate(vault: Vault, old: str, new: str, *, progress: Progress | None = None) -> bool:
    """Give the vault new keys throughout and a new passphrase: no old copy helps to read it.
    Returns whether a recovery sheet ended with the old keys.

    Raises InvalidRecord where `new` is weak, and what `vault.rotation.rotate` raises.
    """
    passphrases.require_strong(new)
    had_sheet = recovery.has_sheet(vault)
    rotation.rotate(vault, old, new, progress=progress)
    return had_sheet
