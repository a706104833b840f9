# SPDX-License-Identifier: GPL-3.0-or-later
"""Where somebody appears in a case."""

from typing import Any

import pytest

from casefile.base.ids import new_id
from casefile.casework import cases, notes
from casefile.casework.appearances import appearances
from casefile.casework.people import parties
from casefile.records.kinds import (
    Action,
    Attendance,
    Charge,
    Decision,
    Document,
    Hearing,
    Incident,
    Mission,
    Party,
    Record,
    Sanction,
)
from casefile.records.values import Name, PartialDate
from casefile.store import reading
from casefile.vault.vault import Vault


@pytest.fixture
def case(sample_vault: Vault) -> str:
    """The id of the sample case."""
    return cases.all_cases(sample_vault)[0].id


def test_every_place_is_found_and_can_be_opened(sample_vault: Vault, case: str) -> None:
    who = Party(id=new_id(), case=case, names=(Name(text="Айгуль Тлеуберді"),))
    hearing = reading.records(sample_vault.store, Hearing, case)[0]

    def fresh(**fields: Any) -> dict[str, Any]:
        return {"id": new_id(), "case": case, **fields}

    made: list[Record] = [
        who,
        Attendance(**fresh(), hearing=hearing.id, party=who.id, capacity="witness"),
        Charge(**fresh(), accused=who.id, law="Criminal Code", article="174"),
        Sanction(**fresh(), party=who.id, sort="fine", starts=PartialDate("2017-10")),
        Mission(**fresh(), title="Shymkent", members=(who.id,)),
        Incident(**fresh(), sort="threat", targets=(who.id,)),
        Action(**fresh(), sort="protest-letter", sender=who.id),
        Document(**fresh(), title="Letter", received_from="Aigul Tleuberdi"),
    ]
    with sample_vault.edit(case) as edit:
        for record in made:
            edit.put(record)
    for text in ("One.", "Two."):
        notes.log(sample_vault, case, text, hearing=hearing.id, speaker=who.id)
    found = appearances(sample_vault, who)
    assert [one.kind for one in found] == [
        "hearing", "note", "charge", "sanction", "mission", "incident", "action", "document",
    ]  # fmt: skip
    assert [one.how for one in found][:2] == ["Witness · Present", "2 lines spoken"]
    assert found[2].title == "Criminal Code 174"
    assert all(reading.find(sample_vault.store, one.id) is not None for one in found)


def test_a_court_appears_where_it_sat_and_decided(sample_vault: Vault, case: str) -> None:
    court = Party(id=new_id(), case=case, sort="court", names=(Name(text="Court No. 2"),))
    sat = Hearing(id=new_id(), case=case, court=court.id, number="9", status="adjourned")
    ruled = Decision(id=new_id(), case=case, court=court.id, sort="verdict", result="Guilty.")
    with sample_vault.edit(case) as edit:
        for record in (court, sat, ruled):
            edit.put(record)
    found = appearances(sample_vault, court)
    assert [(one.title, one.how) for one in found] == [
        ("Hearing 9", "Adjourned"), ("Verdict", "Guilty."),
    ]  # fmt: skip


def test_nobody_new_appears_anywhere(sample_vault: Vault, case: str) -> None:
    who = Party(id=new_id(), case=case, names=(Name(text="…"),))
    with sample_vault.edit(case) as edit:
        edit.put(who)
    assert appearances(sample_vault, who) == []
    assert all(
        appearances(sample_vault, party) is not None for party in parties(sample_vault, case)
    )
