# SPDX-License-Identifier: GPL-3.0-or-later
"""Who was at a hearing: the list, and what is noted on it."""

from typing import Any

import pytest

from casefile.base.errors import InvalidRecord, NotFound
from casefile.base.ids import new_id
from casefile.casework import cases, hearings, presence, sittings
from casefile.records.kinds import Attendance, Hearing, Mission, Party
from casefile.records.values import Audience, Name
from casefile.store import reading
from casefile.vault.vault import Vault


@pytest.fixture
def case(sample_vault: Vault) -> str:
    """A case of its own, with a court, a judge, an accused and two who observe."""
    made = cases.create_case(sample_vault, "Exercise")
    people = (
        party(sample_vault, made.id, "City Court", sort="court"),
        party(sample_vault, made.id, "Zhanar Accused", roles=("accused",)),
        party(sample_vault, made.id, "Әсел Судья", roles=("judge",)),
        party(sample_vault, made.id, "Omar Observer", roles=("observer",)),
        party(sample_vault, made.id, "Mira Member"),
        party(sample_vault, made.id, "Nobody Known"),
    )
    with sample_vault.edit(made.id) as edit:
        for one in people:
            edit.put(one)
        edit.put(
            Mission(id=new_id(sample_vault.clock), case=made.id, title="M", members=(people[4].id,))
        )
    return made.id


def party(vault: Vault, case: str, name: str, **fields: Any) -> Party:
    return Party(id=new_id(vault.clock), case=case, names=(Name(text=name),), **fields)


@pytest.fixture
def live(sample_vault: Vault, case: str) -> Hearing:
    return hearings.start_hearing(sample_vault, case, zone="Asia/Almaty")


def seats(vault: Vault, hearing: Hearing) -> dict[str, presence.Seat]:
    return {seat.party.name: seat for seat in presence.presence(vault, hearing)}


def test_observers_and_members_of_missions_stand_first_then_the_court(
    sample_vault: Vault, live: Hearing
) -> None:
    found = seats(sample_vault, live)
    assert list(found) == [
        "Mira Member", "Omar Observer", "Әсел Судья", "Zhanar Accused", "Nobody Known",
    ]  # fmt: skip
    assert found["Mira Member"].capacity == "observer"
    assert [seat.observing for seat in found.values()] == [True, True, False, False, False]
    assert {seat.status for seat in found.values()} == {""}


def test_what_is_noted_can_be_changed_added_to_and_taken_back(
    sample_vault: Vault, live: Hearing
) -> None:
    seat = seats(sample_vault, live)["Omar Observer"]
    noted = presence.mark(sample_vault, live, seat.party.id, "admitted")
    assert (noted.capacity, noted.status, noted.at) == ("observer", "admitted", None)
    changed = presence.mark(sample_vault, live, seat.party.id, "refused-for-space", noted.id)
    assert changed.id == noted.id
    assert changed.at is not None
    assert changed.at.zone == "Asia/Almaty"
    presence.mark(sample_vault, live, seat.party.id, "excluded-during-the-hearing")
    both = [s for s in presence.presence(sample_vault, live) if s.party.id == seat.party.id]
    assert {s.status for s in both} == {"refused-for-space", "excluded-during-the-hearing"}
    assert [s.again for s in both] == [False, True]
    for one in both:
        assert one.attendance is not None
        presence.unmark(sample_vault, one.attendance.id)
    assert seats(sample_vault, live)["Omar Observer"].attendance is None
    with pytest.raises(NotFound):
        presence.unmark(sample_vault, noted.id)


def test_a_refusal_that_is_told_later_gets_no_invented_time(
    sample_vault: Vault, live: Hearing
) -> None:
    sittings.adjourn(sample_vault, live)
    seat = seats(sample_vault, live)["Omar Observer"]
    noted = presence.mark(sample_vault, live, seat.party.id, "refused-without-reason")
    assert noted.at is None


def test_someone_new_is_made_and_noted_in_one_entry(sample_vault: Vault, live: Hearing) -> None:
    before = reading.heads(sample_vault.store, live.case)
    made = presence.add_person(sample_vault, live, "  يوسف   الحسيني ", "diplomat")
    after = reading.heads(sample_vault.store, live.case)
    assert [after[author].seq - head.seq for author, head in before.items()] == [1]
    person = reading.record(sample_vault.store, made.party, Party)
    assert (person.name, person.roles) == ("يوسف الحسيني", ("diplomat",))
    assert person.names[0].script == "Arab"
    assert made.status == "admitted"
    assert presence.add_person(sample_vault, live, "A. Clerk", "court-clerk").status == "present"
    with pytest.raises(InvalidRecord):
        presence.add_person(sample_vault, live, "   ", "judge")


def test_an_attendance_is_no_less_guarded_than_the_person(
    sample_vault: Vault, live: Hearing
) -> None:
    hidden = party(sample_vault, live.case, "Hidden Person", audience=Audience.PRIVATE)
    with sample_vault.edit(live.case) as edit:
        edit.put(hidden)
    noted = presence.mark(sample_vault, live, hidden.id, "present")
    assert noted.audience is Audience.PRIVATE


def test_an_organisation_stands_there_once_it_was_noted(sample_vault: Vault, live: Hearing) -> None:
    union = party(sample_vault, live.case, "The Union", sort="organisation")
    with sample_vault.edit(live.case) as edit:
        edit.put(union)
    assert "The Union" not in seats(sample_vault, live)
    presence.mark(sample_vault, live, union.id, "present")
    assert "The Union" in seats(sample_vault, live)
    assert len(reading.records(sample_vault.store, Attendance, live.case, parent=live.id)) == 1
