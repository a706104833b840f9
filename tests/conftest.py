# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds for every test: no network, no display, own settings, the long forms on demand.

Rooms are imported inside the fixtures: some tests look at what an import brings with it.
"""

import functools
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Protocol

import pytest

if TYPE_CHECKING:
    from casefile.vault.vault import Vault

MEMORY = Path("/dev/shm")  # of Linux
ROOM = 4 << 30  # bytes

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--endurance", action="store_true", help="run crash loops and the like in full"
    )
    parser.addoption(
        "--endurance-scale", type=float, default=1.0, metavar="PART",
        help="with --endurance: run this part of the full counts, never less than the short ones",
    )  # fmt: skip
    parser.addoption(
        "--endurance-bars", metavar="1,2", default="", help="with --endurance: these bars only"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Vaults are written safely, so tests would wait for the disk half of their time: they run
    in memory where there is enough. What a power cut leaves is tested on a recorded disk."""
    if not config.option.endurance and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what belongs to a bar or has a long form, so that `make endurance` finds it."""
    bars = config.option.endurance_bars.split(",")
    if any(bars):
        items[:] = [item for item in items if bar_of(item) in bars]
    for item in items:
        bar = item.get_closest_marker("bar")
        if bar or "times" in getattr(item, "fixturenames", ()):
            item.add_marker("endurance")
        if bar:
            item.user_properties.append(("bar", f"{bar.args[0]} {bar.args[1]}"))


def bar_of(item: pytest.Item) -> str:
    """The number of the bar that a test proves, empty for none."""
    bar = item.get_closest_marker("bar")
    return str(bar.args[0]) if bar else ""


class Times(Protocol):
    """How often a loop runs: `for turn in range(times(10, long=100))`."""

    def __call__(self, short: int, /, long: int) -> int: ...


@pytest.fixture
def times(request: pytest.FixtureRequest) -> Times:
    """The long form where it was asked for, or the short one; the report tells which."""
    options = request.config.option

    def chosen(short: int, /, long: int) -> int:
        count = max(short, round(long * options.endurance_scale)) if options.endurance else short
        request.node.user_properties.append(("count", f"{count} of {long}"))
        return count

    return chosen


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and home of the person who runs the tests are out of reach."""
    monkeypatch.setenv("CASEFILE_SETTINGS", str(tmp_path / "settings" / "settings.json"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("CASEFILE_PASSPHRASE_FILE", raising=False)


@pytest.fixture(scope="session", autouse=True)
def stretched_once() -> Iterator[None]:
    """What was stretched is known: the same passphrase, salt and cost give the same key. Argon2id
    is tested in tests/vault/test_keys.py, and is whole in each process that a test starts."""
    from casefile.vault import keyslots

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keyslots, "stretch", functools.cache(keyslots.stretch))
        yield


@pytest.fixture(scope="session")
def sample_pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a closed vault that holds the sample case; to be copied, not touched."""
    from casefile.casework import sample
    from casefile.vault import keys
    from casefile.vault.vault import create

    folder = tmp_path_factory.mktemp("sample") / "sample.casefile"
    with create(folder, sample.PASSPHRASE, "A. Observer", "ITUC", work=keys.FLOOR) as vault:
        sample.fill(vault)
    return folder


@pytest.fixture
def sample_folder(sample_pattern: Path, tmp_path: Path) -> Path:
    """A closed vault of the test's own, with the sample case in it."""
    folder = tmp_path / "sample.casefile"
    shutil.copytree(sample_pattern, folder)
    return folder


@pytest.fixture
def sample_vault(sample_folder: Path) -> Iterator["Vault"]:
    """The same, open."""
    from casefile.casework import sample
    from casefile.vault.vault import open_vault

    with open_vault(sample_folder, sample.PASSPHRASE) as vault:
        yield vault


@pytest.fixture
def light_envelopes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bundles under a passphrase cost little work; tests/bundle/test_seal.py seals in earnest."""
    from casefile.bundle import seal
    from tests.hostile.envelopes import light

    real = seal.by_passphrase
    monkeypatch.setattr(seal, "by_passphrase", SimpleNamespace(encrypt=light, decrypt=real.decrypt))


@pytest.fixture(autouse=True)
def same_limits() -> Iterator[None]:
    """No test may leave this process with other limits than it found: they can't be taken back."""
    if sys.platform == "win32":
        yield
        return
    import resource

    names = [name for name in dir(resource) if name.startswith("RLIMIT_")]
    before = {name: resource.getrlimit(getattr(resource, name)) for name in names}
    yield
    assert {name: resource.getrlimit(getattr(resource, name)) for name in names} == before
