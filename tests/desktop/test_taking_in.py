# SPDX-License-Identifier: GPL-3.0-or-later
"""A folder of two hundred files is dropped: stopped half way, dropped again, locked half way."""

from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl

from casefile.casework import cases, documents, gathering, looking
from casefile.casework.looking import Looked
from casefile.desktop.documents.view import DocumentsView
from casefile.desktop.widgets.ask import Ask
from casefile.vault.vault import open_vault
from tests.desktop.conftest import PASSPHRASE
from tests.desktop.driving import Driver, dropped
from tests.hostile.documents import truncated_pdf, xref_loop

FILES = 194  # plain ones, and six of other sorts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What a colleague's laptop is like."""
    top = tmp_path / "From counsel"
    for number in range(FILES):
        place = top / f"volume {number // 50}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"page {number:03}.txt").write_text(f"page {number}, of the file", "utf-8")
    (top / "volume 0" / "again.txt").write_text("page 7, of the file", "utf-8")
    (top / "volume 1" / "elsewhere.txt").write_text("in two cases", "utf-8")
    (top / "volume 2" / "cut.pdf").write_bytes(truncated_pdf(tmp_path))  # type: ignore[arg-type]
    (top / "volume 2" / "loop.pdf").write_bytes(xref_loop(tmp_path))  # type: ignore[arg-type]
    (top / "volume 3" / "letter.eml").write_bytes(letter())
    (top / "volume 3" / "nothing.txt").touch()
    (top / ".hidden").write_text("hidden")
    (top / "link.txt").symlink_to(top / "volume 0" / "again.txt")
    return top


def letter() -> bytes:
    """A message with two files."""
    made = EmailMessage()
    made["From"], made["Subject"] = "Counsel <c@example.org>", "The judgment"
    made.set_content("It is attached.")
    for name in ("judgment.txt", "order.txt"):
        made.add_attachment(f"the {name}", filename=name)
    return bytes(made)


@pytest.fixture
def case(
    start: Callable[..., Driver],
    empty_vault: Path,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Driver:
    """A case of its own beside another that holds one of the files. A process is not started for
    each page of text: that is what takes the time, and not what is tried here."""
    with open_vault(empty_vault, PASSPHRASE) as vault:
        other = cases.create_case(vault, "The older case").id
        documents.add_document(vault, other, folder / "volume 1" / "elsewhere.txt")
        mine = cases.create_case(vault, "Kharkova").id
    look = looking.look

    def quick(held: object, one: looking.Waiting, *more: object) -> Looked:
        plain = one.document.filename.startswith("page ")
        return Looked("seen") if plain else look(held, one, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(looking, "look", quick)
    driver = start(empty_vault).unlock(PASSPHRASE)
    driver.furnished.cases.choose(mine)
    return driver.settle()


def view(driver: Driver) -> DocumentsView:
    return driver.furnished.pages.documents_view


def drop(driver: Driver, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    assert dropped(driver.furnished.frame, data) == (True, True)


def until(driver: Driver, count: int, *, new: bool = False) -> None:
    """So many files of the lot are on record; `new`: that were not before."""
    seen: list[documents.Added] = []
    driver.furnished.pages.documents.taking.arrived.connect(seen.append)
    driver.wait(lambda: len([added for added in seen if not (new and added.known)]) >= count)


def test_a_folder_of_two_hundred_files(case: Driver, folder: Path) -> None:
    drop(case, folder)
    until(case, 60, new=True)  # page 7 is there twice
    assert case.furnished.frame.page == "documents"
    assert "of 200" in view(case).progress.text
    view(case).progress.stop.click()
    case.settle()
    there = len(view(case).table.rows.rows)
    assert 60 <= there < 150  # how many pass before a look sees the bar depends on the machine
    report = view(case).report
    assert report.isVisible()
    assert not view(case).progress.isVisible()
    assert report.text.startswith(f"{there + 1} of 200 files are in the case; nothing of the rest")
    assert "page 007.txt\u2069: already here as “again”." in report.text
    assert "elsewhere.txt\u2069: also in the case “The older case”." in report.text
    assert ".hidden\u2069: left out: hidden." in report.text
    assert "link.txt\u2069: left out: a link" in report.text

    drop(case, folder)
    until(case, 100)
    case.window.lock()
    case.settle()
    assert case.window.locked

    case.unlock(PASSPHRASE)
    case.go("documents")
    there = len(view(case).table.rows.rows)
    assert 99 <= there < 190  # as above
    report = view(case).report
    assert report.isVisible()
    names = report.text.splitlines()[1:]
    assert there + 1 + len(names) == 200
    assert "The vault was locked before" in report.text
    report.take_rest.setFocus()
    case.press(Qt.Key.Key_Space)
    case.settle()
    titles = [document.title for document in view(case).table.rows.rows]
    assert len(titles) == 199 + 2
    assert {"The judgment", "judgment", "order", "cut", "loop", "nothing"} <= set(titles)
    assert not report.isVisible()
    assert case.furnished.frame.banner.text.startswith("2 files came with a message")
    for title, said in (
        ("order", "Came with the message: \u2068The judgment\u2069"),
        ("The judgment", "Files that came with it: \u2068judgment\u2069 · \u2068order\u2069"),
    ):
        view(case).table.selectRow(titles.index(title))
        case.settle()
        assert said in view(case)._details.text()
    case.window.lock()
    case.settle()
    case.unlock(PASSPHRASE)
    assert not view(case).report.isVisible()


def test_a_lock_waits_for_no_answer(
    case: Driver, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "MANY_FILES", 1)
    drop(case, folder / "volume 3")
    case.settle()
    assert case.dialog(Ask).isVisible()
    case.window.lock()
    case.settle()
    assert case.window.locked
    case.unlock(PASSPHRASE)
    case.go("documents")
    assert view(case).table.rows.rows == ()
    assert "letter.eml" in view(case).report.text
