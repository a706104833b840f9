# SPDX-License-Identifier: GPL-3.0-or-later
"""Everyone in a case, in an order people expect."""

from itertools import groupby

from casefile.casework import cases
from casefile.casework.people import parties
from casefile.records.kinds import Party
from casefile.records.values import Name
from casefile.vault.vault import Vault


def test_people_come_first_each_sort_by_name(sample_vault: Vault) -> None:
    case = cases.all_cases(sample_vault)[0].id
    found = parties(sample_vault, case)
    sorts = [sort for sort, _group in groupby(party.sort for party in found)]
    assert sorts[0] == "person"
    assert len(sorts) == len(set(sorts))
    for _sort, group in groupby(found, key=lambda party: party.sort):
        names = [party.name.casefold() for party in group]
        assert names == sorted(names)


def test_a_sort_from_a_newer_version_comes_last(sample_vault: Vault) -> None:
    case = cases.all_cases(sample_vault)[0].id
    oracle = Party(
        id="019d5f00-0000-7000-8000-000000000001",
        case=case,
        sort="oracle",
        names=(Name(text="Aaa"),),
    )
    with sample_vault.edit(case) as edit:
        edit.put(oracle)
    assert parties(sample_vault, case)[-1] == oracle
