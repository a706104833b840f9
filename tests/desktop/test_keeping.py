# SPDX-License-Identifier: GPL-3.0-or-later
"""Backups in quiet moments, the way back to one, the sheet, and the door that it opens."""

import shutil
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from shiboken6 import delete

from casefile.base import settings
from casefile.base.errors import Cancelled, StorageFailed, WrongPassphrase
from casefile.casework.cases import create_case
from casefile.desktop.keeping import rounds as rounding
from casefile.desktop.keeping.backups import BackupsPage
from casefile.desktop.keeping.renewal import ChangeDialog, RenewDialog
from casefile.desktop.keeping.sheet import SheetDialog
from casefile.desktop.preferences import PreferencesDialog
from casefile.desktop.tasks import Progress
from casefile.desktop.unlock.create import Hidden
from casefile.vault import backup, drill, header, keys, recovery, shelf
from casefile.vault.vault import open_vault
from casefile.vault.verify import verify
from tests.desktop.conftest import PASSPHRASE
from tests.desktop.driving import Driver, type_keys
from tests.vaults import make

NEW = "harbour velvet tractor onion gravel"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounding, "QUIET", 40)
    monkeypatch.setattr(keys, "DEFAULT", keys.FLOOR)


def backups(driver: Driver, folder: Path) -> list[shelf.Backup]:
    (place,) = folder.parent.glob(f"{folder.stem}-*.backups")
    return shelf.found(place)


def test_a_backup_is_made_once_nobody_types(
    quick: None, start: Callable[..., Driver], empty_vault: Path
) -> None:
    driver = start(empty_vault).unlock(PASSPHRASE)
    rounds = driver.furnished.errands.rounds
    made = QSignalSpy(rounds.made)
    rounds._quiet.setInterval(2000)  # no stall between two keys is as long
    rounds.wait_for_quiet()
    for _key in range(8):
        QTest.keyClick(driver.window.windowHandle(), Qt.Key.Key_Shift)
        QTest.qWait(15)
        assert made.count() == 0, "somebody is typing"
    assert rounds._quiet.remainingTime() > 1500, "each key puts it off"
    rounds._quiet.setInterval(40)
    driver.wait(lambda: made.count() == 1)
    driver.settle()
    assert len(backups(driver, empty_vault)) == 1
    rounds.wait_for_quiet()
    QTest.qWait(120)
    driver.settle()
    assert made.count() == 1, "nothing was written since"


def test_a_lock_does_not_wait_for_a_backup(
    quick: None, start: Callable[..., Driver], sample_vault: Path
) -> None:
    driver = start(sample_vault).unlock(PASSPHRASE)
    driver.furnished.errands.rounds.now()
    driver.window.lock()
    assert driver.window.locked
    driver.settle()
    driver.unlock(PASSPHRASE)
    assert all((one.folder / "documents").is_file() for one in backups(driver, sample_vault))


