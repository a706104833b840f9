# SPDX-License-Identifier: GPL-3.0-or-later
"""A vault is made whole or not at all, and its folder tells nothing."""

import errno
import io
import os
import random
import shutil
import time
from pathlib import Path

import pytest

from casefile.base.errors import (
    InvalidRecord,
    NotFound,
    StorageFailed,
    VaultDamaged,
    VaultExists,
)
from casefile.store import reading
from casefile.vault import folder as parts
from casefile.vault import keys
from casefile.vault import vault as vaults
from casefile.vault.vault import Vault, create, open_vault
from tests.conftest import Times
from tests.vault.scene import (
    EVERYTHING,
    NEEDLE,
    kill,
    python,
    snapshot,
)


def made(place: Path) -> Vault:
    return create(place, "p", "Name", work=keys.FLOOR)


def test_a_new_vault_has_all_its_parts_and_an_owner(tmp_path: Path) -> None:
    place = tmp_path / "new.casefile"
    with create(place, "p", " Zoë ", "Observers", work=keys.FLOOR, clock=lambda: 7) as vault:
        assert {path.name for path in place.iterdir()} - {"vault.db-journal"} == EVERYTHING
        assert (vault.folder, vault.clock()) == (place, 7)
        assert (vault.identity.name, vault.identity.organisation) == ("Zoë", "Observers")
        assert vault.author.id == vault.identity.author_id
        assert reading.authors(vault.store)[vault.author.id] == vault.identity.card()
    assert [path.name for path in tmp_path.iterdir()] == ["new.casefile"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_the_owner_may_look_in(tmp_path: Path) -> None:
    with made(tmp_path / "v") as vault:
        add = vault.attachments.add(io.BytesIO(b"x"))
        assert vault.attachments.has(add.sha256)
        for path in (tmp_path / "v").rglob("*"):
            assert path.stat().st_mode & 0o077 == 0, path
        assert (tmp_path / "v").stat().st_mode & 0o777 == 0o700


def test_the_reserve_really_takes_its_space(closed: Path) -> None:
    reserve = closed / "reserve"
    assert reserve.stat().st_size == 4 * 2**20
    assert len(set(reserve.read_bytes()[:4096])) > 200


def test_the_note_in_the_folder_names_nobody(closed: Path) -> None:
    text = (closed / "README.txt").read_text()
    assert "its passphrase, or with its\nrecovery sheet if one was made" in text
    assert NEEDLE.split()[0] not in text


@pytest.mark.parametrize("kind", ["folder", "empty folder", "file", "dangling link"])
def test_whatever_stands_there_stays(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "v"
    if kind == "file":
        place.write_text("mine")
    elif kind == "dangling link":
        place.symlink_to(tmp_path / "nowhere")
    else:
        place.mkdir()
        if kind == "folder":
            (place / "mine").write_text("mine")
    before = snapshot(tmp_path)
    with pytest.raises(VaultExists, match="already"):
        made(place)
    assert snapshot(tmp_path) == before
    assert [path.name for path in tmp_path.iterdir()] == ["v"]


def test_what_comes_to_stand_there_meanwhile_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    furnish = parts.furnish

    def slow(folder: Path) -> None:
        furnish(folder)
        (tmp_path / "v").mkdir()
        (tmp_path / "v" / "mine").touch()

    monkeypatch.setattr(parts, "furnish", slow)
    with pytest.raises(VaultExists):
        made(tmp_path / "v")
    assert [path.name for path in tmp_path.rglob("*")] == ["v", "mine"]


def test_bad_requests_are_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no folder"):
        made(tmp_path / "none" / "v")
    for passphrase in ("", "  \n"):
        with pytest.raises(InvalidRecord, match="must not be empty"):
            create(tmp_path / "v", passphrase, "Name", work=keys.FLOOR)
    with pytest.raises(InvalidRecord, match="name"):
        create(tmp_path / "v", "p", "two\nlines", work=keys.FLOOR)
    with pytest.raises(VaultDamaged):
        create(tmp_path / "v", "p", "Name", work=keys.Work(2**22, 3, 4))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("call", ["fsync", "replace", "mkdir"])
def test_a_full_disk_at_any_moment_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    owner = os if call == "fsync" else Path
    genuine = getattr(owner, call)
    for failing in range(1, 30):
        calls = iter(range(1, 100))

        def full(*arguments: object, calls=calls, failing=failing, **named: object) -> object:  # type: ignore[no-untyped-def]
            if next(calls) == failing:
                raise OSError(errno.ENOSPC, "No space left on device")
            return genuine(*arguments, **named)

        monkeypatch.setattr(owner, call, full)
        try:
            made(tmp_path / "v").close()
        except StorageFailed as error:
            told = error.sentence
        else:
            break
        assert "disk is full" in told
        assert not list(tmp_path.iterdir())
    assert failing > 1
    monkeypatch.undo()
    open_vault(tmp_path / "v", "p").close()


CREATE = """
import sys
from pathlib import Path
from casefile.vault import keys
from casefile.vault.vault import create
for number in range(100):
    place = Path(sys.argv[1]) / f"{number}.casefile"
    print(place.name, flush=True)
    create(place, "p", "Name", work=keys.FLOOR).close()
"""


@pytest.mark.bar(2, "making a vault")
def test_killed_while_made_there_is_a_whole_vault_or_none(tmp_path: Path, times: Times) -> None:
    chance = random.Random(1)
    for turn in range(times(10, long=100)):
        folder = tmp_path / str(turn)
        folder.mkdir()
        child = python(CREATE, str(folder))
        assert child.stdout
        child.stdout.readline()
        time.sleep(chance.random() * 0.25)
        kill(child)
        for path in folder.glob("*.casefile"):
            open_vault(path, "p").close()
        for path in folder.glob(".*.new"):
            place = folder / path.name[1:].partition(".new")[0].rpartition(".")[0]
            assert not place.exists()
            made(place).close()  # sweeps what was left
        assert not list(folder.glob(".*"))
        shutil.rmtree(folder)


def test_an_attempt_still_under_way_is_not_swept(tmp_path: Path) -> None:
    attempt = tmp_path / f".v.{'0' * 16}.new"
    attempt.mkdir()
    lock = vaults.acquire(attempt)
    made(tmp_path / "v").close()
    assert attempt.exists()
    lock.release()
    shutil.rmtree(tmp_path / "v")
    made(tmp_path / "v").close()
    assert not attempt.exists()
