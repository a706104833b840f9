# SPDX-License-Identifier: GPL-3.0-or-later
"""A first day, by keys alone: from an empty screen to a sealed bundle that another takes in."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from casefile.app import Program
from casefile.desktop.exchange.export import ExportDialog
from casefile.desktop.exchange.new_case import NewCaseDialog
from casefile.vault import keys
from tests.desktop.conftest import no_noise, qapp  # noqa: F401 - fixtures
from tests.desktop.driving import Driver, type_keys

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MINE, BUNDLE, THEIRS = (
    "harbour velvet tractor onion quartz",
    "lantern copper meadow violin thunder",
    "pebble walnut saddle ribbon engine",
)


class Hands:
    """Types into whatever has the keyboard."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver

    @property
    def focus(self) -> QWidget:
        def window() -> QWidget:
            return QApplication.activeModalWidget() or self.driver.window

        window().activateWindow()  # there is no window manager to do so
        self.driver.wait(lambda: window().isActiveWindow())
        return window().focusWidget() or window()

    def type(self, text: str) -> "Hands":
        for letter in text:
            type_keys(self.focus, letter)
        return self

    def tab(self, count: int = 1) -> "Hands":
        for _time in range(count):
            QTest.keyClick(self.focus, Qt.Key.Key_Tab)
        return self

    def press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> "Hands":
        QTest.keyClick(self.focus, key, modifiers)
        return self

    def to(self, widget: QWidget) -> "Hands":
        """Tab on until this has the keyboard."""
        for _time in range(40):
            if self.focus is widget:
                return self
            self.tab()
        pytest.fail(f"Tab does not lead to {widget}")

    def choose_file(self, path: Path) -> "Hands":
        """Type a path into the file dialog."""
        dialog = next(
            w
            for w in QApplication.topLevelWidgets()
            if isinstance(w, QFileDialog) and w.isVisible()
        )
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        assert field is not None
        field.setText(str(path))  # its list of proposals would take the keys
        type_keys(field, "\n")
        return self


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "court_order.pdf"
    canvas = Canvas(str(path))
    canvas.drawString(72, 700, "Order on the security of the hearing: zanzibarian")
    canvas.save()
    return path


def run(*arguments: object, passphrase: str, folder: Path) -> str:
    """A second program, which knows only files."""
    told = folder / "passphrase.txt"
    told.write_text(passphrase, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "casefile", *map(str, arguments)],
        env={**os.environ, "CASEFILE_PASSPHRASE_FILE": str(told)},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def open_a_vault(driver: Driver, hands: Hands, folder: Path) -> None:
    hands.press(Qt.Key.Key_N, CTRL | SHIFT)
    creation = driver.window.door.creation
    hands.type("Shymkent").to(creation.place.folder_field)
    hands.press(Qt.Key.Key_A, CTRL).type(str(folder))
    hands.to(creation.place.person_field).type("A. Observer\n")
    hands.type(MINE)
    driver.settle()
    hands.to(creation.passphrase.second).type(MINE)
    hands.to(creation.passphrase.tick).press(Qt.Key.Key_Space)
    hands.to(creation._next).press(Qt.Key.Key_Space)
    driver.wait(lambda: not driver.window.locked)
    driver.settle()


def closed(driver: Driver, kind: type[QWidget]) -> Callable[[], bool]:
    return lambda: not driver.window.findChildren(kind)


def test_a_first_day(
    qapp: QApplication,  # noqa: F811
    qtbot: QtBot,
    tmp_path: Path,
    paper: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keys, "DEFAULT", keys.FLOOR)
    program = Program(qapp)
    program.window.show()
    driver = Driver(program, qtbot)
    hands = Hands(driver)
    driver.wait(program.window.isActiveWindow)
    try:
        play(driver, hands, tmp_path, paper)
    finally:
        driver.end()
    theirs = tmp_path / "theirs.casefile"
    run("new", theirs, "--name", "B. Colleague", passphrase=THEIRS, folder=tmp_path)
    secret = tmp_path / "bundle passphrase.txt"
    secret.write_text(BUNDLE, encoding="utf-8")
    bundle = tmp_path / "kharkova.casebundle"
    told = run(
        "import", theirs, bundle, "--accept", "--passphrase-file", secret,
        passphrase=THEIRS, folder=tmp_path,
    )  # fmt: skip
    assert "A. Observer" in told
    assert "Larisa Kharkova" in run("cases", theirs, passphrase=THEIRS, folder=tmp_path)
    assert "Прокурор" in run("search", theirs, "прокурор", passphrase=THEIRS, folder=tmp_path)
    assert "court order" in run("search", theirs, "zanzibar", passphrase=THEIRS, folder=tmp_path)
    verified = run("verify", theirs, passphrase=THEIRS, folder=tmp_path)
    assert verified.startswith("All is well")


def play(driver: Driver, hands: Hands, tmp_path: Path, paper: Path) -> None:
    open_a_vault(driver, hands, tmp_path)
    hands.press(Qt.Key.Key_N, CTRL)
    hands.type("Larisa Kharkova\n")
    driver.wait(closed(driver, NewCaseDialog))
    driver.settle()
    hands.press(Qt.Key.Key_F5)
    driver.settle()
    for line in (
        "j Opens the hearing. #public-hearing",
        "p Прокурор просит отказать в ходатайстве.",
        "!A guard sends two observers out. #observer-access",
    ):
        hands.type(line + "\n")
        driver.wait(lambda: not driver.entry.field.toPlainText())
        driver.settle()
    assert len(driver.lines()) == 3
    hands.press(Qt.Key.Key_A, CTRL | SHIFT).choose_file(paper)
    driver.settle()
    pages = driver.furnished.pages
    driver.wait(lambda: pages.documents_view.pane.paper.has_picture(0))
    hands.press(Qt.Key.Key_8, CTRL)
    driver.settle()
    driver.wait(lambda: pages.briefing_view.pane.paper.has_picture(0))
    hands.to(pages.briefing_view.save).press(Qt.Key.Key_Space)
    hands.choose_file(tmp_path / "briefing.pdf")
    driver.wait((tmp_path / "briefing.pdf").exists)
    driver.settle()
    text = "".join(
        page.get_textpage().get_text_range() for page in PdfDocument(tmp_path / "briefing.pdf")
    )
    assert "Opens the hearing." in text
    hands.press(Qt.Key.Key_E, CTRL)
    driver.settle()
    dialog: ExportDialog = driver.dialog(ExportDialog)
    hands.to(dialog.sealing).press(Qt.Key.Key_Down)
    hands.to(dialog.first).type(BUNDLE)
    hands.to(dialog.second).type(BUNDLE)
    hands.to(dialog._export).press(Qt.Key.Key_Space)
    hands.choose_file(tmp_path / "kharkova.casebundle")
    driver.wait(closed(driver, ExportDialog))
    driver.settle()
    assert (tmp_path / "kharkova.casebundle").exists()
    hands.press(Qt.Key.Key_L, CTRL)
    assert driver.window.locked
    driver.settle()
    assert not list(tmp_path.rglob("QtProject.conf"))
