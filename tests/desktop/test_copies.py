# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents out of the vault: never unasked, never over another file, never longer than open."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from casefile.desktop.documents import copies
from casefile.desktop.widgets.ask import Ask
from tests.desktop.driving import Driver

WORDS = "The accused was not heard.\n"


@pytest.fixture
def opened_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[Path]]:
    """Stands in for the system's opener: a program that notes what it was given."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    tools = tmp_path / "tools"
    tools.mkdir()
    noted = tmp_path / "noted"
    opener = tools / "xdg-open"
    opener.write_text(f'#!/bin/sh\necho "$1" >> "{noted}"\n')
    opener.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    return lambda: [Path(line) for line in noted.read_text().splitlines()] if noted.exists() else []


@pytest.fixture
def chosen(opened: Driver, tmp_path: Path) -> Driver:
    """A document of the sample case, chosen on its page."""
    path = tmp_path / "Kharkova statement.txt"
    path.write_text(WORDS, encoding="utf-8")
    opened.furnished.pages.documents.take_in([path])
    return opened.settle()


def trigger(driver: Driver, action: str) -> None:
    assert driver.window.actions_[action].isEnabled()
    driver.window.actions_[action].trigger()


def saved_releases(driver: Driver) -> list[tuple[str, str]]:
    driver.go("history")
    table = driver.furnished.pages.views["history"].releases  # type: ignore[attr-defined]
    return [(one.sort, one.filename) for one in table.rows.rows]


def choose(driver: Driver, path: Path) -> None:
    dialog = driver.dialog(QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    driver.settle()


def test_nothing_leaves_without_a_chosen_document(opened: Driver) -> None:
    for name in copies.ACTIONS:
        assert not opened.window.actions_[name].isEnabled()


def test_a_copy_is_saved_after_a_word_and_kept_in_the_history(
    chosen: Driver, tmp_path: Path
) -> None:
    trigger(chosen, "save_copy")
    ask = chosen.dialog(Ask)
    ask.yes.click()
    choose(chosen, tmp_path / "copy.txt")
    assert (tmp_path / "copy.txt").read_text(encoding="utf-8") == WORDS
    assert "not encrypted" in chosen.furnished.frame.banner.text
    trigger(chosen, "save_copy")  # told once
    choose(chosen, tmp_path / "second.txt")
    assert (tmp_path / "second.txt").exists()
    assert saved_releases(chosen)[:2] == [("document", "second.txt"), ("document", "copy.txt")]


def test_a_file_that_is_there_is_kept_unless_the_person_says_otherwise(
    chosen: Driver, tmp_path: Path
) -> None:
    there = tmp_path / "there.txt"
    there.write_text("older")
    document = chosen.furnished.copies._chosen
    assert document is not None
    chosen.furnished.copies.save_to(document, there)
    ask = chosen.dialog(Ask)
    chosen.wait(ask.no.hasFocus)
    QTest.keyClick(ask.no, Qt.Key.Key_Return)
    chosen.settle()
    assert there.read_text() == "older"
    chosen.furnished.copies.save_to(document, there)
    chosen.dialog(Ask).yes.click()
    chosen.settle()
    assert there.read_text() == WORDS


def test_a_no_opens_nothing(
    chosen: Driver, tmp_path: Path, opened_paths: Callable[[], list[Path]]
) -> None:
    trigger(chosen, "open_outside")
    ask = chosen.dialog(Ask)
    chosen.wait(ask.no.hasFocus)
    QTest.keyClick(ask.no, Qt.Key.Key_Return)
    chosen.settle()
    assert opened_paths() == []
    assert not list(tmp_path.glob("casefile-outside-*"))


def test_after_a_yes_it_is_open_outside_until_the_lock(
    chosen: Driver, tmp_path: Path, opened_paths: Callable[[], list[Path]]
) -> None:
    trigger(chosen, "open_outside")
    ask = chosen.dialog(Ask)
    ask.tick.setChecked(True)
    ask.yes.click()
    chosen.wait(opened_paths)
    chosen.settle()
    (path,) = opened_paths()
    assert path.read_text(encoding="utf-8") == WORDS
    assert path.stat().st_mode & 0o777 == 0o400
    assert path.parent.stat().st_mode & 0o777 == 0o700
    bar = chosen.furnished.copies.bar
    assert bar.isVisible()
    assert "Kharkova statement" in bar.accessibleName()
    bar.purge.click()
    assert not path.exists()
    assert not bar.isVisible()
    trigger(chosen, "open_outside")  # not asked again
    chosen.wait(lambda: len(opened_paths()) == 2)
    second = opened_paths()[1]
    assert saved_releases(chosen)[0] == ("opened", "Kharkova statement.txt")
    assert second.exists()
    chosen.window.lock()
    assert not second.parent.exists()
    chosen.settle()


def test_what_could_be_run_is_refused_with_a_way_on(
    opened: Driver, tmp_path: Path, opened_paths: Callable[[], list[Path]]
) -> None:
    path = tmp_path / "page.html"
    path.write_text("<html><script>alert(1)</script>")
    opened.furnished.pages.documents.take_in([path])
    opened.settle()
    trigger(opened, "open_outside")
    assert "Save a copy" in opened.furnished.frame.banner.text
    assert not opened.window.findChildren(Ask)
    assert opened_paths() == []


def test_without_an_opener_it_is_said(chosen: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "open_with_system", lambda _path: False)
    trigger(chosen, "open_outside")
    chosen.dialog(Ask).yes.click()
    chosen.settle()
    assert "nothing to open" in chosen.furnished.frame.banner.text
