# SPDX-License-Identifier: GPL-3.0-or-later
"""From a record as it should be to the operations that make it so, and to its row."""

from dataclasses import dataclass
from typing import Any

from casefile.base.errors import InvalidRecord
from casefile.base.messages import _
from casefile.journal.entry import Entry
from casefile.journal.fold import Folded, Stamp
from casefile.journal.operations import Drop, Operation, Put
from casefile.records.forms import defaults, to_fields
from casefile.records.kinds import Record
from casefile.store.database import Store
from casefile.store.index import index_record, unindex
from casefile.store.numbers import known
from casefile.store.rows import INSERT, TOUCH, UPDATE, Held, row_of

_MARK = "audience"  # every record has it, so it can stand for a record that is all defaults


@dataclass(frozen=True, slots=True)
class Planned:
    """What an edit does to one record: nothing, where there are no operations."""

    there: Held | None
    kind: str
    id: str
    record: Record | None  # None: it is withdrawn
    operations: tuple[Operation, ...]


def plan_put(there: Held | None, record: Record, again: frozenset[str] = frozenset()) -> Planned:
    """The operations that turn what is there into `record`: one for each field that differs.

    `again`: fields to be set even to what they hold, so that their authors are answered.

    A field that went back to its default is set to that default: the journal can only set. Fields
    that this version doesn't know are left alone. Raises InvalidRecord where the id is taken by
    a record of another kind.
    """
    if there is not None and there.folded.kind != record.kind:
        raise InvalidRecord("id", _("the id belongs to a record of another kind."))
    fields = to_fields(record)
    before = there.folded.fields if there else {}
    if before:
        fields = {k: v for k, v in defaults(record.kind).items() if k in before} | fields
    changed = {
        name: value
        for name, value in fields.items()
        if name in again or not _same(before, name, value)
    }
    if not changed and (there is None or there.folded.dropped):
        changed[_MARK] = str(record.audience)
    puts = tuple(Put(record.kind, record.id, name, value) for name, value in changed.items())
    return Planned(there, record.kind, record.id, record, puts)


def plan_drop(there: Held) -> Planned:
    """The operation that withdraws a record; none where that was done before."""
    folded = there.folded
    operations = () if folded.dropped else (Drop(folded.kind, folded.id),)
    return Planned(there, folded.kind, folded.id, None, operations)


def _same(fields: dict[str, Any], name: str, value: Any) -> bool:
    """Whether a field holds this value already. JSON's 1 and true differ, Python's don't."""
    if name not in fields:
        return False
    held = fields[name]
    return bool(held == value) and type(held) is type(value)


def write_plan(store: Store, case_no: int, plan: Planned, entry: Entry, entry_no: int) -> None:
    """Bring a record's row, its touches and its words in the index up to the new entry.

    The entry is later than all that the vault has seen, so whatever it sets, it wins.
    """
    if not plan.operations:
        return
    stamp = Stamp(entry.header.time, entry.header.author)
    first = plan.there.first if plan.there else stamp
    folded = _with(plan, stamp)
    row = row_of(folded, first, plan.record) | {
        "author_no": known(store, "authors", first.author),
        "shared": int(
            plan.there is not None and (plan.there.shared or first.author != stamp.author)
        ),
    }
    if plan.there:
        no = plan.there.no
        store.call(UPDATE, row | {"record": no})
    else:
        no = store.call(INSERT, row | {"id": plan.id, "case_no": case_no}).last_no
    store.call(TOUCH, {"record_no": no, "entry_no": entry_no})
    if plan.record is None:
        unindex(store, [no])
    else:
        index_record(store, no, case_no, plan.record)


def _with(plan: Planned, stamp: Stamp) -> Folded:
    """The record's state after the planned operations."""
    before = plan.there.folded if plan.there else Folded(plan.kind, plan.id, {}, {}, None)
    puts = {put.field: put.value for put in plan.operations if isinstance(put, Put)}
    fields = before.fields | puts
    stamps = before.stamps | dict.fromkeys(puts, stamp)
    return Folded(plan.kind, plan.id, fields, stamps, None if puts else stamp)
