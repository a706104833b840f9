# SPDX-License-Identifier: GPL-3.0-or-later
"""Places in a long list: where its pages begin, and about how long it is, without counting it.

A place is the `key` of a row, as `reading.rows` gives it. Only the index is read: no row is.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, bindparam, func, literal_column, select, tuple_

from casefile.records.kinds import Record
from casefile.store.database import Store
from casefile.store.numbers import known
from casefile.store.schema import Compiled, among, as_list
from casefile.store.schema import authors as authors_table
from casefile.store.schema import records as records_table

_t = records_table.c
_live = _t.live == literal_column("1")
_of_parent = (
    _t.case_no == bindparam("case"),
    _t.parent == bindparam("parent"),
    _t.kind == bindparam("kind"),
    _live,
)
_before = tuple_(_t.moment, _t.id) < tuple_(bindparam("moment"), bindparam("record"))
_down = (_t.moment.desc(), _t.id.desc())


def _earlier() -> Select[Any]:
    return select(_t.moment, _t.id).where(*_of_parent, _before).order_by(*_down)


_STEP = Compiled(_earlier().limit(literal_column("1")).offset(bindparam("skip")))
_REST = Compiled(select(func.count()).select_from(_earlier().limit(bindparam("skip")).subquery()))
_FIRST = Compiled(
    select(_t.no).where(*_of_parent).order_by(_t.moment, _t.id).limit(literal_column("1"))
)
_LAST = Compiled(select(_t.no).where(*_of_parent).order_by(*_down).limit(literal_column("1")))
_PLACE = Compiled(select(_t.moment, _t.id).where(_t.id == bindparam("record"), *_of_parent))
_UP_TO = Compiled(
    select(func.count()).select_from(
        select(_t.no).where(*_of_parent).limit(bindparam("limit")).subquery()
    )
)
_corrected: ColumnElement[str] = literal_column(  # as in the index, or that would not be used
    "CASE WHEN json_valid(CAST(fields AS TEXT))"
    " THEN json_extract(CAST(fields AS TEXT), '$.corrects') END",
    Text,
)
_CORRECTING = Compiled(
    select(_corrected, _t.id).where(
        _corrected.in_(among("ids")),
        _corrected.is_not(None),
        _live,
        _t.kind == literal_column("'note'"),
        _t.case_no == bindparam("case"),
    )
)
_AUTHORS = Compiled(
    select(authors_table.c.id).where(
        authors_table.c.no.in_(
            select(
                select(_t.author_no)
                .where(*_of_parent)
                .order_by(_t.moment, _t.id)
                .limit(bindparam("limit"))
                .subquery()
                .c.author_no
            )
        )
    )
)


@dataclass(frozen=True, slots=True)
class Steps:
    """Where pages begin, going back; and how many rows lie before the last of these places, once
    fewer than a page do."""

    keys: tuple[str, ...]
    left: int | None


def steps_back(
    store: Store, kind: type[Record], case: str, parent: str, *, before: str, every: int, most: int
) -> Steps:
    """The first row of each page of `every` rows before a place, `most` pages at the most."""
    values = _values(store, kind, case, parent)
    keys: list[str] = []
    while len(keys) < most:
        moment, _sep, record = before.partition("\n")
        place = values | {"moment": moment, "record": record, "skip": every - 1}
        found = store.call(_STEP, place).first()
        if found is None:
            return Steps(tuple(keys), store.call(_REST, place).scalar())
        before = "\n".join(found)
        keys.append(before)
    return Steps(tuple(keys), None)


def about_how_many(store: Store, kind: type[Record], case: str, parent: str) -> int:
    """About how many records lie under this one: exact where all were written one after another,
    too many where others were written between them. Costs two look-ups."""
    values = _values(store, kind, case, parent)
    first, last = (store.call(end, values).scalar() for end in (_FIRST, _LAST))
    return 0 if first is None else abs(last - first) + 1


def count_up_to(store: Store, kind: type[Record], case: str, parent: str, limit: int) -> int:
    """How many records lie under this one; counting ends at the limit."""
    found = store.call(_UP_TO, _values(store, kind, case, parent) | {"limit": limit})
    number: int = found.scalar()
    return number


def place_of(store: Store, kind: type[Record], case: str, parent: str, record: str) -> str:
    """The place of one record under this one; empty where it isn't there."""
    values = _values(store, kind, case, parent) | {"record": record}
    found = store.call(_PLACE, values).first()
    return "\n".join(found) if found else ""


def corrections_of(store: Store, case: str, ids: Collection[str]) -> dict[str, str]:
    """Which of these notes are corrected, each with the id of the note that does it (the last)."""
    values = {"case": known(store, "cases", case), "ids": as_list(ids)}
    found = store.call(_CORRECTING, values)  # to put them in order here lets the index be used
    return dict(sorted(found, key=lambda pair: str(pair[1])))


def authors_among(store: Store, kind: type[Record], case: str, parent: str, limit: int) -> set[str]:
    """Who wrote the first so many records under this one, by their ids."""
    values = _values(store, kind, case, parent) | {"limit": limit}
    return set(store.call(_AUTHORS, values).scalars())


def _values(store: Store, kind: type[Record], case: str, parent: str) -> dict[str, Any]:
    return {"case": known(store, "cases", case), "kind": kind.kind, "parent": parent}
