# SPDX-License-Identifier: GPL-3.0-or-later
"""Erasure: the only way in which content leaves the journal. Harm to a person outranks history.

Destroyed are the operations in their entries, the rows and words made of them, and what was read
from a document. The seals stay, so that every chain still verifies. Out of reach are copies that
left the vault, and the cells of a flash disk.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress

from sqlalchemy import bindparam, delete, func, insert, or_, select, update

from casefile.base.errors import NotFound, StorageFailed
from casefile.base.messages import _
from casefile.journal.entry import Entry, decode, encode
from casefile.journal.operations import Erase
from casefile.journal.redact import erase
from casefile.records.kinds import Party
from casefile.store.database import Store
from casefile.store.kept import documents_in, doom
from casefile.store.local import APART, set_local
from casefile.store.projection import bearing_on, numbers_of, refold
from casefile.store.schema import (
    Compiled,
    among_bytes,
    as_list,
    chains,
    drafts,
    entries,
    erased,
    extracted,
    forks,
    permits,
    thumbnails,
)

Targets = Iterable[tuple[str, int]]  # (hash of the entry, index of the operation in it)

_REMEMBER = Compiled(insert(erased).prefix_with("OR IGNORE"), "hash", "part")
_PERMIT = Compiled(insert(permits), "reason")
_REVOKE = Compiled(delete(permits))
_REWRITE = Compiled(update(entries).where(entries.c.no == bindparam("entry")), "withheld", "line")
_NAMED = Compiled(
    select(entries.c.no, entries.c.line)
    .join_from(chains, entries, entries.c.chain_no == chains.c.no)
    .where(chains.c.case_no == bindparam("case"), entries.c.hash.in_(among_bytes("hashes")))
)
_REMEMBERED = Compiled(
    select(erased.c.hash, erased.c.part).where(erased.c.hash.in_(among_bytes("hashes")))
)
_FORKED = Compiled(
    select(forks.c.line)
    .join_from(chains, forks, forks.c.chain_no == chains.c.no)
    .where(chains.c.case_no == bindparam("case"))
)
_LESSEN = Compiled(update(forks).where(forks.c.hash == bindparam("fork")), "line")
_LOCAL = [
    Compiled(delete(column.table).where(column == bindparam("record")))
    for column in (extracted.c.document, thumbnails.c.document)
]
_TYPED = Compiled(  # at the record, in forms of it and for it, and wherever it is referred to
    delete(drafts).where(
        or_(
            func.instr(drafts.c.place, bindparam("record")) > 0,
            func.instr(drafts.c.text, bindparam("record")) > 0,
        )
    )
)


def erasure_of(store: Store, case_no: int, ids: Collection[str]) -> Erase | None:
    """The operation that erases all that these records ever held; None where there is nothing
    to erase. Raises NotFound for a record that the case hasn't."""
    if not ids:
        return None
    numbers = numbers_of(store, case_no, ids)
    if len(numbers) < len(set(ids)):
        raise NotFound(_("There is no such record in this case."))
    bearing = (*bearing_on(store, numbers.values()).values(), *_forked(store, case_no))
    targets = tuple((entry.hash, index) for entry in bearing for index in _saying(entry, numbers))
    return Erase(targets) if targets else None


def destroy(store: Store, case: str, case_no: int, targets: Targets) -> dict[str, str]:
    """Destroy operations, within the open transaction, and see that they never come back.

    What forks that were put aside say of the same records goes with them. Targets that this vault
    doesn't hold (yet) are remembered. Returns the kinds, by id, of the records that lost something.
    """
    parts = _by_entry(targets)
    touched: dict[str, str] = {}
    rewritten, doomed = {}, set()
    for no, line in store.call(_NAMED, {"case": case_no, "hashes": as_list(list(parts))}):
        entry = decode(line)
        rewritten[no] = erase(entry, parts[entry.hash])
        touched |= _kinds(entry, parts[entry.hash])
        doomed |= documents_in(entry, parts[entry.hash])
    for entry in list(_forked(store, case_no)):
        gone = parts.get(entry.hash, set()) | _saying(entry, touched)
        if gone:
            parts[entry.hash] = gone
            doomed |= documents_in(entry, gone)
            row = {"fork": bytes.fromhex(entry.hash), "line": encode(erase(entry, gone))}
            store.call(_LESSEN, row)
    _remember(store, parts)
    doom(store, doomed)
    rewrite(store, rewritten, "erase")
    refold(store, case, case_no, touched)
    _forget(store, case, case_no, touched)
    return touched


def _forked(store: Store, case_no: int) -> Iterator[Entry]:
    """The entries of a case that were put aside."""
    return map(decode, store.call(_FORKED, {"case": case_no}).scalars())


def _saying(entry: Entry, ids: Collection[str]) -> set[int]:
    """The indexes of what an entry says of these records."""
    shown = entry.operations
    return {index for index, op in shown if not isinstance(op, Erase) and op.id in ids}


def _by_entry(targets: Targets) -> dict[str, set[int]]:
    parts: dict[str, set[int]] = {}
    for hash_, part in targets:
        parts.setdefault(hash_, set()).add(part)
    return parts


def _remember(store: Store, parts: dict[str, set[int]]) -> None:
    pairs = ((bytes.fromhex(hash_), part) for hash_, some in parts.items() for part in some)
    store.call_many(_REMEMBER, [{"hash": hash_, "part": part} for hash_, part in pairs])


def _kinds(entry: Entry, parts: set[int]) -> dict[str, str]:
    gone = (op for index, op in entry.operations if index in parts)
    return {op.id: op.kind for op in gone if not isinstance(op, Erase)}


def rewrite(store: Store, changed: dict[int, Entry], reason: str) -> None:
    """Put copies that show more, or less, in the place of entries given by their numbers."""
    if not changed:
        return
    with _permit(store, reason):
        rows = [
            {"entry": no, "withheld": entry.withheld, "line": encode(entry)}
            for no, entry in changed.items()
        ]
        store.call_many(_REWRITE, rows)


@contextmanager
def _permit(store: Store, reason: str) -> Iterator[None]:
    """Triggers refuse to change an entry unless a permit lies in the database."""
    store.call(_PERMIT, {"reason": reason})
    yield
    store.call(_REVOKE, {})


def _forget(store: Store, case: str, case_no: int, touched: Mapping[str, str]) -> None:
    """Remove what else tells of records that are gone, given with their kinds."""
    left = numbers_of(store, case_no, touched)
    for statement in (*_LOCAL, _TYPED):
        store.call_many(statement, [{"record": id_} for id_ in touched if id_ not in left])
    if Party.kind in touched.values():  # what was answered is asked again
        set_local(store, APART + case, None)
    store.run("INSERT INTO search (search) VALUES ('optimize')")  # drops the words of deleted rows


def remembered(store: Store, arriving: Collection[Entry]) -> dict[str, set[int]]:
    """What is to be erased of arriving entries, by their hashes."""
    if not store.run("SELECT EXISTS (SELECT 1 FROM erased)").scalar():
        return {}
    rows = store.call(_REMEMBERED, {"hashes": as_list([entry.hash for entry in arriving])})
    return _by_entry((hash_.hex(), part) for hash_, part in rows)


def vacuum(store: Store) -> None:
    """Give freed pages, zeroed already, back to the disk. Outside of a transaction: what freed them
    is kept by then, so a disk that refuses is no error. The next erasure gives them back, too."""
    with suppress(StorageFailed):
        store.run("PRAGMA incremental_vacuum")
