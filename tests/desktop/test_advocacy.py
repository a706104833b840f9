# SPDX-License-Identifier: GPL-3.0-or-later
"""Advocacy by key presses: the board, what comes next, and incidents that stay open until met."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from casefile.base.ids import new_id
from casefile.casework import advocacy, cases
from casefile.desktop.advocacy.cards import card_of
from casefile.desktop.advocacy.column import MIME, Column
from casefile.desktop.advocacy.view import INCIDENTS, TABLE, AdvocacyView
from casefile.desktop.frame.navigation import NavigationButton
from casefile.records.kinds import Action, Document, Incident
from casefile.records.values import PartialDate
from casefile.store import reading
from casefile.vault.vault import Vault
from tests.desktop.driving import Driver, type_keys

HOSTILE = "<b>x</b>&amp; \u202eevil\u202c رسالة " + "w" * 1_500
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def view(opened: Driver) -> AdvocacyView:
    opened.ctrl(Qt.Key.Key_7).settle()
    found = opened.furnished.pages.views["advocacy"]
    assert isinstance(found, AdvocacyView)
    return found


def column(view: AdvocacyView, status: str) -> Column:
    return view.board.columns[status]


def held(view: AdvocacyView) -> Column:
    found = [one for one in view.board.columns.values() if one.list.hasFocus()]
    assert found
    return found[0]


def titles(view: AdvocacyView, status: str) -> list[str]:
    return [card.title for card in column(view, status).list.cards.cards]


def ask(driver: Driver, deed: Any, *args: Any) -> Any:
    found: list[Any] = []
    driver.furnished.desk.session.ask(deed, *args, done=found.append)
    driver.settle()
    return found[0]


def put(driver: Driver, *records: Any) -> None:
    def deed(vault: Vault) -> None:
        with vault.edit(records[0].case) as edit:
            for record in records:
                edit.put(record)

    kinds = {record.kind for record in records}
    driver.furnished.desk.session.change(deed, touches=kinds)
    driver.settle()


def case_of(driver: Driver) -> str:
    case = driver.furnished.cases.current
    assert case is not None
    return case.id


def test_the_board_has_the_keyboard_and_counts(opened: Driver, view: AdvocacyView) -> None:
    first = held(view)
    assert first.list.chosen is not None
    assert first.list.selectionModel().isSelected(first.list.currentIndex())
    assert first.list.accessibleName().startswith(first.title)
    total = sum(len(titles(view, status)) for status in view.board.columns)
    assert opened.furnished.frame.status is not None
    assert total == len(ask(opened, advocacy.action_rows, case_of(opened)))


def test_a_card_is_carried_by_keys_and_back_by_undo(opened: Driver, view: AdvocacyView) -> None:
    before = held(view)
    card = before.list.chosen
    assert card is not None
    order = list(view.board.columns)
    after = order[order.index(before.status) + 1]
    QTest.keyClick(before.list, Qt.Key.Key_Right, ALT)
    opened.settle()
    assert held(view).status == after
    chosen = held(view).list.chosen
    assert chosen is not None
    assert chosen.id == card.id
    opened.ctrl(Qt.Key.Key_Z).settle()
    assert card.title in titles(view, before.status)
    assert opened.furnished.frame.banner.text.startswith("Taken back: Status of Action")


def test_the_arrows_go_to_the_next_column_with_cards(opened: Driver, view: AdvocacyView) -> None:
    first = held(view)
    QTest.keyClick(first.list, Qt.Key.Key_Right)
    second = held(view)
    assert second is not first
    assert second.list.cards.cards
    QTest.keyClick(second.list, Qt.Key.Key_Left)
    assert held(view) is first


def test_a_card_that_is_let_fall_gets_the_status(opened: Driver, view: AdvocacyView) -> None:
    first = held(view)
    model = first.list.cards
    carried = model.mimeData([model.index(0)])
    assert carried.hasFormat(MIME)
    id_ = model.cards[0].id
    done = column(view, "done").list.cards
    nowhere = done.index(-1)
    assert not done.dropMimeData(carried, Qt.DropAction.MoveAction, -1, -1, nowhere)
    opened.settle()
    assert id_ in [card.id for card in column(view, "done").list.cards.cards]


def test_an_action_is_opened_changed_and_closed_by_keys(opened: Driver, view: AdvocacyView) -> None:
    opened.press(Qt.Key.Key_Return).settle()
    assert view.beside.detail_shown
    assert view.pane.record is not None
    assert held(view)
    opened.press(Qt.Key.Key_Return).settle()
    assert view.pane.isAncestorOf(opened.window.focusWidget())
    sheet = view.pane.sheet
    assert sheet is not None
    field: Any = sheet.fields["addressee"].editor.main
    field.setFocus()
    field.selectAll()
    type_keys(field, "President of the Republic")
    sheet.fields["title"].editor.main.setFocus()
    opened.settle()
    now = ask(opened, lambda vault: reading.record(vault.store, view.pane.record.id, Action))  # type: ignore[union-attr]
    assert now.addressee == "President of the Republic"
    view.pane.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    opened.settle()
    assert not view.beside.detail_shown
    assert held(view)


def test_an_action_is_added_by_keys(opened: Driver, view: AdvocacyView) -> None:
    opened.press(
        Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    ).settle()
    assert view.pane.adding
    focused: Any = opened.window.focusWidget()
    type_keys(focused, "petit")
    sheet = view.pane.sheet
    assert sheet is not None
    title: Any = sheet.fields["title"].editor.main
    title.setFocus()
    type_keys(title, "Free them")
    QTest.keyClick(title, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    assert "Free them" in titles(view, "sent")
    assert not view.pane.adding
    assert view.ties.isVisible()


def test_a_follow_up_is_planned_and_stands_beside(opened: Driver, view: AdvocacyView) -> None:
    opened.press(Qt.Key.Key_Return).settle()
    first = view.pane.record
    assert first is not None
    view.ties.follow.click()
    opened.settle()
    fresh = view.pane.record
    assert isinstance(fresh, Action)
    assert fresh.id != first.id
    assert fresh.id in [card.id for card in column(view, "planned").list.cards.cards]
    assert [tie.record.id for tie in ask(opened, advocacy.ties, fresh).before] == [first.id]
    opened.ctrl(Qt.Key.Key_Z)
    opened.settle()


def test_documents_are_linked_and_let_go(opened: Driver, view: AdvocacyView) -> None:
    opened.press(Qt.Key.Key_Return).settle()
    action = view.pane.record
    assert isinstance(action, Action)
    documents = ask(opened, lambda v: reading.records(v.store, Document, case_of(opened)))
    view.ties.tie.click()
    opened.settle()
    assert {offer.key for offer in view.ties.field.offers} >= {documents[0].id}
    view.ties.field.picked.emit(documents[0].id)
    opened.settle()
    [tie] = ask(opened, advocacy.ties, action).documents
    assert tie.record.id == documents[0].id
    view.ties.untie_requested.emit(tie.link)
    opened.settle()
    assert ask(opened, advocacy.ties, action).documents == ()


def test_an_incident_stays_open_until_something_was_done(
    opened: Driver, view: AdvocacyView
) -> None:
    incident = Incident(id=new_id(), case=case_of(opened), sort="threat", description="A call.")
    put(opened, incident)
    view.parts.choose(INCIDENTS)
    row = next(row for row in view.incidents.rows.rows if row.id == incident.id)
    assert row.gaps == ("reported_to", "measures")
    assert "open)" in view.parts.buttons[INCIDENTS].text()
    shown = [column.text(row) for column in view.incidents.rows.columns]
    assert "! Nobody yet" in shown
    assert "! None yet" in shown
    view.open_only.setChecked(True)
    assert all(row.gaps for row in view.incidents.rows.rows)


def test_an_incident_is_added_by_keys(opened: Driver, view: AdvocacyView) -> None:
    opened.go("overview")
    opened.press(
        Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    ).settle()
    assert opened.furnished.frame.page == "advocacy"
    assert view.showing_incidents
    focused: Any = opened.window.focusWidget()
    type_keys(focused, "smear")
    QTest.keyClick(focused, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    sorts = [row.incident.sort for row in view.incidents.rows.rows]
    assert "smear-campaign" in sorts


def test_a_record_found_elsewhere_is_opened_here(opened: Driver, view: AdvocacyView) -> None:
    opened.go("overview")
    incident = Incident(id=new_id(), case=case_of(opened), sort="arson")
    put(opened, incident)
    opened.furnished.desk.guide.record_requested.emit(case_of(opened), "incident", incident.id)
    opened.settle()
    assert view.showing_incidents
    assert view.pane.record is not None
    assert view.pane.record.id == incident.id
    action = ask(opened, advocacy.action_rows, case_of(opened))[0]
    opened.furnished.desk.guide.record_requested.emit(case_of(opened), "action", action.id)
    opened.settle()
    assert not view.showing_incidents
    assert view.pane.record.id == action.id


def test_it_is_sifted_by_group_and_words(opened: Driver, view: AdvocacyView) -> None:
    view.parts.choose(TABLE)
    view.group.choose("ILO")
    view.sifted.emit()
    assert {row.action.sort for row in view.table.rows.rows} <= {
        "ilo-cfa-complaint", "additional-information-to-the-ilo", "ilo-urgency-request",
        "ceacr-comments", "cas-session", "ilo-mission",
    }  # fmt: skip
    assert view.table.rows.rows
    type_keys(view.words, "nowhere to be found")
    assert view.table.rows.rows == ()


def test_hostile_texts_stay_plain_on_a_card(opened: Driver, view: AdvocacyView) -> None:
    action = Action(
        id=new_id(), case=case_of(opened), sort="petition", title=HOSTILE, addressee=HOSTILE,
        deadline=PartialDate("2001"), signatures=12_345, status="of-a-newer-version",
    )  # fmt: skip
    put(opened, action)
    assert list(view.board.columns)[-1] == "of-a-newer-version"
    card = column(view, "of-a-newer-version").list.cards.cards[0]
    assert "12,345 signatures" in card.foot
    assert card.due_look == "bad"
    assert len(card.title) <= 200
    assert "<b>x</b>" in card.spoken
    view.grab()


def test_three_hundred_cards_are_painted_quickly(opened: Driver, view: AdvocacyView) -> None:
    made = [
        Action(id=new_id(), case=case_of(opened), sort="petition", title=f"Petition {at}")
        for at in range(300)
    ]
    put(opened, *made)
    assert len(titles(view, "sent")) >= 300
    QTest.keyClick(column(view, "sent").list, Qt.Key.Key_End)
    chosen = column(view, "sent").list.chosen
    assert chosen is not None
    rows = ask(opened, advocacy.action_rows, case_of(opened))
    assert card_of(rows[-1]).title


def test_without_a_case_there_is_one_sentence(empty: Driver) -> None:
    empty.go("advocacy")
    view = empty.furnished.pages.views["advocacy"]
    assert isinstance(view, AdvocacyView)
    assert isinstance(view, AdvocacyView)
    assert view.blank.isVisible()
    assert not view.board.isVisible()
    empty.press(
        Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    ).settle()
    assert not view.beside.detail_shown


def test_open_incidents_are_told_at_the_navigation(opened: Driver) -> None:
    navigation = opened.furnished.frame.navigation
    page = next(b for b in navigation.findChildren(NavigationButton) if b.text() == "Advocacy")
    before = page.accessibleName()
    incident = Incident(id=new_id(), case=case_of(opened), sort="threat")
    put(opened, incident)
    assert page.accessibleName() != before
    assert "open incidents" in page.accessibleName()


def test_nothing_sifts_where_there_is_nothing(empty: Driver) -> None:
    done: list[object] = []
    empty.furnished.desk.session.change(
        cases.create_case, "Case of the test", touches=("case",), done=done.append
    )
    empty.settle().go("advocacy")
    view = empty.furnished.pages.views["advocacy"]
    assert isinstance(view, AdvocacyView)
    for at in range(3):
        view.parts.choose(at)
        empty.settle()
        for part in (view._add, view.words, view.group, view.open_only):
            assert not part.isVisible()
