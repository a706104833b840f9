# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists in the order of the timeline, page by page, and nothing in them that was withdrawn."""

import random

import pytest
from msgspec.structs import replace

from casefile.base.errors import InvalidRecord, NotFound
from casefile.base.ids import new_id
from casefile.journal.clock import milliseconds
from casefile.journal.operations import Drop
from casefile.records.kinds import Case, Event, Hearing, Incident, Note
from casefile.records.values import When
from casefile.store import checks, local, reading
from casefile.store.cards import AuthorCard
from casefile.store.database import DIALECT, Store
from casefile.store.fulltext import put_extracted
from casefile.store.merging import append
from tests.store.people import (
    Person,
    a_case,
    a_document,
    a_hearing,
    a_note,
    drop,
    keys,
    put,
    send,
)


def at(minute: int) -> When:
    return When(f"2017-09-27T{10 + minute // 60}:{minute % 60:02}+06:00[Asia/Almaty]")


@pytest.fixture
def hearing(store: Store, anna: Person, case: Case) -> Hearing:
    hearing = a_hearing(case.id)
    put(store, anna, hearing)
    return hearing


@pytest.fixture
def notes(store: Store, anna: Person, case: Case, hearing: Hearing) -> list[Note]:
    """A log of 25 lines, written down in no order, some at the same minute; as it is to be read."""
    notes = [
        a_note(case.id, f"Line {n}", hearing=hearing.id, event_at=at(n // 2)) for n in range(25)
    ]
    shuffled = random.Random(1).sample(notes, len(notes))
    for note in shuffled:
        put(store, anna, note)
    return sorted(notes, key=lambda note: (note.event_at.sort_key, note.id))


def test_of_a_long_log_only_what_is_tagged_or_corrects_is_read(
    store: Store, anna: Person, case: Case, hearing: Hearing, notes: list[Note]
) -> None:
    kept = [
        a_note(case.id, "Refused.", hearing=hearing.id, rights=("witnesses", "of-2031")),
        a_note(case.id, "On the case itself.", rights=("silence",)),
        a_note(case.id, "Corrected.", hearing=hearing.id, corrects=notes[0].id),
    ]
    gone = a_note(case.id, "Withdrawn.", rights=("silence",))
    hostile = a_note(case.id, 'He said "rights":["silence"] and "corrects":')
    put(store, anna, *kept, gone, hostile)
    drop(store, anna, gone)
    assert {note.id for note in reading.tagged(store, case.id)} == {note.id for note in kept}
    assert reading.tagged(store, case.id, parent=hearing.id) == [kept[0], kept[2]]
    put(store, anna, replace(kept[1], rights=()))
    assert all(note.rights for note in reading.tagged(store, case.id) if not note.corrects)


def test_a_record_by_its_id(store: Store, notes: list[Note], case: Case) -> None:
    assert reading.record(store, notes[3].id) == notes[3]
    assert reading.find(store, notes[3].id, Note) == notes[3]
    assert reading.find(store, notes[3].id, Hearing) is None
    assert reading.find(store, new_id()) is None
    with pytest.raises(NotFound) as caught:
        reading.record(store, notes[3].id, Case)
    assert notes[3].id in str(caught.value)


def test_records_by_the_beginning_of_their_ids(store: Store, notes: list[Note]) -> None:
    one = notes[0]
    assert reading.starting(store, one.id) == [one]
    assert one in reading.starting(store, one.id[:4], limit=100)
    assert len(reading.starting(store, "0", limit=3)) == 3
    for nothing in ("x", "%", "zz", one.id + "0"):
        assert reading.starting(store, nothing) == []


def test_records_in_the_order_of_the_timeline(
    store: Store, anna: Person, case: Case, hearing: Hearing, notes: list[Note]
) -> None:
    assert reading.records(store, Note, case.id) == notes
    assert reading.records(store, Note, case.id, parent=hearing.id) == notes
    assert reading.records(store, Note, case.id, parent=new_id()) == []
    assert reading.records(store, Note, case.id, parent="") == []
    assert reading.records(store, Note, new_id()) == []
    own = a_note(case.id, "Without a hearing", event_at=at(7))
    put(store, anna, own)
    assert reading.records(store, Note, case.id, parent="") == [own]
    assert own in reading.records(store, Note, case.id)
    assert own not in reading.records(store, Note, case.id, parent=hearing.id)
    drop(store, anna, own)
    assert reading.records(store, Note, case.id) == notes


def test_days_and_hours_in_one_list(store: Store, anna: Person, case: Case) -> None:
    whens = ["2016", "2017-09-27", "2017-09-27T10:00+06:00[Asia/Almaty]", "2017-10~", "2018-01-01"]
    events = [Event(id=new_id(), case=case.id, at=When(text), title=text) for text in whens]
    put(store, anna, *reversed(events))
    assert [event.title for event in reading.records(store, Event, case.id)] == whens


@pytest.mark.parametrize("latest_first", [False, True])
@pytest.mark.parametrize("size", [1, 4, 25, 100])
@pytest.mark.parametrize("parent", [True, False])
def test_pages_make_up_the_list(
    store: Store,
    case: Case,
    hearing: Hearing,
    notes: list[Note],
    latest_first: bool,
    size: int,
    parent: bool,
) -> None:
    under, found, after = hearing.id if parent else None, [], None
    while page := reading.rows(
        store, Note, case.id, parent=under, after=after, limit=size, latest_first=latest_first
    ):
        assert len(page) <= size
        found += [row.record for row in page]
        after = page[-1].key
    assert found == (notes[::-1] if latest_first else notes)


def test_a_row_says_when_it_was_first_written_and_by_whom(
    store: Store, other: Store, anna: Person, bolat: Person, case: Case
) -> None:
    note = a_note(case.id)
    first = put(store, anna, note)
    put(store, anna, replace(note, starred=True))
    send(store, other, case.id, anna)
    put(other, bolat, replace(note, starred=True, language="kk"))
    send(other, store, case.id, anna, bolat)
    for one in (store, other):
        (row,) = reading.rows(one, Note, case.id)
        assert (row.written, row.author) == (milliseconds(first.time), anna.id)
        assert row.record.starred
        assert row.record.language == "kk"


def test_counts(
    store: Store, anna: Person, case: Case, notes: list[Note], hearing: Hearing
) -> None:
    assert reading.counts(store, case.id) == {"case": 1, "hearing": 1, "note": 25}
    assert reading.count(store, Note, case.id) == 25
    assert reading.count(store, Note, case.id, parent=hearing.id) == 25
    assert reading.count(store, Note, case.id, parent="") == 0
    drop(store, anna, notes[0])
    assert reading.count(store, Note, case.id, parent=hearing.id) == 24
    assert reading.counts(store, new_id()) == {}
    assert reading.count(store, Note, new_id()) == 0


def test_all_cases(store: Store, anna: Person, case: Case) -> None:
    twin = a_case("A second case")
    put(store, anna, twin)
    assert reading.cases(store) == [case, twin]
    with pytest.raises(InvalidRecord, match="archived"):
        drop(store, anna, case)
    assert reading.cases(store) == [case, twin]


def test_a_case_that_someone_withdraws_stays_in_sight(
    store: Store, anna: Person, bolat: Person, case: Case
) -> None:
    later = f"{1_900_000_000_000 << 16:016x}"
    append(store, [bolat.says(case.id, Drop("case", case.id), time=later)], keys(bolat))
    assert reading.cases(store) == [case]
    assert reading.record(store, case.id) == case
    assert checks.projection(store) == []
    assert reading.history(store, case.id, case.id)[-1].field == ""


def test_heads_and_hashes(store: Store, anna: Person, case: Case) -> None:
    put(store, anna, a_note(case.id))
    entries = list(reading.entries(store, case.id))
    head = reading.heads(store, case.id)[anna.id]
    assert (head.author, head.seq, head.hash) == (anna.id, 2, entries[-1].hash)
    assert head.time == entries[-1].header.time
    assert reading.hash_at(store, case.id, anna.id, 1) == entries[0].hash
    assert reading.hash_at(store, case.id, anna.id, 3) is None
    assert reading.hash_at(store, case.id, "ab" * 32, 1) is None
    assert reading.hash_at(store, new_id(), anna.id, 1) is None
    assert reading.heads(store, new_id()) == {}


def test_authors(store: Store, anna: Person, bolat: Person, case: Case) -> None:
    key = anna.public.hex()
    assert reading.authors(store) == {anna.id: AuthorCard(id=anna.id, signing_key=key)}
    card = AuthorCard(id=bolat.id, name="Болат", signing_key=bolat.public.hex())
    local.put_author(store, card)
    assert reading.authors(store)[bolat.id] == card
    named = AuthorCard(id=anna.id, name="Anna", organisation="ITUC", signing_key=key)
    local.put_author(store, named)
    assert reading.authors(store)[anna.id] == named


def test_documents_whose_text_is_known(store: Store, anna: Person, case: Case) -> None:
    one, two = a_document(case.id), a_document(case.id)
    put(store, anna, one, two)
    put_extracted(store, two.id, "")
    assert reading.extracted_ids(store, case.id) == {two.id}
    assert reading.extracted_ids(store, new_id()) == set()


def test_a_long_list_is_read_without_its_beginning(
    store: Store, anna: Person, case: Case, hearing: Hearing
) -> None:
    """A page deep in a log touches no more rows than the first."""
    plan = reading._LISTINGS["id", True, False, True].text(DIALECT)
    steps = [row[3] for row in store.run(f"EXPLAIN QUERY PLAN {plan}", [None] * plan.count("?"))]
    assert any("records_by_parent" in step and "moment" in step for step in steps)
    assert not any("TEMP" in step for step in steps)


def test_one_entry_is_read_by_author_and_number(store: Store, case: Case, anna: Person) -> None:
    (entry,) = reading.entries(store, case.id)
    assert reading.entry_at(store, case.id, anna.id, 1) == entry
    for wrong in ((case.id, anna.id, 2), (case.id, "0" * 64, 1), (anna.id, anna.id, 1)):
        assert reading.entry_at(store, *wrong) is None


def test_only_what_names_a_record_is_made_into_one(store: Store, anna: Person, case: Case) -> None:
    """Also where the id stands in a list; what is withdrawn or in another case doesn't."""
    who, nobody = new_id(), new_id()

    def threat(of: str, *targets: str) -> Incident:
        return Incident(id=new_id(), case=of, sort="threat", targets=targets)

    made = [threat(case.id, nobody, who), threat(case.id, nobody), threat(case.id, who)]
    put(store, anna, *made)
    elsewhere = a_case()
    put(store, anna, elsewhere)
    put(store, anna, threat(elsewhere.id, who))
    found = reading.naming(store, Incident, case.id, who)
    assert {one.id for one in found} == {made[0].id, made[2].id}
    drop(store, anna, made[0])
    assert reading.naming(store, Incident, case.id, who) == [made[2]]
    assert reading.naming(store, Note, case.id, who) == []
    assert reading.naming(store, Incident, new_id(), who) == []
