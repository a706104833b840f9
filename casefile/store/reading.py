# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading: records as they stand, in the order of the timeline, and the journal behind them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, overload

import msgspec
from sqlalchemy import ColumnElement, Select, bindparam, func, literal_column, or_, select, tuple_

from casefile.base.errors import NotFound
from casefile.base.messages import _
from casefile.journal.chain import Head
from casefile.journal.clock import milliseconds
from casefile.journal.entry import Entry, decode
from casefile.records.forms import from_fields
from casefile.records.kinds import KINDS, Case, Note, Record
from casefile.store import conflicts as _conflicts
from casefile.store import history as _history
from casefile.store.cards import AuthorCard
from casefile.store.database import Store
from casefile.store.history import Change
from casefile.store.numbers import chains_of, known
from casefile.store.rows import Held, held
from casefile.store.schema import Compiled, extracted
from casefile.store.schema import authors as authors_table
from casefile.store.schema import cases as cases_table
from casefile.store.schema import entries as entries_table
from casefile.store.schema import records as records_table

__all__ = [
    "Change", "Row", "authors", "cases", "conflicts", "count", "counts", "entries",
    "entry_at", "extracted_ids", "find", "hash_at", "heads", "history", "naming", "record",
    "records", "rows",
    "standing", "tagged",
]  # fmt: skip

R = TypeVar("R", bound=Record)

_t = records_table.c
_live = _t.live == literal_column("1")  # written out, or the partial indexes would not be used
_place = tuple_(_t.moment, _t.id)
_row = (
    select(_t.id, cases_table.c.id, _t.kind, _t.fields, _t.written, authors_table.c.id, _t.moment)
    .join_from(records_table, cases_table, _t.case_no == cases_table.c.no)
    .join(authors_table, _t.author_no == authors_table.c.no)
    .where(_live)
)
_BY_ID = Compiled(
    _row.where(_t.id == bindparam("record")).order_by(_t.no).limit(literal_column("1"))
)
_STARTING = Compiled(
    _row.where(_t.id >= bindparam("first"), _t.id < bindparam("last")).limit(bindparam("limit"))
)
_CASES = Compiled(_row.where(_t.id == cases_table.c.id).order_by(_t.moment, _t.id))
_COUNTS = Compiled(
    select(_t.kind, func.count()).where(_t.case_no == bindparam("case"), _live).group_by(_t.kind)
)
_AUTHORS = Compiled(select(authors_table.c.id, authors_table.c.card, authors_table.c.signing_key))
_EXTRACTED = Compiled(
    select(extracted.c.document)
    .join_from(extracted, records_table, extracted.c.document == _t.id)
    .where(_t.case_no == bindparam("case"))
)
_HASH = Compiled(
    select(entries_table.c.hash).where(
        entries_table.c.chain_no == bindparam("chain"), entries_table.c.seq == bindparam("seq")
    )
)
_LINE = Compiled(
    select(entries_table.c.line).where(
        entries_table.c.chain_no == bindparam("chain"), entries_table.c.seq == bindparam("seq")
    )
)
_decode_fields = msgspec.json.Decoder(dict[str, Any]).decode
_decode_card = msgspec.json.Decoder(AuthorCard).decode


@dataclass(frozen=True, slots=True)
class Row(Generic[R]):
    """A record in a list: when it was first written down, by whom, and its place in the list."""

    record: R
    written: int  # Unix ms, by the journal's clock
    author: str  # id
    key: str  # give that of the last row to get the rows after it
    stamp: int = 0  # the journal's whole clock: what was written later has more, always


def _conditions(parent: str | None) -> list[ColumnElement[bool]]:
    """`parent`: an id; empty for records without a parent; None for all."""
    conditions = [_t.case_no == bindparam("case"), _t.kind == bindparam("kind")]
    if parent is not None:
        conditions.append(_t.parent == bindparam("parent") if parent else _t.parent.is_(None))
    return conditions


