# SPDX-License-Identifier: GPL-3.0-or-later
"""Entries: made as documented, read back the same, and nothing else is read at all."""

import json
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from casefile.journal import entry as entries
from casefile.journal.canonical import LARGEST, canonical
from casefile.journal.entry import (
    LINE_LIMIT,
    Entry,
    Header,
    author_id,
    decode,
    encode,
    make,
    verify_entry,
    verify_signature,
)
from casefile.journal.errors import BrokenChain, Fault, JournalError, MalformedEntry, NewerEntry
from casefile.journal.operations import Erase, Operation, to_json
from casefile.journal.redact import redact
from tests.journal.writers import CASE, Writer, chains, changes, drop, put

HASH = "ab" * 32
SEED = bytes(range(32))


def sample() -> Entry:
    writer = Writer("Aigul")
    writer.write(put())
    writer.known["cd" * 32] = 4
    return writer.write(put(value={"a": [1, "é"]}), drop(), Erase(((HASH, 0),)))


def redacted() -> Entry:
    return redact(sample(), lambda operation: operation == drop())


def as_json(entry: Entry) -> Any:
    return json.loads(encode(entry))


def header_of(**changed: Any) -> Header:
    fields: dict[str, Any] = {
        "case": CASE, "author": HASH, "seq": 2, "prev": HASH, "time": "00000000000a0000",
        "seen": {}, "root": HASH,
    }  # fmt: skip
    return Header(**(fields | changed))


@given(changes)
def test_an_entry_is_what_the_format_says(operations: list[Operation]) -> None:
    writer = Writer("Aigul")
    entry = writer.write(*operations)
    header = canonical(as_json(entry)["header"])
    assert entry.hash == sha256(header).hexdigest()
    assert (
        entry.header.author == sha256(writer.public_key).hexdigest() == author_id(writer.public_key)
    )
    key = Ed25519PublicKey.from_public_bytes(writer.public_key)
    key.verify(bytes.fromhex(entry.signature), sha256(header).digest())
    assert entry.operations == list(enumerate(operations))
    assert entry.withheld == 0


@given(chains(), st.data())
def test_there_and_back(writer: Writer, data: st.DataObject) -> None:
    for entry in writer.entries:
        copy = redact(entry, lambda _: data.draw(st.booleans()))
        for one in (entry, copy):
            line = encode(one)
            assert line == canonical(json.loads(line))
            assert b"\n" not in line
            again = decode(line)
            assert again == one
            assert again.hash == entry.hash
            assert again.operations == one.operations
            verify_entry(again)
            verify_signature(again, writer.public_key)


def test_the_line_has_the_documented_members() -> None:
    entry, hidden = sample(), redacted()
    line, copy = as_json(entry), as_json(hidden)
    assert line.keys() == {"header", "ops", "seed", "signature"}
    assert copy.keys() == {"header", "ops", "signature"}
    assert line["ops"] == [to_json(operation) for _, operation in entry.operations]
    assert [sorted(part) for part in copy["ops"]] == [
        ["commitment"],
        ["op", "salt"],
        ["op", "salt"],
    ]
    assert (hidden.withheld, [index for index, _ in hidden.operations]) == (1, [1, 2])
    assert line["header"]["seen"] == {"cd" * 32: 4}


@pytest.mark.parametrize("whole", [True, False])
def test_no_byte_of_a_line_can_be_another(whole: bool) -> None:
    writer = Writer("Aigul")
    line = encode(sample() if whole else redacted())
    for place in range(len(line)):
        for bit in (0x01, 0x20):
            with pytest.raises(JournalError):
                _check(line[:place] + bytes([line[place] ^ bit]) + line[place + 1 :], writer)


@given(st.data(), st.booleans())
def test_no_line_can_be_cut_grown_or_spliced(data: st.DataObject, whole: bool) -> None:
    writer = Writer("Aigul")
    line = encode(sample() if whole else redacted())
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    mutant = line[:start] + data.draw(st.binary(max_size=3)) + line[end:]
    if mutant != line:
        with pytest.raises(JournalError):
            _check(mutant, writer)


@given(st.binary() | st.text().map(str.encode))
def test_other_bytes_are_no_entry(untrusted: bytes) -> None:
    with pytest.raises(MalformedEntry):
        decode(untrusted)


def _check(line: bytes, writer: Writer) -> None:
    entry = decode(line)
    verify_entry(entry)
    verify_signature(entry, writer.public_key)


def _set(*path: Any) -> Callable[[Any], None]:
    *way, last, value = path

    def change(line: Any) -> None:
        for step in way:
            line = line[step]
        line[last] = value

    return change


def _remove(*path: Any) -> Callable[[Any], None]:
    *way, last = path

    def change(line: Any) -> None:
        for step in way:
            line = line[step]
        del line[last]

    return change


