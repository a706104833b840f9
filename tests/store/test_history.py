# SPDX-License-Identifier: GPL-3.0-or-later
"""History tells every change, by whom, and what was there before."""

from msgspec.structs import replace

from casefile.base.ids import new_id
from casefile.journal.operations import Put
from casefile.records.kinds import Case
from casefile.store import history as histories
from casefile.store import reading
from casefile.store.database import DIALECT, Store
from casefile.store.history import Change
from casefile.store.writing import append
from tests.store.people import Person, a_note, drop, erase, keys, put


def test_every_change_of_a_record(store: Store, anna: Person, bolat: Person, case: Case) -> None:
    note = a_note(case.id, "First")
    put(store, anna, note, a_note(case.id, "Another"))
    put(store, anna, replace(note, text="Second"))
    drop(store, anna, note)
    append(store, [bolat.says(case.id, Put("note", note.id, "text", "Early"))], keys(bolat))
    changes = reading.history(store, case.id, note.id)
    told = [(c.author == anna.id, c.seq, c.field, c.value, c.previous) for c in changes]
    assert sorted(told, key=repr) == sorted(
        [
            (True, 2, "event_at", str(note.event_at), None),
            (True, 2, "text", "First", told[0][3] if told[0][2] == "text" else None),
            (True, 3, "text", "Second", "First"),
            (True, 4, "", None, None),
            (False, 1, "text", "Early", told[-1][4] if not told[-1][0] else None),
        ],
        key=repr,
    )
    assert [c.time for c in changes] == sorted(c.time for c in changes)
    assert {(c.kind, c.id) for c in changes} == {("note", note.id)}


def test_of_a_whole_case(store: Store, anna: Person, case: Case) -> None:
    note = a_note(case.id)
    put(store, anna, note)
    changes = reading.history(store, case.id)
    assert [c.kind for c in changes] == ["case", "note", "note"]
    assert changes[0] == Change(
        changes[0].time, anna.id, 1, "case", case.id, "title", case.title, None
    )
    assert reading.history(store, new_id()) == []
    assert reading.history(store, case.id, new_id()) == []


def test_what_was_erased_is_not_told(store: Store, anna: Person, case: Case) -> None:
    note = a_note(case.id)
    put(store, anna, note)
    erase(store, anna, case.id, [note.id])
    assert [c.kind for c in reading.history(store, case.id)] == ["case"]


def test_pages_of_a_chain(store: Store, anna: Person, case: Case, monkeypatch: object) -> None:
    few = histories._PAGE_OF_CHAIN.text(DIALECT).replace("500", "2")
    histories._PAGE_OF_CHAIN._text, whole = few, histories._PAGE_OF_CHAIN._text
    try:
        for number in range(7):
            put(store, anna, a_note(case.id, f"Line {number}"))
        numbers = [entry.header.seq for entry in reading.entries(store, case.id)]
    finally:
        histories._PAGE_OF_CHAIN._text = whole
    assert numbers == list(range(1, 9))
