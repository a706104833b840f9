# SPDX-License-Identifier: GPL-3.0-or-later
"""The live log through its keys. A line leaves the field only when the vault has it."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casefile.base.errors import StorageFailed
from casefile.base.ids import new_id
from casefile.casework import cases, hearings, notes
from casefile.desktop.log import deeds, presenter, writing
from casefile.desktop.log.entry import LineEntry
from casefile.desktop.log.line import TypedLine
from casefile.records.kinds import Hearing, Note
from casefile.records.values import Moment, When
from casefile.store import reading
from casefile.vault import vault
from tests.desktop.conftest import PASSPHRASE
from tests.desktop.driving import Driver, type_keys

IN_ALMATY = Hearing(
    id="01a00000-0000-7000-8000-000000000001",
    case="01a00000-0000-7000-8000-000000000002",
    started_at=Moment("2017-09-27T09:30+06:00[Asia/Almaty]"),
)
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def live(start, empty_vault: Path) -> Driver:  # type: ignore[no-untyped-def]
    """A case without hearings; F5 has just been pressed."""
    with vault.open_vault(empty_vault, PASSPHRASE) as made:
        cases.create_case(made, "Larisa Kharkova")
    driver: Driver = start(empty_vault).unlock(PASSPHRASE)
    driver.press(Qt.Key.Key_F5)
    driver.wait(lambda: driver.hearings.logging)
    return driver.settle()


def stored(driver: Driver) -> list[Note]:
    """The notes that another program would find in the vault now."""
    folder = driver.window._folder
    assert folder is not None
    driver.window.lock()
    driver.settle()
    with vault.open_vault(folder, PASSPHRASE) as again:
        case = reading.cases(again.store)[0].id
        return reading.records(again.store, Note, case)


def test_f5_makes_a_hearing_where_there_is_none(live: Driver) -> None:
    assert live.window.focusWidget() is live.entry.field
    assert live.hearings.page.head.live.isVisibleTo(live.hearings)
    assert "LIVE since" in live.hearings.page.head.meta.text()


def test_f5_comes_back_to_the_same_hearing(live: Driver) -> None:
    live.log_line("Opens.")
    live.go("documents")
    live.press(Qt.Key.Key_F5)
    live.settle()
    assert live.hearings.logging
    assert live.lines() == ["Opens."]
    assert live.window.focusWidget() is live.entry.field
    assert len(live.hearings.table.rows.rows) == 1


def test_lines_are_logged_with_all_their_marks(live: Driver) -> None:
    live.log_line("j Opens the hearing. #public-hearing")
    live.log_line("p Reads the charge.")
    live.log_line('d "We object." #equality-of-arms')
    live.log_line("!A guard takes a telephone. #observer-access")
    live.log_line("//The judge looked tired.")
    notes_there = stored(live)
    assert [note.text for note in notes_there] == [
        "Opens the hearing.", "Reads the charge.", '"We object."',
        "A guard takes a telephone.", "The judge looked tired.",
    ]  # fmt: skip
    assert [note.speaker_role for note in notes_there] == [
        "judge", "prosecutor", "defence-counsel", "", "",
    ]  # fmt: skip
    assert [note.sort for note in notes_there] == [
        "summary", "summary", "verbatim", "irregularity", "opinion",
    ]  # fmt: skip
    assert [note.rights for note in notes_there] == [
        ("public-hearing",), (), ("equality-of-arms",), ("observer-access",), (),
    ]  # fmt: skip
    assert {note.taken for note in notes_there} == {"live"}


def test_the_speaker_stays_until_another_is_named(live: Driver) -> None:
    live.log_line("j One.")
    live.log_line("Two.")
    live.log_line("w Three.")
    assert [note.speaker_role for note in stored(live)] == ["judge", "judge", "witness"]


def test_an_irregularity_by_a_named_speaker_keeps_the_speaker(live: Driver) -> None:
    live.log_line("j Opens.")
    live.log_line("p !Calls the accused a criminal.")
    assert [note.speaker_role for note in stored(live)] == ["judge", "prosecutor"]


def test_a_prefix_becomes_the_choice_beside_the_field(live: Driver) -> None:
    type_keys(live.entry.field, "d ")
    assert live.entry.field.toPlainText() == ""
    assert live.entry.speaker.currentData() == "defence-counsel"


@pytest.mark.parametrize("typed", ["D ", "judge ", "jj ", " j ", "x "])
def test_other_words_are_no_prefix(live: Driver, typed: str) -> None:
    type_keys(live.entry.field, typed)
    assert live.entry.field.toPlainText() == typed
    assert live.entry.speaker.currentData() == ""


def test_every_script_and_astral_letters_arrive(live: Driver) -> None:
    said = ["Прокурор просит отказать.", "Сот төрағасы ӘҒҚҢӨҰҮҺІ", "يقول الشاهد", "Judge 👩‍⚖️ 𝒥"]
    for line in said:
        live.log_line(line)
    assert live.lines() == said
    assert [note.text for note in stored(live)] == said


def test_shift_return_is_a_new_line_within_the_text(live: Driver) -> None:
    type_keys(live.entry.field, "One")
    height = live.entry.field.height()
    QTest.keyClick(live.entry.field, Qt.Key.Key_Return, SHIFT)
    type_keys(live.entry.field, "two")
    live.qtbot.wait(10)
    assert live.entry.field.height() > height
    type_keys(live.entry.field, "\n")
    live.wait(lambda: not live.entry.field.toPlainText())
    live.settle()
    assert live.lines() == ["One\ntwo"]


@pytest.mark.parametrize("typed", ["", "   ", "\t"])
def test_nothing_is_not_a_line(live: Driver, typed: str) -> None:
    live.entry.field.setPlainText(typed)
    type_keys(live.entry.field, "\n")
    live.settle()
    assert live.lines() == []
    assert live.entry.field.toPlainText() == typed


def test_marks_without_words_are_refused_and_stay(live: Driver) -> None:
    type_keys(live.entry.field, "// #public-hearing\n")
    live.settle()
    assert live.entry.field.toPlainText() == "// #public-hearing"
    assert "needs words" in live.log.banner.text
    assert live.log.banner.isVisible()


def test_escape_discards_nothing(live: Driver) -> None:
    type_keys(live.entry.field, "The judge")
    for _time in range(3):
        QTest.keyClick(live.entry.field, Qt.Key.Key_Escape)
    assert live.entry.field.toPlainText() == "The judge"


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A disk on which every commit waits until the event is set."""
    gate = threading.Event()
    log = deeds.log_line

    def wait_then_log(vault_: vault.Vault, hearing: Hearing, line: TypedLine) -> notes.Logged:
        gate.wait()
        return log(vault_, hearing, line)

    monkeypatch.setattr(deeds, "log_line", wait_then_log)
    yield gate
    gate.set()


