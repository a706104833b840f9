# SPDX-License-Identifier: GPL-3.0-or-later
"""One entry: a header that is signed, and the operations (or only their seals) under it.

Written as one line of canonical JSON, `{"header": …, "ops": […], "seed": …, "signature": …}`.
A full line has the seed and bare operations. A redacted line has no seed, and for each operation
either `{"op": …, "salt": …}` or `{"commitment": …}`.

    hash      = SHA-256(canonical bytes of the header)
    signature = Ed25519 over the 32 bytes of the hash
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from hashlib import sha256
from typing import Any, TypeAlias

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from msgspec import UNSET, Struct, UnsetType

from casefile.base.ids import is_id
from casefile.journal.canonical import LARGEST
from casefile.journal.clock import is_time
from casefile.journal.commitments import SEED_SIZE, commitment, root_of, salts
from casefile.journal.errors import BrokenChain, Fault, LargeEntry, MalformedEntry, NewerEntry
from casefile.journal.operations import (
    Operation,
    check_operation,
    from_json,
    is_digest,
    operation_bytes,
)

VERSION = 1

LINE_LIMIT = 16 * 2**20
"""Bytes: no longer line is read, and no entry is made whose line could become longer."""

_ROOM_PER_PART = 100  # what a salt or a commitment adds to a line, and a little more
_ROOM_PER_SEEN = 96
_ROOM_PER_LINE = 1024

_is_signature = re.compile(r"[0-9a-f]{128}").fullmatch
_encode_header = msgspec.json.Encoder(order="sorted").encode


class Header(Struct, frozen=True, kw_only=True, gc=False, forbid_unknown_fields=True):
    """What is hashed and signed."""

    v: int = VERSION
    case: str
    author: str  # SHA-256 of the author's public key, hex
    seq: int  # 1, 2, 3 … in this author's chain of this case
    prev: str | None  # hash of the author's entry before; None for the first
    time: str  # hybrid logical clock, see `clock`
    seen: dict[str, int]  # other authors' chains held here, only what is new since `prev`
    root: str  # of the commitments, hex


class Withheld(Struct, frozen=True, gc=False):
    """An operation that is not shown."""

    commitment: str


class Shown(Struct, frozen=True, gc=False):
    """An operation shown in a copy that withholds others."""

    salt: str
    operation: Operation


Part: TypeAlias = Operation | Withheld | Shown


class Entry(Struct, frozen=True, dict=True):
    """An entry: full where `seed` is set (every part an operation), else redacted."""

    header: Header
    signature: str
    seed: str | None
    parts: tuple[Part, ...]

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the canonical header, hex: the entry's name. Redaction leaves it alone."""
        return sha256(_encode_header(self.header)).hexdigest()

    @property
    def operations(self) -> list[tuple[int, Operation]]:
        """The operations that can be seen here, each with its index in the entry."""
        if self.seed is not None:
            return list(enumerate(self.parts))  # type: ignore[arg-type]
        return [(i, part.operation) for i, part in enumerate(self.parts) if isinstance(part, Shown)]

    @property
    def withheld(self) -> int:
        """How many operations can't be seen here."""
        return sum(isinstance(part, Withheld) for part in self.parts)


class _Line(Struct, forbid_unknown_fields=True):
    header: Header
    ops: list[dict[str, Any]]
    signature: str
    seed: str | UnsetType = UNSET


class _VersionOnly(Struct):
    v: int


class _HeaderOnly(Struct):
    header: _VersionOnly


_decode_line = msgspec.json.Decoder(_Line).decode
_decode_version = msgspec.json.Decoder(_HeaderOnly).decode


def author_id(public_key: bytes) -> str:
    """The id of the author with this raw Ed25519 public key: its SHA-256, hex."""
    return sha256(public_key).hexdigest()


def make(
    case: str,
    author: str,
    seq: int,
    prev: str | None,
    time: str,
    seen: Mapping[str, int],
    operations: Iterable[Operation],
    seed: bytes,
    sign: Callable[[bytes], bytes],
) -> Entry:
    """A new, full, signed entry. `seed`: 32 fresh random bytes. `sign`: given the hash's 32 bytes.

    Raises MalformedEntry where an operation or the header breaks the format, LargeEntry where the
    size does.
    """
    if len(seed) != SEED_SIZE:
        raise ValueError(f"a seed has {SEED_SIZE} bytes")
    parts = tuple(operations)
    for part in parts:
        check_operation(part)
    written = [operation_bytes(part) for part in parts]
    header = Header(
        case=case, author=author, seq=seq, prev=prev, time=time, seen=dict(seen),
        root=root_of(map(commitment, salts(seed, len(parts)), written)),
    )  # fmt: skip
    check_header(header)
    _check_size(written, header)
    signature = sign(sha256(_encode_header(header)).digest())
    return Entry(header, signature.hex(), seed.hex(), parts)


def encode(entry: Entry) -> bytes:
    """The entry as one line of canonical JSON, without a newline."""
    seed = b"" if entry.seed is None else b'"seed":"%b",' % entry.seed.encode()
    return b'{"header":%b,"ops":[%b],%b"signature":"%b"}' % (
        _encode_header(entry.header),
        b",".join(map(_part_bytes, entry.parts)),
        seed,
        entry.signature.encode(),
    )


