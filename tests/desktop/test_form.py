# SPDX-License-Identifier: GPL-3.0-or-later
"""The form of one record: every kind, by key presses, kept field by field."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from casefile.casework import records
from casefile.desktop.form.field import Field
from casefile.desktop.form.pane import RecordPane
from casefile.records.fields import field_infos
from casefile.records.kinds import KINDS, Deadline, Party, Record
from casefile.store import reading
from tests.desktop.driving import Driver, type_keys
from tests.desktop.test_conventions import check


class Desk:
    """A pane over the sample case, and someone at its keyboard."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        case = driver.furnished.cases.current
        assert case is not None
        self.case = case.id
        self.pane = RecordPane(driver.furnished.desk)
        self.pane.setParent(driver.furnished.frame, Qt.WindowType.Widget)
        self.pane.setGeometry(300, 60, 520, 700)
        self.pane.show()
        self.saved: list[Record] = []
        self.pane.saved.connect(self.saved.append)

    def ask(self, deed: Callable[..., Any], *args: Any) -> Any:
        found: list[Any] = []
        self.driver.furnished.desk.session.ask(deed, *args, done=found.append)
        self.driver.settle()
        return found[0]

    def change(self, deed: Callable[..., Any], *args: Any, touches: tuple[str, ...]) -> None:
        self.driver.furnished.desk.session.change(deed, *args, touches=touches)
        self.driver.settle()

    def all(self, kind: str) -> list[Record]:
        found: list[Record] = self.ask(
            lambda vault: reading.records(vault.store, KINDS[kind], self.case)
        )
        return found

    def now(self, record: Record) -> Any:
        return self.ask(lambda vault: reading.record(vault.store, record.id))

    def show(self, record: Record) -> None:
        self.pane.show_record(record)
        self.driver.settle()

    def begin(self, kind: type[Record], **given: object) -> None:
        self.pane.begin(kind, self.case, **given)
        self.driver.settle()

    def field(self, path: str) -> Field:
        assert self.pane.sheet is not None
        return self.pane.sheet.fields[path]

    def type(self, path: str, text: str, *, clear: bool = True) -> None:
        main: Any = self.field(path).editor.main
        main.setFocus()
        if clear:
            main.selectAll()
        type_keys(main, text)

    def leave(self) -> None:
        self.driver.furnished.frame.top.search.setFocus()
        self.driver.settle()


@pytest.fixture
def desk(opened: Driver) -> Iterator[Desk]:
    made = Desk(opened)
    yield made
    made.pane.setParent(None)
    made.pane.deleteLater()


def test_every_field_of_every_kind_has_an_editor_that_can_be_heard(desk: Desk) -> None:
    for kind in KINDS.values():
        desk.begin(kind)
        assert desk.pane.sheet is not None
        shown = {path.partition(".")[0] for path in desk.pane.sheet.fields}
        assert shown == {info.attribute for info in field_infos(kind)}
        check(desk.pane)


def test_what_is_shown_is_what_is_held_and_nothing_is_written(desk: Desk) -> None:
    for kind in KINDS:
        for record in desk.all(kind)[:4]:
            desk.show(record)
            assert desk.pane.sheet is not None
            for path, field in desk.pane.sheet.fields.items():
                attribute, _dot, inner = path.partition(".")
                held = getattr(record, attribute)
                held = getattr(held, inner, field.info.default) if inner else held
                assert field.value() == held, path
            check(desk.pane)
            desk.pane.settle()
    assert desk.saved == []


def test_a_field_is_kept_when_it_is_left_and_only_that_field(desk: Desk) -> None:
    party = desk.all("party")[0]
    desk.show(party)
    desk.ask(records.set_field, party.id, "remarks", "meanwhile, elsewhere")
    desk.type("position", "Chair of the federation")
    desk.leave()
    now = desk.now(party)
    assert (now.position, now.remarks) == ("Chair of the federation", "meanwhile, elsewhere")
    assert [record.id for record in desk.saved] == [party.id]


