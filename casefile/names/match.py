# SPDX-License-Identifier: GPL-3.0-or-later
"""How alike names are, across scripts, word orders, initials and slips of the pen."""

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler, Levenshtein

from casefile.names.fold import beginning, words

PROBABLY_SAME = 0.85
"""From here on two sets of names are worth a person's look as one and the same."""

_ALIKE = 0.75  # words less alike than this have nothing to do with each other
_ALIKE_IN_BONES = 0.85  # the same, where only consonants are compared
_INITIAL = 0.85  # what an initial counts for
_MISSING = 0.06  # what a word costs that only one of the names has: a patronymic, a second name
_ALONE = 0.85  # the most that a single word can prove of a fuller name
_BEGUN = 0.95  # what a name is worth of which only the beginning was typed
_SLIP = 0.9  # the most that a word with a slip of the pen is worth
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
    typed, begun = _words(query), tuple(beginning(query).split())
    scored = {}
    for name in names:
        forms = (typed, begun, _words(name))
        if _only_one_has_vowels(query, name):
            forms = (_bones(query, typed), _bones(query, begun), _bones(name, forms[2]))
        scored[name] = _fits(*forms)
    found = [(name, score) for name, score in scored.items() if score >= _ALIKE]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:limit]


def _alike(one: str, other: str) -> float:
    """The better of both directions: words are paired off greedily, and likeness has no sides."""
    left, right, least = _words(one), _words(other), _ALIKE
    if _only_one_has_vowels(one, other):
        left, right, least = _bones(one, left), _bones(other, right), _ALIKE_IN_BONES
    return max(_compare(left, right, least), _compare(right, left, least))


def _only_one_has_vowels(one: str, other: str) -> bool:
    return bool(_VOWELLESS.search(one)) != bool(_VOWELLESS.search(other))


def _bones(name: str, folded: Words) -> Words:
    """The consonants of each word: all that Arabic and Hebrew write of it.

    Arabic has no letters for p and v, and writes long u and o with its w, which folds to v.
    """
    drop = _VOWELS_AND_V if _VOWELLESS.search(name) else _VOWELS
    bare = (drop.sub("", word).replace("v", "f").replace("p", "b") for word in folded)
    return tuple(word for word in bare if word)


def _compare(left: Words, right: Words, least: float = _ALIKE) -> float:
    if not left or not right:
        return 0.0
    if sorted(left) == sorted(right) or "".join(left) == "".join(right):
        return 1.0
    short, long = sorted((left, right), key=len)
    score = _aligned(short, long, least) - _MISSING * (len(long) - len(short))
    if len(short) == 1 < len(long):
        score = min(score, _ALONE - _MISSING)
    return max(0.0, min(score, 0.99))


def _aligned(short: Words, long: Words, least: float) -> float:
    """How alike the words of the shorter name are to their best partners, by length."""
    rest = list(long)
    points = weight = 0.0
    for word in sorted(short, key=len, reverse=True):
        alike, best = max((_word_alike(word, other, least), other) for other in rest)
        size = len(word)
        if alike:
            rest.remove(best)
            size = max(size, len(best))
        points += alike * size
        weight += size
    return points / weight


def _word_alike(one: str, other: str, least: float) -> float:
    if one == other:
        return 1.0
    if len(one) == 1 or len(other) == 1:
        return _INITIAL if one[0] == other[0] else 0.0
    score = Levenshtein.normalized_similarity(one, other)
    return score if score >= least else 0.0


def _fits(typed: Words, begun: Words, there: Words) -> float:
    """How well a name fits what was typed: every word of it, the last perhaps unfinished."""
    if not typed or not there:
        return 0.0
    if all(any(word.startswith(start) for word in there) for start in begun):
        return max(_BEGUN, _compare(typed, there))
    slips = (max(JaroWinkler.similarity(word, other) for other in there) for word in typed)
    return max(min(slips) * _SLIP, _compare(typed, there))
