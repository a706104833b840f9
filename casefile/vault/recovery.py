# SPDX-License-Identifier: GPL-3.0-or-later
"""The recovery sheet: a second way into a vault, on paper, for when the passphrase is lost.

32 random bytes as 24 words with a checksum (BIP 39, English list: every word is known by its
first four letters). Who has the sheet has the vault: it is made only when it is asked for, never
stored, and one that was made before stops working.
"""

import secrets

from mnemonic import Mnemonic

from casefile.base.errors import InvalidRecord
from casefile.base.messages import _
from casefile.store.disk import disk_errors
from casefile.vault import header, keyslots
from casefile.vault.vault import Vault

WORDS = 24
_SECRET_BYTES = 32
_KNOWN_BY = 4  # letters that tell a word from all others


def new_words() -> str:
    """The words of a sheet that opens nothing yet. Raises StorageFailed."""
    with disk_errors():  # the list of words may not be read from the disk
        words: str = Mnemonic("english").to_mnemonic(secrets.token_bytes(_SECRET_BYTES))
    return words


def put_sheet(vault: Vault, words: str) -> None:
    """From now on these words open an open vault, and those of a sheet before no more. To be
    called when the words are safe on paper or on the way there.

    Raises VaultDamaged, StorageFailed. Killed at any point, the old words open it or the new.
    """
    with disk_errors():  # the list of words again
        secret = secret_of(words)
    _put(vault, (keyslots.recovery_slot(secret, vault.data_key, vault.id),))


def make_sheet(vault: Vault) -> str:
    """A new sheet in place of the one before; its words, for who keeps them at once."""
    words = new_words()
    put_sheet(vault, words)
    return words


def revoke_sheet(vault: Vault) -> None:
    """From now on no sheet opens the vault; copies made before still open with theirs."""
    _put(vault, ())


def has_sheet(vault: Vault) -> bool:
    """Whether a sheet opens this vault. Raises VaultDamaged, StorageFailed."""
    slots = _genuine(vault).header.slots
    return any(slot.kind == keyslots.RECOVERY for slot in slots)


def secret_of(typed: str) -> bytes:
    """The secret of the words of a sheet, as a person types them: in any case, with numbers or
    commas between, each word whole or by its first four letters.

    Raises InvalidRecord naming the first word that is none, or where their checksum is not right.
    """
    known = {word[:_KNOWN_BY]: word for word in Mnemonic("english").wordlist}
    given = ["".join(filter(str.isalpha, part)) for part in typed.casefold().split()]
    given = [part for part in given if part]
    for place, part in enumerate(given, 1):
        word = known.get(part[:_KNOWN_BY], "")
        if not word.startswith(part):
            rule = _("word {place}, “{word}”, is not on any sheet.")
            raise InvalidRecord(_("Recovery words"), rule.format(place=place, word=part))
    if len(given) != WORDS:
        rule = _("there must be {wanted} of them, not {count}.")
        raise InvalidRecord(_("Recovery words"), rule.format(wanted=WORDS, count=len(given)))
    try:
        return bytes(Mnemonic("english").to_entropy([known[part[:_KNOWN_BY]] for part in given]))
    except ValueError:
        raise InvalidRecord(
            _("Recovery words"),
            _("a word is wrong, or two are exchanged: they don't fit together."),
        ) from None


def _put(vault: Vault, recovery: tuple[keyslots.Slot, ...]) -> None:
    with disk_errors():
        found = _genuine(vault)
        others = tuple(slot for slot in found.header.slots if slot.kind != keyslots.RECOVERY)
        changed = header.advanced(found.header, vault.data_key, slots=(*others, *recovery))
        header.store_both(vault.folder, found, changed, vault.data_key)


def _genuine(vault: Vault) -> header.Found:
    """The header as the vault wrote it: what somebody else put there must not be sealed again."""
    with disk_errors():
        return header.genuine(header.load(vault.folder), vault.data_key)
