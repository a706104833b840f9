# SPDX-License-Identifier: GPL-3.0-or-later
"""Hearings: started, ended, listed with who was let in."""

import pytest

from casefile.base.errors import NotFound
from casefile.casework import cases, hearings, logs, notes
from casefile.records.values import Moment
from casefile.vault.vault import Vault


@pytest.fixture
def case(sample_vault: Vault) -> str:
    """The id of the sample case."""
    return cases.all_cases(sample_vault)[0].id


def test_a_hearing_starts_with_nothing_filled_in(sample_vault: Vault, case: str) -> None:
    started = hearings.start_hearing(sample_vault, case, zone="Asia/Almaty")
    assert started.number == "4"
    assert started.started_at is not None
    assert started.started_at.zone == "Asia/Almaty"
    row = next(r for r in hearings.hearing_rows(sample_vault, case) if r.hearing == started)
    assert (row.live, row.lines, row.court) == (True, 0, "")
    ended = hearings.end(sample_vault, started)
    assert ended.ended_at is not None
    rows = {row.hearing.id: row for row in hearings.hearing_rows(sample_vault, case)}
    assert not rows[ended.id].live


def test_a_hearing_of_an_unknown_case_is_refused(sample_vault: Vault) -> None:
    with pytest.raises(NotFound):
        hearings.start_hearing(sample_vault, "01a00000-0000-7000-8000-000000000000")


def test_a_clock_set_back_does_not_end_a_hearing_before_it_began(
    sample_vault: Vault, case: str
) -> None:
    started = hearings.start_hearing(sample_vault, case)
    now = sample_vault.clock()
    sample_vault.clock = lambda: now - 3_600_000
    assert hearings.end(sample_vault, started).ended_at == started.started_at


def test_the_list_says_who_was_let_in(sample_vault: Vault, case: str) -> None:
    rows = hearings.hearing_rows(sample_vault, case)
    assert [row.hearing.scheduled_at for row in rows] == ["2017-07-25", "2017-09-27", "2017-09-29"]
    trial, moved, appeal = rows
    assert trial.court == "Yenbekshinskiy District Court, Shymkent"
    assert trial.attendances == (("Aliaksandr Yarashuk", "present"),)
    assert {status for _who, status in moved.attendances} == {"hearing-rescheduled-without-notice"}
    assert (len(moved.attendances), moved.lines, appeal.lines) == (4, 4, 2)


def test_a_scheduled_hearing_begins_in_the_time_of_its_place(
    sample_vault: Vault, case: str
) -> None:
    moved = hearings.hearing_rows(sample_vault, case)[1].hearing
    begun = hearings.begin(sample_vault, moved)
    assert begun.started_at is not None
    assert begun.status == "held"
    assert hearings.begin(sample_vault, begun) == begun


def test_the_log_is_read_in_pages(sample_vault: Vault, case: str) -> None:
    started = hearings.start_hearing(sample_vault, case, zone="Asia/Almaty")
    first = Moment("2017-09-27T10:00+06:00[Asia/Almaty]")
    for minute in range(5):
        at = first.moved(minute)
        notes.log(sample_vault, case, f"line {minute}", hearing=started.id, at=at)
    page = logs.log_rows(sample_vault, case, started.id, limit=2)
    rest = logs.log_rows(sample_vault, case, started.id, after=page[-1].key)
    assert [row.note.text for row in page + rest] == [f"line {n}" for n in range(5)]


def test_lines_of_one_day_stand_as_they_were_written(sample_vault: Vault, case: str) -> None:
    moved = hearings.hearing_rows(sample_vault, case)[1].hearing
    texts = [row.note.text for row in logs.log_rows(sample_vault, case, moved.id)]
    assert texts[0].startswith("The appeal was set for this day")
    assert texts[1] == "The judge rescheduled the hearing."
