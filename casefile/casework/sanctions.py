# SPDX-License-Identifier: GPL-3.0-or-later
"""Sanctions: when each ends and what it comes to, or the sentence that says why nobody can tell."""

from collections import defaultdict
from dataclasses import dataclass

from msgspec.structs import replace

from casefile.base.errors import InvalidRecord
from casefile.base.messages import _
from casefile.casework.hearings import names_of
from casefile.records.disputes import differing_fields, disputes
from casefile.records.kinds import Claim, Sanction
from casefile.records.reckoning import Quantity, Refusal, end_of, sum_of, total_of
from casefile.records.values import PartialDate
from casefile.records.vocabularies import label
from casefile.store import reading
from casefile.store.writing import Changes
from casefile.vault.vault import Vault

_SPENT = "quashed"  # what was quashed adds to nothing


@dataclass(frozen=True, slots=True)
class SanctionRow:
    """A sanction, against whom, and what follows from what is known of it."""

    sanction: Sanction
    party: str
    end: PartialDate | Refusal  # reckoned from start and length
    total: Quantity | Refusal
    disputed: frozenset[str]  # fields on which sources differ

    @property
    def id(self) -> str:
        return self.sanction.id

    @property
    def recorded_otherwise(self) -> bool:
        """Whether the end that somebody recorded is not the one that start and length lead to."""
        ends = self.sanction.ends
        return ends is not None and isinstance(self.end, PartialDate) and ends != self.end


@dataclass(frozen=True, slots=True)
class Sum:
    """What all sanctions of one sort against one party come to."""

    party: str  # id; empty where nobody is named
    name: str
    sort: str
    count: int
    total: tuple[Quantity, ...] | Refusal


def sanction_rows(vault: Vault, case: str) -> list[SanctionRow]:
    """The sanctions of a case in order of their start."""
    names = names_of(vault, case)
    about = disputes(reading.records(vault.store, Claim, case))
    return [
        _row(sanction, names, differing_fields(sanction, about.get(sanction.id, ())))
        for sanction in reading.records(vault.store, Sanction, case)
    ]


def row_of(vault: Vault, sanction: Sanction) -> SanctionRow:
    """One sanction, with what follows from what is known of it."""
    about = disputes(reading.records(vault.store, Claim, sanction.case, parent=sanction.id))
    differing = differing_fields(sanction, about.get(sanction.id, ()))
    return _row(sanction, names_of(vault, sanction.case), differing)


def _row(sanction: Sanction, names: dict[str, str], disputed: frozenset[str]) -> SanctionRow:
    return SanctionRow(
        sanction=sanction,
        party=names.get(sanction.party or "", ""),
        end=end_of(sanction, disputed),
        total=total_of(sanction, disputed),
        disputed=disputed,
    )


def sums(rows: list[SanctionRow]) -> list[Sum]:
    """What the sanctions come to by party and sort, without those that were quashed.

    Sanctions that state no amount at all (a ban) have nothing to add up and no line here.
    """
    grouped: dict[tuple[str, str], list[SanctionRow]] = defaultdict(list)
    for row in rows:
        if row.sanction.status != _SPENT and row.total is not Refusal.NO_AMOUNT:
            grouped[row.sanction.party or "", row.sanction.sort].append(row)
    return [
        Sum(party, listed[0].party, sort, len(listed), sum_of(row.total for row in listed))
        for (party, sort), listed in grouped.items()
    ]


def keep_end(vault: Vault, sanction: Sanction) -> Changes:
    """Record the end that start and length lead to. Raises InvalidRecord with why there is none,
    NotFound where the sanction was withdrawn."""
    sanction = reading.record(vault.store, sanction.id, Sanction)
    end = row_of(vault, sanction).end
    if isinstance(end, Refusal):
        raise InvalidRecord(_("Ends"), _(end.sentence))
    with vault.edit(sanction.case) as edit:
        edit.put(replace(sanction, ends=end))
    return edit.changes


def said(result: PartialDate | Quantity | tuple[Quantity, ...] | Refusal) -> str:
    """A result for a person: the date, the amounts with their units, or the sentence."""
    if isinstance(result, Refusal):
        return _(result.sentence)
    if isinstance(result, str):
        return str(result)
    quantities = (result,) if isinstance(result, Quantity) else result
    return ", ".join(map(_counted, quantities))


def _counted(quantity: Quantity) -> str:
    """All digits: `normalize` would round to those of the decimal context."""
    number = f"{quantity.amount:,f}"
    if "." in number:
        number = number.rstrip("0").rstrip(".")
    return f"{number} {label('sanction-units', quantity.unit).lower()}"
