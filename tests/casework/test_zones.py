# SPDX-License-Identifier: GPL-3.0-or-later
"""The zone of a place, as far as a case tells it."""

import pytest

from casefile.base.clock import zones
from casefile.casework import cases, records
from casefile.casework.zones import case_zone, zone_of, zone_of_country
from casefile.records.kinds import Attendance, Hearing, Incident, Party
from casefile.records.values import Moment, Name, When
from casefile.records.vocabularies import COUNTRIES, vocabulary
from casefile.vault.vault import Vault


@pytest.fixture(autouse=True)
def laptop(monkeypatch: pytest.MonkeyPatch) -> None:
    """The laptop stands elsewhere, and is never asked."""
    monkeypatch.setenv("TZ", "Europe/Brussels")


def test_own_then_parents_then_the_latest_hearings_then_the_countrys(sample_vault: Vault) -> None:
    case = cases.create_case(sample_vault, "Elsewhere", country="TR").id
    assert case_zone(sample_vault, case) == "Europe/Istanbul"
    moment = Moment("2026-05-01T10:00+05:00[Asia/Almaty]")
    hearing = records.create(sample_vault, Hearing, case, {"scheduled_at": When(moment)})
    assert case_zone(sample_vault, case) == "Asia/Almaty"
    who = records.create(sample_vault, Party, case, {"names": (Name(text="Anna"),)})
    there = records.create(sample_vault, Attendance, case, {"hearing": hearing.id, "party": who.id})
    assert zone_of(sample_vault, there) == "Asia/Almaty"
    own = When("2026-05-01T10:00+02:00[Europe/Berlin]")
    incident = records.create(sample_vault, Incident, case, {"sort": "threat", "at": own})
    assert zone_of(sample_vault, incident) == "Europe/Berlin"


def test_nobody_said(sample_vault: Vault) -> None:
    case = cases.create_case(sample_vault, "Nowhere").id
    assert case_zone(sample_vault, case) == ""


@pytest.mark.parametrize("code", vocabulary(COUNTRIES))
def test_every_country_has_a_zone_that_exists(code: str) -> None:
    zone = zone_of_country(code)
    assert zone in zones() or not zone


def test_large_countries_keep_the_time_of_their_capital_by_default() -> None:
    found = {code: zone_of_country(code) for code in ("RU", "US", "KZ", "UZ", "FR")}
    assert found == {
        "RU": "Europe/Moscow",
        "US": "America/New_York",
        "KZ": "Asia/Almaty",
        "UZ": "Asia/Tashkent",
        "FR": "Europe/Paris",
    }