HEADERS = [
    ("v", 0), ("v", -1), ("v", "1"), ("v", None), ("v", True), ("v", 1.0),
    ("case", "x"), ("case", CASE.upper()), ("case", CASE + "\n"), ("case", None),
    ("author", "x"), ("author", HASH.upper()), ("author", HASH + "\n"), ("author", 1),
    ("seq", 0), ("seq", -1), ("seq", 1), ("seq", LARGEST + 1), ("seq", 2**70), ("seq", 2.0),
    ("seq", True), ("seq", "2"), ("seq", None),
    ("prev", None), ("prev", "x"), ("prev", HASH + "0"), ("prev", 0),
    ("time", "0" * 16), ("time", "f" * 16), ("time", ""), ("time", 5),
    ("seen", None), ("seen", []), ("seen", {"x": 1}), ("seen", {HASH: 0}), ("seen", {HASH: -4}),
    ("seen", {HASH: LARGEST + 1}), ("seen", {HASH: "1"}), ("seen", {HASH: True}),
    ("seen", {author_id(Writer("Aigul").public_key): 1}),
    ("root", "x"), ("root", None), ("more", 1),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value"), HEADERS, ids=repr)
def test_headers_out_of_form_are_refused(field: str, value: Any) -> None:
    line = as_json(sample())
    line["header"][field] = value
    with pytest.raises(MalformedEntry) as caught:
        decode(_dump(line))
    assert not isinstance(caught.value, NewerEntry)


@pytest.mark.parametrize(
    "change",
    [
        _set("ops", []), _set("ops", {}), _set("ops", None), _set("ops", [1]), _set("ops", 0, {}),
        _set("seed", None), _set("seed", ""), _set("seed", "AB" * 32), _set("seed", HASH + "00"),
        _set("seed", 1), _remove("seed"), _remove("signature"), _remove("header"), _remove("ops"),
        _set("signature", ""), _set("signature", "AB" * 64), _set("signature", HASH),
        _set("signature", None), _set("more", 1), _remove("header", "prev"),
        _remove("header", "v"), _set("ops", 0, {"commitment": HASH}),
        _set("ops", 0, {"op": {"drop": True, "id": CASE, "kind": "note"}, "salt": HASH}),
        _set("ops", 0, "value", 1.5), _set("ops", 0, "value", 2**53), _set("ops", 0, "more", 1),
    ],
)  # fmt: skip
def test_full_lines_out_of_form_are_refused(change: Callable[[Any], None]) -> None:
    line = as_json(sample())
    change(line)
    with pytest.raises(MalformedEntry):
        decode(_dump(line))


@pytest.mark.parametrize(
    "change",
    [
        _set("seed", HASH), _set("ops", 0, {"commitment": "x"}), _set("ops", 0, {"commitment": 1}),
        _set("ops", 0, {"commitment": HASH, "salt": HASH}), _set("ops", 1, "salt", "AB" * 32),
        _set("ops", 1, "salt", None), _set("ops", 1, "op", None), _set("ops", 1, "more", 1),
        _set("ops", 1, "op", {"commitment": HASH}), _remove("ops", 1, "salt"),
        _set("ops", 0, {"drop": True, "id": CASE, "kind": "note"}), _set("ops", 0, {}),
    ],
)  # fmt: skip
def test_redacted_lines_out_of_form_are_refused(change: Callable[[Any], None]) -> None:
    line = as_json(redacted())
    change(line)
    with pytest.raises(MalformedEntry):
        decode(_dump(line))


def _dump(line: Any) -> bytes:
    """Sorted and without spaces, so that only the change itself is out of form."""
    return json.dumps(line, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"seq":2', b'"seq":2,"seq":2'), (b'"seq":2', b'"seq":9,"seq":2'),
        (b'"seq":2', b'"seq": 2'), (b'"seq":2', b'"seq":2.0'), (b'"seq":2', b'"seq":2e0'),
        (b'"seq":2', b'"seq":02'), (b'"seq":2', b'"seq":+2'), (b'"seq":2', b'"seq":NaN'),
        (b'"seq":2', b'"\\u0073eq":2'), (b'"a":[1', b'"a":[0],"a":[1'), (b'[1,', b'[-0,'),
        (b'[1,', b'[1e0,'), (b'[1,', b'[Infinity,'), ('é'.encode(), b'\\u00e9'),
        ('é'.encode(), 'e\u0301'.encode()), ('é'.encode(), b'\xe9'), ('é'.encode(), b'\\ud800'),
        ('é'.encode(), b'\\/'), ('é'.encode(), b'\x7f'), ('é'.encode(), b'\x00'),
        (b'{"header"', b'\xef\xbb\xbf{"header"'), (b'{"header"', b' {"header"'),
    ],
)  # fmt: skip
def test_a_line_has_one_form(old: bytes, new: bytes) -> None:
    line = encode(sample())
    assert old in line
    with pytest.raises(JournalError):
        _check(line.replace(old, new, 1), Writer("Aigul"))
    for ending in (b"\n", b" ", b"\r\n", line):
        with pytest.raises(MalformedEntry):
            decode(line + ending)


