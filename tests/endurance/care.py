# SPDX-License-Identifier: GPL-3.0-or-later
"""The nursery as the tests see it, and the vaults that are given to it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.endurance.deeds import Place

ROOT = Path(__file__).resolve().parents[2]


class Nursery:
    """Gives orders to the process of `nursery.py`."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def _order(self, **order: Any) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(order), file=self._process.stdin, flush=True)
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def seconds(self, deed: str, place: Place) -> float:
        """How long the deed takes."""
        answer = self._order(order="measure", deed=deed, place=asdict(place))
        assert [end[0] for end in answer["said"]] == ["done", "done"], answer
        return float(answer["seconds"])

    def kill(self, deed: str, place: Place, pause: float, after: int = 0) -> list[str]:
        """What was acknowledged before the kill, a moment after so many deeds."""
        answer = self._order(order="kill", deed=deed, place=asdict(place), pause=pause, after=after)
        assert answer["ready"], "it could not even open the vault"
        ends = [end for end in answer["said"] if end[0] != "broke" or "StopIteration" not in end[1]]
        assert all(end[0] == "done" for end in ends), ends
        return [end[1] for end in ends]

    def fault(
        self, deed: str, place: Place, inject: list[str]
    ) -> tuple[list[list[str]], dict[str, int]]:
        """How the deed ended before, under and after the faults; how often each call was made."""
        trace = f"{place.folder}.trace"
        answer = self._order(
            order="fault", deed=deed, place=asdict(place), inject=inject, trace=trace
        )
        return answer["ends"], answer["calls"]


@contextmanager
def nursery() -> Iterator[Nursery]:
    """A nursery of its own, without the measuring of coverage: most of its children are killed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.endurance.nursery"], cwd=ROOT, env=environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as process:  # fmt: skip
        yield Nursery(process)
        assert process.stdin is not None
        process.stdin.close()
