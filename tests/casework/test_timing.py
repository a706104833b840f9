# SPDX-License-Identifier: GPL-3.0-or-later
"""What the times of a line say: clocks that were set, other zones, an hour that comes twice."""

from datetime import date

import pytest

from casefile.base.ids import new_id
from casefile.casework.timing import day_of, shown_twice, timing_of
from casefile.records.kinds import Note
from casefile.records.values import Moment, When

ALMATY, BRUSSELS = "Asia/Almaty", "Europe/Brussels"
TEN = "2017-09-27T10:00+06:00[Asia/Almaty]"
MINUTE = 60_000


def note(at: str, taken: str = "live") -> Note:
    return Note(id=new_id(), case=new_id(), event_at=When(at), taken=taken, text="x")


def written(at: str, minutes: float) -> int:
    return Moment(at).milliseconds + round(minutes * MINUTE)


@pytest.mark.parametrize("minutes", [-9, 0, 0.5, 9])
def test_a_line_taken_live_says_no_more(minutes: float) -> None:
    timing = timing_of(note(TEN), written(TEN, minutes), ALMATY)
    assert (timing.lag, timing.clock_disagrees) == (minutes * MINUTE, False)
    assert (timing.other_zone, timing.offset) == ("", "")


@pytest.mark.parametrize("taken", ["same-day", "later", "transcribed"])
def test_a_line_written_late_is_no_quarrel_of_clocks(taken: str) -> None:
    timing = timing_of(note(TEN, taken), written(TEN, 300), ALMATY)
    assert timing.lag == 300 * MINUTE
    assert not timing.clock_disagrees


def test_a_clock_set_back_in_the_middle_shows() -> None:
    """It said 11:00, then 10:00 again; the journal's clock stayed at 11:00."""
    assert timing_of(note(TEN), written(TEN, 60), ALMATY).clock_disagrees


def test_a_clock_that_ran_ahead_shows() -> None:
    """What is said to happen in an hour was written now."""
    assert timing_of(note(TEN, "later"), written(TEN, -60), ALMATY).clock_disagrees


def test_a_day_alone_has_no_lag() -> None:
    timing = timing_of(note("2017-09-27", "later"), written(TEN, 0), ALMATY)
    assert (timing.lag, timing.clock_disagrees) == (None, False)


def test_the_zone_of_the_laptop_shows_where_the_court_sits_in_another() -> None:
    away = note("2017-09-27T06:00+02:00[Europe/Brussels]")
    assert timing_of(away, written(TEN, 0), ALMATY).other_zone == BRUSSELS
    assert timing_of(away, written(TEN, 0), BRUSSELS).other_zone == ""


@pytest.mark.parametrize(
    ("at", "offset"),
    [
        ("2026-10-25T02:30+02:00[Europe/Brussels]", "UTC+2"),
        ("2026-10-25T02:30+01:00[Europe/Brussels]", "UTC+1"),
        ("2026-10-25T01:59+02:00[Europe/Brussels]", ""),
        ("2026-10-25T03:00+01:00[Europe/Brussels]", ""),
        ("2026-03-29T03:00+02:00[Europe/Brussels]", ""),
        ("2026-10-25T02:30+05:00[Asia/Almaty]", ""),
        ("2026-04-05T01:45+11:00[Australia/Lord_Howe]", "UTC+11"),
        ("2026-04-05T01:45+10:30[Australia/Lord_Howe]", "UTC+10:30"),
        ("2026-11-01T01:10-04:00[America/New_York]", "UTC-4"),
    ],
)
def test_an_hour_that_comes_twice_says_which_it_is(at: str, offset: str) -> None:
    moment = Moment(at)
    assert timing_of(note(at), moment.milliseconds, moment.zone).offset == offset


def test_the_two_hours_stand_in_their_order() -> None:
    first, second = (f"2026-10-25T02:30{zone}[Europe/Brussels]" for zone in ("+02:00", "+01:00"))
    assert When(first).sort_key < When(second).sort_key
    assert Moment(second).milliseconds - Moment(first).milliseconds == 60 * MINUTE


def test_a_time_that_the_clocks_left_out_comes_not_twice() -> None:
    assert not shown_twice(Moment.stored("2026-03-29T02:30+01:00[Europe/Brussels]"))


def test_a_zone_of_newer_tables_is_no_error() -> None:
    assert not shown_twice(Moment.stored("2026-03-29T02:30+01:00[Mars/Olympus]"))


@pytest.mark.parametrize(
    ("at", "day"),
    [
        ("2017-09-27T23:59+06:00[Asia/Almaty]", date(2017, 9, 27)),
        ("2017-09-28T00:00+06:00[Asia/Almaty]", date(2017, 9, 28)),
        ("2017-09-28", date(2017, 9, 28)),
        ("2017-09", date(2017, 9, 1)),
    ],
)
def test_a_line_stands_under_the_day_of_its_place(at: str, day: date) -> None:
    assert day_of(note(at)) == day
