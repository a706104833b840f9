# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever has a time, in one list."""

from datetime import date

import pytest

from casefile.base.ids import new_id
from casefile.casework import cases
from casefile.casework.timeline import TimelineRow, timeline
from casefile.casework.titles import hearing_title
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
from casefile.records.values import PartialDate, When
from casefile.vault.vault import Vault

ID = "019d5f00-0000-7000-8000-00000000000"


@pytest.fixture
def case(sample_vault: Vault) -> str:
    return cases.all_cases(sample_vault)[0].id


def rows(vault: Vault, case: str) -> tuple[TimelineRow, ...]:
    return timeline(vault, case).rows


def put(vault: Vault, *records: Record) -> None:
    with vault.edit(records[0].case) as edit:
        for record in records:
            edit.put(record)


def event(case: str, when: str) -> Event:
    return Event(id=new_id(), case=case, at=When(when), title=when)


def test_it_runs_from_the_first_day_to_the_last(sample_vault: Vault, case: str) -> None:
    found = rows(sample_vault, case)
    keys = [When(row.when).sort_key for row in found if row.when]
    assert keys == sorted(keys)
    assert {row.lane for row in found} == {
        "hearing", "decision", "incident", "action", "event", "document", "sanction", "charge",
    }  # fmt: skip
    assert all(row.title and row.id == row.record.id for row in found)
    assert len({row.key for row in found}) == len(found)


def test_what_is_listed_nowhere_else_stands_last_without_a_date(sample_vault: Vault) -> None:
    case = cases.create_case(sample_vault, "Undated").id
    put(
        sample_vault,
        Sanction(id=new_id(), case=case, sort="fine"),
        Charge(id=new_id(), case=case, law="Criminal Code"),
        Decision(id=new_id(), case=case, sort="verdict", reasoned_copy_on=PartialDate("2018")),
        Decision(id=new_id(), case=case, sort="order"),
        Incident(id=new_id(), case=case, sort="threat"),
        Hearing(id=new_id(), case=case),
        event(case, "2019"),
    )
    found = [(row.record.kind, row.aspect, row.when) for row in rows(sample_vault, case)]
    assert found[:2] == [("decision", "copy", "2018"), ("event", "", "2019")]
    assert sorted(found[2:]) == [("charge", "", ""), ("decision", "", ""), ("sanction", "", "")]
    assert rows(sample_vault, case)[-1].span is None


def test_what_has_a_page_of_its_own_is_not_on_it_without_a_date(
    sample_vault: Vault, case: str
) -> None:
    before = len(rows(sample_vault, case))
    dated = Event(id=ID + "1", case=case, at=When("2016"), title="Founded")
    vague = Incident(id=ID + "2", case=case, sort="threat")
    begun = Sanction(id=ID + "3", case=case, sort="fine", starts=PartialDate("2015"))
    put(sample_vault, dated, vague, begun)
    found = rows(sample_vault, case)
    assert [row.record for row in found[:2]] == [begun, dated]
    assert len(found) == before + 2


def test_vague_dates_stand_with_their_year_and_their_month(sample_vault: Vault) -> None:
    case = cases.create_case(sample_vault, "Dates").id
    dates = [
        "2016-12-31", "2017", "2017?", "2017~", "2017-01", "2017-01-01",
        "2017-01-01T09:00+06:00[Asia/Almaty]", "2017-01-02?", "2017-09", "2017-09~", "2017-09-27",
        "2017-09-27T10:00+06:00[Asia/Almaty]", "2017-12-31", "2018",
    ]  # fmt: skip
    put(sample_vault, *(event(case, when) for when in reversed(dates)))
    assert [row.when for row in rows(sample_vault, case)] == dates


def test_a_row_may_have_been_on_any_day_that_its_date_can_mean(
    sample_vault: Vault, case: str
) -> None:
    put(sample_vault, event(case, "2016"), event(case, "2016-02"))
    first, second = rows(sample_vault, case)[:2]
    assert first.span == (date(2016, 1, 1), date(2016, 12, 31))
    assert second.span == (date(2016, 2, 1), date(2016, 2, 29))


def test_a_moment_stands_on_the_day_of_its_place(sample_vault: Vault, case: str) -> None:
    put(sample_vault, event(case, "2016-03-02T01:00+06:00[Asia/Almaty]"))  # the 1st in London
    assert rows(sample_vault, case)[0].span[0] == date(2016, 3, 2)


