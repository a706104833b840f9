# SPDX-License-Identifier: GPL-3.0-or-later
"""Passphrase to keys: Argon2id (RFC 9106), ChaCha20-Poly1305 (RFC 8439), HKDF-SHA256 (RFC 5869).

No passphrase and no key is ever part of an error, a log line or a `repr`.
"""

import secrets
import unicodedata
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from casefile.base.errors import StorageFailed, VaultDamaged, WrongPassphrase
from casefile.base.messages import _

SALT_BYTES = 16
NONCE_BYTES = 12
WRAPPED_BYTES = 32 + 16 + 16  # data key, cipher salt, tag


@dataclass(frozen=True, slots=True)
class Work:
    """What it costs to try one passphrase: memory in KiB, passes over it, lanes at once."""

    memory: int
    passes: int
    lanes: int

    @property
    def sane(self) -> bool:
        """Whether the cost lies within what we accept from a header: less would be a downgrade
        put there by an enemy, more an attempt to exhaust the machine."""
        memory = 64 * 1024 <= self.memory <= 1024 * 1024
        return memory and 2 <= self.passes <= 10 and 1 <= self.lanes <= 8


DEFAULT = Work(memory=256 * 1024, passes=3, lanes=4)
FLOOR = Work(memory=64 * 1024, passes=2, lanes=2)


@dataclass(frozen=True, slots=True)
class DataKey:
    """What encrypts the vault: made once, at random, and wrapped by every slot of the header."""

    key: bytes = field(repr=False)  # 32 bytes
    salt: bytes = field(repr=False)  # 16 bytes, of the database file

    @classmethod
    def random(cls) -> "DataKey":
        return cls(secrets.token_bytes(32), secrets.token_bytes(16))

    @property
    def spec(self) -> str:
        """SQLCipher's raw key with its salt, 96 hex digits. With the salt in the key a database
        whose first page was torn can still be recovered from its journal."""
        return (self.key + self.salt).hex()

    def subkey(self, purpose: str) -> bytes:
        """32 bytes for one purpose alone; the key itself can't be computed from them."""
        info = b"casefile/1/" + purpose.encode()
        return HKDF(algorithm=SHA256(), length=32, salt=self.salt, info=info).derive(self.key)


def stretch(passphrase: str, salt: bytes, work: Work) -> bytes:
    """The 32-byte key of a passphrase. Composed and decomposed letters (NFC) give the same key.

    Raises VaultDamaged for a cost outside the limits, before any work; WrongPassphrase for a text
    that can't be one; StorageFailed when the computer lacks the memory.
    """
    if not work.sane:
        raise VaultDamaged(
            _("The vault's header asks for an amount of work that no vault asks for."),
            _("Restore the vault from a backup."),
        )
    try:
        material = unicodedata.normalize("NFC", passphrase).encode()
    except UnicodeEncodeError:
        raise WrongPassphrase(_("The passphrase holds half a character.")) from None
    kdf = Argon2id(
        salt=salt, length=32, iterations=work.passes, lanes=work.lanes, memory_cost=work.memory
    )
    try:
        return kdf.derive(material)
    except MemoryError:
        raise StorageFailed(
            _("The computer has too little free memory to work with the passphrase."),
            _("Close other programs and try again."),
        ) from None


def derive(secret: bytes, salt: bytes) -> bytes:
    """The 32-byte key of a secret that was drawn at random: nothing has to be stretched."""
    info = b"casefile/1/recovery slot"
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(secret)


def wrap(key: bytes, nonce: bytes, data_key: DataKey, context: bytes) -> bytes:
    """The data key, encrypted for a slot whose every other byte is in `context`."""
    return ChaCha20Poly1305(key).encrypt(nonce, data_key.key + data_key.salt, context)


def unwrap(key: bytes, nonce: bytes, wrapped: bytes, context: bytes) -> DataKey:
    """The data key again. Raises WrongPassphrase where key or context are others."""
    try:
        plain = ChaCha20Poly1305(key).decrypt(nonce, wrapped, context)
    except InvalidTag:
        raise WrongPassphrase(
            _("That passphrase does not open this vault. Nothing was changed."),
            _("Check the keyboard layout and capital letters."),
        ) from None
    return DataKey(plain[:32], plain[32:])
