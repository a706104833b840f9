# SPDX-License-Identifier: GPL-3.0-or-later
"""The seals on operations: what lets one be withheld while the signature still holds.

    salt i       = HMAC-SHA-256(key = seed, message = i as 8 bytes, big-endian)      (32 bytes)
    commitment i = SHA-256(salt i ‖ canonical bytes of operation i)                  (32 bytes)
    root         = SHA-256(commitment 0 ‖ commitment 1 ‖ …), in lower-case hex

The seed is 32 random bytes, new for each entry, so short or equal values can't be guessed or
recognised by their commitments.
"""

from collections.abc import Iterable
from hashlib import sha256

SEED_SIZE = 32

_BLOCK = 64  # of SHA-256
_INNER = bytes(byte ^ 0x36 for byte in range(256))
_OUTER = bytes(byte ^ 0x5C for byte in range(256))


def salts(seed: bytes, count: int) -> list[bytes]:
    """The salts of an entry's first `count` operations.

    HMAC (RFC 2104) written out, so that the padded key is hashed once for all of them: verifying
    an entry is mostly this, and the standard library's one-call form costs nearly twice as much.
    """
    key = seed.ljust(_BLOCK, b"\0")
    inner, outer = sha256(key.translate(_INNER)), sha256(key.translate(_OUTER))
    fresh = []
    for index in range(count):
        message, salt = inner.copy(), outer.copy()
        message.update(index.to_bytes(8, "big"))
        salt.update(message.digest())
        fresh.append(salt.digest())
    return fresh


def commitment(salt: bytes, operation: bytes) -> bytes:
    """The seal of one operation, given its canonical bytes."""
    return sha256(salt + operation).digest()


def root_of(commitments: Iterable[bytes]) -> str:
    """What the header says of all operations, in hex."""
    return sha256(b"".join(commitments)).hexdigest()
