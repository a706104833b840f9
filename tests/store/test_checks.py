# SPDX-License-Identifier: GPL-3.0-or-later
"""`verify` finds each thing that was changed, lost or put back, and nothing in a sound vault."""

import pytest
from msgspec.structs import replace

from casefile.journal.entry import decode, encode
from casefile.records.kinds import Case
from casefile.store import checks, reading
from casefile.store.database import Store, open_database
from tests.store.people import KEY, Person, a_case, a_note, put, rows_of, send


@pytest.fixture
def filled(store: Store, anna: Person, case: Case) -> Store:
    for number in range(5):
        put(store, anna, a_note(case.id, f"Line {number}"))
    return store


def unguarded(store: Store, *statements: str) -> None:
    """What someone does who has the key and knows SQL."""
    store.run("PRAGMA foreign_keys = 0")
    for (trigger,) in store.run("SELECT name FROM sqlite_schema WHERE type = 'trigger'"):
        store.run(f"DROP TRIGGER {trigger}")
    for statement in statements:
        store.run(statement)


def test_a_sound_vault_has_no_problems(filled: Store) -> None:
    told: list[tuple[int, int]] = []
    for check in (checks.journal, checks.projection):
        assert check(filled, lambda *step: told.append(step)) == []
    assert told[-1] == (6, 6)
    assert checks.pages(filled) == []
    assert checks.journal(filled, every_signature=True) == []


@pytest.mark.parametrize(
    "attack",
    [
        "DELETE FROM entries WHERE seq = 3",
        "DELETE FROM entries WHERE seq = 6",
        "DELETE FROM entries",
        "UPDATE entries SET seq = 9 - seq WHERE seq IN (4, 5)",
        "UPDATE entries SET line = replace(line, 'Line 2', 'Line 7')",
        "UPDATE entries SET line = x'00' WHERE seq = 2",
        "UPDATE entries SET line = (SELECT line FROM entries WHERE seq = 3) WHERE seq = 4",
        "UPDATE entries SET hash = zeroblob(32) WHERE seq = 2",
        "UPDATE entries SET withheld = 1 WHERE seq = 2",
        "UPDATE entries SET saw = 1 WHERE seq = 2",
        "UPDATE chains SET seq = 5",
        "UPDATE chains SET hash = zeroblob(32)",
        "UPDATE chains SET time = 'ffffffffffffffff'",
        "UPDATE chains SET entry_no = 2",
        "UPDATE authors SET signing_key = NULL",
        "UPDATE authors SET signing_key = zeroblob(32)",
        "UPDATE cases SET id = '00000000-0000-7000-8000-000000000000'",
    ],
)
def test_the_journal_was_changed(filled: Store, attack: str) -> None:
    unguarded(filled, attack)
    (problem,) = checks.journal(filled)
    assert "is broken" in problem


def test_an_early_signature_was_changed(filled: Store) -> None:
    line = filled.run("SELECT line FROM entries WHERE seq = 2").scalar()
    entry = decode(line)
    forged = encode(type(entry)(entry.header, "00" * 64, entry.seed, entry.parts))
    unguarded(filled, f"UPDATE entries SET line = x'{forged.hex()}' WHERE seq = 2")
    assert checks.journal(filled, every_signature=True)


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE records SET fields = replace(fields, 'Line 2', 'Line 7')",
        "UPDATE records SET live = 0 WHERE no = 3",
        "UPDATE records SET parent = 'x' WHERE no = 3",
        "UPDATE records SET moment = '2020' WHERE no = 3",
        "UPDATE records SET written = '0000000000000001' WHERE no = 3",
        "UPDATE records SET kind = 'memo' WHERE no = 3",
        "UPDATE records SET shared = 1 WHERE no = 3",
        "UPDATE records SET stamps = '{}' WHERE no = 3",
        "UPDATE records SET author_no = 2 WHERE no = 3",
        "UPDATE records SET id = '00000000-0000-7000-8000-000000000000' WHERE no = 3",
        "DELETE FROM records WHERE no = 3",
        "INSERT INTO records VALUES (99, 'a', 1, 'note', 1, 0, NULL, '', '', 1, '{}', NULL)",
        "DELETE FROM touches WHERE record_no = 3",
        "INSERT INTO touches VALUES (3, 2)",
        "INSERT INTO touches VALUES (77, 78)",
        "UPDATE touches SET entry_no = 2 WHERE record_no = 3",
        "DELETE FROM search WHERE rowid = 3",
        "INSERT INTO search (rowid, words) VALUES (98, 'planted')",
    ],
)
def test_the_projection_was_changed(filled: Store, anna: Person, attack: str) -> None:
    unguarded(filled, "INSERT INTO authors (id) VALUES ('someone')", attack)
    assert checks.projection(filled)
    assert checks.journal(filled) == []


def test_a_page_was_flipped(filled: Store) -> None:
    filled.close()
    raw = bytearray(filled.path.read_bytes())
    place = 4096 * (len(raw) // 4096 - 2) + 1234
    raw[place] ^= 0x10
    filled.path.write_bytes(raw)
    store = open_database(filled.path, KEY, create=False)
    (problem, *_) = checks.pages(store)
    assert "page" in problem
    store.close()


def test_the_index_was_damaged(filled: Store) -> None:
    filled.run("UPDATE search_data SET block = zeroblob(length(block)) WHERE id > 10")
    assert "search" in checks.pages(filled)[0]


def test_rows_that_name_nothing(filled: Store) -> None:
    unguarded(filled, "DELETE FROM authors")
    assert checks.pages(filled)


def test_two_cases_with_one_id_in_each(
    store: Store, other: Store, anna: Person, bolat: Person, case: Case
) -> None:
    twin = a_case()
    put(other, bolat, twin)
    put(other, bolat, a_note(twin.id, id=(note := a_note(case.id)).id))
    put(store, anna, note)
    send(other, store, twin.id, bolat)
    put(store, anna, replace(note, starred=True))
    assert checks.projection(store) == []
    assert len(rows_of(store, "records")) == 4
    assert reading.record(store, note.id).case == case.id