def _listing(parent: str | None, after: bool, latest_first: bool, limited: bool) -> Select[Any]:
    listing = _row.where(*_conditions(parent))
    if after:
        last = tuple_(bindparam("moment"), bindparam("record"))
        listing = listing.where(_place < last if latest_first else _place > last)
    order = (_t.moment.desc(), _t.id.desc()) if latest_first else (_t.moment, _t.id)
    listing = listing.order_by(*order)
    return listing.limit(bindparam("limit")) if limited else listing


_LISTINGS = {
    (parent, after, latest_first, limited): Compiled(_listing(parent, after, latest_first, limited))
    for parent in (None, "", "id")
    for after in (False, True)
    for latest_first in (False, True)
    for limited in (False, True)
}
_NAMING = Compiled(
    _listing(None, False, False, False).where(func.instr(_t.fields, bindparam("name")) > 0)
)
_tagged = func.instr(_t.fields, literal_column('\'"rights":["\'')) > 0
_correcting = func.instr(_t.fields, literal_column('\'"corrects":"\'')) > 0
_TAGGED = {
    parent: Compiled(
        _listing(parent, after=False, latest_first=False, limited=False).where(
            or_(_tagged, _correcting)
        )
    )
    for parent in (None, "id")
}
_COUNT = {
    parent: Compiled(select(func.count()).where(_live, *_conditions(parent)))
    for parent in (None, "", "id")
}


@overload
def find(store: Store, id_: str) -> Record | None: ...
@overload
def find(store: Store, id_: str, kind: type[R]) -> R | None: ...
def find(store: Store, id_: str, kind: type[Record] = Record) -> Record | None:
    """The record with this id, if there is one of this kind that is not withdrawn."""
    row = store.call(_BY_ID, {"record": id_}).first()
    if row is None or row[2] not in KINDS:
        return None
    found = _read(row).record
    return found if isinstance(found, kind) else None


@overload
def record(store: Store, id_: str) -> Record: ...
@overload
def record(store: Store, id_: str, kind: type[R]) -> R: ...
def record(store: Store, id_: str, kind: type[Record] = Record) -> Record:
    """The record with this id. Raises NotFound where there is none of this kind."""
    found = find(store, id_, kind)
    if found is None:
        raise NotFound(_("There is no record {id} in this vault.").format(id=id_))
    return found


def standing(store: Store, case: str, id_: str) -> Held | None:
    """What the entries on a record add up to, withdrawn or not, as plain fields."""
    case_no = known(store, "cases", case)
    return held(store, case_no, id_) if case_no else None


def starting(store: Store, beginning: str, limit: int = 20) -> list[Record]:
    """The records whose ids begin so, of known kinds; `limit` of them at the most."""
    within = {"first": beginning, "last": f"{beginning}g", "limit": limit}  # ids end at f
    return [_read(row).record for row in store.call(_STARTING, within) if row[2] in KINDS]


def records(store: Store, kind: type[R], case: str, *, parent: str | None = None) -> list[R]:
    """The records of one kind in a case, by moment, then by id; withdrawn ones are left out.

    `parent`: only those under this record; an empty one: only those under none.
    """
    return [row.record for row in rows(store, kind, case, parent=parent)]


def rows(
    store: Store,
    kind: type[R],
    case: str,
    *,
    parent: str | None = None,
    after: str | None = None,
    limit: int | None = None,
    latest_first: bool = False,
) -> list[Row[R]]:
    """A page of what `records` lists, each with when and by whom it was first written down.

    `after`: the `key` of the last row of the page before, in the same order. The cost of a page
    doesn't grow with the number of pages before it.
    """
    values: dict[str, Any] = {"case": known(store, "cases", case), "kind": kind.kind}
    values |= {"parent": parent, "limit": limit}
    values["moment"], _sep, values["record"] = (after or "").partition("\n")
    which = (parent and "id", after is not None, latest_first, limit is not None)
    return [_read(row) for row in store.call(_LISTINGS[which], values)]


