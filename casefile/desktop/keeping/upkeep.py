# SPDX-License-Identifier: GPL-3.0-or-later
"""The search index is kept in shape while nobody types: made anew where it is of another version,
its small pieces merged. Each step is short: a line that is logged waits for one at the most.
"""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from casefile.desktop.desk import Desk
from casefile.desktop.locking.touch import touches
from casefile.store import index, renewal
from casefile.store.renewal import State
from casefile.vault.vault import Vault

QUIET = 3_000  # ms without a key
PAUSE = 30  # ms between two steps


@dataclass(frozen=True, slots=True)
class Step:
    """How far the index is, and whether there is more to do."""

    state: State
    more: bool


class Upkeep(QObject):
    """Begins when the vault was opened, and after whatever is written. `went_on(State)` a step."""

    went_on = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._due = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.go_on)
        touches().key_pressed.connect(self._wait)
        desk.session.feed.changed.connect(self.begin)
        self.begin()

    def begin(self) -> None:
        """There may be something to do, as soon as nobody types."""
        self._due = True
        self._wait()

    def _wait(self) -> None:
        if self._due:
            self._timer.start(QUIET)

    def go_on(self) -> None:
        """Do a step now."""
        self._desk.session.ask(
            step, done=self._done, failed=self._desk.guide.complained.emit, latest="upkeep"
        )

    def _done(self, did: Step) -> None:
        self._due = did.more
        if not self._due:
            self._timer.stop()
        elif not self._timer.isActive():  # no key was pressed meanwhile
            self._timer.start(PAUSE)
        self.went_on.emit(did.state)


def step(vault: Vault) -> Step:
    """A step of making the index anew, or else of merging its pieces."""
    state = renewal.renew(vault.store)
    return Step(state, index.idle_work(vault.store) if state.whole else True)
