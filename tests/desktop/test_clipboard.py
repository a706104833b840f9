# SPDX-License-Identifier: GPL-3.0-or-later
"""What is copied is marked for clipboard histories, and is gone in time, however it got there."""

import ast
import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

import casefile
import casefile.desktop
from casefile.desktop import clipboard
from casefile.desktop.widgets.text import label
from tests.desktop.driving import Driver

NEEDLE = "the witness was threatened <b>twice</b>"


@pytest.fixture
def brief(qapp: QApplication) -> Iterator[clipboard.Guard]:
    """The guard, with a shorter patience."""
    guard = clipboard.guard()
    guard.kept = 30
    yield guard
    guard.kept = clipboard.KEPT
    guard.clear()


def marks() -> dict[str, bytes]:
    data: QMimeData | None = QApplication.clipboard().mimeData()
    if data is None:
        return {}
    return {name: data.data(name).data() for name in data.formats() if name != "text/plain"}


def test_ten_seconds_is_the_time(qapp: QApplication) -> None:
    guard = clipboard.guard()
    assert guard.kept == clipboard.KEPT == 10_000
    clipboard.copy(NEEDLE)
    timer = guard._timers[QApplication.clipboard().Mode.Clipboard]
    assert timer.isActive()
    assert timer.interval() == 10_000
    timer.timeout.emit()
    assert QApplication.clipboard().text() == ""


def test_what_is_copied_is_marked_and_goes(brief: clipboard.Guard, qtbot: QtBot) -> None:
    clipboard.copy(NEEDLE)
    windows = 'application/x-qt-windows-mime;value="{}"'
    assert QApplication.clipboard().text() == NEEDLE
    assert marks() == {
        clipboard.OURS: b"1",
        "x-kde-passwordManagerHint": b"secret",
        windows.format("ExcludeClipboardContentFromMonitorProcessing"): b"1",
        windows.format("CanIncludeInClipboardHistory"): b"\0\0\0\0",
        windows.format("CanUploadToCloudClipboard"): b"\0\0\0\0",
    }
    qtbot.waitUntil(lambda: not marks() and not QApplication.clipboard().text())


def _line() -> QLineEdit:
    field = QLineEdit(NEEDLE)
    field.selectAll()
    return field


def _paragraphs() -> QPlainTextEdit:
    field = QPlainTextEdit(NEEDLE)
    field.selectAll()
    return field


def _label() -> QWidget:
    shown = label(NEEDLE)
    shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    shown.setSelection(0, len(NEEDLE))
    return shown


COPY, CUT = QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut


@pytest.mark.parametrize(
    ("made", "keys"),
    [(_line, COPY), (_line, CUT), (_paragraphs, COPY), (_paragraphs, CUT), (_label, COPY)],
)
def test_keys_are_seen_too(
    made: Callable[[], QWidget],
    keys: QKeySequence.StandardKey,
    brief: clipboard.Guard,
    qtbot: QtBot,
) -> None:
    widget = made()
    qtbot.addWidget(widget)
    widget.show()
    QTest.keySequence(widget, keys)
    assert QApplication.clipboard().text() == NEEDLE
    assert clipboard.OURS in marks()
    assert "text/html" not in marks()
    qtbot.waitUntil(lambda: QApplication.clipboard().text() == "")


def test_a_second_copy_has_its_own_time(brief: clipboard.Guard, qtbot: QtBot) -> None:
    brief.kept = 60_000
    clipboard.copy("first")
    brief.kept = 30
    clipboard.copy("second")
    qtbot.waitUntil(lambda: QApplication.clipboard().text() == "")


def test_a_lock_empties_it(opened: Driver) -> None:
    clipboard.copy(NEEDLE)
    opened.window.lock()
    assert QApplication.clipboard().text() == ""
    opened.settle()


def test_the_end_empties_it(opened: Driver) -> None:
    opened.window.lock()
    clipboard.copy(NEEDLE)
    opened.program.close()
    assert QApplication.clipboard().text() == ""


def test_nobody_writes_there_but_the_guard() -> None:
    """`mark` would see it; but only `copy` has marked it before any other program can look."""
    for source in Path(casefile.desktop.__file__).parent.rglob("*.py"):
        tree = ast.parse(source.read_text(encoding="utf-8"))
        used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert source.name == "clipboard.py" or "clipboard" not in used, source


ON_X11 = textwrap.dedent("""
    from PySide6.QtCore import QEventLoop, Qt, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QLineEdit
    from casefile.desktop import clipboard

    application = QApplication([])
    clipboard.guard().kept = 500
    field = QLineEdit("threatened")
    field.show()
    QTest.mouseDClick(field, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(field, Qt.MouseButton.LeftButton)
    board = application.clipboard()
    Mode = board.Mode
    assert board.text(Mode.Selection) == "threatened", "selected"
    assert board.mimeData(Mode.Selection).hasFormat(clipboard.OURS)
    field.copy()
    assert board.mimeData().hasFormat(clipboard.OURS)

    def wait(ms):
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()

    assert board.text() == board.text(Mode.Selection) == "threatened", "not yet"
    for _look in range(200):
        if board.text() or board.text(Mode.Selection):
            wait(50)
    assert not board.text() and not board.text(Mode.Selection), "gone"
""")


@pytest.mark.skipif(not shutil.which("Xvfb"), reason="no X11 without Xvfb")
def test_on_x11_what_is_selected_goes_too() -> None:
    command = ["Xvfb", "-displayfd", "1", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
        try:
            assert server.stdout is not None
            display = f":{server.stdout.readline().decode().strip()}"
            done = subprocess.run(
                [sys.executable, "-c", ON_X11],
                env={**os.environ, "QT_QPA_PLATFORM": "xcb", "DISPLAY": display},
                cwd=Path(casefile.__file__).parents[1],
                capture_output=True, text=True, timeout=60, check=False,
            )  # fmt: skip
        finally:
            server.terminate()
    assert done.returncode == 0, done.stderr
