# SPDX-License-Identifier: GPL-3.0-or-later
"""Findings with how much stands behind each, and how far the rights are covered."""

from typing import Any

import pytest

from casefile.base.errors import InvalidRecord, NotFound
from casefile.casework import cases, evidence, findings, hearings, notes
from casefile.casework.aside import set_aside
from casefile.records.kinds import Charge, Finding, Link, Note
from casefile.records.values import PartialDate, When
from casefile.records.vocabularies import vocabulary
from casefile.store import reading
from casefile.vault.vault import Vault

ID = "019d5f00-0000-7000-8000-00000000000"


@pytest.fixture
def case(sample_vault: Vault) -> str:
    """A case of its own in the vault of the sample."""
    return cases.create_case(sample_vault, "Another", country="KZ").id


def put(vault: Vault, case: str, *records: Any) -> None:
    with vault.edit(case) as edit:
        for record in records:
            edit.put(record)


def test_the_sample_is_seen_in_one_pass(sample_vault: Vault) -> None:
    sample = cases.all_cases(sample_vault)[0].id
    held = findings.assessment(sample_vault, sample)
    assert held.cell("notice-of-charge", "").rating == "concern"
    assert held.cell("notice-of-charge", "").evidence == 2
    assert held.elsewhere("observer-access") == ("serious-concern",)
    assert held.coverage() == findings.Coverage(4, 3, 0, 29)
    assert held.bare == 0
    assert (str(held.during.first), str(held.during.last)) == ("2017-07-25", "2017-09-29")


def test_lines_wait_until_they_are_accepted_or_set_aside(sample_vault: Vault, case: str) -> None:
    first = hearings.start_hearing(sample_vault, case)
    second = hearings.start_hearing(sample_vault, case)
    logged = [
        notes.log(sample_vault, case, f"Refused, {at}. #witnesses", hearing=where.id).note
        for at, where in enumerate((first, first, second))
    ]
    notes.log(sample_vault, case, "On the case itself. #witnesses")
    evidence.accept(sample_vault, case, "witnesses", first.id, logged[0].id)
    set_aside(sample_vault, case, "witnesses", logged[1].id)
    held = findings.assessment(sample_vault, case)
    at_first, whole = held.cell("witnesses", first.id), held.cell("witnesses", "")
    assert (at_first.lines, at_first.waiting, at_first.evidence) == (2, 0, 1)
    assert (whole.lines, whole.waiting, whole.evidence) == (4, 3, 0)
    assert held.cell("witnesses", second.id).waiting == 1
    assert held.rights == {"witnesses"}


def test_a_corrected_line_is_not_counted_beside_its_correction(
    sample_vault: Vault, case: str
) -> None:
    note = notes.log(sample_vault, case, "Two wittneses. #witnesses").note
    notes.correct(sample_vault, note, "Two witnesses. #witnesses")
    assert findings.assessment(sample_vault, case).cell("witnesses", "").lines == 1


def test_lines_that_correct_each_other_in_a_circle_are_not_lost() -> None:
    names = ["one", "two", "three", "own", "plain", "again", "chain"]
    ids = {name: f"{ID}{at}" for at, name in enumerate(names)}
    corrects = {"one": "two", "two": "three", "three": "one", "own": "own", "again": "plain"}
    corrects |= {"chain": "two"}  # a line outside corrects one of them
    lines = [
        Note(id=ids[name], case=ID, event_at=When("2024"), text=name,
             corrects=ids.get(corrects.get(name, "")))
        for name in names
    ]  # fmt: skip
    current = [line.text for line in findings.current_lines(lines)]
    assert current == ["one", "three", "own", "again", "chain"]


@pytest.mark.parametrize(
    ("rating", "relation", "bare"),
    [
        ("violated", "", True),
        ("respected", "", True),
        ("violated", "supports", False),
        ("violated", "concerns", False),
        ("violated", "contradicts", True),
        ("not-observable", "", False),
        ("not-applicable", "", False),
        ("not-assessed", "", False),
    ],
)
def test_a_rating_that_says_how_a_right_fared_must_rest_on_something(
    sample_vault: Vault, case: str, rating: str, relation: str, bare: bool
) -> None:
    finding = findings.assess(sample_vault, case, "silence", fields={"rating": rating})
    note = notes.log(sample_vault, case, "Asked again and again.").note
    if relation:  # links may run either way
        put(
            sample_vault,
            case,
            Link(id=ID + "3", case=case, from_=finding.id, to=note.id, relation=relation),
        )
    held = findings.assessment(sample_vault, case)
    assert held.cell("silence", "").bare is bare
    assert held.bare == bare


def test_one_finding_a_right_and_hearing(sample_vault: Vault, case: str) -> None:
    hearing = hearings.start_hearing(sample_vault, case)
    first = findings.assess(sample_vault, case, "appeal", fields={"rating": "concern"})
    there = findings.assess(
        sample_vault, case, "appeal", hearing.id, fields={"reasoning": "Seen there."}
    )
    again = findings.assess(sample_vault, case, "appeal", fields={"reasoning": "No reasons."})
    assert again.id == first.id != there.id
    assert (again.rating, again.reasoning) == ("concern", "No reasons.")
    assert (there.rating, there.hearing) == ("not-assessed", hearing.id)
    held = findings.assessment(sample_vault, case)
    assert held.elsewhere("appeal") == ()
    assert held.coverage(hearing.id).open == len(vocabulary("rights"))


