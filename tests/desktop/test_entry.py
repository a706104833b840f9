# SPDX-License-Identifier: GPL-3.0-or-later
"""The input of the live log: every gesture by its keys."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from casefile.base.errors import StorageFailed
from casefile.base.ids import new_id
from casefile.casework import cases, gathering, masks
from casefile.casework.logs import LogRow
from casefile.casework.masks import BAR, CURTAIN, Mask
from casefile.desktop.log import deeds
from casefile.desktop.log.letters import LettersDialog
from casefile.desktop.log.offers import spoken
from casefile.desktop.widgets.ask import Ask
from casefile.records.kinds import Link, Party
from casefile.records.values import Moment, Name
from casefile.store import reading
from casefile.vault import vault
from tests.desktop.conftest import PASSPHRASE
from tests.desktop.driving import Driver, dropped, type_keys

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
Key = Qt.Key


@pytest.fixture
def live(start: Callable[..., Driver], empty_vault: Path) -> Driver:
    """A case without hearings; F5 has just been pressed."""
    with vault.open_vault(empty_vault, PASSPHRASE) as made:
        cases.create_case(made, "Larisa Kharkova", languages=("kk", "ru"))
    driver = start(empty_vault).unlock(PASSPHRASE)
    driver.press(Key.Key_F5)
    driver.wait(lambda: driver.hearings.logging)
    return driver.settle()


def rows(driver: Driver) -> list[LogRow]:
    return list(driver.log.list.lines.rows)


def test_up_in_the_empty_field_corrects_the_last_line(live: Driver) -> None:
    live.log_line("j Opens the hearing. #public-hearing")
    live.log_line("p Asks for four years. #appeal")
    live.press(Key.Key_Up).settle()
    assert live.entry.field.toPlainText() == "Asks for four years. #appeal"
    assert "Correcting" in live.entry.hints.text
    for _letter in range(len("years. #appeal")):
        live.press(Key.Key_Backspace)
    live.log_line("days.")
    first, original, correction = (row.note for row in rows(live))
    assert (original.text, correction.text) == ("Asks for four years.", "Asks for four days.")
    assert correction.corrects == original.id
    assert correction.event_at == original.event_at
    assert correction.speaker_role == "prosecutor"
    assert correction.rights == ()
    assert not live.entry.correcting
    assert rows(live)[1].corrected
    assert first.text == "Opens the hearing."


def test_escape_leaves_an_untouched_correction_and_gives_the_draft_back(live: Driver) -> None:
    live.log_line("One.")
    live.press(Key.Key_Up).settle()
    live.press(Key.Key_Escape)
    assert not live.entry.correcting
    assert live.entry.field.toPlainText() == ""
    type_keys(live.entry.field, "half a sent")
    live.press(Key.Key_F2).settle()
    assert live.entry.field.toPlainText() == "One."
    live.press(Key.Key_Escape)
    assert live.entry.field.toPlainText() == "half a sent"


def test_escape_keeps_what_was_changed_as_a_draft(live: Driver) -> None:
    live.log_line("One.")
    live.press(Key.Key_Up).settle()
    type_keys(live.entry.field, " And two.")
    live.press(Key.Key_Escape)
    assert not live.entry.correcting
    assert live.entry.field.toPlainText() == "One. And two."
    live.press(Key.Key_Escape)
    assert live.entry.field.toPlainText() == "One. And two."


def test_a_draft_comes_back_after_a_correction(live: Driver) -> None:
    live.log_line("j One.")
    type_keys(live.entry.field, "p Half a sent")
    live.press(Key.Key_F2).settle()
    type_keys(live.entry.field, " Indeed.\n")
    live.wait(lambda: live.entry.field.toPlainText() == "Half a sent")
    live.settle()
    assert live.entry.speaker.currentData() == "prosecutor"
    assert [row.note.speaker_role for row in rows(live)] == ["judge", "judge"]
    type_keys(live.entry.field, "ence.\n")
    live.wait(lambda: not live.entry.field.toPlainText())
    assert live.settle().lines() == ["One.", "One. Indeed.", "Half a sentence."]


def test_control_z_in_the_empty_field_withdraws_the_last_line(live: Driver) -> None:
    live.log_line("One.")
    live.log_line("Two.")
    live.ctrl(Key.Key_Z).settle()
    assert live.lines() == ["One."]
    live.press(Key.Key_Z, CTRL, SHIFT).settle()
    assert live.lines() == ["One.", "Two."]


def test_control_z_with_text_undoes_typing(live: Driver) -> None:
    live.log_line("One.")
    type_keys(live.entry.field, "Twoo")
    live.ctrl(Key.Key_Z).settle()
    assert live.lines() == ["One."]
    assert live.entry.field.toPlainText() != "Twoo"


def test_a_chosen_line_is_withdrawn_corrected_and_starred(live: Driver) -> None:
    live.log_line("One.")
    live.log_line("Two.")
    live.log.list.setFocus()
    live.press(Key.Key_Home).press(Key.Key_S, CTRL, SHIFT).settle()
    assert [row.note.starred for row in rows(live)] == [True, False]
    live.log.list.setFocus()
    live.press(Key.Key_Home).press(Key.Key_F2).settle()
    assert live.entry.field.toPlainText() == "One."
    live.press(Key.Key_Escape)
    assert not live.window.actions_["withdraw"].isEnabled()  # Delete is the field's
    live.log.list.setFocus()
    live.press(Key.Key_End).press(Key.Key_Delete).settle()
    assert live.lines() == ["One."]
    live.ctrl(Key.Key_Z).settle()
    assert live.lines() == ["One.", "Two."]


def test_a_break_begins_and_ends(live: Driver) -> None:
    live.ctrl(Key.Key_B).settle()
    assert "Break since" in live.entry.band.text
    live.log_line("The judges talk in the corridor.")
    live.ctrl(Key.Key_B).settle()
    assert live.entry.band.text == ""
    hearing = live.furnished.pages.hearings.log.hearing
    assert hearing is not None
    assert len(hearing.breaks) == 1
    assert hearing.breaks[0].ended_at is not None


def test_a_time_in_front_of_the_line_is_its_time(live: Driver) -> None:
    live.log_line("00:00 The doors open.")
    note = rows(live)[0].note
    assert note.text == "The doors open."
    assert Moment(note.event_at).local.strftime("%H:%M") == "00:00"


def test_the_time_can_be_typed_over(live: Driver) -> None:
    type_keys(live.entry.field, "The doors open")
    live.ctrl(Key.Key_T)
    assert live.window.focusWidget() is live.entry.clock
    for letter in "0001":
        type_keys(live.entry.clock, letter)
    type_keys(live.entry.clock, "\n")
    assert live.window.focusWidget() is live.entry.field
    assert live.entry.clock.text() == "00:01"
    assert "time typed" in live.entry.hints.text
    live.log_line(".")
    assert Moment(rows(live)[0].note.event_at).local.strftime("%H:%M") == "00:01"
    assert "time typed" not in live.entry.hints.text


@pytest.mark.parametrize("typed", ["25:00", "", "abc"])
def test_what_is_no_time_changes_nothing(live: Driver, typed: str) -> None:
    type_keys(live.entry.field, "x")
    before = live.entry.clock.text()
    live.ctrl(Key.Key_T)
    type_keys(live.entry.clock, typed + "\n")
    assert live.entry.clock.text() == before


def test_how_far_it_was_moved_is_said(live: Driver) -> None:
    type_keys(live.entry.field, "Earlier")
    for _time in range(3):
        live.ctrl(Key.Key_Up)
    assert "moved 3 min back" in live.entry.hints.text


def test_alt_and_a_number_choose_the_speaker(live: Driver) -> None:
    offered = live.entry.speaker.offered
    live.press(Key.Key_2, ALT)
    assert live.entry.speaker.currentData() == offered[1].id
    live.log_line("Speaks.")
    assert rows(live)[0].note.speaker_role == offered[1].role
    assert offered[1].label in live.window.actions_["speaker_2"].text()


def test_language_and_interpreter_are_kept_with_the_line(live: Driver) -> None:
    live.press(Key.Key_L, CTRL, SHIFT).press(Key.Key_L, CTRL, SHIFT)
    live.press(Key.Key_I, CTRL, SHIFT)
    assert "through an interpreter" in live.furnished.frame.status._count.text()
    assert "Русский" in live.furnished.frame.status._count.text()
    live.log_line("Свидетель молчит.")
    note = rows(live)[0].note
    assert (note.language, note.via_interpreter) == ("ru", True)
    assert live.window.actions_["interpreter"].isChecked()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("// Tense", "Opinion"),
        ("! No interpreter", "Irregularity"),
        ('"I object."', "Verbatim"),
        ("Late #undue", "Undue delay"),
    ],
)
def test_how_the_line_is_understood_is_said_while_it_is_typed(
    live: Driver, typed: str, said: str
) -> None:
    type_keys(live.entry.field, typed)
    assert said in live.entry.hints.text


def test_the_draft_keeps_its_speaker_its_time_and_what_it_corrects(live: Driver) -> None:
    live.log_line("j One.")
    live.press(Key.Key_Up).settle()
    type_keys(live.entry.field, " Changed")
    live.ctrl(Key.Key_L).settle()
    live.unlock(PASSPHRASE)
    live.press(Key.Key_F5).settle()
    assert live.entry.field.toPlainText() == "One. Changed"
    assert live.entry.correcting
    assert live.entry.speaker.currentData() == "judge"
    live.log_line(".")
    assert rows(live)[1].note.corrects == rows(live)[0].note.id
    assert rows(live)[1].note.event_at == rows(live)[0].note.event_at


def test_a_draft_is_kept_every_second_while_one_types(live: Driver) -> None:
    kept = live.furnished.pages.hearings.log.writer._draft
    type_keys(live.entry.field, "x")
    first = kept.remainingTime()
    live.wait(lambda: kept.remainingTime() < first - 100)
    type_keys(live.entry.field, "y")
    assert kept.remainingTime() < first - 100  # it does not wait for a pause


def test_transcription_proposes_the_last_time_and_marks_the_lines(live: Driver) -> None:
    live.press(Key.Key_T, CTRL, SHIFT)
    assert "Transcribing" in live.entry.band.text
    live.log_line("00:10 The judge enters.")
    live.log_line("Opens.")
    live.ctrl(Key.Key_Down)
    live.log_line("Reads.")
    times = [Moment(row.note.event_at).local.strftime("%H:%M") for row in rows(live)]
    assert times == ["00:10", "00:10", "00:11"]
    assert {row.note.taken for row in rows(live)} == {"transcribed"}
    live.press(Key.Key_T, CTRL, SHIFT)
    live.log_line("Now.")
    assert rows(live)[-1].note.taken == "live"
    assert live.entry.band.text == ""


def test_court_mode_shows_the_log_alone_and_escape_leaves_it(live: Driver) -> None:
    frame, menu = live.furnished.frame, live.window.menuBar()
    height = live.entry.field.font().pixelSize()
    type_keys(live.entry.field, "x")
    live.press(Key.Key_F11)
    live.wait(live.window.isFullScreen)
    assert not frame.top.isVisible()
    assert not frame.navigation.isVisible()
    assert live.log.isVisible()
    assert live.window.focusWidget() is live.entry.field
    assert live.entry.field.font().pixelSize() > height
    live.press(Key.Key_Escape)
    assert live.window.isFullScreen()  # something is typed
    live.log_line(".")
    live.ctrl(Key.Key_B).settle()  # the menus are out of sight, their keys are not
    assert "Break since" in live.entry.band.text
    live.press(Key.Key_Escape)
    live.wait(lambda: not live.window.isFullScreen())
    live.wait(lambda: menu.height() > 0)
    assert frame.top.isVisible()
    assert live.entry.field.font().pixelSize() == height


def test_a_lock_in_court_mode_leaves_it_and_keeps_the_draft(live: Driver) -> None:
    live.press(Key.Key_F11)
    type_keys(live.entry.field, "half a sent")
    live.ctrl(Key.Key_L).settle()
    assert live.window.locked
    assert not live.window.isFullScreen()
    live.wait(lambda: live.window.menuBar().height() > 0)
    live.unlock(PASSPHRASE)
    live.press(Key.Key_F5).settle()
    assert live.entry.field.toPlainText() == "half a sent"


def test_other_letters_name_other_speakers(live: Driver) -> None:
    live.window.actions_["letters"].trigger()
    dialog = live.dialog(LettersDialog)
    letter, role = dialog.rows[0]
    letter.setText("ж")
    role.choose("witness")
    dialog._save()
    live.settle()
    live.log_line("ж Говорит.")
    assert rows(live)[0].note.speaker_role == "witness"
    assert rows(live)[0].note.text == "Говорит."


def test_a_file_is_attached_to_the_hearing(live: Driver, tmp_path: Path) -> None:
    scan = tmp_path / "scan.txt"
    scan.write_text("What the paper says", encoding="utf-8")
    live.furnished.pages.hearings.log.writer.attach([scan])
    live.settle()
    assert "1 file attached" in live.log.banner.text
    live.go("documents")
    assert [row.title for row in live.furnished.pages.documents_view.table.rows.rows] == ["scan"]


def test_nothing_is_said_to_go_on_where_so_much_was_declined(
    live: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "MANY_FILES", 0)
    (tmp_path / "scan.txt").touch()
    live.furnished.pages.hearings.log.writer.attach([tmp_path / "scan.txt"])
    live.settle()
    assert "Encrypting" in live.log.banner.text
    live.dialog(Ask).reject()
    live.settle()
    assert not live.log.banner.isVisible()


def test_hands_can_leave_the_field_by_tab(live: Driver) -> None:
    QTest.keyClick(live.entry.field, Key.Key_Tab)
    assert live.window.focusWidget() is live.entry.save_button
    QTest.keyClick(live.entry.save_button, Key.Key_Backtab, SHIFT)
    QTest.keyClick(live.entry.field, Key.Key_Backtab, SHIFT)
    assert live.window.focusWidget() is live.entry.speaker


def test_names_can_be_hidden_and_shown_again(live: Driver) -> None:
    case = live.furnished.cases.current
    assert case is not None
    party = Party(id=new_id(), case=case.id, names=(Name(text="Нурбек Кушакбаев"),))
    live.furnished.desk.session.change(put, party, touches=("party",))
    live.settle()
    live.log_line("Asks Kushakbaev about the rally.")
    plain = live.log.list.grab().toImage()
    live.press(Key.Key_H, CTRL, SHIFT).settle()
    assert live.log.list.grab().toImage() != plain
    place = live.log.list.end - 1
    assert BAR in live.log.list.spoken(place)
    assert live.window.actions_["mask_names"].isChecked()
    live.press(Key.Key_Up).settle()
    assert typed_in(live) == "Asks Kushakbaev about the rally."  # what is kept is as it was
    live.press(Key.Key_Escape)
    live.press(Key.Key_H, CTRL, SHIFT).settle()
    assert "Kushakbaev" in live.log.list.spoken(place)


def test_the_case_is_named_without_hidden_names(live: Driver) -> None:
    case = live.furnished.cases.current
    assert case is not None
    switcher = live.furnished.frame.top._switcher
    assert "Kharkova" in switcher.text()
    party = Party(id=new_id(), case=case.id, names=(Name(text="Лариса Харькова"),))
    live.furnished.desk.session.change(put, party, touches=("party",))
    live.settle()
    live.press(Key.Key_H, CTRL, SHIFT).settle()
    for shown in (switcher.text(), switcher.toolTip(), switcher.accessibleName()):
        assert BAR in shown
        assert "Kharkova" not in shown
    live.go("overview")
    assert BAR in switcher.text()
    live.furnished.cases.choose(case.id)
    live.settle()
    assert "Kharkova" not in switcher.text()
    live.go("hearings")
    live.press(Key.Key_H, CTRL, SHIFT).settle()
    assert "Kharkova" in switcher.text()


def test_hidden_names_stay_hidden_in_the_next_case(
    live: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    live.log_line("Asks Kushakbaev about the rally.")
    place = live.log.list.end - 1
    live.press(Key.Key_H, CTRL, SHIFT)
    assert live.log.list.spoken(place).count(BAR)  # at once, whoever it may be
    live.press(Key.Key_H, CTRL, SHIFT).settle()
    assert "Kushakbaev" in live.log.list.spoken(place)  # no late answer hides them again
    live.press(Key.Key_H, CTRL, SHIFT).settle()
    here = live.furnished.pages.hearings.log.hearing
    assert here is not None
    assert "Kushakbaev" in live.log.list.spoken(place)  # nobody of the case is called so yet
    party = Party(id=new_id(), case=here.case, names=(Name(text="Нурбек Кушакбаев"),))
    live.furnished.desk.session.change(put, party, touches=("party",))
    live.settle()
    assert BAR in live.log.list.spoken(place)
    asked: list[str] = []

    def ask(_vault: vault.Vault, case: str) -> Mask:
        asked.append(case)
        return CURTAIN

    monkeypatch.setattr(masks, "mask", ask)
    live.furnished.desk.session.change(cases.create_case, "Another", touches=("case",))
    live.settle()
    other = next(one for one in live.furnished.cases.all if one.id != here.case)
    live.furnished.cases.choose(other.id)
    live.settle()
    assert asked == [other.id]
    assert live.furnished.frame.top._switcher.text().endswith(BAR + "\u2069")  # not known yet


def test_what_is_offered_bears_no_names_either(live: Driver) -> None:
    case = live.furnished.cases.current
    assert case is not None
    names = (Name(text="Нурбек Кушакбаев"), Name(text="Nurbek Kushakbaev"))
    party = Party(id=new_id(), case=case.id, names=names, roles=("accused",))
    live.furnished.desk.session.change(put, party, touches=("party",))
    live.settle()
    live.furnished.pages.hearings.log.writer._offer_anew()
    live.settle()
    completion, speaker = live.entry.completion, live.entry.speaker
    type_keys(live.entry.field, "@kush")
    assert "Кушакбаев" in spoken(completion._offers.rows[0])
    live.press(Key.Key_H, CTRL, SHIFT).settle()
    live.entry.field.clear()
    type_keys(live.entry.field, "@kush")
    assert spoken(completion._offers.rows[0]).startswith(BAR)
    live.press(Key.Key_Return)  # the choice means the same person
    assert speaker.currentData() == party.id
    shown = [speaker.itemText(at) for at in range(speaker.count())]
    shown += [live.window.actions_[f"speaker_{number}"].text() for number in range(1, 10)]
    assert not [text for text in shown if "ушакбаев" in text or "ushakbaev" in text]
    assert speaker.currentText() == "Accused"
    live.press(Key.Key_H, CTRL, SHIFT).settle()
    assert "Кушакбаев" in speaker.currentText()


def test_a_line_that_is_refused_while_it_locks_is_back_after(
    live: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = threading.Event()

    def full(*_args: object) -> None:
        held.wait(5)
        raise StorageFailed("The disk is full.", "Free some space.")

    log = deeds.log_line
    monkeypatch.setattr(deeds, "log_line", full)
    type_keys(live.entry.field, "j Reads the first part.\nAnd the second.\nhalf a sent")
    live.ctrl(Key.Key_L)
    held.set()
    live.settle()
    assert live.window.locked
    monkeypatch.setattr(deeds, "log_line", log)
    live.unlock(PASSPHRASE)
    live.press(Key.Key_F5).settle()
    assert typed_in(live) == "Reads the first part.\nAnd the second.\nhalf a sent"
    assert live.entry.speaker.currentData() == "judge"
    assert rows(live) == []


def put(vault_: vault.Vault, party: Party) -> None:
    with vault_.edit(party.case) as edit:
        edit.put(party)


def typed_in(driver: Driver) -> str:
    return driver.entry.field.toPlainText()


def test_long_text_can_be_pasted_and_saved(live: Driver) -> None:
    text = "What the clerk read. " * 6000
    clipboard = QApplication.clipboard()
    clipboard.setText(text)
    live.ctrl(Key.Key_V)
    assert typed_in(live) == text
    live.press(Key.Key_Return)
    live.wait(lambda: not typed_in(live))
    live.settle()
    assert rows(live)[0].note.text == text.strip()


def test_a_dropped_file_is_attached_to_the_chosen_line(live: Driver, tmp_path: Path) -> None:
    live.log_line("Hands over a paper.")
    note = rows(live)[0].note
    paper = tmp_path / "paper.txt"
    paper.write_text("Order", encoding="utf-8")
    live.log.list.setFocus()
    live.press(Key.Key_End)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(paper))])
    assert dropped(live.log, data) == (True, True)
    live.settle()
    assert live.hearings.logging  # it did not lead away from the log
    found: list[Link] = []
    live.furnished.desk.session.ask(links_to, note.case, note.id, done=found.extend)
    live.settle()
    assert [link.relation for link in found] == ["concerns"]


def links_to(vault_: vault.Vault, case: str, to: str) -> list[Link]:
    return reading.records(vault_.store, Link, case, parent=to)


def test_a_correction_that_cant_be_saved_comes_back_as_one(
    live: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise StorageFailed("The disk is full.", "Free some space.")

    live.log_line("One.")
    type_keys(live.entry.field, "half")
    live.press(Key.Key_F2).settle()
    log = deeds.log_line
    monkeypatch.setattr(deeds, "log_line", full)
    type_keys(live.entry.field, " More\n")
    live.settle()
    assert typed_in(live) == "One. More"
    assert live.entry.correcting
    assert "disk is full" in live.log.banner.text
    monkeypatch.setattr(deeds, "log_line", log)
    type_keys(live.entry.field, "\n")
    live.wait(lambda: typed_in(live) == "half")
    live.settle()
    assert live.lines() == ["One.", "One. More"]
    assert not live.entry.correcting


def test_after_the_button_the_next_line_is_typed_at_once(live: Driver) -> None:
    type_keys(live.entry.field, "Opens the hearing.")
    live.entry.save_button.setFocus()
    QTest.keyClick(live.entry.save_button, Key.Key_Return)
    live.settle()
    assert [row.note.text for row in rows(live)] == ["Opens the hearing."]
    assert live.window.focusWidget() is live.entry.field
