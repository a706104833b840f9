# SPDX-License-Identifier: GPL-3.0-or-later
"""History: who changed what when, and the digest that stands for the whole of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from casefile.base.errors import InvalidRecord
from casefile.casework import undo
from casefile.casework.hearings import names_of
from casefile.casework.titles import called
from casefile.journal.chain import state_digest
from casefile.names.fold import fold
from casefile.records.fields import field_infos
from casefile.records.kinds import KINDS, Release
from casefile.store import pages, reading
from casefile.store.pages import Place, Sieve, Touch
from casefile.store.reading import Change
from casefile.vault.identity import check_card
from casefile.vault.vault import Vault

_LONGEST = 80  # letters by which a line of the log is named

Mark = Literal["", "undone", "undo", "redo"]


@dataclass(frozen=True, slots=True)
class Writer:
    """Who wrote. `vouched`: the vault holds a card that the key itself has signed."""

    id: str
    name: str
    own: bool = False
    vouched: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What one entry did to one record, beside what that record is now."""

    touch: Touch
    title: str
    now: Mapping[str, Any]  # the fields as they are today
    withdrawn: bool  # today
    mark: Mark  # whether this author took it back, or took something back by it


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """A page of the history; `names` are of the records that its values refer to."""

    rows: tuple[Told, ...]
    names: Mapping[str, str]
    writers: Mapping[str, Writer]
    following: Place | None


def history(vault: Vault, case: str, record: str | None = None) -> list[Change]:
    """Every change to a case, or to one record of it, the latest first."""
    return list(reversed(reading.history(vault.store, case, record)))


def history_page(
    vault: Vault, case: str, sieve: Sieve, place: Place | None = None, limit: int = 60
) -> HistoryPage:
    """A page of what was done in a case, the latest first; `place`: where the page before ended.

    The words of the sieve find the people so called too, in any script.
    """
    people = names_of(vault, case)
    found = pages.page(vault.store, case, _widened(sieve, people), place, limit)
    marks = _Marks.of(vault, case)
    rows = tuple(_told(vault, case, touch, marks) for touch in found.touches)
    return HistoryPage(
        rows, people | _named(vault, case, rows), writers(vault, case), found.following
    )


def writers(vault: Vault, case: str) -> dict[str, Writer]:
    """Who has written in a case, by id; this vault's author first."""
    cards = reading.authors(vault.store)
    found, own = [], vault.own
    for id_ in reading.heads(vault.store, case):
        card, vouched = cards.get(id_), False
        if card is not None and card.signature:
            try:
                check_card(card)
                vouched = True
            except InvalidRecord:
                pass  # shown as a key that nobody vouches for; `verify` says what is wrong
        name = (card.name if card else "") or id_[:12]
        found.append(Writer(id_, name, id_ in own, vouched))
    return {writer.id: writer for writer in sorted(found, key=lambda w: (not w.own, w.name))}


def releases(vault: Vault, case: str) -> list[Release]:
    """What left the vault, the latest first."""
    return reading.records(vault.store, Release, case)[::-1]


def digest(vault: Vault, case: str) -> str:
    """The case's state digest, hex: the SHA-256 over the sorted heads of all its chains."""
    heads = reading.heads(vault.store, case)
    return state_digest({author: head.hash for author, head in heads.items()})


def author_names(vault: Vault) -> dict[str, str]:
    """Display names of the authors that this vault knows, by their ids."""
    return {id_: card.name for id_, card in reading.authors(vault.store).items()}


@dataclass(frozen=True, slots=True)
class _Marks:
    """Which entries of this vault's author took others back, and which of them are taken back."""

    author: str
    taken_back: frozenset[int]
    taking: Mapping[int, Mark]

    @classmethod
    def of(cls, vault: Vault, case: str) -> "_Marks":
        taking = undo.marks(vault, case)
        gone: set[int] = set()
        for seq in sorted(taking, reverse=True):
            if seq not in gone:
                gone.add(taking[seq][1])
        sorts: dict[int, Mark] = {seq: sort for seq, (sort, _target) in taking.items()}
        return cls(vault.author.id, frozenset(gone), sorts)

    def mark(self, touch: Touch) -> Mark:
        if touch.author != self.author:
            return ""
        if touch.seq in self.taken_back:
            return "undone"
        return self.taking.get(touch.seq, "")


def _told(vault: Vault, case: str, touch: Touch, marks: _Marks) -> Told:
    held = reading.standing(vault.store, case, touch.id)
    fields = held.folded.fields if held else {}
    withdrawn = held is not None and held.folded.dropped is not None
    return Told(touch, called(touch.kind, fields), fields, withdrawn, marks.mark(touch))


def _widened(sieve: Sieve, people: Mapping[str, str]) -> Sieve:
    """The words, and the ids of those people whose names they may be in any script."""
    ids = {
        id_
        for word in sieve.words
        if (key := fold(word))
        for id_, name in people.items()
        if key in fold(name)
    }
    return replace(sieve, words=(*sieve.words, *sorted(ids)))


def _named(vault: Vault, case: str, rows: Iterable[Told]) -> dict[str, str]:
    """What the records are called to which the values of these rows refer."""
    names: dict[str, str] = {}
    for id_ in {id_ for row in rows for id_ in _refs(row)}:
        if (held := reading.standing(vault.store, case, id_)) is not None:
            names[id_] = called(held.folded.kind, held.folded.fields)[:_LONGEST]
    return names


def _refs(row: Told) -> Iterator[str]:
    kind = row.touch.kind
    refs = (
        {info.name for info in field_infos(KINDS[kind]) if info.shape == "ref"}
        if kind in KINDS
        else set()
    )
    for change in row.touch.changes:
        if change.field in refs:
            for value in (change.value, change.previous):
                yield from (
                    one
                    for one in (value if isinstance(value, list) else [value])
                    if isinstance(one, str)
                )
