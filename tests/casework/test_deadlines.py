# SPDX-License-Identifier: GPL-3.0-or-later
"""Deadlines of a case, warnings, and the calendar that leaves."""

from pathlib import Path
from typing import Any

import pytest

from casefile.base.errors import LeakFound, StorageFailed
from casefile.base.ids import new_id
from casefile.casework import cases, deadlines
from casefile.records.kinds import Claim, Deadline, Decision, Hearing, Record, Release
from casefile.records.values import Audience, PartialDate, When
from casefile.store import reading
from casefile.vault.vault import Vault

NOON = 1_519_905_600_000  # 1 March 2018, 12:00 UTC


@pytest.fixture
def case(sample_vault: Vault, monkeypatch: pytest.MonkeyPatch) -> str:
    """The id of the sample case, at noon of 1 March 2018."""
    monkeypatch.setenv("TZ", "UTC")
    sample_vault.clock = lambda: NOON
    return cases.all_cases(sample_vault)[0].id


def put(vault: Vault, *records: Record) -> None:
    with vault.edit(records[0].case) as edit:
        for record in records:
            edit.put(record)


def deadline(case: str, when: str, **fields: Any) -> Deadline:
    return Deadline(id=new_id(), case=case, due=PartialDate(when), what=when, **fields)


def test_the_sanctions_of_the_sample_end(sample_vault: Vault, case: str) -> None:
    found = [(row.due.when, row.title, row.state) for row in deadlines.due_rows(sample_vault, case)]
    assert found == [
        ("2021-09-29", "Ends: Restricted freedom · Larisa Kharkova", "later"),
        ("2022-09-29", "Ends: Ban on office · Larisa Kharkova", "later"),
    ]
    assert deadlines.warnings(sample_vault, case) == []


def test_warnings_come_in_time_and_stay_until_it_is_done(sample_vault: Vault, case: str) -> None:
    decision = Decision(
        id=new_id(), case=case, sort="verdict", decided_on=PartialDate("2018-02-20"),
        appealable_until=PartialDate("2018-03-07"),
    )  # fmt: skip
    put(
        sample_vault, decision, deadline(case, "2018-02-28"), deadline(case, "2018-03-01"),
        deadline(case, "2018-03-20"), deadline(case, "2018-03-25", warn_days=30),
    )  # fmt: skip
    found = [(row.title, row.days) for row in deadlines.warnings(sample_vault, case)]
    assert found == [
        ("2018-02-28", -1), ("2018-03-01", 0), ("Time to appeal ends: Verdict, 2018-02-20", 6),
        ("2018-03-25", 24),
    ]  # fmt: skip


