# SPDX-License-Identifier: GPL-3.0-or-later
"""The power is cut at any moment of a recorded day: nothing that was acknowledged is lost."""

import os
import random
import shutil
import sys
from pathlib import Path

import pytest

from casefile.casework import cases
from casefile.records.kinds import Document, Note
from casefile.store import reading
from casefile.vault import keys
from casefile.vault.vault import create, open_with
from tests.conftest import Times
from tests.endurance.disk import (
    Acknowledged,
    Disk,
    Event,
    Name,
    Sync,
    SyncFolder,
    Truncate,
    Write,
    of_folder,
)
from tests.endurance.recording import events, record
from tests.endurance.session import PASSPHRASE

ROOT = Path(__file__).resolve().parents[2]
UNTOUCHED = ("README.txt", "reserve", "lock")

needs_strace = pytest.mark.skipif(
    shutil.which("strace") is None, reason="the program strace, which records the day, is missing"
)


class Day:
    """A recorded day, and the vault before it."""

    def __init__(self, folder: Path, lines: int) -> None:
        self.folder = folder / "power.casefile"
        with create(self.folder, PASSPHRASE, "A. Observer", work=keys.FLOOR) as vault:
            self.case = cases.create_case(vault, "Cut off").id
            self.key, self.id = vault.data_key, vault.id
        self.before = of_folder(self.folder)
        trace = folder / "trace"
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("COV")
        }
        script = Path(__file__).with_name("session.py")
        command = [sys.executable, str(script), str(self.folder), str(lines)]
        record(command, trace, {**environment, "PYTHONPATH": str(ROOT)})
        self.events = list(events(trace, self.folder, self.before))
        trace.unlink()


@pytest.fixture(scope="session")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    return Day(tmp_path_factory.mktemp("power"), 24)


def fresh(disk: Disk) -> Disk:
    return Disk(dict(disk.contents), dict(disk.names))


def lay_out(day: Day, found: dict[str, bytes], place: Path) -> None:
    """The vault as it is found after the cut."""
    (place / "attachments").mkdir(parents=True)
    for path, data in found.items():
        target = place / Path(path).relative_to(day.folder)
        if target.name in UNTOUCHED:
            os.link(path, target)
        else:
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(data)


def check(day: Day, place: Path, acknowledged: list[str]) -> None:
    """The vault opens, and everything that was said to be saved is in it."""
    with open_with(place, day.key, day.id, lambda: 1_700_000_000_000) as vault:
        lines = {note.text for note in reading.records(vault.store, Note, day.case)}
        kept = {
            document.title: document
            for document in reading.records(vault.store, Document, day.case)
        }
        for what in acknowledged[1:]:
            if what.startswith("line"):
                assert what in lines, what
            else:
                assert vault.attachments.check(kept[what].sha256) == kept[what].size
        assert not vault.missing, "the header never says more than the database holds"
        assert len(lines) <= len([one for one in acknowledged if one.startswith("line")]) + 1


@needs_strace
def test_the_recording_is_the_day_itself(day: Day) -> None:
    """Replayed without a cut, it leads to the very bytes that are on the disk."""
    disk = fresh(day.before)
    for event in day.events:
        disk.take(event)
    assert disk.acknowledged[-1] == "line 23"
    whole = disk.after_a_cut(random.Random(0))
    assert not disk.unsynced_names
    for path, data in whole.items():
        if Path(path).name not in ("lock", "vault.db-journal"):
            assert Path(path).read_bytes() == data, path


@needs_strace
@pytest.mark.bar(3, "states of a recorded day")
def test_no_acknowledged_line_is_lost_when_the_power_is_cut(
    day: Day, tmp_path: Path, times: Times
) -> None:
    states = times(1_500, long=100_000)
    chance = random.Random(20170927)
    first = next(at for at, event in enumerate(day.events) if isinstance(event, Acknowledged))
    cuts = sorted(chance.randint(first, len(day.events)) for _state in range(states))
    disk, at = fresh(day.before), 0
    for number, cut in enumerate(cuts):
        while at < cut:
            disk.take(day.events[at])
            at += 1
        place = tmp_path / f"{number}.casefile"
        lay_out(day, disk.after_a_cut(chance), place)
        check(day, place, disk.acknowledged)
        shutil.rmtree(place)


@needs_strace
def test_a_program_that_does_not_sync_would_be_found_out(day: Day, tmp_path: Path) -> None:
    """Or else the test would prove nothing: without syncs lines are lost."""
    chance = random.Random(3)
    disk = fresh(day.before)
    for event in day.events:
        if not isinstance(event, Sync | SyncFolder):
            disk.take(event)
    lost = 0
    for number in range(40):
        place = tmp_path / f"{number}.casefile"
        lay_out(day, disk.after_a_cut(chance), place)
        try:
            check(day, place, disk.acknowledged)
        except Exception:
            lost += 1
    assert lost > 30


def test_the_disk_keeps_what_was_synced_and_may_lose_the_rest() -> None:
    made: list[Event] = [
        Name("/v/a", 1), SyncFolder("/v"), Write(1, 0, b"x" * 1024), Sync(1),
        Write(1, 512, b"y" * 1024), Truncate(1, 2048), Name("/v/b", 2), Write(2, 0, b"z"),
    ]  # fmt: skip
    disk = Disk()
    for event in made:
        disk.take(event)
    seen = [disk.after_a_cut(random.Random(seed)) for seed in range(400)]
    assert all(found["/v/a"][:512] == b"x" * 512 for found in seen)
    assert {len(found["/v/a"]) for found in seen} >= {1024, 1536, 2048}
    assert any(found["/v/a"][512:1024] == b"x" * 512 for found in seen)
    assert any(found["/v/a"][512:1024] == b"y" * 512 for found in seen)
    assert {"/v/b" in found for found in seen} == {True, False}
    assert {found.get("/v/b") for found in seen} == {None, b"", b"z"}
