# SPDX-License-Identifier: GPL-3.0-or-later
"""Deeds on a hearing, in panels inside its page: move, adjourn, call off, close doors, print."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from casefile.base.ids import new_id
from casefile.casework import cases
from casefile.desktop.hearings.page import ACCESS, HEARING, LOG, PRESENCE
from casefile.desktop.hearings.panel import FieldPanel
from casefile.desktop.hearings.panels import ClosingPanel, FormPanel, ProposalsPanel
from casefile.records.kinds import Hearing, Release
from casefile.records.values import When
from casefile.store import reading
from casefile.vault import vault
from tests.briefing.reading import pages
from tests.desktop.conftest import PASSPHRASE
from tests.desktop.driving import Driver, type_keys
from tests.desktop.test_conventions import check

TEN = "2027-03-01T10:00+05:00[Asia/Almaty]"


@pytest.fixture
def coming(start: Callable[..., Driver], sample_vault: Path) -> Driver:
    """The page of a hearing that is still to come, in the sample case."""
    with vault.open_vault(sample_vault, PASSPHRASE) as made:
        case = cases.all_cases(made)[0].id
        court = next(h.court for h in reading.records(made.store, Hearing, case) if h.court)
        hearing = Hearing(
            id=new_id(made.clock), case=case, number="7", room="4", stage="cassation", court=court,
            scheduled_at=When(TEN),
        )  # fmt: skip
        with made.edit(case) as edit:
            edit.put(hearing)
    driver: Driver = start(sample_vault).unlock(PASSPHRASE)
    driver.furnished.pages.hearings.open_record(hearing.id)
    return driver.go("hearings")


def do(driver: Driver, action: str) -> None:
    assert driver.window.actions_[action].isEnabled(), action
    driver.window.actions_[action].trigger()
    driver.settle()


def panel(driver: Driver) -> FieldPanel:
    found = driver.hearings.page.area.panel
    assert isinstance(found, FieldPanel)
    return found


def fill(driver: Driver, **typed: str) -> None:
    for path, text in typed.items():
        type_keys(panel(driver).fields[path].editor.main, text)


def stored(driver: Driver) -> list[Hearing]:
    folder = driver.window._folder
    assert folder is not None
    driver.window.lock()
    driver.settle()
    with vault.open_vault(folder, PASSPHRASE) as again:
        return reading.records(again.store, Hearing, cases.all_cases(again)[0].id)


def test_a_hearing_is_moved_and_the_observers_who_came_in_vain_are_proposed(
    coming: Driver,
) -> None:
    assert coming.hearings.page.part == LOG
    do(coming, "move_hearing")
    check(coming.window)
    assert "1 Mar 2027, 10:00" in " ".join(
        label.text() for label in panel(coming).findChildren(QLabel)
    )
    fill(coming, scheduled_at="3.3.2027", by="The judge", how="By telephone")
    panel(coming).go.click()
    coming.settle()
    proposals = coming.hearings.page.area.panel
    assert isinstance(proposals, ProposalsPanel)
    check(coming.window)
    assert len(proposals.ticks) == 5
    assert "Hearing rescheduled without notice" in proposals.ticks[0].text()
    proposals.ticks[0].setChecked(False)
    proposals.go.click()
    coming.settle()
    assert coming.hearings.page.area.panel is None
    noted = [s for s in coming.hearings.page.presence.table.rows.rows if s.attendance]
    assert len(noted) == 4
    assert coming.lines() == [
        "The hearing was moved: from 2027-03-01 10:00, to 2027-03-03, said by The judge."
    ]
    head = coming.hearings.page.head
    (link,) = [b for b in head.moves.findChildren(QPushButton) if b.isVisibleTo(head)]
    assert link.text() == "Moved to 3 Mar 2027"
    assert not coming.window.actions_["move_hearing"].isEnabled()
    old, new = stored(coming)[-2:]
    assert (old.status, new.status, new.room, new.moved_from) == (
        "moved", "scheduled", "4", old.id,
    )  # fmt: skip


def test_a_date_that_is_no_date_is_said_at_its_field(coming: Driver) -> None:
    do(coming, "move_hearing")
    fill(coming, scheduled_at="next week")
    panel(coming).go.click()
    coming.settle()
    assert "next week" in panel(coming).fields["scheduled_at"].problem


def test_a_move_to_nowhere_else_is_refused_in_the_panel(coming: Driver) -> None:
    do(coming, "move_hearing")
    editor = panel(coming).fields["scheduled_at"].editor
    type_keys(editor.main, "1.3.2027")
    type_keys(editor.time, "10:00")  # type: ignore[attr-defined]
    panel(coming).go.click()
    coming.settle()
    assert "there already" in panel(coming).banner.text


def test_escape_leaves_a_panel_and_its_text_is_there_again(coming: Driver) -> None:
    do(coming, "move_hearing")
    fill(coming, by="The clerk")
    coming.press(Qt.Key.Key_Escape).settle()
    assert coming.hearings.page.area.panel is None
    do(coming, "move_hearing")
    assert panel(coming).fields["by"].value() == "The clerk"
    coming.press(Qt.Key.Key_F5).settle()
    assert coming.hearings.page.area.panel is None
    assert coming.entry.field.hasFocus()


def test_a_hearing_that_goes_on_is_adjourned_and_the_next_one_is_made(coming: Driver) -> None:
    coming.press(Qt.Key.Key_F5).settle()
    coming.log_line("j Opens.")
    type_keys(coming.entry.field, "half a line")
    do(coming, "adjourn")
    fill(coming, reason="A witness is ill", asked_by="The defence", next_at="9.3.2027")
    panel(coming).go.click()
    coming.settle()
    assert coming.entry.text == "half a line"
    assert "Adjourned; it goes on 9 Mar 2027." in coming.furnished.frame.banner.text
    old, new = stored(coming)[-2:]
    assert old.status == "adjourned"
    assert old.ended_at is not None
    assert old.adjourned is not None
    assert old.adjourned.asked_by == "The defence"
    assert (new.status, new.scheduled_at) == ("scheduled", "2027-03-09")


def test_a_hearing_is_called_off(coming: Driver) -> None:
    do(coming, "call_off")
    fill(coming, by="The clerk")
    panel(coming).go.click()
    coming.settle()
    assert "Cancelled" in coming.hearings.page.head.meta.text()
    assert not coming.window.actions_["call_off"].isEnabled()
    assert not coming.window.actions_["adjourn"].isEnabled()


def test_doors_are_closed_for_a_part(coming: Driver) -> None:
    coming.press(Qt.Key.Key_F5).settle()
    do(coming, "close_doors")
    fill(coming, closed_part="10:40 to 11:15, a witness")
    panel(coming).go.click()
    coming.settle()
    assert coming.hearings.page.tabs.tabText(2) == "Access  1/11"
    last = stored(coming)[-1]
    assert last.access is not None
    assert last.access.closed_part == "10:40 to 11:15, a witness"


def test_the_end_of_a_hearing_is_told_in_a_line_with_a_way_to_what_is_missing(
    coming: Driver,
) -> None:
    coming.press(Qt.Key.Key_F5).settle()
    coming.log_line("!Two observers are sent out. #observer-access")
    do(coming, "end_hearing")
    banner = coming.furnished.frame.banner
    assert "The hearing has ended: 1 line · 1 irregularity · 1 right" in banner.text
    do(coming, "look_back")
    found = coming.hearings.page.area.panel
    assert isinstance(found, ClosingPanel)
    check(coming.window)
    said = " ".join(label.text() for label in found.findChildren(QLabel))
    assert "Access of trial observers (1)" in said
    assert "Audibility" in said
    (way,) = [b for b in found.findChildren(QPushButton) if b.text() == "Fill in: Access"]
    way.click()
    coming.settle()
    assert coming.hearings.page.part == ACCESS
    assert coming.hearings.page.area.panel is None


def test_a_part_keeps_a_field_when_it_is_left(coming: Driver) -> None:
    coming.hearings.page.show_part(ACCESS)
    coming.settle()
    check(coming.window)
    page = coming.hearings.page
    assert page.tabs.tabText(2) == "Access  0/11"
    type_keys(page.main, "20")
    coming.press(Qt.Key.Key_Tab).settle()
    assert page.tabs.tabText(2) == "Access  1/11"
    page.show_part(HEARING)
    coming.settle()
    check(coming.window)
    page.show_part(PRESENCE)
    coming.settle()
    last = stored(coming)[-1]
    assert last.access is not None
    assert last.access.capacity == 20


def test_details_of_an_attendance_stand_beside_the_list(coming: Driver) -> None:
    page = coming.hearings.page
    page.show_part(PRESENCE)
    coming.settle().press(Qt.Key.Key_Space).settle()
    coming.press(Qt.Key.Key_Return).settle()
    check(coming.window)
    type_keys(coming.window.focusWidget(), "The bailiff")
    coming.press(Qt.Key.Key_Tab).settle()
    seat = page.presence.chosen
    assert seat is not None
    assert seat.attendance is not None
    assert seat.attendance.official == "The bailiff"
    coming.press(Qt.Key.Key_Escape).settle()
    assert page.presence.side.currentIndex() == 0
    assert page.presence.table.hasFocus()


def test_a_form_is_printed_without_names_unless_they_are_asked_for(
    coming: Driver, tmp_path: Path
) -> None:
    do(coming, "print_form")
    found = coming.hearings.page.area.panel
    assert isinstance(found, FormPanel)
    check(coming.window)
    assert not found.names
    deeds = coming.furnished.pages.hearings.deeds
    deeds.save_form(found, tmp_path / "neutral.pdf")
    coming.settle()
    text = "\n".join(pages((tmp_path / "neutral.pdf").read_bytes()))
    assert "1 March 2027" in text
    assert "Kharkova" not in text
    assert "neutral.pdf" in coming.furnished.frame.banner.text
    do(coming, "print_form")
    found = coming.hearings.page.area.panel
    assert isinstance(found, FormPanel)
    found.neutral.setChecked(False)
    deeds.save_form(found, tmp_path / "named.pdf")
    coming.settle()
    assert "Kharkova" in "\n".join(pages((tmp_path / "named.pdf").read_bytes()))
    folder = coming.window._folder
    coming.window.lock()
    coming.settle()
    assert folder is not None
    with vault.open_vault(folder, PASSPHRASE) as again:
        case = cases.all_cases(again)[0].id
        assert [r.sort for r in reading.records(again.store, Release, case)][-2:] == [
            "form", "form",
        ]  # fmt: skip


def test_a_blank_form_is_printed_without_any_case(empty: Driver, tmp_path: Path) -> None:
    do(empty, "print_form")
    found = empty.hearings.listing.area.panel
    assert isinstance(found, FormPanel)
    check(empty.window)
    empty.furnished.pages.hearings.deeds.save_form(found, tmp_path / "blank.pdf")
    empty.settle()
    assert (tmp_path / "blank.pdf").stat().st_size > 10_000
    assert empty.hearings.listing.area.panel is None
