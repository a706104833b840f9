# SPDX-License-Identifier: GPL-3.0-or-later
"""The timeline: whatever in a case has a time, in one list.

Where a date stands that is not known to the day: a year stands at the head of its year, before
every month and day of it; a month at the head of its month; a day before its hours. Of two that
are equally vague the plain one comes before the one marked `?` or `~`. Nothing is moved to an
invented day: who shows the list writes a year as a year. Decisions, charges and sanctions of
which nobody knows the time stand last: this is the only list of them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeVar

from casefile.base.clock import local_zone
from casefile.base.messages import _
from casefile.casework.deadlines import DueRow, due_rows, due_words
from casefile.casework.hearings import names_of
from casefile.casework.titles import hearing_title
from casefile.names.fold import fold
from casefile.records.dues import Sort
from casefile.records.kinds import (
    Action,
    Charge,
    Deadline,
    Decision,
    Document,
    Event,
    Hearing,
    Incident,
    Record,
    Sanction,
)
from casefile.records.values import Moment, PartialDate, When
from casefile.records.vocabularies import label
from casefile.store import reading
from casefile.vault.vault import Vault

Aspect = Literal["", "received", "copy", "appeal", "answer", "ends"]
"""What of a record stands there; most have one time only."""

LANES = (
    "hearing", "decision", "charge", "sanction", "incident", "action", "document", "deadline",
    "event",
)  # fmt: skip
"""The sorts of rows, in the order in which they are offered; each is named as a kind."""

KINDS = frozenset({*LANES, "party", "claim"})
"""The kinds of records that a timeline is made of."""

R = TypeVar("R", bound=Record)

_ALWAYS = ("decision", "charge", "sanction")  # listed nowhere else, so also without a date
_CALLED_OFF = ("moved", "cancelled", "adjourned", "closed-to-public")
_SEARCHED = 600  # letters of a row that a filter looks at


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A record on the timeline: when (a Moment or PartialDate as text, or empty where nobody
    knows), and in one line what."""

    record: Record
    when: str
    title: str
    detail: str = ""  # who, where, or what became of it
    aspect: Aspect = ""
    until: str = ""  # the end of what lasts, as far as it is known
    span: tuple[date, date] | None = None  # the first and the last day on which it can have been
    due: DueRow | None = None
    searched: str = ""  # folded: see `names`

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def key(self) -> str:
        """Names the row: a record may stand in two places."""
        return f"{self.record.id}/{self.aspect}"

    @property
    def lane(self) -> str:
        """One of `LANES`: what is due of a decision or an action is a deadline."""
        return "deadline" if self.aspect in ("appeal", "answer") else self.record.kind


def row_at(record: Record, when: str | None, title: str, **more: Any) -> TimelineRow:
    """A row for a record, with the days on which it can have been."""
    return TimelineRow(record, when or "", title, span=span_of(when) if when else None, **more)


def span_of(when: str) -> tuple[date, date]:
    """The first and the last day that a Moment, in the time of its place, or a date can mean."""
    exact = When.stored(when).exact
    if isinstance(exact, PartialDate):
        return exact.earliest, exact.latest
    return exact.local.date(), exact.local.date()


@dataclass(frozen=True, slots=True)
class Timeline:
    """The rows of a case in order of time, and what day it is where the laptop is."""

    rows: tuple[TimelineRow, ...]
    today: date


def timeline(vault: Vault, case: str) -> Timeline:
    """Hearings, decisions, charges, sanctions, incidents, actions, documents, deadlines, events."""
    today = Moment.of(vault.clock(), local_zone()).local.date()
    maker = _Maker(vault, case)
    rows = sorted(maker.rows(), key=lambda row: (*_place(row.when), row.id, row.aspect))
    return Timeline(tuple(rows), today)


def _place(when: str) -> tuple[bool, str, str]:
    return (False, When.stored(when).sort_key, when) if when else (True, "", "")


Rows = Iterator[TimelineRow]


