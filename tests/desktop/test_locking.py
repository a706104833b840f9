# SPDX-License-Identifier: GPL-3.0-or-later
"""What locks without being asked: idle hands, a closed lid, a locked screen, another user."""

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from casefile.base import settings
from casefile.base.settings import Settings
from casefile.desktop.locking.idle import Idle
from casefile.desktop.locking.renewal import Renewal, stand_as_before
from casefile.desktop.locking.touch import touches
from casefile.desktop.preferences import PreferencesDialog
from tests.desktop.conftest import PASSPHRASE
from tests.desktop.driving import Driver, type_keys

ROOT = Path(__file__).resolve().parents[2]


class Clocks:
    """A monotonic clock and that on the wall, moved by hand."""

    def __init__(self) -> None:
        self.monotonic, self.wall = 100.0, 1_000_000.0

    def pass_(self, seconds: float) -> None:
        self.monotonic += seconds
        self.wall += seconds


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def idle(qapp: QApplication, clocks: Clocks) -> Idle:
    made = Idle(qapp, 5, lambda: clocks.monotonic, lambda: clocks.wall)
    made.start()
    yield made  # type: ignore[misc]
    made.stop()
    made.deleteLater()


def minutes(clocks: Clocks, idle: Idle, count: float) -> None:
    for _second in range(round(count * 6)):
        clocks.pass_(10)
        idle.tick()


def test_idle_hands_lock_after_five_minutes(idle: Idle, clocks: Clocks) -> None:
    away, ticked = QSignalSpy(idle.away), QSignalSpy(idle.ticked)
    minutes(clocks, idle, 4.5)
    assert away.count() == 0
    assert ticked.at(ticked.count() - 1) == [30]
    minutes(clocks, idle, 1)
    assert away.count() == 1, "once"


def test_a_key_begins_the_wait_anew(idle: Idle, clocks: Clocks, qtbot: QtBot) -> None:
    away = QSignalSpy(idle.away)
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    window = field.windowHandle()
    touches().watch(window)
    minutes(clocks, idle, 4.9)
    QTest.keyClick(window, Qt.Key.Key_A)
    minutes(clocks, idle, 4.9)
    assert away.count() == 0
    QTest.mousePress(window, Qt.MouseButton.LeftButton)
    minutes(clocks, idle, 4.9)
    assert away.count() == 0
    minutes(clocks, idle, 0.2)
    assert away.count() == 1


@pytest.mark.parametrize("monotonic", [0, 3600])
def test_a_machine_that_slept_locks_whether_its_clock_stood_still_or_not(
    idle: Idle, clocks: Clocks, monotonic: float
) -> None:
    away = QSignalSpy(idle.away)
    clocks.wall += 3600
    clocks.monotonic += monotonic
    idle.tick()
    assert away.count() == 1


def test_a_shorter_wait_holds_at_once(idle: Idle, clocks: Clocks) -> None:
    away = QSignalSpy(idle.away)
    minutes(clocks, idle, 2)
    idle.set_minutes(1)
    minutes(clocks, idle, 0.2)
    assert away.count() == 1


def test_an_open_vault_is_locked_and_a_locked_one_is_left_alone(empty: Driver) -> None:
    watch = empty.program.watch
    watch.away.emit()
    assert empty.window.locked
    watch.away.emit()
    assert empty.window.locked
    empty.unlock(PASSPHRASE)
    assert not empty.window.locked


def test_the_last_minute_is_counted_in_words(empty: Driver) -> None:
    status = empty.furnished.frame.status
    status.count_down(299)
    assert status.lock_text == "Locks in 5 min"
    status.count_down(45)
    assert status.lock_text == "Locks in 45 s"


def test_f12_hides_the_window_and_locks(empty: Driver) -> None:
    empty.press(Qt.Key.Key_F12)
    assert empty.window.locked
    assert empty.window.isMinimized()
    empty.window.showNormal()


