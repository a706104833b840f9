# SPDX-License-Identifier: GPL-3.0-or-later
"""A vault whose every text is markup, and a walk through everything that the window shows of it.

    python marked.py FOLDER

walks, prints what was looked at, and fails where a text would be read as markup. FOLDER holds the
picture `canary.png` that the markup names. Not a test: `test_plain_text` runs it and looks at
which files were opened meanwhile.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from PySide6 import QtGui
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QTextEdit,
    QToolTip,
    QWidget,
)
from shiboken6 import isValid

from casefile import app
from casefile.app import Program
from casefile.base import settings
from casefile.base.errors import CasefileError
from casefile.casework import exchange
from casefile.desktop.actions import PAGES, menus
from casefile.desktop.exchange.card import own_card
from casefile.vault import keys
from casefile.vault.vault import create
from tests.desktop.driving import Driver, type_keys
from tests.desktop.markup import AMPERSAND, CANARY, fill, markup, unmarked

PASSPHRASE = "six unrelated words make it strong"
MIGHT = QtGui.Qt.mightBeRichText
ROWS = 6  # of a list that are looked at
NEVER = {"quit", "lock", "lock_hidden", "undo", "redo", "create_vault", "open_vault", "open_sample"}
NEVER |= {"zoom_in", "zoom_out", "zoom_all", *(page for page, _sign in PAGES)}
"""Actions that end the walk or change what is walked through, and those that show no words."""


def faults(root: QWidget, seen: Counter[str]) -> Iterator[str]:
    """What Qt would read as markup, or as a mnemonic, among all that is seen of a widget."""
    for widget in (root, *root.findChildren(QWidget)):
        if widget.isVisible():
            seen["widgets"] += 1
            yield from _tips(widget)
            yield from _texts(widget, seen)
    for action in root.findChildren(QAction):
        seen["actions"] += 1
        tip = action.toolTip() if _tells_tip(action) else ""
        if AMPERSAND in action.text() or MIGHT(tip) or MIGHT(action.statusTip()):
            yield f"action: {action.text()[:60]} / {tip[:60]}"


def _tips(widget: QWidget) -> Iterator[str]:
    for said in (widget.toolTip(), widget.statusTip(), widget.whatsThis()):
        if MIGHT(said):
            yield f"tip of {type(widget).__name__}: {said[:60]}"


def _texts(widget: QWidget, seen: Counter[str]) -> Iterator[str]:
    match widget:
        case QLabel() if widget.text():
            seen["labels"] += 1
            of_qt = isinstance(widget.window(), QFileDialog) or widget.inherits("QTipLabel")
            plain = widget.textFormat() == Qt.TextFormat.PlainText
            if not plain and (not of_qt or MIGHT(widget.text())):
                yield f"label: {widget.text()[:60]}"
            if widget.buddy() is not None and AMPERSAND in widget.text():
                yield f"label with a mnemonic: {widget.text()[:60]}"
        case QTextEdit():
            yield f"a rich editor: {type(widget).__name__}"
        case QPlainTextEdit():
            formats = widget.document().allFormats()
            if any(one.isImageFormat() or one.isTableFormat() for one in formats):
                yield f"markup read by {type(widget).__name__}"
        case QAbstractButton() if AMPERSAND in widget.text():
            yield f"button with a mnemonic: {widget.text()[:60]}"
        case QTabBar():
            for at in range(widget.count()):
                if MIGHT(widget.tabToolTip(at)) or AMPERSAND in widget.tabText(at):
                    yield f"tab: {widget.tabText(at)[:60]}"


def _tells_tip(action: QAction) -> bool:
    """Menus keep tool tips to themselves unless they are asked to show them."""
    return any(
        one.toolTipsVisible() if isinstance(one, QMenu) else isinstance(one, QAbstractButton)
        for one in action.associatedObjects()
    )


def items(view: QAbstractItemView, seen: Counter[str]) -> Iterator[str]:
    """Tool tips of items, asked for with the mouse as well."""
    model = view.model()
    for row in range(min(model.rowCount(), ROWS)):
        columns = model.columnCount() if isinstance(view, QTableView) else 1
        for column in range(columns):
            index = model.index(row, column)
            seen["items"] += 1
            for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.StatusTipRole,
                         Qt.ItemDataRole.WhatsThisRole):  # fmt: skip
                said = index.data(role)
                if isinstance(said, str) and MIGHT(said):
                    yield f"item of {type(view).__name__}: {said[:60]}"
            if view.isVisible():
                where = view.visualRect(index).center()
                yield from _hover(view.viewport(), where, seen)


def _hover(widget: QWidget, where: QPoint, seen: Counter[str]) -> Iterator[str]:
    """What is shown when the mouse rests there."""
    event = QHelpEvent(QEvent.Type.ToolTip, where, widget.mapToGlobal(where))
    QApplication.sendEvent(widget, event)
    if QToolTip.isVisible():
        seen["tool tips"] += 1
        if MIGHT(QToolTip.text()):
            yield f"a tool tip over {type(widget).__name__}: {QToolTip.text()[:60]}"
        QToolTip.hideText()


class Walk:
    """Everywhere, once."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        self.seen: Counter[str] = Counter()
        self.found: dict[str, str] = {}

    def look(self, where: str) -> None:
        """Paint and check all that is on the screen."""
        self.driver.settle()
        for widget in QApplication.topLevelWidgets():
            if widget.isVisible():
                widget.grab()
                self.note(where, faults(widget, self.seen))
        self.seen["looks"] += 1

    def note(self, where: str, found: Iterator[str]) -> None:
        """Keep each fault once, with where it was seen first."""
        for fault in found:
            self.found.setdefault(fault, where)

    def page(self, name: str) -> None:
        """A page: every row chosen, every drop-down opened, every tool tip shown."""
        self.driver.go(name)
        self.look(name)
        frame = self.driver.furnished.frame
        for view in [one for one in frame.findChildren(QAbstractItemView) if one.isVisible()]:
            self.note(name, items(view, self.seen))
            for row in range(min(view.model().rowCount(), 2) if isValid(view) else 0):
                index: QModelIndex = view.model().index(row, 0)
                view.setCurrentIndex(index)
                self.look(f"{name}, row {row}")
        for widget in [one for one in frame.findChildren(QWidget) if one.isVisible()]:
            if not isValid(widget):  # what was opened before has renewed the page
                continue
            if widget.toolTip():
                self.note(name, _hover(widget, widget.rect().center(), self.seen))
            if isinstance(widget, QComboBox) and widget.isEnabled():
                widget.showPopup()
                self.look(f"{name}, a drop-down")
                widget.hidePopup()

    def deeds(self) -> None:
        """Every action of the menus that can be done here, with the dialog it opens."""
        names = [entry.name for _title, listed in menus() for entry in listed if entry.name]
        for name in names:
            action = self.driver.window.actions_[name]
            if name not in NEVER and action.isEnabled() and not action.actionGroup():
                action.trigger()
                self.look(name)
                self.dismiss()

    def dismiss(self) -> None:
        """Close what lies over the window."""
        while (over := QApplication.activePopupWidget()) is not None:
            over.close()
        for dialog in self.driver.window.findChildren(QDialog):
            dialog.reject()
        self.driver.settle()


