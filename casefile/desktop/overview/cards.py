# SPDX-License-Identifier: GPL-3.0-or-later
"""What the cards of the overview say, as plain values."""

from collections import Counter
from dataclasses import dataclass, replace

from casefile.base.messages import _, ngettext
from casefile.casework.cases import Overview
from casefile.casework.claims import Disagreement
from casefile.casework.deadlines import DueRow, due_words
from casefile.casework.findings import Assessment
from casefile.casework.titles import hearing_title
from casefile.desktop.actions import menus
from casefile.desktop.dates import when
from casefile.desktop.words import one_line
from casefile.records.fields import field_infos
from casefile.records.kinds import Mission, Sanction
from casefile.records.vocabularies import label, vocabulary

_MOST = 5  # lines on a card
RATING_LOOKS = {
    "violated": "bad", "serious-concern": "bad", "concern": "warn", "respected": "ok",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A line on a card, with something short beside it; `kind` and `id` of where it leads."""

    text: str
    beside: str = ""
    look: str = "muted"
    kind: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A card, the page that shows all of it, and what leads there."""

    title: str
    page: str
    nothing: str
    lines: tuple[Line, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Glance:
    """A case at a glance, what the records that it speaks of are called, rights by hearings."""

    overview: Overview
    names: dict[str, str]
    findings: Assessment


def facts(overview: Overview) -> str:
    """Reference, country, stage, status, court files and tags on one line."""
    case = overview.case
    parts = (
        case.reference,
        label("countries", case.country) if case.country else "",
        label("stages", case.stage) if case.stage else "",
        label("case-statuses", case.status),
        *case.court_files,
        *(f"#{tag}" for tag in case.tags),
    )
    return " · ".join(filter(None, parts))


def cards(found: Glance) -> tuple[Card, ...]:
    """All cards, in the order in which they matter."""
    overview, names = found.overview, found.names
    documents = tuple(
        Line(one.title, when(one.received_at).partition(",")[0], "muted", "document", one.id)
        for one in overview.documents[:_MOST]
    )
    shown = (
        _first_steps(overview),
        Card(_("Next hearing"), "hearings", _("No hearing is scheduled."), _next(overview)),
        Card(_("Deadlines"), "timeline", _("Nothing is due."), _deadlines(overview)),
        Card(
            _("Sanctions running out"),
            "timeline",
            _("No sanction is still running out."),
            _sanctions(overview),
        ),
        Card(_("Findings"), "assessment", _("No right is assessed yet."), _findings(overview)),
        _disagreeing(overview, names),
        Card(_("Latest documents"), "documents", _("No documents yet."), documents),
        Card(
            _("Missions"),
            "",
            _("Nobody is said to have sent observers yet."),
            _missions(overview),
            _("Add"),
        ),
        Card(_("In this case"), "history", _("Nothing yet."), _counts(overview)),
    )
    return tuple(card for card in shown if card is not None)


DEED = "deed"
"""The kind of a line that leads to an action of the menu; its id is the action's name."""


def _first_steps(overview: Overview) -> Card | None:
    """What to begin with, while a case holds nothing but itself."""
    if sum(overview.counts.values()) > 1:
        return None
    steps = (
        (_("Say more about the case: country, languages, summary"), "edit_case"),
        (_("Add the people and organisations in it"), "add_party"),
        (_("Start the log when the judge enters"), "live_log"),
        (_("Add documents"), "add_documents"),
    )
    keys = {entry.name: entry.shortcut for _title, listed in menus() for entry in listed}
    lines = tuple(Line(text, keys.get(name, ""), "muted", DEED, name) for text, name in steps)
    return Card(_("First steps"), "", "", lines)


def _next(overview: Overview) -> tuple[Line, ...]:
    hearing = overview.next_hearing
    if hearing is None:
        return ()
    first = Line(hearing_title(hearing), "", "strong", "hearing", hearing.id)
    if hearing.started_at is not None and hearing.ended_at is None:
        first = replace(first, beside=_("● LIVE"), look="bad")
    else:
        first = replace(first, beside=when(hearing.scheduled_at))
    place = (overview.people.get(hearing.court or "", ""), hearing.room)
    room = " · ".join(filter(None, place))
    return (first, Line(room)) if room else (first,)


def _deadlines(overview: Overview) -> tuple[Line, ...]:
    """What comes next; what is overdue is counted, for a long list of it would hide the rest."""
    rows = [row for row in overview.dues if row.due.sort != "sanction"]
    overdue = [row for row in rows if row.overdue]
    coming = [row for row in rows if row.state != "past"]
    lines = [_due(row) for row in coming[: _MOST - bool(overdue)]]
    if len(overdue) == 1:
        lines.append(_due(overdue[0]))
    elif overdue:
        count = len(overdue)
        text = ngettext("{count} is past and not done", "{count} are past and not done", count)
        last = when(overdue[-1].due.when)
        beside = _("the latest {date}").format(date=last)
        lines.append(Line(text.format(count=count), beside, "bad"))
    return tuple(lines)


def _due(row: DueRow) -> Line:
    """When it is, and how near that is in words where it matters."""
    parts = (when(row.due.when), due_words(row) if _told(row) else "")
    look = "bad" if row.overdue else "warn" if row.state == "soon" else "muted"
    beside = " · ".join(filter(None, parts))
    return Line(one_line(row.title), beside, look, row.due.record.kind, row.id)


def _told(row: DueRow) -> bool:
    return row.state != "later" or row.due.disputed or not row.exact


def _findings(overview: Overview) -> tuple[Line, ...]:
    count = Counter(finding.rating for finding in overview.findings)
    order = [rating for rating in reversed(vocabulary("ratings")) if count[rating]]
    return tuple(
        Line(
            label("ratings", rating),
            ngettext("{count} finding", "{count} findings", count[rating]).format(
                count=count[rating]
            ),
            RATING_LOOKS.get(rating, "muted"),
        )
        for rating in order
    )


def _sanctions(overview: Overview) -> tuple[Line, ...]:
    running = [row for row in overview.dues if row.due.sort == "sanction" and row.state != "past"]
    return tuple(replace(_due(row), text=_sanction(overview, row)) for row in running[:_MOST])


def _sanction(overview: Overview, row: DueRow) -> str:
    record = row.due.record
    if not isinstance(record, Sanction):
        return one_line(row.title)
    who = overview.people.get(record.party or "", "")
    return " · ".join(filter(None, (label("sanction-sorts", record.sort), who)))


def _disagreeing(overview: Overview, names: dict[str, str]) -> Card | None:
    """None where sources agree: then there is nothing to say of it."""
    found = overview.disagreements
    if not found:
        return None
    lines = [_disagreement(one, names) for one in found[:_MOST]]
    if len(found) > _MOST:
        many = len(found) - _MOST
        text = ngettext("and {count} more record", "and {count} more records", many)
        lines.append(Line(text.format(count=many)))
    title = ngettext(
        "Sources disagree on {count} record", "Sources disagree on {count} records", len(found)
    )
    return Card(title.format(count=len(found)), "", "", tuple(lines))


def _disagreement(found: Disagreement, names: dict[str, str]) -> Line:
    labels = {info.name: _(info.label) for info in field_infos(type(found.record))}
    fields = ", ".join(labels.get(field, field) for field in sorted(found.fields))
    record = found.record
    return Line(names.get(record.id, record.kind), fields, "warn", record.kind, record.id)


def _missions(overview: Overview) -> tuple[Line, ...]:
    return tuple(_mission(overview, mission) for mission in overview.missions[:_MOST])


def _mission(overview: Overview, mission: Mission) -> Line:
    sender = overview.people.get(mission.sender or "", "")
    text = f"{mission.title} — {sender}" if sender else mission.title
    many = len(mission.members)
    told = ngettext("{count} member", "{count} members", many).format(count=many) if many else ""
    beside = when(mission.starts) or told
    return Line(one_line(text), beside, "muted", "mission", mission.id)


def _counts(overview: Overview) -> tuple[Line, ...]:
    counted = overview.counts
    named = (
        (_("Hearings"), "hearing"),
        (_("Lines of the log"), "note"),
        (_("People and organisations"), "party"),
        (_("Documents"), "document"),
        (_("Incidents"), "incident"),
        (_("Advocacy"), "action"),
    )
    return tuple(Line(name, str(counted[kind])) for name, kind in named if counted.get(kind))
