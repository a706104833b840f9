# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds for every test: no network, no display, settings of their own, the long forms on demand."""

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--endurance", action="store_true", help="run crash loops and the like in full")


@pytest.fixture
def endurance(request: pytest.FixtureRequest) -> bool:
    """Whether the long form was asked for: `count = 1000 if endurance else 50`."""
    return bool(request.config.getoption("--endurance"))


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and home of the person who runs the tests are out of reach."""
    monkeypatch.setenv("CASEFILE_SETTINGS", str(tmp_path / "settings" / "settings.json"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("CASEFILE_PASSPHRASE_FILE", raising=False)
