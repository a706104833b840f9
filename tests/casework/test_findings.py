# SPDX-License-Identifier: GPL-3.0-or-later
"""Findings with how much stands behind each."""

from casefile.casework import cases, hearings, notes
from casefile.casework.findings import finding_rows
from casefile.records.kinds import Finding, Link
from casefile.records.vocabularies import vocabulary
from casefile.vault.vault import Vault

ID = "019d5f00-0000-7000-8000-00000000000"


def test_findings_stand_in_the_order_of_the_rights(sample_vault: Vault) -> None:
    rows = finding_rows(sample_vault, cases.all_cases(sample_vault)[0].id)
    order = list(vocabulary("rights"))
    places = [order.index(row.finding.right) for row in rows]
    assert places == sorted(places)
    assert any(row.hearing for row in rows)
    assert any(row.evidence for row in rows)


def test_lines_and_evidence_are_counted_where_the_finding_was_made(sample_vault: Vault) -> None:
    case = cases.create_case(sample_vault, "Another").id
    first = hearings.start_hearing(sample_vault, case)
    second = hearings.start_hearing(sample_vault, case)
    for hearing in (first, first, second):
        notes.log(sample_vault, case, "Refused. #witnesses", hearing=hearing.id)
    at_first = Finding(id=ID + "1", case=case, right="witnesses", hearing=first.id)
    whole = Finding(id=ID + "2", case=case, right="witnesses")
    with sample_vault.edit(case) as edit:
        edit.put(at_first)
        edit.put(whole)
        edit.put(Link(id=ID + "3", case=case, from_=first.id, to=whole.id))
    rows = {row.id: row for row in finding_rows(sample_vault, case)}
    assert (rows[at_first.id].lines, rows[at_first.id].evidence) == (2, 0)
    assert (rows[whole.id].lines, rows[whole.id].evidence) == (3, 1)
    assert rows[at_first.id].hearing == "Hearing 1"
    assert rows[whole.id].hearing == ""
