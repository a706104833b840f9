# SPDX-License-Identifier: GPL-3.0-or-later
"""A passphrase is changed in full or not at all, and the old one opens nothing then."""

import random
import time
from pathlib import Path

import pytest

from casefile.base.errors import (
    InvalidRecord,
    WrongPassphrase,
)
from casefile.vault import header, keys, keyslots
from casefile.vault.rewrap import change_passphrase
from casefile.vault.vault import open_vault
from tests.conftest import Times
from tests.vault.scene import PASSPHRASE, kill, log, python, snapshot


@pytest.mark.parametrize("opened", [True, False])
def test_after_a_change_only_the_new_passphrase_opens(closed: Path, opened: bool) -> None:
    if opened:
        with open_vault(closed, PASSPHRASE) as vault:
            change_passphrase(vault, PASSPHRASE, "new", work=keys.FLOOR)
            log(vault, "still writing")
    else:
        change_passphrase(closed, PASSPHRASE, "new", work=keys.FLOOR)
    with pytest.raises(WrongPassphrase):
        open_vault(closed, PASSPHRASE)
    for name in header.NAMES:  # in neither file is there a way in with the old one
        alone = header.decode((closed / name).read_bytes())
        assert header.open_slot(alone, "new")
        with pytest.raises(WrongPassphrase):
            header.open_slot(alone, PASSPHRASE)
    open_vault(closed, "new").close()


def test_a_change_needs_the_old_passphrase_and_a_new_one(closed: Path) -> None:
    before = snapshot(closed)
    with pytest.raises(WrongPassphrase):
        change_passphrase(closed, "wrong", "new", work=keys.FLOOR)
    with pytest.raises(InvalidRecord):
        change_passphrase(closed, PASSPHRASE, " ", work=keys.FLOOR)
    assert snapshot(closed) == before


def test_other_slots_survive_a_change(closed: Path) -> None:
    found = header.load(closed)
    data_key, _ = header.unlock(found, PASSPHRASE)
    paper = keyslots.Slot("hardware", "00", "", "ff")
    both = header.advanced(found.header, data_key, slots=(*found.header.slots, paper))
    header.settle(closed, header.store(closed, found, both), data_key)
    change_passphrase(closed, PASSPHRASE, "new", work=keys.FLOOR)
    assert paper in header.load(closed).header.slots
    open_vault(closed, "new").close()


@pytest.mark.parametrize("writes", [0, 1])
@pytest.mark.parametrize("typed", ["old", "new"])
def test_a_change_cut_short_is_before_or_after(
    closed: Path, monkeypatch: pytest.MonkeyPatch, writes: int, typed: str
) -> None:
    genuine, calls = header.write_atomically, iter(range(9))

    def dying(*arguments: object) -> None:
        if next(calls) == writes:
            raise KeyboardInterrupt
        genuine(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(header, "write_atomically", dying)
    with pytest.raises(KeyboardInterrupt):
        change_passphrase(closed, PASSPHRASE, "new", work=keys.FLOOR)
    monkeypatch.undo()
    if writes == 0 and typed == "new":
        with pytest.raises(WrongPassphrase):
            open_vault(closed, "new")
        return
    open_vault(closed, PASSPHRASE if typed == "old" else "new").close()
    found = header.load(closed)
    assert found.settled
    assert header.unlock(found, PASSPHRASE if typed == "old" else "new")


CHANGE = """
import sys
from pathlib import Path
from casefile.vault import keys
from casefile.vault.rewrap import change_passphrase
old = sys.argv[2]
for number in range(100):
    new = f"passphrase {number}"
    print(new, flush=True)
    change_passphrase(Path(sys.argv[1]), old, new, work=keys.FLOOR)
    old = new
"""


@pytest.mark.bar(2, "passphrase change")
def test_killed_while_the_passphrase_changes_one_of_both_opens(closed: Path, times: Times) -> None:
    chance, now = random.Random(2), PASSPHRASE
    for _ in range(times(10, long=100)):
        child = python(CHANGE, str(closed), now)
        assert child.stdout
        child.stdout.readline()
        time.sleep(chance.random() * 0.6)
        told = [now, "passphrase 0", *kill(child).split("\n")]
        candidates = [line for line in told if line][-2:]
        now = next(candidate for candidate in candidates if opens(closed, candidate))


def opens(place: Path, passphrase: str) -> bool:
    try:
        open_vault(place, passphrase).close()
    except WrongPassphrase:
        return False
    return True
