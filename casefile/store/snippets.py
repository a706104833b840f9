# SPDX-License-Identifier: GPL-3.0-or-later
"""Where in a text the words of a query stand, and the few words around them to show."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

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

    def sounds(self, key: str) -> bool:
        """Whether the key of a word says that it is this one in any spelling."""
        return key.startswith(self.key) if self.unfinished else key == self.key


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of a text, the places (start, length) of the words found in it, and those words
    among them that are spelled otherwise than the query. Of a document's text also the page
    (from 0) from which the piece is, and further ones that hold as much."""

    snippet: str
    matched: tuple[tuple[int, int], ...]
    also: tuple[str, ...]
    page: int | None = None
    more: tuple[int, ...] = ()


class _Letters(dict[int, int]):
    """A small letter for each letter; Latin ones without their accents, as the index has them."""

    def __missing__(self, code: int) -> int:
        letter = chr(code)
        base = unicodedata.normalize("NFD", letter)[0].lower()
        small = base if base.isascii() else letter.lower()
        self[code] = found = ord(small) if len(small) == 1 else code
        return found


_LETTERS = _Letters()


def plain(text: str) -> str:
    """A text in small letters as the index reads them, each in the place where it stood."""
    return text.lower() if text.isascii() else text.translate(_LETTERS)


def snippet_of(texts: list[str], wanted: tuple[Wanted, ...]) -> Found:
    """The piece of the first text in which a wanted word is found; else where the first begins."""
    for text in texts:
        piece = _narrowed(text, wanted)
        if places := _places(piece, wanted):
            return _cut(piece, places, whole=piece is text)
    beginning = texts[0] if texts else ""
    return _cut(beginning[:_LONG], {}, whole=len(beginning) <= _LONG)


def holds_all(texts: list[str], wanted: tuple[Wanted, ...]) -> bool:
    """Whether each of the wanted words stands in these texts, in whatever spelling."""
    text = "\n".join(texts)[:_LONG]
    return all(_places(text, (one,)) for one in wanted)


def piece_of(text: str, at: int, wanted: tuple[Wanted, ...]) -> Found:
    """The piece around a place where a wanted word is known to stand."""
    start = max(0, at - _WINDOW)
    piece = text[start : start + _LONG]
    return _cut(piece, _places(piece, wanted), whole=len(piece) == len(text))


def begins_at(small: str, one: Wanted) -> int | None:
    """Where a word first stands in small letters as it was typed; None: nowhere."""
    return next(_spelled(small, one), (None, 0))[0]


def _narrowed(text: str, wanted: tuple[Wanted, ...]) -> str:
    """Of a long text the surroundings of the first literal find, or its beginning."""
    if len(text) <= _LONG:
        return text
    small = plain(text)
    places = [place for one in wanted if (place := small.find(one.word)) >= 0]
    start = max(0, min(places, default=0) - _WINDOW)
    return text[start : start + _LONG]


def _places(text: str, wanted: tuple[Wanted, ...]) -> dict[int, tuple[int, bool]]:
    """Where wanted words begin, with their lengths and whether they are spelled as in the query."""
    small = plain(text)
    found: dict[int, tuple[int, bool]] = {}
    keys: list[tuple[int, int, str]] = []  # of the words: start, length, key; made when needed
    for one in wanted:
        exact = dict(_spelled(small, one))
        if not exact and one.key:
            keys = keys or [(m.start(), len(m[0]), key_of(m[0].lower())) for m in words_in(text)]
            found = {start: (size, False) for start, size, key in keys if one.sounds(key)} | found
        found |= {start: (end - start, True) for start, end in exact.items()}
    return found


def _spelled(small: str, one: Wanted) -> Iterator[tuple[int, int]]:
    """Where a word stands as it was typed: the beginning of each and its end."""
    start = small.find(one.word)
    while start >= 0:
        end = begun = start + len(one.word)
        while end < len(small) and small[end].isalnum():
            end += 1
        if (one.unfinished or end == begun) and not (start and small[start - 1].isalnum()):
            yield start, end
        start = small.find(one.word, end)


def _cut(text: str, places: dict[int, tuple[int, bool]], *, whole: bool) -> Found:
    """`whole`: nothing of the record's text was cut away before."""
    first = min(places, default=0)
    last = first + places[first][0] if places else 0
    start = _word_start(text, first - _BEFORE)
    end = start + _WINDOW
    if end < len(text):
        end = max(text.rfind(" ", start, end), last) or end
    before = _ELLIPSIS if start else ""
    after = "" if end >= len(text) and whole else _ELLIPSIS
    shown = [
        (place - start + len(before), length)
        for place, (length, _) in sorted(places.items())
        if start <= place and place + length <= end
    ]
    also = [
        text[place : place + size] for place, (size, exact) in sorted(places.items()) if not exact
    ]
    return Found(before + text[start:end] + after, tuple(shown), tuple(dict.fromkeys(also)))


def _word_start(text: str, place: int) -> int:
    """The beginning of the first word from a place on; 0 near the beginning."""
    if place <= 0:
        return 0
    space = text.find(" ", place, place + _BEFORE)
    return space + 1 if space >= 0 else place
