# SPDX-License-Identifier: GPL-3.0-or-later
"""Vaults open for their owner, say why when they don't, and keep what they were given."""

import errno
import io
import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

import pytest
from msgspec.structs import replace

from casefile.base.errors import (
    CasefileError,
    NewerFormat,
    NotAVault,
    StorageFailed,
    VaultDamaged,
    WrongPassphrase,
)
from casefile.records.kinds import Case, Document, Note
from casefile.store import reading
from casefile.store.attachments import Attachments
from casefile.store.database import Rows, Store
from casefile.store.local import get_local, set_local
from casefile.vault import header, keys
from casefile.vault import vault as vaults
from casefile.vault.keyslots import Cost
from casefile.vault.vault import Vault, create, open_vault
from casefile.vault.verify import verify
from tests.vault.scene import (
    CASE,
    EVERYTHING,
    NEEDLE,
    PASSPHRASE,
    add_document,
    log,
    raw,
    snapshot,
)


def test_it_opens_again_with_everything(closed: Path) -> None:
    with open_vault(closed, PASSPHRASE) as vault:
        assert [case.title for case in reading.cases(vault.store)] == [f"The trial of {NEEDLE}"]
        assert len(reading.records(vault.store, Note, CASE)) == 5
        for document in reading.records(vault.store, Document, CASE):
            assert vault.attachments.check(document.sha256) == document.size
        assert vault.identity.name == NEEDLE
        again = repr(vault)
    assert PASSPHRASE not in again
    assert "SECRET" not in again
    vault.close()


def test_composed_and_decomposed_passphrases_open(tmp_path: Path) -> None:
    create(tmp_path / "v", "Zo\u00eb", "Name", work=keys.FLOOR).close()
    open_vault(tmp_path / "v", "Zoe\u0308").close()


