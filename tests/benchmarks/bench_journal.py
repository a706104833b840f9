# SPDX-License-Identifier: GPL-3.0-or-later
"""What the journal costs an entry, beside bare hashing, signing and JSON over the same bytes.

    python -m tests.benchmarks.bench_journal [ENTRIES]

Work and floor take turns; medians of the rounds, in microseconds an entry.
"""

import gc
import json
import os
import sys
from collections.abc import Callable
from hashlib import sha256
from statistics import median
from time import perf_counter

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from casefile.journal import clock
from casefile.journal.chain import verify_chain
from casefile.journal.entry import Entry, author_id, decode, encode, make, verify_entry
from casefile.journal.fold import fold
from casefile.journal.merge import conflicts, fork
from casefile.journal.operations import Put, operation_bytes
from casefile.journal.redact import redact

ROUNDS = 7
CASE = "01890000-0000-7000-8000-00000000ca5e"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
PUBLIC = KEY.public_key().public_bytes_raw()
AUTHOR = author_id(PUBLIC)
SEED = bytes(range(32))


def note(number: int) -> list[Put]:
    """The operations of one line logged in court."""
    record = f"01890000-0000-7000-8000-{number:012x}"
    fields = {
        "case": CASE, "hearing": CASE, "speaker": record, "sort": "statement",
        "event_at": "2017-06-01T10:15:00+06:00[Asia/Almaty]",
        "text": f"The court asked whether the defence had seen page {number}. Айта аласыз ба?",
    }  # fmt: skip
    return [Put("note", record, field, value) for field, value in fields.items()]


def chain(count: int, sign: Callable[[bytes], bytes] = KEY.sign) -> list[Entry]:
    entries: list[Entry] = []
    prev, time = None, clock.ZERO
    for number in range(1, count + 1):
        time = clock.tick(time, 1_500_000_000_000)
        seed = os.urandom(32)
        entries.append(make(CASE, AUTHOR, number, prev, time, {}, note(number), seed, sign))
        prev = entries[-1].hash
    return entries


def hash_all(prepared: list[list[bytes]]) -> None:
    """SHA-256 of the same inputs as a verified entry: two a salt, one a seal, root and header."""
    for blocks in prepared:
        for block in blocks:
            sha256(block).digest()


def blocks_of(entry: Entry) -> list[bytes]:
    written = [operation_bytes(operation) for _, operation in entry.operations]
    salts = [bytes(72), bytes(96)] * len(written)
    header = msgspec.json.encode(entry.header)
    return [*salts, *(SEED + one for one in written), bytes(32 * len(written)), header]


def timed(work: Callable[[], object]) -> float:
    gc.collect()
    begun = perf_counter()
    work()
    return perf_counter() - begun


def compare(name: str, count: int, work: Callable[[], object], floor: Callable[[], object]) -> None:
    rounds = [(timed(work), timed(floor)) for _ in range(ROUNDS)]
    ours, bare = (median(column) * 1e6 / count for column in zip(*rounds, strict=True))
    print(f"{name:34} {ours:8.1f} {bare:8.1f} {ours / bare:7.2f} x")


def main(count: int) -> None:
    entries = chain(count)
    lines = [encode(entry) for entry in entries]
    prepared = [blocks_of(entry) for entry in entries]
    objects = [json.loads(line) for line in lines]
    few = min(count, 3000)
    held = {(AUTHOR, entry.header.seq): entry.hash for entry in entries}
    puts = [one for entry in entries for _, one in entry.operations if isinstance(one, Put)]
    hashes = [bytes.fromhex(entry.hash) for entry in entries[:few]]

    def sign_all() -> None:
        hash_all(prepared[:few])
        for one in hashes:
            KEY.sign(one)

    def read_all() -> None:
        list(map(msgspec.json.decode, lines))

    def hash_them() -> None:
        hash_all(prepared)

    def read_and_hash() -> None:
        read_all()
        hash_them()

    def fold_bare() -> None:
        bare_fold(puts)

    size = sum(map(len, lines)) // count
    print(
        f"{count} entries of {len(note(1))} operations, {size} bytes a line; microseconds an entry"
    )
    print(f"{'work (floor)':34} {'ours':>8} {'floor':>8}")
    compare("make, signed (hashes, signature)", few, lambda: chain(few), sign_all)
    compare(
        "encode (msgspec)", count, lambda: list(map(encode, entries)), lambda: write_all(objects)
    )
    compare("decode (msgspec)", count, lambda: list(map(decode, lines)), read_all)
    compare("verify seals (hashes)", count, lambda: list(map(verify_entry, entries)), hash_them)
    compare("verify chain (hashes)", count, lambda: verify_chain(entries, PUBLIC), hash_them)
    compare("decode, verify chain (both)", count, lambda: verify_chain(map(decode, lines), PUBLIC),
            read_and_hash)  # fmt: skip
    compare("fold (dict of dicts)", count, lambda: fold(entries), fold_bare)
    compare("fold, every record (the same)", count, lambda: dict(fold(entries)), fold_bare)
    compare("conflicts (dict of dicts)", count, lambda: conflicts(entries), fold_bare)
    compare(
        "redact all (hashes)", count, lambda: [redact(one, nothing) for one in entries], hash_them
    )
    compare("fork, all known (look-ups)", count, lambda: fork(held, entries), lambda: [
        held[AUTHOR, one.header.seq] == one.hash for one in entries])  # fmt: skip


def nothing(_operation: object) -> bool:
    return False


def write_all(objects: list[object]) -> None:
    list(map(msgspec.json.encode, objects))


def bare_fold(puts: list[Put]) -> None:
    state: dict[str, dict[str, object]] = {}
    for put in puts:
        state.setdefault(put.id, {})[put.field] = put.value


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
