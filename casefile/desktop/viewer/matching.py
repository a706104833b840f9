# SPDX-License-Identifier: GPL-3.0-or-later
"""Where what is looked for stands on a page, in whatever case, accents, spelling or script."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from casefile.names.fold import beginning
from casefile.store.index import WITHIN, key_of, words_in
from casefile.store.snippets import plain

Place = tuple[int, int]
"""Where a match begins in a text, and where it ends."""

_LONGEST = 200  # characters of a phrase that are looked for
_SHORTEST_KEY = 3  # letters of a key from which an unfinished word is found by it
_MARKS = re.compile(f"[{WITHIN}]+")


@dataclass(frozen=True, slots=True)
class _Phrase:
    literal: re.Pattern[str]
    keys: tuple[str, ...]  # of its words; none: only found as it is spelled
    unfinished: bool  # the last word may go on


@dataclass(frozen=True, slots=True)
class Query:
    """Phrases, any of which is a match."""

    phrases: tuple[_Phrase, ...]


def query_of(*phrases: str) -> Query | None:
    """What is looked for: each phrase as it is typed. None where there is nothing in them.

    A phrase matches where its letters stand, also within a word, and where words of the same
    sound stand, as names across scripts do; its last word may be the beginning of one.
    """
    made = tuple(_phrase(typed) for typed in dict.fromkeys(phrases) if typed.strip())
    return Query(made) if made else None


def places(text: str, query: Query) -> tuple[Place, ...]:
    """The matches in a text, in order; none overlaps another. What is spelled as it was typed
    comes before what only sounds so."""
    small = plain(text)
    spelled: list[Place] = []
    sounding: list[Place] = []
    words: list[tuple[int, int, str]] = []
    for phrase in query.phrases:
        spelled += (match.span() for match in phrase.literal.finditer(small))
        if phrase.keys:
            words = words or [(*m.span(), key_of(m[0].lower())) for m in words_in(text)]
            sounding += _by_key(words, phrase)
    exact = _apart(spelled)
    return _apart([*exact, *(one for one in sounding if not _touches(exact, one))])


def _phrase(typed: str) -> _Phrase:
    typed = unicodedata.normalize("NFC", typed[:_LONGEST])
    pieces = [_MARKS.sub("", piece) for piece in plain(typed).split()]
    between = f"[{WITHIN}]*"
    # Marks behind the last letter are part of it.
    literal = r"\s+".join(between.join([*map(re.escape, piece), ""]) for piece in pieces)
    words = [match[0].lower() for match in words_in(typed)]
    keys = [key_of(word) for word in words]
    unfinished = bool(words) and not typed[-1].isspace()
    if unfinished and len(begun := beginning(words[-1])) >= _SHORTEST_KEY:
        keys[-1] = begun
    else:
        unfinished = False
    return _Phrase(re.compile(literal), tuple(keys) if all(keys) else (), unfinished)


def _by_key(words: list[tuple[int, int, str]], phrase: _Phrase) -> list[Place]:
    """Where words sound like those of the phrase, one after the other."""
    *firsts, last = phrase.keys
    found = []
    for at in range(len(words) - len(firsts)):
        end = words[at + len(firsts)]
        sounds = end[2].startswith(last) if phrase.unfinished else end[2] == last
        if sounds and all(words[at + n][2] == key for n, key in enumerate(firsts)):
            found.append((words[at][0], end[1]))
    return found


def _touches(exact: tuple[Place, ...], place: Place) -> bool:
    at = bisect_right(exact, place)
    return any(one[0] < place[1] and place[0] < one[1] for one in exact[max(at - 1, 0) : at + 1])


def _apart(found: list[Place]) -> tuple[Place, ...]:
    """In order; of those that overlap the first, and of those that begin together the longest."""
    kept: list[Place] = []
    for start, end in sorted(found, key=lambda place: (place[0], -place[1])):
        if end > start and (not kept or start >= kept[-1][1]):
            kept.append((start, end))
    return tuple(kept)
