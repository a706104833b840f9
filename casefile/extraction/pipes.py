# SPDX-License-Identifier: GPL-3.0-or-later
"""The two pipes to an extraction process. Neither waits longer than the program does.

To end the child is not enough to be let go: a process that it left behind may hold the other
end. So both look about while they wait, and stop once the child was given up. Windows can't be
asked whether a pipe is ready; there they wait until the other end is closed.
"""

import io
import os
import select
import sys
from collections.abc import Callable
from typing import IO

from casefile.extraction.protocol import Garbled

_TICK = 100  # milliseconds between looks at whether the child was given up
_PIECE = 1 << 20  # bytes asked for at once


class _End:
    """Our end of a pipe, unbuffered."""

    def __init__(self, pipe: IO[bytes], given_up: Callable[[], bool]) -> None:
        self._descriptor = pipe.fileno()
        self._given_up = given_up
        if sys.platform != "win32":
            os.set_blocking(self._descriptor, False)

    def _ready(self, event: int) -> bool:
        """Wait until the pipe is ready or closed at its other end; False if it was given up."""
        if sys.platform == "win32":
            return not self._given_up()
        pipe = select.poll()
        pipe.register(self._descriptor, event)
        while not self._given_up():
            if pipe.poll(_TICK):
                return True
        return False


class Answers(_End):
    """What a child says."""

    def read(self, size: int, /) -> bytes:
        """`size` bytes; fewer at the end, or when the child was given up."""
        whole = io.BytesIO()  # its value is handed out without a copy
        while (missing := size - whole.tell()) > 0 and self._ready(_IN):
            piece = os.read(self._descriptor, min(missing, _PIECE))
            if not piece:
                break
            whole.write(piece)
        return whole.getvalue()


class Requests(_End):
    """The way to a child, which may be gone."""

    def write(self, data: bytes, /) -> object:
        """All of `data`. Raises Garbled when the child is gone or was given up."""
        rest = memoryview(data)
        while rest:
            if not self._ready(_OUT):
                raise Garbled("the child was given up")
            try:
                rest = rest[os.write(self._descriptor, rest[:_PIECE]) :]
            except BlockingIOError:
                continue  # the room that was there is taken
            except OSError:
                raise Garbled("the child is gone") from None
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""


_IN = getattr(select, "POLLIN", 0)
_OUT = getattr(select, "POLLOUT", 0)
