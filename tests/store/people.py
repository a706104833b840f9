# SPDX-License-Identifier: GPL-3.0-or-later
"""People who write in tests, the records they write, and entries made by hand."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlcipher3 import dbapi2

from casefile.base.ids import new_id
from casefile.journal.entry import Entry, author_id, make
from casefile.journal.operations import Operation
from casefile.records.kinds import Case, Document, Hearing, Note, Record
from casefile.records.values import When
from casefile.store import reading
from casefile.store.database import Store
from casefile.store.merging import Appended
from casefile.store.writing import Author, Changes, append, edit

KEY = "c0de" * 24
_places = count(1)


@dataclass
class Clock:
    """Milliseconds that pass when they are told to."""

    now: int = 1_700_000_000_000
    step: int = 1000

    def __call__(self) -> int:
        self.now += self.step
        return self.now


@dataclass
class Person:
    """Someone with a signing key, who may also write entries without a store."""

    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    chain: list[Entry] = field(default_factory=list)

    @property
    def public(self) -> bytes:
        return self.key.public_key().public_bytes_raw()

    @property
    def author(self) -> Author:
        return Author(author_id(self.public), self.key.sign, self.public)

    @property
    def id(self) -> str:
        return author_id(self.public)

    def says(
        self,
        case: str,
        *operations: Operation,
        time: str | None = None,
        seen: dict[str, int] | None = None,
    ) -> Entry:
        """The next entry of this person's chain."""
        last = self.chain[-1] if self.chain else None
        seq = last.header.seq + 1 if last else 1
        time = time or f"{(1_700_000_000_000 + seq) << 16:016x}"
        entry = make(
            case, self.id, seq, last.hash if last else None, time, seen or {}, operations,
            bytes([seq % 256]) * 32, self.key.sign,
        )  # fmt: skip
        self.chain.append(entry)
        return entry


def keys(*people: Person) -> dict[str, bytes]:
    return {person.id: person.public for person in people}


def put(store: Store, person: Person, *records: Record, clock: Any = None) -> Changes:
    """One edit that puts these records."""
    with edit(store, person.author, records[0].case, clock or Clock()) as e:
        for record in records:
            e.put(record)
    return e.changes


def drop(store: Store, person: Person, record: Record) -> Changes:
    with edit(store, person.author, record.case, Clock()) as e:
        e.drop(record)
    return e.changes


def erase(store: Store, person: Person, case: str, ids: Iterable[str]) -> Changes:
    with edit(store, person.author, case, Clock()) as e:
        e.erase(ids)
    return e.changes


def send(source: Store, target: Store, case: str, *people: Person) -> Appended:
    """Everything of a case from one store into another."""
    return append(target, list(reading.entries(source, case)), keys(*people), Clock())


def a_case(title: str = "Case against Kharkova", **fields: Any) -> Case:
    id_ = new_id()
    return Case(id=id_, case=id_, title=title, **fields)


def a_note(case: str, text: str = "The judge opened the hearing.", **fields: Any) -> Note:
    minute, second = divmod(next(_places) % 3600, 60)
    at = When(f"2017-09-27T10:{minute:02}:{second:02}+06:00[Asia/Almaty]")
    return Note(**{"id": new_id(), "case": case, "event_at": at, "text": text} | fields)


def a_hearing(case: str, **fields: Any) -> Hearing:
    return Hearing(**{"id": new_id(), "case": case, "number": "1"} | fields)


def a_document(case: str, title: str = "Expert report", **fields: Any) -> Document:
    return Document(**{"id": new_id(), "case": case, "title": title} | fields)


def rows_of(store: Store, table: str) -> list[tuple[Any, ...]]:
    return sorted(store.run(f"SELECT * FROM {table}"), key=repr)


TABLES = (
    "cases", "authors", "chains", "entries", "erased", "forks", "permits", "records", "touches",
    "settings", "drafts", "extracted", "thumbnails", "search_docsize",
)  # fmt: skip


def everything(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """All that a database holds, to see whether something changed."""
    return {table: rows_of(store, table) for table in TABLES}


def shown(store: Store) -> dict[str, Any]:
    """What the projection shows, whatever numbers the rows have."""
    rows = store.run(
        "SELECT r.id, c.id, kind, live, shared, parent, moment, written, a.id, fields, stamps"
        " FROM records r JOIN cases c ON c.no = r.case_no JOIN authors a ON a.no = r.author_no"
    )
    return {f"{case} {id_}": rest for id_, case, *rest in rows}


class Failing:
    """A driver that fails once, at the n-th statement, before or after it was done."""

    def __init__(self, driver: Any, at: int, *, after: bool) -> None:
        self.driver, self.left, self.after = driver, at, after

    @property
    def in_transaction(self) -> bool:
        return bool(self.driver.in_transaction)

    def _do(self, work: Callable[[Any, Any], Any], sql: str, values: Any) -> Any:
        self.left -= 1
        if self.left:
            return work(sql, values)
        if self.after:
            work(sql, values)
        error = dbapi2.OperationalError("disk I/O error")
        error.sqlite_errorcode = 10
        raise error

    def execute(self, sql: str, values: Any) -> Any:
        return self._do(self.driver.execute, sql, values)

    def executemany(self, sql: str, values: Any) -> Any:
        return self._do(self.driver.executemany, sql, values)
