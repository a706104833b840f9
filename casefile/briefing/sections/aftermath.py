# SPDX-License-Identifier: GPL-3.0-or-later
"""What was done about the case, what happened around it, and what is still due."""

from casefile.briefing.blocks import (
    Block,
    Column,
    Item,
    Paragraph,
    Table,
    TableCell,
)
from casefile.briefing.claims import panels
from casefile.briefing.rtl import isolated
from casefile.briefing.wording import Wording
from casefile.records.disputes import disputes
from casefile.records.kinds import Action, Incident


def advocacy(wording: Wording) -> tuple[Block, ...]:
    """One entry an act, its answer and result with it."""
    _ = wording.say
    if not wording.dossier.actions:
        return (Paragraph(_("No advocacy is recorded."), "muted"),)
    about = disputes(wording.dossier.claims)
    blocks: list[Block] = []
    for action in wording.dossier.actions:
        blocks.extend(_action(wording, action))
        blocks.extend(panels(wording, "action", about.get(action.id, ())))
    return tuple(blocks)


def _action(wording: Wording, action: Action) -> list[Block]:
    _ = wording.say
    sort = wording.label("action-sorts", action.sort)
    sender, addressee = wording.name(action.sender), isolated(action.addressee)
    told = (
        _("Reply: {text}").format(text=action.reply) if action.reply else "",
        _("Result: {text}").format(text=action.result) if action.result else "",
    )
    signed = "" if action.signatures is None else wording.number(action.signatures)
    facts = (
        sort if action.title else "",
        _("by {name}").format(name=sender) if sender else "",
        _("to {name}").format(name=addressee) if addressee else "",
        action.reference,
        _("{number} signatures").format(number=signed) if signed else "",
        wording.label("action-statuses", action.status).lower(),
        _("answer due {date}").format(date=wording.date(action.deadline))
        if action.deadline
        else "",
        action.url,
    )
    title = (isolated(action.title) or sort).rstrip(".")
    return [
        Item(
            label=wording.on(action.at),
            sub=wording.clock(action.at),
            lead=f"{title}.",
            text="\n".join(part for part in told if part),
            notes=(" · ".join(fact for fact in facts if fact),),
            key=action.id,
        )
    ]


def incidents(wording: Wording) -> tuple[Block, ...]:
    """Threats to anyone near the case."""
    _ = wording.say
    if not wording.dossier.incidents:
        return (Paragraph(_("No incident is recorded."), "muted"),)
    about = disputes(wording.dossier.claims)
    blocks: list[Block] = []
    for incident in wording.dossier.incidents:
        blocks.extend(_incident(wording, incident))
        blocks.extend(panels(wording, "incident", about.get(incident.id, ())))
    return tuple(blocks)


def _incident(wording: Wording, incident: Incident) -> list[Block]:
    _ = wording.say
    certainty = wording.label("credibility", incident.certainty) if incident.certainty else ""
    targets = wording.names(incident.targets)
    facts = (
        incident.place,
        _("against {names}").format(names=targets) if targets else "",
        _("certainty: {grade}").format(grade=certainty.lower()) if certainty else "",
    )
    told = {
        _("Reported to: {text}"): isolated(incident.reported_to),
        _("Response: {text}"): incident.response,
        _("Protective measures: {text}"): incident.measures,
    }
    lines = [incident.description, *(form.format(text=text) for form, text in told.items() if text)]
    note = " · ".join(fact for fact in facts if fact)
    return [
        Item(
            label=wording.on(incident.at),
            sub=wording.clock(incident.at),
            lead=f"{wording.label('incident-sorts', incident.sort)}.",
            text="\n".join(line for line in lines if line),
            notes=(note,) if note else (),
            key=incident.id,
        )
    ]


def due(wording: Wording) -> tuple[Block, ...]:
    """The deadlines; nothing where there are none."""
    _ = wording.say
    if not wording.dossier.deadlines:
        return ()
    columns = (
        Column(_("Due"), 0.24, figures=True),
        Column(_("What"), 0.46),
        Column(_("Done"), 0.30, figures=True),
    )
    rows = tuple(
        (
            TableCell(wording.date(each.due), strong=True),
            TableCell(each.what, sub=each.basis),
            TableCell(wording.date(each.done_on) or _("open")),
        )
        for each in wording.dossier.deadlines
    )
    return (Table(columns, rows),)
