# SPDX-License-Identifier: GPL-3.0-or-later
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton

from casefile.base import settings
from casefile.casework import sample
from casefile.desktop.frame.view import Frame
from casefile.desktop.unlock import deeds
from casefile.desktop.unlock.create import CreateView
from casefile.desktop.unlock.suggestion import suggest
from casefile.desktop.unlock.view import UnlockView
from casefile.desktop.unlock.welcome import WelcomeView
from casefile.vault import keys, vault
from tests.desktop.conftest import PASSPHRASE
from tests.desktop.driving import Driver, type_keys

Start = Callable[..., Driver]
STRONG = "harbour velvet tractor onion quartz"


def test_a_newcomer_is_welcomed(start: Start) -> None:
    driver = start()
    assert isinstance(driver.window.door.currentWidget(), WelcomeView)
    assert driver.window.windowTitle() == "Casefile"


def test_return_presses_the_button_that_has_the_keyboard(start: Start) -> None:
    window = start().window
    QTest.keyClick(window.door.welcome.findChild(QPushButton), Qt.Key.Key_Return)
    assert isinstance(window.door.currentWidget(), CreateView)


def test_a_known_vault_waits_for_its_passphrase(start: Start, empty_vault: Path) -> None:
    driver = start(empty_vault)
    assert isinstance(driver.window.door.currentWidget(), UnlockView)
    assert driver.window.door.unlock.vault == empty_vault
    assert driver.window.focusWidget() is driver.window.door.unlock.passphrase


def test_a_vault_that_is_gone_is_not_offered(start: Start, tmp_path: Path) -> None:
    driver = start(tmp_path / "gone.casefile")
    assert isinstance(driver.window.door.currentWidget(), WelcomeView)


def test_the_right_passphrase_opens(start: Start, empty_vault: Path) -> None:
    driver = start(empty_vault).unlock(PASSPHRASE)
    assert driver.window.windowTitle() == "Shymkent – Casefile"
    assert settings.load().recent == (str(empty_vault),)
    assert driver.window.door.unlock.passphrase.text() == ""


def test_a_wrong_passphrase_is_said_above_the_field_which_keeps_it(
    start: Start, empty_vault: Path
) -> None:
    driver = start(empty_vault)
    door = driver.window.door.unlock
    type_keys(door.passphrase, "not it\n")
    driver.wait(lambda: door.banner.isVisible())
    driver.settle()
    assert "does not open this vault" in door.banner.text
    assert door.passphrase.text() == "not it"
    assert door.passphrase.hasSelectedText()
    assert driver.window.locked
    type_keys(door.passphrase, PASSPHRASE + "\n")
    driver.wait(lambda: not driver.window.locked)
    driver.settle()


def test_a_vault_in_use_is_refused_in_a_sentence(start: Start, empty_vault: Path) -> None:
    with vault.open_vault(empty_vault, PASSPHRASE):
        driver = start(empty_vault)
        door = driver.window.door.unlock
        type_keys(door.passphrase, PASSPHRASE + "\n")
        driver.wait(lambda: door.banner.isVisible())
        driver.settle()
        assert driver.window.locked


def test_a_lock_while_the_pages_are_made_leaves_the_door(start: Start, empty_vault: Path) -> None:
    driver = start(empty_vault)
    window = driver.window
    idle = driver.program.watch._idle

    def fall_asleep() -> None:
        idle.set_minutes(0)
        idle.tick()

    once = window.unlocked.connect(lambda _folder: QTimer.singleShot(0, window, fall_asleep))
    with driver.qtbot.waitSignal(window.closed):
        type_keys(window.door.unlock.passphrase, PASSPHRASE + "\n")
    driver.settle()
    assert (window.locked, window.windowTitle()) == (True, "Casefile")
    assert driver.program.furnished is None
    window.unlocked.disconnect(once)
    driver.unlock(PASSPHRASE)
    assert window.windowTitle() == "Shymkent – Casefile"


def test_while_keys_are_stretched_nothing_can_be_pressed_twice(
    start: Start, empty_vault: Path
) -> None:
    driver = start(empty_vault)
    door = driver.window.door.unlock
    wishes: list[object] = []
    door.unlock_requested.connect(lambda *wish: wishes.append(wish))
    type_keys(door.passphrase, PASSPHRASE + "\n\n\n")
    driver.wait(lambda: not driver.window.locked)
    driver.settle()
    assert len(wishes) == 1


