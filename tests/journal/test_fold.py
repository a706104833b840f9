# SPDX-License-Identifier: GPL-3.0-or-later
"""The state is a function of the set of entries, and erased content is nowhere in it."""

import random
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.journal.entry import Entry
from casefile.journal.fold import EMPTY, Folded, Stamp, State, apply, fold, merge
from casefile.journal.operations import Drop, Erase, Put
from casefile.journal.redact import erase, redact
from tests.journal.writers import NOW, Writer, drop, every_entry, histories, put, record_id

RECORD = record_id(1)


def expected(entries: list[Entry]) -> dict[str, Folded]:
    """The definition, slowly: for each field the greatest operation that is not erased."""
    erased = {
        target for entry in entries for _, op in entry.operations if isinstance(op, Erase)
        for target in op.targets
    }  # fmt: skip
    held = {
        (entry.header.time, entry.header.author, entry.hash, place): op
        for entry in entries for place, op in entry.operations
        if not isinstance(op, Erase) and (entry.hash, place) not in erased
    }  # fmt: skip
    state = {}
    for record in {op.id for op in held.values()}:
        kind = held[min(key for key, op in held.items() if op.id == record)].kind
        mine = {key: op for key, op in held.items() if (op.id, op.kind) == (record, kind)}
        sets = {key: op for key, op in mine.items() if isinstance(op, Put)}
        drops = [key for key, op in mine.items() if isinstance(op, Drop)]
        winners = {
            field: max(key for key, op in sets.items() if op.field == field)
            for field in {op.field for op in sets.values()}
        }
        last_put, last_drop = max(sets, default=()), max(drops, default=())
        state[record] = Folded(
            kind, record,
            {field: sets[key].value for field, key in winners.items()},
            {field: Stamp(key[0], key[1]) for field, key in winners.items()},
            Stamp(*last_drop[:2]) if last_drop > last_put else None,
        )  # fmt: skip
    return state


@given(histories())
def test_the_state_is_what_the_definition_says(writers: list[Writer]) -> None:
    entries = every_entry(writers)
    assert dict(fold(entries)) == expected(entries)


@given(histories(), st.randoms(use_true_random=False), st.integers(1, 4))
def test_order_repetition_and_grouping_make_no_difference(
    writers: list[Writer], rng: random.Random, groups: int
) -> None:
    entries = every_entry(writers)
    whole = fold(entries)
    shuffled = entries + rng.choices(entries, k=rng.randint(0, 4)) if entries else []
    rng.shuffle(shuffled)
    parts: list[list[Entry]] = [[] for _ in range(groups)]
    for entry in shuffled:
        parts[rng.randrange(groups)].append(entry)
    states = [fold(part) for part in parts]
    for state in (
        fold(shuffled),
        reduce(apply, shuffled, EMPTY),
        reduce(merge, states),
        reduce(merge, reversed(states)),
        reduce(lambda right, left: merge(left, right), states),
        merge(whole, fold(rng.sample(entries, rng.randint(0, len(entries))))),
        merge(whole, EMPTY),
        merge(EMPTY, whole),
    ):
        assert state == whole
        assert dict(state) == dict(whole)


@given(histories(), st.data())
def test_the_same_holds_for_redacted_copies(writers: list[Writer], data: st.DataObject) -> None:
    entries = every_entry(writers)
    copies = [redact(entry, lambda _: data.draw(st.booleans())) for entry in entries]
    rng = data.draw(st.randoms(use_true_random=False))
    assert dict(fold(copies)) == expected(copies)
    cut = data.draw(st.integers(0, len(copies)))
    shuffled = rng.sample(copies, len(copies)) + copies[:cut]
    assert fold(shuffled) == fold(copies) == merge(fold(copies[cut:]), fold(copies[:cut]))
    assert fold([*copies, *entries]) == fold(entries)  # once shown, it does not matter who hid it


@given(histories())
def test_erasing_the_content_changes_nothing_more(writers: list[Writer]) -> None:
    """A vault that has destroyed what was erased and one that has yet to do so agree."""
    entries = every_entry(writers)
    erased = fold(entries).erased
    wiped = [erase(one, [place for name, place in erased if name == one.hash]) for one in entries]
    assert fold(wiped) == fold(entries)


