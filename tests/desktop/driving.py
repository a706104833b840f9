# SPDX-License-Identifier: GPL-3.0-or-later
"""Hands and eyes for tests: press keys in any script, wait until nothing is under way."""

import time
from collections.abc import Callable
from typing import Any, Self

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QMimeData, QPointF, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from casefile.app import Program
from casefile.desktop.hearings.view import HearingsView
from casefile.desktop.log.entry import LineEntry
from casefile.desktop.log.view import LogView
from casefile.desktop.wiring import Furnished

PATIENCE = 20_000  # ms


def type_keys(widget: QWidget, text: str) -> None:
    """Press and release a key for every letter, of any script; `\\n` is Return."""
    for letter in text:
        key = Qt.Key.Key_Return if letter == "\n" else Qt.Key.Key_unknown
        if letter.isascii() and letter.isprintable():
            key = Qt.Key(ord(letter.upper()))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            said = "\r" if letter == "\n" else letter
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, said)
            QApplication.sendEvent(widget, event)


def dropped(target: QWidget, data: QMimeData) -> tuple[bool, bool]:
    """Drag over the target and let go; whether it would take it, and whether it said so."""
    where, copy = QPointF(400, 300), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where.toPoint(), copy, data, left, none)
    enter.ignore()
    QApplication.sendEvent(target, enter)
    drop = QDropEvent(where, copy, data, left, none)
    drop.ignore()
    QApplication.sendEvent(target, drop)
    return enter.isAccepted(), drop.isAccepted()


class Driver:
    """The running program, and someone at its keyboard."""

    def __init__(self, program: Program, qtbot: QtBot) -> None:
        self.program = program
        self.window = program.window
        self.qtbot = qtbot

    @property
    def furnished(self) -> Furnished:
        found = self.program.furnished
        assert found is not None
        return found

    @property
    def hearings(self) -> HearingsView:
        return self.furnished.pages.hearings_view

    @property
    def log(self) -> LogView:
        return self.hearings.log

    @property
    def entry(self) -> LineEntry:
        return self.log.entry

    def wait(self, until: Callable[[], Any]) -> None:
        """Let the program run until this holds. Looks every 2 ms: pytest-qt's own 10 add up."""
        end = time.monotonic() + PATIENCE / 1000
        while not until():
            assert time.monotonic() < end, "waited in vain"
            loop = QEventLoop()
            QTimer.singleShot(2, loop.quit)
            loop.exec()

    def settle(self) -> Self:
        """Let the program run until neither thread has anything to do."""
        quiet = 0

        def idle() -> bool:
            nonlocal quiet
            quiet = 0 if self.program.busy else quiet + 1
            return quiet > 3

        self.wait(idle)
        return self

    def press(self, keys: Qt.Key, *modifiers: Qt.KeyboardModifier) -> Self:
        """Press a key in whatever has the keyboard, else in the window."""
        joined = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            joined |= modifier
        QTest.keyClick(self.window.focusWidget() or self.window, keys, joined)
        return self

    def ctrl(self, key: Qt.Key) -> Self:
        """Press Ctrl and a key."""
        return self.press(key, Qt.KeyboardModifier.ControlModifier)

    def unlock(self, passphrase: str) -> Self:
        """Type the passphrase and wait for the frame."""
        field = self.window.door.unlock.passphrase
        type_keys(field, passphrase)
        type_keys(field, "\n")
        self.wait(lambda: not self.window.locked)
        return self.settle()

    def go(self, page: str) -> Self:
        """Show a page and let it load."""
        self.furnished.tour.go(page)
        return self.settle()

    def log_line(self, line: str) -> Self:
        """Type a line and Return, and wait until it left the field."""
        type_keys(self.entry.field, line + "\n")
        self.wait(lambda: not self.entry.field.toPlainText())
        return self.settle()

    def lines(self) -> list[str]:
        """The words of the lines that are shown."""
        return [row.note.text for row in self.log.list.lines.rows]

    def dialog(self, kind: type[QWidget]) -> Any:
        """The open dialog of this kind."""
        found = [dialog for dialog in self.window.findChildren(kind) if dialog.isVisible()]
        assert len(found) == 1, found
        return found[0]

    def end(self) -> None:
        """Close the program as the person would."""
        self.program.close()
        self.window.close()
        self.window.deleteLater()
        self.program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
