# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a party appears in its case: hearings, lines, charges, sanctions, missions, letters."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from casefile.base.messages import _, ngettext
from casefile.casework.titles import hearing_title
from casefile.names.fold import fold
from casefile.records.kinds import (
    Action,
    Attendance,
    Charge,
    Decision,
    Document,
    Hearing,
    Incident,
    Mission,
    Note,
    Party,
    Record,
    Sanction,
)
from casefile.records.vocabularies import label
from casefile.store import reading
from casefile.vault.vault import Vault

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Appearance:
    """One place where a party appears: the record to open, what it is, and as what."""

    kind: str
    id: str
    when: str  # a Moment or PartialDate as text; may be empty
    title: str
    how: str


def appearances(vault: Vault, party: Party) -> list[Appearance]:
    """All places where a party appears, by sort, then by time. Lines are counted by hearing."""
    every = reading.records(vault.store, Hearing, party.case)
    hearings = {one.id: one for one in every}
    return [
        *_sittings(vault, party, hearings),
        *_attended(vault, party, hearings),
        *_spoken(vault, party, hearings),
        *_accused(vault, party),
        *_sent(vault, party),
        *_near(vault, party),
        *_letters(vault, party),
    ]


def _naming(vault: Vault, kind: type[R], party: Party) -> list[R]:
    return reading.naming(vault.store, kind, party.case, party.id)


def _sittings(vault: Vault, party: Party, hearings: dict[str, Hearing]) -> Iterator[Appearance]:
    """What a court sat on and decided."""
    for one in hearings.values():
        if one.court == party.id:
            yield _hearing(one, label("hearing-statuses", one.status))
    for decision in _naming(vault, Decision, party):
        if decision.court == party.id:
            title = label("decision-sorts", decision.sort) or _("Decision")
            yield Appearance(
                "decision", decision.id, decision.decided_on or "", title, decision.result
            )


def _attended(vault: Vault, party: Party, hearings: dict[str, Hearing]) -> Iterator[Appearance]:
    found = [one for one in _naming(vault, Attendance, party) if one.party == party.id]
    for one in sorted(found, key=lambda there: _time(hearings.get(there.hearing))):
        if one.hearing in hearings:
            status = label("attendance-statuses", one.status)
            capacity = label("roles", one.capacity)
            how = " · ".join(filter(None, (capacity, status)))
            yield _hearing(hearings[one.hearing], how)


def _spoken(vault: Vault, party: Party, hearings: dict[str, Hearing]) -> Iterator[Appearance]:
    counted: dict[str, list[Note]] = {}
    for note in _naming(vault, Note, party):
        if note.speaker == party.id:
            counted.setdefault(note.hearing or "", []).append(note)
    for hearing, notes in counted.items():
        many = ngettext("{count} line spoken", "{count} lines spoken", len(notes))
        there = hearings.get(hearing)
        title = hearing_title(there) if there else _("Notes on the case")
        how = many.format(count=len(notes))
        yield Appearance("note", notes[0].id, str(notes[0].event_at), title, how)


def _accused(vault: Vault, party: Party) -> Iterator[Appearance]:
    for charge in _naming(vault, Charge, party):
        if charge.accused == party.id:
            title = " ".join(filter(None, (charge.law, charge.article))) or charge.text
            status = label("charge-statuses", charge.status)
            yield Appearance("charge", charge.id, charge.brought_on or "", title, status)
    for sanction in _naming(vault, Sanction, party):
        if sanction.party == party.id:
            title = sanction.text or label("sanction-sorts", sanction.sort)
            status = label("sanction-statuses", sanction.status)
            yield Appearance("sanction", sanction.id, sanction.starts or "", title, status)


def _sent(vault: Vault, party: Party) -> Iterator[Appearance]:
    for mission in _naming(vault, Mission, party):
        if party.id in (mission.sender, *mission.members):
            how = _("Sent by") if mission.sender == party.id else _("Member")
            yield Appearance("mission", mission.id, mission.starts or "", mission.title, how)


def _near(vault: Vault, party: Party) -> Iterator[Appearance]:
    for incident in _naming(vault, Incident, party):
        if party.id in incident.targets:
            sort = label("incident-sorts", incident.sort)
            yield Appearance("incident", incident.id, incident.at or "", sort, incident.description)
    for action in _naming(vault, Action, party):
        if action.sender == party.id:
            sort = label("action-sorts", action.sort)
            yield Appearance("action", action.id, action.at or "", action.title or sort, sort)


def _letters(vault: Vault, party: Party) -> Iterator[Appearance]:
    """Documents that say in words that they came from the party."""
    names = {fold(name.text) for name in party.names} - {""}
    for document in reading.records(vault.store, Document, party.case):
        if fold(document.received_from) in names:
            at = document.received_at or document.dated or ""
            yield Appearance("document", document.id, at, document.title, _("Received from"))


def _hearing(hearing: Hearing, how: str) -> Appearance:
    return Appearance("hearing", hearing.id, _time(hearing), hearing_title(hearing), how)


def _time(hearing: Hearing | None) -> str:
    return str((hearing and (hearing.started_at or hearing.scheduled_at)) or "")
