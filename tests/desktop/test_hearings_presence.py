# SPDX-License-Identifier: GPL-3.0-or-later
"""Who was there, noted by keyboard."""

from PySide6.QtCore import Qt

from casefile.casework.presence import Seat
from casefile.desktop.hearings.page import PRESENCE
from casefile.desktop.hearings.presence import PresenceView
from tests.desktop.driving import Driver, type_keys
from tests.desktop.test_hearings import open_row


def at_presence(driver: Driver, row: int = 2) -> PresenceView:
    """The list of the third hearing, of which nothing is noted."""
    open_row(driver, row)
    driver.hearings.page.show_part(PRESENCE)
    driver.settle()
    return driver.hearings.page.presence


def seat(view: PresenceView, name: str) -> Seat:
    found = [one for one in view.table.rows.rows if name in one.party.name]
    assert found, [one.party.name for one in view.table.rows.rows]
    return found[0]


def choose(view: PresenceView, name: str) -> None:
    view.choose(seat(view, name).party.id)
    view.table.setFocus()


def press(driver: Driver, key: Qt.Key) -> None:
    driver.press(key).settle()


def test_space_says_there_and_again_nothing(opened: Driver) -> None:
    view = at_presence(opened)
    assert view.table.hasFocus()
    first = view.chosen
    assert first is not None
    assert first.observing
    press(opened, Qt.Key.Key_Space)
    assert seat(view, first.party.name).status == "admitted"
    assert view.chosen is not None
    assert view.chosen.party.id == first.party.id
    assert view.table.hasFocus()
    press(opened, Qt.Key.Key_Space)
    assert seat(view, first.party.name).attendance is None
    choose(view, "Shinaliyeva")
    press(opened, Qt.Key.Key_Space)
    assert seat(view, "Shinaliyeva").status == "present"


def test_minus_says_absent_and_delete_clears(opened: Driver) -> None:
    view = at_presence(opened)
    choose(view, "Ismetova")
    press(opened, Qt.Key.Key_Minus)
    assert seat(view, "Ismetova").status == "absent"
    press(opened, Qt.Key.Key_Delete)
    assert seat(view, "Ismetova").attendance is None
    press(opened, Qt.Key.Key_Delete)  # nothing to clear


def test_letters_find_a_status_and_return_takes_it(opened: Driver) -> None:
    view = at_presence(opened)
    choose(view, "Yarashuk")
    type_keys(view.table, "r")
    assert view.chooser.field.hasFocus()
    type_keys(view.chooser.field, "ef sp")
    assert [view.chooser.list.item(n).text() for n in range(view.chooser.list.count())] == [
        "Refused for space"
    ]
    press(opened, Qt.Key.Key_Return)
    assert seat(view, "Yarashuk").status == "refused-for-space"
    assert view.table.hasFocus()
    assert "Presence  1/7" in [opened.hearings.page.tabs.tabText(n) for n in range(4)]


def test_arrows_move_among_the_statuses_and_escape_takes_none(opened: Driver) -> None:
    view = at_presence(opened)
    choose(view, "Yarashuk")
    type_keys(view.table, "p")
    assert view.chooser.list.currentItem().text() == "Present"
    opened.press(Qt.Key.Key_Down)
    assert view.chooser.list.currentItem().text() != "Present"
    assert view.chooser._meaning.text()
    press(opened, Qt.Key.Key_Escape)
    assert view.table.hasFocus()
    assert seat(view, "Yarashuk").attendance is None


def test_something_more_is_noted_beside_what_was_noted_before(opened: Driver) -> None:
    view = at_presence(opened)
    choose(view, "Yarashuk")
    press(opened, Qt.Key.Key_Space)
    view._more.click()
    type_keys(view.chooser.field, "excl\n")
    opened.settle()
    noted = [one.status for one in view.table.rows.rows if "Yarashuk" in one.party.name]
    assert noted == ["admitted", "excluded-during-the-hearing"]


def test_a_name_in_any_script_finds_the_person(opened: Driver) -> None:
    view = at_presence(opened)
    view.finding.field.setFocus()
    for typed in ("Kushak", "Кушак", "kharkova"):
        view.finding.field.clear()
        type_keys(view.finding.field, typed)
        assert len(view.table.rows.rows) == 1, typed
    press(opened, Qt.Key.Key_Return)
    assert view.table.hasFocus()
    assert view.chosen is not None
    assert "Kharkova" in view.chosen.party.name


def test_someone_new_is_added_with_return(opened: Driver) -> None:
    view = at_presence(opened)
    view.finding.field.setFocus()
    type_keys(view.finding.field, "يوسف الحسيني")
    assert view.table.rows.rows == ()
    view.finding.role.choose("journalist")
    press(opened, Qt.Key.Key_Return)
    assert view.finding.field.text() == ""
    assert view.chosen is not None
    assert (view.chosen.party.name, view.chosen.status) == ("يوسف الحسيني", "admitted")
    assert view.chosen.capacity == "journalist"


def test_before_someone_is_added_twice_the_case_is_asked(opened: Driver) -> None:
    view = at_presence(opened)
    view.finding.field.setFocus()
    type_keys(view.finding.field, "Нурбек Кушакбаев")
    view.finding.add.click()
    opened.settle()
    question = view.finding._question
    assert question.isVisible()
    assert "Кушакбаев" in question._text.text()
    assert "Trade unionist" in question._text.text()
    question.yes.click()
    assert view.chosen is not None
    assert "Kushakbayev" in view.chosen.party.name
    before = len(view.table.rows.rows)
    type_keys(view.finding.field, "Нурбек Кушакбаев")
    view.finding.add.click()
    opened.settle()
    question.no.click()
    opened.settle()
    assert len(view.table.rows.rows) == before + 1


def test_hostile_names_are_shown_as_they_stand_and_too_long_ones_are_refused(
    opened: Driver,
) -> None:
    view = at_presence(opened)
    view.finding.field.setText("<b>Bold</b>\u202eevil")
    view.finding.add.click()
    opened.settle()
    assert view.chosen is not None
    assert view.chosen.party.name == "<b>Bold</b>\u202eevil"
    view.finding.field.setText("x" * 10_000)
    view.finding.add.click()
    opened.settle()
    assert view.banner.isVisible()
    assert view.finding.field.text() == "x" * 10_000


def test_another_hearing_shows_another_list(opened: Driver) -> None:
    view = at_presence(opened)
    press(opened, Qt.Key.Key_Space)
    opened.furnished.pages.hearings.show_list()
    view = at_presence(opened, row=0)
    noted = {one.status for one in view.table.rows.rows}
    assert "admitted" not in noted
