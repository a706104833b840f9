# SPDX-License-Identifier: GPL-3.0-or-later
"""The report says what the tests said, and when it was not all of it."""

from datetime import UTC, datetime

import pytest

from tools import endurance_report as report

NOW = datetime(2026, 11, 26, 2, 3, tzinfo=UTC)


def case(bar: str, count: str = "", ended: str = "") -> str:
    """A test as pytest writes it."""
    counted = f'<property name="count" value="{count}"/>' if count else ""
    properties = f'<properties><property name="bar" value="{bar}"/>{counted}</properties>'
    return f'<testcase classname="t" name="n" time="1.5">{properties}{ended}</testcase>'


def results(*cases: str) -> str:
    return f'<testsuites><testsuite name="pytest">{"".join(cases)}</testsuite></testsuites>'


def line(number: int, text: str) -> str:
    return next(row for row in text.splitlines() if row.startswith(f"| {number} |"))


def test_a_row_adds_up_the_parts_of_its_bar() -> None:
    found = list(report.ran(results(
        case("2 import", "5 of 100"), case("2 export", "100 of 100"), case("2 import", "5 of 100"),
        case("8 bundles"), case("8 bundles"), '<testcase name="of no bar" time="9"/>',
    )))  # fmt: skip
    text = report.page(found, 0.05, NOW)
    assert "| export: 100; import: 10 of 200 | passed | 4 s |" in line(2, text)
    assert "| bundles: 2 | passed | 3 s |" in line(8, text)
    assert "**no test**" in line(1, text)
    assert "2026-11-26 02:03 UTC" in text


@pytest.mark.parametrize(
    ("ended", "told"),
    [
        ('<failure message="x"/>', "**failed**"),
        ('<error message="x"/>', "**failed**"),
        ('<skipped message="no strace"/>', "skipped: no strace"),
    ],
)
def test_what_did_not_pass_is_told(ended: str, told: str) -> None:
    found = list(report.ran(results(case("4 faults", "3 of 9"), case("4 faults", ended=ended))))
    assert told in line(4, report.page(found, 1, NOW))


def test_a_reduced_run_is_said_to_be_one() -> None:
    assert "not a full one**: 5.0% of the full counts" in report.page([], 0.05, NOW)
    assert "This was a full run." in report.page([], 1, NOW)
    assert "reduced" not in report.page([], 1, NOW)


def test_each_bar_has_its_number() -> None:
    rows = [row for row in report.page([], 1, NOW).splitlines() if row.startswith("| ")]
    assert [row.split(" | ")[0] for row in rows[2:]] == [f"| {number}" for number in range(1, 10)]
