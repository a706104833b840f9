# SPDX-License-Identifier: GPL-3.0-or-later
"""Headers of age files: what is let through to the cipher, and what is not."""

import io

import pytest

from casefile.base.errors import BundleRefused
from casefile.bundle.envelope import HEADER_LIMIT, read_header
from tests.hostile.envelopes import MAC, SHARE, VERSION, stanza

GOOD = VERSION + stanza(b"X25519", SHARE) + MAC
SCRYPT = stanza(b"scrypt", b"bBjlhJVYZeE4aqUdmtRHfw", b"%d")


@pytest.mark.parametrize(
    ("file", "stanzas"),
    [
        (GOOD + b"payload\n", ("X25519",)),
        (VERSION + SCRYPT % 20 + MAC, ("scrypt",)),
        (VERSION + stanza(b"X25519", SHARE) * 20 + MAC, ("X25519",) * 20),
        (VERSION + stanza(b"!!-grease", b"x", body=b"A" * 64 + b"\n") + MAC, ("!!-grease",)),
        (VERSION + stanza(b"odd", body=b"A" * 64 + b"\nAAAA") + MAC, ("odd",)),
    ],
)
def test_headers_within_bounds_pass(file: bytes, stanzas: tuple[str, ...]) -> None:
    header = read_header(io.BytesIO(file))
    assert header.stanzas == stanzas
    assert header.start == file


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (b"", "not a case bundle"),
        (b"PK\x03\x04", "not a case bundle"),
        (b"-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n", "text form"),
        (b"\n-----BEGIN AGE ENCRYPTED FILE-----\njunk", "text form"),
        (b"age-encryption.org/v2\n" + GOOD, "does not know"),
        (VERSION, "cut short"),
        (VERSION + MAC, "damaged"),
        (GOOD[:-1], "cut short"),
        (GOOD[:-5] + b"\n", "damaged"),
        (VERSION + b"-> \n\n" + MAC, "damaged"),
        (VERSION + b"->X25519\n\n" + MAC, "damaged"),
        (VERSION + stanza(b"X25519", b"sh\xe4re") + MAC, "damaged"),
        (VERSION + stanza(b"X25519", SHARE, body=b"A" * 65) + MAC, "damaged"),
        (VERSION + stanza(b"X25519", SHARE, body=b"<->") + MAC, "damaged"),
        (VERSION + stanza(b"X25519", SHARE) * 21 + MAC, "more than 20 keys"),
        (VERSION + stanza(b"X25519", SHARE) * 1000 + MAC, "more than 20 keys"),
        (VERSION + SCRYPT % 21 + MAC, "more memory than is allowed"),
        (VERSION + SCRYPT % 23 + MAC, "more memory than is allowed"),
        (VERSION + SCRYPT % 18 + stanza(b"X25519", SHARE) + MAC, "damaged"),
        (VERSION + SCRYPT % 18 + SCRYPT % 18 + MAC, "damaged"),
        (VERSION + SCRYPT % 0 + MAC, "damaged"),
        (VERSION + SCRYPT % 123 + MAC, "damaged"),
        (VERSION + stanza(b"scrypt") + MAC, "damaged"),
        (VERSION + stanza(b"X", body=(b"A" * 64 + b"\n") * 1100) + MAC, "too long"),
        (VERSION + b"-> " + b"A" * HEADER_LIMIT + b"\n\n" + MAC, "too long"),
    ],
)
def test_others_are_refused_with_a_sentence(file: bytes, sentence: str) -> None:
    with pytest.raises(BundleRefused, match=sentence) as caught:
        read_header(io.BytesIO(file))
    assert caught.value.next_step