def walk(driver: Driver, folder: Path, bundle: Path) -> Walk:
    """Through the door, the pages, the menus, and what is said when something fails."""
    walker = Walk(driver)
    walker.look("the door")
    driver.unlock(PASSPHRASE)
    for name, _sign in PAGES:
        walker.page(name)
    for menu in driver.window.menuBar().findChildren(QMenu):
        menu.popup(QPoint(0, 0))
        walker.look("a menu")
        menu.close()
    driver.furnished.frame.top.search.setText("gnirts")
    walker.page("search")
    driver.go("documents")
    walker.deeds()
    driver.press(Qt.Key.Key_F5).settle()
    walker.look("the live log")
    for typed in ("@", "#", "gnirts"):
        type_keys(driver.entry.field, typed)
        walker.look("the input")
        driver.entry.field.clear()
    driver.entry.speaker.showPopup()
    walker.look("the speakers")
    walker.dismiss()
    driver.furnished.errands.review(bundle)
    walker.look("a bundle")
    walker.dismiss()
    text = markup(folder)
    driver.furnished.desk.guide.complained.emit(CasefileError(text, text))
    walker.look("an error")
    driver.furnished.desk.guide.told.emit(text)
    driver.furnished.desk.session.feed.save_failed.emit(text)
    driver.furnished.pages.documents.take_in([folder / f"<img src='{CANARY}'>.txt"])
    walker.look("a file that is not there")
    return walker


def control(folder: Path) -> None:
    """One label that does read markup: the picture is opened."""
    rich = QLabel(markup(folder))
    rich.show()
    rich.grab()
    QTest.qWait(10)
    rich.close()


def main(folder: Path) -> None:
    """Make the vault, walk, print what was seen and what is wrong."""
    os.chdir(folder)
    application = app.make_application()
    if "--control" in sys.argv:
        control(folder)
        return
    vault = folder / f"<img src='{CANARY}'>.casefile"
    bundle = folder / "marked.casebundle"
    short = f"<img src='{CANARY}'> {AMPERSAND} <table>"  # a name has a limit
    with create(vault, PASSPHRASE, short, short, work=keys.FLOOR) as made:
        case = fill(made, folder)
        assert not (bare := unmarked(made, case)), bare
        exchange.export_case(
            made, case, bundle, exchange.Sealing(recipients=(own_card(made).age_recipient,))
        )
    settings.save(settings.Settings(recent=(str(vault),)))
    program = Program(application)
    program.window.show()
    driver = Driver(program, None)  # type: ignore[arg-type]
    print("begin", flush=True)
    try:
        walker = walk(driver, folder, bundle)
    finally:
        driver.end()
    print(json.dumps({"seen": walker.seen, "found": walker.found}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
