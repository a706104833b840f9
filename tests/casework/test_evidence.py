# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines collect by themselves and become evidence one by one."""

import pytest

from casefile.base.errors import NotFound
from casefile.casework import cases, evidence, findings, hearings, notes, undo
from casefile.casework.evidence import evidence_rows
from casefile.records.kinds import Document, Finding, Link, Note
from casefile.records.values import Audience, PartialDate, When
from casefile.store import reading
from casefile.vault.vault import Vault

ID = "019d5f00-0000-7000-8000-00000000000"


@pytest.fixture
def case(sample_vault: Vault) -> str:
    """A case of its own in the vault of the sample."""
    return cases.create_case(sample_vault, "Another", country="KZ").id


def links(vault: Vault, case: str) -> list[Link]:
    return reading.records(vault.store, Link, case)


def test_tagged_lines_collect_with_time_speaker_text_and_hearing(
    sample_vault: Vault, case: str
) -> None:
    hearing = hearings.start_hearing(sample_vault, case)
    for line in ("j Refuses both. #witnesses", "p Reads.", "d Objects. #witnesses #silence"):
        notes.log(sample_vault, case, line, hearing=hearing.id)
    rows = evidence_rows(sample_vault, case, "witnesses")
    assert [(row.speaker, row.text) for row in rows] == [
        ("Judge", "Refuses both."),
        ("Defence counsel", "Objects."),
    ]
    assert {row.hearing for row in rows} == {"Hearing 1"}
    assert all(row.waits and row.when for row in rows)
    assert evidence_rows(sample_vault, case, "silence", hearing.id)[0].text == "Objects."
    assert evidence_rows(sample_vault, case, "appeal") == []


def test_accepting_makes_the_finding_and_the_link_at_once(sample_vault: Vault, case: str) -> None:
    note = notes.log(sample_vault, case, "Refused. #witnesses").note
    finding = evidence.accept(sample_vault, case, "witnesses", None, note.id)
    assert finding.rating == "not-assessed"
    (row,) = evidence_rows(sample_vault, case, "witnesses", None, finding.id)
    assert (row.relation, row.waits) == ("supports", False)
    undo.undo(sample_vault, case)
    assert links(sample_vault, case) == []
    assert reading.records(sample_vault.store, Finding, case) == []


def test_one_link_a_record_whatever_it_turns_out_to_mean(sample_vault: Vault, case: str) -> None:
    note = notes.log(sample_vault, case, "Refused. #witnesses").note
    evidence.accept(sample_vault, case, "witnesses", None, note.id, remark="p. 3")
    evidence.accept(sample_vault, case, "witnesses", None, note.id, relation="contradicts")
    (link,) = links(sample_vault, case)
    assert (link.relation, link.remark) == ("contradicts", "p. 3")
    evidence.take_back(sample_vault, case, link.id)
    finding = findings.own_finding(sample_vault, case, "witnesses", None)
    (row,) = evidence_rows(sample_vault, case, "witnesses", None, finding.id)
    assert row.waits


def test_what_is_set_aside_stays_so_until_it_is_accepted(sample_vault: Vault, case: str) -> None:
    note = notes.log(sample_vault, case, "Refused. #witnesses #silence").note
    finding = evidence.accept(sample_vault, case, "witnesses", None, note.id)
    (link,) = links(sample_vault, case)
    evidence.reject(sample_vault, case, "witnesses", note.id, link.id)
    (row,) = evidence_rows(sample_vault, case, "witnesses", None, finding.id)
    assert (row.aside, row.waits, row.link) == (True, False, "")
    assert evidence_rows(sample_vault, case, "silence")[0].waits  # another right, another question
    evidence.accept(sample_vault, case, "witnesses", None, note.id)
    (row,) = evidence_rows(sample_vault, case, "witnesses", None, finding.id)
    assert not row.aside
    entries = reading.history(sample_vault.store, case)
    assert not any("aside" in change.kind for change in entries)  # never in the journal


def test_documents_and_other_records_are_evidence_too(sample_vault: Vault, case: str) -> None:
    paper = Document(
        id=ID + "1", case=case, title="Verdict <b>", dated=PartialDate("2017-11-07"),
        audience=Audience.PRIVATE,
    )  # fmt: skip
    early = Note(id=ID + "2", case=case, event_at=When("2016"), text="Before.", rights=("appeal",))
    with sample_vault.edit(case) as edit:
        edit.put(paper)
        edit.put(early)
    finding = evidence.accept(sample_vault, case, "appeal", None, paper.id, remark="p. 12")
    rows = evidence_rows(sample_vault, case, "appeal", None, finding.id)
    assert [(row.text, row.remark) for row in rows] == [("Before.", ""), ("Verdict <b>", "p. 12")]
    assert links(sample_vault, case)[0].audience is Audience.PRIVATE  # no more than its ends


def test_everything_that_is_linked_in_the_sample_can_be_shown(sample_vault: Vault) -> None:
    sample = cases.all_cases(sample_vault)[0].id
    for finding in reading.records(sample_vault.store, Finding, sample):
        rows = evidence_rows(sample_vault, sample, finding.right, finding.hearing, finding.id)
        assert all(row.text for row in rows)


def test_links_that_run_the_other_way_count(sample_vault: Vault, case: str) -> None:
    note = notes.log(sample_vault, case, "Refused.").note
    finding = findings.assess(sample_vault, case, "witnesses", fields={"rating": "violated"})
    with sample_vault.edit(case) as edit:
        edit.put(Link(id=ID + "1", case=case, from_=finding.id, to=note.id, relation="concerns"))
        edit.put(Link(id=ID + "2", case=case, from_=finding.id, to=ID + "7"))  # to nothing
    (row,) = evidence_rows(sample_vault, case, "witnesses", None, finding.id)
    assert (row.id, row.relation) == (note.id, "concerns")


def test_what_is_not_there_is_no_evidence(sample_vault: Vault, case: str) -> None:
    with pytest.raises(NotFound):
        evidence.accept(sample_vault, case, "witnesses", None, ID + "9")
    with pytest.raises(NotFound):
        evidence.take_back(sample_vault, case, ID + "9")
    assert reading.records(sample_vault.store, Finding, case) == []
