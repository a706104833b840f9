# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that locks an open vault without being asked, in one place."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from casefile.base import settings
from casefile.desktop.locking.idle import Idle


class LockWatch(QObject):
    """On watch from `start` to `stop`. `away` when the vault should be locked."""

    away = Signal()
    ticked = Signal(int)  # seconds that are left

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._idle = Idle(application, settings.load().idle_minutes)
        self._idle.away.connect(self.away)
        self._idle.ticked.connect(self.ticked)
        self._system: QObject | None = None

    def start(self) -> None:
        """A vault is open."""
        from casefile.desktop.locking.away import watch  # D-Bus; not before the first paint

        self._idle.set_minutes(settings.load().idle_minutes)
        self._idle.start()
        if self._system is None:
            self._system = system = watch()
            system.setParent(self)
            system.away.connect(self.away)
            system.start()

    def stop(self) -> None:
        """Nothing is open."""
        self._idle.stop()

    def heed_settings(self) -> None:
        """The person has chosen another time to wait."""
        self._idle.set_minutes(settings.load().idle_minutes)
