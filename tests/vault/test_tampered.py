# SPDX-License-Identifier: GPL-3.0-or-later
"""Headers put there by an enemy: refused in a sentence and in bounded time, nothing changed."""

import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from msgspec.structs import replace

from casefile.base.errors import CasefileError, VaultDamaged, WrongPassphrase
from casefile.vault import header, keys
from casefile.vault.keyslots import Cost
from casefile.vault.rewrap import change_passphrase
from casefile.vault.vault import create, open_vault
from tests.vault.scene import PASSPHRASE, snapshot

Tamper = Callable[[Path], None]


def costing(memory: int, passes: int, lanes: int) -> Tamper:
    def tamper(folder: Path) -> None:
        found = header.load(folder).header
        (slot,) = found.slots
        cost = Cost(lanes=lanes, memory=memory, passes=passes)
        forged = header.encode(replace(found, slots=(replace(slot, cost=cost),)))
        for name in header.NAMES:
            (folder / name).write_bytes(forged)

    return tamper


def cut(length: int) -> Tamper:
    def tamper(folder: Path) -> None:
        for name in header.NAMES:
            (folder / name).write_bytes((folder / name).read_bytes()[:length])

    return tamper


def swapped(*names: str) -> Tamper:
    """Those of another vault with the same passphrase, whole and sealed."""

    def tamper(folder: Path) -> None:
        other = folder.with_name("other.casefile")
        create(other, PASSPHRASE, "Another", work=keys.FLOOR).close()
        for name in names:
            shutil.copy(other / name, folder / name)

    return tamper


@pytest.mark.parametrize(
    ("tamper", "kind", "words"),
    [
        (costing(8, 1, 1), VaultDamaged, "Both copies of the vault's header are damaged"),
        (costing(64 * 1024, 2, 1), WrongPassphrase, "does not open"),
        (costing(2**32, 3, 4), VaultDamaged, "Both copies"),
        (costing(64 * 1024, 2**40, 1), VaultDamaged, "Both copies"),
        (costing(1024 * 1024, 2, 8), WrongPassphrase, "does not open"),
        (cut(0), VaultDamaged, "Both copies"),
        (cut(100), VaultDamaged, "Both copies"),
        (swapped("header-a", "header-b"), VaultDamaged, "database is damaged"),
    ],
    ids=["weak", "weaker", "memory", "passes", "dear", "empty", "cut", "swapped"],
)
def test_a_header_that_an_enemy_wrote_is_refused(
    closed: Path, tamper: Tamper, kind: type[CasefileError], words: str
) -> None:
    tamper(closed)
    before, began = snapshot(closed), time.monotonic()
    with pytest.raises(kind, match=words) as caught:
        open_vault(closed, PASSPHRASE)
    assert time.monotonic() - began < 10
    assert caught.value.sentence.endswith((".", "…"))
    assert snapshot(closed) == before


@pytest.mark.parametrize("name", header.NAMES)
def test_one_header_of_another_vault_bars_nobody(closed: Path, name: str) -> None:
    """Or else whoever may write in the folder once locks its owner out of a vault that is whole."""
    swapped(name)(closed)
    with open_vault(closed, PASSPHRASE) as vault:
        assert vault.identity.name != "Another"
    shutil.copy(closed.with_name("other.casefile") / name, closed / name)
    with suppress(VaultDamaged):
        change_passphrase(closed, PASSPHRASE, "another one", work=keys.FLOOR)
    with suppress(WrongPassphrase):
        open_vault(closed, PASSPHRASE).close()
        return
    open_vault(closed, "another one").close()
