# SPDX-License-Identifier: GPL-3.0-or-later
"""The Dossier: exactly what may leave of one case for one audience, and nothing else.

Parties who are protected stand in it under their pseudonyms, records that refer to something
withheld are freed of the reference or withheld too, and what stayed behind is counted by kind.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

import msgspec
from msgspec import Struct

from casefile.base.errors import CasefileError, LeakFound
from casefile.base.messages import _
from casefile.disclosure.audience import View, view
from casefile.disclosure.pseudonyms import guards, masked, pseudonyms, without_contact
from casefile.disclosure.selection import LEAVING, select
from casefile.journal.chain import state_digest
from casefile.records.kinds import (
    Action,
    Attendance,
    Case,
    Charge,
    Claim,
    Deadline,
    Decision,
    Document,
    Event,
    Finding,
    Hearing,
    Incident,
    Link,
    Mission,
    Note,
    Party,
    Sanction,
)
from casefile.records.values import Audience, decode_hook, encode_hook
from casefile.store import reading
from casefile.store.database import Store


class LoggedNote(Struct, frozen=True, kw_only=True):
    """A line of the log, with when it was written down and by whom, as the journal knows it."""

    note: Note
    written: int  # Unix milliseconds
    author: str  # id


class Dossier(Struct, frozen=True, kw_only=True, dict=True):
    """What may leave. Every sequence is ordered as a reader meets it: by moment, then by id."""

    case: Case
    audience: Audience
    made_at: int  # Unix milliseconds
    made_by: str = ""  # name of the person who prepared it
    missions: tuple[Mission, ...] = ()
    parties: tuple[Party, ...] = ()
    charges: tuple[Charge, ...] = ()
    hearings: tuple[Hearing, ...] = ()
    attendances: tuple[Attendance, ...] = ()
    notes: tuple[LoggedNote, ...] = ()
    documents: tuple[Document, ...] = ()
    findings: tuple[Finding, ...] = ()
    decisions: tuple[Decision, ...] = ()
    sanctions: tuple[Sanction, ...] = ()
    incidents: tuple[Incident, ...] = ()
    actions: tuple[Action, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    links: tuple[Link, ...] = ()
    authors: dict[str, str] = {}  # author id: name; outside of the team, of what stands here
    withheld: dict[str, int] = {}  # kind: how many records stayed behind
    heads: dict[str, str] = {}  # author id: hash of the last entry of that chain
    state_digest: str = ""  # hex, over the heads

    def party(self, ref: str | None) -> Party | None:
        """The party with that id, as it may be shown; None where there is none."""
        return _parties(self).get(ref or "")

    def name_of(self, ref: str | None) -> str:
        """The name under which a party may be shown; empty where there is none."""
        party = self.party(ref)
        return party.name if party else ""


def _parties(dossier: Dossier) -> dict[str, Party]:
    known: dict[str, Party] | None = dossier.__dict__.get("_parties")
    if known is None:
        known = {party.id: party for party in dossier.parties}
        dossier.__dict__["_parties"] = known
    return known


def build(
    store: Store,
    case: str,
    audience: Audience,
    *,
    now: int,
    author: str = "",
    documents: frozenset[str] | None = None,
) -> Dossier:
    """What of a case may leave for an audience today.

    `now`: Unix milliseconds. `author`: name or id of whoever prepares it. `documents`: ids of the
    documents chosen; None for all that the audience may see.
    Raises NotFound where there is no such case, LeakFound where the case itself is guarded more.
    """
    seen = view(store, case, audience, now=now, documents=documents)
    kept = seen.chosen.kept
    if not isinstance(kept.get(case), Case):
        raise _refusal(store, case)
    heads = {name: head.hash for name, head in sorted(reading.heads(store, case).items())}
    known = reading.authors(store)
    named = {name: known[name].name if name in known else "" for name in heads}
    close = audience.guard >= Audience.TEAM.guard  # they see the whole journal, and who wrote it
    authors = {name: named[name] for name in named if close or name in seen.writers}
    by_kind: dict[str, list[Any]] = {kind.kind: [] for kind in LEAVING}
    for record in kept.values():
        by_kind[record.kind].append(record)
    sequences = {
        plural: tuple(by_kind[kind]) for kind, plural in _SEQUENCES.items() if kind != Party.kind
    }
    return Dossier(
        case=by_kind[Case.kind][0],
        audience=audience,
        made_at=now,
        made_by=named.get(author, author),
        parties=_parties_shown(seen, case),
        notes=_logged(seen),
        authors=authors,
        withheld=dict(Counter(record.kind for record in seen.chosen.withheld.values())),
        heads=heads,
        state_digest=state_digest(heads),
        **sequences,
    )


_SEQUENCES = {
    "mission": "missions", "party": "parties", "charge": "charges", "hearing": "hearings",
    "attendance": "attendances", "document": "documents", "finding": "findings",
    "decision": "decisions", "sanction": "sanctions", "incident": "incidents",
    "action": "actions", "deadline": "deadlines", "event": "events", "claim": "claims",
    "link": "links",
}  # fmt: skip


def _refusal(store: Store, case: str) -> CasefileError:
    reading.record(store, case, Case)  # says itself if there is none
    return LeakFound(
        _("The case itself is not open to this audience."),
        _("Open the case to it first, or choose an audience closer to you. Nothing has left."),
    )


def _parties_shown(seen: View, case: str) -> tuple[Party, ...]:
    """The parties as they may be shown."""
    kept = (record for record in seen.chosen.kept.values() if isinstance(record, Party))
    names = pseudonyms(seen.parties, case, seen.audience)
    return tuple(_shown(party, names, seen.audience, party.id in seen.hidden) for party in kept)


def _shown(party: Party, names: dict[str, str], audience: Audience, hidden: bool) -> Party:
    if hidden:
        return masked(party, names[party.id])
    return party if audience.guard >= Audience.TEAM.guard else without_contact(party)


def party_before(
    parties: Iterable[Party], ref: str, audience: Audience, today: date
) -> Party | None:
    """One party of a case as a Dossier for this audience would hold it; None where it holds none.

    `parties`: all of the case, for nobody may get a pseudonym that another bears. A party refers
    to nothing, so whether it leaves is its own audience's to say.
    """
    every = {party.id: party for party in parties}
    kept = select(every.values(), audience).kept.get(ref)
    if not isinstance(kept, Party):
        return None
    names = pseudonyms(every.values(), kept.case, audience)
    return _shown(kept, names, audience, guards(kept, audience, today))


def _logged(seen: View) -> tuple[LoggedNote, ...]:
    """The lines of the log with when and by whom they were written down."""
    return tuple(
        LoggedNote(note=record, written=seen.written[ref][0], author=seen.written[ref][1])
        for ref, record in seen.chosen.kept.items()
        if isinstance(record, Note)
    )


@cache
def _encoder() -> msgspec.json.Encoder:
    return msgspec.json.Encoder(enc_hook=encode_hook, order="sorted")


@cache
def _decoder() -> msgspec.json.Decoder[Dossier]:
    return msgspec.json.Decoder(Dossier, dec_hook=decode_hook)


def to_json(dossier: Dossier) -> bytes:
    """The dossier as indented UTF-8 JSON; the same dossier always gives the same bytes."""
    return msgspec.json.format(_encoder().encode(dossier), indent=1) + b"\n"


def from_json(untrusted: bytes) -> Dossier:
    """The dossier of such JSON. Raises `msgspec.DecodeError` for anything else."""
    return _decoder().decode(untrusted)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of `to_json`."""

    def text(kind: type) -> dict[str, Any]:
        if issubclass(kind, str):
            return {"type": "string", "description": (kind.__doc__ or "").split("\n")[0]}
        raise NotImplementedError(kind)

    return msgspec.json.schema(Dossier, schema_hook=text)
