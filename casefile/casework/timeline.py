# SPDX-License-Identifier: GPL-3.0-or-later
"""The timeline: whatever in a case has a time, in one list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from casefile.base.messages import _
from casefile.casework.hearings import names_of
from casefile.records.forms import moment_of
from casefile.records.kinds import (
    Action,
    Charge,
    Deadline,
    Decision,
    Event,
    Hearing,
    Incident,
    Record,
    Sanction,
)
from casefile.records.vocabularies import label
from casefile.store import reading
from casefile.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A record on the timeline: when (a Moment or PartialDate as text), and in one line what."""

    record: Record
    when: str
    title: str

    @property
    def id(self) -> str:
        return self.record.id


def timeline(vault: Vault, case: str) -> list[TimelineRow]:
    """Hearings, decisions, incidents, actions, deadlines and events in order of time."""
    names = names_of(vault, case)
    rows = [
        (moment_of(record), TimelineRow(record, when, title(record, names)))
        for kind, (time, title) in _SHOWN.items()
        for record in reading.records(vault.store, kind, case)
        if (when := time(record))
    ]
    return [row for _key, row in sorted(rows, key=lambda pair: (pair[0], pair[1].id))]


def hearing_title(hearing: Hearing, _names: dict[str, str] | None = None) -> str:
    """What a hearing is called: `Hearing 3 — evidence`, or `Evidence` where it has no number."""
    about = label("stages", hearing.stage) or label("hearing-sorts", hearing.sort)
    if not hearing.number:
        return about or _("Hearing")
    number = _("Hearing {number}").format(number=hearing.number)
    return f"{number} — {about[:1].lower()}{about[1:]}" if about else number


def _charge(charge: Charge, names: dict[str, str]) -> str:
    about = " ".join(filter(None, (charge.law, charge.article))) or charge.text
    return " · ".join(filter(None, (about, names.get(charge.accused or ""))))


def _sanction(sanction: Sanction, names: dict[str, str]) -> str:
    about = sanction.text or label("sanction-sorts", sanction.sort)
    return " · ".join(filter(None, (about, names.get(sanction.party or ""))))


_SHOWN: dict[type[Record], tuple[Callable[[Any], str | None], Callable[[Any, Any], str]]] = {
    Charge: (lambda record: record.brought_on, _charge),
    Hearing: (lambda record: record.started_at or record.scheduled_at, hearing_title),
    Decision: (
        lambda record: record.decided_on,
        lambda record, _names: record.result or label("decision-sorts", record.sort),
    ),
    Sanction: (lambda record: record.starts, _sanction),
    Incident: (
        lambda record: record.at,
        lambda record, _names: record.description or label("incident-sorts", record.sort),
    ),
    Action: (
        lambda record: record.at,
        lambda record, _names: record.title or label("action-sorts", record.sort),
    ),
    Deadline: (lambda record: record.due, lambda record, _names: record.what),
    Event: (lambda record: record.at, lambda record, _names: record.title),
}