def test_merging_leaves_its_parts_alone() -> None:
    writer, other = Writer("Aigul"), Writer("Botagoz")
    a = fold([writer.write(put(value="a"))])
    b = fold([other.write(put(value="b", record=1), put(record=2))])
    before = dict(a), dict(b)
    merged = merge(a, b)
    assert (dict(a), dict(b)) == before
    assert (len(merged), sorted(merged)) == (2, [record_id(1), record_id(2)])


def test_the_later_time_wins_then_the_greater_author_then_the_later_operation() -> None:
    one, two = sorted([Writer("Aigul"), Writer("Botagoz")], key=lambda writer: writer.id)
    one.write(put(value="early"), now=NOW)
    two.write(put(value="tie"), now=NOW)
    assert fold(every_entry([one, two]))[RECORD].fields == {"text": "tie"}
    one.write(put(value="late, first"), put(value="late, then"), now=NOW + 1)
    folded = fold(every_entry([one, two]))[RECORD]
    assert folded.fields == {"text": "late, then"}
    assert folded.stamps == {"text": Stamp(one.latest, one.id)}


def test_a_record_lives_again_only_by_a_later_put() -> None:
    one, two = Writer("Aigul"), Writer("Botagoz")
    one.write(put("title", "first"), now=NOW)
    two.receive(one)
    two.write(drop(), now=NOW + 10)
    one.write(put(value="made without knowing of the drop"), now=NOW + 5)
    folded = fold(every_entry([one, two]))[RECORD]
    assert folded.dropped == Stamp(two.latest, two.id)
    assert folded.fields == {"title": "first", "text": "made without knowing of the drop"}
    one.write(put(value="later"), now=NOW + 20)
    folded = fold(every_entry([one, two]))[RECORD]
    assert folded.dropped is None
    assert folded.fields == {"title": "first", "text": "later"}


def test_put_and_drop_in_one_entry_follow_their_order() -> None:
    assert fold([Writer("Aigul").write(put(), drop())])[RECORD].dropped
    assert fold([Writer("Aigul").write(drop(), put())])[RECORD].dropped is None


def test_a_drop_alone_makes_a_record_without_fields() -> None:
    folded = fold([Writer("Aigul").write(drop())])[RECORD]
    assert (folded.fields, folded.stamps, bool(folded.dropped)) == ({}, {}, True)


def test_a_record_keeps_the_kind_it_began_with() -> None:
    writer = Writer("Aigul")
    writer.write(put(value="a note"))
    writer.write(put(value="a party", kind="party"), drop(kind="party"))
    folded = fold(writer.entries)[RECORD]
    assert (folded.kind, folded.fields, folded.dropped) == ("note", {"text": "a note"}, None)


def test_erasing_uncovers_what_was_set_before_and_removes_what_was_only_set_once() -> None:
    writer = Writer("Aigul")
    writer.write(put(value="harmless"))
    bad = writer.write(put(value="names the witness"), put("title", "also bad"), put(record=2))
    writer.write(Erase(((bad.hash, 0), (bad.hash, 1), (bad.hash, 2), (bad.hash, 99))))
    state = fold(writer.entries)
    assert dict(state).keys() == {RECORD}
    assert state[RECORD].fields == {"text": "harmless"}
    assert "witness" not in repr(state.held)


def test_an_erasure_can_not_be_erased() -> None:
    writer = Writer("Aigul")
    bad = writer.write(put(value="names the witness"))
    erasure = writer.write(Erase(((bad.hash, 0),)))
    writer.write(Erase(((erasure.hash, 0),)))
    assert len(fold(writer.entries)) == 0


def test_operations_of_a_record_come_in_order() -> None:
    writer = Writer("Aigul")
    writer.write(put(value=1), drop())
    writer.write(put(value=2))
    state = fold(reversed(writer.entries))
    assert [operation for _, operation in state.claims(RECORD)] == [
        put(value=1),
        drop(),
        put(value=2),
    ]
    assert [key.place for key, _ in state.claims(RECORD)] == [0, 1, 0]


def test_a_state_is_a_mapping() -> None:
    state = fold([Writer("Aigul").write(put())])
    assert RECORD in state
    assert state.get(record_id(2)) is None
    with pytest.raises(KeyError):
        state[record_id(2)]
    assert state[RECORD] is state[RECORD]
    assert (state == "x") is False
    assert state != State({}, frozenset())
    assert State({}, frozenset()) == EMPTY
    with pytest.raises(TypeError):
        hash(state)
