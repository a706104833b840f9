# SPDX-License-Identifier: GPL-3.0-or-later
"""Searching the sample case in several scripts."""

import pytest

from casefile.casework import search
from casefile.casework.search import Results
from casefile.vault.vault import Vault


def titles(results: Results) -> list[str]:
    return [hit.title for _kind, hits in results.groups for hit in hits]


@pytest.mark.parametrize(
    "query", ["Kushakbayev", "Kushakbaev", "Кушакбаев", "Қушақбаев", "kushak", "NURBEK кушак"]
)
def test_a_name_is_found_in_any_script(sample_vault: Vault, query: str) -> None:
    results = search.search(sample_vault, query)
    kinds = [kind for kind, _hits in results.groups]
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
    assert results.count == sum(len(hits) for _kind, hits in results.groups)


def test_what_is_nowhere_is_not_found(sample_vault: Vault) -> None:
    assert search.search(sample_vault, "zwetschgenmus").groups == ()
