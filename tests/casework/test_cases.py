# SPDX-License-Identifier: GPL-3.0-or-later
"""Cases: making, naming and seeing them."""

import pytest

from casefile.base.errors import Ambiguous, InvalidRecord, NotFound
from casefile.casework import cases, hearings
from casefile.records.kinds import KINDS, Case, Hearing
from casefile.store import reading
from casefile.vault.vault import Vault


@pytest.fixture
def case(sample_vault: Vault) -> Case:
    """The sample case."""
    return cases.all_cases(sample_vault)[0]


def test_a_new_case_is_there(sample_vault: Vault) -> None:
    made = cases.create_case(sample_vault, "Another", reference="KZ-2018", country="KZ")
    assert made in cases.all_cases(sample_vault)
    assert made.id == made.case
    with pytest.raises(InvalidRecord, match="title"):
        cases.create_case(sample_vault, "  ")


@pytest.mark.parametrize("part", ["KZ-2017-KHARKOVA", "kz-2017", "KZ", "  KZ-2017 "])
def test_a_case_is_named_by_reference_or_its_beginning(
    sample_vault: Vault, case: Case, part: str
) -> None:
    assert cases.resolve(sample_vault, part) == case


def test_a_record_is_named_by_id_or_its_beginning(sample_vault: Vault, case: Case) -> None:
    assert cases.resolve(sample_vault, case.id) == case
    hearing = reading.records(sample_vault.store, Hearing, case.id)[0]
    assert cases.resolve(sample_vault, hearing.id, (Case, Hearing)) == hearing
    assert cases.resolve(sample_vault, hearing.id[:-1], tuple(KINDS.values())) == hearing
    with pytest.raises(NotFound):
        cases.resolve(sample_vault, hearing.id)  # not among cases


@pytest.mark.parametrize("text", ["", "x", "no such", "%", "_", "ffffffff", "01a", "'"])
def test_what_fits_nothing_is_said(sample_vault: Vault, text: str) -> None:
    with pytest.raises(NotFound, match="Nothing in this vault"):
        cases.resolve(sample_vault, text)


def test_what_fits_several_is_said(sample_vault: Vault, case: Case) -> None:
    cases.create_case(sample_vault, "Another", reference="KZ-2018")
    with pytest.raises(Ambiguous, match="2 records"):
        cases.resolve(sample_vault, "KZ-201")
    assert cases.resolve(sample_vault, "KZ-2018").case != case.id


def test_an_exact_reference_wins_over_a_beginning(sample_vault: Vault) -> None:
    short = cases.create_case(sample_vault, "Short", reference="KZ-2017-K")
    assert cases.resolve(sample_vault, "kz-2017-k") == short


def test_the_overview_counts_and_finds(sample_vault: Vault, case: Case) -> None:
    seen = cases.overview(sample_vault, case.id)
    assert seen.case == case
    assert seen.counts["hearing"] == 3
    assert seen.counts["document"] == 3
    assert seen.next_hearing is None
    assert len(seen.documents) == 3
    assert {finding.right for finding in seen.findings} >= {"observer-access", "union-activity"}
    assert seen.conflicts == ()
    assert len(seen.missions) == seen.counts["mission"]
    assert len(seen.disagreements) > 1
    assert "Larisa Kharkova" in seen.people.values()


def test_the_overview_begins_with_the_hearing_that_goes_on(sample_vault: Vault, case: Case) -> None:
    live = hearings.start_hearing(sample_vault, case.id)
    assert cases.overview(sample_vault, case.id).next_hearing == live
    hearings.end(sample_vault, live)
    assert cases.overview(sample_vault, case.id).next_hearing is None


def test_the_overview_lists_only_what_still_runs(sample_vault: Vault, case: Case) -> None:
    then = 1_514_764_800_000  # 1 January 2018
    sample_vault.clock = lambda: then
    assert running(sample_vault, case) == ["2021-09-29", "2022-09-29"]
    sample_vault.clock = lambda: then + 4 * 365 * 86_400_000
    assert len(running(sample_vault, case)) == 1


def running(vault: Vault, case: Case) -> list[str]:
    """When the sanctions that still run are over."""
    dues = cases.overview(vault, case.id).dues
    return [str(row.due.when) for row in dues if row.due.sort == "sanction" and row.days >= 0]
