# SPDX-License-Identifier: GPL-3.0-or-later
"""The encrypted database: opened once, kept for the life of the vault, by one thread.

The pragmas were chosen by replaying power cuts: with `journal_mode=TRUNCATE, synchronous=EXTRA`
no acknowledged commit was lost in 20,000 states, with SQLite's defaults one in five was.
"""

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Dialect
from sqlalchemy.dialects import sqlite
from sqlcipher3 import dbapi2

from casefile.base.errors import NewerFormat, StorageFailed, VaultExists
from casefile.base.messages import _
from casefile.journal.clock import ZERO
from casefile.store.disk import disk_errors
from casefile.store.faults import damaged, translated
from casefile.store.migrations import m0001, m0002
from casefile.store.schema import Compiled

APPLICATION_ID = 0x43617365  # "Case" in ASCII; see SQLite's `PRAGMA application_id`
MIGRATIONS = {1: m0001.apply, 2: m0002.apply}
FORMAT = max(MIGRATIONS)

PRAGMAS = {
    "journal_mode": "truncate",
    "synchronous": 3,  # EXTRA
    "locking_mode": "exclusive",
    "secure_delete": 1,
    "temp_store": 2,  # MEMORY
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "fullfsync": 1,
    "cache_size": -32768,  # KiB: pages are decrypted each time they are read from the disk
}
"""As they are set, and as SQLite says them back."""

DIALECT: Dialect = sqlite.dialect()
"""What statements are compiled for."""

_PLAINTEXT = b"SQLite format 3\0"


class Rows(list[tuple[Any, ...]]):
    """What a statement found, all of it; and the number of the row that it inserted last."""

    __slots__ = ("last_no",)
    last_no: int

    def first(self) -> tuple[Any, ...] | None:
        """The first row, if there is one."""
        return self[0] if self else None

    def one(self) -> tuple[Any, ...]:
        """The only row; anything else is a bug."""
        (row,) = self
        return row

    def scalar(self) -> Any:
        """The first value of the first row; None without a row."""
        return self[0][0] if self else None

    def scalars(self) -> list[Any]:
        """The first value of each row."""
        return [row[0] for row in self]


@dataclass(slots=True)
class Store:
    """An open database. Only the thread that opened it may use it: anything else is a bug."""

    path: Path
    _driver: Any = field(repr=False)
    _owner: int = field(default_factory=threading.get_ident)
    _in_transaction: bool = False
    closed: bool = False
    latest: str = ZERO  # no entry seen is later than this; it only ever rises
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)  # (table, id) → no

    @property
    def driver(self) -> Any:
        """The driver's own connection. Raises RuntimeError on any thread but the owner."""
        if threading.get_ident() != self._owner:
            raise RuntimeError("the store belongs to the thread that opened it")
        return self._driver

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction of `transaction` is open."""
        return self._in_transaction

    def run(self, sql: str, values: Sequence[Any] = ()) -> Rows:
        """Execute SQL as it stands, with positional values, and fetch what it finds."""
        return self._execute(sql, values, many=False)

    def run_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Execute SQL once for each row of positional values, in one call of the driver."""
        if rows:
            self._execute(sql, rows, many=True)

    def call(self, statement: Compiled, values: dict[str, Any]) -> Rows:
        """Execute a compiled statement with named values."""
        text = statement.text(DIALECT)
        return self._execute(text, statement.order(values), many=False)

    def call_many(self, statement: Compiled, rows: Sequence[dict[str, Any]]) -> None:
        """Execute a compiled statement once for each row, in one call of the driver."""
        if rows:
            text = statement.text(DIALECT)
            self._execute(text, [statement.order(row) for row in rows], many=True)

    def _execute(self, sql: str, values: Sequence[Any], *, many: bool) -> Rows:
        """Straight to the driver: SQLAlchemy writes the statements, but building its results would
        cost a logged line a tenth of its time, and building its engine doubles that of opening."""
        driver = driver_of(self)
        try:
            cursor = driver.executemany(sql, values) if many else driver.execute(sql, values)
            rows = Rows(cursor.fetchall())  # of a pragma too: it works while it is read
        except dbapi2.Error as error:
            raise translated(error) or error from error
        rows.last_no = cursor.lastrowid
        return rows

    def close(self) -> None:
        """Close the connection and with it the file. Closing twice is fine."""
        self.driver.close()
        self.closed = True


