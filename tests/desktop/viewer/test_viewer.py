# SPDX-License-Identifier: GPL-3.0-or-later
"""The viewer in the running program: its keys, what is marked, what is copied."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from reportlab.pdfgen.canvas import Canvas

from casefile.base.clock import system_clock
from casefile.base.ids import new_id
from casefile.desktop.viewer.pane import ReadingPane
from casefile.desktop.viewer.selecting import moved
from casefile.records.kinds import Case
from casefile.vault.vault import Vault
from tests.desktop.driving import Driver, type_keys

PAGES = 12


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """Twelve pages, each with its number; a name in two scripts on two of them."""
    path = tmp_path / "record.pdf"
    canvas = Canvas(str(path), pagesize=(400, 500))
    for number in range(PAGES):
        canvas.setFont("Helvetica", 20)
        canvas.drawString(50, 400, f"page number {number}")
        if number in (3, 8):
            canvas.drawString(50, 200, "Heard: Kushakbaev, twice Kushakbayev")
        canvas.showPage()
    canvas.save()
    return path


@pytest.fixture
def pane(empty: Driver) -> ReadingPane:
    """The viewer of the page of documents, with a case to put some into."""
    session = empty.furnished.desk.session
    session.change(new_case, touches=("case",))
    empty.settle()
    return empty.furnished.pages.documents_view.pane


def new_case(vault: Vault) -> None:
    with vault.edit(case := new_id(system_clock)) as edit:
        edit.put(Case(id=case, case=case, title="A case"))


def show(driver: Driver, path: Path) -> None:
    driver.furnished.pages.documents.take_in([path])
    driver.settle()


def seen(pane: ReadingPane, colour: str) -> bool:
    """Whether anything on the paper has this colour."""
    picture = pane.paper.viewport().grab().toImage()
    wanted = QColor(colour).rgb()
    return any(
        picture.pixel(x, y) == wanted
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    )


def test_words_are_found_marked_and_gone_through(
    empty: Driver, pane: ReadingPane, pdf: Path
) -> None:
    show(empty, pdf)
    empty.ctrl(Qt.Key.Key_F)
    assert pane.find_bar.field.hasFocus()
    type_keys(pane.find_bar.field, "Кушакбаев")
    empty.settle()
    assert pane.find_bar.count == "1 of 4 matches"
    assert pane.page == 3
    assert seen(pane, "#FFC965")
    assert seen(pane, "#FFE9A8")
    where = []
    for key in (Qt.Key.Key_F3, Qt.Key.Key_F3, Qt.Key.Key_Return, Qt.Key.Key_F3):
        empty.press(key)
        where.append((pane.find_bar.count, pane.page))
    assert [at for at, _page in where] == [f"{n} of 4 matches" for n in (2, 3, 4, 1)]
    assert [page for _at, page in where] == [3, 8, 8, 3]
    empty.press(Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier).settle()
    assert pane.page == 8
    empty.press(Qt.Key.Key_Escape)
    assert pane.find_bar.isHidden()
    assert not seen(pane, "#FFC965")
    assert pane.paper.hasFocus()
    empty.ctrl(Qt.Key.Key_F)
    type_keys(pane.find_bar.field, "nowhere in it")
    empty.settle()
    assert pane.find_bar.count == "No matches"


def test_text_is_selected_with_the_mouse_and_copied(
    empty: Driver, pane: ReadingPane, pdf: Path
) -> None:
    show(empty, pdf)
    empty.wait(lambda: pane.paper.marks.letters(0) is not None)
    page = pane.paper.page_rect(0)
    left = page.topLeft() + QPoint(page.width() * 50 // 400, page.height() * 95 // 500)
    viewport = pane.paper.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=left)
    QTest.mouseMove(viewport, left + QPoint(page.width() // 2, 0))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=left)
    assert pane.paper.selected == "page number 0"
    assert seen(pane, "#B9D7FA")
    pane.paper.setFocus()
    empty.ctrl(Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text() == "page number 0"
    pane.paper.go_to(3)
    empty.settle().ctrl(Qt.Key.Key_A).settle().ctrl(Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text().splitlines() == [
        "page number 3", "Heard: Kushakbaev, twice Kushakbayev",
    ]  # fmt: skip
    assert "page number 3" in pane.paper.accessibleDescription()


def test_keys_lead_through_the_pages_and_nearer(
    empty: Driver, pane: ReadingPane, pdf: Path
) -> None:
    show(empty, pdf)
    paper, field = pane.paper, pane.bar.field
    paper.setFocus()
    empty.press(Qt.Key.Key_End).settle()
    assert field.text() == str(PAGES)
    empty.ctrl(Qt.Key.Key_G)
    type_keys(field, "5\n")
    empty.settle()
    assert (pane.page, field.text(), paper.hasFocus()) == (4, "5", True)
    empty.press(Qt.Key.Key_Home)
    step = paper.verticalScrollBar().pageStep()
    empty.press(Qt.Key.Key_PageDown)
    assert paper.verticalScrollBar().value() == step
    wide = paper.page_rect(0).width()
    empty.ctrl(Qt.Key.Key_Plus).settle()
    assert paper.page_rect(0).width() == round(wide * 1.25)
    empty.ctrl(Qt.Key.Key_0).settle()
    assert paper.page_rect(0).width() == wide
    empty.press(Qt.Key.Key_F7).settle()
    assert pane.strip.isVisible()
    assert pane.strip.has_picture(0)
    pane.strip.setFocus()
    empty.press(Qt.Key.Key_End).settle()
    assert pane.page == PAGES - 1
    assert empty.window.actions_["page_strip"].isChecked()
    empty.press(Qt.Key.Key_F7)
    assert not pane.strip.isVisible()


def test_a_text_has_the_same_search(empty: Driver, pane: ReadingPane, tmp_path: Path) -> None:
    path = tmp_path / "statement.txt"
    path.write_text("\f".join(f"part {n} of it" for n in range(300)), encoding="utf-8")
    show(empty, path)
    assert pane.text.toPlainText().endswith("part 299 of it")
    empty.ctrl(Qt.Key.Key_F)
    type_keys(pane.find_bar.field, "part 29")
    empty.settle()
    assert pane.find_bar.count == "1 of 11 matches"
    assert pane.text.textCursor().selectedText() == "part 29"
    empty.press(Qt.Key.Key_F3)
    assert pane.text.page > 200
    assert not empty.window.actions_["go_to_page"].isEnabled()


def test_nothing_is_offered_where_no_document_is_in_sight(
    empty: Driver, pane: ReadingPane, pdf: Path
) -> None:
    actions = empty.window.actions_
    assert not actions["find"].isEnabled()
    show(empty, pdf)
    assert actions["find"].isEnabled()
    assert actions["page_strip"].isEnabled()
    empty.go("people")
    assert not actions["find"].isEnabled()
    assert not actions["go_to_page"].isEnabled()


def test_shift_and_arrows_select(empty: Driver, pane: ReadingPane, pdf: Path) -> None:
    show(empty, pdf)
    pane.go_to(3, ("Kushakbaev",))
    empty.wait(lambda: pane.paper.marks.here is not None)
    empty.settle()
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(pane.paper, Qt.Key.Key_Right, shift)
    assert pane.paper.selected == "Kushakbaev,"
    for _time in range(3):
        QTest.keyClick(pane.paper, Qt.Key.Key_Left, shift)
    assert pane.paper.selected == "Kushakba"
    QTest.keyClick(pane.paper, Qt.Key.Key_Up, shift)
    assert pane.paper.selected.endswith("Heard: ")
    assert pane.page == 3


def test_an_arrow_leads_a_letter_or_a_line_on() -> None:
    text = "one\nseven\nme"
    keys = Qt.Key
    assert moved(text, 6, keys.Key_Down) == 12
    assert moved(text, 9, keys.Key_Down) == 12
    assert moved(text, 8, keys.Key_Up) == 3
    assert (moved(text, 2, keys.Key_Up), moved(text, 11, keys.Key_Down)) == (0, 12)
    assert (moved("سلام", 1, keys.Key_Left), moved("سلام", 1, keys.Key_Right)) == (2, 0)
