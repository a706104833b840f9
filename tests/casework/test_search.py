# SPDX-License-Identifier: GPL-3.0-or-later
"""Searching the sample case in several scripts."""

import pytest

from casefile.base.ids import new_id
from casefile.casework import search
from casefile.casework.search import Results, Scope
from casefile.records.kinds import Case
from casefile.store import reading
from casefile.vault.vault import Vault
from tests.store.people import a_note


def titles(results: Results) -> list[str]:
    return [hit.title for group in results.groups for hit in group.hits]


@pytest.mark.parametrize(
    "query", ["Kushakbayev", "Kushakbaev", "Кушакбаев", "Қушақбаев", "kushak", "NURBEK кушак"]
)
def test_a_name_is_found_in_any_script(sample_vault: Vault, query: str) -> None:
    results = search.search(sample_vault, query)
    kinds = [group.kind for group in results.groups]
    assert "party" in kinds
    assert "event" in kinds
    assert "Nurbek Kushakbayev" in titles(results)


def test_other_spellings_are_told(sample_vault: Vault) -> None:
    results = search.search(sample_vault, "Қушақбаев")
    assert any("Kushakba" in spelling for spelling in results.also)


@pytest.mark.parametrize(
    "query", ["", " ", '"', "'", "*", "NEAR(", "AND", "a OR", "😀", "x" * 10_000]
)
def test_nothing_typed_breaks_the_search(sample_vault: Vault, query: str) -> None:
    results = search.search(sample_vault, query)
    assert results.count == results.shown
    search.weighed(sample_vault, query)


def test_what_is_nowhere_is_not_found(sample_vault: Vault) -> None:
    assert search.search(sample_vault, "zwetschgenmus").groups == ()


def test_a_case_or_all(sample_vault: Vault) -> None:
    store = sample_vault.store
    own = reading.cases(store)[0]
    with sample_vault.edit(other := new_id()) as edit:
        edit.put(Case(id=other, case=other, title="Another case of Kushakbayev"))
    for deed in (search.search, search.weighed):
        within = deed(sample_vault, "Kushakbayev", Scope(own.id))
        assert {hit.case for group in within.groups for hit in group.hits} == {own.id}
        assert within.titles == {}
        everywhere = deed(sample_vault, "Kushakbayev", Scope(own.id, everywhere=True))
        assert everywhere.titles == {other: "Another case of Kushakbayev"}
        assert everywhere.shown == within.shown + 1
        (only,) = deed(sample_vault, "kushak", Scope(other)).groups
        assert [hit.case for hit in only.hits] == [other]


def test_after_a_pause_the_best_comes_first_and_all_are_counted(sample_vault: Vault) -> None:
    case = reading.cases(sample_vault.store)[0].id
    with sample_vault.edit(case) as edit:
        for number in range(1_010):
            edit.put(a_note(case, f"Nurbek Kushakbayev, line {number}"))
    typed = search.search(sample_vault, "Kushakbayev", Scope(case))
    assert [group.kind for group in typed.groups] == ["note"]
    assert typed.count is None
    results = search.weighed(sample_vault, "Kushakbayev", Scope(case))
    assert results.groups[0].kind == "party"
    assert results.groups[0].hits[0].title == "Nurbek Kushakbayev"
    log = next(group for group in results.groups if group.kind == "note")
    assert (len(log.hits), log.total, log.cut) == (search.EACH, search.MOST + 1, True)
    assert results.count is None
    (all_of_it,) = search.of_kind(sample_vault, "Kushakbayev", Scope(case), "note").groups
    assert len(all_of_it.hits) == search.ALL
    assert all_of_it.hits[: search.EACH] == log.hits
    sure = search.weighed(sample_vault, "memorandum", Scope(case))
    assert sure.count == sure.shown > 0
