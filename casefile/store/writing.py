# SPDX-License-Identifier: GPL-3.0-or-later
"""The one way to write: what a person did in one case becomes one signed entry, in one commit."""

import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import insert

from casefile.base.clock import Clock, system_clock
from casefile.base.errors import InvalidRecord, NotFound, TooMuch
from casefile.base.messages import _
from casefile.journal.clock import tick
from casefile.journal.entry import LINE_LIMIT, Entry, encode, make
from casefile.journal.errors import LargeEntry
from casefile.journal.operations import Operation
from casefile.records.forms import validate
from casefile.records.kinds import Record
from casefile.store.changes import Planned, plan_drop, plan_put, write_plan
from casefile.store.database import Store, transaction
from casefile.store.erase import destroy, erasure_of, vacuum
from casefile.store.merging import Appended, append
from casefile.store.numbers import Chain, begin_chain, chains_of, keep_key, known, move_head, number
from casefile.store.rows import held
from casefile.store.schema import Compiled, entries

__all__ = ["Appended", "Author", "Changes", "Edit", "append", "edit"]

_ADD_ENTRY = Compiled(insert(entries), "chain_no", "seq", "hash", "withheld", "saw", "line")


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes: the id, the hand that signs (32 bytes in, 64 out) and the public key to it."""

    id: str
    sign: Callable[[bytes], bytes] = field(repr=False)
    public_key: bytes = b""


@dataclass(frozen=True, slots=True)
class Changes:
    """What an edit changed. An edit that changed nothing has no entry: its `seq` is 0."""

    case: str
    touched: tuple[tuple[str, str], ...]  # (kind, id)
    time: str  # of the entry, see journal.clock
    author: str
    seq: int


class Edit:
    """What is to change in a case. Nothing is written before the block of `edit` ends well, and
    reading in the block still shows what was there before it."""

    __slots__ = ("_again", "_changes", "_drops", "_erased", "_puts", "case")

    def __init__(self, case: str) -> None:
        self.case = case
        self._puts: dict[str, Record] = {}
        self._again: dict[str, frozenset[str]] = {}
        self._drops: dict[str, None] = {}
        self._erased: dict[str, None] = {}
        self._changes: Changes | None = None

    def put(self, record: Record, again: frozenset[str] = frozenset()) -> None:
        """Add a record, or change those of its fields that differ from what is there.

        `again`: names of fields to be set even to what they hold: that settles a conflict.
        Raises InvalidRecord naming field and rule; also for a record of another case.
        """
        if record.case != self.case:
            raise InvalidRecord("case", _("the record belongs to another case."))
        if record.id in self._erased:
            raise ValueError("the record is erased in this very edit")
        self._puts[record.id] = validate(record)
        self._again[record.id] = again
        self._drops.pop(record.id, None)

    def drop(self, record: Record | str) -> None:
        """Withdraw a record (or the one with this id). It stays in the history.

        Raises InvalidRecord for the case itself, with which all of it would be out of sight.
        """
        id_ = record if isinstance(record, str) else record.id
        if id_ == self.case:
            raise InvalidRecord("case", _("can't be withdrawn; give it the status archived."))
        self._puts.pop(id_, None)
        if id_ not in self._erased:
            self._drops[id_] = None

    def erase(self, ids: Iterable[str]) -> None:
        """Destroy all that records ever held, here and wherever later bundles arrive."""
        for id_ in ids:
            self._puts.pop(id_, None)
            self._drops.pop(id_, None)
            self._erased[id_] = None

    @property
    def erases(self) -> bool:
        """Whether something is to be destroyed; attachments are then the caller's to look after."""
        return bool(self._erased)

    @property
    def changes(self) -> Changes:
        """What was changed; there once the block has ended well."""
        if self._changes is None:
            raise RuntimeError("nothing is written before the block ends")
        return self._changes