def test_a_disk_that_refuses_is_told_and_the_work_goes_on(
    quick: None, empty: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise StorageFailed("The disk is full; nothing was changed.", "Free some space.")

    monkeypatch.setattr(backup, "begin", fail)
    empty.furnished.errands.rounds.now()
    empty.settle()
    assert "The disk is full" in empty.furnished.frame.banner.text
    monkeypatch.undo()
    made = QSignalSpy(empty.furnished.errands.rounds.made)
    empty.furnished.errands.rounds.now()
    empty.wait(lambda: made.count() == 1)
    empty.settle()


def test_backups_are_seen_made_and_restored_in_the_window(
    quick: None, start: Callable[..., Driver], sample_vault: Path, tmp_path: Path
) -> None:
    driver = start(sample_vault).unlock(PASSPHRASE)
    driver.window.actions_["backups"].trigger()
    driver.settle()
    preferences = driver.dialog(PreferencesDialog)
    assert not preferences._save_button.isVisible()
    dialog = preferences.backups
    assert isinstance(dialog, BackupsPage)
    assert not dialog.check.isEnabled()
    assert not dialog.table.rows.rows
    dialog.keep_in(tmp_path / "stick")
    driver.settle()
    QTest.mouseClick(dialog.now, Qt.MouseButton.LeftButton)
    driver.wait(lambda: dialog.table.rows.rows)
    driver.settle()
    assert "checked" in dialog.banner.text
    QTest.mouseClick(dialog.check, Qt.MouseButton.LeftButton)
    driver.settle()
    assert "is well" in dialog.banner.text
    assert "looked at again" in dialog._state.text()
    dialog.table.selectRow(0)
    type_keys(dialog.passphrase, "not the one")
    QTest.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    driver.settle()
    assert "does not open" in dialog.banner.text
    dialog.passphrase.clear()
    type_keys(dialog.passphrase, PASSPHRASE)
    QTest.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    driver.settle()
    assert "Restored to" in dialog.banner.text
    document = next((dialog.table.rows.rows[0].place / "attachments").iterdir())
    document.write_bytes(document.read_bytes()[:-1])
    QTest.mouseClick(dialog.check, Qt.MouseButton.LeftButton)
    driver.settle()
    assert "changed or cut short" in dialog.banner.text
    assert "Back up now" in dialog.banner.text
    shutil.rmtree(dialog.table.rows.rows[0].place)
    QTest.mouseClick(dialog.check, Qt.MouseButton.LeftButton)
    driver.settle()
    assert "not there any more" in dialog.banner.text
    preferences.pages.choose(0)
    assert preferences._save_button.isVisible()
    preferences.reject()
    restored = Path(settings.load().recent[0])
    assert restored.parent == tmp_path
    with open_vault(restored, PASSPHRASE) as again:
        assert verify(again).ok


def test_a_check_is_told_of_the_backup_that_was_looked_at(
    quick: None, start: Callable[..., Driver], sample_vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older, newer = "20260401T080000Z", "20260402T080000Z"
    with open_vault(sample_vault, PASSPHRASE) as vault:
        made = backup.back_up(vault).folder
        shutil.copytree(made, made.with_name(older))
        made.rename(made.with_name(newer))
    gate, checked, whole = threading.Event(), list[str](), drill.check

    def slow(one: shelf.Backup, *more: object) -> None:
        checked.append(one.folder.name)
        gate.wait(5)
        whole(one, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(drill, "check", slow)
    driver = start(sample_vault).unlock(PASSPHRASE)
    driver.window.actions_["backups"].trigger()
    driver.settle()
    page = driver.dialog(PreferencesDialog).backups
    page.table.selectRow(1)
    QTest.mouseClick(page.check, Qt.MouseButton.LeftButton)
    driver.wait(lambda: checked)
    page.table.selectRow(0)
    type_keys(page.passphrase, "x")
    assert not page.check.isEnabled(), "one is being looked at"
    page.check.click()
    gate.set()
    driver.settle()
    assert checked == [older]
    assert "backup of 1 Apr 2026" in page.banner.text
    assert page.check.isEnabled()
    driver.dialog(PreferencesDialog).reject()


def test_a_lock_stops_a_check(
    quick: None, start: Callable[..., Driver], sample_vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_vault(sample_vault, PASSPHRASE) as vault:
        backup.back_up(vault)
    ended: list[type[Exception]] = []

    def for_ever(_one: object, _key: object, progress: Progress) -> None:
        try:
            while True:
                progress(1, 2)
                time.sleep(0.001)
        except Cancelled as stopped:
            ended.append(type(stopped))
            raise

    monkeypatch.setattr(drill, "check", for_ever)
    driver = start(sample_vault).unlock(PASSPHRASE)
    driver.window.actions_["backups"].trigger()
    driver.settle()
    page = driver.dialog(PreferencesDialog).backups
    QTest.mouseClick(page.check, Qt.MouseButton.LeftButton)
    driver.wait(lambda: page.banner.text.endswith("… 1 of 2"))
    driver.window.lock()
    driver.settle()
    assert ended == [Cancelled]
    driver.unlock(PASSPHRASE)


@dataclass
class Slow:
    """A restore that has begun to copy, and goes on when it is let."""

    driver: Driver
    begun: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)

    def begin(self) -> PreferencesDialog:
        for event in (self.begun, self.go_on):
            event.clear()
        self.driver.window.actions_["backups"].trigger()
        self.driver.settle()
        dialog: PreferencesDialog = self.driver.dialog(PreferencesDialog)
        page = dialog.backups
        assert isinstance(page, BackupsPage)
        page.table.selectRow(0)
        type_keys(page.passphrase, PASSPHRASE)
        QTest.mouseClick(page.restore, Qt.MouseButton.LeftButton)
        assert (page.stop.isVisible(), page.restore.isEnabled()) == (True, False)
        self.driver.wait(self.begun.is_set)
        return dialog


@pytest.fixture
def slow(
    quick: None, start: Callable[..., Driver], sample_vault: Path, monkeypatch: pytest.MonkeyPatch
) -> Slow:
    with open_vault(sample_vault, PASSPHRASE) as vault:
        backup.back_up(vault)
    made, copy = Slow(start(sample_vault).unlock(PASSPHRASE)), shelf.copy

    def copy_slowly(*arguments: object) -> None:
        made.begun.set()
        made.go_on.wait(5)
        copy(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(shelf, "copy", copy_slowly)
    return made


def test_a_restore_holds_nobody_up_and_is_told_where_one_is(slow: Slow, tmp_path: Path) -> None:
    driver, before = slow.driver, sorted(tmp_path.iterdir())
    preferences = slow.begin()
    answers: list[str] = []
    driver.furnished.desk.session.ask(lambda vault: vault.id, done=answers.append)
    driver.wait(lambda: answers)
    assert not slow.go_on.is_set(), "the vault's thread is free"
    QTest.mouseClick(preferences.backups.stop, Qt.MouseButton.LeftButton)
    slow.go_on.set()
    driver.settle()
    assert "Stopped" in preferences.banner.text
    assert sorted(tmp_path.iterdir()) == before
    assert preferences.backups.restore.isEnabled()
    preferences.reject()
    slow.begin().reject()
    slow.go_on.set()
    driver.settle()
    assert "Restored to" in driver.furnished.frame.banner.text
    assert len(list(tmp_path.iterdir())) == len(before) + 1


def test_a_lock_stops_a_restore(slow: Slow, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    slow.begin()
    slow.driver.window.lock()
    slow.go_on.set()
    slow.driver.settle()
    assert sorted(tmp_path.iterdir()) == before


def sheet_of(driver: Driver) -> SheetDialog:
    driver.furnished.errands.show_sheet()
    driver.settle()
    dialog: SheetDialog = driver.dialog(SheetDialog)
    QTest.mouseClick(dialog.make, Qt.MouseButton.LeftButton)
    driver.settle()
    return dialog


def test_the_sheet_opens_the_door_when_the_passphrase_is_lost(
    quick: None, start: Callable[..., Driver], empty_vault: Path, tmp_path: Path
) -> None:
    driver = start(empty_vault).unlock(PASSPHRASE)
    dialog = sheet_of(driver)
    words = " ".join(dialog.words)
    assert len(dialog.words) == 24
    dialog.save_to(tmp_path / "sheet.pdf")
    driver.settle()
    assert (tmp_path / "sheet.pdf").stat().st_size > 1000
    dialog.reject()
    driver.window.lock()
    driver.settle()
    door = driver.window.door
    QTest.mouseClick(door.unlock._lost, Qt.MouseButton.LeftButton)
    view = door.recovery
    assert door.currentWidget() is view
    type_keys(view.words, words.replace("a", "b", 1))
    type_keys(view.passphrase.first, NEW)
    type_keys(view.passphrase.second, NEW)
    view.passphrase.tick.setChecked(True)
    driver.wait(view._recover.isEnabled)
    QTest.mouseClick(view._recover, Qt.MouseButton.LeftButton)
    driver.settle()
    assert "Recovery words" in view.banner.text
    assert view.passphrase.text == NEW, "what was typed is kept"
    view.words.clear()
    type_keys(view.words, words)
    QTest.mouseClick(view._recover, Qt.MouseButton.LeftButton)
    driver.wait(lambda: not driver.window.locked)
    driver.settle()
    assert view.words.toPlainText() == ""
    driver.window.lock()
    driver.settle()
    driver.unlock(NEW)


def test_a_sheet_ends_only_when_the_next_one_is_safe(
    quick: None, empty: Driver, empty_vault: Path, tmp_path: Path
) -> None:
    def opens(words: list[str]) -> bool:
        secret = recovery.secret_of(" ".join(words))
        with suppress(WrongPassphrase):
            return bool(header.open_slot(header.load(empty_vault).header, secret))
        return False

    first = sheet_of(empty)
    old = first.words
    first.save_to(tmp_path / "sheet.pdf")
    empty.settle()
    assert opens(old)
    first.reject()
    empty.settle()
    second = sheet_of(empty)
    second.save_to(tmp_path / "no such folder" / "sheet.pdf")
    empty.settle()
    assert "can't be written" in second.banner.text
    assert (opens(old), opens(second.words)) == (True, False)
    second.save_to(tmp_path / "second.pdf")
    empty.settle()
    assert (opens(old), opens(second.words)) == (False, True)
    second.reject()


def test_a_sheet_that_was_saved_is_in_force_though_its_dialog_was_closed(
    quick: None, empty: Driver, empty_vault: Path, tmp_path: Path
) -> None:
    dialog = sheet_of(empty)
    words = " ".join(dialog.words)
    dialog.save_to(tmp_path / "sheet.pdf")
    delete(dialog)
    empty.settle()
    assert header.open_slot(header.load(empty_vault).header, recovery.secret_of(words))


@pytest.mark.parametrize("name", ["worker", "readers", "setters", "viewers"])
def test_an_error_that_nobody_takes_is_seen_in_the_window(empty: Driver, name: str) -> None:
    def fail() -> None:
        raise StorageFailed("The backup is damaged.")

    getattr(empty.program, name).run(fail)
    empty.settle()
    assert empty.furnished.frame.banner.text == "The backup is damaged."


def test_a_sheet_can_be_revoked(quick: None, empty: Driver) -> None:
    dialog = sheet_of(empty)
    QTest.mouseClick(dialog.written, Qt.MouseButton.LeftButton)
    empty.settle()
    assert not dialog.written.isVisible()
    dialog.reject()
    empty.furnished.errands.show_sheet()
    empty.settle()
    dialog = empty.dialog(SheetDialog)
    assert dialog.revoke.isVisible()
    QTest.mouseClick(dialog.revoke, Qt.MouseButton.LeftButton)
    empty.settle()
    assert not dialog.revoke.isVisible()
    dialog.reject()


def test_recover_goes_back_without_a_trace(start: Callable[..., Driver], empty_vault: Path) -> None:
    driver = start(empty_vault)
    door = driver.window.door
    door.begin_recovering(empty_vault)
    type_keys(door.recovery.words, "abandon ability")
    QTest.mouseClick(door.recovery._back, Qt.MouseButton.LeftButton)
    assert door.currentWidget() is door.unlock
    assert door.recovery.words.toPlainText() == ""


Kind = TypeVar("Kind", ChangeDialog, RenewDialog)


def typed(driver: Driver, action: str, kind: type[Kind], old: str) -> Kind:
    driver.window.actions_[action].trigger()
    dialog: Kind = driver.dialog(kind)
    type_keys(dialog.old, old)
    type_keys(dialog.new.first, NEW)
    type_keys(dialog.new.second, NEW)
    assert not dialog.go.isEnabled()
    dialog.new.tick.setChecked(True)
    driver.wait(dialog.go.isEnabled)
    QTest.keyClick(dialog.new.second, Qt.Key.Key_Return)
    driver.settle()
    return dialog


def test_the_passphrase_is_changed_in_the_window(quick: None, empty: Driver) -> None:
    dialog = typed(empty, "passphrase", ChangeDialog, "not the one")
    assert "does not open" in dialog.banner.text
    assert dialog.new.text == NEW, "what was typed is kept"
    dialog.old.clear()
    type_keys(dialog.old, PASSPHRASE)
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    empty.settle()
    assert (dialog.go.isVisible(), dialog.old.text(), dialog.new.text) == (False, "", "")
    dialog.reject()
    empty.window.lock()
    empty.settle()
    empty.unlock(NEW)


def test_neither_passphrase_nor_sheet_waits_for_a_long_briefing(
    quick: None, empty: Driver, tmp_path: Path
) -> None:
    over = threading.Event()
    empty.furnished.desk.setters.run(over.wait, 5)
    empty.window.actions_["sheet"].trigger()
    sheet = empty.dialog(SheetDialog)
    QTest.mouseClick(sheet.make, Qt.MouseButton.LeftButton)
    empty.wait(lambda: sheet.words)
    sheet.save_to(tmp_path / "sheet.pdf")
    empty.wait(lambda: "Saved" in sheet.banner.text)
    sheet.reject()
    empty.window.actions_["passphrase"].trigger()
    dialog = empty.dialog(ChangeDialog)
    type_keys(dialog.new.first, NEW)
    empty.wait(lambda: dialog.new._strength)
    assert not over.is_set()
    assert empty.furnished.desk.setters.busy, "it is still at it"
    dialog.reject()
    over.set()
    empty.settle()


def test_all_keys_are_renewed_in_the_window_and_the_vault_is_locked(
    quick: None, start: Callable[..., Driver], sample_vault: Path
) -> None:
    driver = start(sample_vault).unlock(PASSPHRASE)
    before = header.unlock(header.load(sample_vault), PASSPHRASE)[0]
    dialog = typed(driver, "renew_keys", RenewDialog, PASSPHRASE)
    driver.wait(lambda: not dialog.go.isVisible())
    assert not driver.window.locked
    dialog.reject()
    driver.settle()
    assert driver.window.locked
    driver.unlock(NEW).settle()
    driver.window.actions_["renew_keys"].trigger()
    dialog = driver.dialog(RenewDialog)
    dialog._renewed(sheet_ended=True)
    driver.window.lock()
    assert driver.window.locked, "a lock on its way out does not ask for another"
    assert header.unlock(header.load(sample_vault), NEW)[0] != before


def test_a_lock_stops_the_renewal_of_keys(
    quick: None, start: Callable[..., Driver], sample_vault: Path
) -> None:
    driver = start(sample_vault).unlock(PASSPHRASE)
    driver.window.actions_["renew_keys"].trigger()
    dialog = driver.dialog(RenewDialog)
    dialog._set_busy(True)
    dialog._begin(Hidden(PASSPHRASE), Hidden(NEW))
    driver.window.lock()
    assert driver.window.locked
    assert not dialog.isVisible()
    driver.settle()
    driver.unlock(PASSPHRASE)


def test_an_old_vault_is_kept_as_it_was_and_the_window_says_so(
    start: Callable[..., Driver], tmp_path: Path
) -> None:
    old = Path(shutil.copytree(make.HERE / "format-1.casefile", tmp_path / "old.casefile"))
    driver = start(old).unlock(make.PASSPHRASE).settle()
    assert "As it was it is kept in" in driver.furnished.frame.banner.text


def test_a_database_that_was_set_back_is_told_at_the_door(
    start: Callable[..., Driver], sample_vault: Path
) -> None:
    was = (sample_vault / "vault.db").read_bytes()
    with open_vault(sample_vault, PASSPHRASE) as vault:
        create_case(vault, "Begun later")
    (sample_vault / "vault.db").write_bytes(was)
    banner = start(sample_vault).unlock(PASSPHRASE).settle().furnished.frame.banner
    assert "holds 1 entry fewer" in banner.text
    assert banner.property("look") == "banner", "not as something that went well"
