# SPDX-License-Identifier: GPL-3.0-or-later
"""How incidents are listed: what happened to whom, and what nobody has done about it yet."""

from collections.abc import Callable

from casefile.base.messages import _
from casefile.casework.advocacy import IncidentRow
from casefile.desktop.dates import when
from casefile.desktop.widgets.table import Column
from casefile.desktop.words import isolated, one_line
from casefile.records.vocabularies import label


def incident_columns() -> tuple[Column, ...]:
    """The columns of the table of incidents."""
    return (
        Column(_("When"), lambda row: when(row.incident.at), 130, look="muted"),
        Column(_("What"), _what, bold=True),
        Column(_("Whom"), _whom, 150, sign=_shield),
        Column(_("Where"), lambda row: one_line(row.incident.place), 100, look="muted", roomy=800),
        Column(_("Certainty"), _certainty, 105, look="muted", roomy=640),
        Column(_("Reported to"), _reported, 130, look=_open("reported_to")),
        Column(_("Measures"), _measures, 110, look=_open("measures"), roomy=720),
    )


def fits(row: IncidentRow, words: str, *, open_only: bool) -> bool:
    """Whether an incident has all these words somewhere, and is still open if that is asked."""
    if open_only and not row.gaps:
        return False
    incident = row.incident
    texts = (
        incident.description, incident.place, incident.reported_to, incident.response,
        incident.measures, label("incident-sorts", incident.sort), *row.targets,
    )  # fmt: skip
    text = "\n".join(texts).casefold()
    return all(word in text for word in words.casefold().split())


def _what(row: IncidentRow) -> str:
    sort = label("incident-sorts", row.incident.sort)
    told = one_line(row.incident.description[:300])
    return f"{sort} · {told}" if told else sort


def _whom(row: IncidentRow) -> str:
    return ", ".join(isolated(name) for name in row.targets) or _("not said")


def _shield(row: IncidentRow) -> str:
    return "shield" if row.protected else ""


def _certainty(row: IncidentRow) -> str:
    return label("credibility", row.incident.certainty) if row.incident.certainty else "–"


def _reported(row: IncidentRow) -> str:
    return one_line(row.incident.reported_to) or _("! Nobody yet")


def _measures(row: IncidentRow) -> str:
    return one_line(row.incident.measures) or _("! None yet")


def _open(gap: str) -> Callable[[IncidentRow], str]:
    return lambda row: "warn" if gap in row.gaps else "text"
