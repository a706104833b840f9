# SPDX-License-Identifier: GPL-3.0-or-later
"""An older database under today's headers is told of, until somebody works on; nothing else is."""

import errno
import shutil
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from casefile.base.errors import StorageFailed
from casefile.casework.opening import warned_of
from casefile.store.database import transaction
from casefile.vault import backup, header, keys, rotation
from casefile.vault.rewrap import change_passphrase
from casefile.vault.vault import Vault, open_vault, open_with
from casefile.vault.verify import verify
from tests.vault.scene import PASSPHRASE, log, snapshot

_NINTH = """INSERT INTO entries SELECT 9, chain_no, 99, hash, withheld, saw, line
FROM entries WHERE no = 8"""
NEW = "another one entirely"


def counted(folder: Path) -> int:
    return header.load(folder).header.counter


@pytest.fixture
def older(closed: Path) -> Path:
    """A closed vault whose database lacks its last three entries."""
    was = (closed / "vault.db").read_bytes()
    with open_vault(closed, PASSPHRASE) as vault:
        for number in range(3):
            log(vault, f"later {number}")
    (closed / "vault.db").write_bytes(was)
    return closed


def test_it_is_told_until_somebody_works_on(older: Path) -> None:
    assert counted(older) == 11
    for _look in range(2):
        before = snapshot(older)
        with open_vault(older, PASSPHRASE) as vault:
            assert "holds 3 entries fewer" in warned_of(vault)
            assert verify(vault).problems == (warned_of(vault),)
        assert snapshot(older) == before
    with open_vault(older, PASSPHRASE) as vault:
        log(vault, "I know, and go on")
        assert not verify(vault).ok
    assert counted(older) == 9
    with open_vault(older, PASSPHRASE) as vault:
        assert (vault.missing, warned_of(vault), verify(vault).problems) == (0, "", ())


def test_a_vault_that_is_set_back_can_be_given_new_keys(older: Path) -> None:
    with open_vault(older, PASSPHRASE) as vault:
        rotation.rotate(vault, PASSPHRASE, NEW, work=keys.FLOOR)
        assert verify(vault).ok
    assert [header.decode((older / one).read_bytes()).counter for one in header.NAMES] == [8, 8]


def test_what_was_never_closed_is_no_fault(closed: Path, tmp_path: Path) -> None:
    """As a kill leaves it: entries that no header knows of. They are counted at the next close,
    and no others."""
    copy = tmp_path / "copy.casefile"
    with open_vault(closed, PASSPHRASE) as vault:
        log(vault, "then the power went")
        shutil.copytree(closed, copy)
    assert (counted(closed), counted(copy)) == (9, 8)
    with open_vault(copy, PASSPHRASE) as vault:
        assert (vault.missing, verify(vault).problems) == (0, ())
    assert counted(copy) == 9
    assert header.load(copy).settled
    before = snapshot(copy)
    open_vault(copy, PASSPHRASE).close()
    assert snapshot(copy) == before


def test_what_is_not_committed_is_not_counted(vault: Vault) -> None:
    def locked_meanwhile() -> None:
        with transaction(vault.store):
            vault.store.run(_NINTH)
            vault.close()

    with pytest.raises(dbapi2.ProgrammingError):
        locked_meanwhile()
    assert counted(vault.folder) == 8


def test_closing_never_fails_for_it(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    vault = open_vault(closed, PASSPHRASE)
    log(vault, "the last that fits")
    monkeypatch.setattr(header, "write_atomically", full)
    vault.close()
    vault.close()
    monkeypatch.undo()
    assert counted(closed) == 8
    with open_vault(closed, PASSPHRASE) as vault:
        assert vault.missing == 0
        for name in header.NAMES:
            (closed / name).write_bytes(b"torn")  # nor where there is none to write it into


def test_nor_does_opening(closed: Path) -> None:
    with open_vault(closed, PASSPHRASE) as vault:
        key = vault.data_key
    for name in header.NAMES:
        (closed / name).unlink()
    with open_with(closed, key, vault.id, vault.clock) as vault:
        assert vault.missing == 0


def test_a_change_of_passphrase_that_failed_stays_undecided(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    genuine, calls = header.write_atomically, iter(range(9))

    def failing(path: Path, data: bytes) -> None:
        if next(calls) == 1:
            raise OSError(errno.EIO, "Input/output error")
        genuine(path, data)

    with open_vault(closed, PASSPHRASE) as vault:
        log(vault, "written before")
        monkeypatch.setattr(header, "write_atomically", failing)
        with pytest.raises(StorageFailed):
            change_passphrase(vault, PASSPHRASE, NEW, work=keys.FLOOR)
    with open_vault(closed, PASSPHRASE) as vault:
        assert vault.missing == 0


def test_a_restored_backup_misses_nothing(closed: Path, tmp_path: Path) -> None:
    with open_vault(closed, PASSPHRASE) as vault:
        made = backup.back_up(vault)
        log(vault, "later")
    with backup.restore(made.folder, tmp_path / "again.casefile", PASSPHRASE) as again:
        assert again.missing == 0
        log(again, "it goes on")
    assert counted(tmp_path / "again.casefile") == 9
