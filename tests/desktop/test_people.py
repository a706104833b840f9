# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of people: found, added, protected and made one by key presses."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from casefile.casework import cases, sameness
from casefile.desktop.people.detail import APPEARANCES, PROTECTION
from casefile.desktop.people.view import PeopleView
from casefile.records.kinds import Party
from casefile.store import reading
from casefile.vault import vault
from tests.desktop.conftest import PASSPHRASE
from tests.desktop.driving import Driver, type_keys
from tests.desktop.test_conventions import check

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def people(opened: Driver) -> Driver:
    """The sample case, its people shown."""
    return opened.go("people")


def page(driver: Driver) -> PeopleView:
    return driver.furnished.pages.people_view


def names(driver: Driver) -> list[str]:
    return [party.name for party in page(driver).table.rows.rows]


def choose(driver: Driver, name: str) -> None:
    page(driver).table.selectRow(names(driver).index(name))
    driver.settle()


def kept(driver: Driver, name: str) -> Party:
    return next(party for party in page(driver).table.rows.rows if party.name == name)


def seek(driver: Driver, typed: str) -> list[str]:
    page(driver).clear_filter()
    type_keys(page(driver).table, typed[:1])
    type_keys(page(driver).filter, typed[1:])
    driver.settle()
    return names(driver)


def begin_adding(driver: Driver, name: str) -> None:
    driver.press(Qt.Key.Key_P, CTRL, SHIFT)
    assert driver.window.focusWidget() is page(driver).add.name
    type_keys(page(driver).add.name, name)
    driver.settle()


def add(driver: Driver, name: str) -> None:
    begin_adding(driver, name)
    type_keys(page(driver).add.name, "\n")
    driver.settle()


def push(root: object, text: str) -> None:
    found = [b for b in root.findChildren(QPushButton) if b.text() == text]  # type: ignore[attr-defined]
    shown = [button for button in found if button.isVisible()]
    assert shown, text
    shown[0].click()


@pytest.mark.parametrize("typed", ["kush", "Куша", "Құшақ", "Нурбек куш"])
def test_a_letter_typed_in_the_list_finds_in_any_script(people: Driver, typed: str) -> None:
    everyone = len(names(people))
    assert seek(people, typed)[0] == "Nurbek Kushakbayev"
    assert page(people).filter.text() == typed
    assert len(names(people)) < everyone
    people.press(Qt.Key.Key_Down)
    assert people.window.focusWidget() is page(people).table
    assert page(people).filter.text() == typed  # nothing typed is lost
    assert page(people).table.chosen.name == "Nurbek Kushakbayev"


def test_nobody_found_is_said(people: Driver) -> None:
    assert seek(people, "zwetschgen") == []
    assert page(people)._nobody.isVisible()
    page(people).clear_filter()
    people.settle()
    assert not page(people)._nobody.isVisible()


def test_sorts_and_roles_are_sifted(people: Driver) -> None:
    view = page(people)
    view.sort.choose("court")
    people.settle()
    assert {party.sort for party in view.table.rows.rows} == {"court"}
    view.sort.setCurrentIndex(0)
    view.role.choose("judge")
    people.settle()
    assert names(people) == ["Svetlana Shinaliyeva"]
    assert people.furnished.frame.status._count.text() == "1 of 18 parties"


def test_enter_opens_the_record_and_a_name_is_kept_when_left(people: Driver) -> None:
    choose(people, "Prado")
    page(people).table.setFocus()
    people.press(Qt.Key.Key_Return)
    people.settle()
    field = people.window.focusWidget()
    assert page(people).detail.pane.isAncestorOf(field)
    people.ctrl(Qt.Key.Key_A)
    type_keys(field, "Дмитрий Прадо")  # type: ignore[arg-type]
    people.press(Qt.Key.Key_Return, CTRL).settle()
    assert "Дмитрий Прадо" in names(people)
    people.furnished.undoing.undo()
    people.settle()
    assert "Prado" in names(people)


