# SPDX-License-Identifier: GPL-3.0-or-later
"""The vectors hold, for our code and for one written from their README alone."""

import hmac
import json
import random
from hashlib import sha256
from typing import Any

import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from casefile.journal import clock
from casefile.journal.canonical import canonical
from casefile.journal.chain import short_digest, state_digest, verify_chain
from casefile.journal.entry import decode, encode, verify_entry, verify_signature
from casefile.journal.errors import BrokenChain, MalformedEntry, NewerEntry
from casefile.journal.fold import fold
from casefile.journal.merge import conflicts, knows
from tests.vectors import make_journal

VECTORS: dict[str, Any] = json.loads(make_journal.PATH.read_text(encoding="ascii"))
KEYS = {key["author"]: bytes.fromhex(key["public"]) for key in VECTORS["keys"]}
LINES = [vector["line"].encode() for vector in VECTORS["entries"]]
COPIES = [vector["line"].encode() for vector in VECTORS["copies"]]


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def test_the_file_is_what_the_script_writes() -> None:
    assert make_journal.PATH.read_text(encoding="ascii") == make_journal.written()


def test_keys() -> None:
    for key in VECTORS["keys"]:
        secret = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(key["secret"]))
        assert secret.public_key().public_bytes_raw().hex() == key["public"]
        assert digest(bytes.fromhex(key["public"])) == key["author"]


def test_canonical_forms() -> None:
    for text, form in VECTORS["canonical"]:
        assert canonical(json.loads(text)).decode() == form
        assert rfc8785.dumps(json.loads(text)).decode() == form
    for text in VECTORS["outside"]:
        with pytest.raises(MalformedEntry):
            canonical(json.loads(text))


def test_ticks() -> None:
    for vector in VECTORS["clock"]:
        assert clock.tick(vector["last"], vector["now"]) == vector["next"]
        following = max(int(vector["last"], 16) + 1, vector["now"] * 2**16)
        assert int(vector["next"], 16) == following


def test_seals() -> None:
    seals = VECTORS["seals"]
    sealed = b""
    for index, operation in enumerate(seals["operations"]):
        seed = bytes.fromhex(seals["seed"])
        salt = hmac.digest(seed, index.to_bytes(8, "big"), "sha256")
        assert salt.hex() == seals["salts"][index]
        assert digest(salt + operation.encode()) == seals["commitments"][index]
        sealed += bytes.fromhex(seals["commitments"][index])
    assert digest(sealed) == seals["root"]
    first = json.loads(LINES[0])
    assert first["seed"] == seals["seed"]
    assert first["header"]["root"] == seals["root"]


@pytest.mark.parametrize("vector", VECTORS["entries"] + VECTORS["copies"])
def test_lines_by_the_readme_alone(vector: dict[str, Any]) -> None:
    line = json.loads(vector["line"])
    assert rfc8785.dumps(line) == vector["line"].encode()
    header = line["header"]
    assert digest(rfc8785.dumps(header)) == vector["hash"]
    key = Ed25519PublicKey.from_public_bytes(KEYS[header["author"]])
    key.verify(bytes.fromhex(line["signature"]), bytes.fromhex(vector["hash"]))
    sealed = b""
    for index, part in enumerate(line["ops"]):
        if "commitment" in part:
            sealed += bytes.fromhex(part["commitment"])
            continue
        operation = part if "seed" in line else part["op"]
        seed = bytes.fromhex(line.get("seed", ""))
        salt = hmac.digest(seed, index.to_bytes(8, "big"), "sha256")
        salt = salt if "seed" in line else bytes.fromhex(part["salt"])
        sealed += sha256(salt + rfc8785.dumps(operation)).digest()
    assert digest(sealed) == header["root"]


@pytest.mark.parametrize("vector", VECTORS["entries"] + VECTORS["copies"])
def test_lines_by_our_code(vector: dict[str, Any]) -> None:
    entry = decode(vector["line"].encode())
    assert encode(entry).decode() == vector["line"]
    assert entry.hash == vector["hash"]
    verify_entry(entry)
    verify_signature(entry, KEYS[entry.header.author])


def test_chains_and_digests() -> None:
    entries = [decode(line) for line in LINES]
    heads = {
        author: verify_chain([one for one in entries if one.header.author == author], key).hash
        for author, key in KEYS.items()
    }
    assert state_digest(heads) == VECTORS["state_digest"] == digest(rfc8785.dumps(heads))
    assert short_digest(VECTORS["state_digest"]) == VECTORS["short_digest"]
    assert VECTORS["state_digest"].startswith(VECTORS["short_digest"].replace(" ", ""))


def test_state_in_any_order_with_copies_and_repetitions() -> None:
    lines = LINES + COPIES + LINES[:3]
    random.Random(1).shuffle(lines)
    state = fold(map(decode, lines))
    assert {
        record: {
            "kind": folded.kind,
            "fields": folded.fields,
            "stamps": {field: list(stamp) for field, stamp in folded.stamps.items()},
            "dropped": list(folded.dropped) if folded.dropped else None,
        }
        for record, folded in state.items()
    } == VECTORS["state"]
    assert sorted(map(list, state.erased)) == VECTORS["erased"]


def test_conflicts_and_knowledge() -> None:
    entries = [decode(line) for line in LINES]
    found = conflicts(entries)
    assert [(one.record, one.kind, one.field) for one in found] == [
        (one["record"], one["kind"], one["field"]) for one in VECTORS["conflicts"]
    ]
    for one, vector in zip(found, VECTORS["conflicts"], strict=True):
        assert [
            {"value": claim.value, "author": claim.author, "seq": claim.seq, "time": claim.time}
            for claim in one.values
        ] == vector["values"]
    known = knows(entries)
    answers = set()
    for author, seq, other, other_seq, answer in VECTORS["knew"]:
        assert known.knew((author, seq), (other, other_seq)) is answer
        answers.add(answer)
    assert answers == {True, False}


@pytest.mark.parametrize("line", VECTORS["refused_lines"])
def test_refused_lines(line: str) -> None:
    with pytest.raises(MalformedEntry) as caught:
        decode(line.encode())
    assert not isinstance(caught.value, NewerEntry)


@pytest.mark.parametrize("line", VECTORS["newer_lines"])
def test_newer_lines(line: str) -> None:
    with pytest.raises(NewerEntry):
        decode(line.encode())


@pytest.mark.parametrize("vector", VECTORS["broken_chains"])
def test_broken_chains(vector: dict[str, Any]) -> None:
    entries = [decode(line.encode()) for line in vector["lines"]]
    with pytest.raises(BrokenChain) as caught:
        verify_chain(entries, KEYS[entries[0].header.author])
    assert (caught.value.seq, caught.value.what.name.lower()) == (vector["seq"], vector["what"])
