# SPDX-License-Identifier: GPL-3.0-or-later
"""Cases: make one, name one in short, see one at a glance."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from casefile.base.clock import at
from casefile.base.errors import Ambiguous, NotFound
from casefile.base.ids import new_id
from casefile.base.messages import _
from casefile.casework.claims import Disagreement, disagreements
from casefile.casework.conflicts import OpenConflict, open_conflicts
from casefile.casework.deadlines import DueRow, due_rows
from casefile.casework.sittings import goes_on
from casefile.records.kinds import (
    Case,
    Document,
    Finding,
    Hearing,
    Mission,
    Party,
    Record,
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
class Overview:
    """One case at a glance."""

    case: Case
    counts: dict[str, int]
    next_hearing: Hearing | None  # or the one that goes on
    dues: tuple[DueRow, ...]  # the earliest first; ends of sanctions among them
    findings: tuple[Finding, ...]
    documents: tuple[Document, ...]
    missions: tuple[Mission, ...]
    conflicts: tuple[OpenConflict, ...]
    disagreements: tuple[Disagreement, ...]
    people: dict[str, str]


def overview(vault: Vault, case: str) -> Overview:
    """What a person wants to see first when the case is opened. Raises NotFound."""
    store = vault.store
    now = vault.clock()
    today = at(now).date()
    hearings = reading.records(store, Hearing, case)
    documents = reading.records(store, Document, case)
    return Overview(
        case=reading.record(store, case, Case),
        counts=reading.counts(store, case),
        next_hearing=_live(hearings, now) or _next_hearing(hearings, today),
        dues=tuple(due_rows(vault, case)),
        findings=tuple(reading.records(store, Finding, case)),
        documents=tuple(sorted(documents, key=lambda document: document.id, reverse=True)[:5]),
        missions=tuple(reading.records(store, Mission, case)),
        conflicts=open_conflicts(vault, case),
        disagreements=tuple(disagreements(vault, case)),
        people={party.id: party.name for party in reading.records(store, Party, case)},
    )


def _live(hearings: list[Hearing], now: int) -> Hearing | None:
    """The hearing that goes on, the one begun last where there are two."""
    live = [hearing for hearing in hearings if goes_on(hearing, now)]
    return max(live, key=lambda hearing: hearing.id, default=None)


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
