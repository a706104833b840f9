# SPDX-License-Identifier: GPL-3.0-or-later
"""What a reference may name: found by a few letters in any script, shown with what marks it."""

from collections.abc import Iterable
from dataclasses import dataclass

from casefile.base.messages import _
from casefile.casework import titles
from casefile.casework.hearings import names_of
from casefile.casework.people import meant, parties
from casefile.names import match
from casefile.records.fields import field_infos
from casefile.records.forms import moment_of, to_fields
from casefile.records.kinds import KINDS, Claim, Document, Hearing, Note, Party, Record
from casefile.records.vocabularies import label
from casefile.store import reading
from casefile.store.fulltext import search
from casefile.vault.vault import Vault

_MOST = 60  # that are offered before anything is typed
_ANY: tuple[type[Record], ...] = (
    Party,
    Hearing,
    Document,
)  # offered by name where any kind will do; the rest by its words


@dataclass(frozen=True, slots=True)
class Choice:
    """A record that may be named: what it is called, and what tells it from others so called."""

    id: str
    kind: str
    text: str
    detail: str = ""  # other spellings, a date, a role
    sort: str = ""  # of a party


def offered(
    vault: Vault, case: str, kind: str, typed: str = "", but: str = "", limit: int = 12
) -> list[Choice]:
    """What a few letters may mean among the records of a kind (empty: any), the likeliest first.

    Names are found in every script (`kush` finds Кушакбаев). Without letters: the people in the
    order of their page, of other kinds the latest. `but`: a record that is not offered.
    """
    names = names_of(vault, case)
    if not typed.strip():
        found = _latest(vault, case, kind, names)
        return [choice for choice in found if choice.id != but][:_MOST]
    kinds = (KINDS[kind],) if kind else _ANY
    found = [choice for one in kinds for choice in _meant(vault, case, one, typed, names, limit)]
    if not kind or not found:
        found += _told(vault, case, kind, typed, names, limit)
    once = {choice.id: choice for choice in found if choice.id != but}
    return list(once.values())[:limit]


def chosen(vault: Vault, case: str, ids: Iterable[str]) -> dict[str, Choice]:
    """The records with these ids, by id; those that were withdrawn are left out."""
    names = names_of(vault, case)
    found = (reading.find(vault.store, id_) for id_ in ids)
    return {record.id: choice_of(record, names) for record in found if record is not None}


def choice_of(record: Record, names: dict[str, str]) -> Choice:
    """A record as it is offered. `names`: those of the case's parties, by id."""
    if isinstance(record, Party):
        return Choice(record.id, record.kind, record.name, _about_party(record), record.sort)
    when = moment_of(record)[:10]
    return Choice(record.id, record.kind, called(record, names), when.rstrip("/"))


def called(record: Record, names: dict[str, str]) -> str:
    """What a record is called in one line; never empty."""
    if isinstance(record, Claim):
        return f"{_field_label(record.field)}: {record.value}"
    told = titles.called(record.kind, to_fields(record))
    about = getattr(record, "party", None) or getattr(record, "accused", None)
    return " · ".join(filter(None, (told, names.get(about or "")))) or record.id[:13]


def _field_label(name: str) -> str:
    """What a field of that name is called, whichever kind has it."""
    infos = (info for kind in KINDS.values() for info in field_infos(kind))
    return next((_(info.label) for info in infos if info.name == name), name)


def _about_party(party: Party) -> str:
    others = [name.text for name in party.names if name.text != party.name]
    roles = [label("roles", role) for role in party.roles]
    return " · ".join(filter(None, (", ".join(others[:2]), ", ".join(roles[:2]))))


def _latest(vault: Vault, case: str, kind: str, names: dict[str, str]) -> list[Choice]:
    if kind in ("", Party.kind):
        return [choice_of(party, names) for party in parties(vault, case)]
    rows = reading.rows(vault.store, KINDS[kind], case, limit=_MOST, latest_first=True)
    return [choice_of(row.record, names) for row in rows]


def _meant(
    vault: Vault, case: str, kind: type[Record], typed: str, names: dict[str, str], limit: int
) -> list[Choice]:
    """By what they are called, in any script. Lines of a log are too many: see `_told`."""
    if kind is Party:
        return [choice_of(one.party, names) for one in meant(vault, case, typed, limit)]
    if kind is Note:
        return []
    found = [choice_of(record, names) for record in reading.records(vault.store, kind, case)]
    fitting = match.candidates(typed, [choice.text for choice in found], limit)
    rank = {text: at for at, (text, _score) in enumerate(fitting)}
    return sorted((choice for choice in found if choice.text in rank), key=lambda c: rank[c.text])


def _told(
    vault: Vault, case: str, kind: str, typed: str, names: dict[str, str], limit: int
) -> list[Choice]:
    """By any word that stands in them."""
    hits = search(vault.store, typed, case=case, limit=limit * 4)
    ids = (hit.id for hit in hits if hit.kind == kind or not kind)
    found = (reading.find(vault.store, id_) for id_ in ids)
    return [choice_of(record, names) for record in found if record is not None][:limit]
