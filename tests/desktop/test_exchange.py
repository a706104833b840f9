# SPDX-License-Identifier: GPL-3.0-or-later
"""A case leaves one vault and comes into another, through the dialogs."""

import shutil
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from msgspec.structs import replace
from pyrage import x25519
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from casefile.bundle.packing import Written
from casefile.casework import exchange, notes
from casefile.desktop.exchange.export import ExportDialog
from casefile.desktop.exchange.receive import ImportDialog
from casefile.records.kinds import Note, Party, Release
from casefile.records.values import Audience
from casefile.store import reading
from casefile.vault import vault
from casefile.vault.vault import Vault
from tests.desktop.conftest import PASSPHRASE
from tests.desktop.driving import Driver, type_keys

pytestmark = pytest.mark.usefixtures("light_envelopes")

BUNDLE_PASSPHRASE = "lantern copper meadow violin thunder"


def exporting(driver: Driver) -> ExportDialog:
    driver.window.actions_["export"].trigger()
    dialog: ExportDialog = driver.dialog(ExportDialog)
    driver.settle()
    return dialog


def gone(driver: Driver, kind: type[QWidget]) -> bool:
    return not driver.window.findChildren(kind)


def test_a_case_is_sealed_to_a_key(opened: Driver, tmp_path: Path) -> None:
    identity = x25519.Identity.generate()
    out = tmp_path / "kharkova.casebundle"
    dialog = exporting(opened)
    assert not dialog._export.isEnabled()
    dialog.keys.setPlainText(f"{identity.to_public()}\n")
    assert dialog._export.isEnabled()
    dialog.export_requested.emit(out)
    opened.wait(lambda: gone(opened, ExportDialog))
    opened.settle()
    assert "kharkova.casebundle" in opened.furnished.frame.banner.text
    inspection = exchange.inspect_bundle(out, keys=[str(identity)])
    assert inspection.title.startswith("Larisa Kharkova")
    assert inspection.audience is Audience.TEAM


def test_what_leaves_is_listed_by_audience(opened: Driver) -> None:
    opened.press(Qt.Key.Key_F5).settle()
    opened.log_line("For the team alone.")
    dialog = exporting(opened)
    team = [label.text() for label in dialog.leaving.findChildren(QLabel)]
    assert {"Hearings", "4", "Log", "10"} <= set(team)
    assert "A PDF can hold" in dialog.unseen.text
    assert dialog.unseen.isVisible()
    assert dialog.unseen.height() < 100
    dialog.unseen.show_unseen(["One line."])
    assert dialog.unseen.verticalScrollBar().maximum() == 0
    dialog.audience.choose(Audience.PUBLIC)
    assert not dialog.leaving.clear
    opened.settle()
    opened.qtbot.wait(1)
    assert dialog.leaving.clear
    public = {label.text() for label in dialog.leaving.findChildren(QLabel)}
    assert {"3 (of 4)", "9 (of 10)"} <= public
    dialog.reject()


def guard_the_interpreter(driver: Driver) -> None:
    case = driver.furnished.cases.current
    assert case is not None

    def guard(open_one: Vault) -> None:
        found = reading.records(open_one.store, Party, case.id)
        interpreter = next(party for party in found if "Ismetova" in party.name)
        with open_one.edit(case.id) as edit:
            edit.put(replace(interpreter, protected=True, pseudonym="Interpreter A"))

    driver.furnished.desk.session.change(guard, touches=("party",))


def test_a_guarded_name_bars_the_way_until_someone_looked(opened: Driver, tmp_path: Path) -> None:
    guard_the_interpreter(opened)
    opened.settle()
    dialog = exporting(opened)
    dialog.audience.choose(Audience.PUBLIC)
    opened.settle()
    dialog.keys.setPlainText(str(x25519.Identity.generate().to_public()))
    assert "protected" in dialog.leaks.text
    assert not dialog._export.isEnabled()
    dialog.leaks.tick.setChecked(True)
    opened.settle()
    assert dialog._export.isEnabled()
    dialog.export_requested.emit(tmp_path / "x.casebundle")
    opened.wait(lambda: gone(opened, ExportDialog))
    opened.settle()
    assert (tmp_path / "x.casebundle").exists()