def decode(untrusted: bytes) -> Entry:
    """The entry in one line. Says nothing of its seals and signature: see `verify_entry`.

    A line has to be exactly what `encode` writes, byte for byte. This one rule refuses repeated
    keys, fractions, spare spaces, odd escapes and everything else that two readers could take
    differently. Raises NewerEntry for a later format, MalformedEntry for everything else.
    """
    if len(untrusted) > LINE_LIMIT:
        raise MalformedEntry("the line is too long")
    line = _parse(untrusted)
    check_header(line.header)
    full = line.seed is not UNSET
    parts = tuple(map(from_json if full else _hidden_part, line.ops))
    entry = Entry(line.header, line.signature, line.seed if full else None, parts)  # type: ignore[arg-type]
    _check_shape(entry)
    if encode(entry) != untrusted:
        raise MalformedEntry("the line is not canonical JSON")
    return entry


def check_header(header: Header) -> None:
    """Refuse, with MalformedEntry, a header whose fields are out of form."""
    if header.v != VERSION:
        raise NewerEntry(header.v) if header.v > VERSION else MalformedEntry("unknown version")
    if not is_id(header.case):
        raise MalformedEntry("the header names no case")
    if not is_digest(header.author) or not is_digest(header.root):
        raise MalformedEntry("the header's author or root is no SHA-256")
    if not 1 <= header.seq <= LARGEST:
        raise MalformedEntry("the header's number is out of range")
    if (header.prev is None) != (header.seq == 1):
        raise MalformedEntry("only the first entry has none before it")
    if header.prev is not None and not is_digest(header.prev):
        raise MalformedEntry("the header's previous entry is no SHA-256")
    if not is_time(header.time):
        raise MalformedEntry("the header's time is out of form or range")
    for author, seq in header.seen.items():
        if author == header.author or not is_digest(author) or not 1 <= seq <= LARGEST:
            raise MalformedEntry("the header's list of seen entries is out of form")


def commitments(entry: Entry) -> list[bytes]:
    """The seals of all parts, in order: recomputed for those shown, taken as given for others."""
    if entry.seed is not None:
        fresh = salts(bytes.fromhex(entry.seed), len(entry.parts))
        return list(map(commitment, fresh, map(operation_bytes, entry.parts)))  # type: ignore[arg-type]
    return [seal(part) for part in entry.parts]  # type: ignore[arg-type]


def seal(part: Withheld | Shown) -> bytes:
    """The commitment of one part of a redacted entry."""
    if isinstance(part, Withheld):
        return bytes.fromhex(part.commitment)
    return commitment(bytes.fromhex(part.salt), operation_bytes(part.operation))


def verify_entry(entry: Entry) -> None:
    """Check that the parts are those the header was made over. Raises BrokenChain."""
    header = entry.header
    if root_of(commitments(entry)) != header.root:
        raise BrokenChain(header.author, header.seq, Fault.CONTENT)


def verify_signature(entry: Entry, public_key: bytes) -> None:
    """Check that the owner of a raw Ed25519 public key signed this entry. Raises BrokenChain."""
    header = entry.header
    if author_id(public_key) != header.author:
        raise BrokenChain(header.author, header.seq, Fault.AUTHOR)
    try:
        key = Ed25519PublicKey.from_public_bytes(public_key)
        key.verify(bytes.fromhex(entry.signature), bytes.fromhex(entry.hash))
    except (InvalidSignature, ValueError) as error:  # ValueError: not 32 bytes
        raise BrokenChain(header.author, header.seq, Fault.SIGNATURE) from error


def _parse(untrusted: bytes) -> _Line:
    try:
        return _decode_line(untrusted)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        if (version := _version(untrusted)) > VERSION:
            raise NewerEntry(version) from error
        raise MalformedEntry("the line is no entry") from error


def _version(untrusted: bytes) -> int:
    """The format that a line claims, however else it is shaped; 0 where it claims none."""
    try:
        return _decode_version(untrusted).header.v
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return 0


def _hidden_part(untrusted: dict[str, Any]) -> Withheld | Shown:
    keys = untrusted.keys()
    if keys == {"commitment"}:
        return Withheld(_digest(untrusted["commitment"]))
    if keys == {"op", "salt"}:
        return Shown(_digest(untrusted["salt"]), from_json(untrusted["op"]))
    raise MalformedEntry("a part is neither shown nor withheld")


def _digest(untrusted: Any) -> str:
    if type(untrusted) is not str or not is_digest(untrusted):
        raise MalformedEntry("a salt or commitment is out of form")
    return untrusted


def _check_shape(entry: Entry) -> None:
    if not entry.parts:
        raise MalformedEntry("the entry does nothing")
    if not _is_signature(entry.signature):
        raise MalformedEntry("the signature is out of form")
    if entry.seed is not None and not is_digest(entry.seed):
        raise MalformedEntry("the seed is out of form")


def _check_size(written: list[bytes], header: Header) -> None:
    if not written:
        raise MalformedEntry("the entry does nothing")
    size = sum(map(len, written)) + _ROOM_PER_PART * len(written)
    if size + _ROOM_PER_SEEN * len(header.seen) + _ROOM_PER_LINE > LINE_LIMIT:
        raise LargeEntry("the entry is too large to travel in one line")


def _part_bytes(part: Part) -> bytes:
    if isinstance(part, Withheld):
        return b'{"commitment":"%b"}' % part.commitment.encode()
    if isinstance(part, Shown):
        return b'{"op":%b,"salt":"%b"}' % (operation_bytes(part.operation), part.salt.encode())
    return operation_bytes(part)
