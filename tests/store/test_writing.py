# SPDX-License-Identifier: GPL-3.0-or-later
"""One edit, one entry, one commit: what it holds, and that it is there whole or not at all."""

from typing import Any

import pytest
from msgspec.structs import replace

from casefile.base.errors import InvalidRecord, NotFound, StorageFailed, TooMuch
from casefile.base.ids import new_id
from casefile.journal.clock import milliseconds
from casefile.journal.entry import verify_entry, verify_signature
from casefile.journal.operations import Drop, Put
from casefile.records.kinds import KINDS, Case, Charge, Note, Party
from casefile.records.values import Audience, Name
from casefile.store import checks, database, local, reading
from casefile.store.database import Store, open_database
from casefile.store.fulltext import search
from casefile.store.writing import Author, append, edit
from tests.store.people import (
    KEY,
    Clock,
    Failing,
    Person,
    a_case,
    a_hearing,
    a_note,
    drop,
    erase,
    everything,
    put,
    send,
)
from tests.store.samples import one_of_each


def last(store: Store, case: str) -> Any:
    return list(reading.entries(store, case))[-1]


def sound(store: Store) -> bool:
    assert checks.journal(store, every_signature=True) == []
    assert checks.projection(store) == []
    assert checks.pages(store) == []
    return True


def test_an_edit_is_one_signed_entry(store: Store, anna: Person, case: Case) -> None:
    note = a_note(case.id, "The judge refused the motion.")
    changes = put(store, anna, note)
    entry = last(store, case.id)
    verify_entry(entry)
    verify_signature(entry, anna.public)
    assert changes.touched == (("note", note.id),)
    assert (changes.case, changes.author, changes.seq) == (case.id, anna.id, 2)
    assert (changes.time, changes.seq) == (entry.header.time, entry.header.seq)
    assert {op.field for _, op in entry.operations} == {"event_at", "text"}
    assert reading.record(store, note.id) == note
    assert sound(store)


def test_only_what_differs_is_written(store: Store, anna: Person, case: Case) -> None:
    note = a_note(case.id, starred=True)
    put(store, anna, note)
    put(store, anna, replace(note, starred=False, rights=("appeal",)))
    operations = {op.field: op for _, op in last(store, case.id).operations}
    assert operations == {
        "rights": Put("note", note.id, "rights", ["appeal"]),
        "starred": Put("note", note.id, "starred", False),
    }
    assert reading.record(store, note.id, Note).starred is False
    assert sound(store)


def test_a_field_returns_to_each_default(store: Store, anna: Person, case: Case) -> None:
    hearing = a_hearing(case.id)
    note = a_note(case.id, hearing=hearing.id, audience=Audience.PRIVATE, language="kk")
    put(store, anna, hearing, note)
    plain = Note(id=note.id, case=case.id, event_at=note.event_at, text=note.text)
    put(store, anna, plain)
    assert reading.record(store, note.id) == plain
    assert reading.records(store, Note, case.id, parent=hearing.id) == []
    put(store, anna, plain)
    assert len(list(reading.entries(store, case.id))) == 3
    assert sound(store)


def test_an_edit_that_changes_nothing_writes_nothing(
    store: Store, anna: Person, case: Case
) -> None:
    before = everything(store)
    changes = put(store, anna, case)
    assert (changes.touched, changes.seq, changes.time) == ((), 0, "")
    with edit(store, anna.author, case.id) as e:
        pass
    assert e.changes.touched == ()
    with edit(store, anna.author, new_id()) as e:
        e.erase([])
    assert not e.erases
    assert everything(store) == before


def test_a_record_that_is_all_defaults_is_there(store: Store, anna: Person, case: Case) -> None:
    charge = Charge(id=new_id(), case=case.id)
    put(store, anna, charge)
    assert reading.records(store, Charge, case.id) == [charge]
    assert sound(store)


def test_texts_are_cleaned_before_they_are_signed(store: Store, anna: Person, case: Case) -> None:
    note = a_note(case.id, "Cafe\u0301\r\nopen\x07")
    put(store, anna, note)
    assert reading.record(store, note.id, Note).text == "Caf\u00e9\nopen"


def test_a_bad_record_is_refused_where_it_is_put(store: Store, anna: Person, case: Case) -> None:
    before = everything(store)

    def put_bad() -> None:
        with edit(store, anna.author, case.id) as e:
            e.put(a_note(case.id))
            with pytest.raises(InvalidRecord) as caught:
                e.put(a_note(case.id, text="  "))
            assert caught.value.field == "text"
            e.put(replace(a_note(case.id), sort="Not A Term"))

    with pytest.raises(InvalidRecord, match="sort"):
        put_bad()
    assert everything(store) == before


