# SPDX-License-Identifier: GPL-3.0-or-later
"""History: every change that can be seen, in the order in which the changes took effect."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import merge as merge_sorted
from typing import Any

from sqlalchemy import bindparam, literal_column, select

from casefile.journal.entry import Entry, decode
from casefile.journal.operations import Erase, Put
from casefile.store.database import Store
from casefile.store.numbers import chains_of, known
from casefile.store.projection import bearing_on, numbers_of
from casefile.store.schema import Compiled, entries

_PAGE = 500
_PAGE_OF_CHAIN = Compiled(
    select(entries.c.seq, entries.c.line)
    .where(entries.c.chain_no == bindparam("chain"), entries.c.seq > bindparam("after"))
    .order_by(entries.c.seq)
    .limit(literal_column(str(_PAGE))),
)


@dataclass(frozen=True, slots=True)
class Change:
    """One operation: a field was set (`field`), or the record was withdrawn (`field` is empty)."""

    time: str  # see journal.clock
    author: str
    seq: int
    kind: str
    id: str
    field: str
    value: Any
    previous: Any  # what the field held before; None where it was not set


def entries_in_order(store: Store, case: str) -> Iterator[Entry]:
    """All entries of a case; none stands before one that its author had seen.

    By (time, author): within a chain times rise, which is checked when an entry is taken in, and an
    author's clock is never behind anything seen. Whoever lies about `seen` only misplaces their own
    entries among those of others. Read page by page: the store may be used between two entries.
    """
    case_no = known(store, "cases", case)
    if case_no is None:
        return
    chains = chains_of(store, case_no)
    streams = (_of_chain(store, chain.no) for chain in chains.values())
    yield from merge_sorted(*streams, key=_place)


def _place(entry: Entry) -> tuple[str, str]:
    return entry.header.time, entry.header.author


def _of_chain(store: Store, chain_no: int) -> Iterator[Entry]:
    after = 0
    while page := store.call(_PAGE_OF_CHAIN, {"chain": chain_no, "after": after}):
        yield from (decode(line) for _, line in page)
        after = page[-1][0]


def history(store: Store, case: str, record: str | None = None) -> list[Change]:
    """What was changed in a case, or in one record of it, the earliest first.

    What was withheld or erased doesn't appear. A case of many lines has a long history: ask
    for a record where one will do.
    """
    if record is None:
        return list(_changes(entries_in_order(store, case), None))
    case_no = known(store, "cases", case) or 0
    bearing = bearing_on(store, numbers_of(store, case_no, [record]).values())
    return list(_changes(sorted(bearing.values(), key=_place), record))


def _changes(ordered: Iterable[Entry], record: str | None) -> Iterator[Change]:
    held: dict[tuple[str, str], Any] = {}
    for entry in ordered:
        header = entry.header
        for _, operation in entry.operations:
            if isinstance(operation, Erase) or record not in (None, operation.id):
                continue
            name, value = "", None
            if isinstance(operation, Put):
                name, value = operation.field, operation.value
            place = operation.id, name
            yield Change(
                header.time, header.author, header.seq, operation.kind, operation.id,
                name, value, held.get(place),
            )  # fmt: skip
            held[place] = value
