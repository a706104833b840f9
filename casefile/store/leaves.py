# SPDX-License-Identifier: GPL-3.0-or-later
"""On which pages of a document's text the words of a query stand.

The text is kept with a form feed between two pages. Other spellings than the typed one are looked
for near the beginning only, and only of words that stand nowhere as they were typed: a text may
have millions of letters, and a key is waiting.
"""

from itertools import islice

from casefile.store.index import key_of, words_in
from casefile.store.snippets import Found, Wanted, begins_at, piece_of, plain

PAGE_BREAK = "\f"
MORE = 20  # further pages are told

_BY_KEY = 400_000  # characters in which other spellings are looked for
_SPELLINGS = 30  # of one word are looked for; a word of one letter has thousands


def found_in(text: str, wanted: tuple[Wanted, ...]) -> Found | None:
    """The first of the pages with the most of the wanted words: a piece of it, its number (from 0)
    and those of the others, at most `MORE`. None where no word is found."""
    small = plain(text)
    spellings = [_spellings(text, small, one) for one in wanted]
    best = 0
    found: list[tuple[int, int]] = []  # page and place there
    for page, letters in enumerate(small.split(PAGE_BREAK)):
        here = [at for each in spellings if (at := _first(letters, each)) is not None]
        if len(here) > best:
            best, found = len(here), []
        if here and len(here) == best:
            found.append((page, min(here)))
    if not found:
        return None
    page, at = found[0]
    piece = piece_of(text.split(PAGE_BREAK, page + 1)[page], at, wanted)
    more = tuple(number for number, _at in islice(found, 1, MORE + 1))
    return Found(piece.snippet, piece.matched, piece.also, page, more)


def _spellings(text: str, small: str, one: Wanted) -> tuple[Wanted, ...]:
    """A wanted word as it was typed, if it stands in the text, else as it is spelled there."""
    if not one.key or begins_at(small, one) is not None:
        return (one,)
    near = {match[0].lower() for match in words_in(text, 0, _BY_KEY)}
    alike = (Wanted(plain(word), "", False) for word in sorted(near) if one.sounds(key_of(word)))
    return tuple(islice(alike, _SPELLINGS))


def _first(letters: str, spellings: tuple[Wanted, ...]) -> int | None:
    """Where the first of these stands."""
    places = [at for one in spellings if (at := begins_at(letters, one)) is not None]
    return min(places, default=None)
