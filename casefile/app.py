# SPDX-License-Identifier: GPL-3.0-or-later
"""The window program, built once: settings, theme, worker, window.

The unlock screen is painted before the rooms behind it are imported; those come in on the
worker thread while the passphrase is typed, and the frame is built when a vault is open.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication

from casefile import __version__
from casefile.base import messages, process, settings
from casefile.base.clock import Clock, system_clock
from casefile.desktop import accessible, clipboard, errors, fonts
from casefile.desktop.locking.renewal import GEOMETRY, Renewal, stand_as_before
from casefile.desktop.locking.watch import LockWatch
from casefile.desktop.session import Session
from casefile.desktop.tasks import Worker
from casefile.desktop.theme import Theme
from casefile.desktop.turns import in_turns
from casefile.desktop.window import Window

if TYPE_CHECKING:  # it brings all rooms with it
    from casefile.desktop.wiring import Furnished

RIGHT_TO_LEFT = {"ar", "he", "fa", "ur"}


def run(vault: Path | None = None) -> int:
    """Open the window, at the passphrase of `vault` if one is given; returns when it is closed."""
    process.harden()
    application = make_application()
    errors.install()
    program = Program(application, vault)
    program.window.fit_screen()
    if geometry := os.environ.pop(GEOMETRY, ""):
        stand_as_before(program.window, geometry)
    renewal = Renewal(program.window)
    program.window.show()
    code = application.exec()
    renewal.stop()
    program.close()
    if renewal.due:
        renewal.go()
    return code


def make_application() -> QApplication:
    """The one QApplication, in its font and language."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("casefile")
    application.setApplicationDisplayName("Casefile")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("casefile")
    forget_file_names()
    fonts.dress(application)
    accessible.install()
    language = settings.load().language or QLocale.system().name().partition("_")[0]
    messages.use(language)
    if language in RIGHT_TO_LEFT and messages.catalogue(language).info():
        application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    return application


def forget_file_names() -> None:
    """Qt's own file dialog writes where one has been into a settings file; give it nowhere."""
    nowhere = os.path.join(os.devnull, "casefile")  # noqa: PTH118 - no such folder, on purpose
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, nowhere)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, nowhere)


def import_rooms() -> None:
    """Bring in what an open vault needs: on the worker thread, while the passphrase is typed."""
    from casefile.casework import outside
    from casefile.casework.passphrases import strength
    from casefile.desktop import wiring as _rooms  # noqa: F401

    outside.sweep()  # what a crash may have left
    strength("its word lists are read at the first measure")


class Program(QObject):
    """What lives as long as the window: the worker that owns the vault, the theme, the window."""

    def __init__(
        self,
        application: QApplication,
        vault: Path | None = None,
        clock: Clock = system_clock,
    ) -> None:
        super().__init__()
        self._clock = clock
        self.worker = Worker("vault", self)
        self.readers = Worker("readers", self)
        self.setters = Worker("setters", self)
        self.viewers = Worker("viewers", self)
        self.session = Session(self.worker)
        self.theme = Theme(application, settings.load().appearance)
        self.window = Window(self.worker, self.session, self.theme, clock)
        for one in (self.worker, self.readers, self.setters, self.viewers):
            one.failed.connect(self.window.complain)
        self.window.unlocked.connect(self._furnish)
        self.watch = LockWatch(application)
        self.watch.away.connect(self.window.lock)
        self.window.left.connect(self.watch.stop)
        self.window.left.connect(clipboard.guard().clear)
        self.window.left.connect(self._stop_furnishing)
        self.window.left.connect(self.setters.cancel_long)
        self.window.settings_changed.connect(self.watch.heed_settings)
        self.furnished: Furnished | None = None
        self._furnishing: QTimer | None = None
        self.window.painted.connect(self._warm_up)
        if vault is not None:
            self.window.door.show_vaults(vault)

    @property
    def busy(self) -> bool:
        """Whether any thread has something to do."""
        furnishing = self._furnishing is not None
        workers = (self.worker, self.readers, self.setters, self.viewers)
        return furnishing or any(one.busy for one in workers)

    def close(self) -> None:
        """Close the vault and end the threads; what was queued is finished first."""
        clipboard.guard().clear()
        self.window.lock()
        self.worker.close()
        self.readers.close()
        self.setters.close()
        self.viewers.close()

    def _warm_up(self) -> None:
        self.worker.run(import_rooms)

    def _furnish(self) -> None:
        from casefile.desktop import wiring  # here since the first paint

        steps = wiring.furnish(
            self.window, self.session, self.readers, self.setters, self.viewers, self._clock
        )
        next(steps)  # at once, so that a lock finds what is behind the door
        self._furnishing = in_turns(steps, self._move_in, self)
        self.watch.start()  # the vault is open already

    def _stop_furnishing(self) -> None:
        if self._furnishing is not None:
            self._furnishing.stop()
            self._furnishing.deleteLater()
            self._furnishing = None

    def _move_in(self, furnished: "Furnished") -> None:
        self._stop_furnishing()
        self.furnished = furnished
        self.watch.ticked.connect(self.furnished.frame.status.count_down)
