# SPDX-License-Identifier: GPL-3.0-or-later
"""Entries of others come in once, whole and in their places; what forks is put aside."""

import random
from itertools import pairwise

import pytest
from msgspec.structs import replace

from casefile.base.errors import StorageFailed
from casefile.base.ids import new_id
from casefile.journal.entry import Entry
from casefile.journal.errors import BrokenChain, Fault
from casefile.journal.operations import Drop, Erase, Put
from casefile.journal.redact import redact
from casefile.records.kinds import Case, Note
from casefile.store import checks, chunks, database, merging, reading
from casefile.store.database import Store
from casefile.store.fulltext import search
from casefile.store.merging import append, rehearse
from tests.store.people import (
    Clock,
    Failing,
    Person,
    a_case,
    a_note,
    drop,
    erase,
    everything,
    keys,
    put,
    rows_of,
    send,
    shown,
)

LATER = f"{1_900_000_000_000 << 16:016x}"


def sound(store: Store) -> bool:
    assert checks.journal(store, every_signature=True) == []
    assert checks.projection(store) == []
    return True


def journal(store: Store, case: str) -> list[Entry]:
    return list(reading.entries(store, case))


def said(case: str, text: str, note: str | None = None) -> list[Put]:
    note = note or new_id()
    return [
        Put("note", note, "event_at", "2017-09-27T10:00+06:00[Asia/Almaty]"),
        Put("note", note, "text", text),
    ]


def test_a_case_arrives_as_it_was(store: Store, other: Store, anna: Person, case: Case) -> None:
    notes = [a_note(case.id, f"Line {n}") for n in range(5)]
    for note in notes:
        put(store, anna, note)
    put(store, anna, replace(notes[0], starred=True))
    drop(store, anna, notes[1])
    came = send(store, other, case.id, anna)
    assert (came.case, came.new, came.known, came.completed) == (case.id, 8, 0, 0)
    assert {kind: len(ids) for kind, ids in came.touched.items()} == {"case": 1, "note": 5}
    assert (came.conflicts, came.forks, came.erased) == ((), (), False)
    assert shown(store) == shown(other)
    assert reading.heads(store, case.id) == reading.heads(other, case.id)
    assert [hit.id for hit in search(other, "line 3")] == [notes[3].id]
    assert reading.authors(other)[anna.id].signing_key == anna.public.hex()
    assert sound(other)


def test_the_same_again_changes_nothing(
    store: Store, other: Store, anna: Person, case: Case
) -> None:
    put(store, anna, a_note(case.id))
    send(store, other, case.id, anna)
    before = everything(other)
    came = send(store, other, case.id, anna)
    assert (came.new, came.known, came.touched) == (0, 2, {})
    assert everything(other) == before
    assert append(other, [], {}).new == 0


def test_both_sides_meet(
    store: Store, other: Store, anna: Person, bolat: Person, case: Case
) -> None:
    send(store, other, case.id, anna)
    for number in range(3):
        put(store, anna, a_note(case.id, f"Anna {number}"))
        put(other, bolat, a_note(case.id, f"Bolat {number}"))
    assert send(other, store, case.id, anna, bolat).new == 3
    assert send(store, other, case.id, anna, bolat).new == 3
    assert shown(store) == shown(other)
    assert reading.counts(store, case.id) == {"case": 1, "note": 6}
    assert sound(store)
    assert sound(other)