def test_findings_of_two_authors_on_one_right_both_stay(sample_vault: Vault, case: str) -> None:
    put(
        sample_vault, case,
        Finding(id=ID + "1", case=case, right="presence", rating="respected"),
        Finding(id=ID + "2", case=case, right="presence", rating="violated"),
    )  # fmt: skip
    cell = findings.assessment(sample_vault, case).cell("presence", "")
    assert [finding.rating for finding in cell.findings] == ["respected", "violated"]
    findings.assess(sample_vault, case, "presence", finding=ID + "2", fields={"rating": "concern"})
    cell = findings.assessment(sample_vault, case).cell("presence", "")
    assert [finding.rating for finding in cell.findings] == ["respected", "concern"]


def test_what_no_list_knows_is_refused_but_shown(sample_vault: Vault, case: str) -> None:
    with pytest.raises(InvalidRecord, match="not in the list"):
        findings.assess(sample_vault, case, "to-sleep", fields={"rating": "violated"})
    with pytest.raises(InvalidRecord, match="not in the list"):
        findings.assess(sample_vault, case, "appeal", fields={"rating": "awful"})
    with pytest.raises(NotFound):
        findings.assess(sample_vault, case, "appeal", ID + "9", fields={"rating": "violated"})
    put(sample_vault, case, Finding(id=ID + "1", case=case, right="to-sleep", rating="awful"))
    held = findings.assessment(sample_vault, case)
    assert held.cell("to-sleep", "").rating == "awful"
    assert held.rights == {"to-sleep"}
    assert findings.assess(
        sample_vault, case, "to-sleep", fields={"reasoning": "Of a newer version."}
    ).id == ID + "1"  # fmt: skip


def test_coverage_counts_every_right_once(sample_vault: Vault, case: str) -> None:
    hearing = hearings.start_hearing(sample_vault, case)
    for right, rating, where in (
        ("appeal", "violated", None), ("appeal", "respected", hearing.id),
        ("silence", "not-observable", None), ("presence", "not-applicable", None),
        ("witnesses", "not-observable", hearing.id), ("legality", "concern", hearing.id),
    ):  # fmt: skip
        findings.assess(sample_vault, case, right, where, fields={"rating": rating})
    held = findings.assessment(sample_vault, case)
    rights = len(vocabulary("rights"))
    assert held.coverage() == findings.Coverage(2, 2, 1, rights - 5)
    assert held.coverage(hearing.id) == findings.Coverage(2, 1, 0, rights - 3)


def test_the_time_of_a_case_is_that_of_its_charges_and_hearings(
    sample_vault: Vault, case: str
) -> None:
    put(
        sample_vault, case,
        Charge(id=ID + "1", case=case, brought_on=PartialDate("2005-03")),
        Note(id=ID + "2", case=case, event_at=When("1999-01-01"), text="Long ago."),
    )  # fmt: skip
    held = findings.assessment(sample_vault, case)
    assert (str(held.during.first), str(held.during.last)) == ("2005-03-01", "2005-03-31")
    assert held.standings("appeal")[0].state == "later"  # the ICCPR holds Kazakhstan from 2006
    hearing = hearings.start_hearing(sample_vault, case)
    held = findings.assessment(sample_vault, case)
    assert held.standings("appeal")[0].state == "partly"
    assert held.standings("appeal", hearing.id)[0].state == "bound"


def test_a_case_without_a_country_is_not_full_of_warnings(sample_vault: Vault) -> None:
    case = cases.create_case(sample_vault, "Somewhere").id
    held = findings.assessment(sample_vault, case)
    assert held.standings("appeal")[0].state == "unknown"
    assert held.caveat("appeal") == ""
    french = cases.create_case(sample_vault, "In France", country="FR").id
    held = findings.assessment(sample_vault, french)
    assert held.caveat("appeal") == "ICCPR: ratification not known"


def test_a_hearing_without_a_date_is_taken_as_of_the_case(sample_vault: Vault, case: str) -> None:
    hearing = hearings.start_hearing(sample_vault, case, started_at=None, scheduled_at=None)
    held = findings.assessment(sample_vault, case)
    assert held.sittings[0].during is None
    assert held.standings("appeal", hearing.id) == held.standings("appeal")


def test_an_unknown_case_is_said_to_be_none(sample_vault: Vault) -> None:
    with pytest.raises(NotFound):
        findings.assessment(sample_vault, ID + "8")


def test_deeds_are_entries(sample_vault: Vault, case: str) -> None:
    findings.assess(sample_vault, case, "appeal", fields={"rating": "violated"})
    changes = reading.history(sample_vault.store, case)
    assert {change.kind for change in changes} == {"case", "finding"}
