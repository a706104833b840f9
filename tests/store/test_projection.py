# SPDX-License-Identifier: GPL-3.0-or-later
"""The projection is what the entries add up to, however they came to be there."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from casefile.base.errors import Cancelled, VaultDamaged
from casefile.base.ids import new_id
from casefile.records.kinds import Case, Hearing, Note
from casefile.store import checks, projection, reading
from casefile.store.database import DIALECT, Store, open_database
from casefile.store.fulltext import put_extracted, search
from casefile.store.projection import rebuild
from tests.store.people import (
    KEY,
    Person,
    a_case,
    a_document,
    a_hearing,
    a_note,
    drop,
    erase,
    everything,
    put,
    rows_of,
    send,
    shown,
)
from tests.store.samples import one_of_each


def sound(store: Store) -> bool:
    assert checks.journal(store) == []
    assert checks.projection(store) == []
    assert checks.pages(store) == []
    return True


def test_rebuilding_finds_the_same(
    store: Store, other: Store, anna: Person, bolat: Person, case: Case
) -> None:
    document = a_document(case.id)
    put(store, anna, *one_of_each(case.id), document)
    put_extracted(store, document.id, "The signature is forged")
    note = a_note(case.id)
    put(store, anna, note)
    put(store, anna, replace(note, starred=True))
    drop(store, anna, note)
    send(store, other, case.id, anna)
    put(other, bolat, a_note(case.id, "Also here"))
    send(other, store, case.id, anna, bolat)
    before, chains = shown(store), rows_of(store, "chains")
    told: list[tuple[int, int]] = []
    assert rebuild(store, lambda *step: told.append(step)) == 6
    assert told == [(6, 6)]
    assert shown(store) == before
    assert rows_of(store, "chains") == chains
    assert [hit.id for hit in search(store, "forged")] == [document.id]
    assert search(store, "also here")
    assert sound(store)


def test_rebuilding_mends_what_was_changed_behind_its_back(
    store: Store, anna: Person, case: Case
) -> None:
    notes = [a_note(case.id, f"Line {n}") for n in range(3)]
    put(store, anna, *notes)
    good = shown(store)
    store.run("UPDATE records SET fields = '{}', moment = 'x' WHERE id = ?", (notes[0].id,))
    store.run("DELETE FROM records WHERE id = ?", (notes[1].id,))
    store.run("DELETE FROM touches")
    store.run("INSERT INTO search (search) VALUES ('delete-all')")
    store.run("UPDATE chains SET seq = 1, time = 'z'")
    assert checks.journal(store)
    assert checks.projection(store)
    rebuild(store)
    assert shown(store) == good
    assert sound(store)


def test_rebuilding_an_empty_vault(store: Store) -> None:
    assert rebuild(store) == 0


def test_rebuilding_that_is_cancelled_changes_nothing(
    store: Store, anna: Person, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, anna, a_note(case.id))
    before = everything(store)

    def cancel(_done: int, _total: int) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        rebuild(store, cancel)
    assert everything(store) == before


def test_an_unreadable_entry_is_damage(store: Store, case: Case) -> None:
    store.run("INSERT INTO permits VALUES ('test')")
    store.run("UPDATE entries SET line = x'7b7d'")
    with pytest.raises(VaultDamaged):
        rebuild(store)


def test_batches_make_no_difference(
    store: Store, anna: Person, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = a_note(case.id)
    for number in range(10):
        put(store, anna, replace(note, text=f"Version {number}"), a_note(case.id))
    good = shown(store)
    few = projection._ARRIVED.text(DIALECT).replace("2000", "3")
    monkeypatch.setattr(projection._ARRIVED, "_text", few)
    told: list[int] = []
    assert rebuild(store, lambda done, _: told.append(done)) == 11
    assert told == [3, 6, 9, 11]
    assert shown(store) == good
    assert sound(store)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["new", "new", "change", "change", "drop", "erase", "send", "several"]),
        st.booleans(),  # whose vault
        st.integers(0, 30),  # which record
        st.sampled_from(["", "Кушакбаев", "judge", "\U0001f600 لا", "x" * 300]),
    ),
    max_size=25,
)


@contextmanager
def two_stores(pattern: Path, folder: Path) -> Iterator[tuple[Store, Store]]:
    folder.mkdir()
    for name in ("one.db", "two.db"):
        shutil.copy(pattern, folder / name)
    with (
        closing(open_database(folder / "one.db", KEY, create=False)) as one,
        closing(open_database(folder / "two.db", KEY, create=False)) as two,
    ):
        yield one, two
    shutil.rmtree(folder)


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_whatever_two_people_do_adds_up(tmp_path: Path, steps: list[Any]) -> None:
    pattern = tmp_path / "pattern.db"
    if not pattern.exists():
        open_database(pattern, KEY, create=True).close()
    with two_stores(pattern, tmp_path / new_id()) as (one, two):
        people = Person(), Person()
        case, hearing = a_case(), new_id()
        put(one, people[0], case, a_hearing(case.id, id=hearing))
        send(one, two, case.id, people[0])
        ids: list[str] = []
        for what, second, which, text in steps:
            here, there = (two, one) if second else (one, two)
            act(here, there, people[second], people, case.id, hearing, ids, what, which, text)
        for source, target in ((one, two), (two, one)):
            send(source, target, case.id, *people)
        assert shown(one) == shown(two)
        assert reading.heads(one, case.id) == reading.heads(two, case.id)
        assert reading.conflicts(one, case.id) == reading.conflicts(two, case.id)
        for store in (one, two):
            sound(store)
            good = shown(store)
            rebuild(store)
            assert shown(store) == good
            sound(store)


def act(
    here: Store,
    there: Store,
    person: Person,
    people: tuple[Person, ...],
    case: str,
    hearing: str,
    ids: list[str],
    what: str,
    which: int,
    text: str,
) -> None:
    """One step of one person in their vault."""
    note = None
    if ids:
        note = reading.find(here, ids[which % len(ids)], Note)
    fields = {"text": f"{text} {which}", "hearing": hearing if which % 2 else None}
    if what == "send":
        send(here, there, case, *people)
    elif what == "new":
        ids.append(new_id())
        put(here, person, a_note(case, id=ids[-1], **fields))
    elif what == "several":
        fresh = [a_note(case, f"{text} of several {n}") for n in range(3)]
        ids += [one.id for one in fresh]
        put(here, person, *fresh, *([replace(note, starred=True)] if note else []))
    elif note is None:
        sitting = reading.record(here, hearing, Hearing)
        put(here, person, replace(sitting, room=text[:9], summary=f"{which}"))
    elif what == "change":
        put(here, person, replace(note, **fields, starred=which % 3 == 0))
    elif what == "drop":
        drop(here, person, note)
    else:
        erase(here, person, case, [note.id])
