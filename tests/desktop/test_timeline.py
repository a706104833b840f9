# SPDX-License-Identifier: GPL-3.0-or-later
"""The timeline by keys and by mouse: list, filters, strip, and what opens from it."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from casefile.base.ids import new_id
from casefile.casework.deadlines import Leaving
from casefile.casework.timeline import TimelineRow, row_at
from casefile.desktop.form.pane import RecordPane
from casefile.desktop.timeline.calendar import sentence
from casefile.desktop.timeline.forms import ADDED, sections
from casefile.desktop.timeline.listing import (
    Filter,
    Item,
    Today,
    Year,
    day_typed,
    group_name,
    listed,
    typed_words,
)
from casefile.desktop.timeline.marks import extent_of, marks_of, whole_of
from casefile.desktop.timeline.scale import Scale
from casefile.desktop.timeline.strip import told
from casefile.desktop.timeline.view import TimelineView
from casefile.records.fields import field_infos
from casefile.records.kinds import Deadline, Event, Record, Sanction
from casefile.records.values import Audience, PartialDate, When
from casefile.vault.vault import Vault
from tests.desktop.driving import Driver, type_keys

CASE = "019d5f00-0000-7000-8000-000000000001"
TODAY = date(2018, 3, 1)


def row(when: str, title: str = "Something", **fields: str) -> TimelineRow:
    event = Event(id=new_id(), case=CASE, at=When(when), title=title)
    return row_at(event, when, title, **fields)


@pytest.fixture
def page(opened: Driver) -> TimelineView:
    """The timeline of the sample case."""
    opened.go("timeline")
    return opened.furnished.pages.timeline_view


def put(driver: Driver, *records: Record) -> None:
    """Write records as another page would."""

    def write(vault: Vault) -> None:
        with vault.edit(records[0].case) as edit:
            for record in records:
                edit.put(record)

    kinds = {record.kind for record in records}
    driver.furnished.desk.session.change(write, touches=kinds)
    driver.settle()


def case_of(driver: Driver) -> str:
    return driver.furnished.cases.all[0].id


def titles(page: TimelineView) -> list[str]:
    return [entry.row.title for entry in page.list.entries.entries if isinstance(entry, Item)]


# The list


def test_days_are_named_once_under_their_year() -> None:
    rows = [
        row("2016"),
        row("2017-09"),
        row("2017-09-27"),
        row("2017-09-27T10:00+06:00[Asia/Omsk]"),
    ]
    found = listed(rows, TODAY)
    assert [type(entry) for entry in found] == [Year, Item, Year, Item, Item, Item, Today]
    items = [entry for entry in found if isinstance(entry, Item)]
    assert [item.day for item in items] == ["in 2016", "in September", "Wed 27 Sep", ""]
    assert [item.time for item in items] == ["", "", "", "10:00"]
    assert items[3].spoken == "27 Sep 2017, 10:00: Something"


@pytest.mark.parametrize(
    ("when", "name"),
    [
        ("2017", "in 2017"), ("2017?", "in 2017?"), ("2017~", "about 2017"),
        ("2017%", "about 2017?"), ("2017-09", "in September"), ("2017-09~", "about September"),
        ("2017-09-27?", "Wed 27 Sep?"), ("2017-09-27~", "about Wed 27 Sep"),
    ],
)  # fmt: skip
def test_a_day_is_never_made_up(when: str, name: str) -> None:
    assert group_name(when) == name


@pytest.mark.parametrize(
    ("dates", "shape"),
    [
        (["2017-12-31", "2018-02-28", "2018-03-01"], "Y.Y.T."),
        (["2017", "2019"], "Y.TY."),
        (["2018", "2018-03"], "Y..T"),  # both have begun
        (["2018-04"], "YT."),
        ([], ""),
    ],
)
def test_today_stands_between_what_was_and_what_comes(dates: list[str], shape: str) -> None:
    signs = {Year: "Y", Today: "T", Item: "."}
    found = listed([row(when) for when in dates], TODAY)
    assert "".join(signs[type(entry)] for entry in found) == shape


def test_a_vague_date_fits_wherever_it_may_have_been() -> None:
    looked_for = Filter(since=date(2017, 6, 1), until=date(2017, 9, 30))
    fits = [when for when in ("2016", "2017", "2017-09", "2017-10", "2018") if
            looked_for.fits(row(when))]  # fmt: skip
    assert fits == ["2017", "2017-09"]


def test_days_are_typed_as_far_as_they_are_known() -> None:
    assert day_typed(" 2017 ", last=False) == date(2017, 1, 1)
    assert day_typed("2017-02", last=True) == date(2017, 2, 28)
    assert day_typed("", last=True) is None
    with pytest.raises(ValueError, match="date"):
        day_typed("September", last=False)


def test_words_are_found_across_scripts() -> None:
    written = row("2017", "Kushakbayev is sentenced", searched="kushakbaev is sentensed")
    for typed in ("Кушакб", "kush", "Қушақбаев", "sent kush", ""):
        assert Filter(words=typed_words(typed)).fits(written), typed
    assert not Filter(words=typed_words("Kharkova")).fits(written)


def test_the_sample_case_is_shown_from_its_first_day(page: TimelineView) -> None:
    assert len(titles(page)) == len(page.rows) >= 30
    assert page.list.chosen is None
    assert page.strip.accessibleName().startswith("Strip of time: ")


def test_it_opens_at_today_and_keys_go_on_from_there(opened: Driver, page: TimelineView) -> None:
    entries = page.list.entries.entries
    at = next(at for at, entry in enumerate(entries) if isinstance(entry, Today))
    assert page.list.currentIndex().row() == at
    first = page.list.indexAt(QPoint(9, 0))
    assert page.list.visualRect(first).y() == 0  # not cut through
    opened.window.resize(960, 600)
    opened.settle()
    shown = page.list.visualRect(page.list.currentIndex())
    assert page.list.viewport().rect().contains(shown)
    opened.press(Qt.Key.Key_Up)
    assert page.list.chosen == next(e.row for e in reversed(entries[:at]) if isinstance(e, Item))


def test_chips_narrow_and_count(opened: Driver, page: TimelineView) -> None:
    chip = page.filters.lanes["hearing"]
    chip.setFocus()
    opened.press(Qt.Key.Key_Space)
    assert {entry.row.lane for entry in page.list.entries.entries if isinstance(entry, Item)} == {
        "hearing"
    }
    opened.press(Qt.Key.Key_Right).press(Qt.Key.Key_Space)
    assert page.filters.lanes.pressed == {"hearing", "decision"}
    shown = len(titles(page))
    assert opened.furnished.frame.status._count.text() == f"{shown} of {len(page.rows)} entries"
    opened.press(Qt.Key.Key_Escape)
    assert len(titles(page)) == len(page.rows)
    assert not page.filters.lanes["deadline"].isVisible()


def test_words_and_days_narrow_too(page: TimelineView) -> None:
    type_keys(page.filters.words, "Харьк")
    assert 0 < len(titles(page)) < len(page.rows)
    shown = len(titles(page))
    type_keys(page.filters.since, "2018")
    assert len(titles(page)) < shown
    QTest.keyClick(page.filters.words, Qt.Key.Key_Escape)
    assert page.filters.words.text() == "Харьк"
    assert page.list.hasFocus()
    for cleared in (page.filters.words, page.filters.since):
        cleared.actions()[0].trigger()
    assert len(titles(page)) == len(page.rows)


def test_letters_typed_in_the_list_narrow_it(opened: Driver, page: TimelineView) -> None:
    page.list.setFocus()
    type_keys(page.list, "Х")
    assert page.filters.words.hasFocus()
    type_keys(page.filters.words, "арьк")
    assert 0 < len(titles(page)) < len(page.rows)


def test_a_date_that_is_none_is_told_and_narrows_nothing(page: TimelineView) -> None:
    type_keys(page.filters.since, "last year")
    assert "2017-09-27" in page.filters._wrong.text()
    assert len(titles(page)) == len(page.rows)


def test_where_nothing_fits_one_way_leads_back(opened: Driver, page: TimelineView) -> None:
    type_keys(page.filters.words, "nothing of the sort")
    assert titles(page) == []
    page._none.link_pressed.emit()
    assert len(titles(page)) == len(page.rows)


def test_what_has_a_page_of_its_own_opens_there(opened: Driver, page: TimelineView) -> None:
    hearing = next(row for row in page.rows if row.lane == "hearing")
    page.list.choose(hearing.key)
    page.list.setFocus()
    opened.press(Qt.Key.Key_Return).settle()
    assert opened.furnished.frame.page == "hearings"
    document = next(row for row in page.rows if row.lane == "document")
    opened.go("timeline")
    page.list.choose(document.key)
    page.list.setFocus()
    opened.press(Qt.Key.Key_Return).settle()
    assert opened.furnished.frame.page == "documents"


def test_a_record_that_was_searched_is_chosen(opened: Driver, page: TimelineView) -> None:
    sanction = next(row for row in page.rows if row.lane == "sanction")
    page.filters.lanes["hearing"].click()
    wish = (sanction.record.case, "sanction", sanction.id)
    opened.furnished.desk.guide.record_requested.emit(*wish)
    opened.settle()
    assert page.list.chosen == sanction
    assert page.strip._chosen == sanction.key


def test_space_marks_a_deadline_as_done_and_as_not_done(opened: Driver, page: TimelineView) -> None:
    made = Deadline(id=new_id(), case=case_of(opened), due=PartialDate("2030-01-01"), what="Appeal")
    put(opened, made)
    page.choose(made.id)
    page.list.setFocus()
    opened.press(Qt.Key.Key_Space).settle()
    assert page.list.chosen is not None
    assert page.list.chosen.detail == "done"
    opened.press(Qt.Key.Key_Space).settle()
    assert page.list.chosen.detail.startswith("in ")


# Adding and editing


def opened_pane(driver: Driver, page: TimelineView, row: TimelineRow) -> RecordPane:
    page.list.choose(row.key)
    page.list.setFocus()
    driver.press(Qt.Key.Key_Return).settle()
    return page.pane


def field(pane: RecordPane, path: str) -> QLineEdit:
    assert pane.sheet is not None
    made = pane.sheet.fields[path].editor.main
    made.setFocus()
    return made  # type: ignore[return-value]


def test_a_decision_is_edited_beside_the_list(opened: Driver, page: TimelineView) -> None:
    decision = next(row for row in page.rows if row.lane == "decision")
    pane = opened_pane(opened, page, decision)
    assert pane.record == decision.record
    result = field(pane, "result")
    result.selectAll()
    type_keys(result, "Acquitted of everything")
    page.list.setFocus()
    opened.settle()
    assert page.list.chosen is not None
    assert page.list.chosen.title == "Verdict: Acquitted of everything"
    other = next(row for row in page.rows if row.lane == "sanction" and not row.aspect)
    page.list.setCurrentIndex(page.list.entries.find(other.key))
    opened.settle()
    assert pane.record == other.record
    assert page.list.hasFocus()


def test_a_new_deadline_is_added_and_chosen(opened: Driver, page: TimelineView) -> None:
    opened.go("overview")
    opened.window.actions_["add_deadline"].trigger()
    opened.settle()
    assert opened.furnished.frame.page == "timeline"
    type_keys(field(page.pane, "what"), "Answer the ministry")
    type_keys(field(page.pane, "due"), "2030-05-17")
    opened.ctrl(Qt.Key.Key_Return).settle()
    assert page.list.chosen is not None
    assert page.list.chosen.title == "Answer the ministry"
    assert page.list.chosen.when == "2030-05-17"
    page.pane.setFocus()
    field(page.pane, "what")
    opened.press(Qt.Key.Key_Escape)
    assert page.list.hasFocus()


def test_a_sanction_takes_over_the_chosen_decision(opened: Driver, page: TimelineView) -> None:
    decision = next(row for row in page.rows if row.lane == "decision")
    page.list.choose(decision.key)
    page.add_wished.emit(Sanction)
    opened.settle()
    assert page.pane.sheet is not None
    assert page.pane.sheet.fields["decision"].value() == decision.id


def test_the_sentence_is_a_part_of_the_page(opened: Driver, page: TimelineView) -> None:
    page.parts.buttons[0].setFocus()
    opened.press(Qt.Key.Key_Right).settle()
    assert page.sentence_shown
    assert not page.filters.fields.isVisible()
    parts = [row.record for row in page.rows if row.lane == "sanction" and not row.aspect]
    assert len(page.sentence.table.rows.rows) == len(parts) > 4
    page.sentence.table.selectRow(1)
    page.sentence.table.setFocus()
    opened.press(Qt.Key.Key_Return).settle()
    assert page.pane.record == page.sentence.table.chosen.sanction  # type: ignore[union-attr]
    page.sentence.table.selectRow(2)
    assert page.pane.record == page.sentence.table.chosen.sanction  # type: ignore[union-attr]
    wish = (parts[0].case, "sanction", parts[0].id)
    opened.furnished.desk.guide.record_requested.emit(*wish)
    opened.settle()
    assert not page.sentence_shown
    assert page.list.chosen is not None
    assert page.list.chosen.id == parts[0].id


def test_what_has_no_date_can_be_edited_too(opened: Driver, page: TimelineView) -> None:
    undated = [row for row in page.rows if not row.when]
    assert undated
    last = [entry for entry in page.list.entries.entries if isinstance(entry, Year)][-1]
    assert last.text == "Without a date"
    assert opened_pane(opened, page, undated[-1]).record == undated[-1].record


def test_a_row_with_a_page_of_its_own_says_so_beside(opened: Driver, page: TimelineView) -> None:
    decision = next(row for row in page.rows if row.lane == "decision")
    opened_pane(opened, page, decision)
    hearing = next(row for row in page.rows if row.lane == "hearing")
    page.list.setCurrentIndex(page.list.entries.find(hearing.key))
    opened.settle()
    page._elsewhere.button_pressed.emit()
    opened.settle()
    assert opened.furnished.frame.page == "hearings"


def test_in_a_narrow_window_the_pane_takes_the_place_of_the_list(
    opened: Driver, page: TimelineView
) -> None:
    opened.window.resize(960, 600)
    opened.settle()
    decision = next(row for row in page.rows if row.lane == "decision")
    opened_pane(opened, page, decision)
    assert not page.list.isVisible()
    field(page.pane, "result")
    opened.press(Qt.Key.Key_Escape)
    opened.settle()
    assert page.list.isVisible()
    assert page.list.chosen == decision
    assert page.list.viewport().rect().intersects(page.list.visualRect(page.list.currentIndex()))


def test_a_withdrawn_record_leaves_the_list(opened: Driver, page: TimelineView) -> None:
    event = next(row for row in page.rows if row.lane == "event")
    pane = opened_pane(opened, page, event)
    pane.withdraw_button.click()
    opened.settle()
    assert event.id not in {row.id for row in page.rows}
    assert not page.beside.detail_shown


def test_every_field_that_is_added_here_stands_in_one_section() -> None:
    for kind in ADDED.values():
        named = [name for section in sections()[kind.kind] for name in section.fields]
        assert sorted(named) == sorted(info.attribute for info in field_infos(kind))


def test_an_empty_case_says_so(empty: Driver) -> None:
    empty.go("timeline")
    assert empty.furnished.pages.timeline_view.rows == ()


def test_hostile_texts_stay_text(opened: Driver, page: TimelineView) -> None:
    hostile = "\u202e<img src=x>" + "A" * 1900
    put(opened, Event(id=new_id(), case=case_of(opened), at=When("2017"), title=hostile))
    page.grab()
    found = next(row for row in page.rows if row.title.endswith("AAA"))
    page.strip.choose(found)
    mark = next(mark for mark in page.strip.marks if found in mark.rows)
    assert len(told(mark)) < 2000


# What is near, and the calendar


def test_what_is_near_is_counted_at_the_navigation(opened: Driver) -> None:
    button = opened.furnished.frame.navigation._buttons["timeline"]
    assert button.accessibleName() == "Timeline"
    made = Deadline(id=new_id(), case=case_of(opened), due=PartialDate("2016"), what="Long over")
    put(opened, made)
    assert button.accessibleName() == "Timeline, 1 is near or overdue"
    opened.window.grab()
    opened.go("timeline")
    page = opened.furnished.pages.timeline_view
    page.choose(made.id)
    opened.window.actions_["settle"].trigger()
    opened.settle()
    assert button.accessibleName() == "Timeline"


def test_a_calendar_is_saved_for_who_may_read_it(opened: Driver, tmp_path: Path) -> None:
    secret = Deadline(
        id=new_id(), case=case_of(opened), due=PartialDate("2030-05-17"), what="Meet the source",
        audience=Audience.PRIVATE,
    )  # fmt: skip
    put(opened, secret)
    opened.window.actions_["calendar"].trigger()
    opened.settle()
    bar = opened.furnished.pages.timeline_view.calendar
    assert bar.isVisible()
    assert "1 stays behind" in bar.told.text()
    bar.audience.choose(Audience.PRIVATE)
    opened.settle()
    assert "behind" not in bar.told.text()
    out = tmp_path / "dates.ics"
    bar.save_requested.emit(out)
    opened.settle()
    assert b"20300517" in out.read_bytes()
    assert b"source" not in out.read_bytes()
    assert "dates.ics" in opened.furnished.frame.banner.text
    assert not bar.isVisible()


def test_a_calendar_that_cant_be_written_says_why(opened: Driver, tmp_path: Path) -> None:
    opened.window.actions_["calendar"].trigger()
    opened.settle()
    bar = opened.furnished.pages.timeline_view.calendar
    bar.save_requested.emit(tmp_path / "none" / "dates.ics")
    opened.settle()
    assert "can't be written" in opened.furnished.frame.banner.text
    assert bar.save.isEnabled()
    opened.press(Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_what_a_calendar_leaves_out_is_told() -> None:
    assert sentence(Leaving(0, 0, 0)) == "There is nothing that it could hold."
    said = sentence(Leaving(1, 2, 1))
    assert said.startswith("It holds 1 hearing or deadline under a neutral title")
    assert "2 are left out: their days are not known. 1 stays behind" in said


# The strip


def scale(rows: list[TimelineRow], width: int = 1000, *, mirrored: bool = False) -> Scale:
    return whole_of([extent_of(row) for row in rows], TODAY, width, mirrored=mirrored)


def test_time_runs_with_the_writing() -> None:
    rows = [row("2017-01-01"), row("2017-12-31")]
    for mirrored in (False, True):
        shown = scale(rows, mirrored=mirrored)
        first, last = (shown.x(extent_of(row).first) for row in rows)
        assert (first > last) == mirrored
        assert shown.at(first) == pytest.approx(extent_of(rows[0]).first)


def test_what_is_not_known_to_the_day_is_a_bar_with_soft_ends() -> None:
    year, month, day, about = (
        extent_of(row(when)) for when in ("2017", "2017-09", "2017-09-27", "2017-09-27~")
    )
    assert (year.last - year.first, month.last - month.first) == (365, 30)
    assert year.soft_first
    assert year.soft_last
    assert day.point
    assert not about.point
    assert about.first < day.first < about.last


def test_a_sanction_is_a_bar_as_hard_as_its_ends_are_known() -> None:
    def extent(starts: str, until: str) -> tuple[bool, bool]:
        sanction = Sanction(id=new_id(), case=CASE, sort="fine", starts=PartialDate(starts))
        found = extent_of(row_at(sanction, starts, "", until=until))
        assert found.last > found.first
        return found.soft_first, found.soft_last

    assert extent("2017-09-27", "2021-09-27") == (False, False)
    assert extent("2017-09", "2021-09-27") == (True, False)
    assert extent("2017-09-27", "") == (False, True)


def test_points_that_are_close_are_heaped_and_none_is_lost() -> None:
    rows = [row(f"2017-{month:02}-{day:02}") for month in range(1, 13) for day in range(1, 29)]
    pairs = [(row, extent_of(row)) for row in rows]
    near = marks_of(pairs, scale(rows))
    assert len(near) < 40
    assert sorted(row.key for mark in near for row in mark.rows) == sorted(row.key for row in rows)
    assert all(one.right < other.left for one, other in pairwise(near))
    far = marks_of(pairs, scale(rows, 40_000))
    assert len(far) == len(rows)


def test_overlapping_sanctions_lie_in_tiers() -> None:
    rows = [
        row_at(
            Sanction(id=new_id(), case=CASE, sort="fine", starts=PartialDate("2017")),
            "2017", "", until=until,
        )
        for until in ("2018", "2019", "2020", "2021")
    ]  # fmt: skip
    tiers = [mark.tier for mark in marks_of([(r, extent_of(r)) for r in rows], scale(rows))]
    assert len(set(tiers)) == 3
    assert sum(tiers[:1]) != 0


def test_zoom_keeps_its_place_and_never_leaves_the_whole() -> None:
    whole = scale([row("2010"), row("2020")])
    nearer = whole.zoomed(4, whole.at(250), whole)
    assert nearer.at(250) == pytest.approx(whole.at(250))
    assert whole.zoomed(0.1, whole.at(250), whole) == whole
    assert whole.zoomed(1e9, whole.at(0), whole).days == pytest.approx(14)
    moved = nearer.moved(1e6, whole)
    assert moved.last == pytest.approx(whole.last)


@pytest.mark.parametrize(
    ("days", "width"), [(10, 900), (60, 900), (400, 900), (4000, 900), (36_500, 900), (4000, 90)]
)
def test_the_axis_is_never_crowded(days: int, width: int) -> None:
    shown = Scale(736_000.0, 736_000.0 + days, width)
    places = [shown.x(at) for at, _text in shown.ticks(64)]
    assert all(b - a > 50 for a, b in pairwise(places))
    assert len(places) >= (1 if width > 100 else 0)


def test_today_is_part_of_it_only_where_it_is_near() -> None:
    def shows_today(when: str) -> bool:
        whole = scale([row("2017-01-01"), row(when)])
        return whole.first <= TODAY.toordinal() <= whole.last

    assert shows_today("2018-02-01")
    assert not shows_today("2017-02-01")


def test_the_strip_is_played_by_keys(opened: Driver, page: TimelineView) -> None:
    dated = [row for row in page.rows if row.when]
    page.strip.setFocus()
    opened.press(Qt.Key.Key_Right)
    assert page.list.chosen == dated[0]
    opened.press(Qt.Key.Key_Right)
    assert page.list.chosen == dated[1]
    opened.press(Qt.Key.Key_End)
    assert page.list.chosen == dated[-1]
    lane = dated[-1].lane
    opened.press(Qt.Key.Key_Up)
    assert page.list.chosen is not None
    assert page.list.chosen.lane != lane
    whole = page.strip.scale.days
    opened.press(Qt.Key.Key_Plus)
    assert page.strip.scale.days < whole
    opened.press(Qt.Key.Key_0)
    assert page.strip.scale.days == whole
    assert page.list.chosen.title in page.strip.accessibleDescription()
    opened.press(Qt.Key.Key_Return)
    assert page.list.hasFocus()


def test_the_menu_zooms_too_and_a_new_day_is_noticed(opened: Driver, page: TimelineView) -> None:
    whole = page.strip.scale.days
    opened.window.actions_["zoom_in"].trigger()
    assert page.strip.scale.days < whole
    opened.window.actions_["zoom_all"].trigger()
    assert page.strip.scale.days == whole
    now = page.today
    page.show_rows(page.rows, date(2018, 3, 1))  # as it was before a night
    opened.go("overview").go("timeline")
    assert page.today == now


def test_a_click_on_a_mark_chooses_its_row(opened: Driver, page: TimelineView) -> None:
    page.resize(1000, 600)
    page.strip.grab()
    mark = next(mark for mark in page.strip.marks if mark.lane == "decision")
    QTest.mouseClick(page.strip, Qt.MouseButton.LeftButton, pos=page.strip.place_of(mark))
    assert page.list.chosen == mark.rows[0]
    assert page.list.currentIndex().isValid()


def test_dragging_and_the_wheel_move_and_zoom(opened: Driver, page: TimelineView) -> None:
    strip = page.strip
    strip.zoom(4)
    before = strip.scale.first
    middle = strip.rect().center()
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(strip, middle + type(middle)(60, 0))
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=middle + type(middle)(60, 0))
    assert strip.scale.first < before
    assert page.list.chosen is None


def test_the_strip_mirrors(
    start: Callable[..., Driver], sample_vault: Path, qapp: QApplication
) -> None:
    from tests.desktop.conftest import PASSPHRASE

    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        driver = start(sample_vault).unlock(PASSPHRASE).go("timeline")
        page = driver.furnished.pages.timeline_view
        decisions = [mark for mark in page.strip.marks if mark.lane == "decision"]
        assert page.strip.scale.mirrored
        assert [mark.rows[0].when for mark in decisions] == sorted(
            (mark.rows[0].when for mark in decisions), reverse=True
        )
        first = page.rows[0]
        page.strip.setFocus()
        driver.press(Qt.Key.Key_Left)
        assert page.list.chosen == first
        page.grab()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_a_thousand_entries_are_a_few_marks(opened: Driver, page: TimelineView) -> None:
    case = case_of(opened)
    days = (f"{2010 + at % 9}-{1 + at % 12:02}-{1 + at % 28:02}" for at in range(1000))
    put(opened, *(Event(id=new_id(), case=case, at=When(day), title=day) for day in days))
    assert len(titles(page)) >= 1030
    assert len(page.strip.marks) < 200
    page.grab()
