# SPDX-License-Identifier: GPL-3.0-or-later
"""After a whole day nothing of a case is found outside its vault, nor inside it in plain."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from casefile.base.ids import new_id
from casefile.casework import cases, drafts
from casefile.records.kinds import Hearing, Party
from casefile.records.values import Name
from casefile.store import reading
from casefile.vault import keys
from casefile.vault.vault import create, open_vault
from tests.stories import needles

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_name("traced_window.py")

pytestmark = pytest.mark.skipif(
    shutil.which("strace") is None,
    reason="the program strace, which sees writes, is missing",
)


@dataclass(frozen=True)
class Place:
    """A machine of its own: all under `home` but what is handed over and what is to leave."""

    home: Path
    vault: Path
    given: Path
    chosen: Path
    trace: Path

    @contextmanager
    def run(self, part: str) -> Iterator[subprocess.Popen[str]]:
        """A part of the day; what is left of it at the end is killed."""
        kept = {name: os.environ[name] for name in ("LANG", "TZ") if name in os.environ}
        folders = {
            f"XDG_{name}": str(self.home / name.lower())
            for name in ("CONFIG_HOME", "CACHE_HOME", "DATA_HOME", "STATE_HOME", "RUNTIME_DIR")
        }
        environment = kept | folders | {
            "HOME": str(self.home), "TMPDIR": str(self.home / "tmp"), "PYTHONPATH": str(ROOT),
            "PATH": f"{self.home / 'tools'}{os.pathsep}{os.environ['PATH']}",
            "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip
        calls = "open,openat,creat,rename,renameat,renameat2,mkdir,mkdirat,link,linkat,socket"
        process = subprocess.Popen(
            ["strace", "-f", "-y", "-s", "400", "-A", "-o", str(self.trace), "-e", f"trace={calls}",
             "--seccomp-bpf", sys.executable, str(SCRIPT), part, str(self.vault), str(self.given),
             str(self.chosen)],
            env=environment, cwd=self.home / "work", stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            yield process
        finally:
            for pid in pids_of(process):  # they would outlive the strace that follows them
                os.kill(pid, signal.SIGKILL)
            process.communicate()

    def copies(self) -> list[Path]:
        """What lies about for other programs."""
        return list((self.home / "runtime_dir").glob("*/document-*"))


@pytest.fixture
def place(tmp_path: Path) -> Place:
    home = tmp_path / "home"
    made = Place(
        home, home / "Papers" / "one.casefile", tmp_path / "given", tmp_path / "chosen",
        tmp_path / "trace",
    )  # fmt: skip
    for name in ("work", "tmp", "tools", "Papers", "runtime_dir"):
        (home / name).mkdir(mode=0o700, parents=True)
    for folder in (made.given, made.chosen):
        folder.mkdir()
    opener = home / "tools" / "xdg-open"
    opener.write_text("#!/bin/sh\nexit 0\n")
    opener.chmod(0o755)
    (made.given / f"{needles.FILE}.txt").write_text(needles.DOCUMENT, encoding="utf-8")
    with create(made.vault, needles.PASSPHRASE, "A. Observer", work=keys.FLOOR) as vault:
        case = cases.create_case(vault, needles.TITLE)
        names = (Name(text=needles.NAME),)
        with vault.edit(case.id) as edit:
            edit.put(Party(id=new_id(vault.clock), case=case.id, names=names))
    return made


def pids_of(process: subprocess.Popen[str]) -> Iterator[int]:
    """What strace has started."""
    if process.poll() is None:
        listed = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        yield from map(int, listed)


def wait_for_door(process: subprocess.Popen[str]) -> int:
    """Until a lock has put a fresh program in the place of the one that was typed into."""
    end = time.monotonic() + 90
    while time.monotonic() < end:
        for pid in pids_of(process):
            if b"-m\0casefile" in Path(f"/proc/{pid}/cmdline").read_bytes():
                return pid
        assert process.poll() is None, "the program ended instead of being locked"
        time.sleep(0.05)
    raise AssertionError("the program was never locked")


@pytest.mark.bar(7, "files and clipboard after a whole day")
def test_a_whole_day_leaves_nothing_behind(place: Place) -> None:
    with place.run("first") as process:
        door = wait_for_door(process)
        time.sleep(0.5)  # it stands at the door, and the place has been swept
        assert needles.found(place.home) == set()
        assert place.copies() == []
        os.kill(door, signal.SIGKILL)
        assert process.stdout is not None
        assert process.stdout.read().splitlines() == ["clipboard empty"]
    with place.run("second") as process:
        assert process.stdout is not None
        word, pid = process.stdout.readline().split()
        assert word == "kill"
        assert len(place.copies()) == 1
        os.kill(int(pid), signal.SIGKILL)
    left = place.copies()
    assert left[0].read_text(encoding="utf-8") == needles.DOCUMENT  # what a crash leaves, and
    assert needles.found(place.home) != set()  # this search finds
    settings = place.home / "config_home" / "casefile" / "settings.json"
    held = json.loads(settings.read_text())
    assert held["recent"] == [str(place.vault)]
    settings.write_text(json.dumps(held | {"remember_recent": False}))
    with place.run("third") as process:
        assert process.wait(90) == 0
    assert place.copies() == []
    assert needles.found(place.home) == set()
    assert json.loads(settings.read_text())["recent"] == []
    trace = place.trace.read_text(encoding="utf-8", errors="replace")
    allowed = (str(place.home), str(place.chosen), "/dev/", "/proc/self/", "/memfd:")
    paths = needles.written(trace)
    assert any(path.startswith(str(place.vault)) for path in paths)  # it tells
    assert [path for path in paths if path[:1] == "/" and not path.startswith(allowed)] == []
    assert "socket(AF_INET" not in trace
    check_nothing_is_lost(place)


def check_nothing_is_lost(place: Place) -> None:
    """Or the day proved nothing."""
    assert (place.chosen / "case.casebundle").stat().st_size > 1000
    with open_vault(place.vault, needles.PASSPHRASE) as vault:
        (case,) = cases.all_cases(vault)
        (hearing,) = reading.records(vault.store, Hearing, case.id)
        assert needles.DRAFT in drafts.draft(vault, hearing.id).text


@pytest.mark.parametrize("text", needles.ALL)
def test_the_search_finds_a_needle_however_it_is_written(text: str, tmp_path: Path) -> None:
    for number, form in enumerate(needles.forms(text)):
        (tmp_path / str(number)).write_bytes(b"around it" + form + b"and after")
    assert len(needles.found(tmp_path, [text])) == len(list(needles.forms(text)))
    (tmp_path / f"named {text}").touch()
    assert any("named" in hit for hit in needles.found(tmp_path, [text]))
