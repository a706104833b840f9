# SPDX-License-Identifier: GPL-3.0-or-later
"""The history by pages tells what the whole history tells, and a page costs what it shows."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from casefile.base.ids import new_id
from casefile.records.kinds import Case, Party
from casefile.records.values import Name
from casefile.store import pages, reading
from casefile.store.database import Store
from casefile.store.pages import Place, Sieve, Touch
from casefile.store.writing import edit
from tests.store.people import Clock, Person, a_hearing, a_note, drop, put


def all_of(store: Store, case: str, sieve: Sieve = Sieve(), limit: int = 7) -> Iterator[Touch]:
    """Everything, page by page."""
    place: Place | None = None
    while True:
        page = pages.page(store, case, sieve, place, limit)
        assert len(page.touches) <= limit
        yield from page.touches
        place = page.following
        if place is None:
            return


@pytest.fixture
def busy(store: Store, case: Case, anna: Person, bolat: Person) -> Case:
    """A case in which two people wrote by turns, large entries among small ones."""
    clock = Clock()
    for turn in range(12):
        author = (anna, bolat)[turn % 2]
        notes = [a_note(case.id, f"Line {turn}.{nth}") for nth in range(1 + turn * turn % 11)]
        put(store, author, *notes, clock=clock)
    for turn in range(9):
        put(store, (anna, bolat)[turn % 2], replace(case, title=f"Title {turn}"), clock=clock)
    return case


def told(touches: Iterator[Touch]) -> list[tuple[object, ...]]:
    return [
        (c.time, c.author, c.id, c.field, c.value, c.previous) for t in touches for c in t.changes
    ]


@pytest.mark.parametrize("limit", [1, 2, 7, 1000])
def test_pages_tell_what_the_whole_history_tells(store: Store, busy: Case, limit: int) -> None:
    whole = reading.history(store, busy.id)
    by_pages = told(all_of(store, busy.id, limit=limit))
    assert len(by_pages) == len(whole)
    expected = [(c.time, c.author, c.id, c.field, c.value, c.previous) for c in whole]
    assert sorted(by_pages, key=repr) == sorted(expected, key=repr)
    times = [row[:2] for row in by_pages]
    assert times == sorted(times, reverse=True)


def test_the_sieve_lets_through_what_was_asked_for(
    store: Store, busy: Case, anna: Person, bolat: Person
) -> None:
    assert {t.author for t in all_of(store, busy.id, Sieve(author=bolat.id))} == {bolat.id}
    assert {t.kind for t in all_of(store, busy.id, Sieve(kind="case"))} == {"case"}
    found = list(all_of(store, busy.id, Sieve(words=("LINE 11.0",))))
    assert [t.changes[-1].kind for t in found] == ["note"]
    assert list(all_of(store, busy.id, Sieve(words=("nowhere",)))) == []
    both = list(all_of(store, busy.id, Sieve(author=anna.id, kind="case", words=("Title 2",))))
    assert len(both) == 1


def test_a_record_has_a_history_of_its_own(store: Store, busy: Case) -> None:
    found = list(all_of(store, busy.id, Sieve(record=busy.id), limit=2))
    assert [t.sort for t in found] == ["changed"] * 9 + ["added"]
    title = [change for change in found[0].changes if change.field == "title"]
    assert (title[0].previous, title[0].value) == ("Title 7", "Title 8")


def test_what_was_withdrawn_brought_back_and_merged(store: Store, case: Case, anna: Person) -> None:
    hearing = a_hearing(case.id)
    clock = Clock(now=1_800_000_000_000)
    put(store, anna, hearing, clock=clock)
    drop(store, anna, hearing)
    put(store, anna, hearing, clock=clock)
    sorts = [t.sort for t in all_of(store, case.id, Sieve(record=hearing.id))]
    assert sorts == ["back", "withdrawn", "added"]
    one, other = (Party(id=new_id(), case=case.id, names=(Name(text=name),)) for name in ("A", "B"))
    put(store, anna, one, other, clock=clock)
    with edit(store, anna.author, case.id, clock) as both:
        both.put(replace(one, position="Chair"))
        both.drop(other)
    assert [t.sort for t in all_of(store, case.id, Sieve(record=other.id))] == ["merged", "added"]


def test_a_rare_find_is_looked_for_in_steps(
    store: Store, busy: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "REACH", 5)
    first = pages.page(store, busy.id, Sieve(words=("Line 0.0",)), None, 10)
    assert first.touches == ()
    assert first.following is not None
    assert len(list(all_of(store, busy.id, Sieve(words=("Line 0.0",))))) == 1
    assert len(told(all_of(store, busy.id))) == len(reading.history(store, busy.id))


def test_a_page_reads_no_more_than_it_shows(
    store: Store, case: Case, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    for number in range(100):
        put(store, anna, a_note(case.id, f"Line {number}"), clock=clock)
    read = []
    decode = pages.decode
    monkeypatch.setattr(pages, "decode", lambda line: read.append(line) or decode(line))
    pages.page(store, case.id, Sieve(), None, 20)
    assert len(read) <= 21
