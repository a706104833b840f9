# SPDX-License-Identifier: GPL-3.0-or-later
"""What sources claim, side by side: where they differ from each other and from the record."""

from typing import Any

import pytest

from casefile.records.disputes import differing_fields, disputed_fields, disputes
from casefile.records.kinds import Claim, Sanction
from casefile.records.values import PartialDate

ID = "01a00000-0000-7000-8000-000000000001"
OTHER = "01a00000-0000-7000-8000-000000000002"
CASE = "01a00000-0000-7000-8000-000000000000"


def claim(field: str, value: str, about: str = ID, **fields: Any) -> Claim:
    return Claim(id=OTHER, case=CASE, about=about, field=field, value=value, **fields)


def test_spelling_is_no_dispute() -> None:
    (found,) = disputes([claim("per", "Total"), claim("per", "  total ")])[ID]
    assert not found.disputed
    assert found.values[0][0] == "Total"
    assert len(found.values[0][1]) == 2
    assert found.preferred is None


def test_the_preferred_value_stands_first() -> None:
    told = [claim("per", "year"), claim("per", "month"), claim("per", "total", preferred=True)]
    (found,) = disputes(told)[ID]
    assert [value for value, _claims in found.values] == ["total", "year", "month"]
    assert found.preferred == told[2]
    assert disputed_fields([found]) == {"per"}


def test_records_are_kept_apart() -> None:
    found = disputes([claim("per", "year"), claim("per", "month", about=OTHER)])
    assert not disputed_fields(found[ID] + found[OTHER])
    assert disputes([]) == {}


@pytest.mark.parametrize(
    ("field", "value", "differs"),
    [
        ("per", "year", True),
        ("per", "month", False),
        ("per", "Per month", False),
        ("months", "48", False),
        ("months", "36", True),
        ("starts", "2017-09-29", False),
        ("starts", "2017-09", True),
        ("amount", "100", False),  # the record states none
        ("text", "Other words", False),  # told at length
        ("party", "Somebody", False),  # refers elsewhere
        ("nosuchfield", "x", False),
    ],
)
def test_one_source_may_contradict_the_record(field: str, value: str, differs: bool) -> None:
    record = Sanction(
        id=ID, case=CASE, sort="fine", per="month", months=48,
        starts=PartialDate("2017-09-29"), text="Words", party=OTHER,
    )  # fmt: skip
    found = disputes([claim(field, value)])[ID]
    assert disputed_fields(found) == frozenset()
    assert (field in differing_fields(record, found)) is differs
