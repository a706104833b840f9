# SPDX-License-Identifier: GPL-3.0-or-later
"""Files in, encrypted; looked at through the extraction process only."""

from pathlib import Path

import docx
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtWidgets import QApplication, QWidget
from reportlab.pdfgen.canvas import Canvas

from casefile.base.errors import StorageFailed
from casefile.casework import looking, shelves
from casefile.desktop.documents.drops import files_in
from casefile.desktop.documents.view import DocumentsView
from casefile.desktop.search.model import title_of
from casefile.desktop.viewer.paper import MARGIN, Paper
from tests.desktop.driving import Driver, dropped


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """Three red pages with a word on each."""
    path = tmp_path / "memorandum_of_appeal.pdf"
    canvas = Canvas(str(path))
    for number in range(3):
        canvas.setFillColorRGB(1, 0, 0)
        canvas.rect(0, 0, 600, 850, fill=1, stroke=0)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(72, 700, f"zanzibarian page {number}")
        canvas.showPage()
    canvas.save()
    return path


def view(driver: Driver) -> DocumentsView:
    return driver.furnished.pages.documents_view


def add(driver: Driver, *paths: Path) -> None:
    driver.furnished.pages.documents.take_in(list(paths))
    driver.settle()


def titles(driver: Driver) -> list[str]:
    return [document.title for document in view(driver).table.rows.rows]


