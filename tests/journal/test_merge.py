# SPDX-License-Identifier: GPL-3.0-or-later
"""Conflicts are found and settled, forks are told apart, gaps are named."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.journal.canonical import LARGEST, canonical
from casefile.journal.entry import Entry
from casefile.journal.fold import fold
from casefile.journal.merge import Claimed, Fork, conflicts, fork, knowledge, knows, missing
from casefile.journal.operations import Erase, Put
from casefile.journal.redact import redact
from tests.journal.writers import NOW, Writer, drop, every_entry, histories, put, record_id

RECORD = record_id(1)


@pytest.fixture
def people() -> tuple[Writer, Writer, Writer]:
    return Writer("Aigul"), Writer("Botagoz"), Writer("Cemal")


People = tuple[Writer, Writer, Writer]


def values_in_conflict(*writers: Writer) -> list[list[object]]:
    return [[one.value for one in found.values] for found in conflicts(every_entry(writers))]


def test_two_who_do_not_know_of_each_other_disagree(people: People) -> None:
    a, b, _ = people
    a.write(put(value="x"), now=NOW)
    b.write(put("title", "t"), put(value="y"), now=NOW + 5)
    (found,) = conflicts(every_entry([a, b]))
    assert (found.record, found.kind, found.field) == (RECORD, "note", "text")
    assert found.values == (Claimed("y", b.id, 1, b.latest), Claimed("x", a.id, 1, a.latest))
    assert fold(every_entry([a, b]))[RECORD].fields["text"] == found.values[0].value


def test_who_knew_the_other_value_replaces_it(people: People) -> None:
    a, b, _ = people
    a.write(put(value="x"))
    b.receive(a)
    b.write(put(value="y"))
    assert values_in_conflict(a, b) == []


def test_equal_values_do_not_conflict_but_one_and_true_do(people: People) -> None:
    a, b, _ = people
    a.write(put(value={"a": 1, "b": 2}), put("title", 1))
    b.write(put(value={"b": 2, "a": 1}), put("title", True))
    assert [found.field for found in conflicts(every_entry(people))] == ["title"]


def test_settling_is_an_entry_that_has_seen_both(people: People) -> None:
    a, b, c = people
    a.write(put(value="x"))
    b.write(put(value="y"))
    c.receive(a)
    c.write(put("title", "about something else"))
    c.receive(b)
    assert values_in_conflict(a, b, c) == [["y", "x"]] or values_in_conflict(a, b, c) == [
        ["x", "y"]
    ]
    c.write(put(value="x"))
    assert values_in_conflict(a, b, c) == []


def test_settling_with_half_the_knowledge_settles_half(people: People) -> None:
    a, b, c = people
    a.write(put(value="x"), now=NOW)
    b.write(put(value="y"), now=NOW + 1)
    c.receive(a)
    c.write(put(value="z"), now=NOW + 2)
    assert values_in_conflict(a, b, c) == [["z", "y"]]


def test_knowledge_adds_up_along_the_chain(people: People) -> None:
    """`seen` is declared once, and holds for every later entry."""
    a, b, _ = people
    a.write(put(value="x"))
    b.receive(a)
    b.write(put("title", "something else"))
    assert b.entries[0].header.seen == {a.id: 1}
    b.write(put(value="y"))
    assert b.entries[1].header.seen == {}
    assert values_in_conflict(a, b) == []
    known = knows(every_entry([a, b]))
    assert known.knew((b.id, 2), (a.id, 1))
    assert not known.knew((b.id, 2), (a.id, 2))
    assert not known.knew((a.id, 1), (b.id, 1))
    assert known.knew((a.id, 2), (a.id, 1))
    assert not known.knew((a.id, 1), (a.id, 2))


def test_knowledge_is_not_had_before_it_is_declared(people: People) -> None:
    a, b, _ = people
    b.write(put())
    a.write(put())
    b.receive(a)
    b.write(put())
    known = knows(reversed(every_entry([a, b])))
    assert not known.knew((b.id, 1), (a.id, 1))
    assert known.knew((b.id, 2), (a.id, 1))
    assert known.knew((b.id, 99), (a.id, 1))


def test_headers_may_come_in_any_order(people: People) -> None:
    a, b, _ = people
    for _ in range(3):
        a.write(put())
        b.receive(a)
        b.write(put())
    headers = [entry.header for entry in b.entries]
    assert [header.seen for header in headers] == [{a.id: 1}, {a.id: 2}, {a.id: 3}]
    known = knowledge(reversed(headers))
    assert known == knowledge(headers)
    for mine, theirs in product((1, 2, 3), (1, 2, 3)):
        assert known.knew((b.id, mine), (a.id, theirs)) == (theirs <= mine)


def test_what_was_known_is_not_unlearnt_by_a_smaller_number(people: People) -> None:
    a, b, _ = people
    b.known = {a.id: 9}
    b.write(put())
    b.known, b.told = {a.id: 4}, {}
    b.write(put())
    assert knowledge(entry.header for entry in b.entries).knew((b.id, 2), (a.id, 9))


def test_a_withdrawn_record_has_no_conflicts_until_it_lives_again(people: People) -> None:
    a, b, _ = people
    a.write(put(value="x"), now=NOW)
    b.write(put(value="y"), now=NOW)
    a.write(drop(), now=NOW + 5)
    assert values_in_conflict(a, b) == []
    a.write(put("title", "again"), now=NOW + 9)
    assert len(values_in_conflict(a, b)) == 1


def test_erased_values_do_not_conflict(people: People) -> None:
    a, b, c = people
    a.write(put(value="x"))
    b.write(put(value="y"))
    c.write(Erase(((a.entries[0].hash, 0),)))
    assert values_in_conflict(a, b, c) == []


def test_erasing_the_settlement_brings_the_conflict_back(people: People) -> None:
    a, b, c = people
    a.write(put(value="x"), now=NOW)
    b.write(put(value="y"), now=NOW + 1)
    c.receive(a)
    c.receive(b)
    settled = c.write(put(value="z"))
    assert values_in_conflict(a, b, c) == []
    c.write(Erase(((settled.hash, 0),)))
    assert values_in_conflict(a, b, c) == [["y", "x"]]


def test_operations_of_another_kind_have_no_say(people: People) -> None:
    a, b, _ = people
    a.write(put(value="x"), now=NOW)
    b.write(put(value="y", kind="party"), put("title", "t"), now=NOW + 5)
    assert values_in_conflict(a, b) == []


def expected(entries: list[Entry]) -> set[tuple[str, str, frozenset[tuple[bytes, str, int]]]]:
    """The definition, pair by pair, from the raw `seen` of all earlier entries of each author."""
    known: dict[tuple[str, int], dict[str, int]] = {}
    for entry in sorted(entries, key=lambda one: one.header.seq):
        header = entry.header
        before = known.get((header.author, header.seq - 1), {})
        known[header.author, header.seq] = {
            who: max(before.get(who, 0), header.seen.get(who, 0)) for who in before | header.seen
        }
    by_hash = {entry.hash: entry.header for entry in entries}
    state, found = fold(entries), set()
    for record in state:
        puts = [
            (by_hash[key.entry], key.place, op) for key, op in state.claims(record)
            if isinstance(op, Put) and op.kind == state[record].kind
        ]  # fmt: skip
        for field in {op.field for _, _, op in puts}:
            mine = [one for one in puts if one[2].field == field]
            beaten = set()
            for (h, i, _), (g, j, _) in product(mine, mine):
                same = h.author == g.author and (h.seq, i) < (g.seq, j)
                if same or known[g.author, g.seq].get(h.author, 0) >= h.seq:
                    beaten.add((h.author, h.seq, i))
            heads = [one for one in mine if (one[0].author, one[0].seq, one[1]) not in beaten]
            claims = frozenset((canonical(op.value), h.author, h.seq) for h, _, op in heads)
            if len({value for value, _, _ in claims}) > 1 and not state[record].dropped:
                found.add((record, field, claims))
    return found


@given(histories(), st.data())
def test_conflicts_are_what_the_definition_says(writers: list[Writer], data: st.DataObject) -> None:
    entries = every_entry(writers)
    if data.draw(st.booleans()):
        entries = [redact(entry, lambda _: data.draw(st.booleans())) for entry in entries]
    found = conflicts(data.draw(st.permutations(entries + entries[:2])))
    assert [(one.record, one.field) for one in found] == sorted(
        {(c.record, c.field) for c in found}
    )
    assert {
        (
            one.record,
            one.field,
            frozenset((canonical(c.value), c.author, c.seq) for c in one.values),
        )
        for one in found
    } == expected(entries)
    state = fold(entries)
    for one in found:
        assert state[one.record].fields[one.field] == one.values[0].value
        assert state[one.record].stamps[one.field] == (one.values[0].time, one.values[0].author)


@given(histories())
def test_knowledge_of_whole_chains_serves_for_a_part(writers: list[Writer]) -> None:
    entries = every_entry(writers)
    known, whole = knows(entries), conflicts(entries)
    for number in (1, 2, 3):
        record = record_id(number)
        erasures = [e for e in entries if any(isinstance(op, Erase) for _, op in e.operations)]
        touching = [
            e for e in entries if any(getattr(op, "id", "") == record for _, op in e.operations)
        ]
        part = conflicts(touching + erasures, known)
        assert [one for one in part if one.record == record] == [
            c for c in whole if c.record == record
        ]


def held_of(*writers: Writer) -> dict[tuple[str, int], str]:
    return {(e.header.author, e.header.seq): e.hash for e in every_entry(writers)}


def copies(name: str, before: int, *after: int) -> list[Writer]:
    """One vault used in several copies: a common beginning, then each its own entries."""
    twins = [Writer(name) for _ in after]
    for twin, (mark, count) in zip(twins, enumerate(after), strict=True):
        for number in range(before):
            twin.write(put(value=number))
        for number in range(count):
            twin.write(put(value=f"{mark} {number}"))
    return twins


def test_what_is_held_and_what_is_new_are_told_apart(people: People) -> None:
    a, b, _ = people
    for writer in (a, a, b):
        writer.write(put())
    arrival = fork(held_of(a), reversed(every_entry([a, b])))
    assert arrival.known == tuple(a.entries)
    assert arrival.new == tuple(b.entries)
    assert arrival.forks == ()
    assert fork({}, []).new == ()


def test_a_fork_takes_along_all_that_follows_from_it() -> None:
    here, there = copies("Aigul", 2, 1, 4)
    arrival = fork(held_of(here), there.entries)
    assert arrival.known == tuple(there.entries[:2])
    assert arrival.new == ()
    assert arrival.forks == (Fork(here.id, 3, here.entries[2].hash, tuple(there.entries[2:])),)


def test_a_fork_in_what_arrives_leaves_the_first_and_its_followers() -> None:
    one, two = copies("Aigul", 1, 2, 2)
    for first, second in ((one, two), (two, one)):
        arrival = fork({}, [*first.entries, *second.entries[1:]])
        assert arrival.new == tuple(first.entries)
        assert arrival.forks == (Fork(one.id, 2, first.entries[1].hash, tuple(second.entries[1:])),)


def test_three_copies_of_one_vault_make_two_forks() -> None:
    one, two, three = copies("Aigul", 1, 1, 2, 3)
    arrival = fork(held_of(one), [*two.entries[1:], *three.entries[1:], *two.entries])
    assert arrival.known == tuple(one.entries[:1])
    assert arrival.new == ()
    assert arrival.forks == tuple(
        Fork(one.id, 2, one.entries[1].hash, tuple(other.entries[1:])) for other in (two, three)
    )


def test_a_branch_off_a_branch_is_part_of_it() -> None:
    one, two, three = copies("Aigul", 1, 1, 3, 0)
    for entry in two.entries[1:2]:
        three.entries.append(entry)
    three.write(put(value="yet another"))
    arrival = fork(held_of(one), [*two.entries[1:], three.entries[2]])
    (found,) = arrival.forks
    assert (found.seq, len(found.incoming)) == (2, 4)


@given(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3))
def test_every_incoming_entry_is_in_one_place(before: int, mine: int, theirs: int) -> None:
    here, there = copies("Aigul", before, mine, theirs)
    arrival = fork(held_of(here), there.entries)
    forked = [entry for one in arrival.forks for entry in one.incoming]
    assert [*arrival.known, *arrival.new, *forked] == there.entries
    assert bool(forked) == (mine > 0 and theirs > 0)


def test_gaps_are_named(people: People) -> None:
    a, b, _ = people
    for _ in range(5):
        a.write(put())
    b.receive(a)
    b.write(put())
    assert missing({}, every_entry([a, b])) == {}
    assert missing({}, a.entries[3:]) == {a.id: (1, 3)}
    assert missing({a.id: 2}, a.entries[3:]) == {a.id: (3, 3)}
    assert missing({a.id: 3}, a.entries[3:]) == {}
    assert missing({a.id: 5}, a.entries[:2]) == {}
    assert missing({}, b.entries) == {a.id: (1, 5)}
    assert missing({a.id: 1}, [*b.entries, a.entries[2]]) == {a.id: (2, 5)}
    assert missing({a.id: 1}, [*b.entries, a.entries[1], a.entries[4]]) == {a.id: (3, 4)}


def test_a_boundless_claim_takes_no_time(people: People) -> None:
    a, b, _ = people
    b.known[a.id] = LARGEST
    assert missing({}, [b.write(put())]) == {a.id: (1, LARGEST)}
