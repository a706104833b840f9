# SPDX-License-Identifier: GPL-3.0-or-later
"""Guarded names found in any text, in whatever script, case ending or spelling they stand there.

Words are compared by their cross-script keys, so a Cyrillic name written in Latin is found. A
person is found by any one word of a name that nobody else in the text's company shares; an
organisation by its whole name. Endings that Slavic and Turkic languages put to names are allowed.
What writes no vowels (Arabic, Hebrew) is found in its own script; its transliterations only where
the party lists them among its names.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from casefile.names.fold import fold

SHORT = 4  # keys shorter than this count only as part of a whole name
_SURE = 6  # keys this long are found in small letters too

_SLAVIC = "a e i o u iu ia ie oi ei oiu eiu om em im am ami ah ih ov ev ogo ego omu emu"
_TURKIC = (
    "n in nin din tin un nun ni di ti ga ge ka ke na ne nga nge da de ta te nda nde la le dan den "
    "tan ten nan nen ndan nden men ben pen lar ler dar der tar ter ning ding ting"
)
_ENDINGS = frozenset(f"{_SLAVIC} {_TURKIC} s es".split())  # of cases and plurals, as keys
_OF_FATHERS = ("ov", "ev", "in", "ina")  # Petrov, Sergeev, Nikitin, Nikitina
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_HUMP = re.compile(r"(?<=[^\W\d_A-ZА-ЯЁ])(?=[A-ZА-ЯЁ])")  # DanaraIsmetova.pdf
_JOINT = re.compile("[-'’ʼʻ`´‐‑\u2010\u2011]|[-\u2010]\\s*\\n\\s*")
_UNSEEN = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u061c]")


class Guarded(NamedTuple):
    """A party that must not be named, with every name it has."""

    id: str
    name: str  # for the owner of the vault
    names: tuple[str, ...]
    person: bool


class Found(NamedTuple):
    """A guarded name in a text: how it stands there, and whose it is."""

    found: str
    whose: str  # the party's primary name


class _Word(NamedTuple):
    key: str
    start: int
    end: int


class _Single(NamedTuple):
    key: str
    whose: str
    exact: bool  # takes no endings


class _Whole(NamedTuple):
    keys: tuple[str, ...]
    whose: str
    person: bool  # in any order, with endings


class Finder:
    """Looks for the names of some guarded parties. `allowed` are names that may stand there."""

    def __init__(self, guarded: Iterable[Guarded], allowed: Iterable[str] = ()) -> None:
        # Both by the first two letters of the stem of a key.
        self._singles: dict[str, set[_Single]] = defaultdict(set)
        self._wholes: dict[str, set[_Whole]] = defaultdict(set)
        self._allowed = {key for name in allowed for key in _keys(name)}
        for party in guarded:
            for name in party.names:
                self._learn(party, _keys(name))

    def __bool__(self) -> bool:
        return bool(self._singles or self._wholes)

    def _learn(self, party: Guarded, keys: list[str]) -> None:
        if not keys:
            return
        if len(keys) == 1:
            self._learn_single(keys[0], party)
        elif party.person:
            # The longest is tried first: Petrov could be an ending of Petr, but not the reverse.
            ordered = sorted(keys, key=len, reverse=True)
            whole = _Whole(tuple(ordered), party.name, person=True)
            for key in keys:
                self._wholes[_stem(key)[:2]].add(whole)
                if len(key) >= SHORT and not self._shared(key):
                    self._learn_single(key, party)
            self._learn_single("".join(keys), party)  # run together, as in names of files
        else:
            whole = _Whole(tuple(keys), party.name, person=False)
            self._wholes[keys[0][:2]].add(whole)

    def _learn_single(self, key: str, party: Guarded) -> None:
        beginning = _stem(key)[:2] if party.person else key[:2]
        self._singles[beginning].add(_Single(key, party.name, exact=not party.person))

    def _shared(self, key: str) -> bool:
        """Whether someone who may be named bears the word too."""
        return any(_bears(key, other) or _is_form(key, other) for other in self._allowed)

    def find(self, text: str) -> list[Found]:
        """Every guarded name in a text, each once, in the order of the text."""
        if not self:
            return []
        text = _legible(text)
        hits = sorted(self._hits(text), key=lambda hit: (hit[0], -hit[1]))
        found: dict[Found, None] = {}
        reached: dict[str, int] = {}
        for start, end, whose in hits:
            if end > reached.get(whose, -1):
                found[Found(text[start:end], whose)] = None
                reached[whose] = end
        return list(found)

    def _hits(self, text: str) -> Iterator[tuple[int, int, str]]:
        words = list(_words(text))
        for word in (*words, *_joined(text)):
            for single in self._singles.get(word.key[:2], ()):
                if _is_single(single, word, text):
                    yield word.start, word.end, single.whose
        for index, word in enumerate(words):
            for whole in self._wholes.get(word.key[:2], ()):
                ahead = words[index : index + len(whole.keys)]
                if _is_whole(whole, ahead):
                    yield word.start, ahead[-1].end, whole.whose


def _is_single(single: _Single, word: _Word, text: str) -> bool:
    """Whether a word is this name, perhaps with an ending. Short or changed ones need a capital."""
    if word.key == single.key:
        return len(single.key) >= _SURE or not text[word.start].islower()
    if single.exact or text[word.start].islower():
        return False
    return _bears(single.key, word.key)


def _is_whole(whole: _Whole, ahead: list[_Word]) -> bool:
    """Whether these words are a whole name."""
    if not whole.person:
        return [word.key for word in ahead] == list(whole.keys)
    wanted = list(whole.keys)
    for word in ahead:
        match = next((key for key in wanted if _bears(key, word.key)), None)
        if match is None:
            return False
        wanted.remove(match)
    return not wanted


def _bears(key: str, word: str) -> bool:
    """Whether a word is a name with one of the endings that names take."""
    if key == word:
        return True
    stem = _stem(key)
    if len(stem) < SHORT or not word.startswith(stem):
        return False
    rest = word[len(stem) :]
    return not rest or rest in _ENDINGS or (rest[:1] in "aeiou" and rest[1:] in _ENDINGS)


def _is_form(word: str, key: str) -> bool:
    """Whether a word is a form of this name, not a surname made of it: Petrov is none of Petr."""
    return _bears(key, word) and not word.removeprefix(_stem(key)).endswith(_OF_FATHERS)


@lru_cache(maxsize=4096)
def _stem(key: str) -> str:
    """The key without the vowels at its end, where enough is left."""
    stem = key.rstrip("aeiou")
    return stem if len(stem) >= SHORT else key


@lru_cache(maxsize=32768)
def _key(token: str) -> tuple[str, ...]:
    return tuple(fold(token).split())


def _legible(text: str) -> str:
    """The text as letters alone tell it: without stress marks and what can't be seen."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text))


def _keys(name: str) -> list[str]:
    """The keys of a name's words."""
    return [key for match in _TOKEN.finditer(_legible(name)) for key in _key(match[0])]


def _words(text: str) -> Iterator[_Word]:
    """The words of a text as they stand, with their places."""
    for token in _TOKEN.finditer(text):
        for key in _key(token[0]):
            yield _Word(key, token.start(), token.end())


def _joined(text: str) -> Iterator[_Word]:
    """What else may be a word: parts of DanaraIsmetova, and Isme-tova broken at a line's end."""
    before: re.Match[str] | None = None
    for token in _TOKEN.finditer(text):
        if len(humps := _HUMP.split(token[0])) > 1:
            yield from _humps(humps, token.start())
        if before and _JOINT.fullmatch(text[before.end() : token.start()]):
            for key in _key(before[0] + token[0]):
                yield _Word(key, before.start(), token.end())
        before = token


def _humps(humps: list[str], start: int) -> Iterator[_Word]:
    for hump in humps:
        for key in _key(hump):
            yield _Word(key, start, start + len(hump))
        start += len(hump)
