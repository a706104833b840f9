# SPDX-License-Identifier: GPL-3.0-or-later
"""One record of any kind: read for a form, set field by field, added, withdrawn."""

import pytest

from casefile.base.errors import InvalidRecord, NotFound
from casefile.casework import records, undo
from casefile.records.kinds import (
    KINDS,
    Access,
    Attendance,
    Deadline,
    Hearing,
    Link,
    Party,
    Sanction,
)
from casefile.records.values import Audience, Name, PartialDate
from casefile.store import reading
from casefile.vault.vault import Vault


@pytest.fixture
def case(sample_vault: Vault) -> str:
    return reading.cases(sample_vault.store)[0].id


def a_party(vault: Vault, case: str) -> Party:
    made = records.create(vault, Party, case, {"names": (Name(text="Anna"),)})
    assert isinstance(made, Party)
    return made


def test_only_the_field_is_written_onto_the_record_as_it_stands(
    sample_vault: Vault, case: str
) -> None:
    party = a_party(sample_vault, case)
    records.set_field(sample_vault, party.id, "remarks", "by another hand")
    fresh = records.set_field(sample_vault, party.id, "position", "Chair")
    assert isinstance(fresh, Party)
    assert (fresh.position, fresh.remarks) == ("Chair", "by another hand")
    last = reading.history(sample_vault.store, case, party.id)[-1]
    assert (last.field, last.value) == ("position", "Chair")


def test_a_field_inside_a_struct(sample_vault: Vault, case: str) -> None:
    hearing = records.create(sample_vault, Hearing, case, {"number": "9"})
    records.set_field(sample_vault, hearing.id, "access.capacity", 12)
    fresh = records.set_field(sample_vault, hearing.id, "access.devices", "No telephones")
    assert isinstance(fresh, Hearing)
    assert fresh.access == Access(capacity=12, devices="No telephones")
    records.set_field(sample_vault, hearing.id, "access.capacity", None)
    emptied = records.set_field(sample_vault, hearing.id, "access.devices", "")
    assert isinstance(emptied, Hearing)
    assert emptied.access is None


def test_a_new_record_takes_fields_inside_structs(sample_vault: Vault, case: str) -> None:
    values = {"number": "3", "access.capacity": 4, "access.devices": "", "setting.security": ""}
    hearing = records.create(sample_vault, Hearing, case, values)
    assert isinstance(hearing, Hearing)
    assert (hearing.number, hearing.access, hearing.setting) == ("3", Access(capacity=4), None)
    assert hearing.audience is Audience.TEAM


def test_a_new_record_of_python_names(sample_vault: Vault, case: str) -> None:
    one, other = a_party(sample_vault, case), a_party(sample_vault, case)
    link = records.create(sample_vault, Link, case, {"from_": one.id, "to": other.id})
    assert isinstance(link, Link)
    assert (link.from_, link.to) == (one.id, other.id)


def test_what_breaks_a_rule_is_refused_and_nothing_written(sample_vault: Vault, case: str) -> None:
    with pytest.raises(InvalidRecord) as refused:
        records.create(sample_vault, Deadline, case, {"due": PartialDate("2031"), "what": "  "})
    assert refused.value.field == "what"
    party = a_party(sample_vault, case)
    with pytest.raises(InvalidRecord):
        records.set_field(sample_vault, party.id, "names", ())
    assert records.sheet(sample_vault, party.id).record == party


def test_an_unknown_field_and_a_withdrawn_record(sample_vault: Vault, case: str) -> None:
    with pytest.raises(InvalidRecord):
        records.field_of(Party, "shoe_size")
    party = a_party(sample_vault, case)
    records.withdraw(sample_vault, party.id)
    for deed in (records.sheet, records.withdraw):
        with pytest.raises(NotFound):
            deed(sample_vault, party.id)
    undo.undo(sample_vault, case)
    assert records.sheet(sample_vault, party.id).record == party


def test_a_sheet_names_what_the_record_refers_to(sample_vault: Vault, case: str) -> None:
    attendance = reading.records(sample_vault.store, Attendance, case)[0]
    sheet = records.sheet(sample_vault, attendance.id)
    assert {attendance.party, attendance.hearing, *attendance.evidence} <= sheet.chosen.keys()
    assert sheet.zone == "Asia/Almaty"
    assert sheet.reckoned is None


def test_a_sheet_tells_where_sources_differ_and_what_follows(
    sample_vault: Vault, case: str
) -> None:
    sanctions = reading.records(sample_vault.store, Sanction, case)
    hours = next(one for one in sanctions if one.per == "unstated")
    sheet = records.sheet(sample_vault, hours.id)
    assert "per" in sheet.differing
    assert sheet.reckoned is not None
    assert sheet.reckoned.sanction == hours
    told = [c for d in sheet.claims for _value, claims in d.values for c in claims]
    assert {c.source_document for c in told if c.source_document} <= sheet.chosen.keys()


def test_a_sheet_heeds_what_it_shows_and_no_line_of_the_log() -> None:
    assert "note" not in records.bearing_on("hearing")
    assert {"hearing", "party", "claim", "document", "case"} <= records.bearing_on("hearing")
    assert "decision" in records.bearing_on("sanction")
    assert records.bearing_on("attendance") == records.bearing_on("link") == frozenset(KINDS)
    assert all(kind in records.bearing_on(kind) for kind in KINDS)