def test_relative_paths_outlive_a_change_of_folder(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(closed.parent)
    with open_vault(Path(closed.name), PASSPHRASE) as vault:
        monkeypatch.chdir("/")
        assert vault.folder == closed
        add_document(vault, b"later", "later.txt")


def test_wrong_passphrase_changes_nothing(closed: Path) -> None:
    before = snapshot(closed)
    for wrong in ("", "needle", PASSPHRASE + " ", "x" * 100_000, "\ud800"):
        with pytest.raises(WrongPassphrase) as caught:
            open_vault(closed, wrong)
        assert wrong == "" or wrong not in str(caught.value)
    assert snapshot(closed) == before


def no_folder(place: Path) -> None:
    shutil.rmtree(place)


def a_file(place: Path) -> None:
    shutil.rmtree(place)
    place.write_text("no vault")


def empty_folder(place: Path) -> None:
    shutil.rmtree(place)
    place.mkdir()


def no_headers(place: Path) -> None:
    for name in header.NAMES:
        (place / name).unlink()


def no_database(place: Path) -> None:
    (place / "vault.db").unlink()


def no_attachments(place: Path) -> None:
    shutil.rmtree(place / "attachments")


def empty_files(place: Path) -> None:
    for path in place.iterdir():
        if path.is_file():
            path.write_bytes(b"")


def empty_headers(place: Path) -> None:
    for name in header.NAMES:
        (place / name).write_bytes(b"")


def empty_database(place: Path) -> None:
    (place / "vault.db").write_bytes(b"")


def plain_database(place: Path) -> None:
    (place / "vault.db").unlink()
    with sqlite3.connect(place / "vault.db") as connection:
        connection.execute("CREATE TABLE entries (line)")
    connection.close()


def random_database(place: Path) -> None:
    (place / "vault.db").write_bytes(random.Random(0).randbytes(65536))


def newer_header(place: Path) -> None:
    text = b"casefile vault 2\n{}\n"
    digest = header.hashlib.sha256(text).hexdigest().encode()  # type: ignore[attr-defined]
    (place / "header-b").write_bytes(text + digest + b"\n")


def newer_database(place: Path) -> None:
    with raw(place) as connection:
        connection.execute("PRAGMA user_version = 99")


def strange_database(place: Path) -> None:
    with raw(place) as connection:
        connection.execute("PRAGMA application_id = 1")


def ownerless(place: Path) -> None:
    with raw(place) as connection:
        connection.execute("DELETE FROM settings WHERE key = 'identity'")


def costs_4_gib(place: Path) -> None:
    for name in header.NAMES:
        whole = header.decode((place / name).read_bytes())
        slot = replace(whole.slots[0], cost=Cost(lanes=4, memory=2**22, passes=3))
        (place / name).write_bytes(header.encode(replace(whole, slots=(slot,))))


@pytest.mark.parametrize(
    ("spoil", "error", "sentence"),
    [
        (no_folder, NotAVault, "no vault at"),
        (a_file, NotAVault, "no vault at"),
        (empty_folder, NotAVault, "not a Casefile vault"),
        (no_headers, NotAVault, "not a Casefile vault|header"),
        (no_database, NotAVault, "database is missing"),
        (no_attachments, NotAVault, "attachments is missing"),
        (empty_files, VaultDamaged, "empty"),
        (empty_headers, VaultDamaged, "Both copies"),
        (empty_database, VaultDamaged, "database is empty"),
        (plain_database, VaultDamaged, "not encrypted"),
        (random_database, VaultDamaged, "damaged"),
        (newer_header, NewerFormat, "newer version"),
        (newer_database, NewerFormat, "newer version"),
        (strange_database, VaultDamaged, "not one of Casefile's"),
        (ownerless, VaultDamaged, "owner's keys"),
        (costs_4_gib, VaultDamaged, "Both copies"),
    ],
)
@pytest.mark.bar(8, "vaults")
def test_each_bad_vault_gets_its_sentence_and_stays_as_it_is(
    closed: Path, spoil: Callable[[Path], None], error: type[CasefileError], sentence: str
) -> None:
    spoil(closed)
    before = snapshot(closed) if closed.is_dir() else {}
    with pytest.raises(error, match=sentence) as caught:
        open_vault(closed, PASSPHRASE)
    assert (snapshot(closed) if closed.is_dir() else {}) == before
    assert caught.value.next_step or error is NotAVault
    if closed.is_dir():  # and the lock is free again
        vaults.acquire(closed).release()


def test_a_database_cut_short_is_damage(closed: Path) -> None:
    path = closed / "vault.db"
    sound = path.read_bytes()
    for length in (1, 15, 16, 100, 511, 4095, 4096, 4097, 8192, len(sound) // 2, len(sound) - 4096):
        path.write_bytes(sound[:length])
        with pytest.raises(VaultDamaged):
            open_vault(closed, PASSPHRASE)
    path.write_bytes(sound)
    open_vault(closed, PASSPHRASE).close()


def test_one_damaged_header_is_healed_at_opening(closed: Path) -> None:
    for name in header.NAMES:
        (closed / name).write_bytes(b"torn")
        open_vault(closed, PASSPHRASE).close()
        assert header.load(closed).settled
        (closed / name).unlink()
        open_vault(closed, PASSPHRASE).close()
        assert header.load(closed).settled


def test_it_opens_on_a_full_disk_even_with_a_damaged_header(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (closed / "header-a").write_bytes(b"torn")
    (closed / "reserve").unlink()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    usage = shutil.disk_usage(closed)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=0))
    monkeypatch.setattr(os, "fsync", full)
    open_vault(closed, PASSPHRASE).close()
    assert not (closed / "reserve").exists()


def test_opening_tidies_up(closed: Path) -> None:
    closed.chmod(0o755)
    for name in ("README.txt", "reserve"):
        (closed / name).unlink()
    (closed / ".header-a.0a1b2c3d.tmp").write_bytes(b"half")
    (closed / "attachments" / f".{'0' * 16}.tmp").write_bytes(b"half")
    (closed / "stranger.txt").write_bytes(b"kept")
    open_vault(closed, PASSPHRASE).close()
    assert closed.stat().st_mode & 0o777 == 0o700
    names = {path.name for path in closed.iterdir()}
    assert names - {"vault.db-journal"} == EVERYTHING | {"stranger.txt"}
    assert len(list((closed / "attachments").iterdir())) == 2


def test_a_folder_that_refuses_is_the_disks_fault(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(vaults, "acquire", refuse)
    with pytest.raises(StorageFailed, match="Permission denied"):
        open_vault(closed, PASSPHRASE)


@pytest.mark.bar(7, "the vault's files")
def test_needles_are_in_no_file(vault: Vault) -> None:
    log(vault, f"once more {NEEDLE}")
    document = add_document(vault, NEEDLE.encode() * 1000, "needle.txt")
    set_local(vault.store, "setting", NEEDLE.encode())
    assert get_local(vault.store, "setting") == NEEDLE.encode()
    with vault.attachments.open(document.sha256) as stream:
        stream.read(100)
    assert_no_needles(vault.folder)
    vault.close()
    assert_no_needles(vault.folder)


def assert_no_needles(folder: Path) -> None:
    needles = [NEEDLE.encode(), b"needle.txt", PASSPHRASE.encode(), b"AGE-SECRET", CASE.encode()]
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) > 8
    for path in files:
        data = path.read_bytes()
        assert not [needle for needle in needles if needle in data], path
        assert "eedle" not in path.name


def test_a_full_disk_frees_the_reserve_and_the_next_opening_fills_it(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StorageFailed("The disk is full; nothing was changed.")

    with monkeypatch.context() as patch:
        patch.setattr(vaults.writing, "edit", full)
        with pytest.raises(StorageFailed):
            log(vault, "lost")
        with pytest.raises(StorageFailed):
            log(vault, "lost")  # with nothing left to free
    assert not (vault.folder / "reserve").exists()
    log(vault, "kept")
    vault.close()
    open_vault(vault.folder, PASSPHRASE).close()
    assert (vault.folder / "reserve").exists()


def test_a_disk_that_turns_read_only_keeps_its_sentence(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    def failed(*_: object) -> None:
        raise StorageFailed("The disk refuses to write.")

    with monkeypatch.context() as patch:
        patch.setattr(vaults.writing, "edit", failed)
        patch.setattr(Path, "unlink", refuses)
        with pytest.raises(StorageFailed, match="refuses to write"):
            log(vault, "lost")


def test_orphans_are_set_aside_at_opening_and_documents_stay(vault: Vault) -> None:
    orphan = vault.attachments.add(io.BytesIO(b"never committed")).sha256
    withdrawn = add_document(vault, b"withdrawn", "withdrawn.txt")
    changed = add_document(vault, b"before", "changed.txt")
    with vault.edit(CASE) as edit:
        edit.drop(withdrawn)
        edit.put(replace(changed, sha256="0" * 64))
    vault.close()
    with open_vault(vault.folder, PASSPHRASE) as again:
        assert not again.attachments.has(orphan)
        assert len(again.attachments.unclaimed()) == 1
        assert verify(again).unclaimed == 1
        assert again.attachments.read(withdrawn.sha256) == b"withdrawn"
        assert again.attachments.read(changed.sha256) == b"before"


def test_an_older_database_put_back_costs_no_document(vault: Vault) -> None:
    database = vault.folder / "vault.db"
    vault.close()
    older = database.read_bytes()
    with open_vault(vault.folder, PASSPHRASE) as today:
        added = add_document(today, b"added since", "new.txt")
    newer = database.read_bytes()
    database.write_bytes(older)
    open_vault(vault.folder, PASSPHRASE).close()
    database.write_bytes(newer)
    with open_vault(vault.folder, PASSPHRASE) as again:
        assert again.attachments.read(added.sha256) == b"added since"
        assert again.attachments.unclaimed() == []


def test_killed_between_an_erasure_and_its_document_it_goes_at_the_next_opening(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    harmful = add_document(vault, b"harmful", "harmful.txt")
    monkeypatch.setattr(Vault, "collect", lambda _self: None)
    with vault.edit(CASE) as edit:
        edit.erase([harmful.id])
    vault.close()
    monkeypatch.undo()
    with open_vault(vault.folder, PASSPHRASE) as again:
        assert not again.attachments.has(harmful.sha256)
        assert again.attachments.unclaimed() == []


def test_an_erasure_that_is_kept_is_no_failure_where_the_clean_up_is(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    harmful = add_document(vault, b"harmful", "harmful.txt")

    def full(*_: object) -> NoReturn:
        raise StorageFailed("The disk is full; nothing was changed.")

    genuine = Store.run

    def run(store: Store, sql: str, values: Sequence[Any] = ()) -> Rows:
        return full() if "vacuum" in sql else genuine(store, sql, values)

    with monkeypatch.context() as patch:
        patch.setattr(Attachments, "remove", full)
        patch.setattr(Store, "run", run)
        with vault.edit(CASE) as edit:
            edit.erase([harmful.id])
    assert reading.find(vault.store, harmful.id) is None
    assert vault.attachments.has(harmful.sha256)
    vault.close()
    with open_vault(vault.folder, PASSPHRASE) as again:
        assert not again.attachments.has(harmful.sha256), "the next opening finishes it"


def test_an_erased_document_is_gone_unless_another_has_the_same_bytes(vault: Vault) -> None:
    alone = add_document(vault, b"harmful", "harmful.txt")
    one, two = add_document(vault, b"shared", "1.txt"), add_document(vault, b"shared", "2.txt")
    staged = vault.attachments.stage()
    kept = staged.add(io.BytesIO(b"under review"))
    with vault.edit(CASE) as edit:
        edit.erase([alone.id, one.id])
    assert staged.has(kept.sha256)
    assert not vault.attachments.has(alone.sha256)
    assert vault.attachments.read(two.sha256) == b"shared"


def test_an_edit_that_fails_keeps_the_vault_as_it_was(vault: Vault) -> None:
    before = reading.cases(vault.store)

    def fail() -> None:
        with vault.edit(CASE) as edit:
            edit.put(Case(id=CASE, case=CASE, title="other"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert reading.cases(vault.store) == before
    assert (vault.folder / "reserve").exists()