def test_a_new_record_is_added_with_control_and_return(desk: Desk) -> None:
    desk.begin(Deadline)
    desk.pane.focus_first()
    QTest.keyClick(
        desk.field("due").editor.main, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    assert desk.field("what").problem
    desk.type("due", "27.9.2031")
    assert desk.field("due")._understood.text() == "Saturday 27 September 2031"
    desk.type("what", "Answer the Committee")
    QTest.keyClick(
        desk.field("what").editor.main, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    desk.driver.settle()
    assert [(d.due, d.what) for d in desk.saved] == [("2031-09-27", "Answer the Committee")]  # type: ignore[attr-defined]
    assert not desk.pane.adding


def test_the_next_record_begins_empty(desk: Desk) -> None:
    desk.begin(Deadline)
    desk.type("what", "Appeal")
    desk.type("due", "1.5.2026")
    QTest.keyClick(desk.pane, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.driver.settle()
    assert len(desk.saved) == 1
    desk.begin(Deadline)
    assert desk.field("what").editor.value() == ""
    assert desk.pane.banner.text == ""


def test_adding_twice_in_a_hurry_adds_once(desk: Desk) -> None:
    before = len(desk.all("deadline"))
    desk.begin(Deadline)
    desk.type("what", "Appeal")
    desk.type("due", "1.5.2026")
    for _time in range(2):
        QTest.keyClick(desk.pane, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.driver.settle()
    assert len(desk.all("deadline")) == before + 1


def test_a_field_that_is_kept_late_does_not_close_the_new_record(desk: Desk) -> None:
    party = desk.all("party")[0]
    desk.show(party)
    desk.type("position", "Chair")
    desk.pane.begin(Deadline, desk.case)  # the vault has not answered yet
    desk.type("what", "Brand new")
    desk.driver.settle()
    assert desk.pane.adding
    assert desk.field("what").editor.value() == "Brand new"
    assert desk.now(party).position == "Chair"


def test_a_record_is_withdrawn(desk: Desk) -> None:
    party = desk.all("party")[0]
    desk.show(party)
    gone: list[str] = []
    desk.pane.withdrawn.connect(gone.append)
    desk.pane.withdraw_button.click()
    desk.driver.settle()
    assert gone == [party.id]
    assert party.id not in {one.id for one in desk.all("party")}


def test_a_person_is_chosen_across_scripts(desk: Desk) -> None:
    sanction = desk.all("sanction")[0]
    desk.show(sanction)
    desk.type("party", "кушак")
    desk.driver.settle()
    editor: Any = desk.field("party").editor
    QTest.keyClick(editor.field, Qt.Key.Key_Return)
    desk.driver.settle()
    chosen = desk.now(desk.now(sanction)).party
    assert "Kushakbayev" in desk.ask(lambda vault: reading.record(vault.store, chosen, Party)).name


def test_what_cant_be_kept_stays_and_says_why(desk: Desk) -> None:
    sanction = desk.all("sanction")[0]
    desk.show(sanction)
    desk.type("starts", "31.2.2017")
    desk.leave()
    assert desk.field("starts").problem == "There is no 31.2.2017 in the calendar."
    assert desk.now(sanction).starts == sanction.starts  # type: ignore[attr-defined]
    desk.show(desk.all("party")[0])
    desk.show(sanction)
    assert desk.field("starts").problem == "There is no 31.2.2017 in the calendar."
    assert "is back" in desk.pane.banner.text
    desk.type("starts", "28.2.2017")
    desk.leave()
    assert desk.now(sanction).starts == "2017-02-28"
    desk.show(desk.all("party")[0])
    desk.show(sanction)
    assert not desk.pane.banner.isVisible()


def test_a_rule_of_the_record_is_said_at_the_field(desk: Desk) -> None:
    sanction = desk.all("sanction")[0]
    desk.show(sanction)
    desk.type("amount", "a hundred")
    desk.leave()
    assert desk.field("amount").problem == "must be a number such as 100 or 2.5"
    editor: Any = desk.field("amount").editor
    assert editor.field.text() == "a hundred"


def test_a_half_typed_record_comes_back_and_is_cleared(desk: Desk) -> None:
    desk.begin(Deadline)
    desk.type("what", "Answer")
    desk.pane.close_pane()
    desk.driver.settle()
    desk.begin(Deadline)
    editor: Any = desk.field("what").editor
    assert editor.field.text() == "Answer"
    desk.pane.clear_button.click()
    assert editor.field.text() == ""
    desk.driver.settle()
    desk.pane.close_pane()
    desk.begin(Deadline)
    assert desk.field("what").editor.typed() == ""


def test_valid_text_is_kept_and_the_rest_comes_back_after_a_lock(
    desk: Desk, sample_vault: Path
) -> None:
    from tests.desktop.conftest import PASSPHRASE

    sanction = desk.all("sanction")[0]
    desk.show(sanction)
    desk.type("months", "many")
    desk.type("amount", "250")
    desk.pane.setParent(None)
    desk.driver.window.lock()
    desk.driver.settle()
    desk.driver.unlock(PASSPHRASE)
    again = Desk(desk.driver)
    assert again.now(sanction).amount == "250"
    again.show(again.now(sanction))
    assert again.field("months").problem == "Write a whole number such as 12."
    again.pane.setParent(None)
    again.pane.deleteLater()


def test_escape_closes_what_is_empty_and_discards_nothing(desk: Desk) -> None:
    closed: list[bool] = []
    desk.pane.closed.connect(lambda: closed.append(True))
    desk.begin(Deadline)
    desk.type("what", "Answer")
    QTest.keyClick(desk.field("what").editor.main, Qt.Key.Key_Escape)
    assert desk.field("what").editor.typed() == "Answer"
    assert not closed
    desk.pane.clear_button.click()
    QTest.keyClick(desk.field("what").editor.main, Qt.Key.Key_Escape)
    assert closed


def test_what_changes_elsewhere_is_shown_but_for_the_field_that_is_typed_in(desk: Desk) -> None:
    party = desk.all("party")[0]
    desk.show(party)
    desk.type("position", "Chair")
    desk.change(records.set_field, party.id, "position", "Elsewhere", touches=("party",))
    desk.change(records.set_field, party.id, "affiliation", "Union", touches=("party",))
    assert desk.field("position").editor.typed() == "Chair"
    assert desk.field("affiliation").editor.typed() == "Union"
    desk.leave()
    assert desk.now(party).position == "Chair"


def test_a_record_that_was_withdrawn_elsewhere_goes_but_not_what_is_typed(desk: Desk) -> None:
    party, other, third = desk.all("party")[:3]
    desk.show(party)
    desk.change(records.withdraw, party.id, touches=("party",))
    assert desk.pane.record is None
    desk.show(other)
    desk.type("position", "Chair")
    desk.change(records.withdraw, other.id, touches=("party",))
    assert "was withdrawn" in desk.pane.banner.text
    assert desk.field("position").editor.typed() == "Chair"
    desk.ask(records.withdraw, third.id)
    closed: list[bool] = []
    desk.pane.show_record(third)
    desk.pane.closed.connect(lambda: closed.append(True))
    desk.begin(Deadline)  # before the vault has said that the other one is gone
    assert desk.pane.adding
    assert not closed


def test_history_is_asked_for(desk: Desk) -> None:
    asked: list[str] = []
    desk.driver.furnished.desk.guide.history_requested.connect(asked.append)
    party = desk.all("party")[0]
    desk.show(party)
    desk.pane.history_button.click()
    assert asked == [party.id]


def test_what_is_missing_stays_said_while_others_write(desk: Desk) -> None:
    desk.begin(Deadline)
    desk.pane.add_button.click()
    party = desk.all("party")[0]
    desk.change(records.set_field, party.id, "remarks", "x", touches=("party",))
    assert desk.field("due").problem == "This must be filled in."
    assert desk.field("what").problem == "This must be filled in."
