# SPDX-License-Identifier: GPL-3.0-or-later
"""The frame: pages by keys, narrow windows, cases, lock, right to left."""

import gc
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from casefile.base import settings
from casefile.casework import cases
from casefile.desktop import errors
from casefile.desktop.actions import PAGES
from casefile.desktop.exchange.new_case import NewCaseDialog
from casefile.desktop.preferences import PreferencesDialog
from casefile.desktop.theme import DARK, LIGHT
from casefile.desktop.widgets.dialog import Dialog
from casefile.vault import vault
from tests.desktop.conftest import PASSPHRASE
from tests.desktop.driving import Driver, type_keys


def test_control_and_a_number_show_a_page(opened: Driver) -> None:
    for number, (name, _sign) in enumerate(PAGES, 1):
        opened.ctrl(Qt.Key(Qt.Key.Key_0 + number)).settle()
        assert opened.furnished.frame.page == name


def test_an_open_vault_begins_with_its_overview(opened: Driver) -> None:
    frame = opened.furnished.frame
    assert frame.page == "overview"
    assert frame.navigation._buttons["overview"].isChecked()
    assert opened.window.focusWidget() is frame


def test_the_rail_shows_where_one_is(opened: Driver) -> None:
    rail = opened.furnished.frame.navigation
    rail._buttons["people"].click()
    opened.settle()
    assert opened.furnished.frame.page == "people"
    assert rail._buttons["people"].isChecked()
    opened.furnished.tour.go("search")
    assert not any(button.isChecked() for button in rail._buttons.values())


def test_the_rail_gives_way_in_a_narrow_window(opened: Driver) -> None:
    rail = opened.furnished.frame.navigation
    opened.window.resize(1280, 800)
    opened.qtbot.wait(1)
    assert rail.width() == 190
    opened.window.resize(960, 600)
    opened.qtbot.wait(1)
    assert rail.width() == 56
    assert all(button.accessibleName() for button in rail._buttons.values())


@pytest.mark.parametrize("size", [(960, 600), (1280, 800)])
def test_every_page_fits(opened: Driver, size: tuple[int, int]) -> None:
    opened.window.resize(*size)
    for name, _sign in PAGES:
        opened.go(name)
        assert opened.window.width() == size[0], name
        assert opened.window.height() == size[1], name


def test_a_new_case_is_made_and_shown(empty: Driver) -> None:
    empty.ctrl(Qt.Key.Key_N)
    dialog = empty.dialog(NewCaseDialog)
    assert not dialog._make.isEnabled()
    type_keys(dialog.title_field, "Larisa Kharkova")
    dialog.country.choose("KZ")
    QTest.keyClick(dialog.title_field, Qt.Key.Key_Return)
    empty.wait(lambda: empty.furnished.cases.current is not None)
    empty.settle()
    case = empty.furnished.cases.current
    assert case is not None
    assert (case.title, case.country) == ("Larisa Kharkova", "KZ")
    assert empty.furnished.frame.top._switcher.accessibleName() == "Case: Larisa Kharkova"
    assert empty.furnished.frame.status.text.startswith("✓ All entries saved ")


def test_a_title_that_wont_do_is_said_in_the_dialog(empty: Driver) -> None:
    empty.ctrl(Qt.Key.Key_N)
    dialog = empty.dialog(NewCaseDialog)
    dialog.title_field.setText("x" * 2_000_000)
    dialog._make.click()
    empty.settle()
    assert dialog.banner.isVisible()
    assert dialog._make.isEnabled()
    dialog.reject()


def test_cases_are_switched(empty: Driver) -> None:
    folder = empty.window._folder
    assert folder is not None
    empty.window.lock()
    empty.settle()
    with vault.open_vault(folder, PASSPHRASE) as made:
        first = cases.create_case(made, "First & foremost")
        time.sleep(0.002)  # ids are ordered by the millisecond
        cases.create_case(made, "Second")
    empty.unlock(PASSPHRASE)
    top = empty.furnished.frame.top
    offered = [action.text() for action in top._cases.actions() if action.isCheckable()]
    assert offered == ["Second", "First && foremost"]
    assert top._switcher.accessibleName() == "Case: Second"
    top.case_requested.emit(first.id)
    empty.settle()
    assert top._switcher.accessibleName() == "Case: First & foremost"
    assert empty.furnished.pages.overview_view._title.text() == "First & foremost"


def test_a_lock_leaves_nothing_on_the_screen_and_frees_the_vault(opened: Driver) -> None:
    opened.furnished.errands.new_case()
    folder = opened.window._folder
    assert folder is not None
    opened.window.lock()
    shown = [label.text() for label in opened.window.findChildren(QLabel) if label.isVisible()]
    assert not any("Kharkova" in text for text in shown)
    assert not opened.window.findChildren(NewCaseDialog) or not any(
        dialog.isVisible() for dialog in opened.window.findChildren(NewCaseDialog)
    )
    assert opened.window.focusWidget() is opened.window.door.unlock.passphrase
    opened.settle()
    with vault.open_vault(folder, PASSPHRASE):
        pass


def test_locking_again_and_again_does_no_harm(opened: Driver) -> None:
    for _time in range(3):
        opened.window.lock()
        opened.window.lock()
        opened.settle()
        opened.unlock(PASSPHRASE)
    assert opened.furnished.cases.current is not None


def test_quitting_with_an_open_vault_closes_it(opened: Driver) -> None:
    folder = opened.window._folder
    assert folder is not None
    opened.program.close()
    with vault.open_vault(folder, PASSPHRASE):
        pass


