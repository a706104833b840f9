# SPDX-License-Identifier: GPL-3.0-or-later
"""Deadlines: what is due in a case, what to warn of, and a calendar of it for other programs."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from msgspec.structs import replace

from casefile.base.clock import local_zone
from casefile.base.files import write_atomically
from casefile.base.messages import _, ngettext
from casefile.casework.briefings import record_release, unwritable
from casefile.casework.hearings import names_of
from casefile.disclosure import dossier as dossiers
from casefile.records.dues import Due, State, dues
from casefile.records.kinds import Action, Claim, Deadline, Decision, Release, Sanction
from casefile.records.values import Audience, Moment, PartialDate
from casefile.records.vocabularies import label
from casefile.store import reading
from casefile.tables import ics
from casefile.vault.vault import Vault

_DAYS_TOLD = 61  # from here on months are told, and then years
_MONTH, _YEAR = 30.44, 365.25  # days


@dataclass(frozen=True, slots=True)
class DueRow:
    """Something due, in words, and how near it is."""

    due: Due
    title: str
    state: State
    days: int  # left for sure; negative where it may be over
    over: int = 0  # days since it surely is over

    @property
    def id(self) -> str:
        return self.due.record.id

    @property
    def overdue(self) -> bool:
        """Whether it is over and was somebody's to do: the end of a term is nobody's."""
        return self.state == "past" and self.due.sort in ("deadline", "action")

    @property
    def exact(self) -> bool:
        """Whether the day is known, and known for certain."""
        when = self.due.when
        return when.precision == "day" and not when.approximate and not when.uncertain


def due_rows(vault: Vault, case: str) -> list[DueRow]:
    """All that is due in a case, derived or set, the earliest first."""
    store, today = vault.store, Moment.of(vault.clock(), local_zone()).local.date()
    names = names_of(vault, case)
    found = dues(
        reading.records(store, Deadline, case),
        reading.records(store, Decision, case),
        reading.records(store, Sanction, case),
        reading.records(store, Action, case),
        reading.records(store, Claim, case),
    )
    return [
        DueRow(
            due,
            _title(due, names),
            due.state(today),
            due.days(today),
            max((today - due.when.latest).days, 0),
        )
        for due in found
    ]


def warnings(vault: Vault, case: str) -> list[DueRow]:
    """What a person has to be warned of today: near by its own `warn_days`; or over, where
    somebody had something to do and it is not done."""
    return [row for row in due_rows(vault, case) if row.state == "soon" or row.overdue]


def due_words(row: DueRow) -> str:
    """How near it is, in words: `in 6 days`, `overdue by 2 days`, and what is not certain of it."""
    said = _over(row) if row.state == "past" else _left(row)
    return _("{when}; sources differ").format(when=said) if row.due.disputed else said


def _over(row: DueRow) -> str:
    span, when = _span(row.over), row.due.when
    if when.approximate or when.uncertain:
        return _("probably over: the day is not certain")
    if row.overdue:
        return _("overdue by {span}").format(span=span)
    return _("ended {span} ago").format(span=span)


def _left(row: DueRow) -> str:
    if row.exact:
        near = {0: _("today"), 1: _("tomorrow")}
        return near.get(row.days) or _("in {span}").format(span=_span(row.days))
    if row.days <= 0:
        return _("perhaps now: the day is not certain")
    return _("in {span} or later: the day is not certain").format(span=_span(row.days))


def _span(days: int) -> str:
    """Whole days, or about how many months or years; never more than there are."""
    months, years = int(days / _MONTH), int(days / _YEAR)
    if days < _DAYS_TOLD:
        return ngettext("{count} day", "{count} days", days).format(count=days)
    if years < 2:
        return ngettext("{count} month", "{count} months", months).format(count=months)
    return ngettext("{count} year", "{count} years", years).format(count=years)


def settle(vault: Vault, deadline: Deadline) -> Deadline:
    """Mark a deadline as done today where the laptop is; one that is done, as not done.

    Gives the deadline as it now is. Raises NotFound.
    """
    deadline = reading.record(vault.store, deadline.id, Deadline)
    today = Moment.of(vault.clock(), local_zone()).local.date()
    done = None if deadline.done_on else PartialDate(today.isoformat())
    with vault.edit(deadline.case) as edit:
        edit.put(replace(deadline, done_on=done))
    return replace(deadline, done_on=done)


def _title(due: Due, names: dict[str, str]) -> str:
    record = due.record
    if isinstance(record, Decision):
        sort = label("decision-sorts", record.sort) or _("Decision")
        decided = f"{sort}, {record.decided_on}" if record.decided_on else sort
        return _("Time to appeal ends: {decision}").format(decision=decided)
    if isinstance(record, Sanction):
        parts = (label("sanction-sorts", record.sort), names.get(record.party or ""))
        return _("Ends: {sanction}").format(sanction=" · ".join(filter(None, parts)))
    if isinstance(record, Action):
        about = record.title or label("action-sorts", record.sort)
        return _("Reply due: {action}").format(action=about)
    return record.what if isinstance(record, Deadline) else record.kind


@dataclass(frozen=True, slots=True)
class Saved:
    """A calendar that left: its release, how many events it has, how many dates it leaves out."""

    release: Release
    events: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Leaving:
    """What a calendar for an audience would hold."""

    events: int
    left_out: int  # no day is known of them
    withheld: int  # hearings and what is due that the audience may not see


def calendar_for(vault: Vault, case: str, audience: Audience) -> Leaving:
    """What would leave in a calendar. Raises LeakFound where the case is closed to the audience."""
    made, whole = (
        ics.calendar(dossiers.build(vault.store, case, one, now=vault.clock()))
        for one in (audience, Audience.PRIVATE)
    )
    withheld = whole.events + whole.left_out - made.events - made.left_out
    return Leaving(made.events, made.left_out, withheld)


def save_calendar(
    vault: Vault, case: str, path: Path, *, audience: Audience = Audience.TEAM
) -> Saved:
    """Write the hearings and deadlines that an audience may see as an .ics file, and keep that it
    left. Raises StorageFailed, NotFound, LeakFound where the case is closed to the audience.

    No leak scan: the file holds dates and fixed words, and nothing that anybody wrote.
    """
    dossier = dossiers.build(vault.store, case, audience, now=vault.clock())
    made = ics.calendar(dossier)
    try:
        write_atomically(path, made.data)
    except OSError as error:
        raise unwritable(path) from error
    digest = sha256(made.data).hexdigest()
    release = record_release(vault, dossier, "calendar", path, digest)
    return Saved(release, made.events, made.left_out)
