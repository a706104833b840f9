# SPDX-License-Identifier: GPL-3.0-or-later
"""People, organisations and courts of a case; who may be one and the same."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from casefile.base.errors import InvalidRecord
from casefile.base.messages import _
from casefile.disclosure.selection import references
from casefile.names import fold, match
from casefile.records.forms import to_fields
from casefile.records.kinds import KINDS, Attendance, Link, Party, Record
from casefile.records.values import Consent, Name
from casefile.records.vocabularies import label
from casefile.store import reading
from casefile.store.writing import Changes
from casefile.vault.vault import Vault

_SURE = 0.85  # in a filter, what fits less well than that is somebody else
_ORDER = ("person", "organisation", "court", "state-body")


def parties(vault: Vault, case: str) -> list[Party]:
    """Everyone in the case: people first, then organisations, courts and the rest, by name."""
    found = reading.records(vault.store, Party, case)
    return sorted(found, key=lambda party: (_rank(party.sort), party.name.casefold(), party.id))


def _rank(sort: str) -> int:
    return _ORDER.index(sort) if sort in _ORDER else len(_ORDER)


@dataclass(frozen=True, slots=True)
class Sought:
    """Which of the parties are wanted: by what is typed, by their sort, by one of their roles."""

    typed: str = ""
    sort: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Roll:
    """The parties that are wanted, and what there is to choose from in the case."""

    parties: tuple[Party, ...]
    sorts: dict[str, int]
    roles: dict[str, int]

    @property
    def all(self) -> int:
        """How many parties the case has."""
        return sum(self.sorts.values())


def roll(vault: Vault, case: str, sought: Sought) -> Roll:
    """The parties wanted. While something is typed the best fit comes first: names in any script
    (`kush`), then positions, affiliations and roles that have words beginning so."""
    every = parties(vault, case)
    chosen = [
        party
        for party in every
        if sought.sort in ("", party.sort) and (not sought.role or sought.role in party.roles)
    ]
    if sought.typed.strip():
        chosen = _fitting(chosen, sought.typed)
    return Roll(
        tuple(chosen),
        dict(Counter(party.sort for party in every)),
        dict(Counter(role for party in every for role in party.roles)),
    )


def _fitting(chosen: list[Party], typed: str) -> list[Party]:
    names = {name.text for party in chosen for name in party.names}
    scores = dict(match.candidates(typed, names, len(names)))
    begun = fold.beginning(typed).split()
    ranked = [(max(scores.get(name.text, 0.0) for name in party.names), party) for party in chosen]
    by_name = sorted((pair for pair in ranked if pair[0] >= _SURE), key=lambda pair: -pair[0])
    by_words = (pair for pair in ranked if pair[0] < _SURE and _told_so(pair[1], begun))
    return [party for _score, party in (*by_name, *by_words)]


def _told_so(party: Party, begun: list[str]) -> bool:
    """Whether every beginning begins a word of what is told of a party."""
    roles = (label("roles", role) for role in party.roles)
    told = fold.words(" ".join((party.position, party.affiliation, party.pseudonym, *roles)))
    return bool(begun) and all(any(word.startswith(one) for word in told) for one in begun)


@dataclass(frozen=True, slots=True)
class Likeness:
    """A party that may be meant: by which of its names, and how well that fits (0 to 1)."""

    party: Party
    name: str
    score: float


def meant(vault: Vault, case: str, typed: str, limit: int = 8) -> list[Likeness]:
    """Who may be meant by what is being typed (`@kush`), in any script; the best first."""
    bearers = [(name.text, party) for party in parties(vault, case) for name in party.names]
    found = match.candidates(typed, [name for name, _party in bearers], len(bearers))
    best: dict[str, Likeness] = {}
    for name, score in found:
        for party in (party for text, party in bearers if text == name):
            best.setdefault(party.id, Likeness(party, name, score))
    return list(best.values())[:limit]


def perhaps_same(
    vault: Vault, case: str, names: Iterable[str], *, but: str | None = None
) -> list[Likeness]:
    """Who in the case may be the person of these names, in any script: worth asking about.

    `but`: the id of the record that the names are being typed into. The likeliest first.
    """
    typed = [name for name in names if name.strip()]
    found = []
    for party in parties(vault, case):
        scored = [(match.same_person(typed, [one.text]), one.text) for one in party.names]
        score, name = max(scored, default=(0.0, ""))
        if party.id != but and score >= match.PROBABLY_SAME:
            found.append(Likeness(party, name, score))
    return sorted(found, key=lambda likeness: -likeness.score)


def merge(vault: Vault, keep: Party, gone: Party) -> Changes:
    """Make two records one, in one entry, because they are one person.

    `keep` gets what it lacks of the other's, every name of it, and every reference to it in the
    case; `gone` is withdrawn. Nobody becomes less guarded by it. Raises InvalidRecord for records
    of different cases or sorts, NotFound where one was withdrawn.
    """
    keep, gone = (reading.record(vault.store, one.id, Party) for one in (keep, gone))
    if keep.id == gone.id or keep.case != gone.case:
        raise InvalidRecord(_("Who"), _("two records of one case are needed."))
    if keep.sort != gone.sort:
        raise InvalidRecord(_("Kind"), _("a person and an organisation can't be one and the same."))
    with vault.edit(keep.case) as edit:
        edit.put(united(keep, gone))
        for record in _leaning(vault, keep.case, gone.id):
            fresh = _pointed(record, gone.id, keep.id)
            if _senseless(vault, record, fresh):
                edit.drop(record)
            else:
                edit.put(fresh)
        edit.drop(gone)
    return edit.changes


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two records as they stand, the one that `merge` would make of them, and how many other
    records would be made to refer to it."""

    keep: Party
    gone: Party
    united: Party
    leaning: int


