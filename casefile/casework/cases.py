# SPDX-License-Identifier: GPL-3.0-or-later
"""Cases: make one, name one in short, see one at a glance."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from casefile.base.clock import at
from casefile.base.errors import Ambiguous, NotFound
from casefile.base.ids import new_id
from casefile.base.messages import _
from casefile.records.kinds import (
    Case,
    Deadline,
    Document,
    Finding,
    Hearing,
    Party,
    Record,
    Sanction,
)
from casefile.store import reading
from casefile.vault.vault import Vault

SHORTEST_ID = 4  # fewer letters of an id would name a case by accident


def create_case(vault: Vault, title: str, **fields: Any) -> Case:
    """A new case with this title and any other fields of `Case`. Raises InvalidRecord."""
    id_ = new_id(vault.clock)
    case = Case(id=id_, case=id_, title=title, **fields)
    with vault.edit(id_) as edit:
        edit.put(case)
    return reading.record(vault.store, id_, Case)


def all_cases(vault: Vault) -> list[Case]:
    """Every case of the vault, the newest first."""
    return reading.cases(vault.store)[::-1]


def resolve(vault: Vault, text: str, kinds: tuple[type[Record], ...] = (Case,)) -> Record:
    """The record that `text` names: its id, a case's reference, or a unique beginning of either.

    Raises NotFound where nothing fits and Ambiguous where several do.
    """
    wanted = text.strip().casefold()
    candidates = _candidates(vault, wanted, kinds)
    exact = [record for record in candidates if wanted in _handles(record)]
    found = exact or candidates
    if not found:
        raise NotFound(
            _("Nothing in this vault is called “{text}”.").format(text=text),
            _("`casefile cases VAULT` lists what there is."),
        )
    if len(found) > 1:
        raise Ambiguous(
            _("“{text}” fits {count} records.").format(text=text, count=len(found)),
            _("Write more of the id or of the reference."),
        )
    return found[0]


def _candidates(vault: Vault, wanted: str, kinds: tuple[type[Record], ...]) -> list[Record]:
    referred = [
        case
        for case in reading.cases(vault.store)
        if Case in kinds and wanted and case.reference.casefold().startswith(wanted)
    ]
    if len(wanted) < SHORTEST_ID:
        return list(referred)
    known = {case.id for case in referred}
    begun = reading.starting(vault.store, wanted)
    return [*referred, *(r for r in begun if isinstance(r, kinds) and r.id not in known)]


def _handles(record: Record) -> set[str]:
    reference = record.reference.casefold() if isinstance(record, Case) else ""
    return {record.id, reference} - {""}


@dataclass(frozen=True, slots=True)
class EndingSanction:
    """A sanction and the day on which it runs out."""

    sanction: Sanction
    ends: date


@dataclass(frozen=True, slots=True)
class Overview:
    """One case at a glance."""

    case: Case
    counts: dict[str, int]
    next_hearing: Hearing | None
    deadlines: tuple[Deadline, ...]
    ending: tuple[EndingSanction, ...]
    findings: tuple[Finding, ...]
    documents: tuple[Document, ...]
    conflicts: int
    people: dict[str, str]


def overview(vault: Vault, case: str) -> Overview:
    """What a person wants to see first when the case is opened. Raises NotFound."""
    store = vault.store
    today = at(vault.clock()).date()
    hearings = reading.records(store, Hearing, case)
    deadlines = [d for d in reading.records(store, Deadline, case) if d.done_on is None]
    documents = reading.records(store, Document, case)
    return Overview(
        case=reading.record(store, case, Case),
        counts=reading.counts(store, case),
        next_hearing=_next_hearing(hearings, today),
        deadlines=tuple(sorted(deadlines, key=lambda deadline: deadline.due.sort_key)),
        ending=_ending(reading.records(store, Sanction, case), today),
        findings=tuple(reading.records(store, Finding, case)),
        documents=tuple(sorted(documents, key=lambda document: document.id, reverse=True)[:5]),
        conflicts=len(reading.conflicts(store, case)),
        people={party.id: party.name for party in reading.records(store, Party, case)},
    )


def _next_hearing(hearings: list[Hearing], today: date) -> Hearing | None:
    start = (today - timedelta(days=1)).isoformat()
    coming = [
        hearing
        for hearing in hearings
        if hearing.status == "scheduled"
        and hearing.scheduled_at is not None
        and hearing.scheduled_at.sort_key >= start
    ]
    return min(coming, key=lambda hearing: (hearing.scheduled_at or "", hearing.id), default=None)


def _ending(sanctions: list[Sanction], today: date) -> tuple[EndingSanction, ...]:
    found = [
        EndingSanction(sanction, sanction.ends.latest)
        for sanction in sanctions
        if sanction.ends is not None and sanction.status == "in-force"
    ]
    return tuple(sorted((e for e in found if e.ends >= today), key=lambda ending: ending.ends))
