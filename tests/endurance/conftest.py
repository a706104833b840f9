# SPDX-License-Identifier: GPL-3.0-or-later
"""A vault with a case in it, opened without its passphrase, and the nursery."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.vault import keys
from casefile.vault.vault import create
from tests.endurance.care import Nursery, nursery
from tests.endurance.deeds import Place
from tests.vault.scene import PASSPHRASE, fill


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A closed vault; to be copied, not touched."""
    folder = tmp_path_factory.mktemp("model") / "model.casefile"
    with create(folder, PASSPHRASE, "A. Observer", work=keys.FLOOR) as vault:
        fill(vault)
        return Place(str(folder), vault.data_key.spec, vault.id)


@pytest.fixture
def place(model: Place, tmp_path: Path) -> Place:
    """A closed vault of the test's own."""
    folder = shutil.copytree(model.folder, tmp_path / "one.casefile")
    return Place(str(folder), model.key, model.vault)


@pytest.fixture(scope="module")
def nurse() -> Iterator[Nursery]:
    with nursery() as opened:
        yield opened
