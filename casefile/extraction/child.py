# SPDX-License-Identifier: GPL-3.0-or-later
"""One extraction process, from its start to its end, as the program holds it."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from casefile.extraction.pipes import Answers, Requests
from casefile.extraction.protocol import Failure, Sink, Source

GRACE = 0.3  # seconds between asking to end and ending
REPORT_LIMIT = 4096  # bytes of stderr that are kept
_GLANCE = 0.005  # seconds between looks at whether a child that was asked to end is over
_TICK = 0.05  # seconds between looks at the clock while the child works
_OUT_OF_TIME = -getattr(signal, "SIGXCPU", 1 << 16)
_PACKAGES = Path(__file__).resolve().parents[2]


def command() -> list[str]:
    """What starts the extraction process: in a checkout, an installed wheel, a frozen program."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--extract-worker"]
    # No bytecode written, no user packages, nothing from the current folder.
    return [sys.executable, "-B", "-s", "-P", "-X", "utf8", "-m", "casefile.extraction.worker"]


def environment() -> dict[str, str]:
    """All the child knows of its surroundings: no home, no display, no user, no session."""
    known = {"LC_ALL": "C.UTF-8"}
    if not getattr(sys, "frozen", False):
        known["PYTHONPATH"] = str(_PACKAGES)
    if "SYSTEMROOT" in os.environ:  # Windows starts nothing without it
        known["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
    return known


class Child:
    """A running extraction process. `stop` may be called by any thread, at any time."""

    def __init__(
        self,
        cancelled: Callable[[], bool] | None = None,
        surroundings: Mapping[str, str] | None = None,
    ) -> None:
        self._cancelled = cancelled or (lambda: False)
        self._deadline = 0.0
        self._stderr, theirs = _report_pipe()
        try:
            self._process = subprocess.Popen(
                command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=theirs,
                cwd=Path(sys.executable).anchor,
                bufsize=0,
                env=environment() | dict(surroundings or {}),
                close_fds=True,
                start_new_session=True,
            )
        except BaseException:
            _close(self._stderr)
            raise
        finally:
            _close(theirs)
        self._ending = threading.Lock()  # held by whoever may reap the child
        self.overdue = False
        self.stopped = False

    @property
    def requests(self) -> Sink:
        assert self._process.stdin is not None
        return Requests(self._process.stdin, self._given_up)

    @property
    def answers(self) -> Source:
        assert self._process.stdout is not None
        return Answers(self._process.stdout, self._given_up)

    @property
    def pid(self) -> int:
        return self._process.pid

    def _given_up(self) -> bool:
        return self.overdue or self.stopped

    @contextlib.contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """End the child, and so its pipes, when the block takes longer or the work is cancelled."""
        self.extend(seconds)
        done = threading.Event()
        watch = threading.Thread(target=self._watch, args=(done,), name="extraction", daemon=True)
        watch.start()
        try:
            yield
        finally:
            done.set()
            watch.join()

    def extend(self, seconds: float) -> None:
        """Give the block `seconds` from now."""
        self._deadline = time.monotonic() + seconds

    def _watch(self, done: threading.Event) -> None:
        while not done.wait(_TICK):
            if self._cancelled():
                self.stop()
                return
            if time.monotonic() > self._deadline:
                self.overdue = True
                self._end()
                return

    def stop(self) -> None:
        """End the child because nobody wants its answer any more."""
        self.stopped = True
        self._end()

    def _end(self) -> None:
        """Ask to end, wait, end. The child is reaped when this returns."""
        with self._ending:
            if not self._exited():
                self._process.terminate()
            self._finish()

    def _finish(self) -> None:
        """Wait for GRACE, then end the child, and whatever else is in the group that it leads."""
        end = time.monotonic() + GRACE
        while not self._exited() and time.monotonic() < end:
            time.sleep(_GLANCE)
        if self._process.returncode is None:  # not reaped, so the group's number is still its own
            self._kill_group()
            self._process.wait()

    def _exited(self) -> bool:
        """Whether the child is over. Where it can be told without, it is not reaped by asking."""
        if self._process.returncode is None and hasattr(os, "waitid"):
            how = os.WEXITED | os.WNOHANG | os.WNOWAIT
            return os.waitid(os.P_PID, self._process.pid, how) is not None
        return self._process.poll() is not None

    def _kill_group(self) -> None:
        if sys.platform == "win32":
            self._process.kill()
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):  # none is left of it
            os.killpg(self._process.pid, signal.SIGKILL)

    def failure(self) -> Failure:
        """Why the child gave no answer. Waits for its end, for GRACE, then ends it."""
        with self._ending:
            self._finish()
        code = self._process.returncode
        if self.overdue or code == _OUT_OF_TIME:
            return Failure.TOOK_TOO_LONG
        return next((failure for failure in Failure if failure == code), Failure.CRASHED)

    @property
    def ended(self) -> bool:
        """Whether there is nothing more to ask."""
        with self._ending:
            return self._exited()

    def report(self) -> str:
        """The beginning of what an ended child wrote to stderr, as plain ASCII."""
        if self._stderr is None:
            return ""
        with contextlib.suppress(BlockingIOError):
            return plain(os.read(self._stderr, REPORT_LIMIT))
        return ""

    def release(self) -> None:
        """End the child if it runs and close the pipes; only by the thread that reads them."""
        self._end()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # a last flush to a child that is gone
                    pipe.close()
        _close(self._stderr)
        self._stderr = None


def plain(untrusted: bytes) -> str:
    """Printable ASCII and line ends; anything else is a question mark."""
    return "".join(
        chr(byte) if 0x20 <= byte < 0x7F or byte == 0x0A else "?"
        for byte in untrusted[:REPORT_LIMIT]
    )


def _report_pipe() -> tuple[int | None, int]:
    """Where stderr goes: a pipe that drops what it can't hold, so nobody need empty it."""
    if sys.platform == "win32":
        return None, os.open(os.devnull, os.O_WRONLY)
    ours, theirs = os.pipe()
    os.set_blocking(ours, False)
    os.set_blocking(theirs, False)
    return ours, theirs


def _close(descriptor: int | None) -> None:
    if descriptor is not None:
        os.close(descriptor)
