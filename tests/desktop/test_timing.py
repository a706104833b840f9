# SPDX-License-Identifier: GPL-3.0-or-later
"""When a line happened: courts in one zone, laptops in another, clocks that jump."""

from datetime import time

import pytest

from casefile.base.ids import new_id
from casefile.casework.sittings import goes_on
from casefile.desktop.log import presenter
from casefile.desktop.log.timing import LineTime, latest, read_clock, within
from casefile.records.kinds import Hearing
from casefile.records.values import Moment, When

ALMATY, BRUSSELS = "Asia/Almaty", "Europe/Brussels"
HOUR = 3_600_000


def ms(text: str) -> int:
    return Moment(text).milliseconds


@pytest.fixture(autouse=True)
def laptop_in_brussels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", BRUSSELS)


def hearing(begun: str, ended: str | None = None) -> Hearing:
    return Hearing(
        id=new_id(), case=new_id(), started_at=Moment(begun), ended_at=ended and Moment(ended)
    )


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("14:32", time(14, 32)),
        ("9:05", time(9, 5)),
        ("09.05", time(9, 5)),
        ("1432", time(14, 32)),
        (" 0:00 ", time(0, 0)),
        ("24:00", None),
        ("12:60", None),
        ("12", None),
        ("", None),
        ("١٢:٣٠", time(12, 30)),
        ("noon", None),
    ],
)
def test_times_of_day_are_read(typed: str, read: time | None) -> None:
    assert read_clock(typed) == read


def test_a_time_is_that_of_the_place() -> None:
    now = ms("2017-09-27T14:40+06:00[Asia/Almaty]")
    assert latest(time(14, 32), now, ALMATY) == "2017-09-27T14:32+06:00[Asia/Almaty]"


@pytest.mark.parametrize(
    ("clock", "day"), [(time(23, 58), "2017-09-27"), (time(0, 5), "2017-09-28")]
)
def test_past_midnight_the_evening_is_yesterdays(clock: time, day: str) -> None:
    now = ms("2017-09-28T00:05+06:00[Asia/Almaty]")
    assert latest(clock, now, ALMATY).startswith(day)


def test_a_few_minutes_ahead_are_the_courts_clock_and_more_is_yesterday() -> None:
    now = ms("2017-09-27T23:55+06:00[Asia/Almaty]")
    assert latest(time(0, 2), now, ALMATY).startswith("2017-09-28T00:02")
    assert latest(time(0, 30), now, ALMATY).startswith("2017-09-27T00:30")


def test_an_hour_that_comes_twice_is_the_later_one_that_has_been() -> None:
    after = ms("2017-10-29T02:40+01:00[Europe/Brussels]")
    assert latest(time(2, 30), after, BRUSSELS) == "2017-10-29T02:30+01:00[Europe/Brussels]"
    between = ms("2017-10-29T02:40+02:00[Europe/Brussels]")
    assert latest(time(2, 30), between, BRUSSELS) == "2017-10-29T02:30+02:00[Europe/Brussels]"


def test_an_hour_that_was_skipped_is_an_hour_on() -> None:
    now = ms("2017-03-26T04:00+02:00[Europe/Brussels]")
    assert latest(time(2, 30), now, BRUSSELS) == "2017-03-26T03:30+02:00[Europe/Brussels]"


def test_a_time_at_a_past_hearing_is_of_its_day_or_of_the_night_it_sat_on() -> None:
    begun = When("2017-09-27T22:00+06:00[Asia/Almaty]")
    ended = Moment("2017-09-28T01:30+06:00[Asia/Almaty]")
    assert within(time(22, 10), begun, ended, ALMATY) == "2017-09-27T22:10+06:00[Asia/Almaty]"
    assert within(time(0, 30), begun, ended, ALMATY) == "2017-09-28T00:30+06:00[Asia/Almaty]"
    assert within(time(0, 30), begun, None, ALMATY) == "2017-09-27T00:30+06:00[Asia/Almaty]"


def test_a_time_at_a_hearing_of_a_known_day_or_only_month() -> None:
    assert within(time(9, 0), When("2017-09-27"), None, ALMATY) == (
        "2017-09-27T09:00+06:00[Asia/Almaty]"
    )
    assert within(time(9, 0), When("2017-09"), None, ALMATY) is None


def test_the_time_of_the_first_key_stays_and_moves_by_minutes() -> None:
    now = ms("2017-09-27T10:00+06:00[Asia/Almaty]")
    line = LineTime(lambda: now)
    line.set_place(ALMATY)
    line.begin()
    now += 5 * 60_000
    assert line.when() == "2017-09-27T10:00+06:00[Asia/Almaty]"
    line.move(-3)
    assert line.when() == "2017-09-27T09:57+06:00[Asia/Almaty]"
    line.reset()
    assert line.when() == "2017-09-27T10:05+06:00[Asia/Almaty]"


def test_moving_over_the_change_of_clocks_moves_real_minutes() -> None:
    now = ms("2017-10-29T02:01+01:00[Europe/Brussels]")
    line = LineTime(lambda: now)
    line.set_place(BRUSSELS)
    line.move(-2)
    assert line.when() == "2017-10-29T02:59+02:00[Europe/Brussels]"


def test_a_clock_set_back_after_the_first_key_moves_no_line() -> None:
    now = ms("2017-09-27T10:00+06:00[Asia/Almaty]")
    line = LineTime(lambda: now)
    line.set_place(ALMATY)
    line.begin()
    now -= HOUR
    assert line.when() == "2017-09-27T10:00+06:00[Asia/Almaty]"


def test_a_hearing_goes_on_past_midnight_and_where_the_clock_was_set_back() -> None:
    begun = hearing("2017-09-27T22:00+06:00[Asia/Almaty]")
    for hours in (-1, 0, 3, 23):
        now = ms("2017-09-27T22:00+06:00[Asia/Almaty]") + hours * HOUR
        assert goes_on(begun, now), hours
        assert presenter.past_of(begun, now) is None
    later = ms("2017-09-28T22:00+06:00[Asia/Almaty]")
    assert not goes_on(begun, later)
    assert presenter.past_of(begun, later) == begun.started_at


def test_an_ended_hearing_is_past_from_the_next_day_of_the_place_on() -> None:
    over = hearing("2017-09-27T22:00+06:00[Asia/Almaty]", "2017-09-27T23:30+06:00[Asia/Almaty]")
    assert presenter.past_of(over, ms("2017-09-27T23:59+06:00[Asia/Almaty]")) is None
    midnight_there = ms("2017-09-28T00:01+06:00[Asia/Almaty]")  # 20:01 in Brussels
    assert presenter.past_of(over, midnight_there) == over.ended_at


def test_a_past_day_has_no_minutes_to_move() -> None:
    line = LineTime(lambda: 0)
    line.set_place(ALMATY, When("2017-09-27"))
    line.move(-5)
    assert line.when() == "2017-09-27"
    line.give(time(9, 30))
    assert line.when() == "2017-09-27T09:30+06:00[Asia/Almaty]"
    line.move(1)
    assert line.when() == "2017-09-27T09:31+06:00[Asia/Almaty]"
