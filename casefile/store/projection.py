# SPDX-License-Identifier: GPL-3.0-or-later
"""The projection: each record as its entries leave it, ready to be listed, read and searched.

A row follows from the operations on its record alone, so it can be made anew at any time. This
module does it for many at once: after an import, after an erasure, or for everything.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, delete, literal_column, select, update

from casefile.base.messages import _
from casefile.journal.entry import Entry, decode
from casefile.journal.errors import MalformedEntry
from casefile.journal.fold import State, fold
from casefile.journal.operations import Erase
from casefile.records.kinds import Record
from casefile.store import renewal
from casefile.store.database import Store, transaction
from casefile.store.faults import damaged
from casefile.store.index import index_records, unindex
from casefile.store.numbers import number
from casefile.store.rows import INSERT_NUMBERED, TOUCH, UPDATE, decoded, row_of
from casefile.store.schema import Compiled, among, as_list, cases, chains, entries, records, touches

Progress = Callable[[int, int], None]
"""Told how much is done, and how much there is. May raise Cancelled."""

_BATCH = 2_000  # entries in memory at a time

_NUMBERS = Compiled(
    select(records.c.id, records.c.no).where(
        records.c.case_no == bindparam("case"), records.c.id.in_(among("ids"))
    )
)
_BEARING = Compiled(
    select(entries.c.no, entries.c.line)
    .where(
        entries.c.no.in_(
            select(touches.c.entry_no).where(touches.c.record_no.in_(among("records")))
        )
    )
    .order_by(entries.c.no)
)
_UNTOUCH = Compiled(delete(touches).where(touches.c.record_no == bindparam("record")))
_DELETE = Compiled(delete(records).where(records.c.no == bindparam("record")))
_ARRIVED = Compiled(
    select(entries.c.no, chains.c.no, cases.c.no, cases.c.id, entries.c.line)
    .join_from(entries, chains, entries.c.chain_no == chains.c.no)
    .join(cases, chains.c.case_no == cases.c.no)
    .where(entries.c.no > bindparam("after"))
    .order_by(entries.c.no)
    .limit(literal_column(str(_BATCH)))
)
_HEAD = Compiled(
    update(chains).where(chains.c.no == bindparam("chain")), "seq", "hash", "time", "entry_no"
)
_EMPTY = (
    "DELETE FROM touches",
    "DELETE FROM records",
    "INSERT INTO search (search) VALUES ('delete-all')",
    "UPDATE chains SET seq = 0, hash = x'', time = '', entry_no = 0",
)
_LAST = "SELECT coalesce(max(no), 0) FROM records"


def numbers_of(store: Store, case_no: int, ids: Collection[str]) -> dict[str, int]:
    """The numbers of those records of a case that have a row."""
    return dict(store.call(_NUMBERS, {"case": case_no, "ids": as_list(ids)}))


def bearing_on(store: Store, record_nos: Collection[int]) -> dict[int, Entry]:
    """The entries that touch these records, by number."""
    rows = store.call(_BEARING, {"records": as_list(record_nos)}) if record_nos else ()
    return {no: decode(line) for no, line in rows}


def touched_by(entry: Entry) -> dict[str, None]:
    """The ids of the records that an entry visibly names, in order."""
    operations = (operation for _, operation in entry.operations)
    return {op.id: None for op in operations if not isinstance(op, Erase)}


def absorb(
    store: Store, case: str, case_no: int, arrived: Sequence[tuple[int, Entry]]
) -> dict[str, str]:
    """Project entries that were just stored, given with their numbers.

    What else bears on the records they touch is read back, and nothing more. Returns the kinds
    of those records by id.
    """
    ids = {id_: None for _, entry in arrived for id_ in touched_by(entry)}
    numbers = numbers_of(store, case_no, ids)
    bearing = bearing_on(store, numbers.values()) | dict(arrived)
    return _project(store, case, case_no, list(ids), numbers, bearing)


def refold(store: Store, case: str, case_no: int, ids: Collection[str]) -> dict[str, str]:
    """Make the rows of these records anew, after entries that touch them changed what they show."""
    numbers = numbers_of(store, case_no, ids)
    bearing = bearing_on(store, numbers.values())
    store.call_many(_UNTOUCH, [{"record": no} for no in numbers.values()])
    return _project(store, case, case_no, list(ids), numbers, bearing)


def _project(
    store: Store,
    case: str,
    case_no: int,
    ids: list[str],
    numbers: dict[str, int],
    bearing: dict[int, Entry],
) -> dict[str, str]:
    """Write the rows of records, given all entries that bear on them."""
    state = fold(bearing.values())
    there = [id_ for id_ in ids if id_ in state]
    gone = [numbers[id_] for id_ in ids if id_ in numbers and id_ not in state]
    last = store.run(_LAST).scalar()
    fresh = {id_: last + n for n, id_ in enumerate((i for i in there if i not in numbers), 1)}
    added, changed, read = [], [], {}
    for id_ in there:
        row, read[id_] = row_from(store, case, state, id_)
        if id_ in fresh:
            added.append(row | {"no": fresh[id_], "id": id_, "case_no": case_no})
        else:
            changed.append(row | {"record": numbers[id_]})
    store.call_many(_DELETE, [{"record": no} for no in gone])
    store.call_many(INSERT_NUMBERED, added)
    store.call_many(UPDATE, changed)
    numbers = numbers | fresh
    _touch(store, bearing, {id_: numbers[id_] for id_ in there})
    unindex(store, gone + [numbers[id_] for id_ in there if id_ not in fresh])
    live = [(numbers[id_], record) for id_, record in read.items() if record is not None]
    index_records(store, case_no, live)
    return {id_: state[id_].kind for id_ in there}


def row_from(
    store: Store, case: str, state: State, id_: str
) -> tuple[dict[str, Any], Record | None]:
    """The projected columns of a record, and the record where it is to be found by its words."""
    folded, claims = state[id_], state.claims(id_)
    first = claims[0][0].stamp
    record = decoded(case, folded)
    row = row_of(folded, first, record) | {
        "author_no": number(store, "authors", first.author),
        "shared": int(len({key.author for key, _ in claims}) > 1),
    }
    return row, record if row["live"] else None


def _touch(store: Store, bearing: dict[int, Entry], numbers: dict[str, int]) -> None:
    pairs = (
        (numbers[id_], entry_no)
        for entry_no, entry in bearing.items()
        for id_ in touched_by(entry)
        if id_ in numbers
    )
    store.call_many(TOUCH, [{"record_no": no, "entry_no": entry_no} for no, entry_no in pairs])


def rebuild(store: Store, progress: Progress | None = None) -> int:
    """Make heads, rows, touches and index anew from the entries, in one commit.

    Returns how many entries there are. Raises StorageFailed; VaultDamaged for an unreadable entry.
    """
    total = store.run("SELECT count(*) FROM entries").scalar()
    done = 0
    with transaction(store):
        for statement in _EMPTY:
            store.run(statement)
        for batch in arrivals(store):
            for (case, case_no), arrived in _by_case(batch).items():
                absorb(store, case, case_no, arrived)
            store.call_many(_HEAD, list(_heads_in(batch).values()))
            done += len(batch)
            if progress:
                progress(done, total)
        store.run("INSERT INTO search (search) VALUES ('optimize')")
        renewal.note_whole(store)
    return done


@dataclass(frozen=True, slots=True)
class Arrival:
    """An entry as it lies in the database."""

    no: int
    chain_no: int
    case_no: int
    case: str
    entry: Entry


def arrivals(store: Store) -> Iterator[list[Arrival]]:
    """All entries in the order in which they arrived, some at a time. Raises VaultDamaged."""
    after = 0
    while page := store.call(_ARRIVED, {"after": after}):
        yield [
            Arrival(no, chain_no, case_no, case, readable(line))
            for no, chain_no, case_no, case, line in page
        ]
        after = page[-1][0]


def readable(line: bytes) -> Entry:
    """A stored entry. Raises VaultDamaged where it is none."""
    try:
        return decode(line)
    except MalformedEntry as error:
        raise damaged(_("An entry of the journal can't be read.")) from error


def _by_case(batch: list[Arrival]) -> dict[tuple[str, int], list[tuple[int, Entry]]]:
    found: dict[tuple[str, int], list[tuple[int, Entry]]] = {}
    for one in batch:
        found.setdefault((one.case, one.case_no), []).append((one.no, one.entry))
    return found


def _heads_in(batch: list[Arrival]) -> dict[int, dict[str, Any]]:
    """The last entry of each chain in a batch, as `chains` holds it."""
    return {
        one.chain_no: {
            "chain": one.chain_no,
            "seq": one.entry.header.seq,
            "hash": bytes.fromhex(one.entry.hash),
            "time": one.entry.header.time,
            "entry_no": one.no,
        }
        for one in batch
    }
