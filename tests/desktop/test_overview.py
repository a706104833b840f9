# SPDX-License-Identifier: GPL-3.0-or-later
"""The overview: what is next, what authors and sources differ on, the case itself."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel

from casefile.base.clock import local_zone, system_clock
from casefile.base.ids import new_id
from casefile.casework import cases
from casefile.desktop.overview.view import OverviewView
from casefile.desktop.widgets.elided import Elided, LinkLine
from casefile.records.kinds import Case, Deadline, Decision, Hearing, Mission
from casefile.records.values import Moment, PartialDate, When
from casefile.store import reading
from casefile.vault import keys, vault
from casefile.vault.vault import Vault
from tests.casework.test_conflicts import hand_over
from tests.desktop.conftest import PASSPHRASE
from tests.desktop.driving import Driver, type_keys
from tests.desktop.test_conventions import check


def page(driver: Driver) -> OverviewView:
    return driver.furnished.pages.overview_view


def said(driver: Driver) -> list[str]:
    """Every word on the sheet."""
    sheet = page(driver).sheet
    assert sheet is not None
    links = [link.words for link in sheet.findChildren(LinkLine)]
    return links + [label.text() for label in sheet.findChildren(QLabel)]


def open_line(driver: Driver, text: str) -> None:
    sheet = page(driver).sheet
    assert sheet is not None
    found = [link for link in sheet.findChildren(LinkLine) if text in link.words]
    assert found, said(driver)
    found[0].click()
    driver.settle()


def test_the_sample_case_at_a_glance(opened: Driver) -> None:
    told = said(opened)
    for title in (
        "Next hearing", "Deadlines", "Sanctions running out", "Findings",
        "Sources disagree on 2 records", "Latest documents", "Missions", "In this case",
    ):  # fmt: skip
        assert title in told
    assert "Appeal ruling" in told
    assert "KZ-2017-KHARKOVA" in page(opened)._meta.text()
    check(opened.window)


def test_the_case_is_edited_beside_its_overview(opened: Driver) -> None:
    opened.window.actions_["edit_case"].trigger()
    opened.settle()
    field = opened.window.focusWidget()
    assert page(opened).pane.isAncestorOf(field)
    opened.ctrl(Qt.Key.Key_A)
    type_keys(field, "Лариса Харькова, Шымкент")  # type: ignore[arg-type]
    opened.press(Qt.Key.Key_Tab).settle()
    assert page(opened)._title.text() == "Лариса Харькова, Шымкент"
    assert opened.furnished.frame.top._switcher.accessibleName() == "Case: Лариса Харькова, Шымкент"
    check(opened.window)
    page(opened).pane.close_pane()
    assert not page(opened).beside.detail_shown


def test_a_mission_is_opened_and_another_added(opened: Driver) -> None:
    open_line(opened, "Observation of the appeal")
    record = page(opened).pane.record
    assert isinstance(record, Mission)
    page(opened).mission_wished.emit()
    opened.settle()
    field = opened.window.focusWidget()
    type_keys(field, "Second mission")  # type: ignore[arg-type]
    opened.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    assert any(text.startswith("Second mission") for text in said(opened))


def test_a_record_on_which_sources_differ_is_opened(opened: Driver) -> None:
    open_line(opened, "Appeal ruling")
    assert opened.furnished.frame.page == "timeline"


def edited(folder: Path, deed: Callable[[Vault, str], None]) -> None:
    with vault.open_vault(folder, PASSPHRASE) as made:
        deed(made, cases.all_cases(made)[0].id)


def set_room(held: Vault, case: str, room: str) -> None:
    hearing = reading.records(held.store, Hearing, case)[0]
    with held.edit(case) as edit:
        edit.put(replace(hearing, room=room))


@pytest.fixture
def disputed(start: Callable[..., Driver], sample_vault: Path, tmp_path: Path) -> Driver:
    """The sample case, a room of which two authors set without knowing of each other."""

    def differ(held: Vault, case: str) -> None:
        with vault.create(tmp_path / "b.casefile", "pass of b", "B.", work=keys.FLOOR) as other:
            hand_over(held, other, case)
            set_room(held, case, "three")
            set_room(other, case, "four")
            hand_over(other, held, case)

    edited(sample_vault, differ)
    return start(sample_vault).unlock(PASSPHRASE)


@pytest.mark.parametrize("room", ["three", "four"])
def test_a_conflict_is_settled_by_choosing_what_holds(disputed: Driver, room: str) -> None:
    assert "1 open conflict" in said(disputed)
    check(disputed.window)
    open_line(disputed, f"Keep {room} — ")
    assert not any("conflict" in text for text in said(disputed))
    assert "Settled" in disputed.furnished.frame.banner.text


def test_a_conflict_leads_to_its_record(disputed: Driver) -> None:
    open_line(disputed, " — Room")
    assert disputed.furnished.frame.page == "hearings"


def test_how_near_a_deadline_is_is_said_and_what_nobody_had_to_do_is_not_overdue(
    start: Callable[..., Driver], sample_vault: Path
) -> None:
    today = Moment.of(system_clock(), local_zone()).local.date()
    soon = PartialDate((today + timedelta(days=5)).isoformat())

    def fill(held: Vault, case: str) -> None:
        with held.edit(case) as edit:
            edit.put(Deadline(id=new_id(), case=case, due=soon, what="Answer"))
            ended = PartialDate("2018-10-01")
            edit.put(Decision(id=new_id(), case=case, sort="order", appealable_until=ended))

    edited(sample_vault, fill)
    told = said(start(sample_vault).unlock(PASSPHRASE))
    assert any(text.endswith(" · in 5 days") for text in told)
    assert not any("past" in text or "ended" in text for text in told)


def test_what_is_past_is_counted_and_what_comes_is_listed(
    start: Callable[..., Driver], sample_vault: Path
) -> None:
    def fill(held: Vault, case: str) -> None:
        coming = When("2090-04-06T10:00+05:00[Asia/Almaty]")
        with held.edit(case) as edit:
            for at in range(12):
                due = PartialDate(f"20{20 if at < 8 else 90}-01-{at + 1:02}")
                edit.put(Deadline(id=new_id(), case=case, due=due, what=f"Letter {at}"))
            edit.put(Hearing(id=new_id(), case=case, number="9", scheduled_at=coming))

    edited(sample_vault, fill)
    driver = start(sample_vault).unlock(PASSPHRASE)
    told = said(driver)
    assert "8 are past and not done" in told
    assert {f"Letter {at}" for at in range(8, 12)} <= set(told)
    assert "Letter 3" not in told
    assert "Hearing 9" in told
    open_line(driver, "Hearing 9")
    assert driver.furnished.frame.page == "hearings"


@pytest.mark.parametrize("title", ["A" * 2000, "כותרת " * 300, "<b>&amp;</b> \u202etitle"])
def test_long_and_hostile_titles_leave_room_for_the_page(
    start: Callable[..., Driver], sample_vault: Path, title: str
) -> None:
    def call(held: Vault, case: str) -> None:
        with held.edit(case) as edit:
            there = reading.record(held.store, case, Case)
            edit.put(replace(there, title=title, summary=title * 20))

    edited(sample_vault, call)
    driver = start(sample_vault).unlock(PASSPHRASE)
    driver.window.resize(QSize(960, 600))
    driver.settle()
    assert driver.window.size() == QSize(960, 600)
    heading = page(driver)._title
    assert isinstance(heading, Elided)
    assert heading.height() <= 3 * heading.fontMetrics().lineSpacing()
    assert heading.toolTip()
    check(driver.window)


def test_a_case_with_nothing_in_it_says_so(empty: Driver) -> None:
    folder = empty.window._folder
    assert folder is not None
    empty.window.lock()
    empty.settle()
    with vault.open_vault(folder, PASSPHRASE) as made:
        cases.create_case(made, "New")
    empty.unlock(PASSPHRASE)
    told = said(empty)
    assert "No hearing is scheduled." in told
    assert not any("disagree" in text for text in told)
    check(empty.window)
    open_line(empty, "Add the people")
    assert empty.furnished.frame.page == "people"
    assert empty.window.focusWidget() is empty.furnished.pages.people_view.add.name
    empty.go("overview")
    open_line(empty, "Start the log")
    assert empty.furnished.frame.page == "hearings"
    empty.go("overview")
    assert "First steps" not in said(empty)


def test_one_column_when_there_is_room_for_one(opened: Driver) -> None:
    sheet = page(opened).sheet
    assert sheet is not None
    assert sheet._columns == 2
    opened.window.actions_["edit_case"].trigger()
    opened.settle()
    opened.window.resize(QSize(1150, 700))
    opened.settle()
    sheet = page(opened).sheet
    assert sheet is not None
    assert sheet._columns == 1
