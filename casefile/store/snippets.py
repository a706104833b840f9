# SPDX-License-Identifier: GPL-3.0-or-later
"""Where in a text the words of a query stand, and the few words around them to show."""

from collections.abc import Iterable
from dataclasses import dataclass
from re import Match

from casefile.store.index import key_of, words_in

_BEFORE, _WINDOW = 40, 180  # characters shown before the first find, and in all
_LONG = 8_000  # characters; of longer texts only the surroundings of a find are looked at
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One word of a query: as typed (small letters), its key, and whether it may go on."""

    word: str
    key: str
    unfinished: bool

    def spelled(self, word: str) -> bool:
        """Whether a word (small letters) is this one, as typed."""
        return word.startswith(self.word) if self.unfinished else word == self.word

    def sounds(self, word: str) -> bool:
        """Whether a word is this one in any spelling."""
        if not self.key:
            return False
        key = key_of(word)
        return key.startswith(self.key) if self.unfinished else key == self.key


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of a text, the places (start, length) of the words found in it, and those words
    among them that are spelled otherwise than the query."""

    snippet: str
    matched: tuple[tuple[int, int], ...]
    also: tuple[str, ...]


def snippet_of(texts: Iterable[str], wanted: tuple[Wanted, ...]) -> Found:
    """The piece of the first text in which a wanted word is found; else where the first begins."""
    texts = [text for text in texts if text]
    for text in texts:
        piece = _narrowed(text, wanted)
        if finds := _finds(piece, wanted):
            return _cut(piece, finds, whole=piece is text)
    beginning = (texts or [""])[0]
    return _cut(beginning[:_LONG], [], whole=len(beginning) <= _LONG)


def _narrowed(text: str, wanted: tuple[Wanted, ...]) -> str:
    """Of a long text the surroundings of the first literal find, or its beginning."""
    if len(text) <= _LONG:
        return text
    small = text.lower()
    places = [place for one in wanted if (place := small.find(one.word)) >= 0]
    start = max(0, min(places, default=0) - _WINDOW)
    return text[start : start + _LONG]


def _finds(text: str, wanted: tuple[Wanted, ...]) -> list[tuple[Match[str], bool]]:
    """The words of a text that are wanted, each with whether it is spelled as in the query."""
    words = [(match, match[0].lower()) for match in words_in(text)]
    found: dict[int, tuple[Match[str], bool]] = {}
    for one in wanted:
        exact = [match for match, word in words if one.spelled(word)]
        for match in exact:
            found[match.start()] = (match, True)
        for match, word in () if exact else words:
            if match.start() not in found and one.sounds(word):
                found[match.start()] = (match, False)
    return [found[start] for start in sorted(found)]


def _cut(text: str, finds: list[tuple[Match[str], bool]], *, whole: bool) -> Found:
    """`whole`: nothing of the record's text was cut away before."""
    first, last = (finds[0][0].start(), finds[0][0].end()) if finds else (0, 0)
    start = _word_start(text, first - _BEFORE)
    end = start + _WINDOW
    if end < len(text):
        end = max(text.rfind(" ", start, end), last) or end
    before = _ELLIPSIS if start else ""
    after = "" if end >= len(text) and whole else _ELLIPSIS
    shown = [match for match, _ in finds if start <= match.start() and match.end() <= end]
    places = ((match.start() - start + len(before), len(match[0])) for match in shown)
    also = dict.fromkeys(match[0] for match, exact in finds if not exact)
    return Found(before + text[start:end] + after, tuple(places), tuple(also))


def _word_start(text: str, place: int) -> int:
    """The beginning of the first word from a place on; 0 near the beginning."""
    if place <= 0:
        return 0
    space = text.find(" ", place, place + _BEFORE)
    return space + 1 if space >= 0 else place
