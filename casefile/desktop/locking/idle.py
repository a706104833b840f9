# SPDX-License-Identifier: GPL-3.0-or-later
"""Nobody has touched keyboard or mouse for a while; or the machine has slept meanwhile."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from casefile.desktop.locking.touch import touches

TICK = 1000  # ms
_SLEPT = 20.0  # seconds that a tick can't take on a machine that is awake, however busy


class Idle(QObject):
    """`away` after so many minutes without a touch, once; `ticked(seconds left)` meanwhile."""

    away = Signal()
    ticked = Signal(int)

    def __init__(
        self,
        application: QApplication,
        minutes: int,
        now: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(application)
        self._now, self._wall = now, wall
        self._limit = 60.0 * minutes
        self._touched = now()
        self._last_wall = wall()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self.tick)
        touches().touched.connect(self._touch)

    def set_minutes(self, minutes: int) -> None:
        """Wait so long from now on."""
        self._limit = 60.0 * minutes

    def start(self) -> None:
        """From now on it counts: a vault is open."""
        self._touched, self._last_wall = self._now(), self._wall()
        self._timer.start()

    def stop(self) -> None:
        """Nothing is open that could be locked."""
        self._timer.stop()

    def _touch(self) -> None:
        self._touched = self._now()

    def tick(self) -> None:
        """Look at both clocks: the monotonic one may stand still while the machine sleeps."""
        if not self._timer.isActive():
            return
        slept = abs(self._wall() - self._last_wall) > _SLEPT
        self._last_wall = self._wall()
        left = self._limit - (self._now() - self._touched)
        if slept or left <= 0:
            self.stop()
            self.away.emit()
        else:
            self.ticked.emit(round(left))
