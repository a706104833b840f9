# SPDX-License-Identifier: GPL-3.0-or-later
"""The seals are the HMACs and hashes that the format says, by the standard library's own."""

import hmac
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from casefile.journal.commitments import commitment, root_of, salts


@given(st.binary(min_size=32, max_size=32), st.integers(0, 300))
def test_salts_are_hmacs_of_the_index(seed: bytes, count: int) -> None:
    expected = [hmac.digest(seed, i.to_bytes(8, "big"), "sha256") for i in range(count)]
    assert salts(seed, count) == expected


@given(st.binary(min_size=32, max_size=32), st.binary())
def test_a_commitment_is_the_hash_of_salt_and_operation(salt: bytes, operation: bytes) -> None:
    assert commitment(salt, operation) == sha256(salt + operation).digest()


def test_the_root_depends_on_order_and_number() -> None:
    a, b = b"a" * 32, b"b" * 32
    assert root_of([a, b]) == sha256(a + b).hexdigest()
    assert len({root_of([a, b]), root_of([b, a]), root_of([a]), root_of([a, a]), root_of([])}) == 5
