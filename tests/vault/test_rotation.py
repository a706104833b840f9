# SPDX-License-Identifier: GPL-3.0-or-later
"""New keys throughout: what an old copy knows opens nothing of the new vault; all or nothing."""

import io
import shutil
from pathlib import Path
from typing import Any

import pytest

from casefile.base.errors import (
    Cancelled,
    CasefileError,
    InvalidRecord,
    StorageFailed,
    VaultDamaged,
    WrongPassphrase,
)
from casefile.store.attachments import UNCLAIMED
from casefile.store.database import open_database
from casefile.vault import backup, drill, header, keys, keyslots, recovery, rotation, swap
from casefile.vault.rotation import rotate
from casefile.vault.vault import Vault, create, open_vault
from casefile.vault.verify import verify
from tests.vault.scene import EVERYTHING, PASSPHRASE, contents, forge, log, snapshot

NEW = "another one entirely"


def turned(vault: Vault) -> None:
    rotate(vault, PASSPHRASE, NEW, work=keys.FLOOR)


def test_nothing_that_an_old_copy_knows_opens_or_names_anything(
    closed: Path, tmp_path: Path
) -> None:
    with open_vault(closed, PASSPHRASE) as vault:
        words = recovery.make_sheet(vault)
        vault.attachments.add(io.BytesIO(b"nobody names me"))
    with open_vault(closed, PASSPHRASE) as vault:
        assert len(vault.attachments.unclaimed()) == 1
    old = Path(shutil.copytree(closed, tmp_path / "old.casefile"))
    with open_vault(closed, PASSPHRASE) as vault:
        before, author = contents(vault), vault.author.id
        turned(vault)
        assert (contents(vault), vault.author.id) == (before, author)
        log(vault, "written since")
    with open_vault(old, PASSPHRASE) as stolen:
        key = stolen.data_key
    for other in (PASSPHRASE, recovery.secret_of(words)):
        with pytest.raises(WrongPassphrase):
            header.unlock(header.load(closed), other)
    for spec in (key.spec, (key.key + (closed / "vault.db").read_bytes()[:16]).hex()):
        with pytest.raises(VaultDamaged):
            open_database(closed / "vault.db", spec, create=False)
    with pytest.raises(VaultDamaged, match="altered"):  # the old key seals no header any more
        header.unlock(_with_slots_of(closed, old), PASSPHRASE)
    with open_vault(closed, NEW) as vault:
        assert verify(vault).ok
        assert not recovery.has_sheet(vault)
        [unclaimed] = vault.attachments.unclaimed()
    files = list((closed / "attachments").rglob("*.age"))
    assert len(files) == 3
    assert not {path.name for path in files} & {p.name for p in old.rglob("*.age")}
    for path in files:
        path.replace(stolen.attachments.path(path.stem))  # as if it were one of the old documents
        with pytest.raises(VaultDamaged, match="changed or cut short"):
            stolen.attachments.read(path.stem)
    assert unclaimed.parent.name == UNCLAIMED
    assert {path.name for path in closed.iterdir()} <= EVERYTHING | {"vault.db-journal"}


def _with_slots_of(new: Path, old: Path) -> header.Found:
    """The new header with the slot of the old one put in by an enemy."""
    found, before = header.load(new), header.load(old)
    forged = header.replace(found.header, slots=before.header.slots)
    return header.Found(forged, found.name, None)