def test_records_of_another_case_are_refused(store: Store, anna: Person, case: Case) -> None:
    with edit(store, anna.author, case.id) as e:
        with pytest.raises(InvalidRecord, match="case"):
            e.put(a_note(new_id()))
        with pytest.raises(InvalidRecord):
            e.put(Case(id=new_id(), case=case.id, title="Two cases in one"))
    assert e.changes.touched == ()


def test_an_id_keeps_its_kind(store: Store, anna: Person, case: Case) -> None:
    note = a_note(case.id)
    put(store, anna, note)
    with pytest.raises(InvalidRecord, match="another kind"):
        put(store, anna, a_hearing(case.id, id=note.id))
    assert reading.record(store, note.id) == note


def test_dropped_records_are_gone_and_can_come_back(store: Store, anna: Person, case: Case) -> None:
    note = a_note(case.id)
    put(store, anna, note)
    changes = drop(store, anna, note)
    assert changes.touched == (("note", note.id),)
    assert last(store, case.id).operations == [(0, Drop("note", note.id))]
    assert reading.find(store, note.id) is None
    assert search(store, "judge") == []
    assert drop(store, anna, note).touched == ()
    put(store, anna, note)
    assert reading.record(store, note.id) == note
    assert len(search(store, "judge")) == 1
    drop(store, anna, note)
    put(store, anna, replace(note, text="Said otherwise."))
    assert reading.record(store, note.id, Note).text == "Said otherwise."
    assert sound(store)


def test_the_last_word_on_a_record_counts(store: Store, anna: Person, case: Case) -> None:
    one, two, three = a_note(case.id), a_note(case.id), a_note(case.id)
    put(store, anna, one, two)
    with edit(store, anna.author, case.id) as e:
        e.drop(one.id)
        e.put(replace(one, starred=True))
        e.put(replace(two, starred=True))
        e.drop(two)
        e.put(three)
        e.drop(three)
        e.put(three)
        e.erase([two.id])
        e.drop(two)
        with pytest.raises(ValueError, match="erased"):
            e.put(two)
    assert reading.record(store, three.id) == three
    assert reading.record(store, one.id, Note).starred
    assert reading.find(store, two.id) is None
    assert reading.history(store, case.id, two.id) == []


def test_what_is_not_there_can_be_neither_dropped_nor_erased(
    store: Store, anna: Person, case: Case
) -> None:
    before = everything(store)
    for work in (drop, lambda s, p, r: erase(s, p, r.case, [r.id])):
        with pytest.raises(NotFound):
            work(store, anna, a_note(case.id))
    with pytest.raises(NotFound):
        drop(store, anna, a_note(new_id()))
    assert everything(store) == before


def test_many_records_in_one_entry(store: Store, anna: Person) -> None:
    case = a_case()
    notes = [a_note(case.id, f"Line {n}") for n in range(50)]
    changes = put(store, anna, case, *notes)
    assert len(changes.touched) == 51
    assert len(list(reading.entries(store, case.id))) == 1
    assert reading.records(store, Note, case.id) == notes
    assert sound(store)


def test_every_kind_goes_in_and_comes_back(store: Store, anna: Person, case: Case) -> None:
    records = one_of_each(case.id)
    assert {record.kind for record in records} | {"case"} == set(KINDS)
    put(store, anna, *records)
    for record in records:
        assert reading.record(store, record.id) == record
        assert reading.records(store, type(record), case.id) == [record]
    assert reading.counts(store, case.id) == dict.fromkeys(KINDS, 1)
    assert sound(store)


def test_fields_of_newer_versions_are_left_alone(
    store: Store, anna: Person, bolat: Person, case: Case
) -> None:
    note = a_note(case.id)
    put(store, anna, note)
    entry = bolat.says(case.id, Put("note", note.id, "weather", "snow"))
    append(store, [entry], {bolat.id: bolat.public}, Clock())
    put(store, anna, replace(note, starred=True))
    put(store, anna, note)
    changes = reading.history(store, case.id, note.id)
    assert [c.field for c in changes if c.field == "weather"] == ["weather"]
    row = store.run("SELECT fields FROM records WHERE id = ?", (note.id,)).scalar()
    assert b'"weather":"snow"' in row
    assert sound(store)


def test_time_never_runs_backwards(store: Store, anna: Person, bolat: Person, case: Case) -> None:
    times = [
        put(store, anna, a_note(case.id), clock=lambda now=now: now).time
        for now in (2_000_000_000_000, 1_000, 2_000_000_000_000, 5_000, 5_000)
    ]
    assert times == sorted(set(times))
    elsewhere = a_case()
    assert put(store, bolat, elsewhere, clock=lambda: 7).time > times[-1]
    store.close()
    store = open_database(store.path, KEY, create=False)
    assert put(store, anna, a_note(case.id), clock=lambda: 7).time > times[-1]
    store.close()