def test_somebody_is_added_by_keyboard_from_any_page(opened: Driver) -> None:
    opened.go("documents")
    add(opened, "Гүлнар Әлімова")
    party = kept(opened, "Гүлнар Әлімова")
    assert (party.sort, party.names[0].script) == ("person", "Cyrl")
    assert page(opened).detail.pane.record == party
    assert not page(opened).add.isVisible()
    assert page(opened).detail.pane.isAncestorOf(opened.window.focusWidget())


def test_a_court_is_added_and_escape_keeps_what_was_typed(people: Driver) -> None:
    begin_adding(people, "Abay District Court")
    page(people).add.sort.choose("court")
    people.press(Qt.Key.Key_Escape)
    assert not page(people).add.isVisible()
    people.press(Qt.Key.Key_P, CTRL, SHIFT)
    assert page(people).add.name.text() == "Abay District Court"
    type_keys(page(people).add.name, "\n")
    people.settle()
    assert kept(people, "Abay District Court").sort == "court"


@pytest.mark.parametrize(
    "name", ["<b>bold</b> & <img src=x>", "\u202egnihton\u202c", "ن" * 2000, "A & B"]
)
def test_hostile_names_are_shown_as_they_stand(people: Driver, name: str) -> None:
    begin_adding(people, "")
    page(people).add.name.setText(name)
    type_keys(page(people).add.name, "\n")
    people.settle()
    assert name in names(people)
    check(people.window)
    people.window.resize(QSize(960, 600))
    assert people.window.width() == 960


def test_a_name_that_nobody_has_is_refused_and_stays(people: Driver) -> None:
    begin_adding(people, "")
    page(people).add.name.setText("ن" * 10_000)
    type_keys(page(people).add.name, "\n")
    people.settle()
    assert "2000" in page(people).add.banner.text
    assert page(people).add.isVisible()
    assert len(page(people).add.name.text()) == 10_000


def test_it_is_asked_across_scripts_while_one_types_and_the_spelling_is_added(
    people: Driver,
) -> None:
    begin_adding(people, "Кушақбаев Нұрбек")
    (offer,) = page(people).add.offers.offers
    assert offer.party.name == "Nurbek Kushakbayev"
    assert "in this case since" in page(people).add.offers.accessibleName()
    check(people.window)
    count = len(names(people))
    push(page(people).add.offers, "Yes: add this spelling")
    people.settle()
    assert len(names(people)) == count
    spelled = kept(people, "Nurbek Kushakbayev").names[-1]
    assert (spelled.text, spelled.script) == ("Кушақбаев Нұрбек", "Cyrl")


def test_somebody_else_is_not_asked_about_again(people: Driver) -> None:
    begin_adding(people, "Larissa Kharkova")
    push(page(people).add.offers, "No")
    people.settle()
    assert not page(people).add.offers.isVisible()
    assert people.window.focusWidget() is page(people).add.name
    type_keys(page(people).add.name, "\n")
    people.settle()
    assert page(people).detail.pane.record == kept(people, "Larissa Kharkova")
    assert page(people).detail.offers.offers == ()


def test_two_records_are_made_one_and_that_is_undone_from_the_banner(people: Driver) -> None:
    before = {party.id: party for party in page(people).table.rows.rows}
    add(people, "Kushakbaev N.")
    added = kept(people, "Kushakbaev N.")
    assert page(people).detail.offers.isVisible()
    push(page(people).detail.offers, "Yes: compare the two")
    people.settle()
    merge = page(people).detail.merge
    assert merge.isVisible()
    assert merge.pairing is not None
    assert (merge.pairing.keep.name, merge.pairing.gone) == ("Nurbek Kushakbayev", added)
    check(people.window)
    people.press(Qt.Key.Key_Return, CTRL)
    people.settle()
    assert "Kushakbaev N." not in names(people)
    assert kept(people, "Nurbek Kushakbayev").names[-1].text == "Kushakbaev N."
    banner = people.furnished.frame.banner
    assert banner.text == "Nurbek Kushakbayev and Kushakbaev N. are one record now."
    banner.way_on.click()
    people.settle()
    after = {party.id: party for party in page(people).table.rows.rows}
    assert after == before | {added.id: added}


