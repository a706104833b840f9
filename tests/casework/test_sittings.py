# SPDX-License-Identifier: GPL-3.0-or-later
"""Breaks, adjournment and outcome of a hearing."""

import pytest

from casefile.base.errors import InvalidRecord
from casefile.base.ids import new_id
from casefile.casework import cases, hearings, sittings
from casefile.records.kinds import Hearing
from casefile.records.values import When
from casefile.store import reading
from casefile.vault.vault import Vault

MINUTE = 60_000


@pytest.fixture
def case(sample_vault: Vault) -> str:
    """The id of the sample case."""
    return cases.all_cases(sample_vault)[0].id


def test_no_two_hearings_get_one_number(sample_vault: Vault, case: str) -> None:
    with sample_vault.edit(case) as edit:
        for number in ("12", "3a", "²", "", "2017/118", "20170118"):
            edit.put(Hearing(id=new_id(sample_vault.clock), case=case, number=number))
    assert hearings.start_hearing(sample_vault, case).number == "13"


@pytest.fixture
def live(sample_vault: Vault, case: str) -> Hearing:
    """A hearing that has just begun, in Almaty."""
    return hearings.start_hearing(sample_vault, case, zone="Asia/Almaty", room="4")


def later(vault: Vault, minutes: int) -> None:
    now = vault.clock() + minutes * MINUTE
    vault.clock = lambda: now


def test_a_break_begins_and_ends_in_the_time_of_the_place(
    sample_vault: Vault, live: Hearing
) -> None:
    later(sample_vault, 10)
    paused = sittings.start_break(sample_vault, live, "Lunch")
    running = sittings.running_break(paused)
    assert running is not None
    assert (running.reason, running.started_at.zone) == ("Lunch", "Asia/Almaty")
    later(sample_vault, 30)
    resumed = sittings.end_break(sample_vault, live)  # a hearing read before the break began
    assert sittings.running_break(resumed) is None
    (pause,) = resumed.breaks
    assert pause.ended_at is not None
    assert pause.ended_at.milliseconds - pause.started_at.milliseconds == 30 * MINUTE
    assert len(sittings.start_break(sample_vault, live).breaks) == 2


def test_breaks_out_of_turn_are_refused(sample_vault: Vault, live: Hearing, case: str) -> None:
    with pytest.raises(InvalidRecord, match="no break"):
        sittings.end_break(sample_vault, live)
    sittings.start_break(sample_vault, live)
    with pytest.raises(InvalidRecord, match="already"):
        sittings.start_break(sample_vault, live)
    hearings.end(sample_vault, reading.record(sample_vault.store, live.id, Hearing))
    for deed in (sittings.start_break, sittings.end_break):
        with pytest.raises(InvalidRecord, match="has ended"):
            deed(sample_vault, live)
    never = reading.records(sample_vault.store, Hearing, case)[0]
    with pytest.raises(InvalidRecord, match="not begun"):
        sittings.start_break(sample_vault, never)


def test_the_end_of_a_hearing_ends_its_break(sample_vault: Vault, live: Hearing) -> None:
    later(sample_vault, 5)
    paused = sittings.start_break(sample_vault, live)
    later(sample_vault, 5)
    ended = hearings.end(sample_vault, paused)
    assert ended.breaks[0].ended_at == ended.ended_at


def test_a_clock_set_back_in_a_break_turns_nothing_round(
    sample_vault: Vault, live: Hearing
) -> None:
    later(sample_vault, 20)
    paused = sittings.start_break(sample_vault, live)
    later(sample_vault, -15)
    resumed = sittings.end_break(sample_vault, paused)
    assert resumed.breaks[0].ended_at == resumed.breaks[0].started_at
    later(sample_vault, -600)
    assert sittings.start_break(sample_vault, resumed).breaks[1].started_at == live.started_at


def test_an_adjournment_stops_everything_and_sets_the_next(
    sample_vault: Vault, live: Hearing, case: str
) -> None:
    later(sample_vault, 5)
    sittings.start_break(sample_vault, live)
    later(sample_vault, 5)
    done = sittings.adjourn(
        sample_vault, live, reason="A witness is ill", asked_by="The prosecutor",
        next_at=When("2017-10-04"),
    )  # fmt: skip
    assert done.hearing.status == "adjourned"
    assert done.hearing.ended_at == done.hearing.breaks[0].ended_at
    assert done.hearing.adjourned is not None
    assert done.hearing.adjourned.next_at == "2017-10-04"
    assert done.next is not None
    assert (done.next.status, done.next.scheduled_at) == ("scheduled", "2017-10-04")
    assert (done.next.room, done.next.number, done.next.started_at) == ("4", "5", None)
    assert {kind for kind, _id in done.changes.touched} == {"hearing"}
    assert len(done.changes.touched) == 2
    with pytest.raises(InvalidRecord, match="already"):
        sittings.adjourn(sample_vault, live)


def test_an_adjournment_without_a_day_sets_no_hearing(
    sample_vault: Vault, live: Hearing, case: str
) -> None:
    before = reading.count(sample_vault.store, Hearing, case)
    assert sittings.adjourn(sample_vault, live).next is None
    fresh = hearings.start_hearing(sample_vault, case)
    only = sittings.adjourn(sample_vault, fresh, next_at=When("2018"), schedule=False)
    assert only.next is None
    assert reading.count(sample_vault.store, Hearing, case) == before + 1


def test_a_hearing_that_ended_before_keeps_its_end(sample_vault: Vault, live: Hearing) -> None:
    ended = hearings.end(sample_vault, live)
    later(sample_vault, 60)
    assert sittings.adjourn(sample_vault, ended).hearing.ended_at == ended.ended_at


def test_the_outcome_changes_nothing_else(sample_vault: Vault, live: Hearing) -> None:
    sittings.start_break(sample_vault, live)
    told = sittings.set_outcome(sample_vault, live, "Remanded for two months.")
    assert told.outcome == "Remanded for two months."
    assert len(told.breaks) == 1


def test_a_hearing_to_come_is_called_off_once(sample_vault: Vault, case: str) -> None:
    coming = sittings.adjourn(
        sample_vault, hearings.start_hearing(sample_vault, case), next_at=When("2017-10-02")
    ).next
    assert coming is not None
    off = sittings.cancel(sample_vault, coming, by="The clerk", how="By telephone: a judge is ill")
    assert off.status == "cancelled"
    assert off.notice is not None
    assert (off.notice.by, off.notice.how) == ("The clerk", "By telephone: a judge is ill")
    with pytest.raises(InvalidRecord):
        sittings.cancel(sample_vault, coming)
    with pytest.raises(InvalidRecord):
        sittings.close_to_public(sample_vault, coming)


def test_what_has_begun_is_not_called_off(sample_vault: Vault, live: Hearing) -> None:
    with pytest.raises(InvalidRecord):
        sittings.cancel(sample_vault, live)


def test_doors_are_closed_for_a_part_or_for_the_whole(sample_vault: Vault, live: Hearing) -> None:
    part = sittings.close_to_public(sample_vault, live, "10:40 to 11:15, a witness")
    part = sittings.close_to_public(sample_vault, part, "14:00 to 14:20, no reason given")
    assert part.status == "held"
    assert part.access is not None
    assert part.access.closed_part.splitlines() == [
        "10:40 to 11:15, a witness", "14:00 to 14:20, no reason given",
    ]  # fmt: skip
    whole = sittings.close_to_public(sample_vault, live)
    assert (whole.status, whole.access) == ("closed-to-public", part.access)
