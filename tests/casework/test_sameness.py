# SPDX-License-Identifier: GPL-3.0-or-later
"""Is this the same person? Asked once, in any script; a merge taken back."""

import pytest

from casefile.base.errors import CannotUndo, InvalidRecord
from casefile.casework import cases, people, sameness
from casefile.casework.people import parties
from casefile.records.kinds import Party
from casefile.records.values import Name
from casefile.store import reading
from casefile.vault.vault import Vault


@pytest.fixture
def case(sample_vault: Vault) -> str:
    """The id of the sample case."""
    return cases.all_cases(sample_vault)[0].id


def named(vault: Vault, case: str, name: str) -> Party:
    return next(party for party in parties(vault, case) if party.name == name)


def offered(vault: Vault, case: str, *names: str) -> list[str]:
    return [one.party.name for one in sameness.offers(vault, case, names)]


@pytest.mark.parametrize("typed", ["Кушакбаев Нурбек", "Nurbek Kuşakbayev", "Нұрбек Құшақбаев"])
def test_it_is_asked_in_any_script_with_since_when(
    sample_vault: Vault, case: str, typed: str
) -> None:
    (one,) = sameness.offers(sample_vault, case, [typed])
    assert one.party.name == "Nurbek Kushakbayev"
    assert 0 < one.since <= sample_vault.clock()


def test_who_was_said_to_be_somebody_else_is_not_asked_about_again(
    sample_vault: Vault, case: str
) -> None:
    larisa = named(sample_vault, case, "Larisa Kharkova")
    sameness.tell_apart(sample_vault, case, ["Лариса Харькова"], larisa.id)
    assert offered(sample_vault, case, "Lariss Kharkova") == ["Larisa Kharkova"]  # another name
    assert offered(sample_vault, case, "Larisa Kharkova") == []  # the same, in another script


def test_two_records_told_apart_stay_apart_either_way_round(sample_vault: Vault, case: str) -> None:
    larisa = named(sample_vault, case, "Larisa Kharkova")
    other = sameness.add_party(sample_vault, case, "person", "Харькова Л.")
    assert [one.party.id for one in sameness.offers_for(sample_vault, other)] == [larisa.id]
    sameness.tell_apart(sample_vault, case, ["Харькова Л."], larisa.id, other.id)
    assert sameness.offers_for(sample_vault, other) == ()
    assert sameness.offers_for(sample_vault, larisa) == ()


def test_somebody_told_apart_while_being_typed_is_not_asked_about_once_added(
    sample_vault: Vault, case: str
) -> None:
    larisa = named(sample_vault, case, "Larisa Kharkova")
    made = sameness.add_party(sample_vault, case, "person", "Larisa Kharkova", (larisa.id,))
    assert (made.sort, made.name) == ("person", "Larisa Kharkova")
    assert sameness.offers_for(sample_vault, made) == ()


def test_an_organisation_is_not_asked_whether_it_is_a_person(
    sample_vault: Vault, case: str
) -> None:
    made = sameness.add_party(sample_vault, case, "organisation", "Larisa Kharkova")
    assert sameness.offers_for(sample_vault, made) == ()


@pytest.mark.parametrize(
    ("typed", "sort", "script"),
    [
        ("Кушақбаев Н.", "alias", "Cyrl"),
        ("كوشاكباييف", "transliteration", "Arab"),
        ("קושקבאייב", "transliteration", "Hebr"),
        ("77", "transliteration", ""),
    ],
)
def test_another_spelling_is_added_in_its_script(
    sample_vault: Vault, case: str, typed: str, sort: str, script: str
) -> None:
    made = sameness.add_party(sample_vault, case, "person", "Нурбек")
    assert made.names == (Name(text="Нурбек", script="Cyrl"),)
    made = sameness.add_name(sample_vault, made.id, f" {typed} ")
    assert made.names[1] == Name(text=typed, script=script, sort=sort)
    assert sameness.add_name(sample_vault, made.id, typed) == made


def test_a_name_is_needed(sample_vault: Vault, case: str) -> None:
    with pytest.raises(InvalidRecord):
        sameness.add_party(sample_vault, case, "person", "  ")


def test_a_merge_is_taken_back_unless_something_was_done_since(
    sample_vault: Vault, case: str
) -> None:
    larisa = named(sample_vault, case, "Larisa Kharkova")
    other = sameness.add_party(sample_vault, case, "person", "Харькова Л.")
    before = parties(sample_vault, case)
    changes = people.merge(sample_vault, larisa, other)
    sameness.take_back(sample_vault, changes)
    assert parties(sample_vault, case) == before
    with pytest.raises(CannotUndo):
        sameness.take_back(sample_vault, changes)
    changes = people.merge(sample_vault, larisa, other)
    sameness.add_name(sample_vault, larisa.id, "Lara")
    with pytest.raises(CannotUndo, match="since"):
        sameness.take_back(sample_vault, changes)
    assert reading.find(sample_vault.store, other.id) is None
