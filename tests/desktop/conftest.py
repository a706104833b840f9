# SPDX-License-Identifier: GPL-3.0-or-later
"""The real program without a display: vaults to open, a window to drive, and no noise allowed."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casefile import app
from casefile.app import Program
from casefile.base import settings
from casefile.base.settings import Settings
from casefile.casework import sample
from casefile.desktop.exchange.new_case import NewCaseDialog
from casefile.desktop.wiring import Furnished
from casefile.vault import keys, vault
from tests.desktop.driving import Driver

NO_DISPLAY = frozenset(
    f"This plugin does not support {what}"  # said of a display that is none
    for what in ("propagateSizeHints()", "raise()", "grabbing the keyboard")
)
PASSPHRASE = "six unrelated words make it strong"


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The one application, dressed as the program dresses it."""
    return app.make_application()


@pytest.fixture(autouse=True)
def no_noise() -> Iterator[list[str]]:
    """Whatever Qt warns of fails the test, and so does a thread or a window that is left behind."""
    said: list[str] = []

    def hear(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if kind != QtMsgType.QtDebugMsg and message not in NO_DISPLAY:
            said.append(message)

    before = set(threading.enumerate())
    earlier = qInstallMessageHandler(hear)
    yield said
    if QApplication.instance():
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        left = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
        assert not left, f"windows left open: {left}"
    qInstallMessageHandler(earlier)
    assert not said, said
    threads = [thread for thread in threading.enumerate() if thread not in before]
    assert not threads, f"threads left behind: {threads}"


def _made(folder: Path, *, filled: bool) -> Path:
    with vault.create(folder, PASSPHRASE, "A. Observer", "Observers", work=keys.FLOOR) as made:
        if filled:
            sample.fill(made)
    return folder


@pytest.fixture(scope="session")
def vaults(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """An empty vault and one with the sample case, made once; never opened, only copied."""
    place = tmp_path_factory.mktemp("vaults")
    return SimpleNamespace(
        empty=_made(place / "empty.casefile", filled=False),
        sample=_made(place / "sample.casefile", filled=True),
    )


@pytest.fixture
def empty_vault(vaults: SimpleNamespace, tmp_path: Path) -> Path:
    """A vault with nothing in it."""
    return Path(shutil.copytree(vaults.empty, tmp_path / "Shymkent.casefile"))


@pytest.fixture
def sample_vault(vaults: SimpleNamespace, tmp_path: Path) -> Path:
    """A vault with the sample case."""
    return Path(shutil.copytree(vaults.sample, tmp_path / "Shymkent.casefile"))


@pytest.fixture
def start(qapp: QApplication, qtbot: QtBot) -> Iterator[Callable[..., Driver]]:
    """Starts the program with these vaults among the recent ones; ends it after the test."""
    started: list[Driver] = []

    def begin(*recent: Path) -> Driver:
        settings.save(Settings(recent=tuple(map(str, recent))))
        program = Program(qapp)
        program.window.show()
        driver = Driver(program, qtbot)
        started.append(driver)
        return driver

    yield begin
    for driver in started:
        driver.end()


@pytest.fixture
def empty(start: Callable[..., Driver], empty_vault: Path) -> Driver:
    """The program with an empty vault open."""
    return start(empty_vault).unlock(PASSPHRASE)


@pytest.fixture
def case(empty: Driver) -> Driver:
    """A vault with one case and nothing in it."""
    empty.window.actions_["new_case"].trigger()
    dialog = empty.dialog(NewCaseDialog)
    dialog.title_field.setText("Larisa Kharkova")
    dialog._make.click()
    empty.wait(lambda: empty.furnished.cases.current is not None)
    return empty.settle()


@pytest.fixture
def opened(start: Callable[..., Driver], sample_vault: Path) -> Driver:
    """The program with the sample case open."""
    return start(sample_vault).unlock(PASSPHRASE)


@pytest.fixture
def furnished(opened: Driver) -> Furnished:
    """What the open window is made of."""
    return opened.furnished
