# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the long forms of the tests and writes docs/endurance.md of what they say:
`python tools/endurance_report.py [--scale 0.05] [--bars 2 7]`. Rows of bars that were not run stay
as they were. Leaves with pytest's exit code, or 1 where a bar has no test.
"""

import argparse
import platform
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from defusedxml import ElementTree

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from casefile import __version__  # noqa: E402

OUT = ROOT / "docs" / "endurance.md"
RESULTS = ROOT / "build" / "endurance.xml"
BARS = (
    "kill -9 while logging: no acknowledged note lost, the vault opens without repair",
    (
        "kill -9 during import, export, backup, migration, header rewrite, passphrase change, "
        "attachment add: before or after, never between"
    ),
    "power cut, by replaying recorded writes with unsynced ones dropped or torn: none lost",
    (
        "full disk, I/O error at every call, once and for ever: clear error, nothing lost, works "
        "again when space returns"
    ),
    "bit flips in every file of the vault: detected or harmless, never different text",
    "edit, delete, swap of any journal row, page replay: all found by `verify`",
    "needles planted in notes, names, documents: none found in files or in memory after a lock",
    "hostile files: each a named error, nothing outside, no socket",
    "second program on the same vault: refused; a stale lock after SIGKILL needs no action",
)
"""What is promised, in the order of the numbers that the tests' marker `bar` gives."""
NUMBERS = list(range(1, len(BARS) + 1))
HEAD = (
    f"Python {platform.python_version()}, {platform.system()} {platform.machine()}. Written by "
    "`make endurance`; each figure is one that the tests themselves gave. A bar may have been run "
    "again later than the others: the last column tells when, and of which version and commit."
)


@dataclass(frozen=True, slots=True)
class Ran:
    """One test of a bar: which part of it, how often of how often in full, how it ended."""

    bar: int
    part: str
    count: int
    full: int
    seconds: float
    ended: str  # "passed", "failed", or "skipped: " and why


def ran(results: str) -> Iterator[Ran]:
    """The tests of bars among pytest's results (JUnit XML)."""
    for case in ElementTree.fromstring(results).iter("testcase"):
        said = {one.get("name"): one.get("value") or "" for one in case.iter("property")}
        if "bar" not in said:
            continue
        bar, _space, part = said["bar"].partition(" ")
        count, _of, full = said.get("count", "1 of 1").partition(" of ")
        seconds, skipped = float(case.get("time") or 0), case.find("skipped")
        bad = case.find("failure") is not None or case.find("error") is not None
        ended = "failed" if bad else "passed"
        if skipped is not None:
            ended = f"skipped: {skipped.get('message')}"
        yield Ran(int(bar), part, int(count), int(full), seconds, ended)


def page(found: list[Ran], run: str, before: str = "", bars: Iterable[int] = NUMBERS) -> str:
    """docs/endurance.md: these bars as `run` found them, the others as `before` has them."""
    kept = {int(old[1]): old[0] for old in re.finditer(r"^\| (\d+) \|.*$", before, re.MULTILINE)}
    new = {number: row(number, found, run) for number in bars}
    rows = kept | new
    return "\n".join([
        "# Endurance", "", HEAD, "",
        "| bar | what | run (of the full form) | result | time | when |",
        "| --- | --- | --- | --- | --- | --- |",
        *(rows[number] for number in sorted(rows)), "",
    ])  # fmt: skip


def described(scale: float, now: datetime) -> str:
    """Which program ran when, and how much of the full form."""
    command = ["git", "describe", "--always", "--dirty"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    program = " ".join(filter(None, (__version__, told.stdout.strip())))
    part = "" if scale >= 1 else f"**reduced: {scale:.1%}**, "
    return f"{part}{now:%Y-%m-%d %H:%M} UTC, {program}"


def row(number: int, found: list[Ran], run: str) -> str:
    """One bar."""
    mine = [one for one in found if one.bar == number]
    parts = "; ".join(said_of(part, mine) for part in sorted({one.part for one in mine}))
    seconds = sum(one.seconds for one in mine)
    return (
        f"| {number} | {BARS[number - 1]} | {parts} | {result(mine)} | {seconds:,.0f} s | {run} |"
    )


def said_of(part: str, mine: list[Ran]) -> str:
    """A part of a bar, and how often it was run."""
    these = [one for one in mine if one.part == part and not one.ended.startswith("skipped")]
    count, full = sum(one.count for one in these), sum(one.full for one in these)
    return f"{part}: {count:,}" if count == full else f"{part}: {count:,} of {full:,}"


def result(mine: Iterable[Ran]) -> str:
    """How all tests of a bar ended."""
    ends = sorted({one.ended for one in mine}, key=lambda end: (end != "failed", end))
    if "failed" in ends:
        return "**failed**"
    return "; ".join(ends) or "**no test**"


def run(scale: float, bars: list[int], workers: str) -> int:
    """The tests themselves; their results are in RESULTS."""
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.unlink(missing_ok=True)
    command = [
        sys.executable, "-m", "pytest", "-m", "endurance", "--endurance",
        f"--endurance-scale={scale}", f"--endurance-bars={','.join(map(str, bars))}",
        "-n", workers, "--dist", "worksteal",  # one test may take half an hour
        "-q", f"--junitxml={RESULTS}",
    ]  # fmt: skip
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def main() -> int:
    parser = argparse.ArgumentParser(description="Run the long forms; write docs/endurance.md.")
    parser.add_argument("--scale", type=float, default=1.0, help="this part of the full counts")
    parser.add_argument("--bars", type=int, nargs="+", default=NUMBERS, choices=NUMBERS)
    parser.add_argument("--workers", default="2", help="processes that run tests side by side")
    wanted = parser.parse_args()
    described_as = described(wanted.scale, datetime.now(UTC))
    code = run(wanted.scale, wanted.bars, wanted.workers)
    if not RESULTS.exists():
        return code
    found = list(ran(RESULTS.read_text(encoding="utf-8")))
    before = OUT.read_text(encoding="utf-8") if OUT.exists() else ""
    OUT.write_text(page(found, described_as, before, wanted.bars), encoding="utf-8")
    return code or bool(set(wanted.bars) - {one.bar for one in found})


if __name__ == "__main__":
    sys.exit(main())
