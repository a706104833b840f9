# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages begin where reading the whole list says they begin, and nothing is counted to know it."""

import re

import pytest

from casefile.base.ids import new_id
from casefile.records.kinds import Case, Hearing, Note
from casefile.records.values import When
from casefile.store import places, reading
from casefile.store.database import DIALECT, Store
from tests.store.people import Person, a_hearing, drop, put


@pytest.fixture
def hearing(store: Store, anna: Person, case: Case) -> Hearing:
    hearing = a_hearing(case.id)
    put(store, anna, hearing)
    return hearing


def line(case: Case, hearing: Hearing, minute: int, **more: str) -> Note:
    at = When(f"2017-09-27T{10 + minute // 60}:{minute % 60:02}+06:00[Asia/Almaty]")
    return Note(id=new_id(), case=case.id, hearing=hearing.id, event_at=at, text="x", **more)


@pytest.fixture
def keys(store: Store, anna: Person, case: Case, hearing: Hearing) -> list[str]:
    """The places of 23 lines, logged out of order; other lines lie between them."""
    for minute in (*range(0, 46, 4), *range(2, 46, 4)):
        put(store, anna, line(case, hearing, minute))
    put(store, anna, Note(id=new_id(), case=case.id, event_at=When("2017-09-27"), text="elsewhere"))
    return [row.key for row in reading.rows(store, Note, case.id, parent=hearing.id)]


@pytest.mark.parametrize("every", [1, 4, 5, 22, 23, 24])
@pytest.mark.parametrize("most", [1, 2, 50])
def test_pages_begin_where_they_begin(
    store: Store, case: Case, hearing: Hearing, keys: list[str], every: int, most: int
) -> None:
    found: list[str] = []
    before, left = "9", None
    while left is None:
        steps = places.steps_back(
            store, Note, case.id, hearing.id, before=before, every=every, most=most
        )
        assert len(steps.keys) <= most
        found += steps.keys
        before, left = (found or [before])[-1], steps.left
    assert found == keys[::-1][every - 1 :: every]
    assert left == len(keys) % every


def test_no_row_is_read_to_find_them(store: Store) -> None:
    for statement in (places._STEP, places._PLACE, places._CORRECTING):
        values = dict.fromkeys(("case", "parent", "kind", "moment", "record", "skip", "ids"), "[]")
        text = statement.text(DIALECT)
        plan = store.run(f"EXPLAIN QUERY PLAN {text}", statement.order(values))
        used = [step[3] for step in plan if "SEARCH" in step[3]]
        assert all(re.search("COVERING|records_by_(id|corrected)", step) for step in used), plan
        assert not any("TEMP B-TREE" in step[3] for step in plan)


def test_the_length_is_guessed_from_the_ends(
    store: Store, anna: Person, case: Case, hearing: Hearing
) -> None:
    assert places.about_how_many(store, Note, case.id, hearing.id) == 0
    for minute in range(7):
        put(store, anna, line(case, hearing, minute))
    assert places.about_how_many(store, Note, case.id, hearing.id) == 7


def test_counting_ends_at_the_limit(
    store: Store, case: Case, hearing: Hearing, keys: list[str]
) -> None:
    assert places.count_up_to(store, Note, case.id, hearing.id, 10) == 10
    assert places.count_up_to(store, Note, case.id, hearing.id, 100) == len(keys)


def test_a_line_has_its_place_in_its_own_hearing_only(
    store: Store, anna: Person, case: Case, hearing: Hearing, keys: list[str]
) -> None:
    note = keys[3].partition("\n")[2]
    assert places.place_of(store, Note, case.id, hearing.id, note) == keys[3]
    other = a_hearing(case.id)
    put(store, anna, other)
    assert places.place_of(store, Note, case.id, other.id, note) == ""
    drop(store, anna, reading.record(store, note))
    assert places.place_of(store, Note, case.id, hearing.id, note) == ""


def test_corrections_are_found_wherever_they_stand(
    store: Store, anna: Person, case: Case, hearing: Hearing
) -> None:
    first, second = line(case, hearing, 0), line(case, hearing, 1)
    far = line(case, hearing, 300, corrects=first.id)
    put(store, anna, first, second, far)
    ids = [first.id, second.id]
    assert places.corrections_of(store, case.id, ids) == {first.id: far.id}
    again = line(case, hearing, 20, corrects=first.id)
    put(store, anna, again)
    assert places.corrections_of(store, case.id, ids) == {first.id: again.id}
    drop(store, anna, again)
    drop(store, anna, far)
    assert places.corrections_of(store, case.id, ids) == {}


def test_damaged_fields_hinder_nobody(store: Store, anna: Person, case: Case) -> None:
    note = Note(id=new_id(), case=case.id, event_at=When("2017-09-27"), text="x")
    put(store, anna, note)
    store.run("UPDATE records SET fields = x'ff' WHERE kind = 'note'")
    assert places.corrections_of(store, case.id, [note.id]) == {}
    store.run("DELETE FROM records WHERE kind = 'note'")