def test_a_record_stands_wherever_something_of_it_has_a_time(sample_vault: Vault) -> None:
    case = cases.create_case(sample_vault, "Aspects").id
    decision = Decision(
        id=new_id(), case=case, sort="verdict", decided_on=PartialDate("2018-01-10"),
        reasoned_copy_on=PartialDate("2018-01-20"), appealable_until=PartialDate("2018-01-25"),
    )  # fmt: skip
    sanction = Sanction(
        id=new_id(), case=case, sort="ban-on-office", starts=PartialDate("2018-02"), months=12
    )
    document = Document(
        id=new_id(), case=case, title="A letter", dated=PartialDate("2018-03"),
        received_at=When("2018-04-01"),
    )  # fmt: skip
    letter = Action(
        id=new_id(), case=case, sort="protest-letter", at=When("2018-05"),
        deadline=PartialDate("2018-06"),
    )  # fmt: skip
    put(sample_vault, decision, sanction, document, letter)
    found = [(row.record.kind, row.aspect, row.lane, row.when) for row in rows(sample_vault, case)]
    assert found == [
        ("decision", "", "decision", "2018-01-10"),
        ("decision", "copy", "decision", "2018-01-20"),
        ("decision", "appeal", "deadline", "2018-01-25"),
        ("sanction", "", "sanction", "2018-02"),
        ("document", "", "document", "2018-03"),
        ("document", "received", "document", "2018-04-01"),
        ("action", "", "action", "2018-05"),
        ("action", "answer", "deadline", "2018-06"),
        ("sanction", "ends", "sanction", "2019-02"),
    ]
    assert (
        next(row for row in rows(sample_vault, case) if row.lane == "sanction").until == "2019-02"
    )


def test_an_end_that_cant_be_reckoned_is_no_row(sample_vault: Vault) -> None:
    case = cases.create_case(sample_vault, "Open ends").id
    put(sample_vault, Sanction(id=ID + "4", case=case, sort="fine", starts=PartialDate("2018")))
    (row,) = rows(sample_vault, case)
    assert (row.aspect, row.until) == ("", "")


def test_deadlines_say_how_near_they_are_and_whether_they_are_done(
    sample_vault: Vault, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "UTC")
    sample_vault.clock = lambda: 1_519_905_600_000  # 1 March 2018
    dues = {"2018-02-27": None, "2018-03-03": None, "2018-03-05": PartialDate("2018-02-20")}
    put(
        sample_vault,
        *(
            Deadline(id=new_id(), case=case, due=PartialDate(due), what=due, done_on=done)
            for due, done in dues.items()
        ),
    )
    found = [row for row in rows(sample_vault, case) if row.lane == "deadline"]
    assert [row.detail for row in found] == ["overdue by 2 days", "in 2 days", "done"]
    assert timeline(sample_vault, case).today == date(2018, 3, 1)


def test_rows_are_found_in_any_script(sample_vault: Vault, case: str) -> None:
    assert any("harkova" in row.searched for row in rows(sample_vault, case))
    put(sample_vault, event(case, "2016"))
    put(sample_vault, Event(id=new_id(), case=case, at=When("2015"), title="Кушакбаев"))
    assert rows(sample_vault, case)[0].searched == "kushakbaev"


def test_it_is_quick_enough_with_hostile_texts(sample_vault: Vault, case: str) -> None:
    hostile = "\u202e<b>x</b>" + "A" * 1900
    put(sample_vault, Event(id=new_id(), case=case, at=When("2015"), title=hostile))
    assert len(rows(sample_vault, case)[0].searched) < 1000


@pytest.mark.parametrize(
    ("number", "stage", "sort", "title"),
    [
        ("", "", "", "Hearing"),
        ("3", "", "", "Hearing 3"),
        ("3", "evidence", "", "Hearing 3 — evidence"),
        ("", "appeal", "", "Appeal"),
        ("2", "", "unheard-of", "Hearing 2 — unheard-of"),
    ],
)
def test_hearings_are_called_by_number_and_stage(
    number: str, stage: str, sort: str, title: str
) -> None:
    hearing = Hearing(id=ID + "1", case=ID + "1", number=number, stage=stage, sort=sort)
    assert hearing_title(hearing) == title
