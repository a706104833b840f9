# SPDX-License-Identifier: GPL-3.0-or-later
"""The history: every change with its values, sifted, restored, and proved by a printed digest."""

from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from casefile.base.ids import new_id
from casefile.casework import briefings, notes, undo
from casefile.desktop.actions import PAGES
from casefile.desktop.history.model import Day, spoken
from casefile.desktop.history.rows import HistoryRow
from casefile.desktop.history.view import HistoryView
from casefile.desktop.widgets.ask import Ask
from casefile.journal.chain import short_digest
from casefile.journal.clock import tick
from casefile.journal.entry import author_id, make
from casefile.journal.operations import Put
from casefile.records.kinds import Action, Release
from casefile.store import pages, reading
from casefile.store.writing import append
from casefile.vault.vault import Vault
from tests.desktop.driving import Driver, type_keys

_SAYING = ("text", "toPlainText", "accessibleName", "toolTip")
HOSTILE = "<img src=x>&amp; \u202eevil\u202c قضية " + "w" * 10_000


@pytest.fixture
def view(opened: Driver) -> HistoryView:
    found = opened.furnished.pages.views["history"]
    assert isinstance(found, HistoryView)
    return found


def do(driver: Driver, deed: object, *args: object) -> object:
    """Run a deed on the open case and let every page hear of it."""
    done: list[object] = []
    case = driver.furnished.cases.current
    assert case is not None
    driver.furnished.desk.session.change(
        deed, case.id, *args, touches=("action", "note"), done=done.append
    )  # type: ignore[arg-type]
    driver.settle()
    return done[0]


def answer(vault: Vault, case: str, reply: str = "We will look into it.") -> Action:
    held = reading.records(vault.store, Action, case)[0]
    changed = replace(held, status="answered", reply=reply)
    with vault.edit(case) as edit:
        edit.put(changed)
    return held


def withdraw(vault: Vault, case: str) -> Action:
    held = reading.records(vault.store, Action, case)[0]
    with vault.edit(case) as edit:
        edit.drop(held)
    return held


def shown(view: HistoryView) -> list[HistoryRow]:
    return [row for row in view.list.rows.rows if isinstance(row, HistoryRow)]


def words_on(widget: object) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))  # type: ignore[attr-defined]


def button(view: HistoryView, name: str) -> QPushButton:
    found = [one for one in view.detail.findChildren(QPushButton) if name in one.accessibleName()]
    assert found, [one.accessibleName() for one in view.detail.findChildren(QPushButton)]
    return found[0]


def test_a_change_is_told_field_by_field(opened: Driver, view: HistoryView) -> None:
    do(opened, answer)
    opened.ctrl(Qt.Key.Key_9).settle()
    assert isinstance(view.list.rows.rows[0], Day)
    row = shown(view)[0]
    assert row.what.startswith("Action “")
    assert row.what.endswith("changed")
    status = next(line for line in row.lines if line.label == "Status")
    assert status.after == "Answered"
    assert status.holds_after
    assert row.writer.own
    assert "Answered" in spoken(row)


def test_a_value_is_restored_by_keys(opened: Driver, view: HistoryView) -> None:
    before = do(opened, answer)
    assert isinstance(before, Action)
    opened.ctrl(Qt.Key.Key_9).settle()
    assert opened.window.focusWidget() is view.list
    opened.press(Qt.Key.Key_Down).press(Qt.Key.Key_Down)
    view.list.choose(shown(view)[0].id)
    opened.press(Qt.Key.Key_Return)
    assert view.detail.isAncestorOf(opened.window.focusWidget())
    button(view, "Restore Status").setFocus()
    opened.press(Qt.Key.Key_Space).settle()
    assert opened.furnished.frame.banner.text == "Restored: Status"
    restored = shown(view)[0].lines[0]
    assert (restored.label, restored.before) == ("Status", "Answered")
    opened.furnished.frame.banner.way_on.click()
    opened.settle()
    assert shown(view)[0].mark == "Undo"
    assert shown(view)[1].mark == "Taken back"
    opened.press(Qt.Key.Key_Escape)


def test_a_withdrawn_record_is_brought_back(opened: Driver, view: HistoryView) -> None:
    do(opened, withdraw)
    opened.go("history")
    view.list.choose(shown(view)[0].id)
    assert shown(view)[0].gone
    button(view, "Bring back").click()
    opened.settle()
    assert shown(view)[0].what.endswith("brought back")
    assert not shown(view)[0].gone


