# SPDX-License-Identifier: GPL-3.0-or-later
"""What happens on the worker thread at the door: import the rooms, open and make vaults.

The imports are inside: this module is loaded before the first paint, the rooms behind it after.
"""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_data_path

from casefile.base.clock import Clock
from casefile.desktop.unlock.create import NewVault
from casefile.desktop.unlock.recover import Recovery

if TYPE_CHECKING:
    from casefile.vault.vault import Vault


def open_vault(folder: Path, passphrase: str, clock: Clock) -> "Vault":
    """Open the vault in a folder. Raises what `vault.open_vault` raises."""
    from casefile.vault import vault

    return vault.open_vault(folder, passphrase, clock=clock)


def recover_vault(wanted: Recovery, clock: Clock) -> "Vault":
    """Open a vault by its recovery sheet and give it a new passphrase."""
    from casefile.casework import recovery

    return recovery.recover(wanted.folder, wanted.words, wanted.passphrase, clock=clock)


def create_vault(wanted: NewVault, clock: Clock) -> "Vault":
    """Make a vault as chosen and leave it open."""
    from casefile.vault import vault

    wanted.folder.parent.mkdir(parents=True, exist_ok=True)
    return vault.create(
        wanted.folder, wanted.passphrase, wanted.name, wanted.organisation, clock=clock
    )


def sample_folder() -> Path:
    """Where the sample vault lies on this machine."""
    return user_data_path("casefile", appauthor=False) / "sample.casefile"


def open_sample(clock: Clock) -> "Vault":
    """Open the sample vault, made first if it is not there yet."""
    from casefile.casework import sample
    from casefile.vault import vault

    folder = sample_folder()
    if folder.exists():
        return vault.open_vault(folder, sample.PASSPHRASE, clock=clock)
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = vault.create(folder, sample.PASSPHRASE, sample.NAME, sample.ORGANISATION, clock=clock)
    try:
        sample.fill(made)
    except BaseException:
        made.close()
        shutil.rmtree(folder)  # half a sample would be offered for ever
        raise
    return made
