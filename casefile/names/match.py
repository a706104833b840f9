# SPDX-License-Identifier: GPL-3.0-or-later
"""How alike names are, across scripts, word orders, initials and slips of the pen."""

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler, Levenshtein

from casefile.names.fold import words

PROBABLY_SAME = 0.85
"""From here on two sets of names are worth a person's look as one and the same."""

_ALIKE = 0.75  # words less alike than this have nothing to do with each other
_INITIAL = 0.85  # what an initial counts for
_MISSING = 0.06  # what a word costs that only one of the names has: a patronymic, a second name
_ALONE = 0.85  # the most that a single word can prove of a fuller name
_VOWELLESS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_VOWELS = re.compile("[aeiou]")
_VOWELS_AND_V = re.compile("[aeiouv]")

Words = tuple[str, ...]


@lru_cache(maxsize=8192)
def _words(name: str) -> Words:
    return tuple(words(name))


def same_person(a: Iterable[str], b: Iterable[str]) -> float:
    """How likely it is that two lists of names, each of one person, name the same: 0 to 1.

    The best pair counts. 1 is the same key (in any order of words); from `PROBABLY_SAME` on
    it is worth asking. A different first name keeps it below, and so does a family name
    alone beside a full name.
    """
    others = list(b)
    return max((_alike(one, other) for one in a for other in others), default=0.0)


def candidates(query: str, names: Iterable[str], limit: int) -> list[tuple[str, float]]:
    """The names that a person may mean who typed `query`, best first, with how well they fit.

    The query may be the beginning of a name, in any script; each name is given once.
    """
    typed = _words(query)
    if not typed:
        return []
    scored = {name: _fits(typed, query, name) for name in names}
    found = [(name, score) for name, score in scored.items() if score >= _ALIKE]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:limit]


def _alike(one: str, other: str) -> float:
    left, right = _words(one), _words(other)
    if bool(_VOWELLESS.search(one)) != bool(_VOWELLESS.search(other)):
        left, right = _skeletons(one, left), _skeletons(other, right)
    return _compare(left, right)


def _skeletons(name: str, folded: Words) -> Words:
    """The consonants of each word: all that Arabic and Hebrew write of it.

    Arabic has no letters for p and v, and writes long u and o with its w, which folds to v.
    """
    drop = _VOWELS_AND_V if _VOWELLESS.search(name) else _VOWELS
    bare = (drop.sub("", word).replace("v", "f").replace("p", "b") for word in folded)
    return tuple(word for word in bare if word)


def _compare(left: Words, right: Words) -> float:
    if not left or not right:
        return 0.0
    if sorted(left) == sorted(right) or "".join(left) == "".join(right):
        return 1.0
    short, long = sorted((left, right), key=len)
    score = _aligned(short, long) - _MISSING * (len(long) - len(short))
    if len(short) == 1 < len(long):
        score = min(score, _ALONE - _MISSING)
    return max(0.0, min(score, 0.99))


def _aligned(short: Words, long: Words) -> float:
    """How alike the words of the shorter name are to their best partners, by length."""
    rest = list(long)
    points = weight = 0.0
    for word in sorted(short, key=len, reverse=True):
        alike, best = max((_word_alike(word, other), other) for other in rest)
        size = len(word)
        if alike:
            rest.remove(best)
            size = max(size, len(best))
        points += alike * size
        weight += size
    return points / weight


def _word_alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if len(one) == 1 or len(other) == 1:
        return _INITIAL if one[0] == other[0] else 0.0
    score = Levenshtein.normalized_similarity(one, other)
    return score if score >= _ALIKE else 0.0


def _fits(typed: Words, query: str, name: str) -> float:
    """How well a name fits what was typed: every word of it, the last perhaps unfinished."""
    there = _words(name)
    if bool(_VOWELLESS.search(query)) != bool(_VOWELLESS.search(name)):
        typed, there = _skeletons(query, typed), _skeletons(name, there)
    if not typed or not there:
        return 0.0
    best = (max(_begins(word, other) for other in there) for word in typed)
    return max(min(best), _compare(typed, there))


def _begins(typed: str, word: str) -> float:
    if word == typed:
        return 1.0
    if word.startswith(typed):
        return 0.95
    return JaroWinkler.similarity(typed, word) * 0.9
