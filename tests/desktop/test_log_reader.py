# SPDX-License-Identifier: GPL-3.0-or-later
"""A long log in the real program: read in pages, and every line of it within reach."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from casefile.base.ids import new_id
from casefile.casework import cases, hearings, logs
from casefile.records.kinds import Hearing, Note
from casefile.records.values import Moment, When
from casefile.vault import vault
from tests.desktop.conftest import PASSPHRASE
from tests.desktop.driving import Driver, type_keys

TEN = Moment("2017-09-27T10:00+06:00[Asia/Almaty]")
COUNT = 150
Key = Qt.Key


@pytest.fixture
def notes(empty_vault: Path, monkeypatch: pytest.MonkeyPatch) -> list[Note]:
    """The lines of the only hearing; pages are of 16 lines, two beginnings are found at once."""
    monkeypatch.setattr(logs, "PAGE", 16)
    monkeypatch.setattr(logs, "SLICE", 2)
    with vault.open_vault(empty_vault, PASSPHRASE) as made:
        case = cases.create_case(made, "Larisa Kharkova")
        hearing = hearings.start_hearing(made, case.id)
        lines = [a_note(hearing, number) for number in range(COUNT)]
        with made.edit(case.id) as edit:
            edit.put(replace(hearing, scheduled_at=When(TEN), started_at=TEN))
            for line in lines:
                edit.put(line)
    return lines


def a_note(hearing: Hearing, number: int) -> Note:
    return Note(
        id=new_id(), case=hearing.case, hearing=hearing.id, event_at=When(TEN.moved(number)),
        text=f"Line {number}",
    )  # fmt: skip


@pytest.fixture
def long(start: Callable[..., Driver], empty_vault: Path, notes: list[Note]) -> Driver:
    """The program at that hearing's log."""
    driver = start(empty_vault).unlock(PASSPHRASE).go("hearings")
    driver.hearings.table.selectRow(0)
    QTest.keyClick(driver.hearings.table, Key.Key_Return)
    driver.wait(lambda: driver.log.list.lines.complete)
    return driver.settle()


def chosen(driver: Driver) -> str:
    row = driver.log.list.chosen_row
    return row.note.text if row else "–"


def seen(driver: Driver) -> list[str]:
    rows = [driver.log.list.row_at(place) for place in driver.log.list.places_seen()]
    return [row.note.text if row else "–" for row in rows]


def test_it_opens_at_its_end_and_knows_its_length(long: Driver) -> None:
    assert seen(long)[-1] == f"Line {COUNT - 1}"
    assert len(long.log.list.lines.rows) == 16
    assert long.log.list.lines.count == COUNT
    assert long.furnished.frame.status._count.text().startswith(f"{COUNT} entries")


def test_home_goes_to_the_first_line(long: Driver) -> None:
    long.log.list.setFocus()
    QTest.keyClick(long.log.list, Key.Key_Home)
    long.wait(lambda: chosen(long) == "Line 0")
    long.wait(lambda: "–" not in seen(long))
    assert seen(long)[0] == "Line 0"


@pytest.mark.parametrize("number", [0, 5, 6, 70, 133, 134, 149])
def test_a_line_is_opened_wherever_it_is(long: Driver, notes: list[Note], number: int) -> None:
    note = notes[number]
    long.furnished.desk.guide.record_requested.emit(note.case, "note", note.id)
    long.wait(lambda: chosen(long) == f"Line {number}")
    long.settle()
    long.wait(lambda: "–" not in seen(long))
    assert f"Line {number}" in seen(long)


def test_scrolling_through_reads_everything(long: Driver) -> None:
    met: set[str] = set()
    bar = long.log.list.verticalScrollBar()
    while bar.value():
        long.log.list.scroll_by(-200)
        long.wait(lambda: "–" not in seen(long))
        met |= set(seen(long))
    assert {f"Line {number}" for number in range(130)} <= met


def test_a_line_is_logged_while_one_looks_elsewhere(long: Driver) -> None:
    long.log.list.verticalScrollBar().setValue(0)
    long.entry.state.time.given = When(TEN.moved(COUNT))
    long.log_line("The last word.")
    long.wait(lambda: seen(long)[-1] == "The last word.")
    assert seen(long)[-2] == f"Line {COUNT - 1}"
    assert long.log.list.lines.count == COUNT + 1


def test_a_line_without_a_time_is_shown_at_the_beginning_of_a_past_hearing(long: Driver) -> None:
    long.log_line("The first word.")
    long.wait(lambda: seen(long)[:2] == ["Line 0", "The first word."])
    long.wait(lambda: long.log.list.lines.complete)
    assert long.log.list.lines.count == COUNT + 1


def test_a_line_about_an_earlier_minute_is_shown_where_it_belongs(
    long: Driver, notes: list[Note]
) -> None:
    late = replace(notes[20], id=new_id(), text="Remembered.", taken="later")

    def put(open_one: vault.Vault) -> None:
        with open_one.edit(late.case) as edit:
            edit.put(late)

    long.furnished.desk.session.change(put, touches=("note",))
    long.settle()
    long.furnished.pages.hearings.log.reload()
    long.settle()
    long.furnished.desk.guide.record_requested.emit(late.case, "note", late.id)
    long.wait(lambda: chosen(long) == "Remembered.")
    long.wait(lambda: "–" not in seen(long))
    at = seen(long).index("Remembered.")
    assert seen(long)[at - 1] == "Line 20"
    assert "later" in long.log._times.text().lower()


def test_space_goes_from_a_correction_to_the_original_and_back(
    long: Driver, notes: list[Note]
) -> None:
    far = Note(
        id=new_id(), case=notes[0].case, hearing=notes[0].hearing, text="As it was.",
        event_at=When(TEN.moved(400)), corrects=notes[3].id,
    )  # fmt: skip

    def put(open_one: vault.Vault) -> None:
        with open_one.edit(far.case) as edit:
            edit.put(far)

    long.furnished.desk.session.change(put, touches=("note",))
    long.settle()
    long.furnished.pages.hearings.log.reload()
    long.settle()
    shown = long.log.list
    shown.setFocus()
    QTest.keyClick(shown, Key.Key_End)
    assert chosen(long) == "As it was."
    assert "Space goes to the original" in long.log._times.text()
    QTest.keyClick(shown, Key.Key_Space)
    long.wait(lambda: chosen(long) == "Line 3")
    row = shown.chosen_row
    assert row is not None
    assert row.corrected
    assert "Space goes to the correction" in long.log._times.text()
    QTest.keyClick(shown, Key.Key_Space)
    long.wait(lambda: chosen(long) == "As it was.")


def test_a_withdrawn_line_is_not_shown(long: Driver, notes: list[Note]) -> None:
    def drop(open_one: vault.Vault) -> None:
        with open_one.edit(notes[0].case) as edit:
            edit.drop(notes[-1])

    long.furnished.desk.session.change(drop, touches=("note",))
    long.settle()
    long.furnished.pages.hearings.log.reload()
    long.settle()
    assert seen(long)[-1] == f"Line {COUNT - 2}"
    assert long.log.list.lines.count == COUNT - 1


def test_typing_is_not_hindered_while_pages_are_read(long: Driver) -> None:
    long.log.list.verticalScrollBar().setValue(0)
    type_keys(long.entry.field, "typed meanwhile")
    assert long.entry.field.toPlainText() == "typed meanwhile"
    long.settle()
