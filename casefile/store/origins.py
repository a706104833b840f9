# SPDX-License-Identifier: GPL-3.0-or-later
"""Where records began: when each was first written down, and by whom.

A record is of the kind that its earliest entry names, and was written when that entry says and by
its author. The times are what authors say, so one who wants another's line to vanish, or to have
been written by themselves, dates an entry back before it. An honest author who touches a record
has seen it, and is later. So an entry rightly comes before what was held as the beginning of a
record only where the author of that beginning had seen it: as when a withheld one arrives.
"""

from collections.abc import Collection, Mapping

from sqlalchemy import bindparam, select

from casefile.journal.fold import Stamp
from casefile.store.conflicts import knowledge
from casefile.store.database import Store
from casefile.store.projection import bearing_on, numbers_of
from casefile.store.schema import Compiled, among, as_list, authors, records

_ORIGINS = Compiled(
    select(records.c.id, records.c.written, authors.c.id)
    .join_from(records, authors, records.c.author_no == authors.c.no)
    .where(records.c.case_no == bindparam("case"), records.c.id.in_(among("ids")))
)


def origins(store: Store, case_no: int, ids: Collection[str]) -> dict[str, Stamp]:
    """When and by whom these records of a case were first written down, as far as they are held."""
    rows = store.call(_ORIGINS, {"case": case_no, "ids": as_list(ids)}) if ids else ()
    return {id_: Stamp(written, author) for id_, written, author in rows}


def dated_back(store: Store, case_no: int, before: Mapping[str, Stamp]) -> set[tuple[str, int]]:
    """The entries, by author and number, with which records now begin that began with others
    `before`, and that whoever wrote those had not seen."""
    now = origins(store, case_no, before)
    moved = {
        id_: (then, now[id_])
        for id_, then in before.items()
        if id_ in now and now[id_] != then and now[id_].author != then.author
    }
    if not moved:
        return set()
    seen = knowledge(store, case_no)
    bearing = bearing_on(store, numbers_of(store, case_no, moved).values()).values()
    numbers = {(one.header.time, one.header.author): one.header.seq for one in bearing}
    pairs = (
        ((claimed.author, numbers[claimed]), (then.author, numbers[then]))
        for then, claimed in moved.values()
    )
    return {earlier for earlier, later in pairs if not seen.knew(later, earlier)}
