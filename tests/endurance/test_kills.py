# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 in the middle of whatever writes: before or after, never between, and no repair."""

import random
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from casefile.base.errors import WrongPassphrase
from casefile.records.kinds import Document, Note
from casefile.store import reading
from casefile.store.database import FORMAT
from casefile.vault import header, recovery
from casefile.vault.verify import verify
from tests.conftest import Times
from tests.endurance.care import Nursery
from tests.endurance.deeds import Place, rotated
from tests.vault.scene import CASE, EVERYTHING, PASSPHRASE
from tests.vaults import make

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


@pytest.mark.bar(1, "a vault that logs")
def test_killed_while_logging_every_acknowledged_line_is_there(
    nurse: Nursery, place: Place, times: Times
) -> None:
    chance, acknowledged = random.Random(1), []
    spell = nurse.seconds("line", place)
    for _kill in range(times(165, long=500)):
        pause, after = chance.uniform(0, 2 * spell), chance.randrange(3)
        acknowledged += nurse.kill("line", place, pause, after)
    with place.open() as vault:
        texts = [note.text for note in reading.records(vault.store, Note, CASE)]
        assert verify(vault).ok
    assert set(acknowledged) <= set(texts)
    assert len(texts) == len(set(texts))
    assert len(acknowledged) > 100  # it did log


@pytest.mark.bar(2, "attachment add with its record")
def test_killed_while_a_document_is_added_it_is_there_with_its_bytes_or_not_at_all(
    nurse: Nursery, place: Place, times: Times
) -> None:
    chance, acknowledged = random.Random(2), set[str]()
    spell = nurse.seconds("document", place)
    for _kill in range(times(10, long=100)):
        acknowledged |= set(nurse.kill("document", place, chance.uniform(0, 2 * spell)))
        with place.open() as vault:
            assert verify(vault).ok  # every document that has a record is read to its end
            kept = {one.sha256 for one in reading.records(vault.store, Document, CASE)}
        assert acknowledged <= kept


@pytest.mark.bar(2, "header rewrite")
def test_killed_while_the_header_is_rewritten_it_opens_with_all_that_was_acknowledged(
    nurse: Nursery, place: Place, times: Times
) -> None:
    chance, folder = random.Random(3), Path(place.folder)
    spell = nurse.seconds("sheet", place)
    for _kill in range(times(10, long=100)):
        said = nurse.kill("sheet", place, chance.uniform(0, 2 * spell))
        data_key, found = header.unlock(header.load(folder), PASSPHRASE)
        assert data_key.spec == place.key
        header.settle(folder, found, data_key)
        assert header.load(folder).settled
        if said and opens(folder, said[-1]):
            assert not any(opens(folder, words) for words in said[:-1])
        place.open().close()


def opens(folder: Path, words: str) -> bool:
    """Whether a sheet leads in; a sheet that was being replaced may or may not."""
    try:
        header.unlock(header.load(folder), recovery.secret_of(words))
    except WrongPassphrase:
        return False
    return True


@pytest.mark.bar(2, "rotation")
def test_killed_while_it_gets_new_keys_it_is_the_old_vault_or_the_new(
    nurse: Nursery, place: Place, times: Times
) -> None:
    chance, place = random.Random(5), replace(place, files=(PASSPHRASE, "another"))
    spell = nurse.seconds("rotation", place)
    for _kill in range(times(10, long=100)):
        nurse.kill("rotation", place, chance.uniform(0, 1.2 * spell))
        with rotated(place) as vault:
            assert verify(vault).problems == ()
            assert len(reading.records(vault.store, Note, CASE)) == 5
            assert len(reading.records(vault.store, Document, CASE)) == 2
        left = {path.name for path in Path(place.folder).iterdir()}
        assert left <= EVERYTHING | {"vault.db-journal"}


@pytest.mark.bar(2, "migration")
@pytest.mark.parametrize("old", range(1, FORMAT), ids=lambda number: f"format-{number}")
def test_killed_while_an_old_vault_is_migrated_it_is_old_or_new(
    nurse: Nursery, tmp_path: Path, times: Times, old: int
) -> None:
    chance = random.Random(4)
    stored = make.HERE / f"format-{old}.casefile"
    data_key, found = header.unlock(header.load(stored), make.PASSPHRASE)
    place = Place("", data_key.spec, found.header.vault)
    copies = copied(stored, tmp_path, "spell", 2)
    spell = nurse.seconds("open", replace(place, files=copies))
    for kill in range(times(10, long=100)):
        (copy,) = copied(stored, tmp_path, str(kill), 1)
        nurse.kill("open", replace(place, files=(copy,)), chance.uniform(0, 1.1 * spell))
        with place.open(copy) as vault:
            assert verify(vault).problems == ()
            texts = {note.text for note in reading.records(vault.store, Note, make.CASE)}
            assert texts == {make.CHANGED, *make.LINES[1:]}
        shutil.rmtree(copy)


def copied(stored: Path, tmp_path: Path, name: str, count: int) -> tuple[str, ...]:
    places = [tmp_path / f"{name}-{number}.casefile" for number in range(count)]
    return tuple(str(shutil.copytree(stored, place)) for place in places)
