# SPDX-License-Identifier: GPL-3.0-or-later
"""Locking replaces the process. Python can't wipe its memory, so the memory goes as a whole: the
window blanks at once, the vault closes, and a fresh process of the program shows the door."""

import threading
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject
from PySide6.QtWidgets import QApplication

from casefile.base import process
from casefile.desktop.window import Window

GEOMETRY = "CASEFILE_WINDOW"  # a variable: where the window of the process before stood
PATIENCE = 3.0  # seconds that closing may take; then it ends as by a crash, and nothing is lost


class Renewal(QObject):
    """Waits for the window to be locked; then ends the event loop, and `go` does the rest."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._geometry = ""
        self._vault: Path | None = None
        window.left.connect(self._begin)
        window.closed.connect(self._end)

    @property
    def due(self) -> bool:
        """Whether a lock ended the event loop."""
        return self._vault is not None

    def stop(self) -> None:
        """The program is ending: what is locked from now on is not followed by a door."""
        self._window.left.disconnect(self._begin)
        self._window.closed.disconnect(self._end)

    def go(self) -> None:
        """Replace the process. Does not return."""
        process.start_anew([str(self._vault)], {GEOMETRY: self._geometry})

    def _begin(self, vault: Path) -> None:
        """Whatever the vault's thread is at, it has little time to end it."""
        self._vault = vault
        self._geometry = bytes(self._window.saveGeometry().toHex().data()).decode()
        self._window.go_blank()
        self._latest = threading.Timer(PATIENCE, partial(Renewal.go, self))
        self._latest.daemon = True
        self._latest.start()

    def _end(self, _vault: Path) -> None:
        QApplication.quit()


def stand_as_before(window: Window, geometry: str) -> None:
    """Put the window where it stood before the lock."""
    window.restoreGeometry(QByteArray.fromHex(geometry.encode()))
