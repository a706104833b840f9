# SPDX-License-Identifier: GPL-3.0-or-later
"""A lock leaves nothing in memory: two seconds after it, no process knows a word of the vault."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from casefile.base.ids import new_id
from casefile.casework import cases, drafts
from casefile.records.kinds import Note, Party
from casefile.records.values import Name
from casefile.store import reading
from casefile.vault import keys
from casefile.vault.vault import create, open_vault
from tests.conftest import Times

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "quernstone wobble parlance fjord"
LINE = "Zhanbolat quotes the unwritten clause"
NAME = "Xhemile Quyrmashuly"

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0,
    reason="the memory of a hardened process can be read by root on Linux alone",
)


@pytest.fixture
def locked_vault(tmp_path: Path) -> Path:
    folder = tmp_path / "locked.casefile"
    with create(folder, PASSPHRASE, "A. Observer", work=keys.FLOOR) as vault:
        case = cases.create_case(vault, "Case of the needles")
        with vault.edit(case.id) as edit:
            edit.put(Party(id=new_id(vault.clock), case=case.id, names=(Name(text=NAME),)))
    (tmp_path / "said").write_text("\n".join((PASSPHRASE, LINE)), encoding="utf-8")
    return folder


@contextmanager
def visited(vault: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The program with a visitor in it; killed at the end."""
    script = Path(__file__).with_name("locked_window.py")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    for name in [name for name in environment if name.startswith("COV")]:
        del environment[name]
    child = subprocess.Popen(
        [sys.executable, str(script), str(vault), str(vault.with_name("said"))], env=environment
    )
    try:
        yield child
    finally:
        with suppress(ProcessLookupError):
            child.send_signal(signal.SIGKILL)
        child.wait()


def command_of(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()


def wait_until_replaced(child: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while "-m casefile" not in command_of(child.pid):
        assert child.poll() is None, "the program ended instead of going on at the door"
        assert time.monotonic() < end, "the program was never locked"
        time.sleep(0.02)


def memory_of(pid: int) -> Iterator[bytes]:
    """Everything that a process can write to, region by region."""
    with Path(f"/proc/{pid}/maps").open() as maps, Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
        for line in maps:
            found = re.match(r"([0-9a-f]+)-([0-9a-f]+) (r)", line)
            if found is None or "[v" in line:
                continue
            start, end = (int(edge, 16) for edge in found.groups()[:2])
            with suppress(OSError, ValueError):
                memory.seek(start)
                yield memory.read(end - start)


def family_of(pid: int) -> list[int]:
    """A process and all that it has started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in family_of(int(child)))]


def needles(secret: bytes) -> dict[str, bytes]:
    texts = {"passphrase": PASSPHRASE, "line": LINE, "begun": LINE[:12], "name": NAME}
    found = {what: text.encode() for what, text in texts.items()}
    found |= {f"{what}, UTF-16": text.encode("utf-16-le") for what, text in texts.items()}
    return found | {"key": secret, "key, hex": secret.hex().encode()}


@pytest.mark.bar(7, "memory 2 s after a lock")
def test_no_process_knows_anything_after_a_lock(locked_vault: Path, times: Times) -> None:
    with open_vault(locked_vault, PASSPHRASE) as vault:
        sought = needles(vault.data_key.key)
    for round_ in range(times(2, long=100)):
        with visited(locked_vault) as child:
            wait_until_replaced(child)
            time.sleep(2)
            held = {
                what
                for pid in family_of(child.pid)
                for region in memory_of(pid)
                for what, needle in sought.items()
                if needle in region
            }
            assert child.poll() is None, "the program ended instead of going on at the door"
            assert held == set(), f"round {round_}"
        with open_vault(locked_vault, PASSPHRASE) as vault:
            (case,) = cases.all_cases(vault)
            lines = reading.records(vault.store, Note, case.id)
            assert [note.text for note in lines] == [LINE] * (round_ + 1)
            hearing = lines[-1].hearing
            assert hearing is not None
            assert LINE[:12] in drafts.draft(vault, hearing).text
            drafts.keep_draft(vault, hearing, drafts.Draft())


def test_the_scan_finds_what_is_there(locked_vault: Path) -> None:
    """Or else it would prove nothing: while the vault is open, all of it is found."""
    with open_vault(locked_vault, PASSPHRASE) as vault:
        sought = needles(vault.data_key.key)
        held = {
            what
            for region in memory_of(os.getpid())
            for what, needle in sought.items()
            if needle in region
        }
    assert {"passphrase", "key"} <= held
