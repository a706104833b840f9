# SPDX-License-Identifier: GPL-3.0-or-later
"""Headers of age files, and whole ones, put together by hand."""

import hmac
import os
from base64 import b64encode

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

VERSION = b"age-encryption.org/v1\n"
SHARE = b"TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc"
MAC = b"--- Vn+54jqiiUCE+WZcEVY3f1sqHjlu/z1LCQ/T7Xm7qI0\n"
_LIGHT = 4  # log2 of scrypt's N; age itself takes what a second allows
_CHUNK = 1 << 16  # bytes


def stanza(
    *arguments: bytes, body: bytes = b"EmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U"
) -> bytes:
    """One stanza; the body is base64 text, wrapped by the caller."""
    return b"-> " + b" ".join(arguments) + b"\n" + body + b"\n"


def light(plaintext: bytes, passphrase: str) -> bytes:
    """An age file under a passphrase that costs next to no work (https://age-encryption.org/v1)."""
    key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    label = b"age-encryption.org/v1/scrypt"
    wrapping = Scrypt(salt=label + salt, length=32, n=1 << _LIGHT, r=8, p=1)
    wrapper = ChaCha20Poly1305(wrapping.derive(passphrase.encode()))
    body = _base64(wrapper.encrypt(bytes(12), key, None))
    head = VERSION + b"-> scrypt %s %d\n%s\n---" % (_base64(salt), _LIGHT, body)
    mac = hmac.digest(_derived(key, b"", b"header"), head, "sha256")
    stream, chunks = ChaCha20Poly1305(_derived(key, nonce, b"payload")), [b""]
    if plaintext:
        chunks = [plaintext[at : at + _CHUNK] for at in range(0, len(plaintext), _CHUNK)]
    sealed = (
        stream.encrypt(at.to_bytes(11, "big") + bytes([at == len(chunks) - 1]), chunk, None)
        for at, chunk in enumerate(chunks)
    )
    return head + b" " + _base64(mac) + b"\n" + nonce + b"".join(sealed)


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(key)


def _base64(data: bytes) -> bytes:
    return b64encode(data).rstrip(b"=")
