# SPDX-License-Identifier: GPL-3.0-or-later
"""A log read from its end, page by page."""

import pytest

from casefile.base.ids import new_id
from casefile.casework import cases, hearings, logs
from casefile.casework.logs import LogRow
from casefile.records.kinds import Hearing, Note, Party
from casefile.records.values import Break, Moment, Name, When
from casefile.store.writing import edit
from casefile.vault.vault import Vault
from tests.store.people import Person

DAY = "2017-09-27"


def at(minute: int) -> Moment:
    return Moment(f"{DAY}T10:00+06:00[Asia/Almaty]").moved(minute)


def line(hearing: Hearing, minute: int, text: str = "x", **more: str) -> Note:
    return Note(
        id=new_id(), case=hearing.case, hearing=hearing.id, event_at=When(at(minute)), text=text,
        **more,
    )  # fmt: skip


def put(vault: Vault, *notes: Note) -> None:
    with vault.edit(notes[0].case) as edit_:
        for note in notes:
            edit_.put(note)


@pytest.fixture
def hearing(sample_vault: Vault, monkeypatch: pytest.MonkeyPatch) -> Hearing:
    """A hearing without lines; pages are of four lines, two beginnings are found at once."""
    monkeypatch.setattr(logs, "PAGE", 4)
    monkeypatch.setattr(logs, "SLICE", 2)
    return hearings.start_hearing(sample_vault, cases.all_cases(sample_vault)[0].id)


def texts(rows: tuple[LogRow, ...]) -> list[str]:
    return [row.note.text for row in rows]


def test_an_empty_log_has_an_end(sample_vault: Vault, hearing: Hearing) -> None:
    end = logs.newest(sample_vault, hearing.case, hearing.id)
    assert (end.page.rows, end.page.previous, end.about) == ((), None, 0)
    assert end.steps.left == 0


def test_it_is_read_from_its_end_to_its_beginning(sample_vault: Vault, hearing: Hearing) -> None:
    put(sample_vault, *(line(hearing, minute, str(minute)) for minute in range(18)))
    end = logs.newest(sample_vault, hearing.case, hearing.id)
    assert texts(end.page.rows) == ["14", "15", "16", "17"]
    assert end.page.previous is not None
    assert end.page.previous.note.text == "13"
    assert (len(end.steps.keys), end.steps.left, end.about) == (2, None, 18)
    steps = logs.steps(sample_vault, hearing.case, hearing.id, end.steps.keys[-1])
    assert (len(steps.keys), steps.left) == (1, 2)
    page = logs.page_before(sample_vault, hearing.case, hearing.id, steps.keys[-1])
    assert (texts(page.rows), page.previous) == (["0", "1"], None)


def test_a_correction_is_known_however_far_away(sample_vault: Vault, hearing: Hearing) -> None:
    first = line(hearing, 0)
    put(sample_vault, first, *(line(hearing, minute) for minute in range(1, 30)))
    far = line(hearing, 90, corrects=first.id)
    put(sample_vault, far)
    (row,) = logs.log_rows(sample_vault, hearing.case, hearing.id, limit=1)
    assert (row.corrected, row.corrected_by) == (True, far.id)
    end = logs.newest(sample_vault, hearing.case, hearing.id)
    assert [row.corrected for row in end.page.rows] == [False] * 4


def test_whose_line_it_is_is_said_of_others(sample_vault: Vault, hearing: Hearing) -> None:
    colleague = Person()
    put(sample_vault, line(hearing, 0, "ours"))
    with edit(sample_vault.store, colleague.author, hearing.case) as other:
        other.put(line(hearing, 1, "theirs"))
    rows = logs.log_rows(sample_vault, hearing.case, hearing.id)
    assert [row.author for row in rows] == [sample_vault.author.id, colleague.id]
    assert rows[0].observer == ""
    assert rows[1].observer


def test_a_speaker_is_named_by_role_or_by_name(sample_vault: Vault, hearing: Hearing) -> None:
    party = Party(id=new_id(), case=hearing.case, names=(Name(text="Қушақбаев"),))
    with sample_vault.edit(hearing.case) as edit_:
        edit_.put(party)
    put(sample_vault, line(hearing, 0, speaker=party.id), line(hearing, 1, speaker_role="judge"))
    rows = logs.log_rows(sample_vault, hearing.case, hearing.id)
    assert [row.speaker for row in rows] == ["Қушақбаев", "Judge"]


def test_where_several_have_a_role_the_name_stands_with_it(
    sample_vault: Vault, hearing: Hearing
) -> None:
    witnesses = [
        Party(id=new_id(), case=hearing.case, names=(Name(text=name),), roles=("witness",))
        for name in ("Айгуль", "يوسف")
    ]
    with sample_vault.edit(hearing.case) as edit_:
        for party in witnesses:
            edit_.put(party)
    said = {"speaker": witnesses[1].id, "speaker_role": "witness"}
    put(sample_vault, line(hearing, 0, **said), line(hearing, 1, speaker_role="witness"))
    rows = logs.log_rows(sample_vault, hearing.case, hearing.id)
    assert [row.speaker for row in rows] == ["Witness: يوسف", "Witness"]


def test_a_line_has_its_key(sample_vault: Vault, hearing: Hearing) -> None:
    note = line(hearing, 0)
    put(sample_vault, note)
    (row,) = logs.log_rows(sample_vault, hearing.case, hearing.id)
    assert logs.place_of(sample_vault, hearing.case, hearing.id, note.id) == row.key
    assert logs.place_of(sample_vault, hearing.case, hearing.id, new_id()) == ""


def test_breaks_stand_between_the_lines_they_fall_between(
    sample_vault: Vault, hearing: Hearing
) -> None:
    put(sample_vault, *(line(hearing, minute) for minute in (0, 10, 20)))
    first, second, third = logs.log_rows(sample_vault, hearing.case, hearing.id)
    early, middle, with_line, late = (Break(started_at=at(m)) for m in (-5, 5, 10, 30))
    breaks = (early, middle, with_line, late)
    assert logs.breaks_between(breaks, None, first) == (early,)
    assert logs.breaks_between(breaks, first, second) == (middle,)
    assert logs.breaks_between(breaks, second, third) == (with_line,)
    assert logs.breaks_between(breaks, third, None) == (late,)


def test_many_lines_are_not_counted_for_the_list(
    sample_vault: Vault, hearing: Hearing, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(sample_vault, *(line(hearing, minute) for minute in range(9)))
    monkeypatch.setattr(hearings, "MANY", 5)
    rows = {row.hearing.id: row for row in hearings.hearing_rows(sample_vault, hearing.case)}
    assert rows[hearing.id].lines == 5
