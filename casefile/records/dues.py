# SPDX-License-Identifier: GPL-3.0-or-later
"""What is due, and when: deadlines that people set, and those that follow from other records.

Derived ones are values and no records: they change with what they follow from.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from casefile.records.dates import PartialDate
from casefile.records.disputes import differing_fields, disputes
from casefile.records.kinds import Action, Claim, Deadline, Decision, Record, Sanction
from casefile.records.reckoning import end_of

Sort = Literal["deadline", "appeal", "sanction", "action"]
State = Literal["past", "soon", "later"]

WARN_DAYS = 14  # for what is derived; a deadline says itself
_SETTLED = frozenset({"answered", "followed", "not-followed", "done", "closed", "withdrawn"})


@dataclass(frozen=True, slots=True)
class Due:
    """A day by which something is due or over, and the record that it follows from."""

    when: PartialDate
    sort: Sort
    record: Record
    warn_days: int = WARN_DAYS
    disputed: bool = False  # sources differ on what it follows from

    def state(self, today: date) -> State:
        """`past` once it surely is; `soon` as early as the warning may be needed."""
        if self.when.latest < today:
            return "past"
        return "soon" if (self.when.earliest - today).days <= self.warn_days else "later"

    def days(self, today: date) -> int:
        """How many days are left for sure; negative where it may be over."""
        return (self.when.earliest - today).days


def dues(
    deadlines: Iterable[Deadline] = (),
    decisions: Iterable[Decision] = (),
    sanctions: Iterable[Sanction] = (),
    actions: Iterable[Action] = (),
    claims: Iterable[Claim] = (),
) -> list[Due]:
    """All that is due, the earliest first: deadlines not done yet, ends of appeal windows, ends of
    sanctions in force, deadlines of actions that still wait for an answer."""
    about = disputes(claims)

    def differs(record: Record, *fields: str) -> bool:
        return bool(differing_fields(record, about.get(record.id, ())) & set(fields))

    found = [Due(d.due, "deadline", d, d.warn_days) for d in deadlines if d.done_on is None]
    found += [
        Due(d.appealable_until, "appeal", d, disputed=differs(d, "appealable_until"))
        for d in decisions
        if d.appealable_until
    ]
    for sanction in sanctions:
        end = sanction.ends or end_of(sanction)
        if sanction.status == "in-force" and isinstance(end, PartialDate):
            disputed = differs(sanction, "ends", "starts", "months")
            found.append(Due(end, "sanction", sanction, disputed=disputed))
    found += [
        Due(a.deadline, "action", a) for a in actions if a.deadline and a.status not in _SETTLED
    ]
    return sorted(found, key=lambda due: (due.when.sort_key, due.record.id))
