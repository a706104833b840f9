# SPDX-License-Identifier: GPL-3.0-or-later
"""Faces put into the PDF: one composite font a face, holding only the glyphs in use.

ReportLab's own embedding gives every code one character and cuts a face into pieces of 256; ours
numbers glyphs with two bytes, so that shaped, tabular and Arabic glyphs give back their true text.
Form: PDF 1.7 (ISO 32000-1), sections 9.7 (composite fonts) and 9.10.3 (ToUnicode).
"""

import copy
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFStream,
    PDFString,
    PDFZCompress,
)
from reportlab.pdfgen.canvas import Canvas

from casefile.briefing.fonts import Alphabet

_BLOCK = 100  # entries a block of a ToUnicode map may hold


class EmbeddedFaces:
    """Adds the faces of a document when it is saved, because only then all glyphs are known."""

    def __init__(self, alphabets: dict[str, Alphabet]) -> None:
        self._alphabets = alphabets

    def attach(self, canvas: Canvas) -> None:
        """Have the canvas call back when it is saved."""
        document = vars(canvas)["_doc"]  # ReportLab's only door for fonts that come late
        document.delayedFonts.append(self)

    def addObjects(self, document: Any) -> None:  # noqa: N802 - the name ReportLab calls
        """Add every face to the document's fonts, under the name of the face."""
        fonts = document.idToObject["BasicFonts"].dict
        for index, (name, alphabet) in enumerate(self._alphabets.items()):
            fonts[name] = document.Reference(_composite(document, alphabet, index), f"face:{name}")


def _composite(document: Any, alphabet: Alphabet, index: int) -> PDFDictionary:
    postscript = alphabet.face.file.name.decode("ascii")
    base = PDFName(f"{_tag(index)}+{postscript}")
    descendant = document.Reference(_descendant(document, alphabet, base))
    to_unicode = _stream(_to_unicode(alphabet).encode("ascii"))
    return PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type0"),
            "BaseFont": base,
            "Encoding": PDFName("Identity-H"),
            "DescendantFonts": PDFArray([descendant]),
            "ToUnicode": document.Reference(to_unicode),
        }
    )


def _descendant(document: Any, alphabet: Alphabet, base: Any) -> PDFDictionary:
    file, order = _subset(alphabet)
    font_file = _stream(file)
    font_file.dictionary["Length1"] = len(file)
    advances = [alphabet.face.advances[glyph] for glyph in alphabet.glyphs]
    return PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("CIDFontType2"),
            "BaseFont": base,
            "CIDSystemInfo": PDFDictionary(
                {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
            ),
            "FontDescriptor": document.Reference(
                _descriptor(alphabet, base, document.Reference(font_file))
            ),
            "DW": 0,
            "W": PDFArray([0, PDFArray(advances)]),
            "CIDToGIDMap": document.Reference(_stream(order)),
        }
    )


def _descriptor(alphabet: Alphabet, base: Any, font_file: Any) -> PDFDictionary:
    file = alphabet.face.file
    return PDFDictionary(
        {
            "Type": PDFName("FontDescriptor"),
            "FontName": base,
            "Flags": file.flags & ~32 | 4,  # symbolic: its own numbering of glyphs
            "FontBBox": PDFArray(file.bbox),
            "ItalicAngle": file.italicAngle,
            "Ascent": file.ascent,
            "Descent": file.descent,
            "CapHeight": file.capHeight,
            "StemV": file.stemV,
            "FontFile2": font_file,
        }
    )


def _subset(alphabet: Alphabet) -> tuple[bytes, bytes]:
    """The cut-down TrueType file, and for each of our numbers the glyph's place in it."""
    file = copy.copy(alphabet.face.file)
    file.charToGlyph = dict(enumerate(alphabet.glyphs))
    places: dict[int, int] = {}
    for glyph in alphabet.glyphs:
        places.setdefault(glyph, len(places))
    order = b"".join(places[glyph].to_bytes(2, "big") for glyph in alphabet.glyphs)
    return file.makeSubset(list(range(len(alphabet.glyphs)))), order


def _to_unicode(alphabet: Alphabet) -> str:
    entries = [
        f"<{number:04x}> <{text.encode('utf-16-be').hex()}>"
        for number, text in enumerate(alphabet.texts)
        if text
    ]
    blocks = [entries[start : start + _BLOCK] for start in range(0, len(entries), _BLOCK)]
    body = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )


def _tag(index: int) -> str:
    """The six letters that mark a subset."""
    return "CASEF" + chr(ord("A") + index)


def _stream(content: bytes) -> PDFStream:
    return PDFStream(content=content, filters=[PDFZCompress])