def pairing(vault: Vault, keep: str, gone: str) -> Pairing:
    """What a merge would make, before it is made. Raises NotFound where one was withdrawn."""
    first, second = (reading.record(vault.store, id_, Party) for id_ in (keep, gone))
    leaning = len(_leaning(vault, first.case, second.id))
    return Pairing(first, second, united(first, second), leaning)


def united(keep: Party, gone: Party) -> Party:
    """One record of two: all names, and of the rest what the first lacks. Pure."""
    protected = keep.protected or gone.protected
    return replace(
        keep,
        names=_names(keep, gone),
        roles=tuple(dict.fromkeys((*keep.roles, *gone.roles))),
        position=keep.position or gone.position,
        affiliation=keep.affiliation or gone.affiliation,
        contact=_both(keep.contact, gone.contact),
        remarks=_both(keep.remarks, gone.remarks),
        protected=protected,
        pseudonym=keep.pseudonym or gone.pseudonym,
        consent=_consent(keep, gone),
        audience=keep.audience.at_least(gone.audience),
    )


def _names(keep: Party, gone: Party) -> tuple[Name, ...]:
    """Each name once; a second primary one becomes an alias."""
    known = {name.text for name in keep.names}
    added = (name for name in gone.names if name.text not in known)
    aliases = (replace(one, sort="alias") if one.sort == "primary" else one for one in added)
    return (*keep.names, *aliases)


def _both(one: str, other: str) -> str:
    return one if other in one else "\n\n".join(filter(None, (one, other)))


def _consent(keep: Party, gone: Party) -> tuple[Consent, ...]:
    """What the person allowed. Whoever was protected allowed it for the names of that record
    alone: what the two don't have in common has to be asked for again."""
    if not keep.protected and not gone.protected:
        return tuple(dict.fromkeys((*keep.consent, *gone.consent)))
    if keep.protected and gone.protected:
        return tuple(one for one in keep.consent if one in gone.consent)
    return keep.consent if keep.protected else gone.consent


def _leaning(vault: Vault, case: str, id_: str) -> list[Record]:
    """Every record of the case that refers to one."""
    return [
        record
        for kind in KINDS.values()
        if references(kind)
        for record in reading.naming(vault.store, kind, case, id_)
        if any(id_ in _refs(record, info.attribute) for info in references(kind))
    ]


def _refs(record: Record, attribute: str) -> tuple[Any, ...]:
    held = getattr(record, attribute)
    return held if isinstance(held, tuple) else (held,)


def _pointed(record: Record, old: str, new: str) -> Record:
    """The record with every reference to one record made one to another, each once."""
    changes: dict[str, Any] = {}
    for info in references(type(record)):
        held = _refs(record, info.attribute)
        if old in held:
            there = tuple(dict.fromkeys(new if ref == old else ref for ref in held))
            changes[info.attribute] = there if info.several else there[0]
    return replace(record, **changes)


def _senseless(vault: Vault, record: Record, fresh: Record) -> bool:
    """Whether a record says nothing any more: a link to itself, an attendance told twice."""
    if isinstance(fresh, Link):
        return fresh.from_ == fresh.to
    if not isinstance(fresh, Attendance):
        return False
    others = reading.records(vault.store, Attendance, fresh.case, parent=fresh.hearing)
    said = to_fields(fresh)
    return any(to_fields(one) == said for one in others if one.id != record.id)
