# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of hearings and the page of one: its head, its parts, the way between moved hearings."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from casefile.base.ids import new_id
from casefile.casework import cases, hearings
from casefile.desktop.hearings.page import LOG, PRESENCE
from casefile.desktop.hearings.presenter import live_hearing
from casefile.records.kinds import Hearing
from casefile.records.values import Moment, When
from casefile.vault import vault
from tests.desktop.conftest import PASSPHRASE
from tests.desktop.driving import Driver, type_keys
from tests.desktop.test_conventions import check


def rows(driver: Driver) -> list[str]:
    """What the list says of each hearing that it shows."""
    table = driver.hearings.table.rows
    return [" | ".join(column.text(row) for column in table.columns) for row in table.rows]


def open_row(driver: Driver, at: int) -> Driver:
    driver.go("hearings")
    driver.hearings.table.selectRow(at)
    QTest.keyClick(driver.hearings.table, Qt.Key.Key_Return)
    return driver.settle()


def choose(driver: Driver, name: str) -> None:
    driver.hearings.listing.choice.choose(name)
    driver.hearings.listing.choice.activated.emit(0)


def test_the_list_tells_moved_pairs_and_who_was_shut_out(opened: Driver) -> None:
    opened.go("hearings")
    told = rows(opened)
    assert "Moved to 29 Sep 2017" in told[1]
    assert "Hearing rescheduled without notice" in told[1]
    assert "Held (from 27 Sep 2017)" in told[2]
    signs = [c.sign for c in opened.hearings.table.rows.columns if c.sign]
    shown = [sign(row) for row in opened.hearings.table.rows.rows for sign in signs]
    assert shown == ["", "triangle-alert", ""]


def test_letters_sift_the_list_by_court_person_date_and_status(opened: Driver) -> None:
    opened.go("hearings")
    field = opened.hearings.listing.field
    for typed, found in (
        ("verdict", 1), ("appeal court", 2), ("rescheduled", 1), ("2017-09", 2), ("sep", 2),
        ("Confederation", 1), ("no such thing", 0), ("", 3),
    ):  # fmt: skip
        field.clear()
        type_keys(field, typed)
        assert len(rows(opened)) == found, typed


def test_the_list_shows_only_those_to_come_or_only_those_that_kept_someone_out(
    opened: Driver,
) -> None:
    opened.go("hearings")
    counts = {}
    for name in ("all", "coming", "held", "not-held", "kept-out"):
        choose(opened, name)
        counts[name] = len(rows(opened))
    assert counts == {"all": 3, "coming": 0, "held": 0, "not-held": 1, "kept-out": 1}


def test_a_link_leads_from_a_moved_hearing_to_the_other_and_back(opened: Driver) -> None:
    open_row(opened, 1)
    head = opened.hearings.page.head
    (link,) = [b for b in head.moves.findChildren(QPushButton) if b.isVisibleTo(head)]
    assert link.text() == "Moved to 29 Sep 2017"
    link.click()
    opened.settle()
    assert "29 Sep 2017" in head.meta.text()
    (link,) = [b for b in head.moves.findChildren(QPushButton) if b.isVisibleTo(head)]
    assert link.text() == "Moved from 27 Sep 2017"
    tabs = opened.hearings.page.tabs
    stood = tabs.mapTo(opened.window, tabs.rect().topLeft())
    opened.furnished.pages.hearings.show_list()
    open_row(opened, 0)
    assert not head.moves.isVisible()
    assert tabs.mapTo(opened.window, tabs.rect().topLeft()) == stood


def test_parts_are_turned_by_keyboard_and_the_log_is_the_first(opened: Driver) -> None:
    open_row(opened, 1)
    page = opened.hearings.page
    assert page.part == LOG
    assert opened.entry.field.hasFocus()
    opened.ctrl(Qt.Key.Key_PageUp).settle()
    assert page.part == PRESENCE
    assert page.presence.table.hasFocus()
    check(opened.window)
    opened.press(Qt.Key.Key_F5).settle()
    assert page.part == LOG
    assert opened.entry.field.hasFocus()


def test_what_is_noted_is_told_beside_the_title_of_a_part(opened: Driver) -> None:
    open_row(opened, 1)
    tabs = opened.hearings.page.tabs
    told = {tabs.tabText(at): tabs.tabToolTip(at) for at in range(tabs.count())}
    assert told["Presence  4/11"] == "Presence: 4 of 11 noted"


def test_a_page_of_one_hearing_is_needed_for_its_actions(opened: Driver) -> None:
    opened.go("hearings")
    assert not opened.window.actions_["next_part"].isEnabled()
    open_row(opened, 0)
    assert opened.window.actions_["next_part"].isEnabled()
    opened.furnished.pages.hearings.show_list()
    assert not opened.window.actions_["next_part"].isEnabled()


def test_names_that_are_too_many_are_counted(opened: Driver) -> None:
    open_row(opened, 1)
    notice = opened.hearings.page.head.notice.text()
    assert notice.startswith("Hearing rescheduled without notice: ")
    assert notice.endswith(", 1 more")


def test_the_hearing_that_is_set_for_today_is_the_one_that_begins(sample_vault: Path) -> None:
    with vault.open_vault(sample_vault, PASSPHRASE) as made:
        case = cases.all_cases(made)[0]
        now = Moment("2027-03-01T09:50+05:00[Asia/Almaty]").milliseconds
        made.clock = lambda: now
        soon, late, other = (
            Hearing(id=new_id(made.clock), case=case.id, scheduled_at=When(text))
            for text in (
                "2027-03-01T10:00+05:00[Asia/Almaty]",
                "2027-03-01T15:00+05:00[Asia/Almaty]",
                "2027-03-02",
            )
        )
        with made.edit(case.id) as edit:
            for one in (other, late, soon):
                edit.put(one)
        begun = live_hearing(made, case, now)
        assert begun.id == soon.id
        assert begun.started_at == "2027-03-01T09:50+05:00[Asia/Almaty]"
        assert live_hearing(made, case, now).id == soon.id
        hearings.end(made, begun)
        assert live_hearing(made, case, now).id == late.id


def test_a_new_hearing_keeps_the_time_of_the_place_not_of_the_laptop(sample_vault: Path) -> None:
    with vault.open_vault(sample_vault, PASSPHRASE) as made:
        begun = live_hearing(made, cases.all_cases(made)[0], made.clock())
        assert begun.started_at is not None
        assert begun.started_at.zone == "Asia/Almaty"
