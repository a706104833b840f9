# SPDX-License-Identifier: GPL-3.0-or-later
import threading
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from casefile.base.errors import Cancelled, CasefileError, NotFound
from casefile.desktop.tasks import Progress, Worker


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[Worker]:
    made = Worker("test")
    yield made
    made.close()


def wait_for(qtbot: QtBot, worker: Worker) -> None:
    qtbot.waitUntil(lambda: not worker.busy)


def test_deeds_run_in_order_beside_the_ui_thread(worker: Worker, qtbot: QtBot) -> None:
    heard: list[tuple[int, threading.Thread, threading.Thread]] = []
    for number in range(20):
        worker.run(
            lambda n: (n, threading.current_thread()),
            number,
            done=lambda got: heard.append((*got, threading.current_thread())),
        )
    wait_for(qtbot, worker)
    assert [number for number, _where, _told in heard] == list(range(20))
    assert {where.name for _number, where, _told in heard} == {"test"}
    assert {told for _number, _where, told in heard} == {threading.main_thread()}


def test_an_expected_error_is_told_to_who_asked(worker: Worker, qtbot: QtBot) -> None:
    heard: list[CasefileError] = []
    worker.run(fail, done=lambda _got: pytest.fail("told twice"), failed=heard.append)
    wait_for(qtbot, worker)
    assert [str(error) for error in heard] == ["Nothing there."]


def test_an_error_nobody_takes_is_told_to_the_window(worker: Worker, qtbot: QtBot) -> None:
    with qtbot.waitSignal(worker.failed) as told:
        worker.run(fail)
    assert isinstance(told.args[0], NotFound)


def test_nothing_is_told_to_what_was_closed_meanwhile(worker: Worker, qtbot: QtBot) -> None:
    """However it is asked: by a method, with more to go with it, or in a function of its own."""
    closed = QWidget()
    ways: list[Callable[..., object]] = [
        closed.setWindowTitle,
        partial(closed.setWindowTitle, "told"),
        partial(QWidget.setWindowTitle, closed),
        lambda _got: closed.setWindowTitle("told"),
    ]
    told: list[object] = []
    worker.failed.connect(told.append)
    for way in ways:
        worker.run(str, done=way)  # a bug in a slot fails the test
        worker.run(fail, failed=way)
    delete(closed)
    wait_for(qtbot, worker)
    assert len(told) == len(ways)  # errors are the window's then


def test_a_bug_is_loud(worker: Worker, qtbot: QtBot) -> None:
    with qtbot.captureExceptions() as caught:
        worker.run(lambda: 1 // 0)
        wait_for(qtbot, worker)
    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]


def test_who_asked_hears_of_a_bug_too_and_can_go_on(worker: Worker, qtbot: QtBot) -> None:
    heard: list[CasefileError] = []
    with qtbot.captureExceptions() as caught:
        worker.run(lambda: 1 // 0, failed=heard.append)
        wait_for(qtbot, worker)
    assert len(caught) == 1
    assert [error.sentence for error in heard] == ["Casefile itself broke at this."]


def test_a_bug_is_loud_even_when_nobody_listens(worker: Worker, qtbot: QtBot) -> None:
    with qtbot.captureExceptions() as caught:
        worker.run(lambda: 1 // 0).forget()
        worker.run(int, done=lambda _got: None)
        wait_for(qtbot, worker)
    assert len(caught) == 1


def test_the_thread_goes_on_after_a_bug(worker: Worker, qtbot: QtBot) -> None:
    heard: list[str] = []
    with qtbot.captureExceptions():
        worker.run(lambda: 1 // 0)
        worker.run(lambda: "still here", done=heard.append)
        wait_for(qtbot, worker)
    assert heard == ["still here"]


def test_the_latest_question_overtakes_the_earlier_ones(worker: Worker, qtbot: QtBot) -> None:
    gate, ran, heard = threading.Event(), [], []
    worker.run(gate.wait)

    def look(word: str) -> str:
        ran.append(word)
        return word

    for word in ("k", "ku", "kus"):
        worker.run(look, word, done=heard.append, latest="search")
    worker.run(look, "other", done=heard.append, latest="other")
    gate.set()
    wait_for(qtbot, worker)
    qtbot.wait(20)
    assert ran == ["kus", "other"]
    assert heard == ["kus", "other"]


def test_an_overtaken_answer_is_not_heard(worker: Worker, qtbot: QtBot) -> None:
    gate, begun, heard = threading.Event(), threading.Event(), []

    def slow() -> str:
        begun.set()
        gate.wait()
        return "old"

    worker.run(slow, done=heard.append, latest="x")
    begun.wait()
    worker.run(lambda: "new", done=heard.append, latest="x")
    gate.set()
    wait_for(qtbot, worker)
    qtbot.wait(20)
    assert heard == ["new"]


def counting(gate: threading.Event) -> Callable[..., int]:
    def deed(progress: Progress) -> int:
        for number in range(1000):
            progress(number, 1000)
            gate.wait(0.002)
        return 1000

    return deed


def test_progress_is_told_but_not_at_every_step(worker: Worker, qtbot: QtBot) -> None:
    gate, told, done = threading.Event(), [], []
    gate.set()
    worker.run(
        counting(gate), progressed=lambda at, whole: told.append((at, whole)), done=done.append
    )
    wait_for(qtbot, worker)
    assert done == [1000]
    assert 1 <= len(told) < 100


def test_progress_may_be_in_bytes_of_a_large_file(worker: Worker, qtbot: QtBot) -> None:
    heard: list[tuple[int, int]] = []
    worker.run(
        lambda progress: progress(3 << 30, 5 << 30),
        progressed=lambda *told: heard.append(told),
    )
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [(3 << 30, 5 << 30)]


def test_long_work_stops_when_asked(worker: Worker, qtbot: QtBot) -> None:
    heard: list[CasefileError] = []
    with_progress = worker.run(
        counting(threading.Event()), progressed=lambda _at, _whole: None, failed=heard.append
    )
    with_progress.cancel()
    wait_for(qtbot, worker)
    assert [type(error) for error in heard] == [Cancelled]


def test_work_that_was_cancelled_in_the_queue_never_runs(worker: Worker, qtbot: QtBot) -> None:
    gate, ran, heard = threading.Event(), [], []
    worker.run(gate.wait)
    worker.run(ran.append, 1, failed=heard.append).cancel()
    gate.set()
    wait_for(qtbot, worker)
    assert ran == []
    assert [type(error) for error in heard] == [Cancelled]


def test_closing_finishes_what_is_queued_and_tells_nobody(qtbot: QtBot) -> None:
    worker, ran = Worker("closing"), []
    for number in range(5):
        worker.run(ran.append, number, done=lambda _got: pytest.fail("nobody is there"))
    worker.close()
    qtbot.wait(20)
    assert ran == [0, 1, 2, 3, 4]
    worker.close()


def fail() -> None:
    raise NotFound("Nothing there.")
