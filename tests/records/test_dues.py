# SPDX-License-Identifier: GPL-3.0-or-later
"""What is due: set, derived, and how near."""

from datetime import date
from typing import Any

import pytest

from casefile.base.ids import new_id
from casefile.records.dues import Due, dues
from casefile.records.kinds import Action, Claim, Deadline, Decision, Sanction
from casefile.records.values import PartialDate

CASE = "01a00000-0000-7000-8000-000000000000"
TODAY = date(2018, 3, 1)


def deadline(when: str, **fields: Any) -> Deadline:
    return Deadline(id=new_id(), case=CASE, due=PartialDate(when), what="X", **fields)


@pytest.mark.parametrize(
    ("when", "warn", "state", "days"),
    [
        ("2018-02-28", 14, "past", -1),
        ("2018-03-01", 0, "soon", 0),
        ("2018-03-02", 0, "later", 1),
        ("2018-03-15", 14, "soon", 14),
        ("2018-03-16", 14, "later", 15),
        ("2018-03", 14, "soon", 0),  # any day of it
        ("2018-04", 14, "later", 31),
        ("2018-02", 14, "past", -28),
        ("2018", 14, "soon", -59),
        ("2017~", 14, "past", -424),
        ("9999-12-31", 2**53 - 1, "soon", 2915305),
    ],
)
def test_how_near_it_is_follows_from_what_is_known(
    when: str, warn: int, state: str, days: int
) -> None:
    (due,) = dues([deadline(when, warn_days=warn)])
    assert due.state(TODAY) == state
    assert due.days(TODAY) == days


def test_what_is_done_or_settled_is_not_due() -> None:
    day = PartialDate("2018-03-01")
    actions = [
        Action(id=new_id(), case=CASE, sort="eu", deadline=day, status=status)
        for status in ("sent", "unanswered", "answered", "closed", "withdrawn")
    ]
    found = dues([deadline("2018-03-01", done_on=day)], actions=actions)
    assert [due.record for due in found] == actions[:2]


def test_the_end_of_a_sanction_is_recorded_or_reckoned() -> None:
    def sanction(**fields: Any) -> Sanction:
        return Sanction(id=new_id(), case=CASE, sort="fine", **fields)

    start = PartialDate("2017-08-31")
    told = [
        sanction(starts=start, months=6),
        sanction(starts=start, months=6, ends=PartialDate("2018-03-01")),
        sanction(starts=start),
        sanction(months=6),
        sanction(starts=start, months=6, status="served"),
        sanction(starts=PartialDate("2017"), months=6),
        sanction(starts=PartialDate("2017-12"), months=6),
    ]
    found = dues(sanctions=told)
    assert [(due.when, due.record) for due in found] == [
        ("2018-02-28", told[0]), ("2018-03-01", told[1]), ("2018-06", told[6]),
    ]  # fmt: skip


def test_a_disputed_date_is_due_and_marked() -> None:
    decision = Decision(id=new_id(), case=CASE, appealable_until=PartialDate("2018-03-01"))
    claim = Claim(
        id=new_id(), case=CASE, about=decision.id, field="appealable_until", value="2018-02-20"
    )
    other = Claim(id=new_id(), case=CASE, about=decision.id, field="result", value="X")
    assert dues(decisions=[decision], claims=[claim, other]) == [
        Due(PartialDate("2018-03-01"), "appeal", decision, disputed=True)
    ]
    assert not dues(decisions=[decision], claims=[other])[0].disputed
    assert dues(decisions=[Decision(id=new_id(), case=CASE)]) == []


def test_they_stand_in_order_and_the_vaguer_first() -> None:
    told = [deadline(when) for when in ("2019", "2018-03-02", "2018-03", "2018")]
    assert [due.when for due in dues(told)] == ["2018", "2018-03", "2018-03-02", "2019"]
