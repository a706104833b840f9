# SPDX-License-Identifier: GPL-3.0-or-later
"""Sources that disagree: every value kept, one preferred, the field marked."""

import pytest

from casefile.base.errors import InvalidRecord, NotFound
from casefile.base.ids import new_id
from casefile.casework import cases, claims, documents
from casefile.records.kinds import Case, Claim, Decision, Document, Record, Sanction
from casefile.records.values import Audience
from casefile.store import reading
from casefile.vault.vault import Vault


@pytest.fixture
def case(sample_vault: Vault) -> str:
    """The id of the sample case."""
    return cases.all_cases(sample_vault)[0].id


@pytest.fixture
def service(sample_vault: Vault, case: str) -> Sanction:
    """The sanction whose figure three sources count in three ways."""
    found = reading.records(sample_vault.store, Sanction, case)
    return next(sanction for sanction in found if sanction.sort == "community-service")


def claimed(vault: Vault, about: Record) -> list[Claim]:
    return reading.records(vault.store, Claim, about.case, parent=about.id)


def test_a_claim_is_kept_as_it_was_said(sample_vault: Vault, service: Sanction) -> None:
    added = claims.add_claim(
        sample_vault, service, "months", "about two years", source="A lawyer", quote="“Two years.”"
    )
    assert added.claim in claimed(sample_vault, service)
    assert added.claim.value == "about two years"
    assert added.changes.touched == (("claim", added.claim.id),)


@pytest.mark.parametrize(
    ("field", "said", "kept"),
    [
        ("per", "per month", "month"),
        ("per", "Month", "month"),
        ("per", "IN TOTAL", "total"),
        ("sort", "Forced labour", "forced-labour"),
        ("per", "per fortnight", "per fortnight"),
        ("amount", "100.00", "100.00"),
    ],
)
def test_a_word_for_a_term_is_kept_as_the_term(
    sample_vault: Vault, service: Sanction, field: str, said: str, kept: str
) -> None:
    assert claims.add_claim(sample_vault, service, field, said, source="X").claim.value == kept


@pytest.mark.parametrize("field", ["", "nosuch", "audience", "id", "case", "Months"])
def test_a_claim_on_no_field_is_refused(sample_vault: Vault, service: Sanction, field: str) -> None:
    before = reading.heads(sample_vault.store, service.case)
    with pytest.raises(InvalidRecord, match="months"):
        claims.add_claim(sample_vault, service, field, "1", source="X")
    assert reading.heads(sample_vault.store, service.case) == before


def test_a_claim_on_a_claim_is_refused(sample_vault: Vault, service: Sanction) -> None:
    about = claimed(sample_vault, service)[0]
    with pytest.raises(InvalidRecord, match="none"):
        claims.add_claim(sample_vault, about, "value", "1", source="X")


def test_a_claim_of_nobody_or_of_nothing_is_refused(sample_vault: Vault, service: Sanction) -> None:
    with pytest.raises(InvalidRecord, match="source"):
        claims.add_claim(sample_vault, service, "per", "month", source="  ")
    with pytest.raises(InvalidRecord, match="value"):
        claims.add_claim(sample_vault, service, "per", " \n", source="X")


def test_a_document_may_be_the_source(sample_vault: Vault, service: Sanction, case: str) -> None:
    document = documents.documents(sample_vault, case)[0]
    added = claims.add_claim(
        sample_vault, service, "per", "year", source_document=document.id, page="2"
    )
    assert added.claim.source_document == document.id
    with pytest.raises(NotFound):
        claims.add_claim(sample_vault, service, "per", "year", source_document=service.id)
    other = cases.create_case(sample_vault, "Another")
    strange = Document(id=new_id(), case=other.id, title="Elsewhere")
    with sample_vault.edit(other.id) as edit:
        edit.put(strange)
    with pytest.raises(NotFound, match="another case"):
        claims.add_claim(sample_vault, service, "per", "year", source_document=strange.id)


