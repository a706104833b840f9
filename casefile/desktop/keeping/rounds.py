# SPDX-License-Identifier: GPL-3.0-or-later
"""Backups without being asked: when something was written and nobody is typing just then.

The copy is made on the vault's thread, which takes a moment; looking at every page of it, which
takes longer, is done elsewhere. A lock never waits for a backup.
"""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from casefile.base.errors import CasefileError
from casefile.desktop.desk import Desk
from casefile.desktop.locking.touch import touches
from casefile.desktop.tasks import Progress, Worker
from casefile.vault import backup
from casefile.vault.backup import Attempt
from casefile.vault.shelf import Backup
from casefile.vault.vault import Vault

EVERY = 15 * 60_000  # ms
FIRST = 2 * 60_000  # ms after the vault was opened
QUIET = 10_000  # ms without a key


class Rounds(QObject):
    """Looks each quarter of an hour. `failed` when one could not be made; `made` when one was."""

    made = Signal(object)  # Backup
    failed = Signal(object)  # CasefileError

    def __init__(self, desk: Desk, checker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._checker = checker
        self._under_way = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.wait_for_quiet)
        self._timer.start()
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET)
        self._quiet.timeout.connect(self._begin_if_due)
        touches().key_pressed.connect(self._wait_longer)
        QTimer.singleShot(FIRST, self, self.wait_for_quiet)

    def wait_for_quiet(self) -> None:
        """A backup as soon as nobody has pressed a key for a few seconds."""
        self._quiet.start()

    def now(self) -> None:
        """A backup now, because a person asked for one."""
        self._begin(True)

    def _wait_longer(self) -> None:
        if self._quiet.isActive():
            self._quiet.start()

    def _begin_if_due(self) -> None:
        if not self._under_way:
            self._desk.session.ask(backup.due, done=self._begin, failed=self.failed.emit)

    def _begin(self, due: bool) -> None:
        if not due or self._under_way:
            return
        self._under_way = True
        self._desk.session.ask(
            begin, done=self._check, failed=self._give_up, progressed=lambda _done, _all: None
        )

    def _check(self, attempt: Attempt) -> None:
        self._checker.run(
            backup.finish, attempt, done=partial(self._done, attempt), failed=self._give_up
        )

    def _done(self, attempt: Attempt, made: Backup) -> None:
        self._under_way = False
        self._desk.session.ask(backup.note_done, attempt, done=None)
        self.made.emit(made)

    def _give_up(self, error: CasefileError) -> None:
        self._under_way = False
        self.failed.emit(error)


def begin(vault: Vault, progress: Progress) -> Attempt:
    """The first step; `progress` lets a lock stop it."""
    return backup.begin(vault, progress)
