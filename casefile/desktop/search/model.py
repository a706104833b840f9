# SPDX-License-Identifier: GPL-3.0-or-later
"""Results as a list: a heading for each kind, its hits under it, and a way to all of them."""

from dataclasses import dataclass

from casefile.base.messages import _, ngettext
from casefile.casework.search import ALL, MOST, Group, Results
from casefile.desktop.widgets.listing import ListModel
from casefile.desktop.words import one_line
from casefile.store.hits import Hit

_PAGES = 5  # further pages of a document are told


@dataclass(frozen=True, slots=True)
class Heading:
    """A kind, and how many hits it has."""

    text: str
    sign: str


@dataclass(frozen=True, slots=True)
class Way:
    """To all hits of a kind; to all kinds where it names none."""

    text: str
    kind: str = ""


Row = Heading | Hit | Way

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
    """Each row is a `Heading`, a `Hit` or a `Way`."""

    def __init__(self) -> None:
        super().__init__(self._said, heading=Heading)
        self._titles: dict[str, str] = {}

    def show_results(self, results: Results | None, *, one_kind: bool = False) -> None:
        """Show these instead. `one_kind`: all that was found of it, with a way back."""
        rows: list[Row] = [Way(_("Back to all that was found"))] if one_kind else []
        for group in results.groups if results else ():
            rows += [Heading(_heading(group), SIGNS.get(group.kind, "tag")), *group.hits]
            if group.cut and not one_kind:
                rows.append(Way(_way_to_all(group), group.kind))
        self._titles = results.titles if results else {}
        self.show(rows)

    def place_of(self, hit: Hit) -> str:
        """The title of the case in which a hit is, if that is not the open one."""
        return one_line(self._titles.get(hit.case, "")) if hit.kind != "case" else ""

    def _said(self, row: Row) -> str:
        return spoken(row, self.place_of(row)) if isinstance(row, Hit) else row.text


def _heading(group: Group) -> str:
    name = kind_names().get(group.kind, group.kind)
    if group.total is None:
        return _("{kind}: the newest").format(kind=name)
    return _("{kind} ({count})").format(kind=name, count=_number(group.total))


def _way_to_all(group: Group) -> str:
    name = kind_names().get(group.kind, group.kind)
    if group.total is not None and group.total > ALL:
        return _("Show the newest {count} in {kind}").format(count=ALL, kind=name)
    return _("Show all {count} in {kind}").format(count=group.total, kind=name)


def _number(total: int) -> str:
    return _("more than {count}").format(count=MOST) if total > MOST else str(total)


def title_of(hit: Hit, place: str = "") -> str:
    """What a hit is called on one line; of a document's text also the pages, counted from 1; and
    the `place` where it is."""
    told = [one_line(hit.title)]
    if hit.page is not None:
        told.append(_("page {page}").format(page=hit.page + 1))
    if more := hit.found.more:
        pages = ", ".join(str(page + 1) for page in more[:_PAGES])
        pages += "…" if len(more) > _PAGES else ""
        told.append(
            ngettext("also on page {pages}", "also on pages {pages}", len(more)).format(pages=pages)
        )
    return " · ".join(filter(None, (*told, place)))


def spoken(hit: Hit, place: str = "") -> str:
    """A hit as a screen reader says it."""
    return ": ".join(filter(None, (title_of(hit, place), one_line(hit.snippet))))
