# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the characters of a PDF's page stand on the picture of it."""

import ctypes
from collections.abc import Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from casefile.extraction.protocol import BOX_UNITS, Box

_WIDE = 0xFFFF if ctypes.sizeof(ctypes.c_wchar) == 2 else 0x10FFFF
"""The last character that PDFium counts as one: on Windows, others are pairs to it."""


def boxes(
    page: pdfium.PdfPage, found: pdfium.PdfTextPage, text: str, wanted: Sequence[int]
) -> list[Box | None]:
    """The boxes of the characters of `text`, the whole text that was found on the page, that
    stand at the ascending places `wanted`: as high as the line, turned and cropped like the page.
    """
    placed: list[Box | None] = []
    unit, at = 0, 0  # the same place, as PDFium and as Python count
    for place in wanted:
        unit += place - at + sum(ord(c) > _WIDE for c in text[at:place])
        at = place
        placed.append(_box(page, raw.FPDFText_GetCharIndexFromTextIndex(found, unit), found))
    return placed


def _box(page: pdfium.PdfPage, index: int, found: pdfium.PdfTextPage) -> Box | None:
    area = raw.FS_RECTF()
    if index < 0 or not raw.FPDFText_GetLooseCharBox(found, index, area):
        return None
    corners = ((area.left, area.top), (area.right, area.bottom))
    (x0, y0), (x1, y1) = (_on_picture(page, *corner) for corner in corners)
    left, right = _inside(min(x0, x1)), _inside(max(x0, x1))
    top, bottom = _inside(min(y0, y1)), _inside(max(y0, y1))
    return (left, top, right, bottom) if left < right and top < bottom else None


def _on_picture(page: pdfium.PdfPage, x: float, y: float) -> tuple[int, int]:
    """A point of the page as the picture shows it, by the rule that draws the picture."""
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, BOX_UNITS, BOX_UNITS, 0, x, y, across, down)
    return across.value, down.value


def _inside(units: int) -> int:
    return max(0, min(units, BOX_UNITS))
