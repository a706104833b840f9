# SPDX-License-Identifier: GPL-3.0-or-later
"""What can go wrong when chains come together: conflicts, forks and gaps.

Merging itself is the union of the chains; `fold` needs no more. These functions find what a
person has to look at.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import Any

from msgspec import Struct

from casefile.journal.canonical import canonical
from casefile.journal.entry import Entry, Header
from casefile.journal.fold import Key, State, fold
from casefile.journal.operations import Put


class Knowledge(Struct, frozen=True):
    """Who had seen what when they wrote: what each chain declares, added up along the chain."""

    declared: dict[tuple[str, str], list[tuple[int, int]]]  # (who, whose): (from seq, up to seq)

    def knew(self, later: tuple[str, int], earlier: tuple[str, int]) -> bool:
        """Whether the entry `later` (author, seq) was made with the entry `earlier` at hand."""
        (author, seq), (other, other_seq) = later, earlier
        if author == other:
            return other_seq <= seq
        steps = self.declared.get((author, other), [])
        place = bisect_right(steps, seq, key=itemgetter(0))
        return place > 0 and steps[place - 1][1] >= other_seq


class Claimed(Struct, frozen=True):
    """What one author says a field holds."""

    value: Any
    author: str
    seq: int
    time: str


class Conflict(Struct, frozen=True):
    """A field that several authors set differently, none knowing of the others' values."""

    record: str
    kind: str
    field: str
    values: tuple[Claimed, ...]  # the one that shows first


class Fork(Struct, frozen=True):
    """One author's number used for two entries: a vault was copied and both copies were used."""

    author: str
    seq: int  # the first number used twice
    held: str  # hash of the entry here that has this number
    incoming: tuple[Entry, ...]  # the other one, and what follows from it


class Arrival(Struct, frozen=True):
    """Incoming entries, sorted out."""

    new: tuple[Entry, ...]
    known: tuple[Entry, ...]  # held already; perhaps shown here more, or less, than there
    forks: tuple[Fork, ...]


def knows(entries: Iterable[Entry]) -> Knowledge:
    """What the authors of these entries knew. Give whole chains: `seen` lists only what is new."""
    return knowledge(entry.header for entry in entries)


def knowledge(headers: Iterable[Header]) -> Knowledge:
    """What the authors of the entries with these headers knew; the headers in any order."""
    steps: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for header in headers:
        for other, seq in header.seen.items():
            steps.setdefault((header.author, other), []).append((header.seq, seq))
    for declared in steps.values():
        declared.sort()
        for place in range(1, len(declared)):
            seq, up_to = declared[place]
            declared[place] = (seq, max(up_to, declared[place - 1][1]))
    return Knowledge(steps)


def conflicts(entries: Iterable[Entry], known: Knowledge | None = None) -> list[Conflict]:
    """The fields in conflict, ordered by record and field.

    `entries`: whole chains; or, where `known` was made from whole chains, all entries that touch
    the records in question. A value stands in conflict while nobody who knew it has set the field
    again. Records withdrawn for good have no conflicts.
    """
    entries = list(entries)
    known = known or knows(entries)
    numbers = {entry.hash: entry.header.seq for entry in entries}
    state = fold(entries)
    found = []
    for record in sorted(state):
        for field, claimed in _rivals(state, record, numbers).items():
            standing = _standing(claimed, known)
            if len({canonical(one.value) for one in standing}) > 1:
                found.append(Conflict(record, state[record].kind, field, standing))
    return found


def fork(held: Mapping[tuple[str, int], str], incoming: Iterable[Entry]) -> Arrival:
    """Sort out incoming entries of one case against the hashes held, by (author, seq).

    An entry is forked where another has its number here, or where it follows from a forked one.
    Of two incoming entries with one number the first given stays; repeated ones count once.
    """
    placed: dict[tuple[str, int], str] = {}
    branches: dict[str, list[Entry]] = {}  # by the hash of each of their entries
    new, known = [], []
    forks: list[tuple[str, int, str, list[Entry]]] = []
    once = {entry.hash: entry for entry in incoming}
    for name, entry in sorted(once.items(), key=lambda item: item[1].header.seq):
        header = entry.header
        place = (header.author, header.seq)
        here = placed.get(place) or held.get(place)
        branch = branches.get(header.prev or "")
        if here == name:
            known.append(entry)
        elif branch is not None:
            branches[name] = branch
            branch.append(entry)
        elif here is not None:
            branches[name] = [entry]
            forks.append((header.author, header.seq, here, branches[name]))
        else:
            placed[place] = name
            new.append(entry)
    found = tuple(Fork(who, seq, here, tuple(branch)) for who, seq, here, branch in forks)
    return Arrival(tuple(new), tuple(known), found)


def missing(held: Mapping[str, int], incoming: Iterable[Entry]) -> dict[str, tuple[int, int]]:
    """The entries that are neither held (by author: the last number) nor incoming but precede
    incoming ones, or were seen by them. By author: the first and the last number lacking."""
    numbers: dict[str, set[int]] = {}
    needed: dict[str, int] = {}
    for entry in incoming:
        header = entry.header
        numbers.setdefault(header.author, set()).add(header.seq)
        for author, seq in (header.seen | {header.author: header.seq}).items():
            needed[author] = max(needed.get(author, 0), seq)
    gaps = {}
    for author, last in sorted(needed.items()):
        first = held.get(author, 0) + 1
        lacking = _lacking(first, last, numbers.get(author, set()))
        if lacking:
            gaps[author] = lacking
    return gaps


def _lacking(first: int, last: int, there: set[int]) -> tuple[int, int] | None:
    """The lowest and highest number in first…last that isn't there; without counting through a
    range that only a hostile number makes long."""
    low = first
    while low in there:
        low += 1
    if low > last:
        return None
    high = last
    while high in there:
        high -= 1
    return low, high


def _rivals(state: State, record: str, numbers: Mapping[str, int]) -> dict[str, list[Claimed]]:
    """For each field that several authors set, the last that each of them set it to."""
    if len({key.author for key in state.held[record]}) < 2:
        return {}
    folded = state[record]
    if folded.dropped:
        return {}
    fields: dict[str, dict[str, Claimed]] = {}
    for key, claim in state.claims(record):
        if isinstance(claim, Put) and claim.kind == folded.kind:
            fields.setdefault(claim.field, {})[key.author] = _claimed(key, claim, numbers)
    return {
        field: list(by_author.values())
        for field, by_author in sorted(fields.items())
        if len(by_author) > 1
    }


def _claimed(key: Key, claim: Put, numbers: Mapping[str, int]) -> Claimed:
    return Claimed(claim.value, key.author, numbers[key.entry], key.time)


def _standing(claimed: list[Claimed], known: Knowledge) -> tuple[Claimed, ...]:
    """Those that no other author knew when setting the field; the latest first."""
    standing = [
        one
        for one in claimed
        if not any(
            one is not other and known.knew((other.author, other.seq), (one.author, one.seq))
            for other in claimed
        )
    ]
    return tuple(sorted(standing, key=lambda one: (one.time, one.author), reverse=True))
