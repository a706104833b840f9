# SPDX-License-Identifier: GPL-3.0-or-later
"""Undo and redo by keys: what was typed first, then the last deed, named before and after."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from casefile.casework import cases
from casefile.journal.entry import author_id
from casefile.records.kinds import Case
from casefile.store import reading
from casefile.store.writing import Author, edit
from casefile.vault.vault import Vault
from tests.desktop.driving import Driver, type_keys

HOSTILE = "<b>x</b> & \u202eabc " + "w" * 1_900


@pytest.fixture
def live(empty: Driver) -> Driver:
    """A live log in a case of its own."""
    done = []
    empty.furnished.desk.session.change(
        cases.create_case, "Case of the test", touches=("case",), done=done.append
    )
    empty.settle()
    empty.furnished.cases.choose(done[0].id)
    return empty.settle().press(Qt.Key.Key_F5).settle()


def action(driver: Driver, name: str = "undo") -> QAction:
    return driver.window.actions_[name]


def plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").strip("\u200b")


def redo(driver: Driver) -> None:
    driver.press(
        Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    ).settle()


def test_nothing_is_offered_where_nothing_was_done(empty: Driver) -> None:
    assert not action(empty).isEnabled()
    assert not action(empty, "redo").isEnabled()
    assert plain(action(empty).text()) == "Undo"
    empty.ctrl(Qt.Key.Key_Z).settle()
    assert not empty.furnished.frame.banner.isVisible()


def test_the_empty_line_gives_the_last_one_back(live: Driver) -> None:
    live.log_line("j Opens the sitting.")
    time = live.log.list.lines.rows[0].note.event_at.exact.local
    assert plain(action(live).text()) == f"Undo: line of {time:%H:%M}"
    assert plain(action(live).toolTip()) == f"Undo: line of {time:%H:%M} (Ctrl+Z)"
    live.ctrl(Qt.Key.Key_Z).settle()
    assert live.lines() == []
    banner = live.furnished.frame.banner
    assert banner.text == f"Taken back: line of {time:%H:%M}"
    assert plain(action(live, "redo").text()) == f"Redo: line of {time:%H:%M}"
    banner.way_on.click()
    live.settle()
    assert live.lines() == ["Opens the sitting."]
    live.ctrl(Qt.Key.Key_Z).settle()
    redo(live)
    assert live.lines() == ["Opens the sitting."]


def test_what_is_offered_goes_with_the_next_deed_and_with_the_page(live: Driver) -> None:
    banner = live.furnished.frame.banner
    live.log_line("j Opens the sitting.").log_line("j Reads the charge.")
    live.ctrl(Qt.Key.Key_Z).settle()
    assert banner.isVisible()
    live.log_line("j Hears the witness.")
    assert not banner.isVisible()
    live.ctrl(Qt.Key.Key_Z).settle().go("people")
    assert not banner.isVisible()


def test_what_is_being_typed_is_undone_first(live: Driver) -> None:
    live.log_line("The line that stays.")
    type_keys(live.entry.field, "half a sen")
    live.ctrl(Qt.Key.Key_Z).settle()
    assert live.entry.field.toPlainText() == ""
    assert live.lines() == ["The line that stays."]


def test_a_field_with_nothing_to_undo_lets_the_key_through(live: Driver) -> None:
    live.log_line("Said in error.")
    live.ctrl(Qt.Key.Key_K).settle()
    search = live.furnished.frame.top.search
    assert live.window.focusWidget() is search
    type_keys(search, "err")
    live.ctrl(Qt.Key.Key_Z).settle()
    assert search.text() == ""
    live.ctrl(Qt.Key.Key_Z).settle()
    live.go("hearings")
    assert live.lines() == []


def retitle(vault: Vault, case: str, title: str) -> None:
    with vault.edit(case) as edit:
        edit.put(replace(reading.record(vault.store, case, Case), title=title))


def test_a_hostile_title_stays_plain_and_short(live: Driver) -> None:
    case = live.furnished.cases.current
    assert case is not None
    session = live.furnished.desk.session
    for title in (HOSTILE, "Calm"):
        session.change(retitle, case.id, title, touches=("case",))
        live.settle()
    said = plain(action(live).text())
    assert said.startswith("Undo: Title of Case")
    assert len(said) < 100
    live.ctrl(Qt.Key.Key_Z).settle()
    assert "<b>" in plain(action(live).text())
    assert "<b>" not in action(live).toolTip()


def test_a_refusal_is_a_sentence_and_nothing_is_called_unsaved(live: Driver) -> None:
    live.furnished.desk.guide.redo_requested.emit()
    live.settle()
    assert live.furnished.frame.banner.text == "There is nothing to redo."
    assert "Not saved" not in live.furnished.frame.status.text


def by_another(vault: Vault, case: str, title: str) -> None:
    """What a colleague wrote, as it would come in with a bundle."""
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw()
    author = Author(author_id(public), key.sign, public)
    with edit(vault.store, author, case, vault.clock) as one:
        one.put(replace(reading.record(vault.store, case, Case), title=title))


def test_what_a_colleague_has_changed_since_is_left_alone(live: Driver) -> None:
    case = live.furnished.cases.current
    assert case is not None
    session = live.furnished.desk.session
    for deed, title in ((retitle, "Mine"), (by_another, "Theirs")):
        session.change(deed, case.id, title, touches=("case",))
        live.settle()
    live.ctrl(Qt.Key.Key_Z).settle()
    assert "changed by somebody else since" in live.furnished.frame.banner.text
    assert "Not saved" not in live.furnished.frame.status.text
    current = live.furnished.cases.current
    assert current is not None
    assert current.title == "Theirs"


def test_another_case_has_deeds_of_its_own(live: Driver) -> None:
    live.log_line("In the first case.")
    done = []
    live.furnished.desk.session.change(
        cases.create_case, "Second", touches=("case",), done=done.append
    )
    live.settle()
    live.furnished.cases.choose(done[0].id)
    live.settle()
    assert "line of" not in action(live).text()
