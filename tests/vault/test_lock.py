# SPDX-License-Identifier: GPL-3.0-or-later
"""One program and one thread at a time; a killed one is not in the way."""

import threading
from pathlib import Path

import pytest

from casefile.base.errors import (
    VaultInUse,
)
from casefile.store import reading
from casefile.vault import keys
from casefile.vault.rewrap import change_passphrase
from casefile.vault.vault import Vault, open_vault
from tests.vault.scene import PASSPHRASE, kill, log, python


def test_a_second_opening_is_refused_until_the_first_ends(vault: Vault) -> None:
    with pytest.raises(VaultInUse, match="Another program has this vault open"):
        open_vault(vault.folder, PASSPHRASE)
    with pytest.raises(VaultInUse):
        change_passphrase(vault.folder, PASSPHRASE, "new", work=keys.FLOOR)
    vault.close()
    open_vault(vault.folder, PASSPHRASE).close()


HOLD = """
import sys
from pathlib import Path
from casefile.vault.vault import open_vault
vault = open_vault(Path(sys.argv[1]), sys.argv[2])
print("open", flush=True)
sys.stdin.read()
"""


@pytest.mark.bar(9, "a second program, and a lock left by SIGKILL")
def test_another_process_keeps_it_until_it_is_killed(closed: Path) -> None:
    child = python(HOLD, str(closed), PASSPHRASE)
    assert child.stdout
    assert child.stdout.readline() == "open\n"
    with pytest.raises(VaultInUse):
        open_vault(closed, PASSPHRASE)
    kill(child)
    open_vault(closed, PASSPHRASE).close()


def test_another_thread_may_neither_use_nor_close_it(vault: Vault) -> None:
    failures: list[BaseException] = []

    def misuse() -> None:
        for deed in (lambda: reading.cases(vault.store), vault.close, lambda: log(vault, "x")):
            try:
                deed()
            except RuntimeError as error:
                failures.append(error)

    thread = threading.Thread(target=misuse)
    thread.start()
    thread.join()
    assert len(failures) == 3
    assert len(reading.cases(vault.store)) == 1
    with pytest.raises(VaultInUse):
        open_vault(vault.folder, PASSPHRASE)
