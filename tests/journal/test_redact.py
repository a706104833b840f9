# SPDX-License-Identifier: GPL-3.0-or-later
"""Copies that hold less verify the same and give nothing away."""

import hmac
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.journal.commitments import salts
from casefile.journal.entry import (
    Entry,
    Shown,
    Withheld,
    decode,
    encode,
    verify_entry,
    verify_signature,
)
from casefile.journal.errors import JournalError
from casefile.journal.operations import Erase, Put, operation_bytes
from casefile.journal.redact import combine, erase, redact
from tests.journal.writers import Writer, chains, drop, put

SECRET = "The witness lives at 12 Abai Street"


def entry_with(*operations: Put, writer: Writer | None = None) -> Entry:
    return (writer or Writer("Aigul")).write(*operations)


def without_secret(entry: Entry) -> Entry:
    return redact(
        entry, lambda operation: not isinstance(operation, Put) or operation.value != SECRET
    )


def test_a_copy_gives_nothing_away_of_what_it_withholds() -> None:
    entry = entry_with(put("title", "shown"), put("text", SECRET), put("when", "2017"))
    line = encode(without_secret(entry))
    seed = bytes.fromhex(entry.seed or "")
    hidden = operation_bytes(entry.operations[1][1])
    secrets = [SECRET.encode(), seed, salts(seed, 3)[1], hidden]
    secrets += [sha256(secret).digest() for secret in (SECRET.encode(), hidden)]
    for secret in secrets:
        assert secret not in line
        assert secret.hex().encode() not in line
    assert b"shown" in line
    assert b"Abai" not in line


def test_shown_salts_do_not_lead_to_others() -> None:
    """Each salt is an HMAC under the seed: neither the seed nor a guess can be checked by it."""
    entry = entry_with(put("title", "shown"), put("text", "yes"))
    copy = redact(entry, lambda operation: operation == put("title", "shown"))
    shown, withheld = copy.parts
    assert isinstance(shown, Shown)
    assert isinstance(withheld, Withheld)
    for guess in ("yes", "no"):
        written = operation_bytes(put("text", guess))
        for salt in (b"", bytes(32), bytes.fromhex(shown.salt), bytes.fromhex(entry.hash)):
            for key in (salt, hmac.digest(salt, (1).to_bytes(8, "big"), "sha256")):
                assert sha256(key + written).hexdigest() != withheld.commitment


def test_equal_values_do_not_look_equal() -> None:
    writer = Writer("Aigul")
    copies = [without_secret(entry_with(*[put(value=SECRET)] * 2, writer=writer)) for _ in range(3)]
    seals = [
        part.commitment for copy in copies for part in copy.parts if isinstance(part, Withheld)
    ]
    assert len(seals) == len(set(seals)) == 6


@given(chains(), st.data())
def test_copies_of_copies_show_what_both_show(writer: Writer, data: st.DataObject) -> None:
    entry = data.draw(st.sampled_from(writer.entries))
    places = st.sets(st.integers(0, len(entry.parts) - 1))
    first, second = data.draw(places), data.draw(places)
    copy = erase(erase(entry, first), second)
    assert copy == erase(entry, first | second)
    assert {i for i, _ in copy.operations} == set(range(len(entry.parts))) - first - second
    assert copy.withheld == len(first | second)
    assert (copy.hash, copy.header, copy.signature) == (entry.hash, entry.header, entry.signature)
    assert (copy.seed is None) == bool(first | second)
    verify_entry(copy)
    verify_signature(copy, writer.public_key)
    assert decode(encode(copy)) == copy


def test_a_copy_that_hides_nothing_is_the_entry_itself() -> None:
    entry = entry_with(put(), put("title"))
    assert redact(entry, lambda _: True) is entry
    assert erase(entry, []) is entry
    assert erase(entry, [2, -1, 99]) is entry


def test_erasures_stay_visible_and_can_not_be_erased() -> None:
    target = entry_with(put())
    erasure = Writer("Botagoz").write(Erase(((target.hash, 0),)), put(value=SECRET), drop())
    for copy in (redact(erasure, lambda _: False), erase(erasure, range(9))):
        assert [operation for _, operation in copy.operations] == [Erase(((target.hash, 0),))]
        assert copy.withheld == 2
        verify_entry(copy)


@given(chains(most=1), st.data())
def test_two_copies_together_show_what_either_shows(writer: Writer, data: st.DataObject) -> None:
    entry = writer.entries[0]
    places = st.sets(st.integers(0, len(entry.parts) - 1))
    first, second = data.draw(places), data.draw(places)
    both = combine(erase(entry, first), erase(entry, second))
    assert {i for i, _ in both.operations} == set(range(len(entry.parts))) - (first & second)
    verify_entry(both)
    assert combine(entry, both) == combine(both, entry) == entry


def test_copies_of_different_entries_are_not_combined() -> None:
    writer = Writer("Aigul")
    one, two = writer.write(put()), writer.write(put())
    with pytest.raises(JournalError):
        combine(one, two)
    with pytest.raises(JournalError):
        combine(one, Entry(one.header, one.signature, None, (*one.parts, *one.parts)))