def _read(row: Any) -> Row[Any]:
    id_, case, kind, fields, written, author, moment = row
    found = from_fields(kind, id_, case, _decode_fields(fields))
    return Row(found, milliseconds(written), author, f"{moment}\n{id_}", written)


def naming(store: Store, kind: type[R], case: str, id_: str) -> list[R]:
    """What `records` lists, but only what holds an id somewhere in its fields: nothing else is
    made into a record, so that among a million lines those of one speaker are found soon."""
    values = {"case": known(store, "cases", case), "kind": kind.kind, "name": id_.encode()}
    return [_read(row).record for row in store.call(_NAMING, values)]


def tagged(store: Store, case: str, *, parent: str | None = None) -> list[Note]:
    """Of the lines of a log, those that are tagged with a right or correct another; the rest of a
    long log is not read. In the order of `records`."""
    values = {"case": known(store, "cases", case), "kind": Note.kind, "parent": parent}
    return [_read(row).record for row in store.call(_TAGGED[parent and "id"], values)]


def count(store: Store, kind: type[Record], case: str, *, parent: str | None = None) -> int:
    """How many `records` would list."""
    values = {"case": known(store, "cases", case), "kind": kind.kind, "parent": parent}
    number: int = store.call(_COUNT[parent and "id"], values).scalar()
    return number


def counts(store: Store, case: str) -> dict[str, int]:
    """How many records of each kind a case has; kinds of newer versions too."""
    return dict(store.call(_COUNTS, {"case": known(store, "cases", case)}))


def cases(store: Store) -> list[Case]:
    """All cases of the vault, the oldest first."""
    return [_read(row).record for row in store.call(_CASES, {}) if row[2] == Case.kind]


def entries(store: Store, case: str) -> Iterator[Entry]:
    """All entries of a case; none stands before one that its author had seen."""
    return _history.entries_in_order(store, case)


def heads(store: Store, case: str) -> dict[str, Head]:
    """The last entry of each chain of a case, by author."""
    case_no = known(store, "cases", case)
    chains = chains_of(store, case_no) if case_no else {}
    return {author: chain.head for author, chain in chains.items() if chain.head}


def hash_at(store: Store, case: str, author: str, seq: int) -> str | None:
    """The hash of one entry, by author and number; None where it is not held."""
    case_no = known(store, "cases", case)
    chain = chains_of(store, case_no).get(author) if case_no else None
    found = store.call(_HASH, {"chain": chain.no, "seq": seq}).scalar() if chain else None
    return found.hex() if found else None


def entry_at(store: Store, case: str, author: str, seq: int) -> Entry | None:
    """One entry, by author and number; None where it is not held."""
    case_no = known(store, "cases", case)
    chain = chains_of(store, case_no).get(author) if case_no else None
    line = store.call(_LINE, {"chain": chain.no, "seq": seq}).scalar() if chain else None
    return decode(line) if line else None


def authors(store: Store) -> dict[str, AuthorCard]:
    """The authors this vault has heard of; of some it knows no more than id and key."""
    return {
        id_: _decode_card(card) if card else AuthorCard(id=id_, signing_key=(key or b"").hex())
        for id_, card, key in store.call(_AUTHORS, {})
    }


def history(store: Store, case: str, record: str | None = None) -> list[Change]:
    """What was changed in a case, or in one record of it, the earliest first."""
    return _history.history(store, case, record)


def conflicts(store: Store, case: str) -> list[Any]:
    """The fields of a case that authors set differently without knowing of each other."""
    return _conflicts.conflicts(store, case)


def extracted_ids(store: Store, case: str) -> set[str]:
    """The documents of a case whose text the search knows."""
    return set(store.call(_EXTRACTED, {"case": known(store, "cases", case)}).scalars())