class _Maker:
    """Reads a case and makes its rows."""

    def __init__(self, vault: Vault, case: str) -> None:
        self._vault = vault
        self._case = case
        self._names = names_of(vault, case)
        self._dues = {(row.id, row.due.sort): row for row in due_rows(vault, case)}

    def rows(self) -> Rows:
        yield from self._each(Hearing, self._hearing)
        yield from self._each(Decision, self._decision)
        yield from self._each(Charge, self._charge)
        yield from self._each(Sanction, self._sanction)
        yield from self._each(Incident, self._incident)
        yield from self._each(Action, self._action)
        yield from self._each(Document, self._document)
        yield from self._each(Deadline, self._deadline)
        yield from self._each(Event, self._event)

    def _each(self, kind: type[R], make: Callable[[R], Rows]) -> Rows:
        for record in reading.records(self._vault.store, kind, self._case):
            made = list(make(record))
            dated = [row for row in made if row.when]
            always = made[:1] if record.kind in _ALWAYS else []
            yield from dated or always

    def _row(
        self,
        record: Record,
        when: str | None,
        title: str,
        detail: str = "",
        *,
        aspect: Aspect = "",
        until: str | None = None,
        due: DueRow | None = None,
    ) -> Rows:
        yield row_at(
            record, when, title, detail=detail, aspect=aspect, until=until or "", due=due,
            searched=fold(f"{title} {detail}"[:_SEARCHED]),
        )  # fmt: skip

    def _hearing(self, hearing: Hearing) -> Rows:
        called_off = hearing.status in _CALLED_OFF
        status = label("hearing-statuses", hearing.status) if called_off else ""
        detail = _joined(status, self._names.get(hearing.court or ""))
        when = hearing.started_at or hearing.scheduled_at
        return self._row(hearing, when, hearing_title(hearing), detail)

    def _decision(self, decision: Decision) -> Rows:
        sort = label("decision-sorts", decision.sort) or _("Decision")
        court = self._names.get(decision.court or "", "")
        yield from self._row(decision, decision.decided_on, _named(sort, decision.result), court)
        copy = _("Reasoned copy received: {decision}").format(decision=sort)
        yield from self._row(decision, decision.reasoned_copy_on, copy, court, aspect="copy")
        yield from self._due(decision, "appeal", "appeal")

    def _charge(self, charge: Charge) -> Rows:
        about = _joined(charge.law, charge.article, apart=" ")
        became = label("charge-statuses", charge.status) if charge.status != "brought" else ""
        title = _named(_("Charge"), about or charge.text)
        detail = _joined(self._names.get(charge.accused or ""), became)
        return self._row(charge, charge.brought_on, title, detail)

    def _sanction(self, sanction: Sanction) -> Rows:
        title = sanction.text or label("sanction-sorts", sanction.sort)
        who = self._names.get(sanction.party or "", "")
        due = self._dues.get((sanction.id, "sanction"))
        end = due.due.when if due else sanction.ends
        yield from self._row(sanction, sanction.starts, title, who, until=end)
        ends = _("Ends: {sanction}").format(sanction=title)
        yield from self._row(sanction, end, ends, who, aspect="ends", due=due)

    def _incident(self, incident: Incident) -> Rows:
        title = _named(label("incident-sorts", incident.sort), incident.description)
        return self._row(incident, incident.at, title, incident.place)

    def _action(self, action: Action) -> Rows:
        title = _named(label("action-sorts", action.sort), action.title)
        who = self._names.get(action.sender or "") or action.addressee
        yield from self._row(action, action.at, title, who)
        yield from self._due(action, "action", "answer")

    def _document(self, document: Document) -> Rows:
        title = document.title or document.filename
        yield from self._row(document, document.dated, title, _("dated"))
        received = _joined(_("received"), document.received_from)
        yield from self._row(document, document.received_at, title, received, aspect="received")

    def _deadline(self, deadline: Deadline) -> Rows:
        due = self._dues.get((deadline.id, "deadline"))
        return self._row(deadline, deadline.due, deadline.what, _state(deadline, due), due=due)

    def _event(self, event: Event) -> Rows:
        return self._row(event, event.at, event.title, event.place)

    def _due(self, record: Record, sort: Sort, aspect: Aspect) -> Rows:
        if due := self._dues.get((record.id, sort)):
            yield from self._row(
                record, due.due.when, due.title, due_words(due), aspect=aspect, due=due
            )


def _state(deadline: Deadline, due: DueRow | None) -> str:
    return due_words(due) if due else _("done")


def _named(sort: str, text: str) -> str:
    """`Verdict: four years`, or whichever of the two there is."""
    return ": ".join(filter(None, (sort, " ".join(text.split()))))


def _joined(*parts: str | None, apart: str = " · ") -> str:
    return apart.join(filter(None, parts))
