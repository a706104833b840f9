# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever has a time, in one list."""

import pytest

from casefile.casework import cases
from casefile.casework.timeline import hearing_title, timeline
from casefile.records.forms import moment_of
from casefile.records.kinds import Event, Hearing, Sanction
from casefile.records.values import PartialDate, When
from casefile.vault.vault import Vault

ID = "019d5f00-0000-7000-8000-00000000000"


@pytest.fixture
def case(sample_vault: Vault) -> str:
    return cases.all_cases(sample_vault)[0].id


def test_it_runs_from_the_first_day_to_the_last(sample_vault: Vault, case: str) -> None:
    rows = timeline(sample_vault, case)
    keys = [moment_of(row.record) for row in rows]
    assert keys == sorted(keys)
    assert {"hearing", "decision", "incident", "action", "event"} <= {r.record.kind for r in rows}
    assert all(row.title and row.when and row.id == row.record.id for row in rows)


def test_what_has_no_date_is_not_on_it(sample_vault: Vault, case: str) -> None:
    before = len(timeline(sample_vault, case))
    dated = Event(id=ID + "1", case=case, at=When("2016"), title="Founded")
    vague = Sanction(id=ID + "2", case=case, sort="fine")
    begun = Sanction(id=ID + "3", case=case, sort="fine", starts=PartialDate("2015"))
    with sample_vault.edit(case) as edit:
        for record in (dated, vague, begun):
            edit.put(record)
    rows = timeline(sample_vault, case)
    assert [row.record for row in rows[:2]] == [begun, dated]
    assert len(rows) == before + 2


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
