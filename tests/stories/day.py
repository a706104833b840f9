# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole day in court by key presses alone: what is typed line by line, and what must be kept.

    python day.py VAULT

plays the day up to the middle of a sentence and waits to be killed. Not a test: the test is
`test_courtroom_day`.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from casefile.app import Program, make_application
from casefile.desktop.log.entry import LineEntry
from casefile.records.values import Moment
from tests.desktop.driving import type_keys

LINES = 200
LOCKED_AT, KILLED_AT = 90, 150  # in the middle of these lines
BREAK = (60, 64)  # before these lines it begins and ends
BEGUN = Moment("2017-09-27T10:00+06:00[Asia/Almaty]").milliseconds
PASSPHRASE = "six unrelated words make it strong"
_MINUTE = 60_000
_NONE, _CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
_ROLES = {"j": "judge", "p": "prosecutor", "d": "defence-counsel", "a": "accused", "w": "witness"}
_SAYINGS = ("Opens file", "Возражает", "Сұрақ қояды", "يقول الشاهد", "Reads aloud")


class Clock:
    """A clock that is set by the story; it ticks a little whenever it is read."""

    def __init__(self) -> None:
        self.now = BEGUN

    def __call__(self) -> int:
        self.now += 1
        return self.now


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the day: what is typed, and what is kept of it."""

    keys: str
    text: str
    role: str
    at: int  # Unix ms, whole minutes
    sort: str = "summary"
    rights: tuple[str, ...] = ()
    back: int = 0  # times Ctrl+Up is pressed
    correction: str = ""  # typed behind it afterwards, as its correction


def lines() -> list[Line]:
    """The day, the same in every process."""
    role, made = "", []
    for number in range(LINES):
        line = _line(number, role)
        made.append(line)
        role = role if line.sort in ("opinion", "irregularity") else line.role
    return made


def _line(number: int, role: str) -> Line:
    at = BEGUN + number * _MINUTE
    text = f"{_SAYINGS[number % 5]} {number}"
    if number % 30 == 15:
        return Line(f"! {text}", text, "", at, "irregularity")
    if number % 30 == 16:
        return Line(f"// {text}", text, "", at, "opinion")
    if number % 25 == 10:
        return Line(f"@kush\n{text}", text, "accused", at)
    if number % 50 == 30:
        earlier = Moment.of(at - 20 * _MINUTE, "Asia/Almaty").local
        return Line(f"{earlier:%H:%M} {text}", text, role, at - 20 * _MINUTE)
    if number % 40 == 20:
        return Line(text, text, role, at - 2 * _MINUTE, back=2)
    if number % 20 == 5:
        return Line(f"{text} #equality-of\n", text, role, at, rights=("equality-of-arms",))
    if number % 30 == 17:
        return Line(f'"{text}"', f'"{text}"', role, at, "verbatim")
    if number % 7 == 0:
        letter = "jpdaw"[number // 7 % 5]
        return Line(f"{letter} {text}", text, _ROLES[letter], at)
    return Line(text, text, role, at, correction=" indeed" if number % 33 == 8 else "")


class Observer:
    """Someone with a keyboard and nothing else."""

    def __init__(self, program: Program, clock: Clock) -> None:
        self.program, self.clock = program, clock
        self.window = program.window

    @property
    def entry(self) -> LineEntry:
        """The input, to look at."""
        assert self.program.furnished is not None
        return self.program.furnished.pages.hearings_view.log.entry

    def wait(self, until: Callable[[], object], seconds: float = 30) -> None:
        """Look at the screen until this is seen."""
        end = time.monotonic() + seconds
        while not until():
            assert time.monotonic() < end, "waited in vain"
            QTest.qWait(2)

    def rest(self) -> None:
        """Until nothing is under way."""
        for _time in range(3):
            QTest.qWait(1)
            self.wait(lambda: not self.program.worker.busy and not self.program.readers.busy)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = _NONE) -> None:
        """A key, wherever the keyboard is."""
        QTest.keyClick(self.window.focusWidget(), key, modifiers)

    def type(self, text: str) -> None:
        """Letters, wherever the keyboard is."""
        for letter in text:
            type_keys(self.window.focusWidget(), letter)

    def unlock(self) -> None:
        """Type the passphrase at the door."""
        self.type(PASSPHRASE + "\n")
        self.wait(lambda: not self.window.locked)
        self.rest()

    def save(self) -> None:
        """Return; the line leaves the field once it is durable."""
        self.type("\n")
        self.wait(lambda: not self.entry.field.toPlainText())

    def begin_the_hearing(self) -> None:
        """From the first page to the list of hearings, into the one that is scheduled, F5."""
        self.press(Qt.Key.Key_3, _CTRL)
        self.rest()
        self.press(Qt.Key.Key_Home)
        self.press(Qt.Key.Key_Return)
        self.rest()
        self.press(Qt.Key.Key_F5)
        self.rest()

    def play(self, line: Line, number: int) -> None:
        """One line of the day, with whatever comes between."""
        self.clock.now = BEGUN + number * _MINUTE
        if number in BREAK:
            self.press(Qt.Key.Key_B, _CTRL)
            self.rest()
        half = len(line.keys) // 2 if number == LOCKED_AT else len(line.keys)
        self.type(line.keys[:half])
        if number == LOCKED_AT:
            self.lock_and_come_back()
            self.type(line.keys[half:])
        for _time in range(line.back):
            self.press(Qt.Key.Key_Up, _CTRL)
        self.save()
        if line.correction:
            self.press(Qt.Key.Key_Up)
            self.wait(lambda: self.entry.correcting)
            self.type(line.correction)
            self.save()

    def lock_and_come_back(self) -> None:
        """Someone looks over the shoulder."""
        self.press(Qt.Key.Key_L, _CTRL)
        assert self.window.locked
        self.rest()
        self.unlock()
        self.press(Qt.Key.Key_F5)
        self.rest()


def main(folder: Path) -> None:
    """Play until the middle of a sentence."""
    clock = Clock()
    program = Program(make_application(), folder, clock)
    program.window.show()
    observer = Observer(program, clock)
    observer.wait(program.window.isActiveWindow)
    observer.unlock()
    observer.begin_the_hearing()
    day = lines()
    for number, line in enumerate(day[:KILLED_AT]):
        observer.play(line, number)
    clock.now = BEGUN + KILLED_AT * _MINUTE
    observer.type(day[KILLED_AT].keys[: len(day[KILLED_AT].keys) // 2])
    print("in the middle of a sentence", flush=True)
    observer.wait(lambda: False, 60)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
