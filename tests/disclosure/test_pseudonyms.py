# SPDX-License-Identifier: GPL-3.0-or-later
from datetime import date
from typing import Any

import pytest

from casefile.disclosure.pseudonyms import (
    consented,
    guards,
    masked,
    pseudonyms,
    without_contact,
)
from casefile.records.values import Audience, Consent, PartialDate
from tests.disclosure.people import CASE, party

TODAY = date(2023, 11, 14)


def consent(audience: str, given: str = "", withdrawn: str = "", scope: str = "") -> Consent:
    return Consent(
        audience=Audience(audience),
        scope=scope,
        given_on=PartialDate(given) if given else None,
        withdrawn_on=PartialDate(withdrawn) if withdrawn else None,
    )


@pytest.mark.parametrize(
    ("consents", "reader", "allowed"),
    [
        ([], "team", False),
        ([consent("team")], "team", True),
        ([consent("team")], "public", False),
        ([consent("public")], "team", True),
        ([consent("public", "2023-11-14")], "public", True),
        ([consent("public", "2023-11-15")], "public", False),
        ([consent("public", "2023")], "public", True),
        ([consent("public", "2020", "2023-11-14")], "public", False),
        ([consent("public", "2020", "2023-12-01")], "public", True),
        (
            [consent("public", "2020", "2023")],
            "public",
            False,
        ),  # some day this year: today at worst
        ([consent("public", "2020", "2021"), consent("public", "2022")], "public", True),
        ([consent("public", "2020", "2022"), consent("public", "2021")], "public", False),
        ([consent("public", "2020", "2021"), consent("team", "2019")], "team", True),
        ([consent("team", "2020", "2021"), consent("public", "2019")], "public", False),
        ([consent("team", "2020", "2021"), consent("public")], "public", False),
        ([consent("public", scope="photograph")], "public", False),
        ([consent("public", scope=" Name ")], "public", True),
        ([consent("team", "2020", "2021", scope="photograph"), consent("public")], "public", True),
    ],
)
def test_consent_is_an_audience_s_and_can_be_withdrawn(
    consents: list[Consent], reader: str, allowed: bool
) -> None:
    assert consented(consents, Audience(reader), TODAY) is allowed


def test_only_the_protected_are_guarded_and_never_before_their_author() -> None:
    assert guards(party(1, "A", protected=True), Audience.TEAM, TODAY)
    assert not guards(party(1, "A"), Audience.PUBLIC, TODAY)
    assert not guards(party(1, "A", protected=True), Audience.PRIVATE, TODAY)


def test_pseudonyms_stay_when_people_are_added_after() -> None:
    first = [party(n, f"N{n}", protected=True) for n in range(1, 9)]
    before = pseudonyms(first, CASE, Audience.PUBLIC)
    after = pseudonyms([party(99, "Late", protected=True), *first], CASE, Audience.PUBLIC)
    assert {ref: after[ref] for ref in before} == before
    assert len(set(after.values())) == 9
    assert all(name.startswith("Person ") for name in after.values())


def test_pseudonyms_don_t_depend_on_order_and_differ_by_audience() -> None:
    people = [party(n, f"N{n}", protected=True) for n in range(1, 9)]
    public = pseudonyms(people, CASE, Audience.PUBLIC)
    assert pseudonyms(people[::-1], CASE, Audience.PUBLIC) == public
    assert pseudonyms(people, CASE, Audience.TEAM) != public


def test_more_people_than_letters_still_differ() -> None:
    people = [party(n, f"N{n}", protected=True) for n in range(1, 61)]
    names = pseudonyms(people, CASE, Audience.PUBLIC)
    assert len({name.casefold() for name in names.values()}) == 60


def test_one_s_own_pseudonym_is_used_and_taken_by_nobody_else() -> None:
    letters = pseudonyms([party(1, "A", protected=True)], CASE, Audience.TEAM)
    drawn = letters[party(1, "A").id]
    people = [party(1, "A", protected=True), party(2, "B", protected=True, pseudonym=f" {drawn} ")]
    names = pseudonyms(people, CASE, Audience.TEAM)
    assert names[people[1].id] == drawn
    assert names[people[0].id] != drawn


@pytest.mark.parametrize(
    ("sort", "word"),
    [("organisation", "Organisation"), ("court", "Court"), ("state-body", "State body"),
     ("person", "Person"), ("choir", "Person")],
)  # fmt: skip
def test_a_pseudonym_says_what_it_stands_for(sort: str, word: str) -> None:
    names = pseudonyms([party(1, "A", protected=True, sort=sort)], CASE, Audience.TEAM)
    assert names[party(1, "A").id].startswith(f"{word} ")


def test_a_masked_party_says_nothing_but_sort_and_roles() -> None:
    fields: dict[str, Any] = {
        "position": "Cook", "affiliation": "The canteen", "contact": "+7 700", "remarks": "tall",
        "pseudonym": "Cook", "roles": ["witness"], "protected": True,
        "consent": [{"audience": "team", "scope": "photograph"}],
    }  # fmt: skip
    shown = masked(party(1, "Danara Ismetova", "Dana", **fields), "Person Q")
    assert shown == party(1, "Person Q", roles=["witness"], protected=True)


def test_ways_to_reach_someone_can_be_left_out() -> None:
    assert without_contact(party(1, "A", contact="+7 700")) == party(1, "A")
    assert without_contact(party(1, "A")) == party(1, "A")
