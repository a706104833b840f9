# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 while lines are logged: what was acknowledged is there, and nothing needs repair."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from casefile.casework import cases, sample
from casefile.records.kinds import Note
from casefile.store import reading
from casefile.vault.vault import open_vault
from casefile.vault.verify import verify
from tests.conftest import Times

COURTROOM = Path(__file__).with_name("courtroom.py")
WINDOW = Path(__file__).with_name("courtroom_window.py")


@pytest.fixture
def case(sample_folder: Path) -> str:
    """The id of the sample case, whose vault is closed again."""
    with open_vault(sample_folder, sample.PASSPHRASE) as vault:
        return cases.all_cases(vault)[0].id


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """What a child needs: the passphrase, and the checkout to import from."""
    (tmp_path / "passphrase").write_text(sample.PASSPHRASE)
    root = str(Path(__file__).parents[2])
    return os.environ | {
        "CASEFILE_PASSPHRASE_FILE": str(tmp_path / "passphrase"),
        "PYTHONPATH": root,
    }


def logged(folder: Path, case: str) -> list[str]:
    """The texts of all lines of the case, from a vault that opens and verifies without repair."""
    with open_vault(folder, sample.PASSPHRASE) as vault:
        report = verify(vault)
        assert report.ok, report.problems
        return [note.text for note in reading.records(vault.store, Note, case)]


def kill_after(process: subprocess.Popen[str], lines: int, pause: float) -> list[str]:
    """The lines a process printed before it was killed, a moment after so many of them."""
    assert process.stdout is not None
    said = [process.stdout.readline().strip() for _ in range(lines)]
    time.sleep(pause)
    process.kill()
    rest, _errors = process.communicate()  # a line cut in two was not acknowledged
    said += [line for line in rest.splitlines(keepends=True) if line.endswith("\n")]
    return [line.strip() for line in said]


@pytest.mark.bar(1, "a program that logs")
def test_killed_in_the_middle_of_logging(
    sample_folder: Path, case: str, environment: dict[str, str], times: Times
) -> None:
    acknowledged: list[str] = []
    for attempt in range(times(20, long=250)):
        process = subprocess.Popen(
            [sys.executable, str(COURTROOM), str(sample_folder), case, f"round {attempt}, line"],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        acknowledged += kill_after(process, random.randrange(3), random.uniform(0, 0.05))
    kept = logged(sample_folder, case)
    assert set(acknowledged) <= set(kept)
    assert len(kept) == len(set(kept))  # nothing twice
    assert len(acknowledged) >= 10  # it did log


@pytest.mark.bar(1, "the command `log`")
def test_the_command_is_killed(
    sample_folder: Path, case: str, environment: dict[str, str], times: Times
) -> None:
    def command(text: str) -> subprocess.Popen[bytes]:
        arguments = ["-m", "casefile", "log", str(sample_folder), case, text]
        return subprocess.Popen(
            [sys.executable, *arguments], env=environment, stdout=subprocess.DEVNULL
        )

    started = time.monotonic()
    assert command("the first").wait() == 0
    whole = time.monotonic() - started
    acknowledged = ["the first"]
    for attempt in range(times(10, long=50)):
        process = command(f"attempt {attempt}")
        try:
            if process.wait(random.uniform(0.5, 1.1) * whole) == 0:
                acknowledged.append(f"attempt {attempt}")
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    assert set(acknowledged) <= set(logged(sample_folder, case))


@pytest.mark.bar(1, "the window")
def test_the_window_is_killed(
    sample_folder: Path, case: str, environment: dict[str, str], times: Times
) -> None:
    acknowledged: list[str] = []
    for attempt in range(times(20, long=200)):
        process = subprocess.Popen(
            [sys.executable, str(WINDOW), str(sample_folder), f"window {attempt}, line"],
            env=environment | {"QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        acknowledged += kill_after(process, random.randrange(4), random.uniform(0, 0.05))
    kept = logged(sample_folder, case)
    assert set(acknowledged) <= set(kept)
    assert len(kept) == len(set(kept))
    assert len(acknowledged) >= 10
