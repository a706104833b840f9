# SPDX-License-Identifier: GPL-3.0-or-later
"""A disk that really fills up: a sentence, the reserve makes room, and it goes on when there is
space again."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.base.errors import StorageFailed
from casefile.records.kinds import Note
from casefile.store import reading
from casefile.store.local import set_local
from casefile.vault import folder as parts
from casefile.vault.vault import Vault
from casefile.vault.verify import verify
from tests.endurance.deeds import Place
from tests.vault.scene import CASE, add_document, log

MIB = 2**20


@pytest.fixture
def small(model: Place, tmp_path: Path) -> Iterator[Place]:
    """A vault on a disk of 12 MiB of its own."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux can make a small disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "none", str(disk)])
    if made.returncode:
        pytest.skip("this system lets nobody mount a small disk")
    try:
        folder = shutil.copytree(model.folder, disk / "one.casefile")
        yield Place(str(folder), model.key, model.vault)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def fill_up(path: Path) -> None:
    """Take all the space there is."""
    with path.open("wb", 0) as out:
        block = bytes(MIB)
        while block:
            try:
                out.write(block)
            except OSError:
                block = block[: len(block) // 2]


def refused(vault: Vault, lines: list[str]) -> None:
    """Log until there is no space left."""
    with pytest.raises(StorageFailed, match="disk is full"):  # noqa: PT012
        for number in range(10_000):
            text = f"{len(lines)} {number} " + "x" * 2_000
            log(vault, text)
            lines.append(text)


@pytest.mark.bar(4, "a disk that fills up")
def test_a_disk_that_fills_up_loses_nothing_and_goes_on(small: Place) -> None:
    filler, lines = Path(small.folder).with_name("filler"), list[str]()
    with small.open() as vault:
        fill_up(filler)
        refused(vault, lines)
        assert not (vault.folder / parts.RESERVE).exists()
        log(vault, "the second try has room")
        lines.append("the second try has room")
        refused(vault, lines)
        with pytest.raises(StorageFailed, match="disk is full"):
            add_document(vault, os.urandom(MIB), "large.bin")
        with pytest.raises(StorageFailed, match="disk is full"):
            set_local(vault.store, "k", os.urandom(MIB))
        assert verify(vault).problems == ()
    with small.open() as vault:  # a full disk keeps nobody out
        assert verify(vault).problems == ()
        filler.unlink()
        add_document(vault, os.urandom(MIB), "large.bin")
        log(vault, "goes on")
        texts = [note.text for note in reading.records(vault.store, Note, CASE)]
        assert set(lines) <= set(texts)
        assert verify(vault).problems == ()
