# SPDX-License-Identifier: GPL-3.0-or-later
"""PDF, by PDFium built without JavaScript. Actions, attachments and links are never followed."""

import codecs
import contextlib
import re
from collections.abc import Iterator
from itertools import islice

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from casefile.extraction import pdf_boxes, pdf_fonts
from casefile.extraction.pages import Bare, fit
from casefile.extraction.protocol import (
    LAYOUT_LIMIT,
    PAGE_LIMIT,
    PAGE_TEXT_LIMIT,
    Box,
    Failure,
    Fault,
)

pdf_fonts.install()
codecs.lookup("utf-16-le")  # PDFium's text; loaded now: nothing can be opened later

_HEAD = 1024  # a PDF's mark stands in the first 1,024 bytes (Adobe's rule, kept by every reader)
_FAILURES = {
    raw.FPDF_ERR_PASSWORD: Failure.ENCRYPTED,
    raw.FPDF_ERR_SECURITY: Failure.ENCRYPTED,
}
_LOOK = raw.FPDF_ANNOT | raw.FPDF_REVERSE_BYTE_ORDER  # annotations too; RGB instead of BGR
# PDFium marks a hyphen at the end of a line; a line feed alone ends a line here.
_LEFT_OUT = re.compile("\ufffe(?:\r?\n)?|\r(?=\n)")


class PdfPages(Bare):
    """An open PDF."""

    has_pictures = True

    def __init__(self, document: pdfium.PdfDocument) -> None:
        self._document = document
        self.count = len(document)

    def text(self, page: int, /) -> str:
        """The text in the order of the page's content, words divided at line ends made whole."""
        with self._page(page) as opened:
            return _LEFT_OUT.sub("", _raw_text(opened.get_textpage()))

    def layout(self, page: int, /) -> tuple[str, list[Box | None]]:
        """The same text, and the boxes of its first LAYOUT_LIMIT characters."""
        with self._page(page) as opened:
            found = opened.get_textpage()
            text = _raw_text(found)
            left_out = {at for part in _LEFT_OUT.finditer(text) for at in range(*part.span())}
            stays = (at for at in range(len(text)) if at not in left_out)
            boxes = pdf_boxes.boxes(opened, found, text, list(islice(stays, LAYOUT_LIMIT)))
        return _LEFT_OUT.sub("", text), boxes

    def picture(self, page: int, width: int, /) -> tuple[int, int, bytes]:
        """A page on white, forms and annotations as they would print."""
        with self._page(page) as opened:
            across, down = fit(width, *opened.get_size())
            bitmap = pdfium.PdfBitmap.new_native(across, down, raw.FPDFBitmap_BGR)
            bitmap.fill_rect((255, 255, 255, 255), 0, 0, across, down)
            raw.FPDF_RenderPageBitmap(bitmap, opened, 0, 0, across, down, 0, _LOOK)
            if forms := self._document.formenv:
                raw.FPDF_FFLDraw(forms, bitmap, opened, 0, 0, across, down, 0, _LOOK)
            return across, down, _packed(bitmap)

    @contextlib.contextmanager
    def _page(self, page: int) -> Iterator[pdfium.PdfPage]:
        try:
            opened = self._document[page]
            try:
                yield opened
            finally:
                opened.close()
        except pdfium.PdfiumError:
            raise Fault(Failure.DAMAGED) from None


def open_pdf(untrusted: bytes) -> PdfPages:
    """The pages of a PDF. Raises Fault: not a PDF, encrypted, damaged, too many pages."""
    if b"%PDF-" not in untrusted[:_HEAD]:
        raise Fault(Failure.NOT_WHAT_IT_SAYS)
    try:
        document = pdfium.PdfDocument(untrusted)
        if len(document) > PAGE_LIMIT:
            raise Fault(Failure.TOO_MANY_PAGES)
        document.init_forms()
    except pdfium.PdfiumError as error:
        raise Fault(_FAILURES.get(error.err_code, Failure.DAMAGED)) from None
    return PdfPages(document)


def _raw_text(found: pdfium.PdfTextPage) -> str:
    length = min(found.count_chars(), PAGE_TEXT_LIMIT)
    return str(found.get_text_range(0, length)) if length > 0 else ""


def _packed(bitmap: pdfium.PdfBitmap) -> bytes:
    """The pixels without the padding at the end of each row."""
    row = bitmap.width * 3
    pixels = memoryview(bitmap.buffer).cast("B")
    if bitmap.stride == row:
        return bytes(pixels)
    return b"".join(pixels[at : at + row] for at in range(0, len(pixels), bitmap.stride))
