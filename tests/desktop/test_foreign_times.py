# SPDX-License-Identifier: GPL-3.0-or-later
"""The window shows and takes times that today's tables of zones dispute or don't know."""

from collections.abc import Callable
from datetime import time as clock_time
from pathlib import Path
from unittest.mock import Mock

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from casefile.casework import cases
from casefile.desktop.actions import PAGES
from casefile.desktop.form.context import Context
from casefile.desktop.form.times import MomentEditor
from casefile.desktop.log.timing import LineTime
from casefile.records.values import Moment, When
from casefile.vault import vault
from tests.desktop.conftest import PASSPHRASE
from tests.desktop.driving import Driver
from tests.hostile.times import DISPUTED, UNKNOWN, put_all

TIMES = pytest.mark.parametrize("time", [DISPUTED, UNKNOWN])


@TIMES
def test_a_line_is_timed_by_the_clocks_of_its_place(time: str) -> None:
    begun = Moment.stored(time)
    line = LineTime(lambda: begun.milliseconds + 90 * 60_000)
    line.set_place(begun.place)
    assert line.when() == time.replace("10:00", "11:30")
    line.move(-5)
    assert line.when() == time.replace("10:00", "11:25")
    line.give(clock_time(10, 40))
    assert line.when() == time.replace("10:00", "10:40")
    line.set_place(begun.place, When.stored(time))
    line.reset()
    assert line.when() == time
    line.give(clock_time(10, 50))
    assert line.when() == time.replace("10:00", "10:50")


@pytest.mark.parametrize(
    ("time", "typed"),
    [
        (DISPUTED, "2024-04-01T10:05+05:00[Asia/Almaty]"),
        (UNKNOWN, "2024-04-01T10:05+06:00[Asia/Newcity]"),
    ],
)
def test_such_a_time_can_be_set_right(qtbot: QtBot, time: str, typed: str) -> None:
    for shown in (time, None):  # a time of the record itself, or of another in its hearing
        context = Context(Mock(), zone=Moment.stored(time).place_now)
        editor = MomentEditor(context, vague=True)
        qtbot.addWidget(editor)
        editor.put(shown)
        assert editor.value() == shown
        editor.day.setText("1.4.2024")
        editor.time.setText("10:05")
        assert editor.value() == typed


@TIMES
def test_every_page_opens_and_a_line_is_logged(
    start: Callable[..., Driver], empty_vault: Path, time: str
) -> None:
    with vault.open_vault(empty_vault, PASSPHRASE) as made:
        case = cases.create_case(made, "Clocks").id
        put_all(made, case, time)
    driver = start(empty_vault).unlock(PASSPHRASE)
    for page, _sign in PAGES:
        driver.go(page)
    for row in range(2):  # that is set, and that was held
        driver.go("hearings")
        driver.hearings.table.selectRow(row)
        QTest.keyClick(driver.hearings.table, Qt.Key.Key_Return)
        driver.settle().log_line("The door opens.")
        assert "The door opens." in driver.lines()
