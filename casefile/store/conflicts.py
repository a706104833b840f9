# SPDX-License-Identifier: GPL-3.0-or-later
"""Conflicts: fields that authors set differently without knowing of each other."""

from collections.abc import Collection

from sqlalchemy import bindparam, literal_column, select

from casefile.journal import merge
from casefile.journal.entry import decode
from casefile.journal.merge import Conflict, Knowledge
from casefile.store.database import Store
from casefile.store.numbers import known
from casefile.store.projection import bearing_on
from casefile.store.schema import Compiled, chains, entries, records

_SHARED = Compiled(
    select(records.c.id, records.c.no).where(
        records.c.case_no == bindparam("case"), records.c.shared == literal_column("1")
    )
)
_THAT_SAW = Compiled(
    select(entries.c.line)
    .join_from(chains, entries, entries.c.chain_no == chains.c.no)
    .where(chains.c.case_no == bindparam("case"), entries.c.saw > literal_column("0"))
)


def conflicts(store: Store, case: str) -> list[Conflict]:
    """The conflicts that stand in a case, by record and field."""
    return conflicts_in(store, case, None)


def conflicts_in(store: Store, case: str, ids: Collection[str] | None) -> list[Conflict]:
    """The conflicts that stand in these records of a case; in all of them for None.

    Only records in which more than one author had a say are looked at, and of the rest of the
    journal only the entries that say what they had seen.
    """
    case_no = known(store, "cases", case)
    if case_no is None:
        return []
    shared = {
        id_: no for id_, no in store.call(_SHARED, {"case": case_no}) if ids is None or id_ in ids
    }
    if not shared:
        return []
    bearing = bearing_on(store, shared.values()).values()
    found = merge.conflicts(bearing, knowledge(store, case_no))
    return [conflict for conflict in found if conflict.record in shared]


def knowledge(store: Store, case_no: int) -> Knowledge:
    """Who had seen what in a case when they wrote."""
    lines = store.call(_THAT_SAW, {"case": case_no}).scalars()
    return merge.knowledge(decode(line).header for line in lines)
