# SPDX-License-Identifier: GPL-3.0-or-later
"""A document that is open in the extraction process, asked for a little at a time.

All but `leave` is called on the viewers' thread, so that the window waits for none of it.
"""

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from PySide6.QtGui import QImage

from casefile.base.errors import ExtractionFailed
from casefile.desktop.viewer.matching import Place, Query, places
from casefile.desktop.viewer.pictures import image_of
from casefile.desktop.viewer.places import Lettering, lettering
from casefile.extraction.host import Layout, Reader

_SLICE = 0.04  # seconds that pages are looked through at once
_PIECE = 1 << 16  # characters of a text that are handed out at once
_LINE = 8_000  # characters; longer lines are broken, Qt takes too long over them
_KEPT = 16_000_000  # characters of pages that are kept, and of a text that are shown


@dataclass(frozen=True, slots=True)
class Looked:
    """How many of the pages were looked through, what was found, and whether they have words."""

    pages: int
    found: dict[int, tuple[Place, ...]]
    has_text: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a page's text and where in it that begins."""

    page: int
    start: int
    text: str
    broken: bool = False  # amid a line that is too long to be shown as one


class OpenDocument:
    """`known` are texts of pages that have none of their own: recognised ones."""

    def __init__(self, media_type: str, known: Sequence[str] = ()) -> None:
        self._left = threading.Event()
        self.reader = Reader(cancelled=self._left.is_set)
        self._media_type = media_type
        self._known = known
        self._texts: dict[int, str] = {}
        self._room = _KEPT
        self._pieces = self._all_pieces()
        self.cut = False  # the text goes on, but is not shown

    def open(self, data: bytes) -> Self:
        """Raises ExtractionFailed, Cancelled."""
        self.reader.open(data, self._media_type)
        return self

    def leave(self) -> None:
        """Nobody wants it any more: whatever is asked of it ends. On any thread."""
        self._left.set()

    def close(self) -> None:
        """End the child."""
        self.reader.close()

    def drawn(self, page: int, width: int) -> QImage:
        """A page as a picture so many pixels wide. Raises ExtractionFailed, Cancelled."""
        return image_of(self.reader.picture(page, width))

    def letters(self, page: int) -> Lettering:
        """The text of a page and where it stands. Raises ExtractionFailed, Cancelled."""
        layout = self.reader.layout(page)
        if not layout.text.strip() and page < len(self._known):
            layout = Layout(self._known[page], (None,) * len(self._known[page]))
        return lettering(layout)

    def look(self, pages: Sequence[int], query: Query | None) -> Looked:
        """Look through the first of these pages, as many as time allows, for a query or only for
        words at all. A page that can't be read has none. Raises Cancelled, ExtractionFailed."""
        end = time.monotonic() + _SLICE
        found: dict[int, tuple[Place, ...]] = {}
        has_text, done = False, 0
        for page in pages:
            text = self._text(page)
            has_text = has_text or any(c.isprintable() and not c.isspace() for c in text)
            if query is not None and (matches := places(text, query)):
                found[page] = matches
            done += 1
            if time.monotonic() > end:
                break
        return Looked(done, found, has_text)

    def read(self) -> list[Piece]:
        """The next pieces of the text; none at its end. Raises Cancelled, ExtractionFailed."""
        end = time.monotonic() + _SLICE
        pieces: list[Piece] = []
        size = 0
        for piece in self._pieces:
            pieces.append(piece)
            size += len(piece.text)
            if size >= _PIECE or time.monotonic() > end:
                break
        return pieces

    def _text(self, page: int) -> str:
        if page in self._texts:
            return self._texts[page]
        try:
            text = self.reader.text(page)
        except ExtractionFailed:
            if self.reader.ended:
                raise
            text = ""
        if not text.strip() and page < len(self._known):
            text = self._known[page]
        if len(text) <= self._room:
            self._room -= len(text)
            self._texts[page] = text
        return text

    def _all_pieces(self) -> Iterator[Piece]:
        left = _KEPT
        for page in range(self.reader.pages):
            for piece in pieces_of(page, self._text(page)):
                left -= len(piece.text)
                self.cut = left < 0
                if self.cut:
                    return
                yield piece


def pieces_of(page: int, text: str) -> Iterator[Piece]:
    """A page's text in pieces that can be shown one after the other; at least one."""
    start, broken = 0, False
    while True:
        end = _end_of_piece(text, start)
        yield Piece(page, start, text[start:end], broken)
        if end >= len(text):
            return
        start, broken = end, text[end - 1] != "\n"


def _end_of_piece(text: str, start: int) -> int:
    """Behind as many whole lines as fit, or amid the first if that is too long."""
    end = at = start
    while at < len(text) and at - start < _PIECE:
        line = text.find("\n", at, at + _LINE)
        if line < 0:
            whole = len(text) - at < _LINE
            return len(text) if whole else (end if end > start else at + _LINE)
        end = at = line + 1
    return end
