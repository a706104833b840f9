# SPDX-License-Identifier: GPL-3.0-or-later
"""Text and pictures of untrusted documents. The documents themselves are opened in a child.

    extract(data, media_type)                    all text, at once
    page_picture(data, media_type, page, width)  one picture
    Reader                                       a child kept for one document, for a preview

Pages are counted from 0. Every wait has a limit, every answer is checked, and whatever goes
wrong with a document is an ExtractionFailed with one sentence. All of it may be called from
any thread; a Reader may be closed by one thread while another waits for it.
"""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import BinaryIO, Self

from casefile.base.errors import Cancelled, ExtractionFailed
from casefile.base.messages import _
from casefile.extraction import protocol
from casefile.extraction.child import Child, command
from casefile.extraction.media import sniff
from casefile.extraction.protocol import Failure, Fault, Garbled, What
from casefile.extraction.wording import clean, sentences

__all__ = ["Extracted", "Picture", "Reader", "command", "extract", "page_picture", "sniff"]

ANSWER_SECONDS = 8.0  # for one answer
EXTRACT_SECONDS = 60.0  # for all text of a document

Progress = Callable[[int, int], None]
"""Told how many pages of how many are done."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a document, page by page."""

    pages: int
    page_texts: tuple[str, ...]  # fewer than `pages` where the limits cut it short
    complete: bool = True  # False: a page was damaged, or the text went on beyond the limits

    @property
    def text(self) -> str:
        """All of it, a form feed (which no page holds) between two; empty where all are."""
        return "\f".join(self.page_texts) if any(self.page_texts) else ""


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels, eight bits each of red, green and blue, rows from the top, without padding."""

    width: int
    height: int
    rgb: bytes


class WorkerReport(Exception):
    """What the child left on stderr: the cause of an ExtractionFailed, for those who mend it."""


def extract(
    data: bytes | BinaryIO,
    media_type: str,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Extracted:
    """The text of a document. `cancelled` is asked often, by another thread.

    Raises ExtractionFailed when there is nothing to give, Cancelled when `cancelled` said so.
    """
    with Reader(cancelled=cancelled).open(data, media_type) as reader:
        return _all_text(reader, progress or (lambda done, pages: None))


def page_picture(data: bytes | BinaryIO, media_type: str, page: int, width: int) -> Picture:
    """One page, `width` pixels wide, or smaller to stay in the limits. Raises ExtractionFailed."""
    with Reader().open(data, media_type) as reader:
        return reader.picture(page, width)


class Reader:
    """One document, open in one child until `close`."""

    def __init__(self, *, cancelled: Callable[[], bool] | None = None) -> None:
        self._cancelled = cancelled
        self._asking = threading.Lock()
        self._child: Child | None = None
        self._closed = False
        self.pages = 0
        self.has_pictures = False

    def open(self, data: bytes | BinaryIO, media_type: str) -> Self:
        """Start the child and hand it the document. Raises ExtractionFailed, Cancelled."""
        with self._asking:
            if self._child is not None:
                raise RuntimeError("a reader opens one document")
            if self._closed:
                raise _stopped()
            try:
                self._open(data, media_type)
            except BaseException:
                self._release()
                raise
        return self

    def _open(self, data: bytes | BinaryIO, media_type: str) -> None:
        try:
            child = self._child = Child(self._cancelled)
        except OSError as error:
            raise _failed(Failure.FAULT) from error
        if self._closed:  # by another thread, which did not see this child yet
            raise _stopped()
        with _expected(child), child.within(ANSWER_SECONDS):
            protocol.send_document(child.requests, media_type, _pieces(child, data))
            child.extend(ANSWER_SECONDS)
            self.pages, pictures = _answer(child, What.OPENED)
        self.has_pictures = bool(pictures)
        if self.pages > protocol.PAGE_LIMIT:
            raise _failed(Failure.TOO_MANY_PAGES)

    def text(self, page: int) -> str:
        """The text of a page, without control characters. Raises ExtractionFailed, Cancelled."""
        return self.text_and_whole(page)[0]

    def text_and_whole(self, page: int) -> tuple[str, bool]:
        """The text of a page, and whether that is all of it."""
        with self._asking:
            child = self._ready(page)
            with _expected(child), child.within(ANSWER_SECONDS):
                protocol.send(child.requests, What.TEXT, page)
                size, cut = _answer(child, What.TEXT)
                if size > protocol.PAGE_TEXT_LIMIT:
                    raise Garbled(f"a text of {size} bytes")
                untrusted = protocol.exactly(child.answers, size)
        return clean(untrusted.decode("utf-8", "replace")), not cut

    def picture(self, page: int, width: int) -> Picture:
        """A page, `width` pixels wide or smaller. Raises ExtractionFailed, Cancelled."""
        width = max(1, min(width, protocol.SIDE_LIMIT))
        with self._asking:
            child = self._ready(page)
            with _expected(child), child.within(ANSWER_SECONDS):
                protocol.send(child.requests, What.PICTURE, page, width)
                wide, high = _answer(child, What.PICTURE)
                sides = 0 < wide <= width and 0 < high <= protocol.SIDE_LIMIT
                if not sides or wide * high > protocol.PIXEL_LIMIT:
                    raise Garbled(f"a picture of {wide} by {high}")
                return Picture(wide, high, protocol.exactly(child.answers, wide * high * 3))

    @property
    def ended(self) -> bool:
        """Whether the child is gone, so that no page can be had any more."""
        child = self._child
        return child is None or child.ended

    def _ready(self, page: int) -> Child:
        if self._closed:
            raise _stopped()
        if self._child is None:
            raise RuntimeError("no document was opened")
        if not 0 <= page < self.pages:
            raise IndexError(page)
        return self._child

    def close(self) -> None:
        """End the child, even in the middle of an answer; whoever waits for it gets Cancelled."""
        self._closed = True
        if child := self._child:
            child.stop()
        with self._asking:
            self._release()

    def _release(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _all_text(reader: Reader, progress: Progress) -> Extracted:
    texts: list[str] = []
    size, wholes, failed = 0, 0, None
    end = time.monotonic() + EXTRACT_SECONDS
    while len(texts) < reader.pages and size <= protocol.TEXT_LIMIT and time.monotonic() < end:
        text, whole = "", False
        try:
            text, whole = reader.text_and_whole(len(texts))
        except ExtractionFailed as error:
            failed = error
            if reader.ended:
                break
        texts.append(text)
        wholes += whole
        size += len(text.encode())
        progress(len(texts), reader.pages)
    if failed and not any(texts):
        raise failed
    return Extracted(reader.pages, tuple(texts), complete=wholes == reader.pages)


def _pieces(child: Child, data: bytes | BinaryIO) -> Iterator[bytes]:
    """The document in pieces, each with time of its own."""
    for piece in protocol.pieces_of(data):
        child.extend(ANSWER_SECONDS)
        yield piece


def _answer(child: Child, expected: What) -> tuple[int, int]:
    """The numbers of the next answer. Raises Fault when the child says it failed, or Garbled."""
    what, first, second = protocol.receive(child.answers)
    if what is What.FAILED and first in set(Failure):
        raise Fault(Failure(first))
    if what is not expected:
        raise Garbled(f"{what.name} for {expected.name}")
    return first, second


@contextlib.contextmanager
def _expected(child: Child) -> Iterator[None]:
    """Turn what can go wrong with a child into errors for people."""
    try:
        yield
    except Fault as fault:
        raise _failed(fault.failure) from None
    except Garbled:
        failure = child.failure()
        if child.stopped:
            raise _stopped() from None
        raise _failed(failure) from WorkerReport(child.report())


def _failed(failure: Failure) -> ExtractionFailed:
    return ExtractionFailed(*sentences()[failure])


def _stopped() -> Cancelled:
    return Cancelled(_("Reading the document was stopped."))
