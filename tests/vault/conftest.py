# SPDX-License-Identifier: GPL-3.0-or-later
"""A vault with a case in it, made once a run and copied for each test that wants one."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.vault import keys
from casefile.vault.vault import Vault, create, open_vault
from tests.vault.scene import NEEDLE, PASSPHRASE, fill


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a closed vault; to be copied, not touched."""
    folder = tmp_path_factory.mktemp("pattern") / "pattern.casefile"
    with create(folder, PASSPHRASE, NEEDLE, "Needle society", work=keys.FLOOR) as vault:
        fill(vault)
    return folder


@pytest.fixture
def closed(pattern: Path, tmp_path: Path) -> Path:
    """A closed vault of the test's own."""
    folder = tmp_path / "one.casefile"
    shutil.copytree(pattern, folder)
    return folder


@pytest.fixture
def vault(closed: Path) -> Iterator[Vault]:
    """An open vault of the test's own."""
    with open_vault(closed, PASSPHRASE) as opened:
        yield opened
