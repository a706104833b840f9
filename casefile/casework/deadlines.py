# SPDX-License-Identifier: GPL-3.0-or-later
"""Deadlines: what is due in a case, what to warn of, and a calendar of it for other programs."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from casefile.base.clock import local_zone
from casefile.base.files import write_atomically
from casefile.base.messages import _
from casefile.casework.briefings import record_release, unwritable
from casefile.casework.hearings import names_of
from casefile.disclosure import dossier as dossiers
from casefile.records.dues import Due, State, dues
from casefile.records.kinds import Action, Claim, Deadline, Decision, Release, Sanction
from casefile.records.values import Audience, Moment
from casefile.records.vocabularies import label
from casefile.store import reading
from casefile.tables import ics
from casefile.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class DueRow:
    """Something due, in words, and how near it is."""

    due: Due
    title: str
    state: State
    days: int  # left for sure; negative where it may be over

    @property
    def id(self) -> str:
        return self.due.record.id


def due_rows(vault: Vault, case: str) -> list[DueRow]:
    """All that is due in a case, derived or set, the earliest first."""
    store, today = vault.store, Moment.of(vault.clock(), local_zone()).local.date()
    names = names_of(vault, case)
    found = dues(
        reading.records(store, Deadline, case),
        reading.records(store, Decision, case),
        reading.records(store, Sanction, case),
        reading.records(store, Action, case),
        reading.records(store, Claim, case),
    )
    return [DueRow(due, _title(due, names), due.state(today), due.days(today)) for due in found]


def warnings(vault: Vault, case: str) -> list[DueRow]:
    """What a person has to be warned of today: near by its own `warn_days`, and not yet over."""
    return [row for row in due_rows(vault, case) if row.state == "soon"]


def _title(due: Due, names: dict[str, str]) -> str:
    record = due.record
    if isinstance(record, Decision):
        sort = label("decision-sorts", record.sort) or _("Decision")
        decided = f"{sort}, {record.decided_on}" if record.decided_on else sort
        return _("Time to appeal ends: {decision}").format(decision=decided)
    if isinstance(record, Sanction):
        parts = (label("sanction-sorts", record.sort), names.get(record.party or ""))
        return _("Ends: {sanction}").format(sanction=" · ".join(filter(None, parts)))
    if isinstance(record, Action):
        about = record.title or label("action-sorts", record.sort)
        return _("Reply due: {action}").format(action=about)
    return record.what if isinstance(record, Deadline) else record.kind


@dataclass(frozen=True, slots=True)
class Saved:
    """A calendar that left: its release, how many events it has, how many dates it leaves out."""

    release: Release
    events: int
    left_out: int


def save_calendar(
    vault: Vault, case: str, path: Path, *, audience: Audience = Audience.TEAM
) -> Saved:
    """Write the hearings and deadlines that an audience may see as an .ics file, and keep that it
    left. Raises StorageFailed, NotFound, LeakFound where the case is closed to the audience.

    No leak scan: the file holds dates and fixed words, and nothing that anybody wrote.
    """
    dossier = dossiers.build(vault.store, case, audience, now=vault.clock())
    made = ics.calendar(dossier)
    try:
        write_atomically(path, made.data)
    except OSError as error:
        raise unwritable(path) from error
    digest = sha256(made.data).hexdigest()
    release = record_release(vault, dossier, "calendar", path, digest)
    return Saved(release, made.events, made.left_out)