def test_another_key_and_another_wait_can_be_chosen(empty: Driver) -> None:
    dialog = PreferencesDialog(empty.program.theme, settings.load(), empty.window)
    dialog.open()
    dialog.idle.choose(1)
    dialog.panic.choose("F9")
    dialog._save()
    assert (settings.load().idle_minutes, settings.load().panic_key) == (1, "F9")
    empty.window.lock()
    empty.unlock(PASSPHRASE)
    empty.window.activateWindow()
    empty.wait(empty.window.isActiveWindow)
    empty.press(Qt.Key.Key_F9)
    assert empty.window.locked
    empty.window.showNormal()


def test_a_key_that_nobody_offers_is_not_taken_from_the_settings(tmp_path: Path) -> None:
    settings.save(Settings(panic_key="Return"))
    assert settings.load().panic_key == "F12"


def test_one_comes_back_to_page_case_and_hearing(opened: Driver) -> None:
    opened.go("assessment")
    opened.window.lock()
    opened.unlock(PASSPHRASE).settle()
    assert opened.furnished.frame.page == "assessment"
    opened.press(Qt.Key.Key_F5)
    opened.settle()
    opened.wait(lambda: opened.furnished.pages.hearings.log.hearing)
    opened.settle()
    hearing = opened.furnished.pages.hearings.log.hearing
    type_keys(opened.entry.field, "half a sent")
    opened.window.lock()
    opened.unlock(PASSPHRASE).settle()
    opened.wait(lambda: opened.furnished.pages.hearings.log.hearing)
    again = opened.furnished.pages.hearings.log.hearing
    assert (opened.furnished.frame.page, again.id) == ("hearings", hearing.id)
    opened.wait(lambda: opened.entry.field.toPlainText() == "half a sent")


def test_a_lock_stops_long_work(opened: Driver) -> None:
    stopped, begun = [], threading.Event()

    def work(_vault: object, progress: Callable[[int, int], None]) -> None:
        try:
            for step in range(10_000):
                begun.set()
                progress(step, 10_000)
                time.sleep(0.01)
        finally:
            stopped.append(True)

    opened.program.session.ask(work, done=None, progressed=lambda *_steps: None)
    opened.wait(begun.is_set)
    opened.window.lock()
    opened.settle()
    assert stopped == [True]


def test_a_lock_goes_blank_at_once_and_ends_the_loop(
    opened: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[list[str], dict[str, str]]] = []
    monkeypatch.setattr(
        "casefile.base.process.start_anew",
        lambda *given: started.append(given),  # type: ignore[arg-type]
    )
    monkeypatch.setattr("casefile.desktop.locking.renewal.PATIENCE", 60.0)
    quits: list[bool] = []
    monkeypatch.setattr(QApplication, "quit", lambda *_none: quits.append(True))
    renewal = Renewal(opened.window)
    folder = opened.window._folder
    opened.window.lock()
    assert renewal.due
    assert opened.window.centralWidget() is not opened.window.door
    opened.wait(lambda: quits)
    renewal.stop()
    renewal.go()
    ((arguments, variables),) = started
    assert arguments == [str(folder)]
    stand_as_before(opened.window, variables["CASEFILE_WINDOW"])
    renewal._latest.cancel()
    renewal._latest.join()


@pytest.mark.skipif(sys.platform != "linux", reason="D-Bus speaks for Linux")
def test_the_system_says_when_its_user_goes_away() -> None:
    if shutil.which("dbus-run-session") is None:
        pytest.skip("there is no dbus-run-session on this machine")
    script = Path(__file__).with_name("going_away.py")
    sent = ["wake", "sleep", "lock-of-another", "lock", "saver-off", "saver"]
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, str(script), *sent],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.split() == ["sleep", "lock", "saver"], done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="virtual terminals are Linux's")
def test_another_user_on_the_screen_is_noticed_once(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from casefile.desktop.locking.away import LinuxAway

    for bus in ("DBUS_SYSTEM_BUS_ADDRESS", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.setenv(bus, "unix:path=/nowhere")
    monkeypatch.setenv("XDG_VTNR", "2")
    watch = LinuxAway(qapp)
    watch.consoles = tmp_path / "active"
    away = QSignalSpy(watch.away)
    watch.start()
    watch._look()
    for console, count in (("tty2", 0), ("tty7", 1), ("tty7", 1), ("tty2", 1), ("tty3", 2)):
        watch.consoles.write_text(console + "\n")
        watch._look()
        assert away.count() == count, console
    watch.deleteLater()
