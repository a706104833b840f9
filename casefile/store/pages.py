# SPDX-License-Identifier: GPL-3.0-or-later
"""The history of a case by pages, the latest entries first: a page costs what it shows.

Chains are read from their ends and merged by time. Where few entries fit, a page reads so many and
no more, and says where the search goes on, so that nobody waits for a million entries.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, select

from casefile.journal.entry import Entry, decode
from casefile.journal.operations import Drop, Erase, Put
from casefile.store.database import Store
from casefile.store.history import Change
from casefile.store.numbers import chains_of, known
from casefile.store.projection import bearing_on, numbers_of
from casefile.store.schema import Compiled, entries

REACH = 4_000  # entries that one page looks at, at the most
_STEP = 200  # lines read at once

_BACK = Compiled(
    select(entries.c.seq, entries.c.line)
    .where(entries.c.chain_no == bindparam("chain"), entries.c.seq <= bindparam("last"))
    .order_by(entries.c.seq.desc())
    .limit(bindparam("limit"))
)

Ends = Mapping[str, int]
"""By author: the number of the last entry to be told."""


@dataclass(frozen=True, slots=True)
class Sieve:
    """What is looked for; without any of it everything fits."""

    author: str = ""
    kind: str = ""
    record: str = ""
    words: tuple[str, ...] = ()  # one of them stands in a value; letters of any case
    since: tuple[tuple[str, int], ...] = ()  # by author: entries up to this one are left out


@dataclass(frozen=True, slots=True)
class Touch:
    """What one entry did to one record."""

    time: str  # see journal.clock
    author: str
    seq: int
    kind: str
    id: str
    changes: tuple[Change, ...]
    sort: str  # added, changed, withdrawn, merged (into another), back (after it was withdrawn)

    @property
    def key(self) -> str:
        return f"{self.author}/{self.seq}/{self.id}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the next page goes on: at the entry `ends` names, behind so many of its records."""

    ends: Ends
    told: int = 0


@dataclass(frozen=True, slots=True)
class TouchPage:
    """A page, and where the next one begins; None at the beginning of the case."""

    touches: tuple[Touch, ...]
    following: Place | None


def ends_of(store: Store, case: str) -> dict[str, int]:
    """The number of the last entry of each author."""
    case_no = known(store, "cases", case) or 0
    return {
        author: chain.head.seq for author, chain in chains_of(store, case_no).items() if chain.head
    }


def page(
    store: Store, case: str, sieve: Sieve, place: Place | None = None, limit: int = 100
) -> TouchPage:
    """What was done in a case, record by record, the latest first; `place`: None for the first
    page. It may hold fewer than `limit`, even none, where few of the entries fit."""
    if sieve.record:
        return _of_record(store, case, sieve, place.told if place else 0, limit)
    place = place or Place(ends_of(store, case))
    found: list[tuple[Entry, str]] = []
    walk = _Walk(store, case, sieve, place.ends)
    told = place.told
    for entry in walk:
        ids = _fitting(entry, sieve)[told:]
        room = limit - len(found)
        found += [(entry, id_) for id_ in ids[:room]]
        if len(ids) >= room:
            full = len(ids) == room
            after = Place(walk.behind(), 0) if full else Place(walk.at(), told + room)
            return TouchPage(_touches(store, case, found), after if after.ends else None)
        told = 0
    left = walk.behind()
    return TouchPage(_touches(store, case, found), Place(left) if left else None)


def _of_record(store: Store, case: str, sieve: Sieve, told: int, limit: int) -> TouchPage:
    """A page of one record's history, by the index that knows which entries bear on it."""
    bearing = _earlier(store, case, [sieve.record])[sieve.record]
    fitting = [
        (entry, sieve.record)
        for entry in reversed(bearing)
        if sieve.author in ("", entry.header.author) and _fitting(entry, sieve)
    ]
    touches = _touches(store, case, fitting[told : told + limit])
    return TouchPage(touches, Place({}, told + limit) if len(fitting) > told + limit else None)


@dataclass(slots=True)
class _Chain:
    """One chain on the way back: the entry that is to be told next, and how many come before."""

    no: int
    last: int  # the number of the next entry to read
    floor: int  # that of the last one which is left out
    lines: list[tuple[int, bytes]] = field(default_factory=list)
    next: Entry | None = None


