# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds on every screen: shortcuts, mnemonics, names for screen readers, plain text."""

import ast
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

import casefile.desktop
from casefile.base import messages, settings
from casefile.base.settings import PANIC_KEYS, Settings
from casefile.desktop.actions import PAGES, menus
from casefile.desktop.exchange.card import CardDialog
from casefile.desktop.exchange.export import ExportDialog
from casefile.desktop.exchange.new_case import NewCaseDialog
from casefile.desktop.exchange.receive import ImportDialog
from casefile.desktop.exchange.verify import VerifyDialog
from casefile.desktop.keeping.renewal import ChangeDialog, RenewDialog
from casefile.desktop.keeping.sheet import SheetDialog
from casefile.desktop.preferences import PreferencesDialog
from casefile.desktop.widgets.dialog import Dialog
from tests.desktop.driving import Driver

SOURCES = sorted(Path(casefile.desktop.__file__).parent.rglob("*.py"))
INTERACTIVE = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView)


def entries() -> Iterator[tuple[str, str]]:
    for title, listed in menus():
        for entry in listed:
            if entry.name:
                yield title, entry.name


def test_no_shortcut_is_given_twice() -> None:
    keys = [entry.shortcut for _title, listed in menus() for entry in listed if entry.shortcut]
    assert [key for key, count in Counter(keys).items() if count > 1] == []
    assert all(QKeySequence(key).toString() for key in keys)


@pytest.mark.parametrize("key", PANIC_KEYS)
def test_a_key_that_may_lock_at_once_does_nothing_else(key: str) -> None:
    settings.save(Settings(panic_key=key))
    found = [entry.name for _title, listed in menus() for entry in listed if entry.shortcut == key]
    assert found == ["lock_hidden"]


def test_no_action_is_listed_twice() -> None:
    assert max(Counter(name for _title, name in entries()).values()) == 1


@pytest.mark.parametrize("language", ["en", "ru", "kk", "fr", "es", "tr", "ar"])
def test_no_mnemonic_is_given_twice_in_a_menu(language: str) -> None:
    messages.use(language)
    try:
        titles = [title for title, _listed in menus()]
        for group in (titles, *([e.text for e in listed if e.text] for _title, listed in menus())):
            taken = [text[text.index("&") + 1].casefold() for text in group if "&" in text]
            assert len(taken) == len(set(taken)), taken
        assert all("&" in title for title in titles)
    finally:
        messages.use("en")


def test_pages_are_reached_by_numbers() -> None:
    shortcuts = {e.name: e.shortcut for _title, listed in menus() for e in listed}
    assert [shortcuts[name] for name, _sign in PAGES] == [f"Ctrl+{n}" for n in range(1, 10)]


def heard_as(widget: QWidget) -> str:
    """What a screen reader calls it. A combo box says its value; its name is that of its label."""
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is None:
        return ""
    if isinstance(widget, QComboBox):
        labels = [
            other.text(QAccessible.Text.Name)
            for other, relation in interface.relations(QAccessible.RelationFlag.Label)
        ]
        return " ".join(labels) if widget.accessibleName() else ""
    return interface.text(QAccessible.Text.Name)


def nameless(root: QWidget) -> list[str]:
    """Enabled, visible, interactive widgets that a screen reader could not name."""
    found = []
    for widget in root.findChildren(QWidget):
        inner = isinstance(widget.parent(), QAbstractScrollArea | QComboBox)
        if not isinstance(widget, INTERACTIVE) or inner or isinstance(widget, QMenu):
            continue
        if not widget.isVisible() or not widget.isEnabled():
            continue
        if not heard_as(widget).strip():
            found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


def rich(root: QWidget) -> list[str]:
    """Labels that would read markup, and editors that take it."""
    found = [
        label.text()
        for label in root.findChildren(QLabel)
        if label.textFormat() != Qt.TextFormat.PlainText and label.text()
    ]
    return found + [type(edit).__name__ for edit in root.findChildren(QTextEdit)]


def check(root: QWidget) -> None:
    assert nameless(root) == []
    assert rich(root) == []


def test_the_door_can_be_heard(start: Callable[..., Driver], empty_vault: Path) -> None:
    newcomer = start()
    check(newcomer.window)
    newcomer.window.door.begin_creating()
    check(newcomer.window)
    creation = newcomer.window.door.creation
    creation.place.name_field.setText("x")
    creation.place.person_field.setText("y")
    creation.go_on()
    check(newcomer.window)
    newcomer.settle()
    check(start(empty_vault).window)


@pytest.mark.parametrize("page", [name for name, _sign in PAGES])
def test_every_page_can_be_heard(opened: Driver, page: str) -> None:
    opened.go(page)
    check(opened.window)


