# SPDX-License-Identifier: GPL-3.0-or-later
"""Making the search index anew, in short steps, where another version of it was found.

Until the last step rows of both versions stand in it. What is found is right all the while; what
only the new rows know may be missing, so whoever searches asks `state` and says so.
"""

import time
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import bindparam, literal_column, select

from casefile.journal.fold import Folded
from casefile.store.database import Store, transaction
from casefile.store.index import VERSION, index_record
from casefile.store.local import get_local, set_local
from casefile.store.rows import decoded
from casefile.store.schema import Compiled, cases, records

SLICE = 0.02  # seconds of work in a step; a document of four million letters takes longer

_SETTING = "search-index"
_BATCH: Any = literal_column("32")
_NEXT = Compiled(
    select(
        records.c.no, records.c.case_no, cases.c.id,
        records.c.id, records.c.kind, records.c.fields,
    )
    .join_from(records, cases, records.c.case_no == cases.c.no)
    .where(records.c.no < bindparam("before"), records.c.live == literal_column("1"))
    .order_by(records.c.no.desc())
    .limit(_BATCH)
)  # fmt: skip
_END = "SELECT coalesce(max(no), 0) + 1 FROM records"
_decode_fields = msgspec.json.Decoder(dict[str, Any]).decode


class Kept(msgspec.Struct, frozen=True, omit_defaults=True):
    """As it lies among the settings: the version of the rows from `before` on."""

    version: int
    before: int = 0  # 0: of all rows
    first: int = 0  # where `before` began


@dataclass(frozen=True, slots=True)
class State:
    """Whether the whole index is of today's version; if not, how many of how many rows are."""

    whole: bool
    done: int = 0
    total: int = 0


_decode = msgspec.json.Decoder(Kept).decode


def state(store: Store) -> State:
    """How far the index is. One that was written before versions were told is not whole."""
    kept = _kept(store)
    return State(kept.before == 0, kept.first - kept.before, kept.first - 1)


def note_whole(store: Store) -> None:
    """Every row is of today's version: the index is new, or was made anew at once."""
    set_local(store, _SETTING, msgspec.json.encode(Kept(VERSION)))


def renew(store: Store) -> State:
    """Do a step of the work, the newest records first; durable when it returns. Nothing is done
    to an index that is whole. What is written meanwhile is of today's version anyway."""
    kept = _kept(store)
    if kept.before == 0:
        return State(whole=True)
    until = time.monotonic() + SLICE
    with transaction(store):
        before = _renew_some(store, kept.before)
        while before and time.monotonic() < until:
            before = _renew_some(store, before)
        set_local(store, _SETTING, msgspec.json.encode(Kept(VERSION, before, kept.first)))
    return State(before == 0, kept.first - before, kept.first - 1)


def _renew_some(store: Store, before: int) -> int:
    """Renew the rows of a batch of records. Returns the number of the last; 0 after the first."""
    rows = store.call(_NEXT, {"before": before})
    for no, case_no, case, id_, kind, fields in rows:
        record = decoded(case, Folded(kind, id_, _decode_fields(fields), {}, None))
        if record is not None:
            index_record(store, no, case_no, record)
    return rows[-1][0] if rows else 0


def _kept(store: Store) -> Kept:
    """Where the work stands; at its beginning where the index is of another version."""
    stored = get_local(store, _SETTING)
    kept = _decode(stored) if stored else Kept(0)
    if kept.version == VERSION:
        return kept
    end = store.run(_END).scalar()
    return Kept(VERSION, end if end > 1 else 0, end)
