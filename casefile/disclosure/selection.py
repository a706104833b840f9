# SPDX-License-Identifier: GPL-3.0-or-later
"""Which records may leave for an audience.

A record leaves when its own audience allows it and nothing that it can't mean anything without is
withheld. References to what stays behind are taken out. A line of a log whose correction stays
behind stays too: alone it would say what its author took back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import msgspec

from casefile.disclosure.matcher import Guarded
from casefile.disclosure.pseudonyms import guards
from casefile.records.fields import FieldInfo, field_infos
from casefile.records.kinds import KINDS, Document, Finding, Note, Party, Record, Release
from casefile.records.values import Audience

LEAVING = tuple(kind for kind in KINDS.values() if kind is not Release)
"""Kinds that stand in a Dossier. What left before, and for whom, only the team learns: from the
journal, as far as the audience of that record lets it."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Records by id: those that may leave, free of references to others, and those withheld."""

    kept: dict[str, Record]
    withheld: dict[str, Record]


@cache
def references(kind: type[Record]) -> tuple[FieldInfo, ...]:
    """The fields of a kind that hold ids of other records."""
    return tuple(info for info in field_infos(kind) if info.shape == "ref")


def select(
    records: Iterable[Record], audience: Audience, documents: frozenset[str] | None = None
) -> Selection:
    """What may leave. `documents`: ids of the documents chosen; None for all that are allowed."""
    kept = {record.id: record for record in records}
    withheld = {
        record.id: record
        for record in kept.values()
        if not audience.may_see(record.audience) or _unchosen(record, documents)
    }
    for ref in withheld:
        del kept[ref]
    while leaning := _leaning(kept, withheld):
        for record in leaning:
            del kept[record.id]
        corrected = _corrected(withheld)
        withheld |= {each.id: each for each in leaning if _is_blamed(each, withheld, corrected)}
    return Selection({ref: _pruned(record, kept) for ref, record in kept.items()}, withheld)


def _leaning(kept: Mapping[str, Record], withheld: Mapping[str, Record]) -> list[Record]:
    """What can't leave because of what doesn't."""
    corrected = _corrected(withheld)
    return [
        record
        for record in kept.values()
        if record.id in corrected
        or any(
            ref in withheld or (needed and ref not in kept) for ref, needed in _essential(record)
        )
    ]


def _is_blamed(record: Record, withheld: Mapping[str, Record], corrected: set[str]) -> bool:
    """Whether the reason is something withheld, and not something that is gone."""
    return record.id in corrected or any(ref in withheld for ref, _needed in _essential(record))


def _corrected(withheld: Mapping[str, Record]) -> set[str]:
    return {each.corrects for each in withheld.values() if isinstance(each, Note) and each.corrects}


def _unchosen(record: Record, documents: frozenset[str] | None) -> bool:
    return documents is not None and isinstance(record, Document) and record.id not in documents


def _essential(record: Record) -> Iterable[tuple[str, bool]]:
    """What a record can't mean anything without: ids, and whether they must be there at all."""
    for info in references(type(record)):
        ref = getattr(record, info.attribute)
        if ref is None or info.several:
            continue
        if info.required or info.parent:
            # A finding without its hearing would speak of the whole case.
            yield ref, info.required or isinstance(record, Finding)


def _pruned(record: Record, kept: Mapping[str, Record]) -> Record:
    """The record without references to what is not in `kept`."""
    changes: dict[str, Any] = {}
    for info in references(type(record)):
        held = getattr(record, info.attribute)
        if info.several:
            here = tuple(ref for ref in held if ref in kept)
            if here != held:
                changes[info.attribute] = here
        elif held is not None and held not in kept:
            changes[info.attribute] = None
    return msgspec.structs.replace(record, **changes) if changes else record


def guarded_parties(
    parties: Iterable[Party], chosen: Selection, audience: Audience, today: date
) -> tuple[Guarded, ...]:
    """Whose names must not stand in what leaves: the protected without consent, and people and
    private contacts whose record is withheld."""
    return tuple(
        Guarded(
            party.id,
            party.name,
            tuple(name.text for name in party.names),
            party.sort == "person",
        )
        for party in parties
        if guards(party, audience, today) or (party.id in chosen.withheld and _secret(party))
    )


def _secret(party: Party) -> bool:
    return party.sort == "person" or party.protected or party.audience is Audience.PRIVATE