def test_a_file_is_taken_in_shown_and_searched(case: Driver, pdf: Path) -> None:
    add(case, pdf)
    assert case.furnished.frame.page == "documents"
    assert titles(case) == ["memorandum of appeal"]
    assert pdf.exists()
    paper = view(case).pane.paper
    case.wait(lambda: paper.has_picture(0))
    assert paper.pages == 3
    shown = paper.grab().toImage()
    middle = shown.pixelColor(shown.width() // 2, shown.height() // 2)
    assert (middle.red(), middle.green(), middle.blue()) == (255, 0, 0)
    assert "SHA-256" in view(case)._hash.text()
    case.furnished.frame.top.search.setText("zanzibar")
    case.settle()
    assert [hit.title for hit in case.furnished.pages.search_view.list.results.rows[1:]] == [
        "memorandum of appeal"
    ]


def at_top(paper: Paper, page: int) -> bool:
    reach = paper.verticalScrollBar()
    return bool(reach.value() == min(paper._stack.top(page) - MARGIN // 2, reach.maximum()))


def test_a_find_opens_its_page(case: Driver, pdf: Path, tmp_path: Path) -> None:
    add(case, pdf)
    paper, top = view(case).pane.paper, case.furnished.frame.top.search
    for query, page in (("zanzibarian 2", 2), ("zanzibarian 1", 1)):  # the second: shown already
        top.setText(query)
        case.settle()
        (_heading, hit) = case.furnished.pages.search_view.list.results.rows
        assert title_of(hit) == f"memorandum of appeal · page {page + 1}"
        case.go("people")
        case.furnished.pages.search_view.list.hit_opened.emit(hit)
        case.settle()
        case.wait(lambda page=page: paper.has_picture(page))
        assert case.furnished.frame.page == "documents"
        case.wait(lambda page=page: at_top(paper, page))  # it may be drawn once more
    top.setText("zanzibarian")
    case.settle()
    (_heading, hit) = case.furnished.pages.search_view.list.results.rows
    assert title_of(hit).endswith("page 1 · also on pages 2, 3")


def test_who_comes_back_to_a_document_is_not_sent_to_an_earlier_find(
    case: Driver, pdf: Path, tmp_path: Path
) -> None:
    other = tmp_path / "statement.txt"
    other.write_text("Nothing of the kind.", encoding="utf-8")
    add(case, pdf, other)
    case.furnished.frame.top.search.setText("zanzibarian 2")
    case.settle()
    case.furnished.pages.search_view.list.open_chosen()
    pane, table = view(case).pane, view(case).table
    case.wait(lambda: pane.paper.has_picture(2))
    assert pane.paper.page > 0
    found, others = [row.id for row in sorted(table.rows.rows, key=lambda row: row.media_type)]
    table.choose(others)
    case.wait(lambda: "Nothing of the kind." in pane.text.toPlainText())
    pane.stop_finding()
    table.choose(found)
    case.wait(lambda: pane.paper.has_picture(0))
    case.settle()
    assert pane.paper.page == 0
    assert pane.find_bar.isHidden()


def test_a_vault_that_cant_be_read_for_once_is_read_again_later(
    case: Driver, pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise StorageFailed("The disk does not answer.")

    with monkeypatch.context() as broken:
        broken.setattr(looking, "unread", fail)
        broken.setattr(shelves, "page", fail)
        add(case, pdf)
        assert case.furnished.frame.banner.text == "The disk does not answer."
        assert titles(case) == []
    other = tmp_path / "statement.txt"
    other.write_text("Nothing of the kind.", encoding="utf-8")
    add(case, other)
    case.wait(lambda: sorted(titles(case)) == ["memorandum of appeal", "statement"])
    case.furnished.frame.top.search.setText("zanzibar")  # it was read, too
    case.wait(lambda: case.settle().furnished.pages.search_view.list.results.rows[1:])


def test_a_find_in_a_text_is_selected(case: Driver, tmp_path: Path) -> None:
    path = tmp_path / "statement.txt"
    path.write_text("He said\fthat Кушакбаев was there", encoding="utf-8")
    add(case, path)
    case.furnished.frame.top.search.setText("Kushakbayev")
    case.settle()
    case.furnished.pages.search_view.list.open_chosen()
    case.settle()
    case.wait(lambda: view(case).pane.text.textCursor().selectedText() == "Кушакбаев")


def test_pictures_are_asked_for_as_pages_come_into_sight(case: Driver, pdf: Path) -> None:
    add(case, pdf)
    paper = view(case).pane.paper
    case.wait(lambda: paper.has_picture(0))
    assert not paper.has_picture(2)
    paper.go_to(2)
    case.wait(lambda: paper.has_picture(2))
    case.settle()
    assert paper.page == 2


def test_a_picture_is_shown(case: Driver, tmp_path: Path) -> None:
    path = tmp_path / "hearing form.jpg"
    Image.new("RGB", (400, 600), (0, 0, 255)).save(path)
    add(case, path)
    paper = view(case).pane.paper
    case.wait(lambda: paper.has_picture(0))
    shown = paper.grab().toImage()
    assert shown.pixelColor(shown.width() // 2, 100).blue() > 240


def test_text_is_shown_as_text(case: Driver, tmp_path: Path) -> None:
    path = tmp_path / "statement.docx"
    document = docx.Document()
    document.add_paragraph("Қазақстан <b>statement</b>")
    document.save(str(path))
    add(case, path)
    pane = view(case).pane
    case.wait(lambda: pane.shown is pane.text)
    assert "Қазақстан <b>statement</b>" in pane.text.toPlainText()


def test_what_cant_be_read_is_kept_and_said(case: Driver, tmp_path: Path) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(b"%PDF-1.7\nnothing of a document")
    add(case, path)
    assert titles(case) == ["broken"]
    pane = view(case).pane
    case.wait(lambda: pane.shown is pane.message)
    assert pane.message._sentence.text().endswith(".")
    assert not case.furnished.frame.banner.isVisible()


def test_a_file_is_not_taken_in_twice(case: Driver, pdf: Path, tmp_path: Path) -> None:
    add(case, pdf)
    again = tmp_path / "the same.pdf"
    again.write_bytes(pdf.read_bytes())
    add(case, again)
    assert len(titles(case)) == 1
    assert "already" in case.furnished.frame.banner.text


def test_one_bad_path_stops_no_other(case: Driver, pdf: Path, tmp_path: Path) -> None:
    add(case, tmp_path / "gone.pdf", pdf)
    assert titles(case) == ["memorandum of appeal"]
    told = view(case).report.text
    assert told.startswith("1 of 2 files are in the case.")
    assert "gone.pdf" in told


def test_choosing_another_document_shows_that_one(case: Driver, pdf: Path, tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("A plain note.", encoding="utf-8")
    add(case, pdf, path)
    pane = view(case).pane
    for row in (0, 1, 0, 1, 0):
        view(case).table.selectRow(row)
    case.settle()
    chosen = view(case).table.chosen
    assert chosen is not None
    expected = pane.text if chosen.media_type.startswith("text/") else pane.paper
    case.wait(lambda: pane.shown is expected)


def test_the_whole_window_takes_files(case: Driver, pdf: Path) -> None:
    case.go("people")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(pdf))])
    assert dropped(case.furnished.frame, data) == (True, True)
    case.settle()
    assert titles(case) == ["memorandum of appeal"]
    assert case.furnished.frame.page == "documents"


def test_what_is_no_file_is_not_taken(case: Driver, tmp_path: Path) -> None:
    data = QMimeData()
    data.setText("file:///etc/passwd")
    assert dropped(case.furnished.frame, data) == (False, False)
    data.setUrls([QUrl("https://example.org/x.pdf"), QUrl.fromLocalFile(str(tmp_path))])
    assert files_in(data) == [tmp_path]


def test_the_sign_goes_when_the_files_leave(case: Driver, pdf: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(pdf))])
    frame = case.furnished.frame
    QApplication.sendEvent(
        frame,
        QDragEnterEvent(
            QPointF(9, 9).toPoint(), Qt.DropAction.CopyAction, data,
            Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        ),
    )  # fmt: skip
    signs = (w for w in frame.findChildren(QWidget) if w.property("look") == "drop")
    sign = next(w for w in signs if w.parent() is frame)
    assert sign.isVisible()
    QApplication.sendEvent(frame, QDragLeaveEvent())
    assert not sign.isVisible()


def test_a_lock_in_the_middle_of_reading_ends_the_child(case: Driver, pdf: Path) -> None:
    case.furnished.pages.documents.take_in([pdf])
    case.window.lock()
    case.settle()
    assert case.window.locked
