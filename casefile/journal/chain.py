# SPDX-License-Identifier: GPL-3.0-or-later
"""Chains: one author's entries in one case, each naming the hash of the one before."""

from collections.abc import Iterable, Mapping
from hashlib import sha256

from msgspec import Struct

from casefile.journal.canonical import canonical
from casefile.journal.clock import ZERO
from casefile.journal.entry import Entry, author_id, verify_entry, verify_signature
from casefile.journal.errors import BrokenChain, Fault


class Head(Struct, frozen=True):
    """The last entry of a chain."""

    author: str
    seq: int
    hash: str
    time: str


def head_of(entry: Entry) -> Head:
    """The head of a chain that ends with this entry."""
    header = entry.header
    return Head(header.author, header.seq, entry.hash, header.time)


def verify_chain(
    entries: Iterable[Entry],
    public_key: bytes,
    start: Head | None = None,
    *,
    case: str | None = None,
    every_signature: bool = False,
) -> Head:
    """Check one author's entries in order, following `start` or from the first. Returns the head.

    Every seal, number, time and hash is checked, and the signature of the last entry: it covers
    all headers before it through their hashes. What it does not cover is the text of the earlier
    signatures themselves; `every_signature` checks those too, at about 0.1 ms each.
    `case`: the id that all entries must name. Raises BrokenChain at the first fault, also where
    there is neither an entry nor a start.
    """
    author = author_id(public_key)
    head, last = start, None
    for entry in entries:
        case = case or entry.header.case
        _verify_place(entry, author, head, case)
        verify_entry(entry)
        if every_signature:
            verify_signature(entry, public_key)
        head, last = head_of(entry), entry
    if head is None:
        raise BrokenChain(author, 0, Fault.EMPTY)
    if last is not None and not every_signature:
        verify_signature(last, public_key)
    return head


def state_digest(heads: Mapping[str, str]) -> str:
    """What a case holds, in one number: SHA-256, hex, of the canonical JSON object that gives each
    author's id the hash of the last entry of that chain."""
    return sha256(canonical(dict(heads))).hexdigest()


def short_digest(digest: str) -> str:
    """The first 20 digits in groups of four, as printed: `ab12 cd34 …`."""
    return " ".join(digest[i : i + 4] for i in range(0, 20, 4))


def _verify_place(entry: Entry, author: str, head: Head | None, case: str) -> None:
    header = entry.header
    expected = (head.seq + 1, head.hash, head.time) if head else (1, None, ZERO)
    if header.author != author or (head and head.author != author):
        fault = Fault.AUTHOR
    elif header.case != case:
        fault = Fault.CASE
    elif header.seq != expected[0]:
        fault = Fault.NUMBER
    elif header.prev != expected[1]:
        fault = Fault.PREVIOUS
    elif header.time <= expected[2]:
        fault = Fault.TIME
    else:
        return
    raise BrokenChain(header.author, header.seq, fault)
