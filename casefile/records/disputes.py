# SPDX-License-Identifier: GPL-3.0-or-later
"""Disputes: what sources claim for one fact, grouped by value, and where they disagree.

Pure, so that forms, calculators and briefings can't come to different answers.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from casefile.records.fields import FieldInfo, field_infos
from casefile.records.kinds import Claim, Record
from casefile.records.vocabularies import label

_COMPARABLE = frozenset({"text", "number", "flag", "date", "moment", "when"})


@dataclass(frozen=True, slots=True)
class Dispute:
    """All claims for one field of one record, by value, the preferred value first."""

    field: str
    values: tuple[tuple[str, tuple[Claim, ...]], ...]

    @property
    def disputed(self) -> bool:
        """Whether there is more than one value."""
        return len(self.values) > 1

    @property
    def count(self) -> int:
        """How many claims there are."""
        return sum(len(claims) for _value, claims in self.values)

    @property
    def preferred(self) -> Claim | None:
        """The claim that was marked as preferred, if one was."""
        every = (claim for _value, claims in self.values for claim in claims)
        return next((claim for claim in every if claim.preferred), None)


def disputes(claims: Iterable[Claim]) -> dict[str, tuple[Dispute, ...]]:
    """What is claimed, by the id of the record that it is about."""
    grouped: dict[str, dict[str, dict[str, list[Claim]]]] = defaultdict(dict)
    for claim in claims:
        values = grouped[claim.about].setdefault(claim.field, {})
        values.setdefault(comparable(claim.value), []).append(claim)
    return {
        about: tuple(_dispute(field, values.values()) for field, values in fields.items())
        for about, fields in grouped.items()
    }


def _dispute(field: str, values: Iterable[list[Claim]]) -> Dispute:
    preferred_first = sorted(values, key=lambda listed: not any(each.preferred for each in listed))
    return Dispute(field, tuple((listed[0].value, tuple(listed)) for listed in preferred_first))


def comparable(value: str) -> str:
    """What two spellings of one value have in common: letters and words, not case and spaces."""
    return " ".join(value.casefold().split())


def disputed_fields(found: Iterable[Dispute]) -> frozenset[str]:
    """The fields on which sources disagree with each other."""
    return frozenset(dispute.field for dispute in found if dispute.disputed)


def differing_fields(record: Record, found: Iterable[Dispute]) -> frozenset[str]:
    """The fields on which sources disagree with each other, or all of them with the record.

    A field that the record leaves open, refers elsewhere with, or tells at length disagrees with
    nobody: there is nothing in it that could be compared.
    """
    infos = {info.name: info for info in field_infos(type(record))}
    return frozenset(
        dispute.field for dispute in found if dispute.disputed or _differs(record, dispute, infos)
    )


def _differs(record: Record, dispute: Dispute, infos: Mapping[str, FieldInfo]) -> bool:
    info = infos.get(dispute.field)
    if info is None or info.several or info.many or info.shape not in _COMPARABLE:
        return False
    held = getattr(record, info.attribute)
    if held == info.default or held in (None, ""):
        return False
    said = {comparable(str(held))}
    if info.vocabulary:
        said.add(comparable(label(info.vocabulary, held)))
    return comparable(dispute.values[0][0]) not in said