def test_appearance_is_chosen_in_the_menu_and_remembered(opened: Driver) -> None:
    opened.window.actions_["appearance_dark"].trigger()
    assert settings.load().appearance == "dark"
    assert opened.program.theme.appearance == "dark"
    opened.window.actions_["appearance_light"].trigger()
    assert settings.load().appearance == "light"


def test_preferences_are_kept(opened: Driver) -> None:
    opened.window.actions_["preferences"].trigger()
    dialog = opened.dialog(PreferencesDialog)
    dialog.appearance.choose("light")
    dialog.recent.setChecked(False)
    dialog._save()
    assert settings.load().appearance == "light"
    assert settings.load().recent == ()
    assert not settings.load().remember_recent


def test_settings_that_cant_be_written_are_said(
    opened: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise PermissionError

    monkeypatch.setattr(settings, "save", refuse)
    opened.window.actions_["preferences"].trigger()
    dialog = opened.dialog(PreferencesDialog)
    dialog._save()
    assert dialog.banner.isVisible()
    dialog.reject()


def test_cut_copy_and_paste_reach_the_field_in_focus(opened: Driver) -> None:
    field = opened.furnished.frame.top.search
    opened.window.activateWindow()
    field.setFocus()
    field.setText("Kharkova")
    opened.window.actions_["select_all"].trigger()
    opened.window.actions_["cut"].trigger()
    assert field.text() == ""
    opened.window.actions_["paste"].trigger()
    assert field.text() == "Kharkova"
    QApplication.clipboard().clear()
    opened.settle()


def test_the_card_gives_the_key_of_the_vault(opened: Driver) -> None:
    opened.window.actions_["card"].trigger()
    opened.settle()
    dialog = opened.dialog(Dialog)
    assert dialog.key.text().startswith("age1")
    dialog.reject()


def test_the_vault_is_checked_on_request(opened: Driver) -> None:
    opened.window.actions_["verify"].trigger()
    opened.settle()
    dialog = opened.dialog(Dialog)
    assert dialog._result.text().startswith("All is well")
    dialog.reject()


def test_right_to_left_mirrors_the_frame(opened: Driver, qapp: QApplication) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        opened.go("hearings")
        frame = opened.furnished.frame
        rail = frame.navigation.mapTo(frame, frame.navigation.rect().topLeft())
        assert rail.x() > frame.width() // 2
        lock = frame.top.search.mapTo(frame, frame.top.search.rect().topLeft())
        assert lock.x() < frame.width() // 2
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_a_bug_is_said_without_what_it_held(
    opened: Driver, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        raise KeyError("Larisa Kharkova")
    except KeyError as error:
        errors._report(KeyError, error, error.__traceback__)
    dialog = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, Dialog))
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "KeyError, test_window.py:" in said
    assert "Kharkova" not in said + capsys.readouterr().err
    dialog.reject()


def test_a_bug_is_told_though_no_window_is_active(
    opened: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QApplication, "activeWindow", lambda: None)
    errors.show(KeyError())
    gc.collect()
    dialog: Dialog = opened.dialog(Dialog)
    dialog.reject()


def test_shortcuts_are_known_to_qt(opened: Driver) -> None:
    keys = [
        action.shortcut()
        for action in opened.window.actions_.findChildren(type(opened.window.actions_["quit"]))
    ]
    assert QKeySequence("Ctrl+,") in keys
    assert QKeySequence("Ctrl+Q") in keys


def test_every_page_of_lists_shows_its_records(opened: Driver) -> None:
    for name, least in {
        "people": 15,
    }.items():
        opened.go(name)
        table = opened.furnished.pages.views[name].table  # type: ignore[attr-defined]
        assert len(table.rows.rows) >= least, name
        for row in range(len(table.rows.rows)):
            for column in range(table.rows.columnCount()):
                shown = table.rows.data(table.rows.index(row, column))
                assert isinstance(shown, str)
                assert "\n" not in shown


def test_a_vault_opened_by_its_path_waits_for_its_passphrase(
    qapp: QApplication, qtbot: object, empty_vault: Path
) -> None:
    from casefile.app import Program

    program = Program(qapp, empty_vault)
    try:
        assert program.window.door.unlock.vault == empty_vault
    finally:
        program.close()
        program.window.deleteLater()


def test_on_a_small_screen_nothing_lies_below_its_edge(start: Callable[..., Driver]) -> None:
    window = start().window
    window.resize(1280, 2000)
    window.fit_screen()
    assert window.height() < window.screen().availableSize().height()
    assert window.width() == max(window.minimumWidth(), window.screen().availableSize().width())


def test_twice_the_text_cuts_nothing_in_the_frame(
    start: Callable[..., Driver], sample_vault: Path, qapp: QApplication
) -> None:
    before = qapp.font()
    large = QFont(before)
    large.setPixelSize(2 * before.pixelSize())
    qapp.setFont(large)
    try:
        driver = start(sample_vault).unlock(PASSPHRASE)
        frame = driver.furnished.frame
        for width, height in ((2400, 1400), (1280, 800), (960, 600)):
            driver.window.resize(width, height)
            driver.settle()
            top = frame.top
            assert top.height() >= top.search.sizeHint().height()
            for made in frame.navigation._buttons.values():
                assert made.narrow or made.width() >= made.sizeHint().width()
            assert frame.navigation.width() < frame.width() // 3
            assert top.search.geometry().right() <= top.width()
    finally:
        qapp.setFont(before)


def test_the_window_wears_what_is_chosen(empty: Driver) -> None:
    for appearance, shades in (("dark", DARK), ("light", LIGHT)):
        empty.program.theme.choose(appearance)
        assert shades.surface in empty.window.styleSheet()
