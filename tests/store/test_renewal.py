# SPDX-License-Identifier: GPL-3.0-or-later
"""An index of another version is noticed and made anew in steps; all the while nothing is wrong."""

import pytest

from casefile.records.kinds import Case
from casefile.store import index, renewal
from casefile.store.database import Store
from casefile.store.fulltext import count, put_extracted, search
from casefile.store.projection import rebuild
from casefile.store.renewal import State, note_whole, renew, state
from tests.store.people import Person, a_document, a_note, put


@pytest.fixture
def old(store: Store, anna: Person, case: Case, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Its rows know no kinds, as those of version 1."""
    notes = [a_note(case.id, f"motion {n}") for n in range(70)]
    document = a_document(case.id)
    with monkeypatch.context() as before:
        before.setattr(index, "kind_mark", lambda _kind: "")
        put(store, anna, *notes, document)
        put_extracted(store, document.id, "a motion on paper")
    return store


def test_it_is_made_anew_in_steps(
    old: Store, anna: Person, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renewal, "SLICE", 0)  # a batch a step
    before = [hit.id for hit in search(old, "motion")]
    seen = [state(old)]
    assert not seen[0].whole
    assert count(old, "motion", "note", most=100) == 0
    while not seen[-1].whole:
        put(old, anna, a_note(case.id, f"a word {len(seen)}"))  # lines go on being logged
        seen.append(renew(old))
        assert [hit.id for hit in search(old, "motion")] == before
        assert len(seen) < 100
    assert len(seen) > 2
    done = [one.done for one in seen[:-1]]
    assert done == sorted(done)
    assert count(old, "motion", "note", most=100) == 70
    assert count(old, "motion", "note", most=9) == 9
    assert count(old, "paper", "document", case=case.id, most=9) == 1
    assert len(search(old, "motion", kind="note", limit=100)) == 70
    assert [hit.kind for hit in search(old, "motion", kind="document")] == ["document"]
    assert count(old, "word", "note", most=100) == len(seen) - 1
    assert renew(old) == State(whole=True)


def test_rebuild_makes_it_anew_at_once(old: Store) -> None:
    rebuild(old)
    assert state(old).whole
    assert count(old, "motion", "note", most=100) == 70


def test_a_newer_one_is_made_anew_too(old: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    note_whole(old)
    assert state(old).whole
    monkeypatch.setattr(renewal, "VERSION", index.VERSION + 1)
    assert not state(old).whole


def test_an_empty_one_is_whole(other: Store) -> None:
    assert state(other).whole
