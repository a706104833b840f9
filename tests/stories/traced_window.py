# SPDX-License-Identifier: GPL-3.0-or-later
"""A day with the real program, in three parts: `python traced_window.py PART VAULT GIVEN CHOSEN`.

GIVEN holds the documents that are handed over; what leaves is put into CHOSEN. The first part ends
with a lock (the fresh process that shows the door knows nothing of this script), the second waits
to be killed, the third quits. Not a test: the test looks for what is left.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from casefile import app
from casefile.app import Program
from casefile.desktop import clipboard
from casefile.desktop.exchange.export import ExportDialog
from casefile.desktop.widgets.ask import Ask
from casefile.desktop.wiring import Furnished
from tests.desktop.driving import type_keys
from tests.stories import needles

EVERY = 10  # ms
KEPT = 300  # ms that a copy stays in this clipboard
CTRL = Qt.KeyboardModifier.ControlModifier


class Visitor:
    """Someone who does one thing after another, each when the screen is ready for it."""

    def __init__(self, program: Program, part: str, given: Path, chosen: Path) -> None:
        self.program, self.window = program, program.window
        self.given, self.chosen = given, chosen
        self.steps = {"first": self.first, "second": self.second, "third": self.third}[part]()

    @property
    def furnished(self) -> Furnished:
        assert self.program.furnished is not None
        return self.program.furnished

    def look(self) -> None:
        if not self.program.busy:
            next(self.steps, None)

    def first(self) -> Iterator[None]:
        """Log, take documents in, look at them, search, copy, let things leave, lock."""
        yield from self.unlock()
        yield from self.log(needles.LINE)
        pages = self.furnished.pages
        pages.documents.take_in(sorted(self.given.iterdir()))
        yield from self.until(lambda: pages.documents_view.table.chosen is not None)
        yield from self.until(lambda: bool(pages.documents_view.pane.text.toPlainText()))
        self.furnished.frame.top.search.setText(needles.SEARCH)
        yield from self.until(lambda: len(pages.search_view.list.results.rows) > 1)
        yield from self.copy()
        self.furnished.tour.go("briefing")
        yield from self.until(lambda: pages.briefing_view.pane.paper.pages > 0)
        pages.briefing_view.save_requested.emit(self.chosen / "briefing.pdf")
        yield from self.until((self.chosen / "briefing.pdf").exists)
        yield from self.bundle()
        yield from self.open_outside()
        self.furnished.copies.purge()
        yield from self.open_outside()
        yield from self.draft()
        self.window.actions_["lock"].trigger()

    def second(self) -> Iterator[None]:
        """Begin a line, open a document outside, and be killed."""
        yield from self.unlock()
        yield from self.open_outside()
        yield from self.draft()
        print("kill", os.getpid(), flush=True)
        yield from self.until(lambda: False)

    def third(self) -> Iterator[None]:
        """Come back once more, and quit."""
        yield from self.unlock()
        self.window.actions_["quit"].trigger()

    def until(self, seen) -> Iterator[None]:  # type: ignore[no-untyped-def]
        while not seen():
            yield

    def unlock(self) -> Iterator[None]:
        type_keys(self.window.door.unlock.passphrase, needles.PASSPHRASE + "\n")
        yield from self.until(lambda: not self.window.locked)
        yield

    def log(self, line: str) -> Iterator[None]:
        QTest.keyClick(self.window, Qt.Key.Key_F5)
        entry = self.furnished.pages.hearings_view.log.entry
        yield from self.until(entry.field.isVisible)
        type_keys(entry.field, line + "\n")
        yield from self.until(lambda: not entry.field.toPlainText())

    def copy(self) -> Iterator[None]:
        clipboard.guard().kept = KEPT
        field = self.furnished.frame.top.search
        field.selectAll()
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_C, CTRL)
        assert QApplication.clipboard().text() == needles.SEARCH
        yield from self.until(lambda: not QApplication.clipboard().text())
        print("clipboard empty", flush=True)
        field.clear()

    def bundle(self) -> Iterator[None]:
        self.window.actions_["export"].trigger()
        yield
        (dialog,) = self.window.findChildren(ExportDialog)
        dialog.sealing.setCurrentIndex(1)
        dialog.first.setText(needles.PASSPHRASE)
        dialog.second.setText(needles.PASSPHRASE)
        dialog.export_requested.emit(self.chosen / "case.casebundle")
        yield from self.until((self.chosen / "case.casebundle").exists)

    def open_outside(self) -> Iterator[None]:
        self.furnished.tour.go("documents")
        table = self.furnished.pages.documents_view.table
        yield from self.until(lambda: table.rows.rows)
        table.selectRow(0)
        yield
        self.window.actions_["open_outside"].trigger()
        for ask in self.window.findChildren(Ask):
            ask.tick.setChecked(True)
            ask.yes.click()
        yield from self.until(self.furnished.copies.bar.isVisible)

    def draft(self) -> Iterator[None]:
        self.furnished.tour.go("hearings")
        yield
        QTest.keyClick(self.window, Qt.Key.Key_F5)
        field = self.furnished.pages.hearings_view.log.entry.field
        yield from self.until(field.isVisible)
        type_keys(field, needles.DRAFT)
        writer = self.furnished.pages.hearings.log.writer
        writer.keep_draft()
        yield


def attend(part: str, given: Path, chosen: Path) -> None:
    """Have the visitor come in as soon as the program is made."""
    made = Program.__init__

    def make(self: Program, *arguments: object, **named: object) -> None:
        made(self, *arguments, **named)  # type: ignore[arg-type]
        self.visitor = Visitor(self, part, given, chosen)  # type: ignore[attr-defined]
        timer = QTimer(self)
        timer.timeout.connect(self.visitor.look)  # type: ignore[attr-defined]
        timer.start(EVERY)

    Program.__init__ = make  # type: ignore[method-assign]


if __name__ == "__main__":
    attend(sys.argv[1], Path(sys.argv[3]), Path(sys.argv[4]))
    sys.exit(app.run(Path(sys.argv[2])))
