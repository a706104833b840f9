# SPDX-License-Identifier: GPL-3.0-or-later
"""What was noted of a hearing, and what nobody has noted yet."""

import pytest
from msgspec.structs import replace

from casefile.casework import cases, completeness, hearings, notes, presence
from casefile.records.kinds import Hearing
from casefile.records.values import Access, Setting
from casefile.vault.vault import Vault


@pytest.fixture
def live(sample_vault: Vault) -> Hearing:
    case = cases.create_case(sample_vault, "Exercise")
    return hearings.start_hearing(sample_vault, case.id, zone="Asia/Almaty")


def test_fields_are_counted_that_say_something(live: Hearing) -> None:
    assert completeness.access_noted(live).filled == 0
    assert completeness.access_noted(live).whole == 7
    told = replace(live, access=Access(turned_away=0, devices="No telephones"), setting=Setting())
    noted = completeness.access_noted(told)
    assert (noted.filled, noted.whole) == (2, 7)
    assert "Turned away" not in noted.empty
    assert completeness.setting_noted(told).whole == 4
    assert completeness.hearing_noted(live).filled == 1  # only when it was set for


def test_the_end_of_a_hearing_tells_what_its_log_holds_and_lacks(
    sample_vault: Vault, live: Hearing
) -> None:
    for line in (
        "j Opens. #public-hearing", "!Two observers sent out. #observer-access #public-hearing",
        "//It was planned.",
    ):  # fmt: skip
        logged = notes.log(sample_vault, live.case, line, hearing=live.id)
    notes.correct(sample_vault, logged.note, "//It seemed planned.")
    presence.add_person(sample_vault, live, "Omar", "observer")
    found = completeness.closing(sample_vault, live)
    assert (found.lines, found.irregularities, found.opinions, found.corrections) == (4, 1, 2, 1)
    assert found.rights == (("public-hearing", 2), ("observer-access", 1))
    assert found.observers == ()
    assert "Outcome" in found.empty
    assert "Audibility" in found.empty


def test_observers_of_whom_nothing_was_noted_are_named(sample_vault: Vault, live: Hearing) -> None:
    made = presence.add_person(sample_vault, live, "Omar", "observer")
    presence.unmark(sample_vault, made.id)
    found = completeness.closing(sample_vault, live)
    assert [seat.party.name for seat in found.observers] == ["Omar"]
    assert completeness.presence_noted(presence.presence(sample_vault, live)).filled == 0