def test_the_other_record_is_found_in_the_list(people: Driver) -> None:
    choose(people, "Prado")
    people.window.actions_["merge"].trigger()
    assert page(people).choosing.isVisible()
    type_keys(page(people).filter, "Yarashuk")
    people.settle()
    people.press(Qt.Key.Key_Return)
    people.press(Qt.Key.Key_Return)
    people.settle()
    pairing = page(people).detail.merge.pairing
    assert pairing is not None
    assert {pairing.keep.name, pairing.gone.name} == {"Prado", "Aliaksandr Yarashuk"}
    push(page(people).detail.merge, "Keep the other’s main name")
    people.settle()
    turned = page(people).detail.merge.pairing
    assert turned is not None
    assert turned.keep == pairing.gone
    people.press(Qt.Key.Key_Escape)
    assert not page(people).detail.merging


def test_a_person_and_a_court_are_not_made_one(people: Driver) -> None:
    court = next(party.name for party in page(people).table.rows.rows if party.sort == "court")
    choose(people, "Prado")
    people.window.actions_["merge"].trigger()
    page(people).table.selectRow(names(people).index(court))
    page(people).table.setFocus()
    people.press(Qt.Key.Key_Return)
    people.settle()
    assert not page(people).detail.merge._merge.isEnabled()
    assert "different sorts" in page(people).detail.merge.banner.text


def test_escape_leaves_the_choice_of_the_second(people: Driver) -> None:
    choose(people, "Prado")
    people.window.actions_["merge"].trigger()
    page(people).table.setFocus()
    people.press(Qt.Key.Key_Escape)
    assert not page(people).choosing.isVisible()
    assert page(people).beside.detail_shown


def test_protection_says_what_it_changes_and_who_reads_what(people: Driver) -> None:
    choose(people, "Larisa Kharkova")
    detail = page(people).detail
    assert not detail.shield.isVisible()
    detail.segments.choose(PROTECTION)
    push(detail.protection, "Protect")
    people.settle()
    party = kept(people, "Larisa Kharkova")
    assert party.protected
    assert page(people).table.rows.columns[0].sign(party) == "shield"  # type: ignore[misc]
    detail.segments.choose(0)
    assert detail.shield.isVisible()
    assert "Everyone: Person" in detail.shield.text
    assert "Larisa" not in detail.shield.text
    push(detail.shield, "Use “Accused 1”")
    people.settle()
    assert kept(people, "Larisa Kharkova").pseudonym == "Accused 1"
    assert "Everyone: Accused 1" in detail.shield.text
    assert "Partners: Accused 1" in detail.shield.text
    assert not detail.shield.use.isVisible()
    check(people.window)
    detail.segments.choose(PROTECTION)
    check(people.window)
    push(detail.protection, "End the protection")
    people.settle()
    assert not kept(people, "Larisa Kharkova").protected


def test_where_somebody_appears_leads_there(people: Driver) -> None:
    choose(people, "Larisa Kharkova")
    detail = page(people).detail
    detail.segments.choose(APPEARANCES)
    found = detail.appearances.rows.rows
    assert len(found) > 5
    assert detail.segments.buttons[APPEARANCES].text() == f"Appears in ({len(found)})"
    detail.appearances.selectRow(0)
    detail.appearances.setFocus()
    people.press(Qt.Key.Key_Return)
    people.settle()
    assert people.furnished.frame.page != "people"


def test_the_arrow_keys_go_through_the_views_of_somebody(people: Driver) -> None:
    choose(people, "Larisa Kharkova")
    segments = page(people).detail.segments
    segments.buttons[0].setFocus()
    people.press(Qt.Key.Key_Right)
    assert segments.buttons[APPEARANCES].isChecked()
    assert segments.buttons[APPEARANCES].hasFocus()
    people.press(Qt.Key.Key_Left).press(Qt.Key.Key_Left)
    assert segments.buttons[PROTECTION].isChecked()


