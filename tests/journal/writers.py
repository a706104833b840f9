# SPDX-License-Identifier: GPL-3.0-or-later
"""People who write journals, for tests: their keys and seeds follow from their names."""

from collections.abc import Iterable
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import strategies as st

from casefile.journal import clock
from casefile.journal.canonical import LARGEST
from casefile.journal.entry import Entry, author_id, make
from casefile.journal.operations import Drop, Erase, Operation, Put

CASE = "01890000-0000-7000-8000-00000000ca5e"
OTHER_CASE = "01890000-0000-7000-8000-00000000ca5f"
NOW = 1_500_000_000_000


def record_id(number: int) -> str:
    return f"01890000-0000-7000-8000-{number:012x}"


def put(field: str = "text", value: object = "x", record: int = 1, kind: str = "note") -> Put:
    return Put(kind, record_id(record), field, value)


def drop(record: int = 1, kind: str = "note") -> Drop:
    return Drop(kind, record_id(record))


class Writer:
    """One person with one chain in one case."""

    def __init__(self, name: str, case: str = CASE) -> None:
        self.name, self.case = name, case
        self.key = Ed25519PrivateKey.from_private_bytes(sha256(name.encode()).digest())
        self.public_key = self.key.public_key().public_bytes_raw()
        self.id = author_id(self.public_key)
        self.entries: list[Entry] = []
        self.known: dict[str, int] = {}  # how much of other chains lies here
        self.told: dict[str, int] = {}  # how much of that the own chain has declared
        self.latest = clock.ZERO

    def write(self, *operations: Operation, now: int = NOW) -> Entry:
        last = self.entries[-1] if self.entries else None
        self.latest = clock.tick(self.latest, now)
        seen = {who: seq for who, seq in self.known.items() if self.told.get(who, 0) < seq}
        self.told = dict(self.known)
        seq = len(self.entries) + 1
        seed = sha256(f"{self.name} {seq}".encode()).digest()
        entry = make(
            self.case, self.id, seq, last.hash if last else None, self.latest, seen, operations,
            seed, self.key.sign,
        )  # fmt: skip
        self.entries.append(entry)
        return entry

    def receive(self, other: "Writer") -> None:
        """Take over the other's chain, and what the other holds of third ones."""
        if other.entries:
            self.known[other.id] = len(other.entries)
            self.latest = max(self.latest, other.latest)
        for who, seq in other.known.items():
            if who != self.id:
                self.known[who] = max(self.known.get(who, 0), seq)


def every_entry(writers: Iterable[Writer]) -> list[Entry]:
    return [entry for writer in writers for entry in writer.entries]


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
puts = st.builds(
    put,
    st.sampled_from(["text", "title", "when"]),
    st.sampled_from(["a", "b", 1, True, None]) | json_values,
    st.integers(1, 3),
    st.sampled_from(["note", "note", "note", "some-newer_kind"]),
)
drops = st.builds(drop, st.integers(1, 3))
changes = st.lists(puts | puts | puts | drops, min_size=1, max_size=4)


@st.composite
def chains(draw: st.DrawFn, most: int = 6) -> Writer:
    """One writer with one to `most` entries."""
    writer = Writer("Aigul")
    for operations in draw(st.lists(changes, min_size=1, max_size=most)):
        writer.write(*operations, now=NOW + draw(st.integers(-3, 3)))
    return writer


@st.composite
def histories(draw: st.DrawFn) -> list[Writer]:
    """Three writers who write, exchange what they have, and erase each other's operations."""
    writers = [Writer(name) for name in ("Aigul", "Botagoz", "Cemal")]
    for _ in range(draw(st.integers(1, 10))):
        who, other = draw(st.permutations(writers))[:2]
        deed = draw(st.sampled_from(["write", "write", "write", "receive", "erase"]))
        written = every_entry(writers)
        if deed == "receive":
            who.receive(other)
        elif deed == "erase" and written:
            target = draw(st.sampled_from(written))
            place = draw(st.integers(0, len(target.parts)))  # perhaps one too far
            who.write(Erase(((target.hash, place),)), now=NOW + draw(st.integers(-3, 3)))
        else:
            who.write(*draw(changes), now=NOW + draw(st.integers(-3, 3)))
    return writers
