# SPDX-License-Identifier: GPL-3.0-or-later
"""What a reference may name, found in any script."""

import pytest

from casefile.casework import records
from casefile.casework.choices import called, chosen, offered
from casefile.casework.hearings import names_of
from casefile.records.kinds import KINDS, Document, Hearing, Note, Party
from casefile.store import reading
from casefile.vault.vault import Vault


@pytest.fixture
def case(sample_vault: Vault) -> str:
    return reading.cases(sample_vault.store)[0].id


@pytest.mark.parametrize("typed", ["kush", "Кушак", "Қушақб", "koushakb"])
def test_people_are_found_in_any_script(sample_vault: Vault, case: str, typed: str) -> None:
    first = offered(sample_vault, case, "party", typed)[0]
    assert "Kushakbayev" in first.text
    assert first.kind == "party"


def test_without_letters_everyone_is_offered_in_the_order_of_their_page(
    sample_vault: Vault, case: str
) -> None:
    found = offered(sample_vault, case, "party")
    assert len(found) == reading.count(sample_vault.store, Party, case)
    assert found[0].sort == "person"


def test_documents_by_their_titles_and_their_words(sample_vault: Vault, case: str) -> None:
    document = reading.records(sample_vault.store, Document, case)[0]
    word = document.title.split()[0]
    assert document.id in {choice.id for choice in offered(sample_vault, case, "document", word)}


def test_lines_of_the_log_are_found_by_their_words(sample_vault: Vault, case: str) -> None:
    note = reading.records(sample_vault.store, Note, case)[0]
    words = " ".join(note.text.split()[:4])
    found = offered(sample_vault, case, "note", words)
    assert note.id in {choice.id for choice in found}
    assert {choice.kind for choice in found} == {"note"}


def test_any_kind_is_offered_where_any_may_be_named(sample_vault: Vault, case: str) -> None:
    kinds = {choice.kind for choice in offered(sample_vault, case, "", "Kharkova")}
    assert "party" in kinds
    assert len(kinds) > 1


def test_a_record_is_not_offered_to_itself(sample_vault: Vault, case: str) -> None:
    hearing = reading.records(sample_vault.store, Hearing, case)[0]
    ids = {choice.id for choice in offered(sample_vault, case, "hearing", but=hearing.id)}
    assert hearing.id not in ids
    assert ids


def test_nothing_fits_nonsense(sample_vault: Vault, case: str) -> None:
    assert offered(sample_vault, case, "party", "zzzzqqq") == []


def test_everything_in_a_case_has_a_name(sample_vault: Vault, case: str) -> None:
    names = names_of(sample_vault, case)
    for kind in KINDS.values():
        for record in reading.records(sample_vault.store, kind, case):
            assert called(record, names).strip()
            assert chosen(sample_vault, case, [record.id])[record.id].kind == record.kind


def test_what_was_withdrawn_has_none(sample_vault: Vault, case: str) -> None:
    gone = reading.records(sample_vault.store, Hearing, case)[0]
    assert chosen(sample_vault, case, [gone.id])
    records.withdraw(sample_vault, gone.id)
    assert chosen(sample_vault, case, [gone.id]) == {}
