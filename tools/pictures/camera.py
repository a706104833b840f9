# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the window and takes its picture, at a time of day that stands still."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from casefile import app
from casefile.casework import sample
from casefile.desktop.wiring import Furnished
from casefile.records.values import Moment

WIDE, SMALL = QSize(1280, 800), QSize(960, 600)
MORNING = Moment("2026-04-06T09:58+05:00[Asia/Almaty]").milliseconds
NORMAL, EMPTY, FULL = "Shymkent mission", "Aktau", "Training"
"""The vaults."""
FEW = (
    "unlock", "live-log-light", "live-log-dark", "documents", "briefing", "search", "overview",
    "people-protected-light", "people-merge-light", "hearing-presence-light", "hearing-moving",
    "timeline-light", "assessment-light", "assessment-heat-light",
    "advocacy-light", "history-light", "log-pair-light",
)  # fmt: skip
"""The pictures that the docs show."""


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> int:
        self.now += 1
        return self.now

    def later(self, minutes: float) -> None:
        self.now += round(minutes * 60_000)


class Photographer:
    """Drives the window and takes its picture."""

    def __init__(self, application: QApplication, clock: Clock, out: Path, few: bool) -> None:
        self.application = application
        self.out, self.few, self.clock = out, few, clock
        self.program = app.Program(application, clock=clock)
        self.window = self.program.window
        self.window.show()
        self.program.theme.choose("light")

    def wait(self, until: Callable[[], bool], seconds: float = 30) -> None:
        """Let the program run until this holds."""
        end = time.monotonic() + seconds
        while not until() and time.monotonic() < end:
            QTest.qWait(5)

    def settle(self) -> None:
        """Let the program run until neither thread has anything to do."""
        for _time in range(4):
            self.wait(lambda: not self.program.busy)
            QTest.qWait(90)

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Save a picture, if it is one of those that are wanted."""
        if self.few and name not in FEW and not name.startswith("guide-"):
            return
        self.settle()
        (widget or self.window).grab().save(str(self.out / f"{name}.png"))
        print(self.out / f"{name}.png")

    def type(self, widget: QWidget, text: str) -> None:
        """Press a key for every letter; `\\n` is Return."""
        for letter in text:
            key = Qt.Key.Key_Return if letter == "\n" else Qt.Key.Key_unknown
            said = "\r" if letter == "\n" else letter
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, said)
                QApplication.sendEvent(widget, event)

    def unlock(self) -> None:
        """Type the passphrase at the door."""
        field = self.window.door.unlock.passphrase
        self.type(field, sample.PASSPHRASE + "\n")
        self.wait(lambda: not self.window.locked)
        self.settle()

    def open_vault(self, name: str) -> None:
        """Open one of the vaults, unless it is open: normal, empty or full."""
        if self.window.windowTitle().startswith(f"{name} – "):
            return
        self.window.lock()
        self.settle()
        vaults = self.window.door.unlock.vaults
        vaults.setCurrentItem(vaults.findItems(name, Qt.MatchFlag.MatchExactly)[0])
        self.unlock()

    @property
    def furnished(self) -> Furnished:
        """What the open window is made of."""
        found = self.program.furnished
        assert found is not None
        return found

    def go(self, page: str) -> None:
        """Show a page."""
        self.furnished.tour.go(page)
        self.settle()

    def choose_case(self, words: str) -> None:
        """Open the case whose title has these words."""
        cases = self.furnished.cases
        cases.choose(next(case.id for case in cases.all if words in case.title))
        self.settle()

    def all_ways(self, name: str) -> None:
        """A page in light and dark, in both sizes, in both directions."""
        for appearance in ("light", "dark"):
            self.program.theme.choose(appearance)
            self.take(f"{name}-{appearance}")
        self.program.theme.choose("light")
        if self.few:
            return
        self.window.resize(SMALL)
        self.take(f"{name}-small")
        self.window.resize(WIDE)
        self.application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.take(f"{name}-mirrored")
        self.application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def close(self) -> None:
        """Close the program."""
        self.program.close()
        self.window.close()
