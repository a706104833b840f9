# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of documents in the running program: sorted, filtered, marked, edited."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest

from casefile.desktop.documents.view import DocumentsView
from casefile.desktop.exchange.new_case import NewCaseDialog
from tests.desktop.driving import Driver, type_keys


@pytest.fixture
def view(case: Driver, tmp_path: Path) -> DocumentsView:
    """Three texts of different lengths and a picture."""
    folder = tmp_path / "papers"
    folder.mkdir()
    for name, words in (("exhibit 10", 3), ("exhibit 9", 1), ("протокол", 2)):
        (folder / f"{name}.txt").write_text("heard " * words, encoding="utf-8")
    Image.new("RGB", (90, 120), (200, 30, 30)).save(folder / "photo.png")
    take_in(case, *sorted(folder.iterdir()))
    return case.furnished.pages.documents_view


def take_in(driver: Driver, *paths: Path) -> None:
    driver.furnished.pages.documents.take_in(list(paths))
    driver.settle()


def titles(view: DocumentsView) -> list[str]:
    return [row.title for row in view.table.rows.rows]


def test_they_are_sorted_filtered_and_marked(case: Driver, view: DocumentsView) -> None:
    header = view.table.horizontalHeader()
    header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    assert titles(view) == ["exhibit 9", "exhibit 10", "photo", "протокол"]
    header.setSortIndicator(2, Qt.SortOrder.DescendingOrder)
    assert titles(view)[1:] == ["exhibit 10", "протокол", "exhibit 9"]
    case.wait(lambda: marks(view)["photo"] == "No text layer")
    assert set(marks(view).values()) == {"", "No text layer"}
    status = case.furnished.frame.status
    type_keys(view.filter, "protokol")
    assert titles(view) == ["протокол"]
    assert "1 of 4 documents" in status._count.text()
    type_keys(view.filter, "x")
    assert not titles(view)
    assert view._none.isVisible()
    QTest.keyClick(view.filter, Qt.Key.Key_Escape)
    assert len(titles(view)) == 4


def marks(view: DocumentsView) -> dict[str, str]:
    rows = view.table.rows
    return {
        row.title: rows.data(rows.index(at, 3), Qt.ItemDataRole.DisplayRole)
        for at, row in enumerate(rows.rows)
    }


def test_a_row_shows_its_first_page(case: Driver, view: DocumentsView) -> None:
    rows = view.table.documents
    at = rows.index(titles(view).index("photo"), 0)

    def drawn() -> tuple[int, int, int]:
        picture = rows.data(at, Qt.ItemDataRole.DecorationRole).pixmap(24, 30).toImage()
        return picture.pixelColor(picture.width() // 2, picture.height() // 2).getRgb()[:3]

    case.wait(lambda: drawn()[0] > 180 and drawn()[1] < 60)


def test_its_fields_are_filled_in_beside_its_pages(case: Driver, view: DocumentsView) -> None:
    assert view.table.choose(next(row.id for row in view.table.all if row.title == "exhibit 9"))
    case.settle()
    view.table.setFocus()
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    case.settle()
    assert view.form.isVisible()
    assert view.pane.isVisible()
    field = case.window.focusWidget()
    assert field is not None
    field.selectAll()  # type: ignore[attr-defined]
    type_keys(field, "The warrant")
    view.form.settle()
    case.settle()
    assert view.pane.text.toPlainText().startswith("heard")
    view.form.close_button.click()
    assert "The warrant" in titles(view)
    assert view.table.isVisible()
    case.window.actions_["document_details"].trigger()
    case.settle()
    view.form.withdraw_button.click()
    case.settle()
    assert "The warrant" not in titles(view)
    assert not view.form.isVisible()
    assert not view.pane.filled


def test_escape_in_the_list_ends_the_search_in_the_document(
    case: Driver, view: DocumentsView
) -> None:
    view.table.selectRow(0)
    case.settle()
    view.pane.begin_finding()
    view.table.setFocus()
    QTest.keyClick(view.table, Qt.Key.Key_Escape)
    assert view.pane.find_bar.isHidden()


def test_the_same_file_elsewhere_is_named(
    case: Driver, view: DocumentsView, tmp_path: Path
) -> None:
    case.window.actions_["new_case"].trigger()
    dialog = case.dialog(NewCaseDialog)
    dialog.title_field.setText("Another")
    dialog._make.click()
    case.settle()
    take_in(case, tmp_path / "papers" / "photo.png")
    view.table.setCurrentIndex(QModelIndex())
    view.table.selectRow(0)
    case.settle()
    assert "Same file as: " in view._details.text()
    assert "photo" in view._details.text()
    assert "Larisa Kharkova" in view._details.text()
