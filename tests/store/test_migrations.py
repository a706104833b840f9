# SPDX-License-Identifier: GPL-3.0-or-later
"""What the migrations lay out is what the code of today expects, and the journal guards itself."""

import pytest
from sqlalchemy.schema import CreateTable
from sqlcipher3 import dbapi2

from casefile.records.kinds import Case
from casefile.store import schema
from casefile.store.database import APPLICATION_ID, DIALECT, FORMAT, MIGRATIONS, Store, transaction
from casefile.store.migrations import m0001
from tests.store.people import Person, a_note, erase, everything, put

VIRTUAL = {"search", "search_config", "search_data", "search_docsize", "search_idx"}


def test_the_number_of_the_format_is_in_the_file(store: Store) -> None:
    assert store.run("PRAGMA user_version").scalar() == FORMAT
    assert store.run("PRAGMA application_id").scalar() == APPLICATION_ID
    assert sorted(MIGRATIONS) == list(range(1, FORMAT + 1))


def test_the_tables_are_those_of_the_code(store: Store) -> None:
    laid_out = set(store.run("SELECT name FROM sqlite_schema WHERE type = 'table'").scalars())
    assert {name for name in laid_out if not name.startswith("sqlite_")} - VIRTUAL == set(
        schema.metadata.tables
    )


@pytest.mark.parametrize("table", schema.metadata.tables.values(), ids=str)
def test_the_columns_are_those_of_the_code(store: Store, table: schema.Table) -> None:
    laid_out = {
        name: (type_, bool(notnull), key > 0)
        for _, name, type_, notnull, _, key in store.run(f"PRAGMA table_info({table.name})")
    }
    types = {"INTEGER": "INTEGER", "TEXT": "TEXT", "BLOB": "BLOB"}
    expected = {
        column.name: (
            types[column.type.compile(DIALECT)],
            not column.nullable,
            column.primary_key,
        )
        for column in table.columns
    }
    assert list(laid_out) == list(expected)
    for name, (type_, required, key) in expected.items():
        assert laid_out[name][0] == type_
        assert laid_out[name][2] == key
        assert laid_out[name][1] == required or key  # a key needs no NOT NULL of its own
    assert str(CreateTable(table))


def test_no_statement_is_cut_in_two() -> None:
    parts: list[str] = []
    m0001.apply(parts.append)
    assert len(parts) > 20
    for part in parts:
        assert part.startswith(("CREATE ", "INSERT "))
        assert ("BEGIN" in part) == part.endswith("END")


@pytest.mark.parametrize(
    "attack",
    [
        "DELETE FROM entries",
        "DELETE FROM entries WHERE no = 1",
        "UPDATE entries SET line = x'00'",
        "UPDATE entries SET withheld = 1",
        "UPDATE entries SET seq = seq + 1",
        "UPDATE entries SET hash = zeroblob(32)",
        "UPDATE entries SET chain_no = 2",
        "UPDATE entries SET saw = 3",
        "UPDATE entries SET no = no + 100",
        "REPLACE INTO entries SELECT no, chain_no, seq, hash, 0, 0, x'00' FROM entries",
        "INSERT INTO entries SELECT no + 9, chain_no, seq, hash, withheld, saw, line FROM entries",
        "INSERT OR IGNORE INTO entries SELECT no + 9, chain_no, seq, x'', 0, 0, line FROM entries",
    ],
)
def test_the_journal_refuses_to_be_changed(
    store: Store, anna: Person, case: Case, attack: str
) -> None:
    put(store, anna, a_note(case.id))
    before = everything(store)
    with pytest.raises(dbapi2.Error):
        store.run(attack)
    assert everything(store) == before


@pytest.mark.parametrize(
    "attack",
    [
        "DELETE FROM entries",
        "UPDATE entries SET seq = seq + 1",
        "UPDATE entries SET hash = zeroblob(32)",
        "UPDATE entries SET no = no + 100",
        "UPDATE entries SET saw = 1",
    ],
)
def test_a_permit_lets_no_entry_move_or_go(store: Store, case: Case, attack: str) -> None:
    store.run("INSERT INTO permits VALUES ('erase')")
    with pytest.raises(dbapi2.Error):
        store.run(attack)


def test_no_permit_is_left_behind(store: Store, anna: Person, case: Case) -> None:
    note = a_note(case.id)
    put(store, anna, note)
    erase(store, anna, case.id, [note.id])
    assert store.run("SELECT count(*) FROM permits").scalar() == 0


def test_rows_need_what_they_name(store: Store) -> None:
    for orphan in (
        "INSERT INTO chains VALUES (1, 99, 99, 1, x'', '', 1)",
        "INSERT INTO entries VALUES (1, 99, 1, x'', 0, 0, x'')",
        "INSERT INTO records VALUES (1, 'a', 99, 'note', 1, 0, NULL, '', '', 1, x'', NULL)",
    ):
        with pytest.raises(dbapi2.IntegrityError, match="FOREIGN KEY"):
            store.run(orphan)


@pytest.mark.parametrize(
    ("question", "index"),
    [
        ("case_no = 1 AND kind = 'note' AND live = 1", "records_by_kind"),
        (
            "case_no = 1 AND kind = 'note' AND parent = 'a' AND live = 1 AND moment > ''",
            "records_by_parent",
        ),
        ("id = 'a' AND case_no = 1", "records_by_id"),
        ("case_no = 1 AND shared = 1", "records_shared"),
    ],
)
def test_each_list_has_its_index(store: Store, question: str, index: str) -> None:
    order = "ORDER BY moment, id" if "case_no = 1 AND kind" in question else ""
    plan = store.run(f"EXPLAIN QUERY PLAN SELECT fields FROM records WHERE {question} {order}")
    assert index in plan[0][3]
    assert not any("TEMP B-TREE" in step[3] for step in plan)


def test_a_migration_is_kept_whole_or_not_at_all(store: Store) -> None:
    def half() -> None:
        with transaction(store):
            store.run("CREATE TABLE half (a)")
            store.run(f"PRAGMA user_version = {FORMAT + 1}")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert store.run("PRAGMA user_version").scalar() == FORMAT
    assert not store.run("SELECT 1 FROM sqlite_schema WHERE name = 'half'")
