# SPDX-License-Identifier: GPL-3.0-or-later
"""Any change to a chain is found: changed, dropped, moved, repeated or foreign entries."""

from hashlib import sha256

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from casefile.journal.canonical import canonical
from casefile.journal.chain import Head, head_of, short_digest, state_digest, verify_chain
from casefile.journal.entry import Entry, Header, make
from casefile.journal.errors import BrokenChain, Fault
from casefile.journal.redact import redact
from tests.journal.writers import CASE, OTHER_CASE, Writer, chains, put


def chain_of(length: int, name: str = "Aigul", case: str = CASE) -> Writer:
    writer = Writer(name, case)
    for number in range(length):
        writer.write(put(value=number))
    return writer


def fault_of(entries: list[Entry], writer: Writer, start: Head | None = None) -> tuple[int, Fault]:
    with pytest.raises(BrokenChain) as caught:
        verify_chain(entries, writer.public_key, start)
    assert caught.value.author
    return caught.value.seq, caught.value.what


@given(chains())
def test_a_chain_verifies_whole_and_from_any_point_on(writer: Writer) -> None:
    last = writer.entries[-1]
    head = verify_chain(iter(writer.entries), writer.public_key, every_signature=True)
    assert head == Head(writer.id, len(writer.entries), last.hash, last.header.time)
    for cut in range(1, len(writer.entries) + 1):
        start = verify_chain(writer.entries[:cut], writer.public_key, case=CASE)
        assert start == head_of(writer.entries[cut - 1])
        assert verify_chain(writer.entries[cut:], writer.public_key, start) == head


@given(chains(), st.data())
def test_a_redacted_chain_verifies_to_the_same_head(writer: Writer, data: st.DataObject) -> None:
    copies = [redact(entry, lambda _: data.draw(st.booleans())) for entry in writer.entries]
    assert verify_chain(copies, writer.public_key) == head_of(writer.entries[-1])


@given(chains(), st.data())
def test_entries_dropped_moved_or_repeated_are_found(writer: Writer, data: st.DataObject) -> None:
    numbers = range(len(writer.entries))
    picked = data.draw(st.lists(st.sampled_from(numbers), max_size=len(numbers) + 1))
    assume(picked != list(numbers[: len(picked)]))  # a beginning is a chain too, with another head
    with pytest.raises(BrokenChain):
        verify_chain([writer.entries[i] for i in picked], writer.public_key)


@given(chains(), st.data())
def test_a_cut_tail_shows_in_the_head(writer: Writer, data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(writer.entries)))
    head = verify_chain(writer.entries[:cut], writer.public_key)
    assert (head == head_of(writer.entries[-1])) == (cut == len(writer.entries))


OTHER = "ab" * 32
FIELDS = {
    "case": OTHER_CASE, "author": OTHER, "seq": 77, "prev": OTHER, "time": "0fff000000000000",
    "seen": {OTHER: 7}, "root": OTHER,
}  # fmt: skip


@given(chains(), st.sampled_from(sorted(FIELDS)), st.data())
def test_a_changed_header_is_found(writer: Writer, field: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(writer.entries) - 1))
    entry = writer.entries[place]
    header = msgspec.structs.replace(entry.header, **{field: FIELDS[field]})
    _refused(writer, place, Entry(header, entry.signature, entry.seed, entry.parts))


@given(chains(), st.data())
def test_changed_content_is_found(writer: Writer, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(writer.entries) - 1))
    entry = writer.entries[place]
    parts = list(entry.parts)
    deed = data.draw(st.sampled_from(["change", "add", "remove", "reverse", "seed"]))
    seed = "00" * 32 if deed == "seed" else entry.seed
    spot = data.draw(st.integers(0, len(parts) - 1))
    if deed == "change":
        parts[spot] = put(value="never said")
    elif deed == "add":
        parts.insert(spot, put(value="never said"))
    elif deed == "remove":
        del parts[spot]
    elif deed == "reverse":
        parts.reverse()
    changed = Entry(entry.header, entry.signature, seed, tuple(parts))
    assume(changed != entry)
    _refused(writer, place, changed)