@contextmanager
def edit(store: Store, author: Author, case: str, clock: Clock = system_clock) -> Iterator[Edit]:
    """One transaction, one entry: `with edit(store, author, case) as e: e.put(record)`.

    All of it is durable when the block has ended, or nothing is changed. Drafts and settings
    written in the block belong to the same transaction. Raises InvalidRecord, NotFound for a
    record to drop or erase that the case hasn't, TooMuch for more than one entry holds,
    StorageFailed.
    """
    pending = Edit(case)
    with transaction(store):
        yield pending
        pending._changes = _write(store, author, pending, clock)  # noqa: SLF001 (ours)
    if pending._erased:  # noqa: SLF001
        vacuum(store)


def _write(store: Store, author: Author, pending: Edit, clock: Clock) -> Changes:
    case_no = known(store, "cases", pending.case) or 0  # 0: nothing is there yet
    plans = _plans(store, case_no, pending)
    operations: list[Operation] = [operation for plan in plans for operation in plan.operations]
    erasure = erasure_of(store, case_no, pending._erased)  # noqa: SLF001
    if erasure is not None:
        operations.append(erasure)
    if not operations:
        return Changes(pending.case, (), "", author.id, 0)
    case_no = number(store, "cases", pending.case)
    chain, entry = _make(store, author, pending.case, case_no, operations, clock)
    entry_no = _add(store, chain, entry)
    for plan in plans:
        write_plan(store, case_no, plan, entry, entry_no)
    touched = [(plan.kind, plan.id) for plan in plans if plan.operations]
    if erasure is not None:
        gone = destroy(store, pending.case, case_no, erasure.targets)
        touched += [(kind, id_) for id_, kind in gone.items()]
    header = entry.header
    return Changes(pending.case, tuple(touched), header.time, author.id, header.seq)


def _plans(store: Store, case_no: int, pending: Edit) -> list[Planned]:
    plans = [
        plan_put(held(store, case_no, id_), record, pending._again[id_])  # noqa: SLF001
        for id_, record in pending._puts.items()  # noqa: SLF001
    ]
    for id_ in pending._drops:  # noqa: SLF001
        there = held(store, case_no, id_)
        if there is None:
            raise NotFound(_("There is no such record in this case."))
        plans.append(plan_drop(there))
    return plans


def _make(
    store: Store,
    author: Author,
    case: str,
    case_no: int,
    operations: list[Operation],
    clock: Clock,
) -> tuple[Chain, Entry]:
    """The entry for these operations, next in the author's chain."""
    heads = chains_of(store, case_no)
    own = heads.pop(author.id, None)
    if own is None:
        own = begin_chain(store, case_no, keep_key(store, author.id, author.public_key))
    store.latest = time = tick(store.latest, clock())
    seen = {
        other: chain.head.seq
        for other, chain in heads.items()
        if chain.head and chain.entry_no > own.entry_no
    }
    seq, previous = (own.head.seq + 1, own.head.hash) if own.head else (1, None)
    seed = secrets.token_bytes(32)
    try:
        entry = make(case, author.id, seq, previous, time, seen, operations, seed, author.sign)
    except LargeEntry:
        raise TooMuch(
            _("This is too much for one step, which holds {size} MB; nothing was changed.").format(
                size=LINE_LIMIT // 2**20
            ),
            _("Do it in smaller steps: fewer lines or records at once, or shorter texts."),
        ) from None
    return own, entry


def _add(store: Store, chain: Chain, entry: Entry) -> int:
    """Store an entry at the end of its chain. Returns its number."""
    row = {
        "chain_no": chain.no,
        "seq": entry.header.seq,
        "hash": bytes.fromhex(entry.hash),
        "withheld": 0,
        "saw": len(entry.header.seen),
        "line": encode(entry),
    }
    entry_no: int = store.call(_ADD_ENTRY, row).last_no
    move_head(store, chain, entry, entry_no)
    return entry_no
