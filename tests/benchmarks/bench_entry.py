# SPDX-License-Identifier: GPL-3.0-or-later
"""The input of the live log: from a key to its letter on the screen, from Return to saved.

    python -m tests.benchmarks.bench_entry [--keys N] [--lines N] [--folder DIR]

The letter beside a bare QPlainTextEdit; the line beside the deed without a window, and beside the
very SQL the deed came down to. All take turns; what counts is the ratio of the medians.
"""

import argparse
import os
import shutil
from pathlib import Path
from time import perf_counter
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from casefile.app import Program, make_application
from casefile.casework import cases, hearings, notes
from casefile.desktop.log.field import LineField
from casefile.records.kinds import Hearing
from casefile.store import database
from casefile.vault import folder as parts
from casefile.vault import keys, vault
from tests.benchmarks.bench_store import Recorder, bare, replay, report

PASSPHRASE = "six unrelated words make it strong"
TEXT = "The presiding judge asks the witness whether the clerk had read the order aloud. "


def press(widget: QWidget, letter: str, key: Qt.Key = Qt.Key.Key_unknown) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter)
    QApplication.sendEvent(widget, event)


def glyph(field: QPlainTextEdit, letter: str) -> float:
    """ms from the key to the end of the painting that shows its letter."""
    started = perf_counter()
    press(field, letter)
    field.viewport().repaint()
    return (perf_counter() - started) * 1000


def saved(field: QPlainTextEdit) -> float:
    """ms from Return until the line has left the field: it is durable then."""
    loop = QEventLoop()
    field.textChanged.connect(lambda: field.toPlainText() or loop.quit())
    started = perf_counter()
    press(field, "\r", Qt.Key.Key_Return)
    loop.exec()
    return (perf_counter() - started) * 1000


def unlocked(folder: Path) -> Program:
    """The program with a hearing that goes on."""
    program = Program(make_application(), folder)
    program.window.show()
    for letter in PASSPHRASE:
        press(program.window.door.unlock.passphrase, letter)
    press(program.window.door.unlock.passphrase, "\r", Qt.Key.Key_Return)
    while program.window.locked:
        QTest.qWait(2)
    settle(program)
    program.window.actions_["live_log"].trigger()
    settle(program)
    return program


def settle(program: Program) -> None:
    """Until nothing is under way."""
    for _time in range(3):
        QTest.qWait(2)
        while program.worker.busy:
            QTest.qWait(1)


def bench_glyph(program: Program, count: int) -> None:
    """Each key of a line, in the log and in a bare field of the same size and looks."""
    assert program.furnished is not None
    field: LineField = program.furnished.pages.hearings_view.log.entry.field
    plain = QPlainTextEdit()
    plain.setFont(field.font())
    plain.resize(field.size())
    plain.show()
    settle(program)
    times: list[list[float]] = [[], []]
    for number in range(count):
        letter = TEXT[number % len(TEXT)]
        for side, widget in enumerate((field, plain)):
            if number % len(TEXT) == 0:
                widget.clear()
                settle(program)
            times[side].append(glyph(widget, letter))
    plain.close()
    field.clear()
    report(f"key to glyph, {count} keys", times[0][10:], times[1][10:], "bare field")


def bench_saved(program: Program, folder: Path, count: int) -> None:
    """Each line from Return to its leaving the field, and the same deed alone."""
    assert program.furnished is not None
    entry = program.furnished.pages.hearings_view.log.entry
    alone = folder / "alone.casefile"
    floor = floor_of(alone, folder / "floor.db")
    times: list[list[float]] = [[], [], []]
    with vault.open_vault(alone, PASSPHRASE) as other:
        case = cases.all_cases(other)[0].id
        hearing = hearings.hearing_rows(other, case)[0].hearing
        for number in range(count):
            text = f"{TEXT}{number}"
            entry.field.setPlainText(text)
            settle(program)
            times[0].append(saved(entry.field))
            settle(program)
            deed, sql = by_hand(other, hearing, text, floor)
            times[1].append(deed)
            times[2].append(sql)
    floor.close()
    report(
        f"Return to saved, {count} lines, beside the deed alone", times[0][5:], times[1][5:], "deed"
    )
    report("the same, beside the bare SQL", times[0][5:], times[2][5:])


def floor_of(alone: Path, copy: Path) -> Any:
    """A copy of a vault's database through the bare driver: its key is seen as it is opened."""
    specs: list[str] = []
    connect = database._connect

    def seen(path: Path, key_spec: str, *, create: bool) -> Any:
        specs.append(key_spec)
        return connect(path, key_spec, create=create)

    database._connect = seen
    vault.open_vault(alone, PASSPHRASE).close()
    database._connect = connect
    shutil.copy(alone / parts.DATABASE, copy)
    return bare(copy, specs[0])


def by_hand(other: vault.Vault, hearing: Hearing, text: str, floor: Any) -> tuple[float, float]:
    """ms of the deed without a window, and of its statements through the bare driver."""
    recorder = Recorder(database.driver_of(other.store.connection))
    driver_of, database.driver_of = database.driver_of, lambda _connection: recorder
    started = perf_counter()
    notes.log(other, hearing.case, text, hearing=hearing.id)
    deed = (perf_counter() - started) * 1000
    database.driver_of = driver_of
    started = perf_counter()
    replay(recorder.statements, floor)
    return deed, (perf_counter() - started) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=int, default=800)
    parser.add_argument("--lines", type=int, default=150)
    parser.add_argument("--folder", type=Path, default=Path("build"))
    chosen = parser.parse_args()
    folder = chosen.folder / f"bench-entry-{os.getpid()}"
    folder.mkdir(parents=True)
    os.environ["CASEFILE_SETTINGS"] = str(folder / "settings.json")
    try:
        ours = folder / "ours.casefile"
        with vault.create(ours, PASSPHRASE, "A. Observer", work=keys.FLOOR) as made:
            case = cases.create_case(made, "Kharkova").id
            hearings.start_hearing(made, case)
        shutil.copytree(ours, folder / "alone.casefile")
        program = unlocked(ours)
        bench_glyph(program, chosen.keys)
        bench_saved(program, folder, chosen.lines)
        program.close()
        program.window.close()
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
