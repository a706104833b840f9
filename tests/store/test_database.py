# SPDX-License-Identifier: GPL-3.0-or-later
"""The database opens with its pragmas or not at all, and is left before or after, never between."""

import os
import sqlite3
import stat
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from casefile.base.errors import (
    NewerFormat,
    StorageFailed,
    VaultDamaged,
    VaultExists,
    VaultInUse,
)
from casefile.store import database
from casefile.store.database import (
    FORMAT,
    PRAGMAS,
    Store,
    joined,
    open_database,
    transaction,
)
from casefile.store.faults import translated
from casefile.store.local import get_local, set_local
from tests.store.people import KEY, everything


def reopen(store: Store) -> Store:
    store.close()
    return open_database(store.path, KEY, create=False)


@pytest.mark.parametrize(("name", "value"), PRAGMAS.items())
def test_every_pragma_holds(store: Store, name: str, value: Any) -> None:
    assert store.run(f"PRAGMA {name}").scalar() == value


def test_every_pragma_holds_when_opened_again(store: Store) -> None:
    store = reopen(store)
    assert {name: store.run(f"PRAGMA {name}").scalar() for name in PRAGMAS} == PRAGMAS
    assert store.run("PRAGMA auto_vacuum").scalar() == 2  # INCREMENTAL
    assert store.run("PRAGMA cipher_version").scalar()
    store.close()


def test_the_file_is_private_and_not_plaintext(store: Store) -> None:
    set_local(store, "k", b"Needle in a setting")
    raw = store.path.read_bytes()
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600
    assert not raw.startswith(b"SQLite format 3")
    assert b"Needle" not in raw
    assert b"CREATE TABLE" not in raw


def test_a_driver_without_encryption_is_refused_before_it_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "dbapi2", sqlite3)
    with pytest.raises(RuntimeError, match="without encryption"):
        open_database(tmp_path / "vault.db", KEY, create=True)
    assert not (tmp_path / "vault.db").exists()


def test_a_plaintext_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "vault.db"
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE t (a)")
    plain.close()
    with pytest.raises(VaultDamaged):
        open_database(path, KEY, create=False)


def test_a_file_written_without_encryption_is_a_bug(tmp_path: Path) -> None:
    path = tmp_path / "vault.db"
    path.write_bytes(b"SQLite format 3\0" + bytes(100))
    with pytest.raises(RuntimeError, match="without encryption"):
        database._refuse_plaintext(path)


def test_the_wrong_key_opens_nothing(store: Store) -> None:
    store.close()
    with pytest.raises(VaultDamaged):
        open_database(store.path, "ab" * 48, create=False)
    open_database(store.path, KEY, create=False).close()


@pytest.mark.parametrize("key", ["", "ab" * 32, "zz" * 47, "x'" + "0" * 94, "-" * 96])
def test_a_key_out_of_form_is_a_bug(tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match="96"):
        open_database(tmp_path / "vault.db", key, create=True)


def test_nothing_is_made_over_what_is_there(store: Store) -> None:
    before = store.path.read_bytes()
    with pytest.raises(VaultExists):
        open_database(store.path, KEY, create=True)
    assert store.path.read_bytes() == before


def test_a_missing_database_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(VaultDamaged, match="missing"):
        open_database(tmp_path / "vault.db", KEY, create=False)
    assert not (tmp_path / "vault.db").exists()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StorageFailed):
        open_database(tmp_path / "no" / "vault.db", KEY, create=True)


