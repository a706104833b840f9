# SPDX-License-Identifier: GPL-3.0-or-later
"""The real program, in which somebody logs a line and locks: `python locked_window.py VAULT FILE`.

FILE holds the passphrase, then what is typed. Where it is locked, the fresh process that shows
the door knows nothing of this script. Not a test: a test looks into the memory that is left.
"""

import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from casefile import app
from casefile.app import Program
from tests.desktop.driving import type_keys

EVERY = 20  # ms


class Visitor:
    """Someone who does one thing after another, each when the screen is ready for it."""

    def __init__(self, program: Program, secrets: list[str]) -> None:
        self.program, self.secrets = program, secrets
        self.steps = iter(self.day())

    def day(self):  # type: ignore[no-untyped-def]
        """Unlock, log a line, begin another, search, lock."""
        window, (passphrase, *lines) = self.program.window, self.secrets
        type_keys(window.door.unlock.passphrase, passphrase + "\n")
        while window.locked:
            yield
        QTest.keyClick(window, Qt.Key.Key_F5)
        yield
        pages = self.program.furnished.pages  # type: ignore[union-attr]
        entry = pages.hearings_view.log.entry
        while not entry.field.isVisible():
            yield
        for line in lines:
            type_keys(entry.field, line + "\n")
            while entry.field.toPlainText():
                yield
        type_keys(entry.field, lines[0][:12])
        yield
        QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    def look(self) -> None:
        if not self.program.worker.busy:
            next(self.steps, None)


def attend() -> None:
    """Have the visitor come in as soon as the program is made."""
    made = Program.__init__

    def make(self: Program, *arguments: object, **named: object) -> None:
        made(self, *arguments, **named)  # type: ignore[arg-type]
        secrets = Path(sys.argv[2]).read_text(encoding="utf-8").splitlines()
        self.visitor = Visitor(self, secrets)  # type: ignore[attr-defined]  # or it were collected
        timer = QTimer(self)
        timer.timeout.connect(self.visitor.look)  # type: ignore[attr-defined]
        timer.start(EVERY)

    Program.__init__ = make  # type: ignore[method-assign]


if __name__ == "__main__":
    attend()
    sys.exit(app.run(Path(sys.argv[1])))
