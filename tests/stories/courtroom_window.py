# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window, typed into until it is killed: `python courtroom_window.py VAULT PREFIX`.

It unlocks with the sample's passphrase, starts a hearing with F5, and then types line after
line. It prints a line's text once the field has cleared. Not a test: the tests kill it.
"""

import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from casefile.app import Program, make_application
from casefile.casework import sample
from tests.desktop.driving import type_keys

EVERY = 5  # ms


class Typist:
    """Someone at the keyboard, who looks at the screen every few milliseconds."""

    def __init__(self, program: Program, prefix: str) -> None:
        self.program, self.prefix = program, prefix
        self.number = -1
        self.started = self.unlocking = False

    def look(self) -> None:
        """Do what the screen asks for next."""
        window = self.program.window
        if window.locked:
            self.unlock()
        elif self.program.worker.busy or self.program.furnished is None:
            return
        elif not self.started:
            self.started = True
            QTest.keyClick(window, Qt.Key.Key_F5)
        else:
            self.type_on()

    def unlock(self) -> None:
        """Type the passphrase, once."""
        if not self.unlocking:
            self.unlocking = True
            type_keys(self.program.window.door.unlock.passphrase, sample.PASSPHRASE + "\n")

    def type_on(self) -> None:
        """Acknowledge the line that left the field, and type the next."""
        field = self.program.furnished.pages.hearings_view.log.entry.field  # type: ignore[union-attr]
        if not field.isVisible() or field.toPlainText():
            return
        if self.number >= 0:
            print(f"{self.prefix} {self.number}", flush=True)
        self.number += 1
        type_keys(field, f"{self.prefix} {self.number}\n")


if __name__ == "__main__":
    application = make_application()
    program = Program(application, Path(sys.argv[1]))
    program.window.show()
    typist = Typist(program, sys.argv[2])
    timer = QTimer()
    timer.timeout.connect(typist.look)
    timer.start(EVERY)
    sys.exit(application.exec())