def test_depth_and_length_are_bounded() -> None:
    line = encode(sample())
    for deep in (b"[" * 40 + b"]" * 40, b"[" * 100_000 + b"]" * 100_000, b'{"a":' * 100_000):
        with pytest.raises(MalformedEntry):
            decode(line.replace(b"[1,", b"[" + deep + b","))
    with pytest.raises(MalformedEntry, match="too long"):
        decode(line + b" " * LINE_LIMIT)


@pytest.mark.parametrize(
    "line",
    [
        b'{"header":{"v":2}}', b'{"header":{"v":3,"seen":[]},"ops":"gone","x":[1.5]}',
        b'{"header":{"v":2},"v":1}',
    ],
)  # fmt: skip
def test_a_newer_format_is_told_from_a_broken_line(line: bytes) -> None:
    with pytest.raises(NewerEntry) as caught:
        decode(line)
    assert caught.value.version > 1
    with pytest.raises(NewerEntry):
        decode(encode(sample()).replace(b'"v":1', b'"v":2'))


@pytest.mark.parametrize(
    ("changed", "fine"),
    [({}, True), ({"seq": 1, "prev": None}, True), ({"seq": 1}, False), ({"v": 0}, False),
     ({"seen": {"cd" * 32: LARGEST}}, True), ({"seen": {HASH: 1}}, False)],
)  # fmt: skip
def test_headers_are_checked_when_made_too(changed: dict[str, Any], fine: bool) -> None:
    if fine:
        entries.check_header(header_of(**changed))
    else:
        with pytest.raises(MalformedEntry):
            entries.check_header(header_of(**changed))


def _make(operations: Sequence[Operation], seed: bytes = SEED, case: str = CASE) -> Entry:
    writer = Writer("Aigul")
    time = "00000000000a0000"
    return make(case, writer.id, 1, None, time, {}, operations, seed, writer.key.sign)


def test_what_can_not_be_read_back_is_not_made() -> None:
    for operations in ([], [put(field="Not a name")], [put(value=0.5)], [put(value="\ud800")]):
        with pytest.raises(MalformedEntry):
            _make(operations)
    with pytest.raises(MalformedEntry):
        _make([put()], case="")
    with pytest.raises(ValueError, match="32 bytes"):
        _make([put()], seed=b"short")


def test_an_entry_as_large_as_can_be_made_fits_its_line_however_redacted() -> None:
    with pytest.raises(MalformedEntry, match="too large"):
        _make([put(value="x" * LINE_LIMIT)])
    with pytest.raises(MalformedEntry, match="too large"):
        _make([put(value=i) for i in range(2**17)])
    largest = _make([put(value="x" * (LINE_LIMIT - 2000)), put()])
    assert decode(encode(largest)) == largest
    many = _make([put(value=i) for i in range(2**16)])
    for keep in (True, False):
        copy = redact(many, lambda operation, keep=keep: keep == (operation.value != 0))  # type: ignore[misc]
        assert len(encode(copy)) <= LINE_LIMIT


def test_signatures_are_the_authors() -> None:
    entry, other = sample(), Writer("Botagoz")
    with pytest.raises(BrokenChain) as caught:
        verify_signature(entry, other.public_key)
    assert caught.value.what is Fault.AUTHOR
    forged = Entry(
        entry.header, other.key.sign(bytes.fromhex(entry.hash)).hex(), entry.seed, entry.parts
    )
    with pytest.raises(BrokenChain) as caught:
        verify_signature(forged, Writer("Aigul").public_key)
    assert caught.value.what is Fault.SIGNATURE
    assert isinstance(caught.value.__cause__, InvalidSignature)


def test_a_public_key_of_another_size_signs_nothing() -> None:
    short = b"x" * 31
    entry = make(
        CASE, author_id(short), 1, None, "00000000000a0000", {}, [put()], SEED, lambda _: b"s" * 64
    )
    with pytest.raises(BrokenChain) as caught:
        verify_signature(entry, short)
    assert caught.value.what is Fault.SIGNATURE


def test_changed_content_is_found_and_says_whose() -> None:
    entry = sample()
    changed = Entry(
        entry.header, entry.signature, entry.seed, (put(value="other"), *entry.parts[1:])
    )
    with pytest.raises(BrokenChain) as caught:
        verify_entry(changed)
    assert (caught.value.author, caught.value.seq) == (entry.header.author, 2)
    assert caught.value.what is Fault.CONTENT
    assert entry.header.author[:12] in str(caught.value)