def test_a_passphrase_is_typed_twice_and_must_be_strong(opened: Driver, tmp_path: Path) -> None:
    out = tmp_path / "x.casebundle"
    dialog = exporting(opened)
    dialog.sealing.choose("passphrase")
    type_keys(dialog.first, "password")
    assert not dialog._export.isEnabled()
    type_keys(dialog.second, "password")
    assert dialog._export.isEnabled()
    dialog.export_requested.emit(out)
    opened.settle()
    assert "Too easy" in dialog.banner.text
    assert not out.exists()
    for field in (dialog.first, dialog.second):
        field.clear()
        type_keys(field, BUNDLE_PASSPHRASE)
    dialog.export_requested.emit(out)
    opened.wait(lambda: gone(opened, ExportDialog))
    opened.settle()
    assert exchange.inspect_bundle(out, passphrase=BUNDLE_PASSPHRASE).documents == 3


@pytest.mark.parametrize("stop", ["", "before", "behind"])
def test_what_was_sealed_is_looked_at_again_and_never_left_about(
    opened: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: str
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    dialog = exporting(opened)
    dialog.keys.setPlainText(str(x25519.Identity.generate().to_public()))
    hand_over, sealed = dialog.hand_over, list[Path]()

    def meanwhile(ready: exchange.Ready, written: Written) -> None:
        sealed.extend(folder.iterdir())
        guard_the_interpreter(opened)
        if stop == "before":
            dialog.reject()
        hand_over(ready, written)
        if stop == "behind":
            dialog.reject()

    monkeypatch.setattr(dialog, "hand_over", meanwhile)
    dialog.export_requested.emit(folder / "x.casebundle")
    opened.wait(lambda: bool(sealed))
    opened.settle()
    assert list(folder.iterdir()) == []
    assert opened.furnished.frame.isVisible()
    if stop:
        return
    assert "Danara Ismetova: Name" in dialog.banner.text
    assert not dialog._export.isEnabled()
    assert "Ismetova" in dialog.leaks.text
    dialog.leaks.tick.setChecked(True)
    opened.settle()
    assert dialog._export.isEnabled()
    monkeypatch.undo()
    dialog.export_requested.emit(folder / "x.casebundle")
    opened.wait(lambda: gone(opened, ExportDialog))
    opened.settle()
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("key", ["age1nonsense", "hello", "AGE-SECRET-KEY-1QQQ"])
def test_a_key_that_is_none_is_said(opened: Driver, tmp_path: Path, key: str) -> None:
    out = tmp_path / "x.casebundle"
    dialog = exporting(opened)
    dialog.keys.setPlainText(key)
    dialog.export_requested.emit(out)
    opened.settle()
    assert dialog.banner.isVisible()
    assert dialog._export.isEnabled()
    assert not out.exists()
    dialog.reject()


def test_an_export_that_is_stopped_leaves_no_file(opened: Driver, tmp_path: Path) -> None:
    out = tmp_path / "x.casebundle"
    dialog = exporting(opened)
    dialog.keys.setPlainText(str(x25519.Identity.generate().to_public()))
    dialog.export_requested.emit(out)
    dialog.reject()
    opened.settle()
    assert list(tmp_path.glob("*.casebundle*")) in ([], [out])
    assert opened.furnished.frame.isVisible()


@pytest.fixture
def bundle(vaults: SimpleNamespace, tmp_path: Path) -> Path:
    """The sample case, sealed under a passphrase by another observer."""
    out = tmp_path / "kharkova.casebundle"
    theirs = shutil.copytree(vaults.sample, tmp_path / "theirs.casefile")
    with vault.open_vault(Path(theirs), PASSPHRASE) as sender:
        case = reading.cases(sender.store)[0].id
        exchange.export_case(sender, case, out, exchange.Sealing(passphrase=BUNDLE_PASSPHRASE))
    return out


def importing(driver: Driver, bundle: Path, passphrase: str) -> ImportDialog:
    driver.furnished.errands.review(bundle)
    dialog: ImportDialog = driver.dialog(ImportDialog)
    type_keys(dialog.passphrase, passphrase + "\n")
    driver.settle()
    return dialog


def test_a_bundle_is_reviewed_and_taken_in(empty: Driver, bundle: Path) -> None:
    dialog = importing(empty, bundle, BUNDLE_PASSPHRASE)
    assert dialog.review is not None
    assert dialog._what.text().startswith("Larisa Kharkova")
    assert "A. Observer" in dialog._found.text()
    assert "Hearings: 3" in dialog._found.text()
    assert "not met the sender" in dialog._warning.text()
    assert empty.furnished.cases.current is None
    dialog._go_on.click()
    empty.wait(lambda: gone(empty, ImportDialog))
    empty.settle()
    case = empty.furnished.cases.current
    assert case is not None
    assert case.title.startswith("Larisa Kharkova")
    empty.furnished.frame.top.search.setText("memorandum")
    empty.settle()
    assert empty.furnished.pages.search_view.list.results.rows


def test_the_same_bundle_again_brings_nothing_new(empty: Driver, bundle: Path) -> None:
    importing(empty, bundle, BUNDLE_PASSPHRASE)._go_on.click()
    empty.wait(lambda: gone(empty, ImportDialog))
    empty.settle()
    dialog = importing(empty, bundle, BUNDLE_PASSPHRASE)
    assert "Nothing new." in dialog._found.text()
    assert "not met" not in dialog._warning.text()
    dialog.reject()
    empty.settle()


def test_a_review_that_is_left_changes_nothing(empty: Driver, bundle: Path) -> None:
    importing(empty, bundle, BUNDLE_PASSPHRASE).reject()
    empty.settle()
    assert empty.furnished.cases.current is None
    found: list[int] = []

    def count(open_one: Vault) -> int:
        return len(reading.cases(open_one.store))

    empty.furnished.desk.session.ask(count, done=found.append)
    empty.settle()
    assert found == [0]


@pytest.mark.parametrize("locked", [False, True])
def test_taking_in_is_stopped_half_way(
    empty: Driver, bundle: Path, empty_vault: Path, monkeypatch: pytest.MonkeyPatch, locked: bool
) -> None:
    begun, go_on, accept = threading.Event(), threading.Event(), exchange.accept

    def slow(*args: object, **more: object) -> object:
        begun.set()
        go_on.wait(5)
        return accept(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(exchange, "accept", slow)
    dialog = importing(empty, bundle, BUNDLE_PASSPHRASE)
    dialog._go_on.click()
    empty.wait(begun.is_set)
    if locked:
        empty.window.lock()
        assert not dialog.isVisible()
    else:
        dialog.reject()
        assert dialog.isVisible(), "until it has stopped"
    go_on.set()
    empty.settle()
    assert gone(empty, ImportDialog)
    empty.window.lock()
    empty.settle()
    with vault.open_vault(empty_vault, PASSPHRASE) as again:
        assert reading.cases(again.store) == []


def test_a_wrong_passphrase_can_be_typed_again(empty: Driver, bundle: Path) -> None:
    dialog = importing(empty, bundle, "not it")
    assert dialog.banner.isVisible()
    assert dialog.review is None
    dialog.passphrase.clear()
    type_keys(dialog.passphrase, BUNDLE_PASSPHRASE + "\n")
    empty.settle()
    assert dialog.review is not None
    dialog.reject()
    empty.settle()


@pytest.mark.parametrize("untrusted", [b"", b"hello", b"age-encryption.org/v1\n" + b"x" * 200])
def test_what_is_no_bundle_is_refused(empty: Driver, tmp_path: Path, untrusted: bytes) -> None:
    path = tmp_path / "bad.casebundle"
    path.write_bytes(untrusted)
    dialog = importing(empty, path, "")
    assert dialog.banner.isVisible()
    assert dialog.review is None
    dialog.reject()
    empty.settle()


def test_a_lock_in_the_middle_of_a_review_leaves_no_stage(
    empty: Driver, bundle: Path, empty_vault: Path
) -> None:
    before = sorted(path.name for path in (empty_vault / "attachments").rglob("*"))
    importing(empty, bundle, BUNDLE_PASSPHRASE)
    empty.window.lock()
    empty.settle()
    with vault.open_vault(empty_vault, PASSPHRASE) as again:
        assert reading.cases(again.store) == []
    assert sorted(path.name for path in (empty_vault / "attachments").rglob("*")) == before


def test_a_check_that_is_left_half_way_leaves_no_stage(
    empty: Driver, bundle: Path, empty_vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, review = threading.Event(), exchange.review_bundle

    def slow(*args: object, **more: object) -> object:
        found = review(*args, **more)  # type: ignore[arg-type]
        gate.wait()
        return found

    monkeypatch.setattr(exchange, "review_bundle", slow)
    empty.furnished.errands.review(bundle)
    dialog: ImportDialog = empty.dialog(ImportDialog)
    type_keys(dialog.passphrase, BUNDLE_PASSPHRASE + "\n")
    empty.qtbot.wait(300)
    dialog.reject()
    gate.set()
    empty.settle()
    staged = [path for path in empty_vault.rglob("*") if path.suffix == ".age"]
    assert staged == []
    assert empty.furnished.cases.current is None


def test_lines_are_logged_while_a_bundle_is_written(
    opened: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, write = threading.Event(), exchange.write_ready
    writing = threading.Event()

    def slow(*args: object, **more: object) -> object:
        writing.set()
        gate.wait()
        return write(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(exchange, "write_ready", slow)
    case, before = opened.furnished.cases.current, list[int]()
    assert case is not None
    count = partial(opened.furnished.desk.session.ask, counted, case.id)
    for out, stop in ((tmp_path / "a.casebundle", False), (tmp_path / "b.casebundle", True)):
        writing.clear()
        gate.clear()
        dialog = exporting(opened)
        dialog.keys.setPlainText(str(x25519.Identity.generate().to_public()))
        dialog.export_requested.emit(out)
        opened.wait(writing.is_set)
        opened.furnished.desk.session.change(
            notes.log, case.id, "j Said while it was packed.", touches=("note",)
        )
        count(done=before.append)
        opened.wait(lambda: len(before) == (2 if stop else 1))
        assert not out.exists()
        if stop:
            dialog.reject()
        gate.set()
        opened.settle()
        assert out.exists() is not stop
        assert not list(tmp_path.glob(".*"))
    assert before[1] == before[0] + 1
    releases: list[int] = []
    opened.furnished.desk.session.ask(
        lambda v: reading.count(v.store, Release, case.id), done=releases.append
    )
    opened.settle()
    assert releases == [1]


def counted(vault: Vault, case: str) -> int:
    return reading.count(vault.store, Note, case)


def test_an_error_after_the_dialog_is_gone_is_said_by_the_window(
    opened: Driver, tmp_path: Path
) -> None:
    dialog = exporting(opened)
    dialog.keys.setPlainText("age1nonsense")
    dialog.export_requested.emit(tmp_path / "x.casebundle")
    assert dialog._task is not None
    dialog._task = None  # so that leaving does not stop it
    dialog.reject()
    opened.settle()
    assert opened.furnished.frame.banner.isVisible()


def test_lines_of_both_observers_stand_in_one_log(
    empty: Driver, bundle: Path, start: Callable[..., Driver]
) -> None:
    importing(empty, bundle, BUNDLE_PASSPHRASE)._go_on.click()
    empty.wait(lambda: gone(empty, ImportDialog))
    empty.settle()
    empty.go("hearings")
    empty.hearings.table.selectRow(0)
    empty.hearings.table.row_opened.emit(empty.hearings.table.chosen)
    empty.settle()
    before = len(empty.lines())
    assert before == 3
    empty.log_line("Mine.")
    assert len(empty.lines()) == before + 1
    case = empty.furnished.cases.current
    assert case is not None
    authors: list[set[str]] = []
    empty.furnished.desk.session.ask(
        lambda v: {row.author for row in reading.rows(v.store, Note, case.id)}, done=authors.append
    )
    empty.settle()
    assert len(authors[0]) == 2
