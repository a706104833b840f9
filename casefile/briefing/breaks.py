# SPDX-License-Identifier: GPL-3.0-or-later
"""Plain text broken into lines. The one choke point: whatever is set went through `plain`.

Lines break at spaces, after hyphens and dashes inside words, and, where a word is wider than its
column, wherever it must. Nothing here ever reads a text as markup.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from casefile.briefing import rtl
from casefile.briefing.fonts import Segment, Shaper, Style, Word, face

BOLD = "bold"
WORD_LIMIT = 200  # characters of one word that are shaped at once

_SPACE = " "
_shown = {code: f"[U+{code:04X}]" for code in (*range(0x202A, 0x202F), *range(0x206A, 0x2070))}
_changed = {
    **_shown,  # explicit overrides can make a text say what it does not: they stand in the open
    **dict.fromkeys((*range(32), *range(127, 160), 173, 65279, 65529, 65530, 65531)),
    0x09: _SPACE,
    0x0A: "\n",
    0x0B: "\n",
    0x0C: "\n",
    0x85: "\n",
    0x2028: "\n",
    0x2029: "\n",
    0x202F: "\u00a0",  # narrow no-break space, which FiraGO lacks
    0xFFFC: None,  # stands for an isolate in our own ordering
}
_needs_change = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u2028-\u202f\u206a-\u206f\ufeff\ufff9-\ufffc\ud800-\udfff]"
)
_inside = re.compile("(?<=[^\\W\\d_][-\u2010\u2013\u2014/])(?=[^\\W\\d_])|(?<=\u200b)")
_after = re.compile(r"[-/_.,;:?&=+@#~]")


class Token(NamedTuple):
    """What can't be broken further."""

    text: str
    gap: bool  # whether a space stands before it
    word: Word


class SetLine(NamedTuple):
    """One line, ready to be drawn: its glyphs, how wide they are, and where it starts."""

    style: Style
    segments: tuple[Segment, ...]
    width: float  # points
    shift: float  # points from the left edge of the column


def plain(text: str) -> str:
    """The text without what can't be printed: controls, halves of characters; overrides shown."""
    if _needs_change.search(text) is None:
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text.translate(_changed))


def wrap(
    shaper: Shaper, text: str, style: Style, width: float, lead: str = ""
) -> tuple[SetLine, ...]:
    """The lines of a text in a column so many points wide. An empty text has no lines.

    `lead` stands in bold before the text and runs into it.
    """
    lines: list[SetLine] = []
    lead = plain(lead).replace("\n", _SPACE).strip()
    paragraphs = plain(text).strip("\n ").split("\n")
    if lead and rtl.has_rtl(lead + paragraphs[0]):
        lines.extend(_paragraph(shaper, lead, replace(style, face=BOLD), width))
        lead = ""
    for paragraph in paragraphs if lead or text.strip() else ():
        lines.extend(_paragraph(shaper, paragraph, style, width, lead))
        lead = ""
    return tuple(lines)


def _paragraph(
    shaper: Shaper, text: str, style: Style, width: float, lead: str = ""
) -> Iterator[SetLine]:
    room = int(width * 1000 / style.size)
    if rtl.has_rtl(text):
        yield from _mixed_paragraph(shaper, text, style, width)
        return
    tokens = _tokens(shaper, text, style, room)
    if lead:
        tokens = chain(_tokens(shaper, lead, replace(style, face=BOLD), room), tokens)
    space = shaper.shape(_SPACE, style)
    for line in _broken(tokens, space.width, room):
        segments = _segments(line, space, style)
        points = sum(segment.width for segment in segments) * style.size / 1000
        yield SetLine(style, segments, points, width - points if style.align == "end" else 0.0)


def _mixed_paragraph(shaper: Shaper, text: str, style: Style, width: float) -> Iterator[SetLine]:
    """A paragraph with right-to-left text: its lines break in reading order, then are turned."""
    room = int(width * 1000 / style.size)
    backwards = rtl.base_is_rtl(text)
    space = shaper.shape(_SPACE, style).width
    for tokens in _broken(_tokens(shaper, text, style, room), space, room):
        line = "".join(f" {text}" if gap else text for text, gap, _ in tokens).lstrip(_SPACE)
        segments = _visual_segments(shaper, line, style, backwards)
        points = sum(segment.width for segment in segments) * style.size / 1000
        at_end = (style.align == "end") != backwards
        yield SetLine(style, segments, points, width - points if at_end else 0.0)


def _broken(tokens: Iterable[Token], space: int, room: int) -> Iterator[list[Token]]:
    """The tokens in lines that fit; one line without tokens where there are none."""
    line: list[Token] = []
    used = 0
    for token in tokens:
        needed = token.word.width + space if token.gap and line else token.word.width
        if line and used + needed > room:
            yield line
            line, used, needed = [], 0, token.word.width
        line.append(token)
        used += needed
    yield line


def _tokens(shaper: Shaper, text: str, style: Style, room: int) -> Iterator[Token]:
    """What can't be broken further, with whether a space stands before it."""
    known = shaper.words(style)
    for chunk in text.split(_SPACE):
        if not chunk:
            continue
        word = known.get(chunk)
        if word is not None and word.width <= room and _inside.search(chunk) is None:
            yield Token(chunk, True, word)
            continue
        gap = True
        for part in _inside.split(chunk):
            for piece in _fitting(shaper, part, style, room):
                yield Token(piece, gap, shaper.shape(piece, style, rtl.has_rtl(piece)))
                gap = False


def _fitting(shaper: Shaper, part: str, style: Style, room: int) -> Iterator[str]:
    """The part itself where it fits, else pieces that do."""
    for start in range(0, len(part), WORD_LIMIT):
        rest = part[start : start + WORD_LIMIT]
        while rest and shaper.shape(rest, style, rtl.has_rtl(rest)).width > room:
            cut = _cut(rest, style, room)
            yield rest[:cut]
            rest = rest[cut:]
        if rest:
            yield rest


def _cut(word: str, style: Style, room: int) -> int:
    """How many characters fit: at least one, back to a sign that breaks well where one is near."""
    metrics = face(style.face)
    used, count = 0, 0
    for character in word:
        used += metrics.advance(character)
        if used > room * 0.98:
            break
        count += 1
    signs = [match.end() for match in _after.finditer(word, count // 2, count)]
    count = max(signs[-1] if signs else count, 1)
    while count < len(word) and unicodedata.combining(word[count]):
        count += 1
    return count


def _segments(tokens: list[Token], space: Word, style: Style) -> tuple[Segment, ...]:
    if not tokens:
        return ()
    if all(token.word.plain for token in tokens) and tokens[0].word.segments[0].face == style.face:
        return (_one_segment(tokens, space, style.face),)
    segments: list[Segment] = []
    for index, token in enumerate(tokens):
        if index and token.gap:
            segments.extend(space.segments)
        segments.extend(token.word.segments)
    return tuple(segments)


def _one_segment(tokens: list[Token], space: Word, face_name: str) -> Segment:
    glyphs, width = tokens[0].word.plain, tokens[0].word.width
    for token in tokens[1:]:
        if token.gap:
            glyphs += space.plain
            width += space.width
        glyphs += token.word.plain
        width += token.word.width
    return Segment(face_name, 0, glyphs.replace("><", ""), width)


def _visual_segments(
    shaper: Shaper, line: str, style: Style, backwards: bool
) -> tuple[Segment, ...]:
    return tuple(
        segment
        for run in rtl.visual(line, backwards)
        for segment in shaper.shape(run.text, style, run.rtl).segments
    )