def test_a_record_has_its_own_history(opened: Driver, view: HistoryView) -> None:
    action = do(opened, answer)
    assert isinstance(action, Action)
    opened.furnished.desk.guide.history_requested.emit(action.id)
    opened.settle()
    assert opened.furnished.frame.page == "history"
    assert {row.record for row in shown(view)} == {action.id}
    assert len(shown(view)) == 2
    only = [w for w in view.findChildren(QLabel) if w.text().startswith("Only: ")]
    assert only[0].isVisible()
    view.all_requested.emit()
    opened.settle()
    assert len({row.record for row in shown(view)}) > 5


def test_it_is_sifted_by_author_kind_and_words(opened: Driver, view: HistoryView) -> None:
    do(opened, answer, "Кушакбаев answered at last")
    opened.go("history")
    type_keys(view.words, "at last")
    opened.qtbot.wait(300)
    opened.settle()
    assert [row.kind for row in shown(view)] == ["action"]
    view.words.clear()
    view.kind.choose("decision")
    view.sifted.emit()
    opened.qtbot.wait(300)
    opened.settle()
    assert {row.kind for row in shown(view)} == {"decision"}
    view.words.setText("nothing of the sort")
    view.sifted.emit()
    opened.qtbot.wait(300)
    opened.settle()
    assert shown(view) == []
    assert "Nothing in the history fits." in words_on(view)


def many(vault: Vault, case: str) -> None:
    for number in range(150):
        notes.log(vault, case, f"j Line {number}")


def test_a_long_history_is_read_as_it_is_looked_at(opened: Driver, view: HistoryView) -> None:
    do(opened, many)
    opened.go("history")
    assert len(shown(view)) == 60
    opened.press(Qt.Key.Key_End).settle()
    assert len(shown(view)) > 60
    bar = view.list.verticalScrollBar()
    for _page in range(20):
        bar.setValue(bar.maximum())
        opened.settle()
    ids = [row.id for row in shown(view)]
    assert len(ids) == len(set(ids)) > 200


def test_a_rare_find_is_looked_for_step_by_step(
    opened: Driver, view: HistoryView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "REACH", 20)
    do(opened, many)
    view.kind.choose("decision")
    opened.go("history")
    assert {row.kind for row in shown(view)} == {"decision"}


def test_the_digest_is_copied_and_checked(
    opened: Driver, view: HistoryView, tmp_path: Path
) -> None:
    release = do(opened, briefings.save, tmp_path / "printed.pdf")
    assert isinstance(release, Release)
    do(opened, answer)
    opened.go("history")
    view.proof.begin(short_digest(release.state_digest))
    opened.settle()
    assert "held exactly this" in view.proof.said
    assert "printed.pdf" in view.proof.said
    assert "2 entries have come since" in view.proof.said
    view.proof.since.click()
    opened.settle()
    assert [row.kind for row in shown(view)] == ["action", "release"]
    view.proof.field.setText("0123 4567 89ab cdef 0123")
    type_keys(view.proof.field, "\n")
    opened.settle()
    assert "never held exactly that" in view.proof.said
    view.proof.field.setText("what is this")
    type_keys(view.proof.field, "\n")
    opened.settle()
    assert "no state digest" in view.proof.said
    view.proof.field.setFocus()
    opened.press(Qt.Key.Key_Escape)
    assert not view.proof.open.isChecked()
    copy = next(
        b
        for b in view.proof.children()
        if getattr(b, "accessibleName", str)() == "Copy the state digest"
    )
    copy.click()  # type: ignore[attr-defined]
    assert len(QApplication.clipboard().text()) == 24


def test_what_left_is_listed(opened: Driver, view: HistoryView, tmp_path: Path) -> None:
    opened.go("history")
    view.parts.choose(1)
    assert "Nothing has left" in words_on(view)
    do(opened, briefings.save, tmp_path / "printed.pdf")
    assert view.releases.rows.rows[0].filename == "printed.pdf"
    view.releases.selectRow(0)
    view.releases.setFocus()
    opened.press(Qt.Key.Key_Return).settle()
    assert "1 entry has come since" in view.proof.said


def test_what_left_is_found_and_shown_by_its_history(
    opened: Driver, view: HistoryView, tmp_path: Path
) -> None:
    release = do(opened, briefings.save, tmp_path / "printed.pdf")
    assert isinstance(release, Release)
    opened.furnished.desk.guide.record_requested.emit(release.case, "release", release.id)
    opened.settle()
    assert opened.furnished.frame.page == "history"
    assert [row.record for row in shown(view)] == [release.id]


def test_hostile_texts_stay_plain(opened: Driver, view: HistoryView) -> None:
    do(opened, answer, HOSTILE)
    opened.go("history")
    view.list.choose(shown(view)[0].id)
    assert "<img src=x>&amp;" in words_on(view.detail)
    assert len(shown(view)[0].summary) <= 300
    labels = view.detail.findChildren(QLabel)
    assert all(one.textFormat() == Qt.TextFormat.PlainText for one in labels)
    view.grab()


