# SPDX-License-Identifier: GPL-3.0-or-later
"""Two observers' logs of one hearing side by side, by keys, in the real program."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from casefile.base.ids import new_id
from casefile.casework import aligned, cases, hearings
from casefile.casework.masks import BAR, Mask
from casefile.desktop.words import isolated
from casefile.disclosure.matcher import Finder, Guarded
from casefile.records.kinds import Hearing, Note
from casefile.records.values import Break, Moment, When
from casefile.store.cards import AuthorCard
from casefile.store.local import put_author
from casefile.store.writing import edit
from casefile.vault import vault
from tests.desktop.conftest import PASSPHRASE
from tests.desktop.driving import Driver
from tests.store.people import Person

TEN = Moment("2017-09-27T10:00+06:00[Asia/Almaty]")
OURS = (0, 5, 10, 30, 60)
THEIRS = (0, 6, 20, 30, 61)
Key = Qt.Key


def a_note(hearing: Hearing, minute: int, text: str) -> Note:
    return Note(
        id=new_id(), case=hearing.case, hearing=hearing.id, event_at=When(TEN.moved(minute)),
        speaker_role="judge", text=text,
    )  # fmt: skip


def fill(made: vault.Vault, *others: tuple[Person, str]) -> None:
    case = cases.create_case(made, "Larisa Kharkova")
    pause = Break(started_at=TEN.moved(40), ended_at=TEN.moved(55))
    hearing = hearings.start_hearing(made, case.id)
    hearing = replace(hearing, scheduled_at=When(TEN), started_at=TEN, breaks=(pause,))
    with made.edit(case.id) as ours:
        ours.put(hearing)
        for minute in OURS:
            ours.put(a_note(hearing, minute, f"Ours {minute}"))
    for person, name in others:
        card = AuthorCard(id=person.id, name=name, signing_key=person.public.hex())
        put_author(made.store, card)
        with edit(made.store, person.author, case.id) as theirs:
            for minute in THEIRS:
                theirs.put(a_note(hearing, minute, f"{name} {minute}"))


def at_log(start: Callable[..., Driver], folder: Path) -> Driver:
    driver = start(folder).unlock(PASSPHRASE).go("hearings")
    driver.hearings.table.selectRow(0)
    QTest.keyClick(driver.hearings.table, Key.Key_Return)
    return driver.settle()


@pytest.fixture
def two(start: Callable[..., Driver], empty_vault: Path) -> Driver:
    """The log of a hearing that two observers watched."""
    with vault.open_vault(empty_vault, PASSPHRASE) as made:
        fill(made, (Person(), "Жанна"))
    return at_log(start, empty_vault)


def rows(driver: Driver) -> list[tuple[str, str]]:
    return [
        (row.left.note.text if row.left else "", row.right.note.text if row.right else "")
        for row in driver.log.together.list.rows
    ]


def test_one_observer_has_nobody_beside_them(
    start: Callable[..., Driver], empty_vault: Path
) -> None:
    with vault.open_vault(empty_vault, PASSPHRASE) as made:
        fill(made)
    driver = at_log(start, empty_vault)
    assert not driver.window.actions_["together"].isEnabled()
    assert driver.log.beside.isHidden()


def test_f6_shows_two_logs_aligned_by_time(two: Driver) -> None:
    assert two.log.beside.isVisible()
    two.press(Key.Key_F6).settle()
    assert two.log.side_by_side
    assert two.log.beside.isChecked()
    assert two.window.actions_["together"].isChecked()
    assert rows(two) == [
        ("Ours 0", "Жанна 0"), ("Ours 5", "Жанна 6"), ("Ours 10", ""), ("", "Жанна 20"),
        ("Ours 30", "Жанна 30"), ("Ours 60", "Жанна 61"),
    ]  # fmt: skip
    assert [two.log.together.left.currentText(), two.log.together.right.currentText()] == [
        "A. Observer", "Жанна",
    ]  # fmt: skip
    two.press(Key.Key_F6).settle()
    assert not two.log.side_by_side
    assert not two.window.actions_["together"].isChecked()


def test_a_break_stands_between_both(two: Driver) -> None:
    two.press(Key.Key_F6).settle()
    shown = two.log.together.list
    assert shown._layout(5).breaks == ("Break 10:40–10:55, 15 min",)
    assert shown.height_of(5) > shown.height_of(4)
    shown.grab()


def test_keys_go_through_the_rows_and_back_to_the_line(two: Driver) -> None:
    two.press(Key.Key_F6).settle()
    shown = two.log.together.list
    shown.setFocus()
    for key in (Key.Key_Home, Key.Key_Down, Key.Key_Down, Key.Key_Down):
        QTest.keyClick(shown, key)
    assert shown.chosen_row is not None
    assert shown.chosen_row.note.text == "Жанна 20"
    two.press(Key.Key_F6).settle()
    two.wait(lambda: two.log.list.chosen_row)
    row = two.log.list.chosen_row
    assert row is not None
    assert row.note.text == "Жанна 20"


def test_a_screen_reader_hears_both_by_name(two: Driver) -> None:
    two.press(Key.Key_F6).settle()
    interface = QAccessible.queryAccessibleInterface(two.log.together.list)
    assert interface.childCount() == 6
    said = interface.child(2).text(QAccessible.Text.Name)
    assert "Ours 10" in said
    assert "Жанна\u2069: nothing then" in said
    assert interface.child(2).text(QAccessible.Text.Description) == "line 3 of 6"


def test_a_line_logged_meanwhile_joins_its_side(two: Driver) -> None:
    two.press(Key.Key_F6).settle()
    two.log_line("One more.")
    assert ("One more.", "") in rows(two)


def test_which_two_can_be_chosen(start: Callable[..., Driver], empty_vault: Path) -> None:
    with vault.open_vault(empty_vault, PASSPHRASE) as made:
        fill(made, (Person(), "Beata"), (Person(), "Chingiz"))
    driver = at_log(start, empty_vault)
    driver.press(Key.Key_F6).settle()
    box = driver.log.together.left
    box.setFocus()
    QTest.keyClick(box, Key.Key_End)
    assert rows(driver)[0] == ("Chingiz 0", "Beata 0")
    QTest.keyClick(box, Key.Key_Up)  # Beata can't stand beside herself
    left, right = rows(driver)[0]
    assert left == "Beata 0"
    assert right != left
    driver.log.together.list.grab()


def test_the_button_is_seen_with_the_log_only(two: Driver) -> None:
    two.hearings.page.turn(1)
    assert not two.log.beside.isVisible()
    two.hearings.page.turn(-1)
    assert two.log.beside.isVisible()


def test_names_are_hidden_on_both_sides(two: Driver) -> None:
    two.press(Key.Key_F6).settle()
    guarded = [Guarded("x", "Ours", ("Ours",), True)]
    two.log.set_mask(Mask(Finder(guarded), {}))
    said = two.log.together.list.spoken(0)
    assert "Ours" not in said
    assert BAR in said
    two.log.together.list.grab()
    heads = two.log.together.left.currentText(), two.log.together.right.currentText()
    assert heads == ("Observer 1", "Observer 2")
    assert two.log.together.list.told() == " · ".join(map(isolated, heads))
    two.log.set_mask(None)
    assert two.log.together.left.currentText() not in heads
    assert "Ours 0" in two.log.together.list.spoken(0)


def test_who_wrote_the_chosen_line_is_hidden_under_the_log_too(two: Driver) -> None:
    shown = two.log.list
    two.press(Key.Key_H, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier)
    two.settle()
    theirs = next(row for row in shown.lines.rows if row.note.text == "Жанна 61")
    shown.choose(shown.lines.find(theirs.note.id, 0) or 0)
    assert two.log._times.text().endswith(f"by {isolated(BAR)}")
    two.press(Key.Key_H, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier)
    two.settle()
    assert two.log._times.text().endswith(f"by {isolated('Жанна')}")


def test_it_ends_with_the_log(two: Driver) -> None:
    two.press(Key.Key_F6).settle()
    two.hearings.page.head.back_requested.emit()
    two.settle()
    assert not two.window.actions_["together"].isEnabled()
    assert not two.log.side_by_side


def test_a_very_long_log_says_where_it_is_cut(two: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aligned, "MOST", 4)
    monkeypatch.setattr(aligned, "PAGE", 2)
    two.press(Key.Key_F6).settle()
    assert "first 4 lines" in two.log.together._note.text()
    assert sum(bool(side) for row in rows(two) for side in row) == 4
