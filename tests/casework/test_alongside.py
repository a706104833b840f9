# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of documents that leave and that no scan sees through."""

from pathlib import Path

import pytest

from casefile.casework import briefings, cases, documents, looking
from casefile.extraction import protocol
from casefile.records.values import Audience
from casefile.store.fulltext import is_cut, put_extracted
from casefile.vault.vault import Vault
from tests.casework.test_exchange import protect


@pytest.fixture
def case(sample_vault: Vault) -> str:
    """The id of the sample case: a PDF, a docx, and a picture without text."""
    return cases.all_cases(sample_vault)[0].id


def said(vault: Vault, case: str, audience: Audience = Audience.PUBLIC) -> str:
    return "\n".join(briefings.what_leaves(vault, case, audience, files=True).unseen)


def added(vault: Vault, case: str, folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text)
    return documents.add_document(vault, case, path).document.id


def test_what_the_scan_could_not_read_is_named_where_anybody_is_guarded(
    sample_vault: Vault, case: str, tmp_path: Path
) -> None:
    audience = Audience.TEAM
    assert "scan" not in said(sample_vault, case, audience)
    protect(sample_vault, case)
    text = said(sample_vault, case, audience)
    assert text.startswith("In 1 document no text could be read for the scan; look through it: “")
    for number in range(4):
        put_extracted(
            sample_vault.store,
            added(sample_vault, case, tmp_path, f"{number}.txt", f"page {number}"),
            f"page {number}\f ",
        )
    text = said(sample_vault, case, audience)
    assert "4 documents have pages or parts that the scan could not read: “" in text
    assert "” and 1 more." in text


def test_a_text_that_was_cut_off_does_not_count_as_scanned(
    sample_vault: Vault, case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    protect(sample_vault, case)
    monkeypatch.setattr(protocol, "TEXT_LIMIT", 10)
    made = added(sample_vault, case, tmp_path, "long.txt", "seen\fby the scan\fand unseen")
    document = next(one for one in documents.documents(sample_vault, case) if one.id == made)
    looking.read_text(sample_vault, document)
    assert is_cut(sample_vault.store, made)
    assert "1 document has pages or parts that the scan could not read: “long" in said(
        sample_vault, case, Audience.TEAM
    )
    put_extracted(sample_vault.store, made, "all of it")
    assert not is_cut(sample_vault.store, made)


def test_what_may_stand_unseen_is_said_of_each_but_to_oneself(
    sample_vault: Vault, case: str
) -> None:
    text = said(sample_vault, case, Audience.TEAM)
    for kind in ("A PDF can hold", "A picture can hold", "An office file can hold"):
        assert text.count(kind) == 1
    assert "One leaves as it is: “Memorandum on the appeal hearing" in text
    assert said(sample_vault, case, Audience.PRIVATE) == ""
    assert not briefings.what_leaves(sample_vault, case, Audience.TEAM).unseen