@contextmanager
def transaction(store: Store) -> Iterator[None]:
    """All that is written in the block is there after a power cut, or none of it.

    Raises StorageFailed where the disk does; RuntimeError when one is open already (a bug).
    """
    if store.in_transaction:
        raise RuntimeError("a transaction is open already")
    store._in_transaction = True  # noqa: SLF001 (this function is the only one to set it)
    try:
        store.run("BEGIN IMMEDIATE")
        yield
        store.run("COMMIT")
    except BaseException:
        store.numbers.clear()
        if driver_of(store).in_transaction:  # a full disk ends it by itself
            store.run("ROLLBACK")
        raise
    finally:
        store._in_transaction = False  # noqa: SLF001


@contextmanager
def joined(store: Store) -> Iterator[None]:
    """The transaction that is open, or else one of its own."""
    if store.in_transaction:
        yield
    else:
        with transaction(store):
            yield


def open_database(
    path: Path,
    key_spec: str,
    *,
    create: bool,
    upgrade: bool = True,
    before: Callable[["Store"], object] | None = None,
) -> Store:
    """Open the database at `path`, or make it.

    `key_spec`: 96 hex digits, the 32-byte key and the 16-byte salt. The salt comes from outside
    so that a zeroed first page can't lose it. An older format is brought to today's, unless
    `upgrade` is off; `before` is called ahead of that, with the database as it is.
    Raises VaultExists, VaultDamaged (no database, not ours, or not by this key), NewerFormat,
    VaultInUse, StorageFailed.
    """
    if len(key_spec) != 96 or not key_spec.isalnum():
        raise ValueError("a key specification has 96 hex digits")
    if create:
        make_file(path)
    elif not path.is_file() or not path.stat().st_size:
        raise damaged(_("The vault's database is missing."))
    try:
        return _opened(path, key_spec, create, upgrade, before)
    except BaseException:
        if create:
            path.unlink(missing_ok=True)
        raise


def make_file(path: Path) -> None:
    """An empty file for a database, for its owner alone. Raises VaultExists, StorageFailed."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        raise VaultExists(_("A database stands at {path} already.").format(path=path)) from None
    except OSError as error:
        raise StorageFailed(
            _("{path} can't be written: {reason}.").format(path=path, reason=error.strerror)
        ) from error


def _opened(
    path: Path,
    key_spec: str,
    create: bool,
    upgrade: bool,
    before: Callable[[Store], object] | None,
) -> Store:
    store = Store(path, _connect(path, key_spec, create=create))
    try:
        found = _format_of(store, create=create)
        if upgrade and found < FORMAT:
            if before and not create:
                before(store)
            _upgrade(store, found)
        _refuse_plaintext(path)
        store.latest = store.run("SELECT coalesce(max(time), ?) FROM chains", (ZERO,)).scalar()
    except BaseException:
        store.close()
        raise
    return store


def _connect(path: Path, key_spec: str, *, create: bool) -> Any:
    uri = f"file:{quote(str(path))}?mode=rw"
    driver = None
    try:
        driver = dbapi2.connect(uri, uri=True, isolation_level=None, timeout=0)
        driver.execute("PRAGMA cipher_log_level = NONE")  # it would write to stderr
        if not driver.execute("PRAGMA cipher_version").fetchall():
            raise RuntimeError("SQLite was built without encryption")  # noqa: TRY301
        driver.execute(f"PRAGMA key = \"x'{key_spec}'\"")
        if create:
            driver.execute("PRAGMA auto_vacuum = INCREMENTAL")
        for name, value in PRAGMAS.items():
            driver.execute(f"PRAGMA {name} = {value}")
        driver.execute("BEGIN EXCLUSIVE")  # the lock is kept from here on
        driver.execute("COMMIT")
    except BaseException as error:
        if driver is not None:
            driver.close()
        if expected := translated(error):
            raise expected from error
        raise
    return driver


def driver_of(store: Store) -> Any:
    """What statements are executed by; tests let it fail."""
    return store.driver


def _format_of(store: Store, *, create: bool) -> int:
    found: int = store.run("PRAGMA user_version").scalar()
    if found > FORMAT:
        raise NewerFormat(
            _("This vault was written by a newer version of Casefile (format {found}).").format(
                found=found
            ),
            _("Install the newest version to open it."),
        )
    if not create and (found == 0 or store.run("PRAGMA application_id").scalar() != APPLICATION_ID):
        raise damaged(_("The vault's database is not one of Casefile's."))
    return found


def _upgrade(store: Store, found: int) -> None:
    """Bring the file to today's format, a whole migration at a time."""
    for number in range(found + 1, FORMAT + 1):
        with transaction(store):
            MIGRATIONS[number](store.run)
            store.run(f"PRAGMA application_id = {APPLICATION_ID}")
            store.run(f"PRAGMA user_version = {number}")


def _refuse_plaintext(path: Path) -> None:
    with disk_errors(), path.open("rb") as file:
        if file.read(len(_PLAINTEXT)) == _PLAINTEXT:
            raise RuntimeError("the database was written without encryption")