def test_seen_names_only_what_is_new(
    store: Store, other: Store, anna: Person, bolat: Person, case: Case
) -> None:
    put(store, anna, a_note(case.id))
    send(store, other, case.id, anna)
    put(other, bolat, a_note(case.id))
    assert last(other, case.id).header.seen == {anna.id: 2}
    put(other, bolat, a_note(case.id))
    assert last(other, case.id).header.seen == {}
    put(store, anna, a_note(case.id))
    send(store, other, case.id, anna)
    put(other, bolat, a_note(case.id))
    assert last(other, case.id).header.seen == {anna.id: 3}
    put(other, bolat, a_case())
    send(other, store, case.id, anna, bolat)
    put(store, anna, a_note(case.id))
    assert last(store, case.id).header.seen == {bolat.id: 3}
    assert sound(store)


def test_local_writes_belong_to_the_same_commit(store: Store, anna: Person, case: Case) -> None:
    local.save_draft(store, case.id, "half a line")

    def log(text: str) -> None:
        with edit(store, anna.author, case.id) as e:
            local.drop_draft(store, case.id)
            e.put(a_note(case.id, text))

    with pytest.raises(InvalidRecord):
        log("")
    assert local.draft(store, case.id) == "half a line"
    log("half a line and the rest")
    assert local.draft(store, case.id) == ""


def test_changes_are_there_after_the_block_only(store: Store, anna: Person, case: Case) -> None:
    with edit(store, anna.author, case.id) as e:
        e.put(a_note(case.id))
        with pytest.raises(RuntimeError):
            _ = e.changes
        assert reading.records(store, Note, case.id) == []
        with pytest.raises(RuntimeError):
            put(store, anna, a_note(case.id))
    assert e.changes.seq == 2


def test_a_hand_that_does_not_sign_writes_nothing(store: Store, anna: Person, case: Case) -> None:
    before = everything(store)

    def refuses(_hash: bytes) -> bytes:
        raise OSError("the key is gone")

    author = Author(anna.id, refuses, anna.public)

    def write() -> None:
        with edit(store, author, case.id) as e:
            e.put(a_note(case.id))

    with pytest.raises(OSError, match="gone"):
        write()
    assert everything(store) == before


def test_what_is_too_much_for_one_entry_is_refused_in_a_sentence(
    store: Store, anna: Person, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(store)
    monkeypatch.setattr("casefile.journal.entry.LINE_LIMIT", 100_000)
    with pytest.raises(TooMuch, match="nothing was changed"):
        put(store, anna, *(a_note(case.id, "A line of the log") for _number in range(300)))
    assert everything(store) == before
    put(store, anna, a_note(case.id, "and it goes on"))
    assert sound(store)


@pytest.mark.parametrize("after", [False, True])
def test_an_edit_is_there_whole_or_not_at_all(
    store: Store, anna: Person, case: Case, monkeypatch: pytest.MonkeyPatch, after: bool
) -> None:
    old, gone = a_note(case.id, "Old text"), a_note(case.id, "To be erased")
    put(store, anna, old, gone)
    real, failures, done = database.driver_of, 0, 0
    for at in range(1, 200):
        new = a_note(case.id, f"New text {at}")
        before = everything(store)
        failing = Failing(real(store), at, after=after)
        monkeypatch.setattr(database, "driver_of", lambda _c, failing=failing: failing)
        try:
            with edit(store, anna.author, case.id, Clock()) as e:
                e.put(replace(old, starred=at % 2 == 0, text=f"Changed {at}"))
                e.put(new)
                e.erase([gone.id])
        except StorageFailed:
            failures += 1
        finally:
            monkeypatch.undo()
        done += reading.find(store, new.id) is not None
        if reading.find(store, new.id) is None:
            assert everything(store) == before
        else:
            assert reading.record(store, old.id, Note).text == f"Changed {at}"
            assert reading.find(store, gone.id) is None
            put(store, anna, gone)
        assert not store.in_transaction
        if failing.left > 0:
            break
    assert failures > 15
    assert done >= 1
    assert sound(store)


def test_people_with_names_are_found(store: Store, anna: Person, case: Case) -> None:
    party = Party(id=new_id(), case=case.id, names=(Name(text="Лариса Харькова"),))
    put(store, anna, party)
    assert [hit.id for hit in search(store, "kharkova")] == [party.id, case.id]


def test_the_time_of_an_entry_is_the_clock_s(store: Store, anna: Person) -> None:
    clock = Clock(now=1_600_000_000_000, step=0)
    assert milliseconds(put(store, anna, a_case(), clock=clock).time) == clock.now
