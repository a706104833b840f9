# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything with a date, in one list; dates no more precise than they are known."""

from collections.abc import Iterator
from typing import NamedTuple

from casefile.briefing.blocks import Block, Heading, Item, Paragraph
from casefile.briefing.rtl import isolated
from casefile.briefing.sections.titles import (
    charge_named,
    decision_title,
    hearing_title,
    sanction_title,
    shortened,
)
from casefile.briefing.wording import Wording
from casefile.records.disputes import Dispute, differing_fields, disputes
from casefile.records.kinds import Hearing
from casefile.records.values import Moment, PartialDate, When

_LIMIT = 320  # characters an entry repeats of what stands in full elsewhere


class _Dated(NamedTuple):
    when: When | Moment | PartialDate
    lead: str
    text: str
    about: str  # id of the record
    field: str  # that holds the date
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
        differ = entry.field in _differing(wording, entry.about, about.get(entry.about, ()))
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


def _differing(wording: Wording, ref: str, found: tuple[Dispute, ...]) -> frozenset[str]:
    record = wording.records.get(ref)
    return differing_fields(record, found) if record else frozenset()


def _entries(wording: Wording) -> Iterator[_Dated]:
    yield from _proceedings(wording)
    yield from _around(wording)


def _proceedings(wording: Wording) -> Iterator[_Dated]:
    _ = wording.say
    dossier = wording.dossier
    for charge in dossier.charges:
        if charge.brought_on:
            text = f"{charge_named(wording, charge)}."
            yield _Dated(charge.brought_on, _("Charge brought."), text, charge.id, "brought_on")
    for hearing in dossier.hearings:
        field = "started_at" if hearing.started_at else "scheduled_at"
        when = hearing.started_at or hearing.scheduled_at
        if when:
            lead = f"{hearing_title(wording, hearing).rstrip('.')}."
            yield _Dated(when, lead, _hearing(wording, hearing), hearing.id, field)
    for decision in dossier.decisions:
        if decision.decided_on:
            lead = f"{decision_title(wording, decision)}."
            text = shortened(decision.result, _LIMIT)
            yield _Dated(decision.decided_on, lead, text, decision.id, "decided_on")
        if decision.appealable_until:
            title = f"{decision_title(wording, decision)}."
            last, field = decision.appealable_until, "appealable_until"
            yield _Dated(last, _("Last day to appeal."), title, decision.id, field)
    for sanction in dossier.sanctions:
        title = f"{sanction_title(wording, sanction)}."
        if sanction.starts:
            yield _Dated(sanction.starts, _("Sanction begins."), title, sanction.id, "starts")
        if sanction.ends:
            yield _Dated(sanction.ends, _("Sanction ends."), title, sanction.id, "ends")


def _hearing(wording: Wording, hearing: Hearing) -> str:
    status = wording.label("hearing-statuses", hearing.status)
    told = (wording.name(hearing.court), shortened(hearing.outcome, _LIMIT) or status)
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
                yield _Dated(when, lead, isolated(mission.title), mission.id, "starts")
    for incident in dossier.incidents:
        if incident.at:
            lead = f"{wording.label('incident-sorts', incident.sort)}."
            text = shortened(incident.description, _LIMIT)
            yield _Dated(incident.at, lead, text, incident.id, "at")
    for action in dossier.actions:
        if action.at:
            lead = f"{wording.label('action-sorts', action.sort)}."
            told = (wording.name(action.sender), isolated(action.title.rstrip(".")))
            text = ": ".join(part for part in told if part)
            yield _Dated(action.at, lead, f"{text}." if text else "", action.id, "at")
    for deadline in dossier.deadlines:
        yield _Dated(deadline.due, _("Due."), deadline.what, deadline.id, "due")
    for event in dossier.events:
        text = ". ".join(part for part in (event.place, shortened(event.text, _LIMIT)) if part)
        yield _Dated(event.at, f"{event.title.rstrip('.')}.", text, event.id, "at", ours=False)
    for document in dossier.documents:
        if document.dated:
            lead = _("Document.")
            title = f"{isolated(document.title.rstrip('.'))}."
            yield _Dated(document.dated, lead, title, document.id, "dated")
