# SPDX-License-Identifier: GPL-3.0-or-later
"""Every vault that was ever released opens, is well, and holds what it held."""

import os
import shutil
from pathlib import Path

import pytest

from casefile.base.clock import system_clock
from casefile.base.errors import VaultDamaged
from casefile.casework.opening import told_of
from casefile.records.kinds import Document, Note
from casefile.store import checks, fulltext, reading, renewal
from casefile.store.database import FORMAT, open_database
from casefile.store.local import draft
from casefile.vault import backup, before, keys, shelf
from casefile.vault.vault import create, open_vault
from casefile.vault.verify import verify
from tests.vaults import make

STORED = sorted(make.HERE.glob("format-*.casefile"))


def test_each_format_has_its_vault() -> None:
    assert [path.stem for path in STORED] == [f"format-{number}" for number in range(1, FORMAT + 1)]


@pytest.mark.parametrize("stored", STORED, ids=lambda path: path.stem)
def test_a_stored_vault_opens_with_all_it_held(stored: Path, tmp_path: Path) -> None:
    shutil.copytree(stored, tmp_path / "v")
    with open_vault(tmp_path / "v", make.PASSPHRASE) as vault:
        store = vault.store
        assert verify(vault).problems == ()
        assert (vault.identity.name, vault.identity.organisation) == (make.OWNER, make.ORGANISATION)
        assert [case.title for case in reading.cases(store)] == [make.TITLE]
        texts = {note.text for note in reading.records(store, Note, make.CASE)}
        assert texts == {make.CHANGED, *make.LINES[1:]}
        (document,) = reading.records(store, Document, make.CASE)
        assert vault.attachments.read(document.sha256, document.title) == make.DOCUMENT
        assert draft(store, make.CASE) == make.DRAFT
        (conflict,) = reading.conflicts(store, make.CASE)
        assert conflict.field == "text"
        assert make.ERASED.encode() not in b"".join(
            repr(entry).encode() for entry in reading.entries(store, make.CASE)
        )
        assert not renewal.state(store).whole  # the index of those days knew no kinds
        while not renewal.renew(store).whole:  # a step has a limit of time
            pass
        assert fulltext.count(store, "Counsel", "note", most=9) == 1
        with vault.edit(make.CASE) as edit:
            edit.put(make.note(9, "Written by a later version."))
        assert verify(vault).ok


def test_before_it_is_migrated_an_old_vault_is_backed_up_for_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "keepers", lambda _times: set())
    stick = tmp_path / "stick"
    stick.mkdir()
    old = Path(shutil.copytree(STORED[0], tmp_path / "old.casefile"))
    with open_vault(old, make.PASSPHRASE) as vault:
        kept, key = vault.kept_before, vault.data_key
        assert kept is not None
        assert "As it was" in told_of(vault)
        assert backup.back_up(vault).place == kept.parent
        backup.choose_place(vault, stick)
        chosen = backup.place_of(vault)
    with open_vault(old, make.PASSPHRASE) as vault:
        assert (vault.kept_before, told_of(vault)) == (None, "")
    copy = open_database(kept / "vault.db", key.spec, create=False, upgrade=False)
    assert copy.run("PRAGMA user_version").scalar() == 1
    chosen.write_bytes(b"a file where the folder is to be")
    beside = before.keep(old, vault.id, copy, key, os.fsencode(stick), system_clock)
    assert beside.parent == kept.parent
    copy.close()
    with backup.restore(kept, tmp_path / "again.casefile", make.PASSPHRASE) as again:
        (document,) = reading.records(again.store, Document, make.CASE)
        assert again.attachments.read(document.sha256) == make.DOCUMENT


def test_without_that_backup_nothing_is_migrated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = Path(shutil.copytree(STORED[0], tmp_path / "old.casefile"))
    was = (old / "vault.db").read_bytes()
    monkeypatch.setattr(checks, "pages", lambda _store: ["a page is damaged."])
    with pytest.raises(VaultDamaged, match="today's form"):
        open_vault(old, make.PASSPHRASE)
    assert (old / "vault.db").read_bytes() == was
    assert not [path for path in tmp_path.rglob("*") if path.name.endswith(".new")]


@pytest.mark.parametrize("stored", STORED, ids=lambda path: path.stem)
def test_once_opened_it_has_the_tables_of_a_new_one(stored: Path, tmp_path: Path) -> None:
    """Where this fails for a format that was not released yet: `python -m tests.vaults.make`."""
    shutil.copytree(stored, tmp_path / "old")
    schema = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
    with open_vault(tmp_path / "old", make.PASSPHRASE) as old:
        tables = list(old.store.run(schema))
    with create(tmp_path / "new", "p", "Name", work=keys.FLOOR) as new:
        assert tables == list(new.store.run(schema))
