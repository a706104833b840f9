# SPDX-License-Identifier: GPL-3.0-or-later
"""The Dossier: exactly what may leave of one case for one audience, and nothing else.

Parties who are protected stand in it under their pseudonyms, records that refer to something
withheld are freed of the reference or withheld too, and what stayed behind is counted by kind.
"""

from functools import cache
from typing import Any

import msgspec
from msgspec import Struct

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
    authors: dict[str, str] = {}  # author id: name
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
