# SPDX-License-Identifier: GPL-3.0-or-later
"""A backup is looked at again: what is rotten is told, and made good by the next one."""

import errno
import shutil

import pytest

from casefile.base.errors import NotFound, StorageFailed, VaultDamaged
from casefile.store import checks
from casefile.vault import drill, shelf
from casefile.vault.backup import back_up
from casefile.vault.vault import Vault


def test_a_rotten_document_is_copied_again_by_the_next_backup(vault: Vault) -> None:
    first = back_up(vault)
    drill.check(first, vault.data_key)
    rotten, lost = sorted((first.place / "attachments").iterdir())
    data = bytearray(rotten.read_bytes())
    data[-1] ^= 1
    rotten.write_bytes(data)
    lost.unlink()
    with pytest.raises(VaultDamaged, match=r"This backup is damaged: .*Back up now"):
        drill.check(first, vault.data_key)
    (aside,) = (first.place / "attachments").iterdir()
    assert aside.read_bytes() == data, "set aside, never deleted"
    for one in (back_up(vault), first):
        drill.check(one, vault.data_key)
    assert aside.exists()


def test_a_damaged_database_or_header_is_told_as_a_backups(vault: Vault) -> None:
    made = back_up(vault)
    (made.folder / "vault.db").write_bytes(b"")
    with pytest.raises(VaultDamaged, match=r"This backup is damaged: .*Back up now"):
        drill.check(made, vault.data_key)
    for name in ("header-a", "header-b"):
        (made.folder / name).write_bytes(b"")
    with pytest.raises(VaultDamaged, match=r"This backup is damaged: .*Back up now"):
        drill.check(made, vault.data_key)


def test_a_disk_that_went_away_has_its_sentence(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> list[str]:
        raise OSError(errno.EIO, "Input/output error")

    made = back_up(vault)
    with monkeypatch.context() as patch:
        patch.setattr(checks, "pages", fails)
        with pytest.raises(StorageFailed, match="Input/output error"):
            drill.check(made, vault.data_key)
    shutil.rmtree(made.place)
    with pytest.raises(NotFound, match="not there any more"):
        drill.check(made, vault.data_key)
    assert shelf.found(made.place) == []
