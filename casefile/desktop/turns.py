# SPDX-License-Identifier: GPL-3.0-or-later
"""Long work of the UI thread, taken in small steps: keys and paints come in between."""

from collections.abc import Callable, Generator
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer

T = TypeVar("T")


def in_turns(steps: Generator[None, None, T], done: Callable[[T], None], parent: QObject) -> QTimer:
    """Take one step in each turn of the event loop, then call `done` with what they return.

    Stopping the timer that is given leaves the rest undone. A step that raises ends it.
    """
    timer = QTimer(parent)

    def step() -> None:
        try:
            next(steps)
        except StopIteration as end:
            timer.stop()
            done(end.value)
        except BaseException:
            timer.stop()
            raise

    timer.timeout.connect(step)
    timer.start()
    return timer
