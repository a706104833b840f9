# SPDX-License-Identifier: GPL-3.0-or-later
"""A hearing of 200 lines by key presses alone, in Almaty, on a laptop that stands in Brussels:
with corrections, a break, a lock in the middle of a sentence and a kill -9 in another."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casefile.app import Program
from casefile.base.ids import new_id
from casefile.casework import cases
from casefile.records.kinds import Hearing, Note, Party
from casefile.records.values import Moment, Name, When
from casefile.store import reading
from casefile.vault import keys, vault
from casefile.vault.verify import verify
from tests.desktop.conftest import no_noise, qapp  # noqa: F401 - fixtures
from tests.desktop.driving import Driver
from tests.stories import day
from tests.stories.day import BEGUN, KILLED_AT, LINES, Clock, Line, Observer

DAY = Path(day.__file__)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A vault with a case, an accused, and a hearing that is scheduled in Almaty."""
    monkeypatch.setenv("TZ", "Europe/Brussels")
    place = tmp_path / "Shymkent.casefile"
    clock = Clock()
    clock.now -= 3_600_000
    with vault.create(place, day.PASSPHRASE, "A. Observer", clock=clock, work=keys.FLOOR) as made:
        case = cases.create_case(made, "Larisa Kharkova").id
        accused = Party(
            id=new_id(), case=case, names=(Name(text="Нурбек Кушакбаев"),), roles=("accused",)
        )
        hearing = Hearing(
            id=new_id(), case=case, scheduled_at=When("2017-09-27T10:00+06:00[Asia/Almaty]")
        )
        with made.edit(case) as edit:
            edit.put(accused)
            edit.put(hearing)
    return place


def play_until_killed(folder: Path) -> None:
    """Another process logs the first part of the day and dies in the middle of a sentence."""
    root = str(DAY.parents[2])
    process = subprocess.Popen(
        [sys.executable, str(DAY), str(folder)],
        env=os.environ | {"PYTHONPATH": root, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    said = process.stdout.readline()
    time.sleep(1.5)  # the draft is kept every second
    process.kill()
    _rest, errors = process.communicate()
    assert said, errors


def test_a_day_in_court(
    qapp: QApplication,  # noqa: F811
    qtbot: QtBot,
    folder: Path,
) -> None:
    play_until_killed(folder)
    clock = Clock()
    clock.now = BEGUN + KILLED_AT * 60_000
    program = Program(qapp, folder, clock)
    program.window.show()
    driver = Driver(program, qtbot)
    try:
        finish(Observer(program, clock))
    finally:
        driver.end()
    compare(folder)


def finish(observer: Observer) -> None:
    """Unlock again, find the half sentence, and log the rest of the day."""
    observer.wait(observer.window.isActiveWindow)
    observer.unlock()
    observer.press(day.Qt.Key.Key_F5)
    observer.rest()
    planned = day.lines()
    interrupted = planned[KILLED_AT]
    half = len(interrupted.keys) // 2
    assert observer.entry.field.toPlainText() == interrupted.keys[:half]
    assert "Asia/Almaty" in observer.entry.hints.text  # not the laptop's time
    observer.clock.now += 30 * 60_000  # so long did it take; the line happened before
    observer.type(interrupted.keys[half:])
    observer.save()
    for number in range(KILLED_AT + 1, LINES):
        observer.play(planned[number], number)
    observer.press(day.Qt.Key.Key_Z, day.Qt.KeyboardModifier.ControlModifier)
    observer.rest()
    observer.clock.now = BEGUN + (LINES - 1) * 60_000
    observer.type(planned[-1].keys)
    observer.save()
    observer.rest()


def expected(line: Line) -> list[tuple[object, ...]]:
    """What is kept of a line: itself and its correction."""
    at = When(Moment.of(line.at, "Asia/Almaty"))
    kept = [(line.text, line.role, at, line.sort, line.rights, False)]
    if line.correction:
        text = line.text + line.correction
        kept.append((text, line.role, at, line.sort, line.rights, True))
    return kept


def compare(folder: Path) -> None:
    """Another program finds every line, its time, its speaker, and nothing else."""
    with vault.open_vault(folder, day.PASSPHRASE) as again:
        assert verify(again).ok
        case = reading.cases(again.store)[0].id
        notes = reading.records(again.store, Note, case)
        kept = [
            (one.text, one.speaker_role, _minute(one), one.sort, one.rights, bool(one.corrects))
            for one in notes
        ]
        wanted = [kept for line in day.lines() for kept in expected(line)]
        assert sorted(kept, key=repr) == sorted(wanted, key=repr)
        texts = {one.id: one.text for one in notes}
        assert all(texts[one.corrects] in one.text for one in notes if one.corrects)
        accused = reading.records(again.store, Party, case)[0].id
        assert {one.speaker for one in notes if one.speaker_role == "accused"} == {accused}
        hearing = reading.records(again.store, Hearing, case)[0]
        first, last = (BEGUN + number * 60_000 for number in day.BREAK)
        assert [_range(pause) for pause in hearing.breaks] == [(first, last)]


def _minute(note: Note) -> When:
    exact = note.event_at.exact
    assert isinstance(exact, Moment)
    return When(Moment.of(exact.milliseconds // 60_000 * 60_000, exact.zone))


def _range(pause: object) -> tuple[int, int]:
    started, ended = pause.started_at, pause.ended_at  # type: ignore[attr-defined]
    return started.milliseconds // 60_000 * 60_000, ended.milliseconds // 60_000 * 60_000