@given(chains(), st.data())
def test_a_changed_signature_is_found_at_the_head_or_when_all_are_checked(
    writer: Writer, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(writer.entries) - 1))
    entry = writer.entries[place]
    spot = data.draw(st.integers(0, 127))
    digit = data.draw(st.sampled_from("0123456789abcdef"))
    signature = entry.signature[:spot] + digit + entry.signature[spot + 1 :]
    assume(signature != entry.signature)
    entries = list(writer.entries)
    entries[place] = Entry(entry.header, signature, entry.seed, entry.parts)
    with pytest.raises(BrokenChain):
        verify_chain(entries, writer.public_key, every_signature=True)
    with pytest.raises(BrokenChain):
        verify_chain(entries[: place + 1], writer.public_key)


def _refused(writer: Writer, place: int, changed: Entry) -> None:
    entries = list(writer.entries)
    entries[place] = changed
    with pytest.raises(BrokenChain):
        verify_chain(entries, writer.public_key)


def test_each_fault_is_named() -> None:
    writer, other = chain_of(4), chain_of(4, "Botagoz")
    one, two, three, four = writer.entries
    assert fault_of([], writer) == (0, Fault.EMPTY)
    assert fault_of([one, three], writer) == (3, Fault.NUMBER)
    assert fault_of([two], writer) == (2, Fault.NUMBER)
    assert fault_of([one, one], writer) == (1, Fault.NUMBER)
    assert fault_of([one, other.entries[1]], writer) == (2, Fault.AUTHOR)
    assert fault_of([one], other) == (1, Fault.AUTHOR)
    assert fault_of([two], writer, head_of(other.entries[0])) == (2, Fault.AUTHOR)
    assert fault_of([four], writer, head_of(two)) == (4, Fault.NUMBER)


def forged(writer: Writer, **changed: object) -> Entry:
    """A well-signed second entry of someone who doesn't keep to the rules."""
    first = writer.entries[0]
    fields = {
        "case": CASE, "author": writer.id, "seq": 2, "prev": first.hash, "time": "0fff000000000000",
        "seen": {}, "operations": [put()], "seed": b"s" * 32, "sign": writer.key.sign,
    }  # fmt: skip
    return make(**(fields | changed))  # type: ignore[arg-type]


def test_a_dishonest_author_can_not_break_the_rules_either() -> None:
    writer = chain_of(1)
    first = writer.entries[0]
    assert verify_chain([first, forged(writer)], writer.public_key).seq == 2
    assert fault_of([first, forged(writer, time=first.header.time)], writer) == (2, Fault.TIME)
    assert fault_of([first, forged(writer, time="0" * 15 + "1")], writer) == (2, Fault.TIME)
    assert fault_of([first, forged(writer, prev="ab" * 32)], writer) == (2, Fault.PREVIOUS)
    assert fault_of([first, forged(writer, case=OTHER_CASE)], writer) == (2, Fault.CASE)


def test_the_case_can_be_demanded() -> None:
    writer = chain_of(2)
    with pytest.raises(BrokenChain) as caught:
        verify_chain(writer.entries, writer.public_key, case=OTHER_CASE)
    assert caught.value.what is Fault.CASE


def test_the_signature_of_the_last_entry_covers_all() -> None:
    """Without the key a chain can be rebuilt whole, hashes and roots fitting, but not signed."""
    writer, thief = chain_of(3), Writer("Thief")
    thief.key, thief.id = Writer("Thief").key, writer.id
    for number in range(3):
        thief.write(put(value=f"lie {number}"))
    assert fault_of(thief.entries, writer) == (3, Fault.SIGNATURE)


def test_state_digest_names_exactly_the_heads() -> None:
    heads = {"b" * 64: "1" * 64, "a" * 64: "2" * 64}
    digest = state_digest(heads)
    assert digest == sha256(canonical(heads)).hexdigest()
    assert digest == state_digest(dict(reversed(heads.items())))
    swapped = dict(zip(heads, reversed(list(heads.values())), strict=True))
    fewer = {"a" * 64: "2" * 64}
    assert len({digest, state_digest(swapped), state_digest(fewer), state_digest({})}) == 4


def test_short_digest_is_twenty_digits_in_fours() -> None:
    assert short_digest("0123456789abcdef" * 4) == "0123 4567 89ab cdef 0123"


def test_headers_are_values() -> None:
    header = chain_of(1).entries[0].header
    assert header == Header(**msgspec.structs.asdict(header))
    with pytest.raises(AttributeError):
        header.seq = 5  # type: ignore[misc]