def test_a_line_stays_until_it_is_durable(live: Driver, slow: threading.Event) -> None:
    type_keys(live.entry.field, "Opens the hearing.\n")
    live.qtbot.wait(60)
    assert live.entry.field.toPlainText() == "Opens the hearing."
    assert live.lines() == []
    assert "Saving" in live.furnished.frame.status.text
    slow.set()
    live.wait(lambda: not live.entry.field.toPlainText())
    live.settle()
    assert live.lines() == ["Opens the hearing."]
    assert live.furnished.frame.status.text.startswith("✓ All entries saved ")


def test_what_is_typed_meanwhile_is_the_next_line(live: Driver, slow: threading.Event) -> None:
    type_keys(live.entry.field, "One 𝒥.\nTwo.\nThree")
    assert live.entry.text == "Three"
    slow.set()
    live.wait(lambda: live.entry.field.toPlainText() == "Three")
    live.settle()
    assert live.lines() == ["One 𝒥.", "Two."]
    type_keys(live.entry.field, ".\n")
    live.wait(lambda: not live.entry.field.toPlainText())
    live.settle()
    assert live.lines() == ["One 𝒥.", "Two.", "Three."]


def test_a_line_that_cant_be_saved_stays_and_says_why(
    live: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = deeds.log_line

    def full(*_args: object) -> notes.Logged:
        raise StorageFailed("The disk is full.", "Free some space.")

    monkeypatch.setattr(deeds, "log_line", full)
    type_keys(live.entry.field, "Opens the hearing.\n")
    live.settle()
    assert live.entry.field.toPlainText() == "Opens the hearing."
    assert live.log.banner.text == "The disk is full. Free some space."
    assert "Not saved" in live.furnished.frame.status.text
    monkeypatch.setattr(deeds, "log_line", log)
    type_keys(live.entry.field, "\n")
    live.wait(lambda: not live.entry.field.toPlainText())
    live.settle()
    assert not live.log.banner.isVisible()
    assert live.lines() == ["Opens the hearing."]


def test_a_line_survives_a_bug(live: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    log = deeds.log_line
    monkeypatch.setattr(deeds, "log_line", lambda *_args: 1 // 0)
    with live.qtbot.captureExceptions() as caught:
        type_keys(live.entry.field, "Opens the hearing.\n")
        live.settle()
    assert len(caught) == 1
    assert live.entry.field.toPlainText() == "Opens the hearing."
    assert "Not saved" in live.furnished.frame.status.text
    monkeypatch.setattr(deeds, "log_line", log)
    type_keys(live.entry.field, "\n")
    live.wait(lambda: not live.entry.field.toPlainText())
    live.settle()
    assert live.lines() == ["Opens the hearing."]


def test_the_keyboard_moves_on_when_the_menus_have_ended(live: Driver) -> None:
    ending = live.window.actions_
    live.window.lock()
    QCoreApplication.sendPostedEvents(ending, QEvent.Type.DeferredDelete)
    with live.qtbot.captureExceptions() as raised:
        QApplication.instance().focusChanged.emit(None, live.window)  # type: ignore[union-attr]
    assert not raised


def test_a_lock_keeps_what_is_being_typed(live: Driver) -> None:
    live.log_line("Opens.")
    type_keys(live.entry.field, "The witness says that")
    live.ctrl(Qt.Key.Key_L).settle()
    assert live.window.locked
    live.unlock(PASSPHRASE)
    live.press(Qt.Key.Key_F5)
    live.settle()
    assert live.entry.field.toPlainText() == "The witness says that"
    assert live.lines() == ["Opens."]


def test_a_lock_right_behind_return_loses_nothing_and_repeats_nothing(live: Driver) -> None:
    type_keys(live.entry.field, "The verdict is read.\n")
    live.ctrl(Qt.Key.Key_L).settle()
    live.unlock(PASSPHRASE)
    live.press(Qt.Key.Key_F5)
    live.settle()
    assert live.lines() == ["The verdict is read."]
    assert live.entry.field.toPlainText() == ""


def test_drafts_stay_with_their_hearing(live: Driver) -> None:
    type_keys(live.entry.field, "half a line")
    live.furnished.pages.hearings.show_list()
    live.settle()
    case = live.furnished.cases.current
    assert case is not None
    live.furnished.desk.session.change(hearings.start_hearing, case.id, touches=("hearing",))
    live.settle()
    live.hearings.table.selectRow(1)
    QTest.keyClick(live.hearings.table, Qt.Key.Key_Return)
    live.settle()
    assert live.entry.field.toPlainText() == ""
    live.furnished.pages.hearings.show_list()
    live.hearings.table.selectRow(0)
    QTest.keyClick(live.hearings.table, Qt.Key.Key_Return)
    live.settle()
    assert live.entry.field.toPlainText() == "half a line"


def left_for_another(live: Driver) -> tuple[writing.LogWriter, Hearing, Hearing]:
    writer = live.furnished.pages.hearings.log.writer
    here = live.furnished.pages.hearings.log.hearing
    assert here is not None
    return writer, here, replace(here, id=new_id())


def test_the_last_line_of_a_hearing_that_was_left_is_not_corrected_in_another(
    live: Driver,
) -> None:
    live.log_line("The verdict is read.")
    writer, _here, other = left_for_another(live)
    writer.recall()
    writer.show(other)
    live.settle()
    assert not live.entry.correcting
    assert live.entry.field.toPlainText() == ""


def test_leaving_before_a_draft_has_come_back_leaves_it_where_it_was(live: Driver) -> None:
    type_keys(live.entry.field, "half a line")
    writer, here, other = left_for_another(live)
    writer.show(other)
    live.settle()
    writer.show(here)
    writer.show(other)  # nothing has come back from the vault yet
    live.settle()
    assert live.entry.field.toPlainText() == ""
    writer.show(here)
    live.settle()
    assert live.entry.field.toPlainText() == "half a line"


def test_a_draft_comes_back_in_front_of_what_is_typed_already(live: Driver) -> None:
    type_keys(live.entry.field, "half a line")
    writer, here, other = left_for_another(live)
    writer.show(other)
    live.settle()
    writer.show(here)
    live.entry.field.write("and more")
    live.settle()
    assert live.entry.field.toPlainText() == "half a line\nand more"


def test_a_line_refused_when_its_hearing_was_left_is_its_draft(
    live: Driver, slow: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> notes.Logged:
        slow.wait()
        raise StorageFailed("The disk is full.", "Free some space.")

    monkeypatch.setattr(deeds, "log_line", full)
    type_keys(live.entry.field, "The verdict is read.\nAnd")
    writer, here, other = left_for_another(live)
    writer.show(other)
    type_keys(live.entry.field, "elsewhere")
    slow.set()
    live.settle()
    assert live.entry.field.toPlainText() == "elsewhere"
    assert "The disk is full" in live.log.banner.text
    writer.show(here)
    live.settle()
    assert live.entry.field.toPlainText() == "The verdict is read.\nAnd"


def test_control_up_and_down_move_the_time(live: Driver) -> None:
    type_keys(live.entry.field, "Earlier.")
    for _time in range(3):
        live.ctrl(Qt.Key.Key_Up)
    live.ctrl(Qt.Key.Key_Down)
    type_keys(live.entry.field, "\n")
    live.wait(lambda: not live.entry.field.toPlainText())
    live.settle()
    row = live.log.list.lines.rows[0]
    moment = Moment(row.note.event_at)
    assert 60_000 < row.written - moment.milliseconds < 180_000


def test_a_line_moved_back_stands_where_it_happened(live: Driver) -> None:
    live.log_line("Second.")
    type_keys(live.entry.field, "First.")
    for _time in range(5):
        live.ctrl(Qt.Key.Key_Up)
    type_keys(live.entry.field, "\n")
    live.wait(lambda: not live.entry.field.toPlainText())
    live.settle()
    assert live.lines() == ["First.", "Second."]


def test_an_ended_hearing_is_no_longer_live(live: Driver) -> None:
    live.log_line("Opens.")
    live.window.actions_["end_hearing"].trigger()
    live.settle()
    assert live.hearings.page.head.live.text() == ""
    assert not live.window.actions_["end_hearing"].isEnabled()


def test_a_past_hearing_is_written_about_on_its_day(opened: Driver) -> None:
    opened.go("hearings")
    opened.hearings.table.selectRow(1)
    QTest.keyClick(opened.hearings.table, Qt.Key.Key_Return)
    opened.settle()
    assert opened.entry.clock.text() == "27 Sep"
    opened.log_line("Remembered later.")
    row = next(r for r in opened.log.list.lines.rows if r.note.text == "Remembered later.")
    assert row.note.event_at == "2017-09-27"
    assert row.note.taken == "later"
    opened.press(Qt.Key.Key_F5).settle()
    presenter_ = opened.furnished.pages.hearings.log
    assert presenter_.hearing is not None
    assert presenter_.hearing.started_at is None


def test_those_kept_out_are_named_above_the_log(opened: Driver) -> None:
    opened.go("hearings")
    opened.hearings.table.selectRow(1)
    QTest.keyClick(opened.hearings.table, Qt.Key.Key_Return)
    opened.settle()
    assert "rescheduled without notice" in opened.hearings.page.head.notice.text()


def test_without_a_case_f5_says_so(empty: Driver) -> None:
    empty.press(Qt.Key.Key_F5).settle()
    assert "no case" in empty.furnished.frame.banner.text


def test_time_is_taken_at_the_first_key(qtbot: QtBot) -> None:
    now = Moment("2017-09-27T10:00+06:00[Asia/Almaty]").milliseconds
    entry = LineEntry(lambda: now)
    qtbot.addWidget(entry)
    entry.set_place(IN_ALMATY)
    sent: list[TypedLine] = []
    entry.line_entered.connect(sent.append)
    type_keys(entry.field, "j Opens")
    now += 125_000
    type_keys(entry.field, ".\n")
    assert sent[0].at == "2017-09-27T10:00+06:00[Asia/Almaty]"
    entry.saved()
    assert entry.clock.text() == "10:02"
    type_keys(entry.field, "Next\n")
    assert sent[1].at == "2017-09-27T10:02:05+06:00[Asia/Almaty]"


def test_a_field_that_was_emptied_takes_the_time_anew(qtbot: QtBot) -> None:
    now = Moment("2017-09-27T10:00+06:00[Asia/Almaty]").milliseconds
    entry = LineEntry(lambda: now)
    qtbot.addWidget(entry)
    entry.set_place(IN_ALMATY)
    type_keys(entry.field, "x")
    entry.field.clear()
    now += 600_000
    type_keys(entry.field, "y")
    assert entry.clock.text() == "10:10"


def test_days_are_those_of_the_place() -> None:
    hearing = Hearing(
        id="0" * 8 + "-0000-7000-8000-" + "0" * 12,
        case="0" * 8 + "-0000-7000-8000-" + "0" * 12,
        scheduled_at=When("2017-09-27T23:00+06:00[Asia/Almaty]"),
    )
    still = Moment("2017-09-27T23:59+06:00[Asia/Almaty]").milliseconds
    assert presenter.past_of(hearing, still) is None
    assert presenter.past_of(hearing, still + 120_000) == hearing.scheduled_at
