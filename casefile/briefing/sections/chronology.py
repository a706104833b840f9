# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything with a date, in one list; dates no more precise than they are known."""

from collections.abc import Iterator
from typing import NamedTuple

from casefile.briefing.blocks import Block, Heading, Item, Paragraph
from casefile.briefing.claims import disputed_fields, disputes
from casefile.briefing.rtl import isolated
from casefile.briefing.sections.titles import (
    charge_title,
    decision_title,
    hearing_title,
    sanction_title,
    shortened,
)
from casefile.briefing.wording import Wording
from casefile.records.kinds import Hearing
from casefile.records.values import Moment, PartialDate, When

_LIMIT = 320  # characters an entry repeats of what stands in full elsewhere

_DATES = frozenset(
    {"decided_on", "brought_on", "at", "scheduled_at", "started_at", "starts", "ends", "due"}
)


class _Dated(NamedTuple):
    when: When | Moment | PartialDate
    lead: str
    text: str
    about: str  # id of the record
    ours: bool = True  # it has a place of its own in this briefing to lead to


def chronology(wording: Wording) -> tuple[Block, ...]:
    """The entries by day, under their years."""
    _ = wording.say
    entries = sorted(_entries(wording), key=lambda entry: (entry.when.sort_key, entry.about))
    if not entries:
        return (Paragraph(_("Nothing in this file has a date yet."), "muted"),)
    about = disputes(wording.dossier.claims)
    blocks: list[Block] = []
    year = ""
    for entry in entries:
        if entry.when[:4] != year:
            year = entry.when[:4]
            blocks.append(Heading(year, 3))
        differ = disputed_fields(about.get(entry.about, ())) & _DATES
        blocks.append(
            Item(
                label=wording.on(entry.when),
                sub=wording.clock(entry.when),
                lead=entry.lead,
                text=entry.text,
                notes=(_("Sources differ on this date."),) if differ else (),
                link=entry.about if entry.ours else "",
            )
        )
    return tuple(blocks)


def _entries(wording: Wording) -> Iterator[_Dated]:
    yield from _proceedings(wording)
    yield from _around(wording)


def _proceedings(wording: Wording) -> Iterator[_Dated]:
    _ = wording.say
    dossier = wording.dossier
    for charge in dossier.charges:
        if charge.brought_on:
            lead = _("Charge brought.")
            yield _Dated(charge.brought_on, lead, charge_title(wording, charge), charge.id)
    for hearing in dossier.hearings:
        when = hearing.started_at or hearing.scheduled_at
        if when:
            yield _Dated(
                when, f"{hearing_title(wording, hearing)}.", _hearing(wording, hearing), hearing.id
            )
    for decision in dossier.decisions:
        if decision.decided_on:
            lead = f"{decision_title(wording, decision)}."
            text = shortened(decision.result, _LIMIT)
            yield _Dated(decision.decided_on, lead, text, decision.id)
        if decision.appealable_until:
            lead = _("Last day to appeal.")
            yield _Dated(
                decision.appealable_until, lead, decision_title(wording, decision), decision.id
            )
    for sanction in dossier.sanctions:
        title = sanction_title(wording, sanction)
        if sanction.starts:
            yield _Dated(sanction.starts, _("Sanction begins."), title, sanction.id)
        if sanction.ends:
            yield _Dated(sanction.ends, _("Sanction ends."), title, sanction.id)


def _hearing(wording: Wording, hearing: Hearing) -> str:
    status = wording.label("hearing-statuses", hearing.status)
    told = (wording.name(hearing.court), status, shortened(hearing.outcome, _LIMIT))
    return ". ".join(part.rstrip(".") for part in told if part) + "."


def _around(wording: Wording) -> Iterator[_Dated]:
    _ = wording.say
    dossier = wording.dossier
    for mission in dossier.missions:
        for when, lead in (
            (mission.starts, _("Observation begins.")),
            (mission.ends, _("Observation ends.")),
        ):
            if when:
                yield _Dated(when, lead, isolated(mission.title), mission.id)
    for incident in dossier.incidents:
        if incident.at:
            lead = f"{wording.label('incident-sorts', incident.sort)}."
            yield _Dated(incident.at, lead, shortened(incident.description, _LIMIT), incident.id)
    for action in dossier.actions:
        if action.at:
            lead = f"{wording.label('action-sorts', action.sort)}."
            told = (wording.name(action.sender), isolated(action.title), action.reference)
            yield _Dated(action.at, lead, ", ".join(part for part in told if part), action.id)
    for deadline in dossier.deadlines:
        yield _Dated(deadline.due, _("Due."), deadline.what, deadline.id)
    for event in dossier.events:
        text = ". ".join(part for part in (event.place, shortened(event.text, _LIMIT)) if part)
        yield _Dated(event.at, f"{event.title.rstrip('.')}.", text, event.id, ours=False)
    for document in dossier.documents:
        if document.dated:
            lead = _("Document.")
            yield _Dated(document.dated, lead, isolated(document.title), document.id)
