# SPDX-License-Identifier: GPL-3.0-or-later
"""Ends and totals: exact where all is known, refused in one sentence everywhere else."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.records.kinds import Sanction
from casefile.records.reckoning import (
    Quantity,
    Refusal,
    end_of,
    months_later,
    sum_of,
    total_of,
)
from casefile.records.values import PartialDate

ID = "01a00000-0000-7000-8000-000000000001"
CASE = "01a00000-0000-7000-8000-000000000000"


def sanction(**fields: Any) -> Sanction:
    return Sanction(id=ID, case=CASE, sort="fine", **fields)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2017-09-29", 48, "2021-09-29"),
        ("2017-01-31", 1, "2017-02-28"),
        ("2020-01-31", 1, "2020-02-29"),
        ("2020-02-29", 12, "2021-02-28"),
        ("2020-02-29", 48, "2024-02-29"),
        ("2017-12-15", 1, "2018-01-15"),
        ("2017-11-30", 3, "2018-02-28"),
        ("2017-09-29", 0, "2017-09-29"),
        ("2017-12", 1, "2018-01"),
        ("2017-01", 30, "2019-07"),
        ("2017", 24, "2019"),
        ("2017~", 12, "2018~"),
        ("2017-09?", 6, "2018-03?"),
        ("2017-08-31%", 1, "2017-09-30%"),
        ("0001-01-01", 12, "0002-01-01"),
        ("9998-12-31", 12, "9999-12-31"),
        ("2017", 6, None),
        ("2017", 1, None),
        ("9999-12", 1, None),
        ("2017-09-29", 2**53 - 1, None),
    ],
)
def test_months_are_calendar_months(start: str, months: int, end: str | None) -> None:
    assert months_later(PartialDate(start), months) == end


def test_no_time_runs_backwards() -> None:
    with pytest.raises(ValueError, match="less than nothing"):
        months_later(PartialDate("2017"), -1)


@given(
    day=st.dates(),
    months=st.integers(0, 2000),
    precision=st.sampled_from([4, 7, 10]),
    mark=st.sampled_from(["", "~", "?", "%"]),
)
def test_no_precision_is_invented_or_lost(day: Any, months: int, precision: int, mark: str) -> None:
    start = PartialDate(day.isoformat()[:precision] + mark)
    end = months_later(start, months)
    if end is None:
        assert day.year + months / 12 >= 9999 or (precision == 4 and months % 12)
        return
    assert end.precision == start.precision
    assert (end.approximate, end.uncertain) == (start.approximate, start.uncertain)
    assert end.earliest >= start.earliest
    apart = (end.earliest.year - day.year) * 12
    if precision > 4:
        assert apart + end.earliest.month - day.month == months
    if precision == 10:
        assert end.earliest.day <= day.day


@pytest.mark.parametrize(
    ("fields", "disputed", "found"),
    [
        ({"starts": PartialDate("2017-09"), "months": 60}, (), "2022-09"),
        ({"starts": PartialDate("2017-09"), "months": 60}, ("amount", "per"), "2022-09"),
        ({"starts": PartialDate("2017-09"), "months": 60}, ("months",), Refusal.END_DISPUTED),
        ({"starts": PartialDate("2017-09"), "months": 60}, ("starts",), Refusal.END_DISPUTED),
        ({"months": 60}, (), Refusal.NO_START),
        ({"starts": PartialDate("2017")}, (), Refusal.NO_LENGTH),
        ({"starts": PartialDate("2017"), "months": -3}, (), Refusal.NO_LENGTH),
        ({"starts": PartialDate("2017"), "months": 30}, (), Refusal.VAGUE_START),
        ({"starts": PartialDate("2017-09"), "months": 10**12}, (), Refusal.TOO_LONG),
        ({"starts": PartialDate("2017"), "months": 12 * 10**12}, (), Refusal.TOO_LONG),
    ],
)
def test_an_end_is_reckoned_or_refused(
    fields: dict[str, Any], disputed: tuple[str, ...], found: object
) -> None:
    assert end_of(sanction(**fields), frozenset(disputed)) == found


HOURS = {"amount": "100", "unit": "hours"}


@pytest.mark.parametrize(
    ("fields", "disputed", "found"),
    [
        (HOURS | {"per": "total"}, (), "100"),
        (HOURS | {"per": "total"}, ("months",), "100"),
        (HOURS | {"per": "month", "months": 48}, (), "4800"),
        (HOURS | {"per": "year", "months": 48}, (), "400"),
        (HOURS, (), Refusal.UNSTATED),
        (HOURS | {"per": "fortnight", "months": 4}, (), Refusal.UNSTATED),
        (HOURS | {"per": "total"}, ("per",), Refusal.DISPUTED),
        (HOURS | {"per": "total"}, ("unit",), Refusal.DISPUTED),
        (HOURS | {"per": "total"}, ("amount",), Refusal.DISPUTED),
        (HOURS | {"per": "month", "months": 4}, ("months",), Refusal.DISPUTED),
        (HOURS | {"per": "month"}, (), Refusal.NO_MONTHS),
        (HOURS | {"per": "month", "months": 0}, (), Refusal.NO_MONTHS),
        (HOURS | {"per": "year", "months": 18}, (), Refusal.PART_OF_A_YEAR),
        ({"amount": "100", "per": "total"}, (), Refusal.NO_UNIT),
        ({"unit": "hours", "per": "total"}, (), Refusal.NO_AMOUNT),
        ({"amount": "10", "unit": "percent-of-income", "per": "total"}, (), "10"),
        (
            {"amount": "10", "unit": "percent-of-income", "per": "month", "months": 12},
            (),
            Refusal.SHARE,
        ),
    ],
)
def test_a_total_is_reckoned_or_refused(
    fields: dict[str, Any], disputed: tuple[str, ...], found: Any
) -> None:
    result = total_of(sanction(**fields), frozenset(disputed))
    if isinstance(found, str):
        assert isinstance(result, Quantity)
        assert (result.amount, result.unit) == (Decimal(found), fields["unit"])
    else:
        assert result is found


@pytest.mark.parametrize(
    "amount", ["NaN", "Infinity", "-5", "1e999999", "١٠٠", "100\n", " 1", "1_0"]
)
def test_an_amount_that_a_bundle_smuggled_in_is_refused(amount: str) -> None:
    smuggled = sanction(amount=amount, unit="hours", per="total")
    assert total_of(smuggled) is Refusal.NOT_A_NUMBER


def test_large_amounts_are_exact() -> None:
    large = sanction(
        amount="999999999999999.999999", unit="hours", per="month", months=999_999_999_999
    )
    result = total_of(large)
    assert isinstance(result, Quantity)
    assert f"{result.amount:f}" == "999999999998999999999000000.000001"


def test_sums_keep_units_apart_and_refuse_as_one() -> None:
    hours, days = Quantity(Decimal("0.1"), "hours"), Quantity(Decimal(2), "days")
    share = Quantity(Decimal(5), "percent-of-income")
    assert sum_of([hours, days, hours]) == (Quantity(Decimal("0.2"), "hours"), days)
    assert sum_of([hours, Refusal.DISPUTED, days]) is Refusal.DISPUTED
    assert sum_of([share]) == (share,)
    assert sum_of([share, share]) is Refusal.SHARE
    assert sum_of([hours, share]) is Refusal.SHARE
    assert sum_of([]) == ()


def test_every_refusal_is_one_sentence() -> None:
    for refusal in Refusal:
        assert refusal.sentence.endswith(".")
        assert refusal.sentence.count(".") == 1
