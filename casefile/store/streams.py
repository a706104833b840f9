# SPDX-License-Identifier: GPL-3.0-or-later
"""Streams that meet a cipher half way: hashed while it reads, read while it writes."""

import io
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import sha256
from queue import Empty, Queue
from typing import TYPE_CHECKING, BinaryIO, Protocol, Self

if TYPE_CHECKING:
    from typing_extensions import Buffer

BLOCK = 2**20  # bytes read, hashed or handed over at once
SMALL = 2**17  # bytes that are not worth another thread
AHEAD = 1  # block: waiting for each other, both threads get their turn at the interpreter

Progress = Callable[[int], None]
"""Is told how many bytes are done; may raise Cancelled to stop the work."""


class Sink(Protocol):
    """What a cipher writes to."""

    def write(self, data: bytes) -> int: ...

    def flush(self) -> None: ...


class HashedSource:
    """Hands out the bytes of another stream and hashes each block on a second thread meanwhile.

    A cipher may turn an exception of ours into one of its own; `failure` keeps the true one.
    """

    def __init__(self, source: BinaryIO, progress: Progress | None = None) -> None:
        self._source, self._progress = source, progress
        self._digest, self._hashing = sha256(), ThreadPoolExecutor(1, "hashing")
        self._pending: Future[None] | None = None
        self._block, self._at = b"", 0
        self._following: bytes | None = None
        self.size = 0
        self.failure: BaseException | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._hashing.shutdown()

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes, at most a block; none at the end."""
        try:
            if self._at == len(self._block):
                self._advance()
        except BaseException as error:
            self.failure = error
            raise
        piece = self._block[self._at : self._at + size if size >= 0 else None]
        self._at += len(piece)
        return piece

    @property
    def digest(self) -> str:
        """SHA-256, in hex, of what was read so far."""
        self._settle()
        return self._digest.hexdigest()

    def _advance(self) -> None:
        """Take the next block. The one after it is read right away, because only while this
        thread reads does it let the other begin to hash."""
        block = self._source.read(BLOCK) if self._following is None else self._following
        self._settle()
        if len(block) >= SMALL:
            self._pending = self._hashing.submit(self._digest.update, block)
        else:
            self._digest.update(block)
        self._block, self._at = block, 0
        self._following = self._source.read(BLOCK) if block else b""
        self.size += len(block)
        if block and self._progress:
            self._progress(self.size)

    def _settle(self) -> None:
        if self._pending:
            self._pending.result()
            self._pending = None


class KeptSink:
    """Writes to another stream and keeps what went wrong: pyrage forgets a failed last write."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self.failure: BaseException | None = None

    def write(self, data: bytes) -> int:
        try:
            return self._out.write(data)
        except BaseException as error:
            self.failure = error
            raise

    def flush(self) -> None:
        """Nothing: whoever opened the file flushes it."""


class Pulled(io.RawIOBase):
    """A stream of what `fill` writes, which runs on a thread of its own, a block or two ahead.

    What `fill` raises is raised by the read that would have needed its bytes. Closing early
    stops it. `took` is called with every block on the reading thread, `ended` before the end is
    told; either may raise.
    """

    def __init__(self, fill: Callable[[Sink], None], name: str = "pulled") -> None:
        super().__init__()
        self._blocks: Queue[bytes | None] = Queue(AHEAD)
        self._rest = memoryview(b"")
        self._failure: BaseException | None = None
        self._at_end = self._left = False
        self._thread = threading.Thread(target=self._run, args=(fill,), name=name, daemon=True)
        self._thread.start()

    def took(self, block: bytes) -> None:
        """A block arrived. For subclasses."""

    def ended(self) -> None:
        """All blocks arrived. For subclasses."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "Buffer", /) -> int:
        """Fills the buffer as far as the present block reaches; 0 at the end."""
        if not self._rest:
            self._rest = memoryview(self._next())
        view = memoryview(buffer)
        length = min(len(view), len(self._rest))
        view[:length] = self._rest[:length]
        self._rest = self._rest[length:]
        return length

    def readall(self) -> bytes:
        """Everything that is left."""
        blocks = [bytes(self._rest)]
        self._rest = memoryview(b"")
        while block := self._next():
            blocks.append(block)
        return b"".join(blocks)

    def close(self) -> None:
        """Stops the thread and waits until it has ended."""
        self._left = True
        while self._thread.is_alive():
            self._drain()
            self._thread.join(0.001)
        super().close()

    def _next(self) -> bytes:
        """The next block; empty at the end. What was raised once is raised at every later read."""
        if not self._at_end and (block := self._blocks.get()) is not None:
            self.took(block)
            return block
        if not self._at_end:
            self._at_end = True
            self._failure = self._failure or self._objection()
        if self._failure:
            raise self._failure
        return b""

    def _objection(self) -> Exception | None:
        try:
            self.ended()
        except Exception as error:  # kept: every later read raises it again
            return error
        return None

    def _run(self, fill: Callable[[Sink], None]) -> None:
        sink = _Blocks(self._put)
        try:
            fill(sink)
            sink.finish()
        except BaseException as error:  # raised again by the thread that reads
            self._failure = error
        self._blocks.put(None)

    def _put(self, block: bytes) -> None:
        if self._left:
            raise BrokenPipeError("the reader has gone")
        self._blocks.put(block)

    def _drain(self) -> None:
        try:
            while True:
                self._blocks.get_nowait()
        except Empty:
            return


class _Blocks:
    """Gathers small writes into blocks: handing each over would cost more than deciphering it."""

    def __init__(self, put: Callable[[bytes], None]) -> None:
        self._put = put
        self._pieces: list[bytes] = []
        self._size = 0

    def write(self, data: bytes) -> int:
        self._pieces.append(bytes(data))
        self._size += len(data)
        if self._size >= BLOCK:
            self.finish()
        return len(data)

    def flush(self) -> None:
        """Nothing: blocks go when they are full."""

    def finish(self) -> None:
        """Hand over what is left."""
        if self._pieces:
            self._put(b"".join(self._pieces))
            self._pieces, self._size = [], 0
