# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody with the key edits, deletes or swaps any row of the journal, or puts an old page back:
`verify` finds it, or it changes nothing that can be read."""

import itertools
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from casefile.base.errors import CasefileError
from casefile.vault.verify import verify
from tests.conftest import Times
from tests.endurance.deeds import Place
from tests.vault.scene import contents, log

Connection = dbapi2.Connection
Change = Callable[[Connection], object]
PAGE = 4096
LINES = 24


@pytest.fixture
def filled(place: Place) -> Place:
    with place.open() as vault:
        for number in range(LINES):
            log(vault, f"line {number}")
    return place


@contextmanager
def raw(place: Place) -> Iterator[Connection]:
    """The database as an enemy with the key opens it, its guards taken away."""
    connection = dbapi2.connect(str(Path(place.folder) / "vault.db"), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{place.key}'\"")
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in names:
        connection.execute(f"DROP TRIGGER {name}")
    yield connection
    connection.close()


def found_or_refused(place: Place) -> bool:
    try:
        with place.open() as vault:
            return not verify(vault).ok
    except CasefileError:
        return True


def edited(no: int, column: str) -> Change:
    """Another value in one column; of what is text or bytes, another byte in the middle."""
    if column in ("line", "hash"):
        value = f"CAST(substr({column}, 1, 20) || x'07' || substr({column}, 22) AS BLOB)"
    else:
        value = f"{column} + 1"
    return lambda raw: raw.execute(f"UPDATE entries SET {column} = {value} WHERE no = ?", (no,))


def deleted(no: int) -> Change:
    def change(raw: Connection) -> None:
        raw.execute("DELETE FROM touches WHERE entry_no = ?", (no,))
        raw.execute("DELETE FROM entries WHERE no = ?", (no,))

    return change


def swapped(one: int, other: int) -> Change:
    """Each with all its columns in the place of the other."""

    def change(raw: Connection) -> None:
        columns = "chain_no, seq, hash, withheld, saw, line"
        rows = {
            no: raw.execute(f"SELECT {columns} FROM entries WHERE no = ?", (no,)).fetchone()
            for no in (one, other)
        }
        assert len(set(rows.values())) == 2
        raw.execute("UPDATE entries SET seq = -1, hash = x'00' WHERE no = ?", (one,))
        for no, row in ((other, rows[one]), (one, rows[other])):
            sql = f"UPDATE entries SET ({columns}) = (?, ?, ?, ?, ?, ?) WHERE no = ?"
            raw.execute(sql, (*row, no))

    return change


def changes(rows: list[int]) -> Iterator[tuple[str, Change]]:
    for no in rows:
        yield f"delete {no}", deleted(no)
        for column in ("line", "hash", "seq", "withheld", "saw"):
            yield f"edit {column} of {no}", edited(no, column)
    for one, other in itertools.combinations(rows, 2):
        yield f"swap {one} and {other}", swapped(one, other)


@pytest.mark.bar(6, "rows edited, deleted, swapped")
def test_any_row_changed_is_found(filled: Place, times: Times) -> None:
    path = Path(filled.folder) / "vault.db"
    sound = path.read_bytes()
    with raw(filled) as connection:
        rows = [no for (no,) in connection.execute("SELECT no FROM entries ORDER BY no")]
    assert len(rows) > LINES
    assert not found_or_refused(filled)  # that the guards are gone is not what is found
    path.write_bytes(sound)
    every = list(changes(rows))
    for name, change in random.Random(6).sample(every, times(30, long=len(every))):
        with raw(filled) as connection:
            change(connection)
        assert path.read_bytes() != sound
        assert found_or_refused(filled), name
        path.write_bytes(sound)


@pytest.mark.bar(6, "old pages put back")
def test_an_old_page_put_back_is_found_or_harmless(filled: Place, times: Times) -> None:
    """Each page has its own seal, so an old one passes every check of the database."""
    path, old = Path(filled.folder) / "vault.db", []
    for number in range(6):
        old.append(path.read_bytes())
        with filled.open() as vault:
            log(vault, f"later line {number}")
    new = path.read_bytes()
    with filled.open() as vault:
        true = contents(vault)
    replays = [
        (age, at)
        for age, data in enumerate(old)
        for at in range(0, len(data), PAGE)
        if data[at : at + PAGE] != new[at : at + PAGE]
    ]
    undetected = 0
    for age, at in random.Random(7).sample(replays, times(12, long=len(replays))):
        path.write_bytes(new[:at] + old[age][at : at + PAGE] + new[at + PAGE :])
        if not found_or_refused(filled):
            with filled.open() as vault:
                assert contents(vault) == true, (age, at)
            undetected += 1
    assert undetected < len(replays) / 2