def test_today_is_today_where_the_laptop_is(
    sample_vault: Vault, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(sample_vault, deadline(case, "2018-03-02", warn_days=0))
    assert deadlines.warnings(sample_vault, case) == []
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")  # the 2nd has begun there
    assert len(deadlines.warnings(sample_vault, case)) == 1


def test_a_calendar_leaves_with_a_record_of_it(
    sample_vault: Vault, case: str, tmp_path: Path
) -> None:
    put(sample_vault, deadline(case, "2018-03"))
    before = reading.count(sample_vault.store, Release, case)
    saved = deadlines.save_calendar(sample_vault, case, tmp_path / "dates.ics")
    assert (saved.events, saved.left_out) == (5, 1)
    assert reading.count(sample_vault.store, Release, case) == before + 1
    release = reading.record(sample_vault.store, saved.release.id, Release)
    assert (release.sort, release.release_to, release.filename) == (
        "calendar", "team", "dates.ics",
    )  # fmt: skip


def test_a_guarded_hearing_stays_behind(sample_vault: Vault, case: str, tmp_path: Path) -> None:
    secret = Hearing(
        id=new_id(), case=case, scheduled_at=When("2018-05-17"), audience=Audience.PRIVATE
    )
    put(sample_vault, secret)
    out = tmp_path / "dates.ics"
    deadlines.save_calendar(sample_vault, case, out, audience=Audience.PARTNERS)
    assert b"20180517" not in out.read_bytes()
    deadlines.save_calendar(sample_vault, case, out, audience=Audience.PRIVATE)
    assert b"20180517" in out.read_bytes()


def test_what_can_not_be_written_leaves_no_record(
    sample_vault: Vault, case: str, tmp_path: Path
) -> None:
    before = reading.heads(sample_vault.store, case)
    with pytest.raises(StorageFailed):
        deadlines.save_calendar(sample_vault, case, tmp_path / "nowhere" / "dates.ics")
    closed = cases.create_case(sample_vault, "Closed", audience=Audience.PRIVATE)
    with pytest.raises(LeakFound):
        deadlines.save_calendar(sample_vault, closed.id, tmp_path / "dates.ics")
    assert not (tmp_path / "dates.ics").exists()
    assert reading.heads(sample_vault.store, case) == before


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2018-03-01", "today"),
        ("2018-03-02", "tomorrow"),
        ("2018-03-07", "in 6 days"),
        ("2018-06-15", "in 3 months"),
        ("2021-03-02", "in 3 years"),
        ("2018-02-28", "overdue by 1 day"),
        ("2016-02-28", "overdue by 2 years"),
        ("2018-03", "perhaps now: the day is not certain"),
        ("2018-03-05~", "in 4 days or later: the day is not certain"),
        ("2018-04", "in 31 days or later: the day is not certain"),
        ("2018-02-27?", "probably over: the day is not certain"),
        ("2017", "overdue by 60 days"),
    ],
)
def test_how_near_it_is_is_said_in_words(
    sample_vault: Vault, case: str, when: str, words: str
) -> None:
    put(sample_vault, made := deadline(case, when))
    row = next(row for row in deadlines.due_rows(sample_vault, case) if row.id == made.id)
    assert deadlines.due_words(row) == words


def test_what_nobody_had_to_do_has_ended_and_doubt_is_told(sample_vault: Vault, case: str) -> None:
    decision = Decision(
        id=new_id(), case=case, sort="verdict", appealable_until=PartialDate("2018-02-20")
    )
    claims = [
        Claim(id=new_id(), case=case, about=decision.id, field="appealable_until", value=value)
        for value in ("2018-02-20", "2018-02-25")
    ]
    put(sample_vault, decision, *claims)
    row = next(row for row in deadlines.due_rows(sample_vault, case) if row.id == decision.id)
    assert deadlines.due_words(row) == "ended 9 days ago; sources differ"


def test_a_deadline_is_done_today_and_can_be_undone(sample_vault: Vault, case: str) -> None:
    put(sample_vault, made := deadline(case, "2018-03-20"))
    done = deadlines.settle(sample_vault, made)
    assert done.done_on == "2018-03-01"
    assert made.id not in {row.id for row in deadlines.due_rows(sample_vault, case)}
    again = deadlines.settle(sample_vault, done)
    assert reading.record(sample_vault.store, made.id, Deadline) == again
    assert again.done_on is None


def test_what_a_calendar_would_hold_is_told_before_it_leaves(
    sample_vault: Vault, case: str, tmp_path: Path
) -> None:
    secret = Hearing(
        id=new_id(), case=case, scheduled_at=When("2018-05-17"), audience=Audience.PRIVATE
    )
    put(sample_vault, secret, deadline(case, "2018-03"), deadline(case, "2018-03-04"))
    told = deadlines.calendar_for(sample_vault, case, Audience.TEAM)
    saved = deadlines.save_calendar(sample_vault, case, tmp_path / "dates.ics")
    assert (told.events, told.left_out, told.withheld) == (saved.events, saved.left_out, 1)
    whole = deadlines.calendar_for(sample_vault, case, Audience.PRIVATE)
    assert (whole.events, whole.withheld) == (told.events + 1, 0)
