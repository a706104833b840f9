# SPDX-License-Identifier: GPL-3.0-or-later
"""What each audience reads of a party, asked of the gate and never told by hand."""

from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace

from casefile.base.clock import at
from casefile.disclosure.dossier import party_before
from casefile.disclosure.pseudonyms import proposed
from casefile.records.kinds import Case, Party
from casefile.records.values import Audience
from casefile.store import reading
from casefile.vault.vault import Vault

OUTSIDE = (Audience.PUBLIC, Audience.PARTNERS, Audience.TEAM)
"""Who else may read; to oneself nobody is hidden."""


@dataclass(frozen=True, slots=True)
class Face:
    """A party before one audience: the name that stands there; none where nothing does."""

    audience: Audience
    name: str
    masked: bool
    case_closed: bool  # this audience gets nothing of the case at all, as it stands now


@dataclass(frozen=True, slots=True)
class Protection:
    """What protection makes of a party, and a pseudonym that nobody in the case bears."""

    party: Party
    faces: tuple[Face, ...]
    proposal: str


def protection(vault: Vault, party: Party) -> Protection:
    """How a party stands before every audience today; if it isn't, how it would if protected."""
    parties = reading.records(vault.store, Party, party.case)
    case = reading.record(vault.store, party.case, Case)
    guarded = replace(party, protected=True)
    every = [*(one for one in parties if one.id != party.id), guarded]
    today = at(vault.clock()).date()
    faces = tuple(_face(every, guarded, audience, today, case) for audience in OUTSIDE)
    return Protection(party, faces, proposed(party, parties))


def _face(parties: list[Party], party: Party, audience: Audience, today: date, case: Case) -> Face:
    shown = party_before(parties, party.id, audience, today)
    name = shown.name if shown else ""
    masked = shown is not None and shown.names != party.names
    return Face(audience, name, masked, not audience.may_see(case.audience))
