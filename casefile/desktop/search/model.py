# SPDX-License-Identifier: GPL-3.0-or-later
"""Results as a list: a heading for each kind, its hits under it."""

from dataclasses import dataclass

from casefile.base.messages import _, ngettext
from casefile.casework.search import Results
from casefile.desktop.widgets.listing import ListModel
from casefile.desktop.words import one_line
from casefile.store.hits import Hit

_PAGES = 5  # further pages of a document are told


@dataclass(frozen=True, slots=True)
class Heading:
    """A kind, and how many hits it has."""

    text: str
    sign: str


SIGNS = {
    "case": "briefcase", "mission": "flag", "party": "user", "charge": "scale", "hearing": "gavel",
    "attendance": "users", "note": "notebook-pen", "document": "file-text", "finding": "scale",
    "decision": "landmark", "sanction": "lock", "incident": "siren", "action": "megaphone",
    "deadline": "hourglass", "event": "calendar", "claim": "quote", "release": "upload",
}  # fmt: skip


def kind_names() -> dict[str, str]:
    """What several records of a kind are called."""
    return {
        "case": _("Cases"), "mission": _("Missions"), "party": _("People and organisations"),
        "charge": _("Charges"), "hearing": _("Hearings"), "attendance": _("Attendance"),
        "note": _("Log"), "document": _("Documents"), "finding": _("Findings"),
        "decision": _("Decisions"), "sanction": _("Sanctions"), "incident": _("Incidents"),
        "action": _("Advocacy"), "deadline": _("Deadlines"), "event": _("Events"),
        "claim": _("Claims"), "release": _("What left the vault"), "link": _("Links"),
    }  # fmt: skip


def kind_name(kind: str) -> str:
    """What one record of a kind is called."""
    names = {
        "case": _("Case"), "mission": _("Mission"), "party": _("Party"), "charge": _("Charge"),
        "hearing": _("Hearing"), "attendance": _("Attendance"), "note": _("Line"),
        "document": _("Document"), "finding": _("Finding"), "decision": _("Decision"),
        "sanction": _("Sanction"), "incident": _("Incident"), "action": _("Action"),
        "deadline": _("Deadline"), "event": _("Event"), "claim": _("Claim"),
        "release": _("Release"), "link": _("Link"),
    }  # fmt: skip
    return names.get(kind, kind)


class ResultsModel(ListModel):
    """Each row is a `Heading` or a `Hit`."""

    def __init__(self) -> None:
        super().__init__(_said, heading=Heading)

    def show_results(self, results: Results | None) -> None:
        """Show these instead."""
        rows: list[Heading | Hit] = []
        names = kind_names()
        for kind, hits in results.groups if results else ():
            title = _("{kind} ({count})").format(kind=names.get(kind, kind), count=len(hits))
            rows += [Heading(title, SIGNS.get(kind, "tag")), *hits]
        self.show(rows)


def _said(row: Heading | Hit) -> str:
    return row.text if isinstance(row, Heading) else spoken(row)


def title_of(hit: Hit) -> str:
    """What a hit is called on one line; of a document's text also the pages, counted from 1."""
    told = [one_line(hit.title)]
    if hit.page is not None:
        told.append(_("page {page}").format(page=hit.page + 1))
    if more := hit.found.more:
        pages = ", ".join(str(page + 1) for page in more[:_PAGES])
        pages += "…" if len(more) > _PAGES else ""
        told.append(
            ngettext("also on page {pages}", "also on pages {pages}", len(more)).format(pages=pages)
        )
    return " · ".join(filter(None, told))


def spoken(hit: Hit) -> str:
    """A hit as a screen reader says it."""
    return ": ".join(filter(None, (title_of(hit), one_line(hit.snippet))))
