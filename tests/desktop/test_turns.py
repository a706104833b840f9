# SPDX-License-Identifier: GPL-3.0-or-later
"""Long work of the UI thread in small steps."""

from collections.abc import Generator

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from casefile.desktop.turns import in_turns


def counting(taken: list[int]) -> Generator[None, None, str]:
    for number in range(3):
        taken.append(number)
        yield
    return "all"


def test_other_events_come_between_two_steps(qtbot: QtBot) -> None:
    taken, seen, ended = list[int](), list[int](), list[str]()
    holder = QObject()

    def look() -> None:
        seen.append(len(taken))
        if not ended:
            QTimer.singleShot(0, holder, look)

    in_turns(counting(taken), ended.append, holder)
    look()
    qtbot.waitUntil(lambda: bool(ended))
    assert (taken, ended) == ([0, 1, 2], ["all"])
    assert {1, 2} <= set(seen)


def test_a_stop_leaves_the_rest_undone(qtbot: QtBot) -> None:
    taken, ended = list[int](), list[str]()

    def stopping() -> Generator[None, None, str]:
        yield
        taken.append(1)
        timer.stop()
        yield
        return "all"

    holder = QObject()
    timer = in_turns(stopping(), ended.append, holder)
    qtbot.waitUntil(lambda: bool(taken))
    qtbot.wait(20)
    assert (taken, ended) == ([1], [])


def test_a_step_that_fails_is_loud_once(qtbot: QtBot) -> None:
    def failing() -> Generator[None, None, None]:
        yield
        raise ZeroDivisionError

    holder = QObject()
    with qtbot.captureExceptions() as raised:
        timer = in_turns(failing(), lambda _none: None, holder)
        qtbot.waitUntil(lambda: bool(raised))
    assert [kind for kind, _value, _trace in raised] == [ZeroDivisionError]
    assert not timer.isActive()
