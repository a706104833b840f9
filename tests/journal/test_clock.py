# SPDX-License-Identifier: GPL-3.0-or-later
"""The clock of entries moves forward, whatever the wall clock does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.journal.clock import (
    DAY,
    LATEST,
    ZERO,
    is_ahead,
    is_time,
    milliseconds,
    tick,
)

moments = st.integers(0, LATEST - 1)


@given(st.lists(moments, min_size=1))
def test_each_tick_is_later_than_the_last_and_not_before_the_wall_clock(walls: list[int]) -> None:
    last = ZERO
    for wall in walls:
        following = tick(last, wall)
        assert following > last
        assert milliseconds(following) >= wall
        assert is_time(following)
        last = following


@given(moments, moments)
def test_times_sort_as_text(a: int, b: int) -> None:
    first, second = tick(ZERO, a), tick(ZERO, b)
    assert (first < second) == (a < b) or {a, b} == {0} or a == b


def test_the_counter_counts_within_a_millisecond_and_then_carries() -> None:
    assert tick(ZERO, 5) == "0000000000050000"
    assert tick("0000000000050000", 5) == "0000000000050001"
    assert tick("0000000000050000", 4) == "0000000000050001"
    assert tick("000000000005ffff", 5) == "0000000000060000"
    assert tick("000000000005ffff", 7) == "0000000000070000"


def test_the_end_of_time_is_an_error_and_not_a_wrong_time() -> None:
    last = f"{LATEST:012x}ffff"
    assert is_time(last)
    with pytest.raises(OverflowError):
        tick(last, 0)
    with pytest.raises(OverflowError):
        tick(ZERO, LATEST + 1)


@pytest.mark.parametrize(
    "text",
    [ZERO, "", "0" * 15 + "1\n", "1" * 15, "1" * 17, "000000000005ABCD", "f" * 16,
     f"{LATEST + 1:012x}0000", "٠" * 16],
)  # fmt: skip
def test_what_is_no_time(text: str) -> None:
    assert not is_time(text)


def test_a_day_ahead_is_told_from_a_wrong_zone() -> None:
    now = 1_500_000_000_000
    assert not is_ahead(tick(ZERO, now + DAY), now)
    assert is_ahead(tick(ZERO, now + DAY + 1), now)
    assert not is_ahead(tick(ZERO, now - 10 * DAY), now)
