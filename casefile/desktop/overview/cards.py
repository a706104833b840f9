# SPDX-License-Identifier: GPL-3.0-or-later
"""What the cards of the overview say, as plain values."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from casefile.base.messages import _, ngettext
from casefile.casework.cases import Overview
from casefile.casework.timeline import hearing_title
from casefile.desktop.dates import day, when
from casefile.desktop.words import one_line
from casefile.records.kinds import Deadline
from casefile.records.vocabularies import label, vocabulary

_MOST = 5  # lines on a card


@dataclass(frozen=True, slots=True)
class Line:
    """A line on a card, with something short beside it."""

    text: str
    beside: str = ""
    look: str = "muted"


@dataclass(frozen=True, slots=True)
class Card:
    """A card, and the page that shows all of it."""

    title: str
    page: str
    nothing: str
    lines: tuple[Line, ...]


def facts(overview: Overview) -> str:
    """Reference, country, stage and status on one line."""
    case = overview.case
    parts = (
        case.reference,
        label("countries", case.country) if case.country else "",
        label("stages", case.stage) if case.stage else "",
        label("case-statuses", case.status),
    )
    return " · ".join(filter(None, parts))


def cards(overview: Overview, today: date) -> tuple[Card, ...]:
    """All cards, in the order in which they matter."""
    documents = (Line(one.title, when(one.received_at)) for one in overview.documents[:_MOST])
    deadlines = (_deadline(deadline, today) for deadline in overview.deadlines[:_MOST])
    return (
        Card(_("Next hearing"), "hearings", _("No hearing is scheduled."), _next(overview)),
        Card(_("Deadlines"), "timeline", _("Nothing is due."), tuple(deadlines)),
        Card(_("Findings"), "assessment", _("No right is assessed yet."), _findings(overview)),
        Card(
            _("Sanctions running out"),
            "timeline",
            _("No sanction is still running out."),
            _sanctions(overview),
        ),
        Card(_("Latest documents"), "documents", _("No documents yet."), tuple(documents)),
        Card(_("In this case"), "history", _("Nothing yet."), _counts(overview)),
    )


def _next(overview: Overview) -> tuple[Line, ...]:
    hearing = overview.next_hearing
    if hearing is None:
        return ()
    court = overview.people.get(hearing.court or "", "")
    first = Line(hearing_title(hearing), when(hearing.scheduled_at), "strong")
    return (first, Line(court)) if court else (first,)


def _deadline(deadline: Deadline, today: date) -> Line:
    late = deadline.due.latest < today
    soon = not late and (deadline.due.earliest - today).days <= deadline.warn_days
    shown = when(deadline.due)
    if late:
        shown = _("{date}, past").format(date=shown)
    return Line(one_line(deadline.what), shown, "bad" if late else "warn" if soon else "muted")


def _findings(overview: Overview) -> tuple[Line, ...]:
    looks = {"violated": "bad", "serious-concern": "bad", "concern": "warn", "respected": "ok"}
    count = Counter(finding.rating for finding in overview.findings)
    order = [rating for rating in reversed(vocabulary("ratings")) if count[rating]]
    return tuple(
        Line(
            label("ratings", rating),
            ngettext("{count} right", "{count} rights", count[rating]).format(count=count[rating]),
            looks.get(rating, "muted"),
        )
        for rating in order
    )


def _sanctions(overview: Overview) -> tuple[Line, ...]:
    lines = []
    for ending in overview.ending[:_MOST]:
        who = overview.people.get(ending.sanction.party or "", "")
        text = " · ".join(filter(None, (label("sanction-sorts", ending.sanction.sort), who)))
        lines.append(Line(text, day(ending.ends)))
    return tuple(lines)


def _counts(overview: Overview) -> tuple[Line, ...]:
    counted = overview.counts
    named = (
        (_("Hearings"), "hearing"),
        (_("Lines of the log"), "note"),
        (_("People and organisations"), "party"),
        (_("Documents"), "document"),
        (_("Incidents"), "incident"),
    )
    lines = [Line(name, str(counted[kind])) for name, kind in named if counted.get(kind)]
    if overview.conflicts:
        lines.insert(0, Line(_("Open conflicts between authors"), str(overview.conflicts), "warn"))
    return tuple(lines)
