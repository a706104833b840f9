# SPDX-License-Identifier: GPL-3.0-or-later
"""The editors of the form, by key presses: dates, moments, names, chips, references, texts."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from casefile.casework import records
from casefile.desktop.form.rows import RowsEditor
from casefile.records.kinds import Action, Event, Hearing, Incident, Party
from casefile.records.values import Audience, Break, Moment, Name, When
from casefile.records.vocabularies import label
from tests.desktop.driving import type_keys
from tests.desktop.test_form import Desk, desk

__all__ = ["desk"]


def editor(desk: Desk, path: str) -> Any:
    return desk.field(path).editor


def press(widget: Any, key: Qt.Key) -> None:
    QTest.keyClick(widget, key)


def new(desk: Desk, kind: Any, **values: object) -> Any:
    case = desk.case
    made = desk.ask(lambda vault: records.create(vault, kind, case, values))
    desk.show(made)
    return made


@pytest.mark.parametrize(
    ("typed", "kept", "understood"),
    [
        ("2017", "2017", "2017"),
        ("09.2017", "2017-09", "September 2017"),
        ("27.9.2017", "2017-09-27", "Wednesday 27 September 2017"),
        ("about 2017", "2017~", "about 2017"),
        ("2017?", "2017?", "2017, not certain"),
    ],
)
def test_a_date_as_far_as_it_is_known(desk: Desk, typed: str, kept: str, understood: str) -> None:
    action = new(desk, Action, sort="petition")
    desk.type("deadline", typed)
    assert desk.field("deadline")._understood.text() == understood
    desk.leave()
    assert desk.now(action).deadline == kept


def test_a_moment_is_typed_in_three_parts_and_its_zone_is_never_the_laptops(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/Brussels")
    event = new(desk, Event, title="Search", at=When("2017"))
    at = editor(desk, "at")
    assert at.zone.isHidden()
    desk.type("at", "27.9.2017")
    at.time.setFocus()
    type_keys(at.time, "1047")
    assert not at.zone.isHidden()
    assert at.zone.value() == "Asia/Almaty"
    assert desk.field("at")._understood.text().startswith("Wednesday 27 Sep 2017, 10:47 (UTC+06")
    desk.leave()
    assert desk.now(event).at == "2017-09-27T10:47+06:00[Asia/Almaty]"


def test_without_a_zone_one_is_asked_for(desk: Desk) -> None:
    event = new(desk, Event, title="Search", at=When("2017"))
    at = editor(desk, "at")
    at.zone.put("")
    desk.type("at", "27.9.2017")
    at.time.setFocus()
    type_keys(at.time, "10:47")
    desk.leave()
    assert desk.field("at").problem == "Say in which time zone the place lies."
    at.zone.field.setFocus()
    type_keys(at.zone.field, "brussels\n")
    desk.leave()
    assert desk.now(event).at == "2017-09-27T10:47+02:00[Europe/Brussels]"


def test_a_moment_nobody_touched_keeps_its_seconds_and_its_offset(desk: Desk) -> None:
    stored = When.stored("2017-10-29T02:30:07+01:00[Europe/Brussels]")  # the second 02:30
    event = new(desk, Event, title="x", at=stored)
    assert editor(desk, "at").value() == stored
    desk.type("title", "y")
    desk.leave()
    assert (desk.now(event).at, desk.now(event).title) == (stored, "y")


def test_names_in_rows_with_the_script_guessed(desk: Desk) -> None:
    party = new(desk, Party, names=(Name(text="Larisa Kharkova"),))
    rows: RowsEditor = editor(desk, "names")
    rows.add.setFocus()
    press(rows.add, Qt.Key.Key_Space)
    assert desk.driver.window.focusWidget() is rows.rows[1].fields[0].editor.main
    type_keys(rows.rows[1].fields[0].editor.main, "Лариса Харькова")
    desk.leave()
    assert [(name.text, name.script) for name in desk.now(party).names] == [
        ("Larisa Kharkova", ""),
        ("Лариса Харькова", "Cyrl"),
    ]
    rows.rows[1].up.click()
    desk.driver.settle()
    assert desk.now(party).names[0].text == "Лариса Харькова"
    rows.rows[1].away.click()
    desk.driver.settle()
    assert [name.text for name in desk.now(party).names] == ["Лариса Харькова"]
    rows.rows[0].away.click()
    desk.driver.settle()
    assert desk.field("names").problem == "This must be filled in."
    assert len(desk.now(party).names) == 1


def test_a_break_that_ends_before_it_begins_is_said(desk: Desk) -> None:
    begun = Moment("2026-05-01T11:00+05:00[Asia/Almaty]")
    hearing = new(desk, Hearing, number="1", breaks=(Break(started_at=begun),))
    row = editor(desk, "breaks").rows[0]
    ended: Any = row.fields[1].editor
    ended.day.setFocus()
    type_keys(ended.day, "1.5.2026")
    ended.time.setFocus()
    type_keys(ended.time, "10:00")
    desk.leave()
    assert "lies before" in desk.field("breaks").problem
    assert desk.now(hearing).breaks == (Break(started_at=begun),)
    ended.time.selectAll()
    ended.time.setFocus()
    type_keys(ended.time, "11:20")
    desk.leave()
    assert desk.now(hearing).breaks[0].ended_at == "2026-05-01T11:20+05:00[Asia/Almaty]"


def test_fields_inside_a_struct(desk: Desk) -> None:
    hearing = new(desk, Hearing, number="1")
    desk.type("access.capacity", "12")
    desk.type("access.devices", "Telephones are taken at the door.")
    desk.leave()
    assert desk.now(hearing).access.capacity == 12
    assert desk.now(hearing).access.devices.startswith("Telephones")


def test_terms_as_chips(desk: Desk) -> None:
    party = new(desk, Party, names=(Name(text="A"),), roles=("judge", "from-the-future"))
    roles = editor(desk, "roles")
    assert roles.chips.keys == ["judge", "from-the-future"]
    roles.field.setFocus()
    type_keys(roles.field, "observ\n")
    desk.driver.settle()
    assert "observer" in desk.now(party).roles
    chip = roles.chips._flow.itemAt(0).widget()
    press(chip, Qt.Key.Key_Delete)
    desk.driver.settle()
    assert desk.now(party).roles == ("from-the-future", "observer")


def test_a_term_of_a_newer_version_stays_as_it_is(desk: Desk) -> None:
    incident = new(desk, Incident, sort="drone-over-the-hotel")
    assert editor(desk, "sort").field.text() == "drone-over-the-hotel"
    desk.type("sort", "threa\n")
    desk.driver.settle()
    assert desk.now(incident).sort == "threat"
    assert editor(desk, "sort").field.text() == label("incident-sorts", "threat")


def test_words_that_are_no_term_are_said(desk: Desk) -> None:
    incident = new(desk, Incident, sort="threat")
    desk.type("sort", "xyzzy")
    desk.leave()
    assert "none of the choices" in desk.field("sort").problem
    assert desk.now(incident).sort == "threat"


def test_down_offers_all_and_escape_only_closes_the_list(desk: Desk) -> None:
    new(desk, Incident, sort="threat")
    field = editor(desk, "sort").field
    field.setFocus()
    press(field, Qt.Key.Key_Down)
    assert field.offering
    assert len(field.offers) > 15
    press(field, Qt.Key.Key_Escape)
    assert not field.offering
    assert field.text() == label("incident-sorts", "threat")


def test_free_texts_as_chips(desk: Desk) -> None:
    case = desk.all("case")[0]
    desk.show(case)
    tags = editor(desk, "tags")
    tags.field.setFocus()
    type_keys(tags.field, "strike\n")
    desk.driver.settle()
    type_keys(tags.field, "unfinished word")
    desk.leave()
    assert desk.now(case).tags[-2:] == ("strike", "unfinished word")


def test_several_people_are_named_across_scripts(desk: Desk) -> None:
    incident = new(desk, Incident, sort="threat")
    targets = editor(desk, "targets")
    targets.field.setFocus()
    type_keys(targets.field, "kush")
    desk.driver.settle()
    assert "Kushakbayev" in targets.field.offers[0].text
    press(targets.field, Qt.Key.Key_Return)
    desk.driver.settle()
    assert len(desk.now(incident).targets) == 1


def test_somebody_who_is_named_for_the_first_time_is_added(desk: Desk) -> None:
    hearing = new(desk, Hearing, number="1")
    court = editor(desk, "court")
    court.field.setFocus()
    type_keys(court.field, "Городской суд № 9")
    desk.driver.settle()
    assert court.field.offers[-1].text == "Add “Городской суд № 9” to the case"
    for _step in range(len(court.field.offers)):
        press(court.field._list, Qt.Key.Key_Down)
    press(court.field, Qt.Key.Key_Return)
    desk.driver.settle()
    made = desk.now(desk.now(desk.now(hearing)))
    party = next(one for one in desk.all("party") if one.id == made.court)
    assert (party.name, party.sort, party.names[0].script) == (  # type: ignore[attr-defined]
        "Городской суд № 9",
        "court",
        "Cyrl",
    )


def test_a_reference_is_taken_away_by_emptying_the_field(desk: Desk) -> None:
    mission = desk.all("mission")[0]
    who = desk.all("party")[0]
    desk.change(records.set_field, mission.id, "sender", who.id, touches=("mission",))
    desk.show(mission)
    desk.driver.settle()
    field = editor(desk, "sender").field
    field.setFocus()
    field.selectAll()
    press(field, Qt.Key.Key_Delete)
    desk.leave()
    assert desk.now(mission).sender is None


def test_an_audience_and_a_tick_are_kept_at_once(desk: Desk) -> None:
    party = new(desk, Party, names=(Name(text="A"),))
    press(editor(desk, "protected").tick, Qt.Key.Key_Space)
    desk.driver.settle()
    assert desk.now(party).protected
    combo = editor(desk, "audience").combo
    combo.setFocus()
    press(combo, Qt.Key.Key_End)
    combo.activated.emit(combo.currentIndex())
    desk.driver.settle()
    assert desk.now(party).audience is Audience.PRIVATE


def test_each_paragraph_runs_as_its_first_letter_says(desk: Desk) -> None:
    party = new(desk, Party, names=(Name(text="A"),), remarks="English\nالعربية first\nРусский")
    document = editor(desk, "remarks").field.document()
    found = [document.findBlockByNumber(n).textDirection() for n in range(3)]
    right, left = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
    assert found == [left, right, left]
    option = document.defaultTextOption().textDirection()
    assert option == Qt.LayoutDirection.LayoutDirectionAuto
    desk.type("position", "رئيس النقابة")
    assert editor(desk, "position").field.layoutDirection() == right
    desk.leave()
    assert desk.now(party).position == "رئيس النقابة"


def test_hostile_texts_are_kept_as_they_are_and_shown_plainly(desk: Desk) -> None:
    text = "<b>x</b> \u202e evil \u2066 " + "ж" * 10_000
    party = new(desk, Party, names=(Name(text="<i>&amp;</i>"),), remarks=text)
    assert editor(desk, "remarks").typed() == text
    assert desk.pane.title == "\u2068<i>&amp;</i>\u2069"
    desk.type("position", "z" * 3000)
    desk.leave()
    assert "longer than" in desk.field("position").problem
    assert desk.now(party).position == ""


def test_the_form_fits_a_narrow_pane_and_mirrors(desk: Desk, sample_vault: Path) -> None:
    desk.pane.setGeometry(300, 60, 330, 500)
    for kind in ("hearing", "party", "document"):
        desk.show(desk.all(kind)[0])
        sheet = desk.pane.sheet
        assert sheet is not None
        assert sheet.widget().minimumSizeHint().width() <= 330
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        desk.driver.settle()
        assert desk.pane.layoutDirection() == Qt.LayoutDirection.RightToLeft
    finally:
        app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
