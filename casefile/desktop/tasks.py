# SPDX-License-Identifier: GPL-3.0-or-later
"""One thread with a queue: deeds run there in order, their results come back on the UI thread.

The vault lives on such a thread (`Session`): it is opened, used and closed there and nowhere else.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from queue import SimpleQueue
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from casefile.base.errors import Cancelled, CasefileError
from casefile.base.messages import _

Progress = Callable[[int, int], None]
"""Called with what is done and how much there is in all (0: unknown)."""

_TICK = 0.05  # seconds between two reports of progress


def is_there(callback: Callable[..., object]) -> bool:
    """Whether the widgets that this holds still exist: they may have been closed meanwhile. Looks
    at the owner of a method, at what a partial was given, and at what a function closes over."""
    if isinstance(callback, partial):
        return is_there(callback.func) and all(map(_is_valid, callback.args))
    cells = getattr(callback, "__closure__", None) or ()
    held = (getattr(callback, "__self__", None), *(cell.cell_contents for cell in cells))
    return all(map(_is_valid, held))


def _is_valid(held: object) -> bool:
    return not isinstance(held, QObject) or isValid(held)


@dataclass(eq=False, slots=True)
class Task:
    """A deed on its way. `cancel` stops it at its next report of progress, or before it starts."""

    deed: Callable[..., Any]
    args: tuple[Any, ...]
    done: Callable[[Any], None] | None = None
    failed: Callable[[CasefileError], None] | None = None
    progressed: Progress | None = None
    latest: str = ""
    _cancelled: threading.Event = field(default_factory=threading.Event)
    _unheard: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Stop it; `failed` hears `Cancelled` unless it had already ended."""
        self._cancelled.set()

    def forget(self) -> None:
        """Let it run, but tell nobody: whoever asked is gone."""
        self._unheard.set()

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    @property
    def forgotten(self) -> bool:
        return self._unheard.is_set()


class Worker(QObject):
    """The thread. Make it, use it and close it on the UI thread."""

    failed = Signal(object)  # a CasefileError that nobody else takes
    _ended = Signal(object, object, object)
    _ticked = Signal(object, object, object)  # bytes of a large bundle are no C int

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: SimpleQueue[Task | None] = SimpleQueue()
        self._waiting: list[Task] = []
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._ticked.connect(self._report, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._work, name=name)
        self._thread.start()

    def run(
        self,
        deed: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[CasefileError], None] | None = None,
        progressed: Progress | None = None,
        latest: str = "",
    ) -> Task:
        """Queue `deed(*args)`. One of `done(result)` and `failed(error)` is called later, on the
        UI thread; an unexpected exception is raised there as well. With `progressed` the deed
        is also given `progress=`. With `latest`, earlier tasks of that name are overtaken:
        skipped if they have not started, not heard if they have."""
        if latest:
            for earlier in self._waiting:
                if earlier.latest == latest:
                    earlier.forget()
                    earlier.cancel()
        task = Task(deed, args, done, failed, progressed, latest)
        self._waiting.append(task)
        self._queue.put(task)
        return task

    def refuse(self, error: CasefileError, failed: Callable[[CasefileError], None] | None) -> None:
        """Tell an error to who asked, or to the window where that is nobody any more."""
        if failed is not None and is_there(failed):
            failed(error)
        elif not (failed is not None and isinstance(error, Cancelled)):
            self.failed.emit(error)

    def forget_all(self) -> None:
        """Nobody listens any more: what is queued still runs, results go nowhere."""
        for task in self._waiting:
            task.forget()

    def cancel_long(self) -> None:
        """Stop what would take long: every task that reports its progress."""
        for task in self._waiting:
            if task.progressed is not None:
                task.cancel()

    @property
    def busy(self) -> bool:
        """Whether a result is still to come."""
        return any(not task.forgotten for task in self._waiting)

    def close(self) -> None:
        """Finish what is queued, tell nobody, and end the thread."""
        self.forget_all()
        if self._thread.is_alive():
            self._queue.put(None)
            self._thread.join()

    def _work(self) -> None:
        while (task := self._queue.get()) is not None:
            if task.cancelled:
                self._ended.emit(task, None, Cancelled(_("Stopped.")))
                continue
            try:
                result = self._perform(task)
            except Exception as error:
                self._ended.emit(task, None, error)
            else:
                self._ended.emit(task, result, None)

    def _perform(self, task: Task) -> Any:
        if task.progressed is None:
            return task.deed(*task.args)
        last = 0.0

        def progress(so_far: int, in_all: int = 0) -> None:
            nonlocal last
            if task.cancelled:
                raise Cancelled(_("Stopped. Nothing was changed."))
            if (now := time.monotonic()) - last > _TICK:
                last = now
                self._ticked.emit(task, so_far, in_all)

        return task.deed(*task.args, progress=progress)

    @Slot(object, object, object)
    def _report(self, task: Task, so_far: int, in_all: int) -> None:
        if task.progressed and not task.forgotten and is_there(task.progressed):
            task.progressed(so_far, in_all)

    @Slot(object, object, object)
    def _deliver(self, task: Task, result: Any, error: Exception | None) -> None:
        if task in self._waiting:
            self._waiting.remove(task)
        if isinstance(error, CasefileError):
            if not task.forgotten:
                self.refuse(error, task.failed)
        elif error is not None:
            if task.failed is not None and not task.forgotten:
                self.refuse(CasefileError(_("Casefile itself broke at this.")), task.failed)
            raise error
        elif not task.forgotten and task.done is not None and is_there(task.done):
            task.done(result)