def test_chunks_make_no_difference(
    store: Store, other: Store, anna: Person, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = a_note(case.id)
    for number in range(11):
        put(store, anna, replace(note, text=f"Version {number}"), a_note(case.id))
    monkeypatch.setattr(merging, "_CHUNK", 3)
    assert send(store, other, case.id, anna).new == 12
    assert shown(store) == shown(other)
    assert sound(other)


def test_the_order_of_authors_makes_no_difference(
    store: Store, other: Store, anna: Person, bolat: Person
) -> None:
    case, note = new_id(), new_id()
    anna.says(case, Put("case", case, "title", "Title"), *said(case, "Anna's", note))
    bolat.says(case, Put("note", note, "text", "Bolat's"), Put("note", note, "starred", True))
    anna.says(case, Put("note", note, "language", "ru"))
    incoming = anna.chain + bolat.chain
    append(store, incoming, keys(anna, bolat))
    for person in (bolat, anna):
        append(other, person.chain, keys(person))
    assert shown(store) == shown(other)
    shuffled = sorted(incoming, key=lambda entry: entry.hash)
    assert append(other, shuffled, keys(anna, bolat)).known == 3
    assert sound(store)
    assert sound(other)


@pytest.mark.parametrize("kind", ["note", "verse"])
def test_an_entry_dated_back_before_another_s_record_is_told(
    store: Store, other: Store, anna: Person, bolat: Person, kind: str
) -> None:
    """It would be the record's beginning: its kind, its author, its time."""
    case, note = new_id(), new_id()
    anna.says(case, Put("case", case, "title", "Title"), *said(case, "Anna's", note))
    bolat.says(case, Put(kind, note, "starred", True), time=f"{1:016x}")
    append(store, anna.chain, keys(anna))
    before = everything(store)
    assert rehearse(store, bolat.chain, keys(bolat)).dated_back == ((bolat.id, 1),)
    assert everything(store) == before
    assert append(other, anna.chain + bolat.chain, keys(anna, bolat)).dated_back == ()


def test_a_record_s_true_beginning_may_arrive_late(
    store: Store, anna: Person, bolat: Person
) -> None:
    case, note = new_id(), new_id()
    first = anna.says(case, *said(case, "Anna's", note))
    bolat.says(case, Put("note", note, "starred", True), seen={anna.id: 1}, time=LATER)
    hidden = redact(first, lambda _operation: False)
    append(store, [hidden, *bolat.chain], keys(anna, bolat))
    came = append(store, [first], keys(anna))
    assert (came.completed, came.dated_back) == (1, ())
    assert reading.rows(store, Note, case)[0].author == anna.id


def test_large_entries_are_taken_in_fewer_at_a_time(
    store: Store, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = new_id()
    for number in range(5):
        anna.says(case, Put("note", new_id(), "text", str(number) * 400))
    monkeypatch.setattr(chunks, "BYTES", 1000)
    found = [len(some) for some in chunks.chunks(anna.chain, 100)]
    assert found == [2, 2, 1]
    assert [len(some) for some in chunks.chunks(anna.chain[:3], 1)] == [1, 1, 1]
    assert append(store, anna.chain, keys(anna)).new == 5


def test_what_weighs_in_an_entry_is_its_content_however_nested(anna: Person) -> None:
    case = new_id()
    nested = anna.says(case, Put("verse", new_id(), "lines", [{"a": "x" * 500}, "y" * 500, 1]))
    erasing = anna.says(case, Erase(tuple(("ab" * 32, n) for n in range(20))))
    assert all(len(list(chunks.chunks([one, one], 9))) == 1 for one in (nested, erasing))
    for one in (nested, erasing):
        assert 1000 < chunks.weight(one) < 3000


def test_entries_of_two_cases_are_a_bug(store: Store, anna: Person, bolat: Person) -> None:
    one = anna.says(new_id(), *said("", "One"))
    two = bolat.says(new_id(), *said("", "Two"))
    before = everything(store)
    with pytest.raises(ValueError, match="several cases"):
        append(store, [one, two], keys(anna, bolat))
    with pytest.raises(KeyError):
        append(store, [one], {})
    assert everything(store) == before


def test_a_gap_is_refused(store: Store, anna: Person) -> None:
    case = new_id()
    for number in range(4):
        anna.says(case, *said(case, f"Line {number}"))
    append(store, anna.chain[:1], keys(anna))
    before = everything(store)
    with pytest.raises(BrokenChain) as caught:
        append(store, anna.chain[2:], keys(anna))
    assert (caught.value.seq, caught.value.what) == (3, Fault.NUMBER)
    assert everything(store) == before
    with pytest.raises(BrokenChain):
        append(store, [anna.chain[1], anna.chain[3]], keys(anna))
    assert everything(store) == before
    assert append(store, anna.chain[1:], keys(anna)).new == 3


def test_a_chain_that_does_not_follow_is_refused(store: Store, anna: Person) -> None:
    case, twin = new_id(), Person(anna.key)
    anna.says(case, *said(case, "One"))
    append(store, anna.chain, keys(anna))
    twin.says(case, *said(case, "Another one"))
    twin.says(case, *said(case, "Two"))
    with pytest.raises(BrokenChain) as caught:
        append(store, twin.chain[1:], keys(anna))
    assert caught.value.what == Fault.PREVIOUS


def test_a_time_that_runs_backwards_is_refused(store: Store, anna: Person) -> None:
    case = new_id()
    anna.says(case, *said(case, "One"), time="0190000000000000")
    anna.says(case, *said(case, "Two"), time="0180000000000000")
    append(store, anna.chain[:1], keys(anna))
    with pytest.raises(BrokenChain) as caught:
        append(store, anna.chain[1:], keys(anna))
    assert caught.value.what == Fault.TIME


@pytest.mark.parametrize("chunk", [2, 100])
def test_a_fork_is_put_aside_and_the_held_chain_stays(
    store: Store, anna: Person, bolat: Person, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(merging, "_CHUNK", chunk)
    case = new_id()
    anna.says(case, Put("case", case, "title", "Title"))
    anna.says(case, *said(case, "Held"))
    twin = Person(anna.key, anna.chain[:1])
    for text in ("Forked", "and on", "and on and on", "and on", "and on"):
        twin.says(case, *said(case, text))
    bolat.says(case, *said(case, "Bystander"))
    append(store, anna.chain, keys(anna))
    before = reading.heads(store, case)
    came = append(store, [*twin.chain, *bolat.chain], keys(anna, bolat), Clock())
    assert (came.new, came.known) == (1, 1)
    (found,) = came.forks
    assert (found.author, found.seq, found.held) == (anna.id, 2, anna.chain[1].hash)
    assert [entry.header.seq for entry in found.incoming] == [2, 3, 4, 5, 6]
    assert len(rows_of(store, "forks")) == 5
    assert reading.heads(store, case)[anna.id] == before[anna.id]
    assert {note.text for note in reading.records(store, Note, case)} == {"Held", "Bystander"}
    assert len(append(store, twin.chain, keys(anna)).forks) == 1
    assert len(rows_of(store, "forks")) == 5
    assert sound(store)


def test_a_rehearsal_changes_nothing(store: Store, other: Store, anna: Person, case: Case) -> None:
    note = a_note(case.id)
    put(store, anna, note)
    erase(store, anna, case.id, [note.id])
    before, latest = everything(other), other.latest
    incoming = journal(store, case.id)
    came = rehearse(other, incoming, keys(anna))
    assert (came.new, came.erased) == (3, True)
    assert everything(other) == before
    assert other.latest == latest
    assert append(other, incoming, keys(anna)) == came


def test_time_moves_on_past_what_arrives(
    store: Store, other: Store, anna: Person, bolat: Person, case: Case
) -> None:
    ahead = put(store, anna, a_note(case.id), clock=lambda: 2_500_000_000_000)
    send(store, other, case.id, anna)
    assert put(other, bolat, a_note(case.id)).time > ahead.time


@pytest.mark.parametrize("after", [False, True])
def test_an_import_is_there_whole_or_not_at_all(
    store: Store,
    other: Store,
    anna: Person,
    bolat: Person,
    case: Case,
    monkeypatch: pytest.MonkeyPatch,
    after: bool,
) -> None:
    note, gone = a_note(case.id), a_note(case.id, "To be erased")
    put(store, anna, note, gone)
    send(store, other, case.id, anna)
    put(store, anna, replace(note, starred=True), a_note(case.id))
    erase(store, anna, case.id, [gone.id])
    put(other, bolat, replace(note, text="Bolat's"))
    incoming = journal(store, case.id)
    real, failures, before = database.driver_of, 0, everything(other)
    for at in range(1, 200):
        failing = Failing(real(other), at, after=after)
        monkeypatch.setattr(database, "driver_of", lambda _c, failing=failing: failing)
        try:
            append(other, incoming, keys(anna), Clock())
        except StorageFailed:
            failures += 1
        finally:
            monkeypatch.undo()
        if everything(other) != before:
            break
    assert failures > 15
    assert reading.heads(other, case.id)[anna.id].seq == 4
    assert reading.find(other, gone.id) is None
    assert append(other, incoming, keys(anna)).new == 0
    assert sound(other)


class TestConflicts:
    def test_two_values_that_did_not_know_each_other(
        self, store: Store, other: Store, anna: Person, bolat: Person, case: Case
    ) -> None:
        send(store, other, case.id, anna)
        put(store, anna, replace(case, title="Anna's"))
        put(other, bolat, replace(case, title="Bolat's"))
        (conflict,) = send(other, store, case.id, anna, bolat).conflicts
        assert (conflict.record, conflict.field) == (case.id, "title")
        assert {one.value for one in conflict.values} == {"Anna's", "Bolat's"}
        assert reading.conflicts(store, case.id) == [conflict]
        assert reading.record(store, case.id, Case).title == conflict.values[0].value
        send(store, other, case.id, anna, bolat)
        assert reading.conflicts(other, case.id) == [conflict]

    def test_settling_it_by_an_ordinary_edit(
        self, store: Store, other: Store, anna: Person, bolat: Person, case: Case
    ) -> None:
        self.test_two_values_that_did_not_know_each_other(store, other, anna, bolat, case)
        put(store, anna, replace(case, title="Settled"))
        assert reading.conflicts(store, case.id) == []
        assert send(store, other, case.id, anna, bolat).conflicts == ()
        assert reading.record(other, case.id, Case).title == "Settled"

    def test_who_knew_does_not_conflict(
        self, store: Store, other: Store, anna: Person, bolat: Person, case: Case
    ) -> None:
        send(store, other, case.id, anna)
        put(other, bolat, replace(case, title="Bolat's"))
        assert send(other, store, case.id, anna, bolat).conflicts == ()
        put(store, anna, replace(case, title="Anna's"))
        assert reading.conflicts(store, case.id) == []

    def test_of_untouched_records_nothing_is_said(
        self, store: Store, other: Store, anna: Person, bolat: Person, case: Case
    ) -> None:
        self.test_two_values_that_did_not_know_each_other(store, other, anna, bolat, case)
        put(other, bolat, a_note(case.id))
        assert send(other, store, case.id, anna, bolat).conflicts == ()
        assert len(reading.conflicts(store, case.id)) == 1

    def test_none_where_there_is_no_case(self, store: Store) -> None:
        assert reading.conflicts(store, new_id()) == []


class TestCopies:
    def partial(self, chain: list[Entry], *texts: str) -> list[Entry]:
        """Copies that show everything but these texts."""
        return [redact(entry, lambda op: getattr(op, "value", "") not in texts) for entry in chain]

    def test_what_was_withheld_arrives_later(self, store: Store, anna: Person) -> None:
        case, note = new_id(), new_id()
        anna.says(case, Put("case", case, "title", "Title"), *said(case, "Secret", note))
        anna.says(case, *said(case, "Open"))
        append(store, self.partial(anna.chain, "Secret"), keys(anna))
        assert [n.text for n in reading.records(store, Note, case)] == ["Open"]
        assert [c.field for c in reading.history(store, case, note)] == ["event_at"]
        assert sound(store)
        came = append(store, anna.chain, keys(anna))
        assert (came.new, came.known, came.completed) == (0, 2, 1)
        assert came.touched == {"case": (case,), "note": (note,)}
        assert reading.record(store, note, Note).text == "Secret"
        assert search(store, "secret")
        assert journal(store, case)[0].seed is not None
        assert append(store, self.partial(anna.chain, "Secret"), keys(anna)).completed == 0
        assert reading.record(store, note, Note).text == "Secret"
        assert sound(store)

    def test_two_halves_make_a_whole(self, store: Store, anna: Person) -> None:
        case, one, two = new_id(), new_id(), new_id()
        anna.says(case, *said(case, "One", one), *said(case, "Two", two))
        append(store, self.partial(anna.chain, "One"), keys(anna))
        came = append(store, self.partial(anna.chain, "Two"), keys(anna))
        assert came.completed == 1
        assert {n.text for n in reading.records(store, Note, case)} == {"One", "Two"}
        assert sound(store)

    def test_erased_content_does_not_come_back(
        self, store: Store, anna: Person, bolat: Person
    ) -> None:
        case, note = new_id(), new_id()
        full = anna.says(case, *said(case, "Needle", note))
        append(store, [full], keys(anna))
        erase(store, bolat, case, [note])
        came = append(store, [full], keys(anna))
        assert (came.known, came.completed) == (1, 0)
        assert reading.history(store, case, note) == []
        assert not search(store, "needle")

    def test_an_erasure_that_comes_first_is_remembered(
        self, store: Store, other: Store, anna: Person, bolat: Person
    ) -> None:
        case, note = new_id(), new_id()
        full = anna.says(case, Put("case", case, "title", "Title"), *said(case, "Needle", note))
        bolat.says(case, Erase(((full.hash, 1), (full.hash, 2))))
        append(store, bolat.chain, keys(bolat))
        assert append(store, [full], keys(anna)).new == 1
        append(other, [full, *bolat.chain], keys(anna, bolat))
        for one in (store, other):
            assert {e.header.author: e.withheld for e in journal(one, case)}[anna.id] == 2
            assert reading.find(one, note) is None
            assert b"Needle" not in b"".join(row[-1] for row in rows_of(one, "entries"))
            assert sound(one)
        assert shown(store) == shown(other)


class TestHostile:
    def test_a_record_of_another_case_is_out_of_reach(
        self, store: Store, anna: Person, bolat: Person, case: Case
    ) -> None:
        note = a_note(case.id, "Mine")
        put(store, anna, note)
        evil = new_id()
        bolat.says(
            evil,
            Put("case", evil, "title", "Evil"),
            Put("case", case.id, "title", "Taken over"),
            *said(evil, "Overwritten", note.id),
            Drop("note", note.id),
        )
        append(store, bolat.chain, keys(bolat))
        assert reading.record(store, note.id) == note
        assert reading.record(store, case.id) == case
        assert {c.title for c in reading.cases(store)} == {case.title, "Evil"}
        assert reading.records(store, Note, case.id) == [note]
        bolat.says(evil, Erase(tuple((e.hash, 0) for e in journal(store, case.id))))
        append(store, bolat.chain, keys(bolat))
        assert reading.record(store, note.id) == note
        assert [e.withheld for e in journal(store, case.id)] == [0, 0]
        assert sound(store)

    def test_values_that_make_no_record_stay_in_the_history(
        self, store: Store, anna: Person
    ) -> None:
        case, note, party = new_id(), new_id(), new_id()
        bad = [
            Put("note", note, "event_at", "yesterday"),
            Put("note", note, "text", ["not", {"a": "text"}]),
            Put("party", party, "names", []),
            Put("note", case, "text", "a note that calls itself the case"),
            Put("case", new_id(), "title", "A case in a case"),
            Put("document", new_id(), "size", -(2**53) + 1),
        ]
        anna.says(case, *bad)
        append(store, anna.chain, keys(anna))
        assert reading.counts(store, case) == {"party": 1}
        assert reading.find(store, note) is None
        assert reading.cases(store) == []
        assert len(reading.history(store, case)) == len(bad)
        assert search(store, "text") == []
        assert sound(store)

    def test_kinds_of_newer_versions_are_kept(
        self, store: Store, other: Store, anna: Person, case: Case
    ) -> None:
        widget = new_id()
        bolat = Person()
        bolat.says(case.id, Put("widget", widget, "colour", "red"))
        append(store, bolat.chain, keys(bolat))
        assert reading.counts(store, case.id) == {"case": 1, "widget": 1}
        assert reading.find(store, widget) is None
        assert reading.history(store, case.id, widget)[0].value == "red"
        drop_it = bolat.says(case.id, Drop("widget", widget))
        append(store, [drop_it], keys(bolat))
        assert reading.counts(store, case.id) == {"case": 1}
        send(store, other, case.id, anna, bolat)
        assert shown(store) == shown(other)
        assert sound(other)

    def test_a_record_does_not_change_its_kind(self, store: Store, anna: Person) -> None:
        case, note = new_id(), new_id()
        anna.says(case, *said(case, "A note", note))
        anna.says(case, Put("document", note, "title", "A document"))
        append(store, anna.chain, keys(anna))
        assert reading.record(store, note, Note).text == "A note"
        assert sound(store)

    def test_one_record_touched_by_many_entries(
        self, store: Store, anna: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(merging, "_CHUNK", 7)
        case = new_id()
        for number in range(60):
            anna.says(case, Put("case", case, "title", f"Title {number}"))
        append(store, anna.chain, keys(anna))
        assert reading.record(store, case, Case).title == "Title 59"
        changes = reading.history(store, case, case)
        assert all(b.previous == a.value for a, b in pairwise(changes))
        assert sound(store)


def test_entries_come_out_after_all_they_saw(
    store: Store, other: Store, anna: Person, bolat: Person, case: Case
) -> None:
    rng = random.Random(5)
    send(store, other, case.id, anna)
    for _ in range(30):
        step = rng.randrange(4)
        if step == 0:
            put(store, anna, a_note(case.id), clock=Clock(rng.randrange(10**12)))
        elif step == 1:
            put(other, bolat, a_note(case.id), clock=Clock(rng.randrange(10**12)))
        elif step == 2:
            send(store, other, case.id, anna, bolat)
        else:
            send(other, store, case.id, anna, bolat)
    for one in (store, other):
        held: dict[str, int] = {}
        for entry in reading.entries(one, case.id):
            header = entry.header
            assert header.seq == held.get(header.author, 0) + 1
            assert all(held.get(author, 0) >= seq for author, seq in header.seen.items())
            held[header.author] = header.seq
        assert held == {author: head.seq for author, head in reading.heads(one, case.id).items()}
    assert list(reading.entries(store, a_case().id)) == []