def test_cut_short_at_any_point_it_is_the_old_vault_or_the_new(
    closed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    states: list[Path] = []
    real = swap.sync_folder

    def photographed(folder: Path) -> None:
        states.append(Path(shutil.copytree(closed, tmp_path / f"{len(states)}.casefile")))
        real(folder)

    with open_vault(closed, PASSPHRASE) as vault:
        before = contents(vault)
        monkeypatch.setattr(swap, "sync_folder", photographed)
        turned(vault)
        monkeypatch.undo()
    ends = []
    for state in states:
        ends.append(NEW if swap.decided(state) or opens(state, NEW) else PASSPHRASE)
        with open_vault(state, ends[-1]) as vault:
            assert contents(vault) == before
            assert verify(vault).ok
        assert not opens(state, PASSPHRASE if ends[-1] == NEW else NEW)
        assert {path.name for path in state.iterdir()} <= EVERYTHING | {"vault.db-journal"}
    assert ends == [PASSPHRASE] + [NEW] * (len(ends) - 1)
    assert len(ends) > 8


def opens(folder: Path, passphrase: str) -> bool:
    try:
        header.unlock(header.load(folder), passphrase)
    except WrongPassphrase:
        return False
    return True


@pytest.mark.parametrize("turns", [1, 3, 9])
def test_cancelled_it_leaves_the_vault_as_it_was(closed: Path, turns: int) -> None:
    left = turns

    def cancel(_done: int, _total: int) -> None:
        nonlocal left
        left -= 1
        if not left:
            raise Cancelled("Stopped.")

    with open_vault(closed, PASSPHRASE) as vault:
        before = snapshot(closed)
        with pytest.raises(Cancelled):
            rotate(vault, PASSPHRASE, NEW, work=keys.FLOOR, progress=cancel)
        assert left == 0
        assert snapshot(closed) == before
        assert verify(vault).ok
        log(vault, "it goes on")


def test_what_is_refused_changes_nothing(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    before = snapshot(vault.folder)

    def refused(
        kind: type[CasefileError], words: str, old: str = PASSPHRASE, new: str = NEW
    ) -> None:
        with pytest.raises(kind, match=words):
            rotate(vault, old, new, work=keys.FLOOR)
        assert snapshot(vault.folder) == before

    refused(InvalidRecord, "must be another one", new=PASSPHRASE)
    refused(InvalidRecord, "must not be empty", new=" ")
    refused(WrongPassphrase, "does not open", old="not it")
    monkeypatch.setattr(rotation, "_SPARE", 2**60)
    refused(StorageFailed, "room for a second copy")
    monkeypatch.undo()
    document = next((vault.folder / "attachments").glob("*.age"))
    document.write_bytes(document.read_bytes()[:-1])
    before = snapshot(vault.folder)
    refused(VaultDamaged, "changed or cut short")
    document.unlink()
    before = snapshot(vault.folder)
    refused(VaultDamaged, "can't be given new keys.*missing")
    log(vault, "it goes on")


def test_a_header_forged_meanwhile_is_not_sealed_anew(closed: Path) -> None:
    with open_vault(closed, PASSPHRASE) as vault:
        before = contents(vault)
        forge(closed)
        assert verify(vault).problems == (
            "One of the two copies of the vault's header was altered.",
        )
        turned(vault)
        assert verify(vault).ok
    with open_vault(closed, NEW) as vault:
        assert contents(vault) == before


def test_a_header_of_another_vault_put_there_meanwhile_is_told(
    closed: Path, tmp_path: Path
) -> None:
    create(tmp_path / "other.casefile", PASSPHRASE, "Other", work=keys.FLOOR).close()
    with open_vault(closed, PASSPHRASE) as vault:
        for name in header.NAMES:
            shutil.copyfile(tmp_path / "other.casefile" / name, closed / name)
        before = snapshot(closed)
        with pytest.raises(VaultDamaged, match="exchanged while it was open"):
            turned(vault)
        assert snapshot(closed) == before


def test_keys_that_the_new_passphrase_does_not_open_never_come_into_force(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    genuine = keyslots.passphrase_slot
    before = snapshot(vault.folder)
    for slip in ({"vault": "0" * 32}, {"data_key": keys.DataKey.random()}):

        def slipped(
            passphrase: str, work: keys.Work, data_key: keys.DataKey, vault: str, slip: Any = slip
        ) -> keyslots.Slot:
            values = {"data_key": data_key, "vault": vault} | slip
            return genuine(passphrase, work, **values)

        monkeypatch.setattr(keyslots, "passphrase_slot", slipped)
        with pytest.raises(VaultDamaged, match="can't be given new keys"):
            turned(vault)
        assert snapshot(vault.folder) == before
    assert opens(vault.folder, PASSPHRASE)


def test_a_backup_is_due_and_old_ones_open_with_the_old_passphrase(
    vault: Vault, tmp_path: Path
) -> None:
    old = backup.back_up(vault)
    under_way = backup.begin(vault)
    turned(vault)
    backup.note_done(vault, under_way)
    assert backup.due(vault)
    new = backup.back_up(vault)
    drill.check(new, vault.data_key)
    with pytest.raises(WrongPassphrase, match="before the keys were renewed"):
        drill.check(old, vault.data_key)
    with backup.restore(old.folder, tmp_path / "a.casefile", PASSPHRASE) as restored:
        assert verify(restored).ok
    with pytest.raises(WrongPassphrase):
        backup.restore(new.folder, tmp_path / "b.casefile", PASSPHRASE)
    with backup.restore(new.folder, tmp_path / "b.casefile", NEW) as restored:
        assert verify(restored).ok