def test_a_found_party_is_opened_whatever_is_filtered(people: Driver) -> None:
    seek(people, "Yarashuk")
    case = people.furnished.cases.current
    assert case is not None
    people.go("overview")
    with_name = "Larisa Kharkova"
    people.furnished.frame.top.search.setText(with_name)
    people.furnished.tour.go("search")
    people.settle()
    party = next(p for p in parties_of(people) if p.name == with_name)
    people.furnished.desk.guide.record_requested.emit(case.id, "party", party.id)
    people.settle()
    assert page(people).table.chosen == party
    assert page(people).detail.pane.record == party


def parties_of(driver: Driver) -> list[Party]:
    """All parties, read anew."""
    found: list[Party] = []
    case = driver.furnished.cases.current
    assert case is not None

    def read(held: vault.Vault) -> list[Party]:
        return reading.records(held.store, Party, case.id)

    driver.furnished.desk.session.ask(read, done=found.extend)
    driver.settle()
    return found


def test_a_withdrawn_party_is_gone_and_comes_back_with_undo(people: Driver) -> None:
    choose(people, "Prado")
    push(page(people).detail.pane, "Withdraw")
    people.settle()
    assert "Prado" not in names(people)
    assert not page(people).beside.detail_shown
    people.furnished.undoing.undo()
    people.settle()
    assert "Prado" in names(people)


def test_an_empty_page_invites_to_add(empty: Driver) -> None:
    empty.go("people")
    empty.press(Qt.Key.Key_P, CTRL, SHIFT)
    assert not empty.window.actions_["add_party"].isEnabled()  # there is no case yet
    folder = empty.window._folder
    assert folder is not None
    empty.window.lock()
    empty.settle()
    with vault.open_vault(folder, PASSPHRASE) as made:
        cases.create_case(made, "New")
    empty.unlock(PASSPHRASE).go("people")
    add(empty, "Somebody")
    assert names(empty) == ["Somebody"]


def test_a_narrow_window_shows_the_list_or_the_record(people: Driver) -> None:
    people.window.resize(QSize(960, 600))
    choose(people, "Prado")
    assert page(people).table.isVisible()
    page(people).table.setFocus()
    people.press(Qt.Key.Key_Return)
    assert not page(people).table.isVisible()
    assert page(people).detail.pane.isVisible()
    page(people).beside.go_back()
    assert page(people).table.isVisible()
    assert people.window.size() == QSize(960, 600)


def test_another_case_shows_other_people(start: Callable[..., Driver], sample_vault: Path) -> None:
    with vault.open_vault(sample_vault, PASSPHRASE) as made:
        other = cases.create_case(made, "Other").id
        sameness.add_party(made, other, "person", "Only One")
    driver = start(sample_vault).unlock(PASSPHRASE).go("people")
    assert names(driver) == ["Only One"]
    choose(driver, "Only One")
    first = next(case for case in driver.furnished.cases.all if case.title != "Other")
    driver.furnished.cases.choose(first.id)
    driver.settle()
    assert "Larisa Kharkova" in names(driver)
    assert page(driver).detail.pane.record is None or not page(driver).beside.detail_shown


def test_twice_as_large_a_text_fits_the_smallest_window(people: Driver) -> None:
    view = page(people)
    font = view.font()
    font.setPixelSize(26)
    for widget in (view, *view.findChildren(QWidget)):
        widget.setFont(font)
    people.window.resize(QSize(960, 600))
    people.settle()
    assert people.window.size() == QSize(960, 600)
    assert not any(label.isVisible() for label in view._labels)
    assert view.filter.geometry().right() < view.sort.geometry().left()
    check(people.window)


def test_somebody_whose_adding_is_undone_is_not_left_standing(people: Driver) -> None:
    add(people, "Dana Newcomer")
    assert page(people).detail.isVisible()
    page(people).table.setFocus()
    people.ctrl(Qt.Key.Key_Z).settle()
    assert "Dana Newcomer" not in names(people)
    assert not page(people).detail.isVisible()
