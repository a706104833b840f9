# SPDX-License-Identifier: GPL-3.0-or-later
"""Advocacy: what was done about a case, by whom, what came of it, and threats to those near it."""

from dataclasses import dataclass
from typing import Literal

from msgspec.structs import replace

from casefile.base.clock import local_zone
from casefile.base.ids import new_id
from casefile.casework.hearings import names_of
from casefile.records.dues import dues
from casefile.records.kinds import Action, Document, Incident, Link, Party
from casefile.records.values import Moment
from casefile.store import reading
from casefile.vault.vault import Vault

FOLLOWS = "follows"
_FOLLOW_UPS = {
    "ilo-cfa-complaint": "additional-information-to-the-ilo",
    "upr-submission": "upr-follow-up",
}
"""What usually comes after an action, where it is not more of the same."""

State = Literal["", "past", "soon", "later"]
Gap = Literal["reported_to", "measures"]


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action, the name of who took it, and how near its deadline is."""

    action: Action
    sender: str
    due: State = ""  # of the deadline, while an answer is waited for

    @property
    def id(self) -> str:
        return self.action.id


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident, those it struck, and what nobody has done about it yet."""

    incident: Incident
    targets: tuple[str, ...]
    protected: bool  # somebody among them is
    gaps: tuple[Gap, ...]

    @property
    def id(self) -> str:
        return self.incident.id


@dataclass(frozen=True, slots=True)
class Tie:
    """A record that a link ties to an action, and the link itself."""

    link: str
    record: Action | Document


@dataclass(frozen=True, slots=True)
class Ties:
    """What an action follows, what follows it, and the documents that bear on it."""

    before: tuple[Tie, ...] = ()
    after: tuple[Tie, ...] = ()
    documents: tuple[Tie, ...] = ()


def action_rows(vault: Vault, case: str) -> list[ActionRow]:
    """The actions of a case in order of time."""
    names = names_of(vault, case)
    today = Moment.of(vault.clock(), local_zone()).local.date()
    actions = reading.records(vault.store, Action, case)
    due = {one.record.id: one.state(today) for one in dues(actions=actions)}
    return [
        ActionRow(action, names.get(action.sender or "", ""), due.get(action.id, ""))
        for action in actions
    ]


def incident_rows(vault: Vault, case: str) -> list[IncidentRow]:
    """The incidents of a case, the latest first."""
    people = {party.id: party for party in reading.records(vault.store, Party, case)}
    return [
        _incident_row(one, people) for one in reversed(reading.records(vault.store, Incident, case))
    ]


def open_incidents(vault: Vault, case: str) -> list[IncidentRow]:
    """Those that were reported to nobody yet, or against which nothing was done."""
    return [row for row in incident_rows(vault, case) if row.gaps]


def _incident_row(incident: Incident, people: dict[str, Party]) -> IncidentRow:
    struck = [people[id_] for id_ in incident.targets if id_ in people]
    gaps: tuple[Gap, ...] = ("reported_to", "measures")
    return IncidentRow(
        incident,
        tuple(party.name for party in struck),
        any(party.protected for party in struck),
        tuple(gap for gap in gaps if not getattr(incident, gap)),
    )


def set_status(vault: Vault, id_: str, status: str) -> Action:
    """Move an action on the board. Raises NotFound, InvalidRecord."""
    action = reading.record(vault.store, id_, Action)
    with vault.edit(action.case) as edit:
        edit.put(replace(action, status=status))
    return reading.record(vault.store, id_, Action)


def follow_up(vault: Vault, id_: str) -> Action:
    """A new, planned action that follows another: same sender and addressee, tied to it, in one
    entry. Raises NotFound."""
    first = reading.record(vault.store, id_, Action)
    fresh = Action(
        id=new_id(vault.clock), case=first.case, audience=first.audience,
        sort=_FOLLOW_UPS.get(first.sort, first.sort), sender=first.sender,
        addressee=first.addressee, reference=first.reference, status="planned",
    )  # fmt: skip
    link = Link(
        id=new_id(vault.clock), case=first.case, audience=first.audience,
        from_=fresh.id, to=first.id, relation=FOLLOWS,
    )  # fmt: skip
    with vault.edit(first.case) as edit:
        edit.put(fresh)
        edit.put(link)
    return fresh


def tie_document(vault: Vault, id_: str, document: str) -> Link:
    """Say that a document bears on an action. Raises NotFound; InvalidRecord for another case."""
    action = reading.record(vault.store, id_, Action)
    held = reading.record(vault.store, document, Document)
    link = Link(
        id=new_id(vault.clock), case=action.case,
        audience=action.audience.at_least(held.audience),
        from_=held.id, to=action.id, relation="concerns",
    )  # fmt: skip
    with vault.edit(action.case) as edit:
        edit.put(link)
    return link


def ties(vault: Vault, action: Action) -> Ties:
    """What is tied to an action; what was withdrawn is left out."""
    links = reading.records(vault.store, Link, action.case)
    before = [_tie(vault, one, one.to) for one in links if _follows(one) and one.from_ == action.id]
    after = [_tie(vault, one, one.from_) for one in links if _follows(one) and one.to == action.id]
    others = [_tie(vault, one, _other(one, action.id)) for one in links if not _follows(one)]
    return Ties(
        tuple(tie for tie in before if tie and isinstance(tie.record, Action)),
        tuple(tie for tie in after if tie and isinstance(tie.record, Action)),
        tuple(tie for tie in others if tie and isinstance(tie.record, Document)),
    )


def _follows(link: Link) -> bool:
    return link.relation == FOLLOWS


def _other(link: Link, id_: str) -> str:
    """The other end of a link, if one end is this record."""
    if id_ not in (link.from_, link.to):
        return ""
    return link.to if link.from_ == id_ else link.from_


def _tie(vault: Vault, link: Link, id_: str) -> Tie | None:
    record = reading.find(vault.store, id_) if id_ else None
    return Tie(link.id, record) if isinstance(record, Action | Document) else None
