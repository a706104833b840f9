# SPDX-License-Identifier: GPL-3.0-or-later
"""Bytes on their way: what can be read, what can be written, and a channel between two threads.

pyrage pulls from one file and pushes into another; a tar wants to push or to pull at its own
pace. One side therefore runs in a thread of its own, and a channel hands the chunks over, a few
at a time, so that memory stays flat.
"""

from collections import deque
from hashlib import sha256
from threading import Condition
from typing import Protocol

DEPTH = 4  # chunks


class Readable(Protocol):
    """What can be read to its end."""

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes; none at the end."""


class Writable(Protocol):
    """What takes all the bytes it is given."""

    def write(self, data: bytes, /) -> int:
        """Take them all; their number."""


class Abandoned(Exception):
    """The side that reads has gone; there is nothing left to write for."""


class Channel:
    """A queue of at most `DEPTH` chunks with one writer, one reader, and a way out for each."""

    def __init__(self) -> None:
        self._chunks: deque[bytes] = deque()
        self._changed = Condition()
        self._ended = False
        self._abandoned = False
        self._error: BaseException | None = None

    def put(self, chunk: bytes) -> None:
        """Hand over a chunk that is not empty; waits for room. Raises Abandoned."""
        with self._changed:
            while len(self._chunks) >= DEPTH and not self._abandoned:
                self._changed.wait()
            if self._abandoned:
                raise Abandoned
            self._chunks.append(chunk)
            self._changed.notify_all()

    def end(self, error: BaseException | None = None) -> None:
        """No more chunks: the reader comes to the end, or meets `error` there. The first call
        counts, so that tidying up can't turn an error into a clean end."""
        with self._changed:
            if not self._ended:
                self._ended, self._error = True, error
            self._changed.notify_all()

    def get(self) -> bytes:
        """The next chunk, waiting for it; empty at the end. Raises what `end` was given."""
        with self._changed:
            while not self._chunks and not self._ended:
                self._changed.wait()
            if self._chunks:
                chunk = self._chunks.popleft()
                self._changed.notify_all()
                return chunk
            if self._error is not None:
                raise self._error
            return b""

    def abandon(self) -> None:
        """Read no more: a waiting writer wakes with Abandoned."""
        with self._changed:
            self._abandoned = True
            self._chunks.clear()
            self._changed.notify_all()


class ChannelReader:
    """The reading end as a file."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._held = memoryview(b"")

    def read(self, size: int = -1) -> bytes:
        """Exactly `size` bytes, fewer only at the end; all the rest without a size."""
        if 0 <= size <= len(self._held):
            taken, self._held = self._held[:size], self._held[size:]
            return bytes(taken)
        return self._gather(size)

    def _gather(self, size: int) -> bytes:
        parts, missing = [], size
        while missing:
            if not self._held:
                self._held = memoryview(self._channel.get())
                if not self._held:
                    break
            part = self._held[:missing] if missing > 0 else self._held
            self._held = self._held[len(part) :]
            parts.append(part)
            missing = missing - len(part) if missing > 0 else missing
        return b"".join(parts)


class ChannelWriter:
    """The writing end as a file; small writes are gathered into chunks of `size` bytes."""

    def __init__(self, channel: Channel, size: int = 2**18) -> None:
        self._channel = channel
        self._size = size
        self._held = bytearray()

    def write(self, data: bytes) -> int:
        """Take all of it. Raises Abandoned."""
        if len(data) >= self._size and not self._held:
            self._channel.put(bytes(data))
            return len(data)
        self._held += data
        if len(self._held) >= self._size:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Hand over what is held."""
        if self._held:
            chunk, self._held = bytes(self._held), bytearray()
            self._channel.put(chunk)


class Hashed:
    """A file that is hashed as it is written."""

    def __init__(self, out: Writable) -> None:
        self._out = out
        self._seal = sha256()
        self.size = 0

    def write(self, data: bytes) -> int:
        """Take all of it."""
        self._out.write(data)
        self._seal.update(data)
        self.size += len(data)
        return len(data)

    @property
    def sha256(self) -> str:
        """Of all that was written, in hex."""
        return self._seal.hexdigest()
