# SPDX-License-Identifier: GPL-3.0-or-later
"""What was done about a case, and by whom."""

import pytest
from msgspec.structs import replace

from casefile.base.errors import NotFound
from casefile.base.ids import new_id
from casefile.casework import advocacy, cases, undo
from casefile.casework.advocacy import action_rows, incident_rows
from casefile.records.forms import moment_of
from casefile.records.kinds import Action, Document, Incident, Party
from casefile.records.values import Audience, Name, PartialDate
from casefile.records.vocabularies import group, vocabulary
from casefile.store import reading
from casefile.vault.vault import Vault


def test_actions_are_listed_in_order_with_their_senders(sample_vault: Vault) -> None:
    rows = action_rows(sample_vault, cases.all_cases(sample_vault)[0].id)
    keys = [moment_of(row.action) for row in rows]
    assert keys == sorted(keys)
    assert all(bool(row.sender) == (row.action.sender is not None) for row in rows)
    assert any("International Trade Union" in row.sender for row in rows)
    assert len({row.id for row in rows}) == len(rows)


def an_action(vault: Vault, case: str, **fields: object) -> Action:
    made = Action(**{"id": new_id(vault.clock), "case": case, "sort": "petition"} | fields)
    with vault.edit(case) as edit:
        edit.put(made)
    return made


@pytest.fixture
def case(sample_vault: Vault) -> str:
    """The id of a case of the test's own."""
    return cases.create_case(sample_vault, "A case").id


def test_a_deadline_is_near_only_while_an_answer_is_waited_for(
    sample_vault: Vault, case: str
) -> None:
    past, far = PartialDate("2001-01-01"), PartialDate("2999-01-01")
    late = an_action(sample_vault, case, deadline=past)
    early = an_action(sample_vault, case, deadline=far)
    answered = an_action(sample_vault, case, deadline=past, status="answered")
    due = {row.id: row.due for row in action_rows(sample_vault, case)}
    assert due == {late.id: "past", early.id: "later", answered.id: ""}


def test_a_status_is_set_and_undone(sample_vault: Vault, case: str) -> None:
    action = an_action(sample_vault, case)
    assert advocacy.set_status(sample_vault, action.id, "done").status == "done"
    undo.undo(sample_vault, case)
    assert reading.record(sample_vault.store, action.id, Action).status == "sent"
    with pytest.raises(NotFound):
        advocacy.set_status(sample_vault, new_id(sample_vault.clock), "done")


def test_a_follow_up_is_tied_and_undone_in_one(sample_vault: Vault, case: str) -> None:
    first = an_action(
        sample_vault, case, sort="ilo-cfa-complaint", addressee="CFA", audience=Audience.PUBLIC
    )
    fresh = advocacy.follow_up(sample_vault, first.id)
    assert (fresh.sort, fresh.status) == ("additional-information-to-the-ilo", "planned")
    assert (fresh.addressee, fresh.audience) == ("CFA", Audience.PUBLIC)
    assert [tie.record.id for tie in advocacy.ties(sample_vault, first).after] == [fresh.id]
    assert [tie.record.id for tie in advocacy.ties(sample_vault, fresh).before] == [first.id]
    undo.undo(sample_vault, case)
    assert advocacy.ties(sample_vault, first) == advocacy.Ties()
    assert len(action_rows(sample_vault, case)) == 1


def test_documents_are_tied_no_wider_than_they_may_be_seen(sample_vault: Vault, case: str) -> None:
    action = an_action(sample_vault, case, audience=Audience.PUBLIC)
    paper = Document(
        id=new_id(sample_vault.clock), case=case, title="Letter", audience=Audience.PRIVATE
    )
    with sample_vault.edit(case) as edit:
        edit.put(paper)
    link = advocacy.tie_document(sample_vault, action.id, paper.id)
    assert link.audience == Audience.PRIVATE
    [tie] = advocacy.ties(sample_vault, action).documents
    assert (tie.link, tie.record) == (link.id, paper)
    with sample_vault.edit(case) as edit:
        edit.drop(paper)
    assert advocacy.ties(sample_vault, action).documents == ()


def test_an_incident_is_open_until_it_is_reported_and_met(sample_vault: Vault, case: str) -> None:
    guarded = Party(
        id=new_id(sample_vault.clock), case=case, names=(Name(text="Айгүл"),), protected=True,
        pseudonym="Witness A",
    )  # fmt: skip
    incident = Incident(
        id=new_id(sample_vault.clock), case=case, sort="threat", targets=(guarded.id,),
        reported_to="ITUC",
    )  # fmt: skip
    with sample_vault.edit(case) as edit:
        edit.put(guarded)
        edit.put(incident)
    [row] = incident_rows(sample_vault, case)
    assert (row.targets, row.protected, row.gaps) == (("Айгүл",), True, ("measures",))
    with sample_vault.edit(case) as edit:
        edit.put(replace(incident, measures="Moved to another flat."))
    assert incident_rows(sample_vault, case)[0].gaps == ()


def test_every_kind_of_action_stands_in_a_group() -> None:
    groups = [group("action-sorts", id_) for id_ in vocabulary("action-sorts")]
    assert all(groups)
    assert len(set(groups)) == 5
    together = [one for at, one in enumerate(groups) if at == 0 or groups[at - 1] != one]
    assert len(together) == 5  # no group is torn apart
