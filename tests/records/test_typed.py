# SPDX-License-Identifier: GPL-3.0-or-later
"""Dates and times as people type them."""

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.base import messages
from casefile.records.typed import moment, partial_date, time_of_day
from casefile.records.values import PartialDate


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2017", "2017"),
        ("09.2017", "2017-09"),
        ("9/2017", "2017-09"),
        ("2017-09", "2017-09"),
        ("27.9.2017", "2017-09-27"),
        ("27. 9. 2017", "2017-09-27"),
        ("27-09-2017", "2017-09-27"),
        ("2017-09-27", "2017-09-27"),
        ("2017/9/27", "2017-09-27"),
        (" 27.09.2017 ", "2017-09-27"),
        ("about 2017", "2017~"),
        ("About 9.2017", "2017-09~"),
        ("ca. 2017", "2017~"),
        ("~2017", "2017~"),
        ("2017~", "2017~"),
        ("2017?", "2017?"),
        ("27.9.2017 ?", "2017-09-27?"),
        ("about 2017?", "2017%"),
        ("2017%", "2017%"),
        ("٢٧.٩.٢٠١٧", "2017-09-27"),
    ],
)
def test_as_people_write_them(typed: str, meant: str) -> None:
    assert partial_date(typed) == meant


@pytest.mark.parametrize("typed", ["31.2.2017", "13.2017", "0.2017", "2017-00", "32.1.2017"])
def test_days_that_never_were(typed: str) -> None:
    with pytest.raises(ValueError, match="There is no"):
        partial_date(typed)


@pytest.mark.parametrize("typed", ["", "soon", "17", "27.9.17", "27 Sep 2017", "²017", "1.2.3.4"])
def test_what_is_not_understood_is_said_in_one_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match="is not understood; write 2017") as error:
        partial_date(typed)
    assert str(error.value).endswith(".")


def test_about_is_known_in_the_language_of_the_window() -> None:
    messages.use("en")
    assert partial_date("about 2017") == "2017~"


@given(st.text(max_size=12))
def test_nothing_else_is_raised(typed: str) -> None:
    with suppress(ValueError):
        assert isinstance(partial_date(typed), PartialDate)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9", time(9)),
        ("10:47", time(10, 47)),
        ("10.47", time(10, 47)),
        ("1047", time(10, 47)),
        ("10h47", time(10, 47)),
        ("947", time(9, 47)),
        ("10:47:30", time(10, 47, 30)),
        ("٩:٠٥", time(9, 5)),
    ],
)
def test_times_of_day(typed: str, meant: time) -> None:
    assert time_of_day(typed) == meant


@pytest.mark.parametrize("typed", ["", "25", "10:60", "noon", "10:4", "24:00"])
def test_what_is_no_time_of_day(typed: str) -> None:
    with pytest.raises(ValueError, match="is no time of day"):
        time_of_day(typed)


def test_a_moment_is_told_in_the_time_of_the_place() -> None:
    told = moment(date(2017, 9, 27), time(10, 47), "Asia/Almaty")
    assert told == "2017-09-27T10:47+06:00[Asia/Almaty]"
    assert moment(date(2026, 9, 27), time(10, 47), "Asia/Almaty").local.utcoffset() != (
        told.local.utcoffset()
    )


def test_a_moment_needs_a_zone_that_exists() -> None:
    with pytest.raises(ValueError, match="which time zone"):
        moment(date(2017, 9, 27), time(10), "")
    with pytest.raises(ValueError, match="no time zone called Asia/Shymkent"):
        moment(date(2017, 9, 27), time(10), "Asia/Shymkent")


def test_an_hour_that_was_skipped_or_came_twice() -> None:
    with pytest.raises(ValueError, match="never showed 02:30"):
        moment(date(2017, 3, 26), time(2, 30), "Europe/Brussels")
    first = moment(date(2017, 10, 29), time(2, 30), "Europe/Brussels")
    assert first == "2017-10-29T02:30+02:00[Europe/Brussels]"
