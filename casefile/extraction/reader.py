# SPDX-License-Identifier: GPL-3.0-or-later
"""One document, held open in an extraction process and asked page by page."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import starmap
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from casefile.base.errors import Cancelled, ExtractionFailed
from casefile.base.messages import _
from casefile.extraction import protocol
from casefile.extraction.attached import Attachment, told
from casefile.extraction.child import Child
from casefile.extraction.protocol import Box, Failure, Fault, Garbled, What
from casefile.extraction.wording import clean, clean_with, sentences

ANSWER_SECONDS = 8.0  # for one answer
RECOGNISED_SECONDS = 25.0  # for the text of one scanned page; its processor time ends at 20


@dataclass(frozen=True, slots=True)
class Recognising:
    """To recognise the text on pictures: in which languages, and where their data are."""

    folder: Path
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels, eight bits each of red, green and blue, rows from the top, without padding."""

    width: int
    height: int
    rgb: bytes


@dataclass(frozen=True, slots=True)
class Layout:
    """The text of a page and where each of its characters stands on the picture of the page.

    A box is left, top, right, bottom in 1/10,000ths of the picture's width and height, from its
    top left. What is not drawn (line ends, spaces between words) has none, and neither has what
    follows the first 100,000 characters, nor any text of a format without pictures.
    """

    text: str
    boxes: tuple[Box | None, ...]  # one for each character


class WorkerReport(Exception):
    """What the child left on stderr: the cause of an ExtractionFailed, for those who mend it."""


class Reader:
    """One document, open in one child until `close`."""

    def __init__(
        self,
        *,
        cancelled: Callable[[], bool] | None = None,
        recognising: Recognising | None = None,
    ) -> None:
        self._cancelled = cancelled
        self._recognising = recognising
        self._asking = threading.Lock()
        self._child: Child | None = None
        self._closed = False
        self.pages = 0
        self.has_pictures = False
        self._attachments: tuple[Attachment, ...] | None = None

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
            child = self._child = Child(self._cancelled, self._surroundings)
        except OSError as error:
            raise _failed(Failure.FAULT) from error
        if self._closed:  # by another thread, which did not see this child yet
            raise _stopped()
        with _expected(child), child.within(ANSWER_SECONDS):
            if self._recognising:
                media_type += protocol.LANGUAGES + "+".join(self._recognising.languages)
            protocol.send_document(child.requests, media_type, _pieces(child, data))
            child.extend(self._patience)
            self.pages, pictures = _answer(child, What.OPENED)
        self.has_pictures = bool(pictures)
        if self.pages > protocol.PAGE_LIMIT:
            raise _failed(Failure.TOO_MANY_PAGES)

    @property
    def _patience(self) -> float:
        return RECOGNISED_SECONDS if self._recognising else ANSWER_SECONDS

    @property
    def _surroundings(self) -> dict[str, str]:
        """Where the languages lie, and that no thread may be started: none can be, confined."""
        if not self._recognising:
            return {}
        return {"TESSDATA_PREFIX": str(self._recognising.folder), "OMP_THREAD_LIMIT": "1"}

    def text(self, page: int) -> str:
        """The text of a page, without control characters. Raises ExtractionFailed, Cancelled."""
        return self.text_and_whole(page)[0]

    def text_and_whole(self, page: int) -> tuple[str, bool]:
        """The text of a page, and whether that is all of it."""
        with self._asking:
            child = self._page(page)
            with _expected(child), child.within(self._patience):
                protocol.send(child.requests, What.TEXT, page)
                size, cut = _answer(child, What.TEXT)
                if size > protocol.PAGE_TEXT_LIMIT:
                    raise Garbled(f"a text of {size} bytes")
                untrusted = protocol.exactly(child.answers, size)
        return clean(untrusted.decode("utf-8", "replace")), not cut

    def layout(self, page: int) -> Layout:
        """The same text, and where it stands on the page. Raises ExtractionFailed, Cancelled."""
        with self._asking:
            child = self._page(page)
            with _expected(child), child.within(ANSWER_SECONDS):
                protocol.send(child.requests, What.LAYOUT, page)
                size, count = _answer(child, What.LAYOUT)
                if size > protocol.PAGE_TEXT_LIMIT or count > min(size, protocol.LAYOUT_LIMIT):
                    raise Garbled(f"a text of {size} bytes with {count} boxes")
                untrusted = protocol.exactly(child.answers, size)
                boxes = protocol.receive_boxes(child.answers, count)
        return Layout(*clean_with(untrusted.decode("utf-8", "replace"), boxes))

    def picture(self, page: int, width: int) -> Picture:
        """A page, `width` pixels wide or smaller. Raises ExtractionFailed, Cancelled."""
        width = max(1, min(width, protocol.SIDE_LIMIT))
        with self._asking:
            child = self._page(page)
            with _expected(child), child.within(ANSWER_SECONDS):
                protocol.send(child.requests, What.PICTURE, page, width)
                wide, high = _answer(child, What.PICTURE)
                sides = 0 < wide <= width and 0 < high <= protocol.SIDE_LIMIT
                if not sides or wide * high > protocol.PIXEL_LIMIT:
                    raise Garbled(f"a picture of {wide} by {high}")
                return Picture(wide, high, protocol.exactly(child.answers, wide * high * 3))

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """The files that came with a message; none for other kinds. They are listed once.

        Raises ExtractionFailed, Cancelled.
        """
        with self._asking:
            child = self._ready()
            if self._attachments is None:
                with _expected(child), child.within(ANSWER_SECONDS):
                    protocol.send(child.requests, What.ATTACHMENTS, 0)
                    count, size = _answer(child, What.ATTACHMENTS)
                    listed = protocol.receive_list(child.answers, count, size)
                self._attachments = tuple(starmap(told, enumerate(listed, 1)))
            return self._attachments

    def left_behind(self) -> int:
        """How many files came with a message that are too many, too large in all, or too broken to
        be among `attachments`. Raises ExtractionFailed, Cancelled."""
        with self._asking:
            child = self._ready()
            with _expected(child), child.within(ANSWER_SECONDS):
                protocol.send(child.requests, What.LEFT, 0)
                count, _zero = _answer(child, What.LEFT)
                if count > protocol.PART_LIMIT:
                    raise Garbled(f"{count} files left")
                return count

    def attachment(self, number: int) -> bytes:
        """The bytes of one of `attachments`. Raises ExtractionFailed, Cancelled, IndexError."""
        if not 0 <= number < len(self.attachments):
            raise IndexError(number)
        expected = self.attachments[number].size
        with self._asking:
            child = self._ready()
            with _expected(child), child.within(ANSWER_SECONDS):
                protocol.send(child.requests, What.ATTACHMENT, number)
                size, _zero = _answer(child, What.ATTACHMENT)
                if size != expected:
                    raise Garbled(f"an attachment of {size} bytes instead of {expected}")
                return protocol.exactly(child.answers, size)

    @property
    def ended(self) -> bool:
        """Whether the child is gone, so that no page can be had any more."""
        child = self._child
        return child is None or child.ended

    def _page(self, page: int) -> Child:
        child = self._ready()
        if not 0 <= page < self.pages:
            raise IndexError(page)
        return child

    def _ready(self) -> Child:
        if self._closed:
            raise _stopped()
        if self._child is None:
            raise RuntimeError("no document was opened")
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