def test_the_live_log_and_the_search_can_be_heard(opened: Driver) -> None:
    opened.press(Qt.Key.Key_F5).settle()
    check(opened.window)
    assert heard_as(opened.entry.speaker) == "Speaker"
    opened.furnished.frame.top.search.setText("Kharkova")
    opened.furnished.tour.go("search")
    opened.settle()
    check(opened.window)


@pytest.mark.parametrize("page", [name for name, _sign in PAGES])
def test_every_empty_page_can_be_heard_and_says_something(empty: Driver, page: str) -> None:
    empty.go(page)
    check(empty.window)
    said = [
        label.text() for label in empty.furnished.frame.findChildren(QLabel) if label.isVisible()
    ]
    assert any(text.endswith(".") for text in said), said


DIALOGS: dict[str, type[QWidget]] = {
    "new_case": NewCaseDialog,
    "export": ExportDialog,
    "verify": VerifyDialog,
    "card": CardDialog,
    "backups": PreferencesDialog,
    "sheet": SheetDialog,
    "passphrase": ChangeDialog,
    "renew_keys": RenewDialog,
    "shortcuts": Dialog,
    "about": Dialog,
    "preferences": Dialog,
}


@pytest.mark.parametrize("action", DIALOGS)
def test_every_dialog_can_be_heard_and_left_with_escape(opened: Driver, action: str) -> None:
    opened.window.actions_[action].trigger()
    opened.settle()
    dialog = opened.dialog(DIALOGS[action])
    check(dialog)
    assert dialog.windowTitle()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    opened.settle()
    assert opened.window.findChildren(DIALOGS[action]) == []


def test_the_import_dialog_can_be_heard(opened: Driver, tmp_path: Path) -> None:
    opened.furnished.errands.review(tmp_path / "none.casebundle")
    dialog = opened.dialog(ImportDialog)
    check(dialog)
    dialog.reject()


def test_the_sheet_of_shortcuts_names_them_all(opened: Driver) -> None:
    opened.window.actions_["shortcuts"].trigger()
    dialog = opened.dialog(Dialog)
    said = {label.text() for label in dialog.findChildren(QLabel)}
    for _title, listed in menus():
        for entry in listed:
            if entry.shortcut:
                assert entry.text.replace("&", "") in said
    dialog.reject()


def test_what_the_door_cant_do_is_disabled(start: Callable[..., Driver]) -> None:
    driver = start()
    for name in ("export", "import", "live_log", "lock", "search", "new_case", "overview"):
        assert not driver.window.actions_[name].isEnabled(), name
    for name in ("create_vault", "open_vault", "quit", "preferences", "shortcuts"):
        assert driver.window.actions_[name].isEnabled(), name


def test_what_needs_a_case_waits_for_one(empty: Driver) -> None:
    assert not empty.window.actions_["export"].isEnabled()
    assert not empty.window.actions_["add_documents"].isEnabled()
    assert empty.window.actions_["import"].isEnabled()


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_no_second_event_loop_and_nothing_rich(source: Path) -> None:
    tree = ast.parse(source.read_text(encoding="utf-8"))
    made = {called(call) for call in calls(tree)}
    banned = {"processEvents", "exec", "exec_", "terminate", "setHtml", "insertHtml", "QTextEdit"}
    banned |= {"QTextBrowser", "QMessageBox", "getOpenFileName", "getSaveFileName", "warning"}
    assert not made & banned


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_labels_are_made_in_one_place(source: Path) -> None:
    """Only pictures are shown by a bare QLabel; whatever holds text is made by `label`."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    bare = [call for call in calls(tree) if called(call) == "QLabel" and call.args]
    assert bare == []


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_documents_never_meet_an_image_decoder_of_qt(source: Path) -> None:
    tree = ast.parse(source.read_text(encoding="utf-8"))
    assert not {called(call) for call in calls(tree)} & {"loadFromData", "QImageReader", "QMovie"}


def test_tool_tips_read_no_markup(opened: Driver) -> None:
    for widget in opened.furnished.frame.findChildren(QWidget):
        assert "<" not in widget.toolTip()


def test_markup_in_a_case_is_shown_as_it_stands(empty: Driver) -> None:
    title = "<b>A</b> & <img src='file:///etc/hostname'>"
    empty.window.actions_["new_case"].trigger()
    dialog = empty.dialog(NewCaseDialog)
    dialog.title_field.setText(title)
    dialog._make.click()
    empty.wait(lambda: empty.furnished.cases.current is not None)
    empty.settle()
    shown = [label.text() for label in empty.furnished.frame.findChildren(QLabel)]
    assert title in shown
    check(empty.window)
    assert not empty.window.findChildren(QMessageBox)


def test_the_title_bar_names_no_case(opened: Driver) -> None:
    assert opened.window.windowTitle() == "Shymkent – Casefile"
    opened.window.lock()
    opened.settle()
    assert opened.window.windowTitle() == "Casefile"