def test_one_vault_is_opened_at_a_time(start: Start, empty_vault: Path) -> None:
    driver = start(empty_vault)
    window, door = driver.window, driver.window.door
    opened: list[Path] = []
    door.opened.connect(opened.append)
    sample_case = next(b for b in door.unlock.findChildren(QPushButton) if "sample" in b.text())
    type_keys(door.unlock.passphrase, PASSPHRASE + "\n")
    QTest.mouseClick(sample_case, Qt.MouseButton.LeftButton)
    for action in ("create_vault", "open_vault", "open_sample"):
        window.actions_[action].trigger()
    assert door.currentWidget() is door.unlock
    assert not window.findChildren(QFileDialog)
    driver.wait(lambda: opened and not window.locked)
    driver.settle()
    assert opened == [empty_vault]
    assert len(window.findChildren(Frame)) == 1
    window.lock()
    driver.settle()
    assert sample_case.isEnabled()


@pytest.mark.parametrize(
    ("letter", "modifier", "warned"),
    [
        ("a", Qt.KeyboardModifier.NoModifier, ""),
        ("A", Qt.KeyboardModifier.ShiftModifier, ""),
        ("A", Qt.KeyboardModifier.NoModifier, "Caps Lock"),
        ("a", Qt.KeyboardModifier.ShiftModifier, "Caps Lock"),
        ("7", Qt.KeyboardModifier.NoModifier, ""),
    ],
)
def test_the_keyboard_is_watched(
    start: Start, empty_vault: Path, letter: str, modifier: Qt.KeyboardModifier, warned: str
) -> None:
    door = start(empty_vault).window.door.unlock
    heard: list[str] = []
    door.passphrase.keyboard_noticed.connect(heard.append)
    QTest.keyClick(door.passphrase, letter, modifier)
    assert warned in heard[-1]
    assert bool(heard[-1]) is bool(warned)


def test_a_layout_that_is_not_latin_is_noticed(start: Start, empty_vault: Path) -> None:
    door = start(empty_vault).window.door.unlock
    heard: list[str] = []
    door.passphrase.keyboard_noticed.connect(heard.append)
    type_keys(door.passphrase, "п")
    assert "Latin" in heard[-1]


def test_the_passphrase_can_be_seen_and_hidden(start: Start, empty_vault: Path) -> None:
    field = start(empty_vault).window.door.unlock.passphrase
    eye = field.actions()[0]
    assert field.echoMode() == QLineEdit.EchoMode.Password
    eye.trigger()
    assert field.echoMode() == QLineEdit.EchoMode.Normal
    eye.trigger()
    assert field.echoMode() == QLineEdit.EchoMode.Password


def fill_place(creation: CreateView, folder: Path) -> None:
    type_keys(creation.place.name_field, "Aktau: 2017")
    creation.place.folder_field.setText(str(folder))
    type_keys(creation.place.person_field, "A. Observer\n")


def test_a_vault_is_made_in_two_steps(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "DEFAULT", keys.FLOOR)
    driver = start()
    driver.window.door.welcome.create_requested.emit()
    creation = driver.window.door.creation
    assert not creation._next.isEnabled()
    fill_place(creation, tmp_path)
    step = creation.passphrase
    type_keys(step.first, STRONG)
    driver.settle()
    type_keys(step.second, STRONG)
    assert not creation._next.isEnabled()
    step.tick.setChecked(True)
    assert creation._next.isEnabled()
    type_keys(step.second, "\n")
    driver.wait(lambda: not driver.window.locked)
    driver.settle()
    made = tmp_path / "Aktau- 2017.casefile"
    assert made.is_dir()
    assert settings.load().recent == (str(made),)
    assert step.text == ""
    driver.window.lock()
    driver.settle()
    with vault.open_vault(made, STRONG) as again:
        assert again.identity.name == "A. Observer"