def test_without_a_case_there_is_one_sentence(empty: Driver) -> None:
    empty.go("history")
    view = empty.furnished.pages.views["history"]
    assert isinstance(view, HistoryView)
    assert view.blank.isVisible()
    assert not view.proof.isVisible()
    view.blank.button_pressed.emit()
    assert empty.furnished.frame.page == "overview"


def test_another_case_starts_afresh(opened: Driver, view: HistoryView) -> None:
    action = do(opened, answer)
    assert isinstance(action, Action)
    opened.furnished.desk.guide.history_requested.emit(action.id)
    opened.settle()
    from casefile.casework import cases

    done: list[object] = []
    opened.furnished.desk.session.change(
        cases.create_case, "Second", touches=("case",), done=done.append
    )
    opened.settle()
    opened.furnished.cases.choose(done[0].id)  # type: ignore[attr-defined]
    opened.settle()
    assert [row.what for row in shown(view)] == ["Case “\u2068Second\u2069” added"]


def test_undone_deeds_are_marked(opened: Driver, view: HistoryView) -> None:
    do(opened, answer)
    do(opened, undo.undo)
    do(opened, undo.redo)
    opened.go("history")
    assert [row.mark for row in shown(view)][:3] == ["Redo", "Taken back", ""]


def odd(vault: Vault, case: str) -> None:
    """What somebody wrote who keeps to no form of ours."""
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw()
    fields: dict[str, Any] = {
        "names": "no list", "title": ["a", 1], "sort": {"x": [None, 1]}, "event_at": "Tomorrow",
        "deadline": "never", "sender": 5, "access": ["x"], "notice": {"by": {"deep": True}},
    }  # fmt: skip
    puts = [
        Put(kind, new_id(), name, value)
        for kind in ("party", "action", "note", "hearing", "of-tomorrow")
        for name, value in fields.items()
    ]
    time = tick(vault.store.latest, vault.clock())
    entry = make(case, author_id(public), 1, None, time, {}, puts, bytes(32), key.sign)
    append(vault.store, [entry], {author_id(public): public}, vault.clock)


def test_odd_entries_of_others_are_told_all_the_same(opened: Driver, view: HistoryView) -> None:
    do(opened, odd)
    opened.go("history")
    assert len(shown(view)) >= 40
    for row in shown(view)[:40]:
        view.list.choose(row.id)
        assert words_on(view.detail)
    assert "nobody vouches for this name" in words_on(view.detail)


def seen_anywhere(driver: Driver, words: str) -> list[str]:
    """The widgets of the window, and the search, that show these words."""
    told = []
    for widget in driver.window.findChildren(QWidget):
        said = [getattr(widget, name, "") for name in _SAYING]
        texts = [one() if callable(one) else one for one in said]
        told += [repr(widget) for text in texts if words in str(text)]
    hits = driver.furnished.pages.search_view.list.results.rows
    return told + [repr(hit) for hit in hits if words in repr(hit)]


def test_a_record_is_erased_for_good_after_a_question(opened: Driver, view: HistoryView) -> None:
    needle = "The witness lives behind the mill."
    note = do(opened, notes.log, needle)
    opened.furnished.frame.top.search.setText("behind")
    opened.settle()
    assert seen_anywhere(opened, needle)
    opened.furnished.desk.guide.history_requested.emit(note.note.id)  # type: ignore[attr-defined]
    opened.settle()
    view.list.choose(shown(view)[0].id)
    button(view, "Erase the record").click()
    ask: Ask = opened.dialog(Ask)
    assert "can't be undone" in words_on(ask)
    assert ask.focusWidget() is ask.no
    ask.no.click()
    opened.settle()
    assert shown(view)
    button(view, "Erase the record").click()
    opened.dialog(Ask).yes.click()
    opened.settle()
    told = "Erased. Backups made before hold it until they go."
    assert opened.furnished.frame.banner.text == told
    assert len(shown(view)) > 5  # all of the case again
    opened.ctrl(Qt.Key.Key_Z).settle()  # refused in a sentence, and no bug
    for page in (*(name for name, _sign in PAGES), "search"):
        opened.go(page)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert seen_anywhere(opened, needle) == []
    assert needle not in "".join(spoken(row) for row in shown(view))


def test_the_case_itself_has_no_way_to_be_erased(opened: Driver, view: HistoryView) -> None:
    case = opened.furnished.cases.current
    assert case is not None
    opened.furnished.desk.guide.history_requested.emit(case.id)
    opened.settle()
    assert {row.kind for row in shown(view)} == {"case"}
    view.list.choose(shown(view)[0].id)
    assert not [b for b in view.detail.findChildren(QPushButton) if "Erase" in b.text()]
