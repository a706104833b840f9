# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 in the middle of an import or an export: before or after, never between."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from casefile.records.values import Audience
from casefile.store import reading
from casefile.vault.vault import open_vault
from casefile.vault.verify import verify
from tests.bundle import world
from tests.conftest import Times

IMPORT = """
import sys
from pathlib import Path
from casefile.bundle import receive
from casefile.vault.vault import open_vault
from tests.bundle.world import PASSPHRASE
with open_vault(Path(sys.argv[1]), PASSPHRASE) as one:
    print("open", flush=True)
    receive.accept(one, receive.receive(one, Path(sys.argv[2])))
    print("done", flush=True)
"""

EXPORT = """
import sys
from pathlib import Path
from casefile.bundle import export
from casefile.store import reading
from casefile.vault.vault import open_vault
from tests.bundle.world import PASSPHRASE, recipient
with open_vault(Path(sys.argv[1]), PASSPHRASE) as one:
    print("open", flush=True)
    case = reading.cases(one.store)[0].id
    export.export(one, case, Path(sys.argv[2]), recipients=[recipient(one)], now=one.clock())
    print("done", flush=True)
"""


def killed(script: str, folder: Path, path: Path, delay: float) -> bool:
    """Run the script and kill it so many seconds after it has opened the vault. Whether it had
    said before that it was done."""
    process = subprocess.Popen(
        [sys.executable, "-c", script, folder, path], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "open\n"
    time.sleep(delay)
    os.kill(process.pid, signal.SIGKILL)
    said = process.stdout.read()
    process.stdout.close()
    process.wait()
    return said == "done\n"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.bar(2, "import")
def test_an_import_killed_anywhere_is_there_whole_or_not_at_all(
    tmp_path: Path, times: Times
) -> None:
    with world.vault_of(tmp_path, "Ann") as ann, world.vault_of(tmp_path, "Ben") as ben:
        sample = world.fill(ann)
        path = world.handed(ann, sample.case, ben, tmp_path / "x", audience=Audience.PRIVATE)
        whole, empty = world.state(ann, sample.case), ben.folder
    dice = random.Random(7)
    for number in range(times(10, long=100)):
        folder = shutil.copytree(empty, tmp_path / f"{number}.casefile")
        done = killed(IMPORT, folder, path, dice.uniform(0, 0.12))
        with open_vault(folder, world.PASSPHRASE) as ben:
            assert verify(ben).ok
            if reading.cases(ben.store):
                assert world.state(ben, sample.case) == whole
                for digest in sample.documents:
                    ben.attachments.check(digest)
            else:
                assert not done
                left = {path.name for path in ben.attachments.folder.iterdir()}
                assert left <= {"unclaimed"}  # whole documents that no record names
                world.taken(ben, path)
                assert world.state(ben, sample.case) == whole
        shutil.rmtree(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.bar(2, "export")
def test_an_export_killed_anywhere_leaves_the_old_file_or_the_new(
    tmp_path: Path, times: Times
) -> None:
    with world.vault_of(tmp_path, "Ann") as ann:
        sample = world.fill(ann)
        folder, key = ann.folder, world.secret(ann)
        whole = world.state(ann, sample.case)
    path, dice = tmp_path / "x.casebundle", random.Random(7)
    path.write_bytes(b"old")
    for _ in range(times(10, long=100)):
        done = killed(EXPORT, folder, path, dice.uniform(0, 0.08))
        old = path.read_bytes() == b"old"
        assert not (done and old)
        if not old:
            assert world.payload(path, key)["documents/приговор.pdf"] == world.PDF
            path.write_bytes(b"old")
    with open_vault(folder, world.PASSPHRASE) as ann:
        assert world.state(ann, sample.case) == whole
