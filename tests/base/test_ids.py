# SPDX-License-Identifier: GPL-3.0-or-later
"""Ids are UUIDs of version 7 that sort by the time they were made."""

import re
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.base.ids import PATTERN, is_id, new_id


@given(st.integers(0, 2**48 - 1))
def test_form_and_time(now: int) -> None:
    made = new_id(lambda: now)
    parsed = uuid.UUID(made)
    assert is_id(made)
    assert re.search(PATTERN, made)
    assert (parsed.version, parsed.variant) == (7, uuid.RFC_4122)
    assert parsed.int >> 80 == now
    assert str(parsed) == made


def test_later_ones_sort_later() -> None:
    times = [0, 1, 255, 256, 1_506_484_800_000, 2**48 - 1]
    made = [new_id(lambda now=now: now) for now in times]  # type: ignore[misc]
    assert made == sorted(made)


def test_no_two_are_alike_within_a_millisecond() -> None:
    assert len({new_id(lambda: 7) for _ in range(5000)}) == 5000


def test_those_of_one_millisecond_sort_as_they_were_made() -> None:
    made = [new_id(lambda: 11) for _ in range(2000)]  # a millisecond that no other test uses
    assert made == sorted(made)


def test_a_clock_gone_wild_still_gives_an_id() -> None:
    for now in (-1, 2**48, 2**70):
        assert is_id(new_id(lambda now=now: now))  # type: ignore[misc]


def test_by_itself_it_takes_the_system_clock() -> None:
    assert new_id()[:8] <= new_id()[:8]


@pytest.mark.parametrize(
    "text",
    [
        "", "019a0000-0000-7000-8000-00000000000", "019A0000-0000-7000-8000-000000000000",
        "019a0000-0000-7000-8000-000000000000\n", " 019a0000-0000-7000-8000-000000000000",
        "{019a0000-0000-7000-8000-000000000000}", "019a000000007000800000000000000000",
        "urn:uuid:019a0000-0000-7000-8000-000000000000", "019a0000-0000-7000-8000-00000000000g",
        "٠19a0000-0000-7000-8000-000000000000",
    ],
)  # fmt: skip
def test_other_forms_are_none(text: str) -> None:
    assert not is_id(text)
