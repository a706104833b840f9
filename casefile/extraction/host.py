# SPDX-License-Identifier: GPL-3.0-or-later
"""Text and pictures of untrusted documents. The documents themselves are opened in a child.

    extract(data, media_type)                    all text, at once
    recogniser(languages)                        what a Reader is given to read scans, too
    page_picture(data, media_type, page, width)  one picture
    Reader                                       a child kept for one document, for a preview

Pages are counted from 0. Every wait has a limit, every answer is checked, and whatever goes
wrong with a document is an ExtractionFailed with one sentence. All of it may be called from
any thread; a Reader may be closed by one thread while another waits for it.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from casefile.base.errors import ExtractionFailed
from casefile.base.messages import _
from casefile.extraction import protocol, tessdata
from casefile.extraction.attached import Attachment
from casefile.extraction.child import command
from casefile.extraction.media import MAIL, READ, sniff
from casefile.extraction.reader import Layout, Picture, Reader, Recognising

__all__ = [
    "MAIL",
    "READ",
    "Attachment",
    "Extracted",
    "Layout",
    "Picture",
    "Reader",
    "Recognising",
    "can_recognise",
    "command",
    "extract",
    "languages",
    "page_picture",
    "recogniser",
    "sniff",
    "text_of",
]

EXTRACT_SECONDS = 60.0  # for all text of a document

Progress = Callable[[int, int], None]
"""Told how many pages of how many are done."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a document, page by page."""

    pages: int
    page_texts: tuple[str, ...]  # fewer than `pages` where the limits cut it short
    complete: bool = True  # False: a page was damaged, or the text went on beyond the limits
    has_pictures: bool = False  # a preview may show the pages themselves

    @property
    def text(self) -> str:
        """All of it, a form feed (which no page holds) between two; empty where all are."""
        return "\f".join(self.page_texts) if any(self.page_texts) else ""

    @property
    def has_text(self) -> bool:
        """Whether any page has a character that can be seen; a scan has none."""
        return any(c.isprintable() and not c.isspace() for text in self.page_texts for c in text)


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
        return text_of(reader, progress)


def can_recognise() -> bool:
    """Whether text on scans can be recognised here: the library is there, and any language."""
    return tessdata.installed() and bool(languages())


def languages() -> tuple[str, ...]:
    """The languages that can be recognised, by Tesseract's names: eng, kaz, rus, uzb_cyrl."""
    place = tessdata.folder()
    return tessdata.languages_in(place) if place else ()


def recogniser(wanted: Sequence[str]) -> Recognising:
    """What a Reader is given to recognise text in these languages.

    Raises ExtractionFailed where the library or a language is not there.
    """
    if not tessdata.installed():
        raise ExtractionFailed(
            _("Casefile was installed without what recognises text on scans."),
            _("Install it again with its extra “ocr”."),
        )
    place, known = tessdata.folder(), languages()
    if place is None:
        raise ExtractionFailed(
            _("No language data of Tesseract were found."),
            _("Install them for your languages, or set TESSDATA_PREFIX to their folder."),
        )
    if missing := [name for name in wanted if name not in known]:
        raise ExtractionFailed(
            _("Tesseract has no data here for: {names}.").format(names=", ".join(missing)),
            _("Install them, or choose from: {names}.").format(names=", ".join(known)),
        )
    if not wanted:
        raise ValueError("no language")
    return Recognising(place, tuple(wanted))


def page_picture(data: bytes | BinaryIO, media_type: str, page: int, width: int) -> Picture:
    """One page, `width` pixels wide, or smaller to stay in the limits. Raises ExtractionFailed."""
    with Reader().open(data, media_type) as reader:
        return reader.picture(page, width)


def text_of(reader: Reader, progress: Progress | None = None) -> Extracted:
    """All text of the document that a reader holds open. Raises what `extract` raises."""
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
        if progress:
            progress(len(texts), reader.pages)
    if failed and not any(texts):
        raise failed
    complete = wholes == reader.pages
    return Extracted(reader.pages, tuple(texts), complete, reader.has_pictures)
