# SPDX-License-Identifier: GPL-3.0-or-later
"""The fonts that stand in for those a PDF names without carrying them.

PDFium would search the folders of the system, open every font there and still lack Cyrillic
where none is installed. We answer from memory instead, on every machine alike: FiraGO, or
Fira Mono for fixed pitch. The calls are those of `fpdf_sysfontinfo.h`, version 2.
"""

import ctypes
from typing import Any

import pymupdf_fonts
import pypdfium2.raw as pdfium

_FIXED_PITCH = 1  # FXFONT_FF_FIXEDPITCH
_BOLD = 600
_NAMES = ("figo", "figbo", "figit", "figbi", "fimo", "fimbo")
_SYMBOLS = (b"symbol", b"dingbats", b"wingdings")  # PDFium carries its own of these

_fonts: dict[int, bytes] = {}
_kept: list[Any] = []  # ctypes forgets callbacks that nobody holds


def stand_in(weight: int, italic: int, pitch: int, face: bytes) -> int:
    """The handle of the font that stands in (1 and up); 0 for symbols."""
    if any(symbol in face.lower() for symbol in _SYMBOLS):
        return 0
    if pitch & _FIXED_PITCH:
        return 5 + (weight >= _BOLD)
    return 1 + (weight >= _BOLD) + 2 * bool(italic)


def install() -> None:
    """Load the fonts and make PDFium ask us, once for this process."""
    if _fonts:
        return
    for handle, name in enumerate(_NAMES, 1):
        _fonts[handle] = pymupdf_fonts.fontbuffers[name]()
    info = pdfium.FPDF_SYSFONTINFO()
    info.version = 2
    for name, call in _CALLS.items():
        setattr(info, name, dict(pdfium.FPDF_SYSFONTINFO._fields_)[name](call))
    _kept.append(info)
    pdfium.FPDF_SetSystemFontInfo(info)


def _map(
    _info: Any, weight: int, italic: int, _charset: int, pitch: int, face: Any, _exact: Any
) -> int | None:
    return stand_in(weight, italic, pitch, ctypes.string_at(face)) or None


def _data(_info: Any, handle: int, table: int, into: Any, size: int) -> int:
    """The whole font for table 0; we have no way to hand out single tables, and none is needed."""
    font = _fonts.get(handle, b"")
    if table or not font:
        return 0
    if into and size >= len(font):
        ctypes.memmove(into, font, len(font))
    return len(font)


def _nothing(*_arguments: Any) -> int | None:
    return None


def _zero(*_arguments: Any) -> int:
    return 0


_CALLS: dict[str, Any] = {
    "Release": _nothing,
    "MapFont": _map,
    "GetFont": _nothing,
    "GetFontData": _data,
    "GetFaceName": _zero,
    "GetFontCharset": _zero,
    "DeleteFont": _nothing,
}
