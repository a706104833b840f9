# SPDX-License-Identifier: GPL-3.0-or-later
"""Typefaces, and words turned into glyphs: FiraGO, with symbol faces for what it lacks.

Every word is shaped once a document by HarfBuzz (kerning on, ligatures off, so that text can be
copied out of the PDF letter by letter) and kept; lines are made of kept words.
"""

import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import pymupdf_fonts
import uharfbuzz
from reportlab.pdfbase.ttfonts import TTFontFile

# Name of a face: its file in pymupdf-fonts. Only faces with TrueType outlines can be embedded.
FILES = {
    "regular": "figo",
    "bold": "figbo",
    "italic": "figit",
    "mono": "cascadia",
    "noto": "notos",
}
_STAND_INS = ("mono", "noto")  # for characters that FiraGO lacks: ✓ ■ ₸ ′

_FEATURES = {"kern": True, "liga": False, "clig": False, "dlig": False, "calt": False}
_TABULAR = {**_FEATURES, "tnum": True}


class Face:
    """One face: its metrics, what it covers, and a shaper over it. Read-only once made."""

    def __init__(self, name: str) -> None:
        data = pymupdf_fonts.myfont(FILES[name])
        self.name = name
        self.file = TTFontFile(io.BytesIO(data))
        self.font = uharfbuzz.Font(uharfbuzz.Face(data))
        self.covers = frozenset(self.file.charToGlyph)
        self.advances: list[int] = [
            round(advance * 1000 / self.file.unitsPerEm) for advance, _ in self.file.hmetrics
        ]

    @property
    def blank(self) -> int:
        """A glyph without outline or width, if the face has one: that of a zero-width space."""
        glyph: int = self.file.charToGlyph.get(0x200B, 0)
        return glyph

    def advance(self, character: str) -> int:
        """The nominal width of a character, in thousandths of the size."""
        glyph: int = self.file.charToGlyph.get(ord(character), 0)
        return self.advances[glyph]


@cache
def face(name: str) -> Face:
    """The face of that name, loaded once a process (30 ms)."""
    return Face(name)


class Segment(NamedTuple):
    """Glyphs of one face on one line: what the PDF operator TJ is given."""

    face: str
    rise: int  # thousandths of the size above the baseline
    glyphs: str  # elements of a TJ array: hexadecimal strings and adjustments
    width: int  # thousandths of the size