@pytest.mark.parametrize(
    ("record", "claim"), [("public", "team"), ("team", "team"), ("private", "private")]
)
def test_a_claim_is_never_more_open_than_its_record(
    sample_vault: Vault, case: str, record: str, claim: str
) -> None:
    made = Sanction(id=new_id(), case=case, sort="fine", audience=Audience(record))
    with sample_vault.edit(case) as edit:
        edit.put(made)
    added = claims.add_claim(sample_vault, made, "amount", "5", source="X")
    assert added.claim.audience == claim


def test_preferring_one_ends_the_preference_for_others_in_one_entry(
    sample_vault: Vault, service: Sanction
) -> None:
    first, second, third = claimed(sample_vault, service)
    months = claims.add_claim(sample_vault, service, "months", "5", source="X").claim
    claims.prefer(sample_vault, months, "It is another field.")
    claims.prefer(sample_vault, first, "A first thought.")
    before = reading.heads(sample_vault.store, service.case)
    changes = claims.prefer(sample_vault, second, "  The judgment says so.\n")
    heads = reading.heads(sample_vault.store, service.case)
    assert heads[changes.author].seq == before[changes.author].seq + 1
    now = {claim.id: claim for claim in claimed(sample_vault, service)}
    assert (now[first.id].preferred, now[first.id].reason) == (False, "")
    assert now[second.id].preferred
    assert now[second.id].reason.strip() == "The judgment says so."
    assert now[third.id] == third
    assert now[months.id].preferred
    told = reading.history(sample_vault.store, service.case, first.id)
    assert "A first thought." in [change.value for change in told]
    claims.prefer_none(sample_vault, third)
    assert not any(c.preferred for c in claimed(sample_vault, service) if c.field == "per")


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_a_preference_without_a_reason_is_refused(
    sample_vault: Vault, service: Sanction, reason: str
) -> None:
    with pytest.raises(InvalidRecord, match="why"):
        claims.prefer(sample_vault, claimed(sample_vault, service)[0], reason)


def test_two_preferences_that_came_from_two_laptops_become_one(
    sample_vault: Vault, service: Sanction
) -> None:
    from msgspec.structs import replace

    told = claimed(sample_vault, service)
    with sample_vault.edit(service.case) as edit:
        for claim in told[:2]:
            edit.put(replace(claim, preferred=True, reason="Mine."))
    claims.prefer(sample_vault, told[2], "Ours.")
    assert [c.id for c in claimed(sample_vault, service) if c.preferred] == [told[2].id]


def test_the_sample_disagrees_in_three_places(sample_vault: Vault, case: str) -> None:
    found = claims.disagreements(sample_vault, case)
    fields = {(type(one.record), tuple(sorted(one.fields))) for one in found}
    assert fields == {(Decision, ("court", "decided_on")), (Sanction, ("per",))}
    per = next(one for one in found if isinstance(one.record, Sanction)).disputes[0]
    assert [value for value, _claims in per.values] == ["total", "year", "month"]


def test_what_is_claimed_of_a_withdrawn_record_is_not_listed(
    sample_vault: Vault, service: Sanction
) -> None:
    with sample_vault.edit(service.case) as edit:
        edit.drop(service)
    found = claims.disagreements(sample_vault, service.case)
    assert service.id not in [one.record.id for one in found]


def test_one_source_against_the_record_is_a_disagreement(sample_vault: Vault, case: str) -> None:
    about = reading.record(sample_vault.store, case, Case)
    claims.add_claim(sample_vault, about, "country", "Kazakhstan", source="X")
    assert about not in [one.record for one in claims.disagreements(sample_vault, case)]
    claims.add_claim(sample_vault, about, "title", "Another title", source="Y")
    found = {one.record.id: one.fields for one in claims.disagreements(sample_vault, case)}
    assert found[case] == {"title"}
    assert len(claims.claims_of(sample_vault, about)) == 2