@pytest.mark.parametrize("content", [b"", b"\0" * 4096, b"rubbish" * 1000])
def test_what_is_no_database_of_ours_is_damaged(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "vault.db"
    path.write_bytes(content)
    with pytest.raises(VaultDamaged):
        open_database(path, KEY, create=False)
    assert path.read_bytes() == content


def test_a_database_of_someone_else_is_refused(store: Store) -> None:
    store.run("PRAGMA application_id = 7")
    store.close()
    with pytest.raises(VaultDamaged, match="not one of Casefile's"):
        open_database(store.path, KEY, create=False)


def test_a_newer_format_is_refused_and_left_alone(store: Store) -> None:
    store.run(f"PRAGMA user_version = {FORMAT + 1}")
    store.close()
    before = store.path.read_bytes()
    with pytest.raises(NewerFormat, match=str(FORMAT + 1)) as caught:
        open_database(store.path, KEY, create=False)
    assert caught.value.next_step
    assert store.path.read_bytes() == before


def test_a_second_opening_is_refused(store: Store) -> None:
    with pytest.raises(VaultInUse):
        open_database(store.path, KEY, create=False)
    set_local(store, "still", b"works")


def test_a_creation_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_execute: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setitem(database.MIGRATIONS, 1, fails)
    with pytest.raises(KeyboardInterrupt):
        open_database(tmp_path / "vault.db", KEY, create=True)
    assert list(tmp_path.glob("vault.db*")) == []


def test_a_disk_that_refuses_is_said(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_: Any, **__: Any) -> None:
        error = dbapi2.OperationalError("unable to open database file")
        error.sqlite_errorcode = 14
        raise error

    monkeypatch.setattr(database.dbapi2, "connect", refuses)
    with pytest.raises(StorageFailed, match="refuses"):
        open_database(store.path, KEY, create=False)


def test_another_thread_is_a_bug(store: Store) -> None:
    caught: list[BaseException] = []

    def use(work: Any) -> None:
        try:
            work()
        except RuntimeError as error:
            caught.append(error)

    for work in (lambda: store.driver, lambda: get_local(store, "k"), store.close):
        thread = threading.Thread(target=use, args=(work,))
        thread.start()
        thread.join()
    assert len(caught) == 3
    assert get_local(store, "k") is None  # still open, still usable here


def test_closing_twice_is_fine(store: Store) -> None:
    store.close()
    store.close()
    open_database(store.path, KEY, create=False).close()


def fail(store: Store, work: Callable[[], object]) -> None:
    with transaction(store):
        work()
        raise ZeroDivisionError


def test_a_transaction_keeps_all_or_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        fail(store, lambda: set_local(store, "a", b"1"))
    assert get_local(store, "a") is None
    with transaction(store):
        set_local(store, "a", b"1")
        assert store.in_transaction
    assert not store.in_transaction
    store = reopen(store)
    assert get_local(store, "a") == b"1"
    store.close()


def test_a_transaction_in_a_transaction_is_a_bug(store: Store) -> None:
    with transaction(store):
        with pytest.raises(RuntimeError), transaction(store):
            pass
        with joined(store):
            set_local(store, "a", b"1")
    assert get_local(store, "a") == b"1"


def test_numbers_learned_in_a_failed_transaction_are_forgotten(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        fail(store, lambda: store.numbers.update({("cases", "x"): 1}))
    assert store.numbers == {}


def test_a_full_disk_is_said_and_passes(store: Store) -> None:
    before = everything(store)
    pages = store.run("PRAGMA page_count").scalar()
    store.run(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StorageFailed, match="full") as caught:
        fail(store, lambda: set_local(store, "k", os.urandom(400_000)))
    assert caught.value.next_step
    assert everything(store) == before
    store.run("PRAGMA max_page_count = 1000000")
    set_local(store, "a", b"1")
    assert get_local(store, "a") == b"1"


def read_all(path: Path) -> None:
    with closing(open_database(path, KEY, create=False)) as store:
        everything(store)


def test_a_damaged_page_is_said(store: Store) -> None:
    for number in range(50):
        set_local(store, f"key {number}", os.urandom(3000))
    store.close()
    raw = bytearray(store.path.read_bytes())
    for place in range(4096 * 2, len(raw), 4096):
        raw[place + 999] ^= 1
    store.path.write_bytes(raw)
    with pytest.raises(VaultDamaged):
        read_all(store.path)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (13, StorageFailed), (10, StorageFailed), (10 | 3 << 8, StorageFailed), (8, StorageFailed),
        (14, StorageFailed), (3, StorageFailed), (5, VaultInUse), (6, VaultInUse),
        (11, VaultDamaged), (11 | 1 << 8, VaultDamaged), (26, VaultDamaged), (24, VaultDamaged),
        (1, type(None)), (19, type(None)), (7, type(None)),
    ],
)  # fmt: skip
def test_errors_of_sqlite_are_sentences_where_they_are_expected(code: int, kind: type) -> None:
    error = dbapi2.OperationalError("never shown")
    error.sqlite_errorcode = code
    found = translated(error)
    assert type(found) is kind
    assert "never shown" not in str(found)


def test_an_error_that_is_a_bug_shows_no_values(store: Store) -> None:
    with pytest.raises(dbapi2.Error) as caught:
        store.run("INSERT INTO settings (key, value) VALUES (?, ?)", ("needle", None))
    assert "needle" not in str(caught.value)
    assert translated(ValueError("no code")) is None
    assert type(translated(dbapi2.OperationalError("disk I/O error"))) is StorageFailed


def test_rows_have_one_or_a_first(store: Store) -> None:
    assert store.run("SELECT 1, 2").one() == (1, 2)
    assert store.run("SELECT 1 WHERE 0").first() is None
    assert store.run("SELECT 1 WHERE 0").scalar() is None
    with pytest.raises(ValueError, match="values to unpack"):
        store.run("SELECT 1 UNION SELECT 2").one()