@pytest.mark.parametrize("weak", ["password", "shymkent", "12345678", "qwertyuiop"])
def test_a_weak_passphrase_is_not_taken(start: Start, tmp_path: Path, weak: str) -> None:
    driver = start()
    driver.window.door.begin_creating()
    creation = driver.window.door.creation
    fill_place(creation, tmp_path)
    step = creation.passphrase
    type_keys(step.first, weak)
    driver.settle()
    type_keys(step.second, weak)
    step.tick.setChecked(True)
    assert not creation._next.isEnabled()
    assert "Too easy" in step._verdict.text()


def test_two_that_differ_are_not_taken(start: Start, tmp_path: Path) -> None:
    driver = start()
    driver.window.door.begin_creating()
    creation = driver.window.door.creation
    fill_place(creation, tmp_path)
    step = creation.passphrase
    type_keys(step.first, STRONG)
    driver.settle()
    type_keys(step.second, STRONG + "!")
    step.tick.setChecked(True)
    assert not creation._next.isEnabled()
    assert step._match.text()


def test_a_place_that_is_taken_is_said_and_nothing_is_lost(
    start: Start, empty_vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "DEFAULT", keys.FLOOR)
    driver = start()
    driver.window.door.begin_creating()
    creation = driver.window.door.creation
    fill_place(creation, empty_vault.parent)
    (empty_vault.parent / "Aktau- 2017.casefile").mkdir()
    step = creation.passphrase
    type_keys(step.first, STRONG)
    driver.settle()
    type_keys(step.second, STRONG)
    step.tick.setChecked(True)
    creation._next.click()
    driver.wait(lambda: creation.banner.isVisible())
    driver.settle()
    assert step.text == STRONG


def test_a_suggestion_is_strong_and_readable(start: Start, tmp_path: Path) -> None:
    driver = start()
    driver.window.door.begin_creating()
    creation = driver.window.door.creation
    fill_place(creation, tmp_path)
    creation.passphrase.suggestion_requested.emit()
    driver.settle()
    offered = creation.passphrase.text
    assert len(offered.split()) == 6
    assert creation.passphrase.first.echoMode() == QLineEdit.EchoMode.Normal
    assert creation.passphrase._strength is not None
    assert creation.passphrase._strength.enough


def test_suggestions_differ() -> None:
    assert len({suggest() for _time in range(50)}) == 50


def test_a_chosen_passphrase_does_not_show_itself() -> None:
    from casefile.desktop.unlock.create import Hidden, NewVault

    wanted = NewVault(Path("x"), "A", "", Hidden("secret words"))
    assert "secret" not in repr(wanted)
    assert wanted.passphrase == "secret words"


def test_the_sample_is_made_once_and_opened_again(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "DEFAULT", keys.FLOOR)
    monkeypatch.setattr(deeds, "sample_folder", lambda: tmp_path / "data" / "sample.casefile")
    driver = start()
    driver.window.door.welcome.sample_requested.emit()
    driver.wait(lambda: not driver.window.locked)
    driver.settle()
    title = driver.furnished.cases.current
    assert title is not None
    assert "Kharkova" in title.title
    assert settings.load().recent == ()
    driver.window.lock()
    driver.settle()
    assert driver.window.door.unlock.vault == tmp_path / "data" / "sample.casefile"
    driver.unlock(sample.PASSPHRASE)


def test_half_a_sample_is_not_kept(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from casefile.base.errors import StorageFailed

    monkeypatch.setattr(keys, "DEFAULT", keys.FLOOR)
    monkeypatch.setattr(deeds, "sample_folder", lambda: tmp_path / "sample.casefile")

    def full(_vault: object) -> str:
        raise StorageFailed("The disk is full.")

    monkeypatch.setattr(sample, "fill", full)
    driver = start()
    driver.window.door.open_sample()
    driver.wait(lambda: driver.window.door.welcome.banner.isVisible())
    driver.settle()
    assert not (tmp_path / "sample.casefile").exists()
    assert driver.window.door.welcome.isEnabled()


def test_settings_that_cant_be_written_stop_nobody(
    start: Start, empty_vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = start(empty_vault)

    def refuse(*_args: object) -> None:
        raise PermissionError

    monkeypatch.setattr(settings, "save", refuse)
    driver.unlock(PASSPHRASE)
    assert not driver.window.locked
