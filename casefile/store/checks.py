# SPDX-License-Identifier: GPL-3.0-or-later
"""What `verify` asks of the database: that nothing in it was changed, lost or put back.

Each check returns what is wrong, in sentences; an empty list is good news.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, literal_column, select

from casefile.base.errors import VaultDamaged
from casefile.base.messages import _
from casefile.journal.chain import verify_chain
from casefile.journal.entry import Entry
from casefile.journal.errors import JournalError
from casefile.journal.fold import fold
from casefile.store.database import Store
from casefile.store.faults import damaged
from casefile.store.projection import (
    Progress,
    arrivals,
    bearing_on,
    readable,
    row_from,
    touched_by,
)
from casefile.store.rows import PROJECTED
from casefile.store.schema import Compiled, authors, cases, chains, entries, records, touches

_PAGE: ColumnElement[int] = literal_column("500")

_CHAINS = Compiled(
    select(
        chains.c.no, cases.c.id, authors.c.id, authors.c.signing_key,
        chains.c.seq, chains.c.hash, chains.c.time, chains.c.entry_no,
    )
    .join_from(chains, cases, chains.c.case_no == cases.c.no)
    .join(authors, chains.c.author_no == authors.c.no)
    .order_by(chains.c.no)
)  # fmt: skip
_OF_CHAIN = Compiled(
    select(
        entries.c.seq, entries.c.no, entries.c.hash, entries.c.withheld, entries.c.saw,
        entries.c.line,
    )
    .where(entries.c.chain_no == bindparam("chain"), entries.c.seq > bindparam("after"))
    .order_by(entries.c.seq)
    .limit(_PAGE)
)  # fmt: skip
_RECORDS = Compiled(
    select(
        records.c.no, cases.c.id, records.c.id,
        *(records.c[name] for name in PROJECTED),
    )
    .join_from(records, cases, records.c.case_no == cases.c.no)
    .where(records.c.no > bindparam("after"))
    .order_by(records.c.no)
    .limit(_PAGE)
)  # fmt: skip
_TOUCHES = Compiled(
    select(touches.c.record_no, touches.c.entry_no).where(
        touches.c.record_no >= bindparam("first"), touches.c.record_no <= bindparam("last")
    )
)
_COUNT = Compiled(select(func.count()).select_from(touches))


def pages(store: Store) -> list[str]:
    """Every page against its seal, every table and index, that of the search too, against its own
    rules. Reads everything."""
    said = [
        *_said(store, "PRAGMA cipher_integrity_check"),
        *(text for text in _said(store, "PRAGMA integrity_check") if text != "ok"),
        *_said(store, "PRAGMA foreign_key_check"),
    ]
    return [_("The database is damaged: {what}.").format(what=what) for what in said]


def _said(store: Store, pragma: str) -> list[str]:
    """What a check of SQLite's says, a line each; damage can also keep it from ending."""
    try:
        return [" ".join(map(str, row)) for row in store.run(pragma)]
    except VaultDamaged as error:
        return [error.sentence.rstrip(".")]


def journal(
    store: Store, progress: Progress | None = None, *, every_signature: bool = False
) -> list[str]:
    """Every chain from its first entry to its head: numbers, hashes, seals, times, signatures."""
    total = store.run("SELECT count(*) FROM entries").scalar()
    problems, done = [], 0
    for no, case, author, key, *stored in store.call(_CHAINS, {}):
        last: list[int] = []
        try:
            stream = _chain(store, no, last)
            head = verify_chain(stream, key or b"", case=case, every_signature=every_signature)
            if [head.seq, bytes.fromhex(head.hash), head.time, *last] != stored:
                raise damaged(_("The head of the chain is not its last entry."))
        except (JournalError, VaultDamaged) as error:
            problems.append(_problem(case, author, error))
        done += stored[0]
        if progress:
            progress(min(done, total), total)
    return problems


def _problem(case: str, author: str, error: JournalError | VaultDamaged) -> str:
    what = error.sentence if isinstance(error, VaultDamaged) else str(error)
    text = _("The chain of {author} in case {case} is broken: {what}")
    return text.format(author=author[:12], case=case, what=what)


def _chain(store: Store, chain_no: int, last: list[int]) -> Iterator[Entry]:
    """The entries of a chain; the number of the last one is left in `last`.

    Raises VaultDamaged where a row says something else than its entry.
    """
    after = 0
    while page := store.call(_OF_CHAIN, {"chain": chain_no, "after": after}):
        for seq, no, hash_, withheld, saw, line in page:
            entry = readable(line)
            says = (entry.header.seq, entry.hash, entry.withheld, len(entry.header.seen))
            if says != (seq, hash_.hex(), withheld, saw):
                raise damaged(_("Entry {seq} lies in the wrong place.").format(seq=seq))
            yield entry
            last[:] = [no]
        after = page[-1][0]


def projection(store: Store, progress: Progress | None = None) -> list[str]:
    """Every row, touch and word in the index against what the entries add up to."""
    total = store.run("SELECT count(*) FROM records").scalar()
    found = _Compared()
    after = 0
    while page := store.call(_RECORDS, {"after": after}):
        _compare(store, page, found)
        after = page[-1][0]
        if progress:
            progress(min(found.rows, total), total)
    due = sum(len(touched_by(one.entry)) for batch in arrivals(store) for one in batch)
    problems = []
    if found.wrong:
        text = _("{count} records are not what the journal says, the first of them {id}.")
        problems.append(text.format(count=len(found.wrong), id=found.wrong[0]))
    if not found.touches == due == store.call(_COUNT, {}).scalar():
        problems.append(_("The list of which entry touches which record is not complete."))
    if store.run("SELECT count(*) FROM search_docsize").scalar() != found.searchable:
        problems.append(_("The search index doesn't hold the records that it should."))
    return problems


@dataclass(slots=True)
class _Compared:
    rows: int = 0
    touches: int = 0
    searchable: int = 0
    wrong: list[str] = field(default_factory=list)  # ids


def _compare(store: Store, page: Sequence[tuple[Any, ...]], found: _Compared) -> None:
    bearing = bearing_on(store, [no for no, *_ in page])
    states = {
        case: fold(entry for entry in bearing.values() if entry.header.case == case)
        for case in {case for _no, case, *_ in page}
    }
    for _no, case, id_, *stored in page:
        state = states[case]
        expected, record = row_from(store, case, state, id_) if id_ in state else ({}, None)
        found.searchable += record is not None
        if dict(zip(PROJECTED, stored, strict=True)) != expected:
            found.wrong.append(id_)
    found.rows += len(page)
    found.touches += _true_touches(store, page, bearing)


def _true_touches(store: Store, page: Sequence[tuple[Any, ...]], bearing: dict[int, Entry]) -> int:
    """How many touches of these rows are there and true."""
    numbers = {(case, id_): no for no, case, id_, *_ in page}
    true = {
        (no, entry_no)
        for entry_no, entry in bearing.items()
        for id_ in touched_by(entry)
        if (no := numbers.get((entry.header.case, id_)))
    }
    stored = store.call(_TOUCHES, {"first": page[0][0], "last": page[-1][0]})
    return len(true.intersection(stored))