class _Walk:
    """Entries that may fit, the latest first, until the reach is used up."""

    def __init__(self, store: Store, case: str, sieve: Sieve, ends: Ends) -> None:
        self._store = store
        self._sieve = sieve
        self._left = REACH
        self._now: _Chain | None = None
        case_no, floors = known(store, "cases", case) or 0, dict(sieve.since)
        self._chains = {
            author: _Chain(chain.no, ends[author], floors.get(author, 0))
            for author, chain in chains_of(store, case_no).items()
            if ends.get(author, 0) > floors.get(author, 0) and sieve.author in ("", author)
        }

    def __iter__(self) -> Iterator[Entry]:
        for chain in self._chains.values():
            self._advance(chain)
        while True:
            waiting = [chain for chain in self._chains.values() if chain.next is not None]
            halted = any(c.next is None and c.last > c.floor for c in self._chains.values())
            if not waiting or halted:
                return
            self._now = max(waiting, key=lambda chain: _place(chain.next))
            assert self._now.next is not None
            yield self._now.next
            self._advance(self._now)
            self._now = None

    def at(self) -> dict[str, int]:
        """Where to go on with the entry that was told last."""
        return self._ends(None)

    def behind(self) -> dict[str, int]:
        """Where to go on behind the entry that was told last."""
        return self._ends(self._now)

    def _ends(self, told: _Chain | None) -> dict[str, int]:
        ends = {
            author: (chain.next.header.seq if chain.next else chain.last) - (chain is told)
            for author, chain in self._chains.items()
        }
        return {a: seq for a, seq in ends.items() if seq > self._chains[a].floor}

    def _advance(self, chain: _Chain) -> None:
        chain.next = None
        while chain.last > chain.floor and self._left > 0:
            if not chain.lines:
                values = {"chain": chain.no, "last": chain.last, "limit": min(_STEP, self._left)}
                chain.lines = list(self._store.call(_BACK, values))
                if not chain.lines:
                    chain.last = chain.floor
                    return
            seq, line = chain.lines.pop(0)
            chain.last = seq - 1
            self._left -= 1
            if _may_fit(line, self._sieve):
                chain.next = decode(line)
                return


def _place(entry: Entry | None) -> tuple[str, str]:
    return (entry.header.time, entry.header.author) if entry else ("", "")


def _may_fit(line: bytes, sieve: Sieve) -> bool:
    """A look at the line as it is, before it is taken apart: most are passed over here."""
    if sieve.kind and f'"kind":"{sieve.kind}"'.encode() not in line:
        return False
    if not sieve.words:
        return True
    text = line.decode().casefold()
    return any(_in_json(word) in text for word in sieve.words)


def _in_json(word: str) -> str:
    return word.casefold().replace("\\", "\\\\").replace('"', '\\"')


def _fitting(entry: Entry, sieve: Sieve) -> list[str]:
    """The records of an entry that fit, in its order."""
    return list(dict.fromkeys(op.id for op in _of(entry) if _fits(op, sieve)))


def _fits(operation: Put | Drop, sieve: Sieve) -> bool:
    if sieve.kind not in ("", operation.kind) or sieve.record not in ("", operation.id):
        return False
    if not sieve.words:
        return True
    value = operation.value if isinstance(operation, Put) else operation.id
    texts = [text.casefold() for text in _strings(value)]
    return any(word.casefold() in text for word in sieve.words for text in texts)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _touches(store: Store, case: str, found: list[tuple[Entry, str]]) -> tuple[Touch, ...]:
    """What entries did to records, with what these held before."""
    earlier = _earlier(store, case, {id_ for _entry, id_ in found})
    return tuple(_touch(entry, id_, earlier.get(id_, ())) for entry, id_ in found)


def _earlier(store: Store, case: str, ids: Collection[str]) -> dict[str, list[Entry]]:
    """All entries on each of these records, the earliest first."""
    case_no = known(store, "cases", case) or 0
    ordered = sorted(
        bearing_on(store, numbers_of(store, case_no, ids).values()).values(), key=_place
    )
    by_id: dict[str, list[Entry]] = {id_: [] for id_ in ids}
    for entry in ordered:
        for id_ in dict.fromkeys(op.id for op in _of(entry)):
            if id_ in by_id:
                by_id[id_].append(entry)
    return by_id


def _of(entry: Entry, id_: str = "") -> list[Put | Drop]:
    seen = [op for _no, op in entry.operations if not isinstance(op, Erase)]
    return [op for op in seen if id_ in ("", op.id)]


def _touch(entry: Entry, id_: str, bearing: Collection[Entry]) -> Touch:
    header = entry.header
    before: dict[str, Any] = {}
    dropped = False
    known_before = False
    for one in bearing:
        if _place(one) >= _place(entry):
            break
        known_before = True
        for op in _of(one, id_):
            dropped = isinstance(op, Drop)
            if isinstance(op, Put):
                before[op.field] = op.value
    own = _of(entry, id_)
    merged = own[0].kind == "party" and any(
        isinstance(op, Put) and op.kind == "party" for op in _of(entry)
    )
    changes = tuple(
        Change(
            header.time, header.author, header.seq, op.kind, id_,
            op.field if isinstance(op, Put) else "",
            op.value if isinstance(op, Put) else None,
            before.get(op.field) if isinstance(op, Put) else None,
        )
        for op in own
    )  # fmt: skip
    if isinstance(own[-1], Drop):
        sort = "merged" if merged else "withdrawn"
    elif not known_before:
        sort = "added"
    else:
        sort = "back" if dropped else "changed"
    return Touch(header.time, header.author, header.seq, own[0].kind, id_, changes, sort)
