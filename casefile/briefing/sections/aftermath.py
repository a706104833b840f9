# SPDX-License-Identifier: GPL-3.0-or-later
"""What was done about the case, what happened around it, and what is still due."""

from casefile.briefing.blocks import (
    Block,
    Column,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Table,
    TableCell,
)
from casefile.briefing.claims import disputes, panels
from casefile.briefing.rtl import isolated
from casefile.briefing.wording import Wording
from casefile.records.kinds import Action, Incident


def advocacy(wording: Wording) -> tuple[Block, ...]:
    """One entry an act."""
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
    title = isolated(action.title) or sort
    signatures = (
        "" if action.signatures is None else f"{action.signatures:,}".replace(",", "\u00a0")
    )
    return [
        Heading(title, 3, action.id, label=wording.on(action.at)),
        Facts(
            (
                Fact(_("What"), sort if action.title else ""),
                Fact(_("By"), wording.name(action.sender)),
                Fact(_("To"), isolated(action.addressee)),
                Fact(_("Reference"), action.reference),
                Fact(_("Signatures"), signatures),
                Fact(_("Deadline"), wording.date(action.deadline)),
                Fact(_("Status"), wording.label("action-statuses", action.status)),
                Fact(_("Reply"), action.reply),
                Fact(_("Result"), action.result),
                Fact(_("Address"), action.url),
            )
        ),
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
    title = wording.label("incident-sorts", incident.sort)
    return [
        Heading(title, 3, incident.id, label=wording.moment(incident.at)),
        Facts(
            (
                Fact(_("Place"), incident.place),
                Fact(_("Against"), wording.names(incident.targets)),
                Fact(_("What happened"), incident.description),
                Fact(_("Certainty"), certainty),
                Fact(_("Reported to"), isolated(incident.reported_to)),
                Fact(_("Response"), incident.response),
                Fact(_("Measures"), incident.measures),
            )
        ),
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
