# SPDX-License-Identifier: GPL-3.0-or-later
"""A hearing that is moved: what stays, what is made, and who was shut out."""

from typing import Any

import pytest

from casefile.base.errors import InvalidRecord
from casefile.base.ids import new_id
from casefile.casework import cases, hearings, moves
from casefile.records.kinds import Attendance, Hearing, Party
from casefile.records.values import Access, Audience, Moment, Name, Notice, When
from casefile.store import reading
from casefile.vault.vault import Vault

TEN = When("2017-09-27T10:00+06:00[Asia/Almaty]")


@pytest.fixture
def case(sample_vault: Vault) -> str:
    """The id of the sample case."""
    return cases.all_cases(sample_vault)[0].id


def coming(vault: Vault, case: str, **fields: Any) -> Hearing:
    court = next(p.id for p in reading.records(vault.store, Party, case) if p.sort == "court")
    told = {"court": court, "room": "4", "number": "7", "stage": "appeal", "scheduled_at": TEN}
    hearing = Hearing(id=new_id(vault.clock), case=case, **told | fields)
    with vault.edit(case) as edit:
        edit.put(hearing)
    return hearing


def at(text: str) -> Moment:
    return Moment(f"{text}+06:00[Asia/Almaty]")


def test_a_move_is_one_entry_that_tells_both_hearings(sample_vault: Vault, case: str) -> None:
    hearing = coming(sample_vault, case, access=Access(capacity=20), outcome="stale")
    before = reading.heads(sample_vault.store, case)
    done = moves.move(
        sample_vault, hearing, When("2017-09-29"), by="The judge", how="By telephone",
        learned=at("2017-09-27T09:30"),
    )  # fmt: skip
    assert reading.heads(sample_vault.store, case)[done.changes.author].seq == (
        before[done.changes.author].seq + 1
    )
    assert set(done.changes.touched) == {("hearing", hearing.id), ("hearing", done.new.id)}
    assert (done.old.status, done.old.scheduled_at, done.old.number) == ("moved", TEN, "7")
    assert done.new.moved_from == hearing.id
    assert done.new.notice == Notice(
        given_at=at("2017-09-27T09:30"), by="The judge", how="By telephone"
    )
    assert (done.new.court, done.new.room, done.new.stage) == (hearing.court, "4", "appeal")
    assert (done.new.status, done.new.access, done.new.outcome) == ("scheduled", None, "")
    assert done.new.number == "8"
    assert done.line == (
        "The hearing was moved: from 2017-09-27 10:00, to 2017-09-29, said by The judge, "
        "learned 2017-09-27 09:30."
    )


def test_attendances_are_proposed_and_not_written(sample_vault: Vault, case: str) -> None:
    hearing = coming(sample_vault, case)
    before = reading.count(sample_vault.store, Attendance, case)
    done = moves.move(sample_vault, hearing, When("2017-09-29"), by="The judge")
    names = hearings.names_of(sample_vault, case)
    told = {names[one.party] for one in done.proposed}
    assert len(done.proposed) == len(told) == 5
    assert told >= {"International Trade Union Confederation", "Aliaksandr Yarashuk"}
    assert {one.status for one in done.proposed} == {"hearing-rescheduled-without-notice"}
    assert {one.hearing for one in done.proposed} == {hearing.id}
    assert {one.official for one in done.proposed} == {"The judge"}
    assert reading.count(sample_vault.store, Attendance, case) == before
    moves.keep_attendances(sample_vault, case, done.proposed[:2])
    kept = reading.records(sample_vault.store, Attendance, case, parent=hearing.id)
    assert {one.id for one in kept} == {one.id for one in done.proposed[:2]}
    again = moves.proposals(sample_vault, done.old, done.new)
    assert {one.party for one in again} == {one.party for one in done.proposed[2:]}


def test_another_room_on_the_same_hour_is_a_move_of_place(sample_vault: Vault, case: str) -> None:
    done = moves.move(sample_vault, coming(sample_vault, case), TEN, room="12")
    assert done.new.room == "12"
    assert {one.status for one in done.proposed} == {"hearing-moved-without-notice"}


def test_another_court_has_other_rooms(sample_vault: Vault, case: str) -> None:
    courts = [p for p in reading.records(sample_vault.store, Party, case) if p.sort == "court"]
    hearing = coming(sample_vault, case)
    done = moves.move(sample_vault, hearing, TEN, court=courts[1].id)
    assert (done.new.court, done.new.room) == (courts[1].id, "")


@pytest.mark.parametrize(
    ("to", "learned", "proposed"),
    [
        ("2017-09-29", "2017-09-26T23:59", False),
        ("2017-09-29", "2017-09-27T00:00", True),
        ("2017-09-29", "2017-09-30T08:00", True),
        ("2017-09-25", "2017-09-24T12:00", False),
        ("2017-09-25", "2017-09-26T12:00", True),  # brought forward, learned too late
        ("2017-10", "2017-09-26T12:00", False),
        ("2017-09", "2017-09-26T12:00", False),  # the day is not known: nothing is sure
        (None, "2017-09-26T12:00", False),
        ("2017-09-29", None, True),
    ],
)
def test_notice_in_time_makes_no_proposal(
    sample_vault: Vault, case: str, to: str | None, learned: str | None, proposed: bool
) -> None:
    done = moves.move(
        sample_vault, coming(sample_vault, case), When(to) if to else None,
        learned=at(learned) if learned else None,
    )  # fmt: skip
    assert bool(done.proposed) is proposed


def test_midnight_counts_where_it_was_learned(sample_vault: Vault, case: str) -> None:
    brussels = Moment("2017-09-26T22:30+02:00[Europe/Brussels]")  # 02:30 on the 27th in Almaty
    done = moves.move(
        sample_vault, coming(sample_vault, case), When("2017-09-29"), learned=brussels
    )
    assert done.proposed == ()


def test_a_guarded_observer_stays_guarded(sample_vault: Vault, case: str) -> None:
    secret = Party(
        id=new_id(), case=case, names=(Name(text="X"),), roles=("head-of-mission",),
        audience=Audience.PRIVATE,
    )  # fmt: skip
    with sample_vault.edit(case) as edit:
        edit.put(secret)
    done = moves.move(sample_vault, coming(sample_vault, case, audience=Audience.PUBLIC), None)
    (theirs,) = (one for one in done.proposed if one.party == secret.id)
    assert (theirs.audience, theirs.capacity) == ("private", "head-of-mission")


def test_what_can_not_be_moved_is_said(sample_vault: Vault, case: str) -> None:
    begun = hearings.start_hearing(sample_vault, case)
    with pytest.raises(InvalidRecord, match="adjourn"):
        moves.move(sample_vault, begun, When("2018"))
    hearing = coming(sample_vault, case)
    with pytest.raises(InvalidRecord, match="then and there already"):
        moves.move(sample_vault, hearing, TEN)
    moves.move(sample_vault, hearing, When("2018"))
    before = reading.heads(sample_vault.store, case)
    with pytest.raises(InvalidRecord, match="still to come"):
        moves.move(sample_vault, hearing, When("2019"))  # read before it was moved
    assert reading.heads(sample_vault.store, case) == before


def test_a_move_to_nobody_knows_when(sample_vault: Vault, case: str) -> None:
    done = moves.move(sample_vault, coming(sample_vault, case, number=""), None)
    assert (done.new.scheduled_at, done.new.notice, done.new.number) == (None, None, "")
    assert done.line == "The hearing was moved: from 2017-09-27 10:00."
    unset = coming(sample_vault, case, scheduled_at=None)
    assert moves.move(sample_vault, unset, None, room="9").line == "It was moved."
