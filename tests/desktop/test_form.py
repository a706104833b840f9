# SPDX-License-Identifier: GPL-3.0-or-later
"""The form of one record: every kind, by key presses, kept field by field."""

from collections.abc import Callable, Iterator
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