class Word(NamedTuple):
    """A shaped word. `plain` holds its glyphs where it is a single segment of its own face."""

    width: int
    plain: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set. Sizes and leading in points, colour as `#RRGGBB`."""

    face: str = "regular"
    size: float = 9.5
    leading: float = 14.0
    color: str = "#1B2430"
    tabular: bool = False
    align: str = "start"  # start, end

    @property
    def drop(self) -> float:
        """From the top of a line to its baseline."""
        return (self.leading - self.size) / 2 + self.size * 0.84


class Alphabet:
    """The glyphs of one face that one document uses, numbered in order of first use.

    A number stands for a glyph and the text it came from, so copying gives back that text.
    """

    def __init__(self, face_name: str) -> None:
        self.face = face(face_name)
        self.glyphs: list[int] = [0]
        self.texts: list[str] = ["\ufffd"]
        self._numbers: dict[tuple[int, str], int] = {}

    def number(self, glyph: int, text: str) -> int:
        """The number of a glyph that stands for `text`."""
        known = self._numbers.get((glyph, text))
        if known is None:
            known = self._numbers[glyph, text] = len(self.glyphs)
            self.glyphs.append(glyph)
            self.texts.append(text)
        return known


class Shaper:
    """Shapes words for one document and remembers them."""

    def __init__(self) -> None:
        self.alphabets: dict[str, Alphabet] = {}
        self.missing: set[str] = set()  # characters that no face has
        self._words: dict[tuple[str, bool, bool], dict[str, Word]] = {}

    def words(self, style: Style, rtl: bool = False) -> dict[str, Word]:
        """The words shaped so far for this face and direction, to be looked up without a call."""
        return self._words.setdefault((style.face, style.tabular, rtl), {})

    def shape(self, text: str, style: Style, rtl: bool = False) -> Word:
        """The shaped word, from memory where it was shaped before."""
        known = self.words(style, rtl)
        if (word := known.get(text)) is None:
            word = known[text] = self._shape(text, style, rtl)
        return word

    def _shape(self, text: str, style: Style, rtl: bool) -> Word:
        pieces = list(self._by_face(text, style.face))
        if rtl:
            pieces.reverse()
        segments = tuple(
            segment
            for name, piece in pieces
            for segment in self._segments(name, piece, style.tabular, rtl)
        )
        width = sum(segment.width for segment in segments)
        simple = len(segments) == 1 and segments[0].face == style.face and not segments[0].rise
        return Word(width, segments[0].glyphs if simple else "", segments)

    def _by_face(self, text: str, wanted: str) -> Iterator[tuple[str, str]]:
        """The text cut where another face must stand in for a missing character."""
        covers = face(wanted).covers
        if all(ord(c) in covers for c in text):
            yield wanted, text
            return
        start, current = 0, wanted
        for index, character in enumerate(text):
            name = self._face_for(character, wanted, current)
            if name != current:
                if index > start:
                    yield current, text[start:index]
                start, current = index, name
        yield current, text[start:]

    def _face_for(self, character: str, wanted: str, current: str) -> str:
        if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
            return current  # a mark stays with its base; an invisible one with its neighbours
        for name in (wanted, *_STAND_INS):
            if ord(character) in face(name).covers:
                return name
        self.missing.add(character)
        return wanted

    def _segments(self, name: str, text: str, tabular: bool, rtl: bool) -> Iterator[Segment]:
        alphabet = self.alphabets.get(name)
        if alphabet is None:
            alphabet = self.alphabets[name] = Alphabet(name)
        rise, glyphs, width = 0, "", 0
        for glyph, source, advance, shift, lift in _glyphs(alphabet.face, text, tabular, rtl):
            if lift != rise:
                if glyphs:
                    yield Segment(name, rise, glyphs, width)
                rise, glyphs, width = lift, "", 0
            code = f"<{alphabet.number(glyph, source):04x}>"
            after = shift + alphabet.face.advances[glyph] - advance
            glyphs += f" {-shift}{code}" if shift else code
            glyphs += f" {after}" if after else ""
            width += advance
        yield Segment(name, rise, glyphs.replace("><", ""), width)


def _glyphs(
    face: Face, text: str, tabular: bool, rtl: bool
) -> Iterator[tuple[int, str, int, int, int]]:
    """Glyphs from left to right: number, the text it stands for, advance, shift right, shift up."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    uharfbuzz.shape(face.font, buffer, _TABULAR if tabular else _FEATURES)
    infos = buffer.glyph_infos
    clusters = sorted({info.cluster for info in infos})
    ends = dict(zip(clusters, [*clusters[1:], len(text)], strict=True))
    scale = 1000 / face.file.unitsPerEm
    told: set[int] = set()
    for info, position in zip(infos, buffer.glyph_positions, strict=True):
        source = "" if info.cluster in told else text[info.cluster : ends[info.cluster]]
        told.add(info.cluster)
        advance = round(position.x_advance * scale)
        shift, lift = round(position.x_offset * scale), round(position.y_offset * scale)
        if rtl and len(source) > 1:
            yield from _spelled(face, info.codepoint, source, advance)
        else:
            yield info.codepoint, source, advance, shift, lift


def _spelled(
    face: Face, ligature: int, text: str, advance: int
) -> Iterator[tuple[int, str, int, int, int]]:
    """A right-to-left ligature so that it can be copied out of the PDF.

    Readers turn such text around glyph by glyph, and would turn a ligature's letters back to front.
    So the ligature stands for its last letter, and unseen glyphs at its end for the others.
    """
    yield ligature, text[-1], advance, 0, 0
    yield from ((face.blank, letter, 0, 0, 0) for letter in text[-2::-1])
