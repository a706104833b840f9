# SPDX-License-Identifier: GPL-3.0-or-later
"""What is offered while `#` or `@` is typed: rights by any of their words, people in any script.

Everything is prepared beforehand, so that an answer never waits for the vault.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from casefile.base.messages import _, current
from casefile.casework.marks import right_of
from casefile.casework.speakers import Bearer
from casefile.names import match
from casefile.names.fold import beginning, words
from casefile.records.vocabularies import label, vocabulary

MOST = 8
_TOKEN = re.compile(r"(?<!\S)([#@])([\w'’.-]*)$")
_SLIPS_FROM = 3  # letters; of fewer no slip of the pen can be told


@dataclass(frozen=True, slots=True)
class Token:
    """A mark and the word behind it, just before the cursor."""

    mark: str
    word: str

    @property
    def length(self) -> int:
        """Letters, the mark among them."""
        return len(self.word) + 1


@dataclass(frozen=True, slots=True)
class Offer:
    """A line of the list: what is put in, how it is called, what tells it from others."""

    insert: str
    title: str
    detail: str = ""
    party: str = ""
    role: str = ""


def token(before: str) -> Token | None:
    """The mark that is being typed at the end of a text, if one is."""
    found = _TOKEN.search(before)
    return Token(found[1], found[2]) if found else None


def rights(word: str) -> list[Offer]:
    """The rights that a word may mean: by id first, then by tag, then by any word of a label."""
    typed = "".join(beginning(word).split())
    found = [(rank, id_) for id_, ranked in _rights(current()) if (rank := ranked(typed)) < 3]
    return [_right(id_) for _rank, id_ in sorted(found, key=lambda pair: pair[0])]


def is_whole(word: str) -> bool:
    """Whether a word behind `#` already means one right, by its full id or tag."""
    term = vocabulary("rights").get(right_of(word))
    return term is not None and word.casefold() in (term.id, *term.tags)


@dataclass(frozen=True, slots=True)
class _Known:
    ids: tuple[str, ...]
    tags: tuple[str, ...]
    others: tuple[str, ...]

    def __call__(self, typed: str) -> int:
        """How near a beginning is: 0 to 2; 3 where it is none of this one's words."""
        for rank, known in enumerate((self.ids, self.tags, self.others)):
            if any(one.startswith(typed) for one in known):
                return rank
        return 3


@cache
def _rights(_language: str) -> tuple[tuple[str, _Known], ...]:
    """Every right with its words, folded as names are, so that any script finds it."""
    made = []
    for id_, term in vocabulary("rights").items():
        whole = "".join(words(id_))
        tags = tuple(part for tag in term.tags for part in words(tag))
        others = (*words(id_), *words(term.label), *words(_(term.label)), *words(term.short))
        made.append((id_, _Known((whole, *words(id_)[:1]), tags, tuple(others))))
    return tuple(made)


def _right(id_: str) -> Offer:
    term = vocabulary("rights")[id_]
    return Offer(insert=f"#{id_}", title=_(term.brief), detail=f"#{id_}  {term.basis}")


class People:
    """The names of a case. A beginning is looked up; slips of the pen only where none fits."""

    def __init__(self, bearers: Iterable[Bearer] = (), first: Sequence[str] = ()) -> None:
        self._bearers = tuple(bearers)
        self._first = {party: at for at, party in enumerate(first)}

    def name(self, party: str) -> tuple[str, str]:
        """The primary name and the role of a party; empty where it is unknown."""
        found = (bearer for bearer in self._bearers if bearer.party == party)
        return next(((bearer.primary, bearer.role) for bearer in found), ("", ""))

    def offers(self, word: str) -> list[Offer]:
        """Who may be meant, those at the hearing first; at the most `MOST`."""
        begun = "".join(beginning(word).split())
        found = [b for b in self._bearers if any(key.startswith(begun) for key in b.keys)]
        if not found and len(begun) >= _SLIPS_FROM:
            found = self._slips(word)
        else:
            found.sort(key=lambda b: (self._first.get(b.party, len(self._first)), b.primary))
        unique = {bearer.party: bearer for bearer in reversed(found)}
        ordered = [b for b in found if unique[b.party] is b]
        return [_person(bearer) for bearer in ordered[:MOST]]

    def bearer_of(self, word: str) -> Offer | None:
        """The one person who bears a word as a name, in any script; None where none or several."""
        wanted = words(word)
        found = {b.party: b for b in self._bearers if wanted and set(wanted) <= set(b.keys)}
        return _person(next(iter(found.values()))) if len(found) == 1 else None

    def _slips(self, word: str) -> list[Bearer]:
        near = match.candidates(word, {b.name for b in self._bearers}, MOST)
        order = {name: at for at, (name, _score) in enumerate(near)}
        return sorted((b for b in self._bearers if b.name in order), key=lambda b: order[b.name])


def _person(bearer: Bearer) -> Offer:
    other = bearer.name if bearer.name != bearer.primary else ""
    detail = " · ".join(filter(None, (other, label("roles", bearer.role))))
    return Offer(bearer.primary, bearer.primary, detail, bearer.party, bearer.role)
