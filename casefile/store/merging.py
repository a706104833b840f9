# SPDX-License-Identifier: GPL-3.0-or-later
"""Taking in the entries of others: sorted out, stored and projected in one commit."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from msgspec.structs import replace
from sqlalchemy import bindparam, insert, select

from casefile.base.clock import Clock, system_clock
from casefile.journal.chain import head_of
from casefile.journal.clock import ZERO
from casefile.journal.entry import Entry, encode
from casefile.journal.errors import BrokenChain, Fault
from casefile.journal.merge import Conflict, Fork, fork
from casefile.journal.operations import Erase
from casefile.store.chunks import chunks
from casefile.store.conflicts import conflicts_in
from casefile.store.copies import completed, lessened
from casefile.store.database import Store, transaction
from casefile.store.erase import destroy, vacuum
from casefile.store.numbers import Chain, begin_chain, chains_of, keep_key, move_head, number
from casefile.store.origins import dated_back, origins
from casefile.store.projection import absorb, touched_by
from casefile.store.schema import Compiled, entries, forks

_CHUNK = 2_000  # entries held in memory at a time

_ADD = Compiled(insert(entries), "no", "chain_no", "seq", "hash", "withheld", "saw", "line")
_QUARANTINE = Compiled(
    insert(forks).prefix_with("OR IGNORE"), "hash", "chain_no", "seq", "found", "line"
)
_HELD = Compiled(
    select(entries.c.seq, entries.c.hash, entries.c.withheld).where(
        entries.c.chain_no == bindparam("chain"),
        entries.c.seq >= bindparam("first"),
        entries.c.seq <= bindparam("last"),
    )
)
_LAST = "SELECT coalesce(max(no), 0) FROM entries"


@dataclass(frozen=True, slots=True)
class Appended:
    """What came of taking entries in. Forks were put aside, not taken in."""

    case: str
    new: int  # entries
    known: int  # entries that were here before
    completed: int  # of those, how many now show more than they did
    touched: dict[str, tuple[str, ...]]  # kind → ids of records
    conflicts: tuple[Conflict, ...]  # among the touched records
    forks: tuple[Fork, ...]
    erased: bool = False  # whether something was destroyed
    dated_back: tuple[tuple[str, int], ...] = ()  # author and number; see store.origins


@dataclass(slots=True)
class _Tally:
    new: int = 0
    known: int = 0
    completed: int = 0
    erased: bool = False
    dated_back: set[tuple[str, int]] = field(default_factory=set)
    touched: dict[str, str] = field(default_factory=dict)
    forks: list[Fork] = field(default_factory=list)
    stray: set[str] = field(default_factory=set)  # hashes of forked entries


def append(
    store: Store,
    incoming: Iterable[Entry],
    keys: Mapping[str, bytes],
    clock: Clock = system_clock,
) -> Appended:
    """Take in entries of one case, verified by the caller, each chain in order; in one commit.

    `keys`: the public signing keys of their authors. Entries held already are passed over, so
    taking in the same again changes nothing; where the new copy shows more, it is completed.
    Raises BrokenChain where an entry doesn't follow from those held, StorageFailed.
    """
    with transaction(store):
        came = _append(store, incoming, keys, clock)
    if came.erased:
        vacuum(store)
    return came


def rehearse(
    store: Store,
    incoming: Iterable[Entry],
    keys: Mapping[str, bytes],
    clock: Clock = system_clock,
) -> Appended:
    """What `append` would come to; nothing is changed. Raises what it would raise."""
    latest = store.latest
    try:
        return _undone(store, incoming, keys, clock)
    finally:
        store.latest = latest


def _undone(
    store: Store, incoming: Iterable[Entry], keys: Mapping[str, bytes], clock: Clock
) -> Appended:
    with suppress(_Rehearsed), transaction(store):
        came = _append(store, incoming, keys, clock)
        raise _Rehearsed
    return came


class _Rehearsed(Exception):
    """Undoes the transaction."""


def _append(
    store: Store, incoming: Iterable[Entry], keys: Mapping[str, bytes], clock: Clock
) -> Appended:
    tally, case = _Tally(), ""
    for chunk in chunks(incoming, _CHUNK):
        case = case or chunk[0].header.case
        if any(entry.header.case != case for entry in chunk):
            raise ValueError("entries of several cases")
        _take(store, case, chunk, keys, clock, tally)
    found = conflicts_in(store, case, tally.touched)
    kinds = sorted(set(tally.touched.values()))
    by_kind = {k: tuple(id_ for id_, kind in tally.touched.items() if kind == k) for k in kinds}
    return Appended(
        case, tally.new, tally.known, tally.completed, by_kind, tuple(found), tuple(tally.forks),
        tally.erased, tuple(sorted(tally.dated_back)),
    )  # fmt: skip


def _take(
    store: Store,
    case: str,
    chunk: list[Entry],
    keys: Mapping[str, bytes],
    clock: Clock,
    tally: _Tally,
) -> None:
    case_no = number(store, "cases", case)
    heads = _heads(store, case_no, chunk, keys)
    held = _held(store, heads, chunk)
    stray, rest = _aside(chunk, tally)
    arrival = fork({place: hash_ for place, (hash_, _) in held.items()}, rest)
    new = sorted(arrival.new, key=lambda entry: (entry.header.time, entry.header.author))
    _check_order(new, heads)
    stored = _store(store, heads, lessened(store, new))
    more = _complete(store, heads, arrival.known, held)
    tally.new += len(stored)
    tally.known += len(arrival.known)
    tally.completed += len(more)
    arrived = [*stored, *more]
    before = origins(store, case_no, {id_ for _, entry in arrived for id_ in touched_by(entry)})
    tally.touched |= absorb(store, case, case_no, arrived)
    tally.dated_back |= dated_back(store, case_no, before)
    stray += [entry for one in arrival.forks for entry in one.incoming]
    _quarantine(store, heads, stray, clock())
    tally.forks += arrival.forks
    tally.stray |= {entry.hash for entry in stray}
    targets = _targets(entry for _, entry in arrived)
    if targets:
        tally.touched |= destroy(store, case, case_no, targets)
        tally.erased = True


def _heads(
    store: Store, case_no: int, chunk: list[Entry], keys: Mapping[str, bytes]
) -> dict[str, Chain]:
    """The chains of the case by author, with new ones begun for new authors."""
    heads = chains_of(store, case_no)
    for author in dict.fromkeys(entry.header.author for entry in chunk):
        author_no = keep_key(store, author, keys[author])
        if author not in heads:
            heads[author] = begin_chain(store, case_no, author_no)
    return heads


def _held(
    store: Store, heads: dict[str, Chain], chunk: list[Entry]
) -> dict[tuple[str, int], tuple[str, int]]:
    """Hash and number of withheld operations, by (author, seq), of the entries held in the places
    of those that arrive."""
    places: dict[str, list[int]] = {}
    for entry in chunk:
        places.setdefault(entry.header.author, []).append(entry.header.seq)
    return {
        (author, seq): (hash_.hex(), withheld)
        for author, numbers in places.items()
        for seq, hash_, withheld in store.call(
            _HELD, {"chain": heads[author].no, "first": min(numbers), "last": max(numbers)}
        )
    }


def _aside(chunk: list[Entry], tally: _Tally) -> tuple[list[Entry], list[Entry]]:
    """The entries of a chunk that go on from a fork found in an earlier chunk, and the others."""
    stray, rest = [], []
    for entry in sorted(chunk, key=lambda entry: entry.header.seq):
        if entry.header.prev in tally.stray:
            tally.stray.add(entry.hash)
            tally.forks = [_longer(one, entry) for one in tally.forks]
            stray.append(entry)
        else:
            rest.append(entry)
    return stray, rest


def _longer(one: Fork, entry: Entry) -> Fork:
    follows = any(entry.header.prev == member.hash for member in one.incoming)
    return replace(one, incoming=(*one.incoming, entry)) if follows else one


def _check_order(new: list[Entry], heads: dict[str, Chain]) -> None:
    """Each entry has to follow from the one before it in its chain. Raises BrokenChain."""
    last = {author: chain.head for author, chain in heads.items()}
    for entry in new:
        header = entry.header
        before = last[header.author]
        seq, prev, time = (before.seq, before.hash, before.time) if before else (0, None, ZERO)
        for fits, fault in (
            (header.seq == seq + 1, Fault.NUMBER),
            (header.prev == prev, Fault.PREVIOUS),
            (header.time > time, Fault.TIME),
        ):
            if not fits:
                raise BrokenChain(header.author, header.seq, fault)
        last[header.author] = head_of(entry)


def _store(store: Store, heads: dict[str, Chain], new: list[Entry]) -> list[tuple[int, Entry]]:
    """Store entries in the order given, as the new heads of their chains. Returns their numbers."""
    last = store.run(_LAST).scalar()
    numbered = list(enumerate(new, last + 1))
    store.call_many(_ADD, [_row(no, heads[entry.header.author], entry) for no, entry in numbered])
    tips = {entry.header.author: (no, entry) for no, entry in numbered}
    for author, (no, entry) in tips.items():
        move_head(store, heads[author], entry, no)
        store.latest = max(store.latest, entry.header.time)
    return numbered


def _row(no: int, chain: Chain, entry: Entry) -> dict[str, object]:
    return {
        "no": no,
        "chain_no": chain.no,
        "seq": entry.header.seq,
        "hash": bytes.fromhex(entry.hash),
        "withheld": entry.withheld,
        "saw": len(entry.header.seen),
        "line": encode(entry),
    }


def _complete(
    store: Store,
    heads: dict[str, Chain],
    known: Iterable[Entry],
    held: dict[tuple[str, int], tuple[str, int]],
) -> list[tuple[int, Entry]]:
    """Let entries of which something is withheld here show what their new copies show."""
    partial = [
        (heads[entry.header.author].no, entry)
        for entry in known
        if held[entry.header.author, entry.header.seq][1]
    ]
    return completed(store, partial)


def _quarantine(store: Store, heads: dict[str, Chain], stray: list[Entry], now: int) -> None:
    """Put forked entries aside: nothing is lost, and nothing of them shows."""
    rows = [
        {
            "hash": bytes.fromhex(entry.hash),
            "chain_no": heads[entry.header.author].no,
            "seq": entry.header.seq,
            "found": now,
            "line": encode(entry),
        }
        for entry in lessened(store, stray)
    ]
    store.call_many(_QUARANTINE, rows)


def _targets(arrived: Iterable[Entry]) -> list[tuple[str, int]]:
    return [
        target
        for entry in arrived
        for _, operation in entry.operations
        if isinstance(operation, Erase)
        for target in operation.targets
    ]
