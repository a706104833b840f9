# SPDX-License-Identifier: GPL-3.0-or-later
"""Sanctions of a case: ends, totals, and what must not be reckoned."""

from typing import Any

import pytest

from casefile.base.errors import InvalidRecord
from casefile.base.ids import new_id
from casefile.casework import cases, sanctions
from casefile.records.kinds import Claim, Sanction
from casefile.records.reckoning import Refusal
from casefile.records.values import PartialDate
from casefile.store import reading
from casefile.vault.vault import Vault


@pytest.fixture
def case(sample_vault: Vault) -> str:
    """The id of the sample case."""
    return cases.all_cases(sample_vault)[0].id


def row_of(vault: Vault, case: str, sort: str) -> sanctions.SanctionRow:
    return next(r for r in sanctions.sanction_rows(vault, case) if r.sanction.sort == sort)


def add(vault: Vault, case: str, **fields: Any) -> Sanction:
    made = Sanction(id=new_id(vault.clock), case=case, **fields)
    with vault.edit(case) as edit:
        edit.put(made)
    return made


def test_community_service_of_the_sample_is_not_added_up(sample_vault: Vault, case: str) -> None:
    row = row_of(sample_vault, case, "community-service")
    assert row.disputed == {"per"}
    assert row.total is Refusal.DISPUTED
    assert sanctions.said(row.total) == (
        "No total is given: sources differ on what the figure means."
    )


def test_a_preference_does_not_make_a_disputed_figure_certain(
    sample_vault: Vault, case: str
) -> None:
    from msgspec.structs import replace

    service = row_of(sample_vault, case, "community-service").sanction
    claims = reading.records(sample_vault.store, Claim, case, parent=service.id)
    with sample_vault.edit(case) as edit:
        edit.put(replace(claims[0], preferred=True, reason="Most say so."))
        edit.put(replace(service, per="total"))
    assert row_of(sample_vault, case, "community-service").total is Refusal.DISPUTED


def test_the_ends_of_the_sample_are_reckoned(sample_vault: Vault, case: str) -> None:
    restriction = row_of(sample_vault, case, "restricted-freedom")
    ban = row_of(sample_vault, case, "ban-on-office")
    assert (restriction.end, ban.end) == ("2021-09-29", "2022-09-29")
    assert not restriction.recorded_otherwise
    assert restriction.party == "Larisa Kharkova"
    assert row_of(sample_vault, case, "barred-places").end is Refusal.NO_START


def test_a_single_source_against_the_record_stops_the_reckoning(
    sample_vault: Vault, case: str
) -> None:
    made = add(sample_vault, case, sort="fine", amount="5", unit="hours", per="month", months=2)
    assert sanctions.said(row_of(sample_vault, case, "fine").total) == "10 hours"
    with sample_vault.edit(case) as edit:
        edit.put(
            Claim(id=new_id(), case=case, about=made.id, field="per", value="total", source="X")
        )
    assert row_of(sample_vault, case, "fine").total is Refusal.DISPUTED


def test_sums_by_party_and_sort(sample_vault: Vault, case: str) -> None:
    fine = {"sort": "fine", "unit": "national-currency", "per": "total"}
    add(sample_vault, case, amount="1200.50", **fine)
    add(sample_vault, case, amount="1", **fine)
    add(sample_vault, case, amount="999", status="quashed", **fine)
    found = {one.sort: one for one in sanctions.sums(sanctions.sanction_rows(sample_vault, case))}
    assert set(found) == {"fine", "community-service"}
    assert found["fine"].count == 2
    assert sanctions.said(found["fine"].total) == "1,201.5 national currency"
    assert found["community-service"].total is Refusal.DISPUTED
    add(sample_vault, case, amount="7", sort="fine", per="total")
    found = {one.sort: one for one in sanctions.sums(sanctions.sanction_rows(sample_vault, case))}
    assert found["fine"].total is Refusal.NO_UNIT


def test_an_end_is_kept_or_refused_in_a_sentence(sample_vault: Vault, case: str) -> None:
    made = add(sample_vault, case, sort="probation", months=6, starts=PartialDate("2017-08-31"))
    sanctions.keep_end(sample_vault, made)
    kept = reading.record(sample_vault.store, made.id, Sanction)
    assert kept.ends == "2018-02-28"
    vague = add(sample_vault, case, sort="reporting", months=6, starts=PartialDate("2017"))
    before = reading.heads(sample_vault.store, case)
    with pytest.raises(InvalidRecord, match="only the year"):
        sanctions.keep_end(sample_vault, vague)
    assert reading.heads(sample_vault.store, case) == before


def test_an_end_that_somebody_recorded_otherwise_is_shown(sample_vault: Vault, case: str) -> None:
    add(
        sample_vault, case, sort="probation", months=6,
        starts=PartialDate("2017-08-31"), ends=PartialDate("2018-03-01"),
    )  # fmt: skip
    assert row_of(sample_vault, case, "probation").recorded_otherwise


def test_units_are_said_whole(sample_vault: Vault, case: str) -> None:
    add(sample_vault, case, sort="fine", amount="1000000", unit="monthly-calculation-indices",
        per="total")  # fmt: skip
    told = sanctions.said(row_of(sample_vault, case, "fine").total)
    assert told == "1,000,000 monthly calculation indices"
