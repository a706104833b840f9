# SPDX-License-Identifier: GPL-3.0-or-later
"""Two logs beside each other: all lines, in order, those of the same time at one height."""

import random

import pytest

from casefile.base.ids import new_id
from casefile.casework import aligned, cases, hearings
from casefile.casework.aligned import Aligned, align
from casefile.casework.logs import LogRow
from casefile.records.kinds import Hearing, Note
from casefile.records.values import Moment, When
from casefile.store import places
from casefile.store.writing import edit
from casefile.vault.vault import Vault
from tests.store.people import Person

CASE = "018f0000-0000-7000-8000-0000000000c1"
TEN = Moment("2017-09-27T10:00+06:00[Asia/Almaty]")


def line(at: str, number: int = 0) -> LogRow:
    id_ = f"018f0000-0000-7000-8000-{number:012x}"
    note = Note(id=id_, case=CASE, event_at=When(at), text=at)
    return LogRow(note, 0, "a", "", "", f"{note.event_at.sort_key}\n{id_}")


def at(seconds: int, zone: str = "Asia/Almaty", number: int = 0) -> LogRow:
    return line(Moment.of(TEN.milliseconds + seconds * 1000, zone), number)


def shape(rows: list[Aligned]) -> str:
    """`=` for a pair, `<` for a line on the left alone, `>` for one on the right alone."""
    return "".join("=" if row.left and row.right else "<" if row.left else ">" for row in rows)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ([], [], ""),
        ([0], [], "<"),
        ([], [0, 60], ">>"),
        ([0, 60, 120], [0, 60, 120], "==="),
        ([0], [59], "="),
        ([0], [61], "<>"),
        ([61], [0], "><"),
        ([0, 600], [300, 601], "<>="),
        ([0, 50], [50], "<="),  # the next one is nearer
        ([50], [0, 50], ">="),
        ([0, 20, 40], [21], "<=<"),
        ([0, 0, 0], [0], "=<<"),
        ([0, 0], [0, 0], "=="),
    ],
)
def test_lines_of_the_same_time_stand_at_one_height(
    left: list[int], right: list[int], expected: str
) -> None:
    assert shape(align([at(s) for s in left], [at(s) for s in right])) == expected


def test_instants_count_not_what_the_clocks_showed() -> None:
    assert shape(align([at(0)], [at(10, "Europe/Brussels")])) == "="
    assert shape(align([line("2017-09-27T10:00+06:00[Asia/Almaty]")],
                       [line("2017-09-27T10:00+02:00[Europe/Brussels]")])) == "<>"  # fmt: skip


def test_days_without_an_hour_stand_together() -> None:
    assert shape(align([line("2017-09-27"), at(0)], [line("2017-09-27")])) == "=<"
    assert shape(align([line("2017-09-27")], [at(0)])) == "<>"
    assert shape(align([line("2017-09-27")], [line("2017-09-28")])) == "<>"


@pytest.mark.parametrize("seed", range(20))
def test_nothing_is_left_out_and_all_stays_in_order(seed: int) -> None:
    rng = random.Random(seed)
    logs = [
        sorted((at(rng.randrange(4000), number=n) for n in range(rng.randrange(60))),
               key=lambda row: row.key)
        for _side in range(2)
    ]  # fmt: skip
    rows = align(*logs)
    assert [row.left for row in rows if row.left] == logs[0]
    assert [row.right for row in rows if row.right] == logs[1]
    for row in rows:
        if row.left and row.right:
            moments = [Moment(side.note.event_at).milliseconds for side in (row.left, row.right)]
            assert abs(moments[0] - moments[1]) <= aligned.WITHIN_MS


def test_swapped_sides_are_the_same_rows_swapped() -> None:
    left, right = [at(s) for s in (0, 100, 170, 300)], [at(s) for s in (30, 160, 290, 700)]
    swapped = [Aligned(row.right, row.left) for row in align(right, left)]
    assert swapped == align(left, right)


@pytest.fixture
def hearing(sample_vault: Vault) -> Hearing:
    return hearings.start_hearing(sample_vault, cases.all_cases(sample_vault)[0].id)


def a_note(hearing: Hearing) -> Note:
    return Note(id=new_id(), case=hearing.case, hearing=hearing.id, event_at=When(TEN), text="x")


def test_observers_are_those_who_wrote_here(sample_vault: Vault, hearing: Hearing) -> None:
    case = hearing.case
    ours = sample_vault.author.id
    with sample_vault.edit(case) as edit_:
        edit_.put(a_note(hearing))
    assert [one.id for one in aligned.observers(sample_vault, case, hearing.id)] == [ours]
    first, second = Person(), Person()
    elsewhere = hearings.start_hearing(sample_vault, case)
    for person, where in ((first, hearing), (second, elsewhere)):
        with edit(sample_vault.store, person.author, case) as theirs:
            theirs.put(a_note(where))
    found = aligned.observers(sample_vault, case, hearing.id)
    assert [one.id for one in found] == [ours, first.id]
    assert all(one.name for one in found)


def test_authors_are_looked_for_among_the_first_lines(
    sample_vault: Vault, hearing: Hearing
) -> None:
    person = Person()
    for number, author in enumerate((sample_vault.author, sample_vault.author, person.author)):
        with edit(sample_vault.store, author, hearing.case) as theirs:
            theirs.put(Note(id=new_id(), case=hearing.case, hearing=hearing.id,
                            event_at=When(TEN.moved(number)), text="x"))  # fmt: skip
    among = [
        places.authors_among(sample_vault.store, Note, hearing.case, hearing.id, limit)
        for limit in (2, 3)
    ]
    assert [len(found) for found in among] == [1, 2]
