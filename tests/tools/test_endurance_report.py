# SPDX-License-Identifier: GPL-3.0-or-later
"""The report says what the tests said, and when it was not all of it."""

from datetime import UTC, datetime

import pytest

from casefile import __version__
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
    text = report.page(found, "today")
    assert "| export: 100; import: 10 of 200 | passed | 4 s | today |" in line(2, text)
    assert "| bundles: 2 | passed | 3 s | today |" in line(8, text)
    assert "**no test**" in line(1, text)


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
    assert told in line(4, report.page(found, "today"))


def test_a_bar_that_was_not_run_again_keeps_its_row() -> None:
    before = report.page(list(report.ran(results(case("1 a"), case("2 b")))), "first")
    again = report.page(list(report.ran(results(case("2 c")))), "second", before, [2])
    assert line(1, again) == line(1, before)
    assert line(2, again).endswith("| c: 1 | passed | 2 s | second |")


def test_a_run_tells_its_version_and_how_much_it_was() -> None:
    whole, part = report.described(1, NOW), report.described(0.05, NOW)
    assert f"2026-11-26 02:03 UTC, {__version__}" in whole
    assert "reduced" not in whole
    assert part.startswith("**reduced: 5.0%**, ")


def test_each_bar_has_its_number() -> None:
    rows = [row for row in report.page([], "").splitlines() if row.startswith("| ")]
    assert [row.split(" | ")[0] for row in rows[2:]] == [f"| {number}" for number in range(1, 10)]
