# SPDX-License-Identifier: GPL-3.0-or-later
"""What the entries of a case add up to: the state of every record.

The value of a field is that of the operation with the greatest (time, author); within one entry
the later operation wins. The state depends on the set of entries alone: their order, repetitions
and how they were grouped make no difference, and neither does whether an erasure comes before or
after what it erases.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from msgspec import Struct

from casefile.journal.entry import Entry
from casefile.journal.operations import Drop, Erase, Put


class Stamp(NamedTuple):
    """When something was set, and by whom: the greater stamp wins."""

    time: str
    author: str


class Key(NamedTuple):
    """One operation's place in the order of all. Entry and index settle what stamps leave open."""

    time: str
    author: str
    entry: str  # hash
    place: int  # the operation's index in its entry

    @property
    def stamp(self) -> Stamp:
        """The part of the key that a projection stores beside a value."""
        return Stamp(self.time, self.author)


class Folded(Struct, frozen=True):
    """A record as its operations leave it."""

    kind: str
    id: str
    fields: dict[str, Any]
    stamps: dict[str, Stamp]  # of each field
    dropped: Stamp | None  # when it was withdrawn, unless a field was set again later


Claim: TypeAlias = Put | Drop
_Claims: TypeAlias = dict[str, dict[Key, Claim]]  # by record
_Targets: TypeAlias = frozenset[tuple[str, int]]


class State(Mapping[str, Folded]):
    """The records of a case by id; unchangeable. Holds nothing of what has been erased."""

    __slots__ = ("_folded", "erased", "held")

    def __init__(self, held: _Claims, erased: _Targets) -> None:
        """Use `EMPTY`, `fold`, `apply` and `merge`: `held` must be free of what is erased."""
        self.held = held
        self.erased = erased
        self._folded: dict[str, Folded] = {}

    def __getitem__(self, record: str) -> Folded:
        if record not in self._folded:
            self._folded[record] = _fold_record(record, self.held[record])
        return self._folded[record]

    def __iter__(self) -> Iterator[str]:
        return iter(self.held)

    def __len__(self) -> int:
        return len(self.held)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, State):
            return NotImplemented
        return self.held == other.held and self.erased == other.erased

    __hash__ = None  # type: ignore[assignment]

    def claims(self, record: str) -> list[tuple[Key, Claim]]:
        """All operations on a record, earliest first."""
        return sorted(self.held[record].items())


EMPTY = State({}, frozenset())
"""No entry at all."""


def fold(entries: Iterable[Entry]) -> State:
    """The state that these entries add up to. Withheld operations contribute nothing."""
    held: _Claims = {}
    erased: set[tuple[str, int]] = set()
    for entry in entries:
        header, name = entry.header, entry.hash
        for place, operation in entry.operations:
            if isinstance(operation, Erase):
                erased.update(operation.targets)
            else:
                key = Key(header.time, header.author, name, place)
                held.setdefault(operation.id, {})[key] = operation
    targets = frozenset(erased)
    return State(_without(held, targets), targets)


def apply(state: State, entry: Entry) -> State:
    """The state with one more entry. Copies the list of records: for many entries use `fold`."""
    return merge(state, fold((entry,)))


def merge(a: State, b: State) -> State:
    """The state of all entries behind `a` and `b`."""
    if len(a) < len(b):
        a, b = b, a
    held = dict(_without(a.held, b.erased - a.erased))
    for record, more in _without(b.held, a.erased - b.erased).items():
        held[record] = held[record] | more if record in held else more
    return State(held, a.erased | b.erased)


def _without(held: _Claims, erased: _Targets) -> _Claims:
    if not erased:
        return held
    kept = {}
    for record, claims in held.items():
        left = {key: one for key, one in claims.items() if (key.entry, key.place) not in erased}
        if left:
            kept[record] = left
    return kept


def _fold_record(record: str, claims: dict[Key, Claim]) -> Folded:
    """The kind is that of the earliest operation; those that call the record something else are
    kept but have no say, so that nobody can turn one record into another."""
    in_order = sorted(claims.items())
    first, kind = in_order[0][0], in_order[0][1].kind
    fields: dict[str, Any] = {}
    stamps: dict[str, Stamp] = {}
    dropped: Stamp | None = None
    entry, stamp = first.entry, first.stamp
    for key, claim in in_order:
        if key.entry != entry:
            entry, stamp = key.entry, key.stamp
        if claim.kind != kind:
            continue
        if isinstance(claim, Drop):
            dropped = stamp
        else:
            fields[claim.field], stamps[claim.field], dropped = claim.value, stamp, None
    return Folded(kind, record, fields, stamps, dropped)
