# SPDX-License-Identifier: GPL-3.0-or-later
"""Copies of documents: exact, all or nothing, and known to the history."""

from hashlib import sha256
from pathlib import Path

import pytest
from msgspec.structs import replace

from casefile.base.errors import Cancelled, NotFound, StorageFailed, VaultDamaged
from casefile.casework import briefings, cases, copies, documents, history
from casefile.disclosure.audience import visible_operation
from casefile.journal.operations import Put
from casefile.records.kinds import Document
from casefile.records.values import Audience
from casefile.store import reading
from casefile.vault.vault import Vault

WORDS = b"operative part\r\n\0" * 200_000  # more than a block


@pytest.fixture
def kept(sample_vault: Vault, tmp_path: Path) -> Document:
    """A document in the sample case."""
    source = tmp_path / "verdict.bin"
    source.write_bytes(WORDS)
    case = cases.all_cases(sample_vault)[0].id
    return documents.add_document(sample_vault, case, source).document


def nothing(_done: int, _all: int) -> None:
    """Nobody looks."""


def test_the_bytes_are_the_same_and_the_mode_is_kept(
    sample_vault: Vault, kept: Document, tmp_path: Path
) -> None:
    path = tmp_path / "copy.bin"
    copies.write(copies.attachments(sample_vault), kept, path, 0o400, nothing)
    assert path.read_bytes() == WORDS
    assert path.stat().st_mode & 0o777 == 0o400


def test_a_stop_or_a_damaged_document_leaves_what_was_there(
    sample_vault: Vault, kept: Document, tmp_path: Path
) -> None:
    path = tmp_path / "out" / "copy.bin"
    path.parent.mkdir()
    path.write_bytes(b"older")
    held = copies.attachments(sample_vault)

    def stop(_done: int, _all: int) -> None:
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        copies.write(held, kept, path, 0o600, stop)
    stored = held.path(kept.sha256)
    stored.write_bytes(stored.read_bytes()[:-70_000])
    with pytest.raises(VaultDamaged):
        copies.write(held, kept, path, 0o600, nothing)
    assert path.read_bytes() == b"older"
    assert [one.name for one in path.parent.iterdir()] == ["copy.bin"]


def test_where_nothing_can_be_written_it_is_said(
    sample_vault: Vault, kept: Document, tmp_path: Path
) -> None:
    held = copies.attachments(sample_vault)
    with pytest.raises(StorageFailed, match=r"copy\.bin"):
        copies.write(held, kept, tmp_path / "nowhere" / "copy.bin", 0o600, nothing)
    bare = Document(id="d", case="c", title="t")
    with pytest.raises(NotFound, match="has no file"):
        copies.write(held, bare, tmp_path / "copy.bin", 0o600, nothing)


def test_history_keeps_that_it_left(sample_vault: Vault, kept: Document) -> None:
    before = history.digest(sample_vault, kept.case)
    copies.record(sample_vault, kept, copies.SAVED, "copy.bin")
    left = history.releases(sample_vault, kept.case)[0]
    assert (left.sort, left.filename, left.release_to) == ("document", "copy.bin", kept.audience)
    assert left.sha256 == sha256(WORDS).hexdigest()
    assert left.state_digest == before


@pytest.mark.parametrize("sort", [copies.SAVED, copies.OPENED])
def test_the_team_is_not_told_of_a_copy_of_what_it_may_not_see(
    sample_vault: Vault, kept: Document, sort: str
) -> None:
    for name, audience in (("all.bin", Audience.PUBLIC), ("own.bin", Audience.PRIVATE)):
        document = replace(kept, audience=audience)
        with sample_vault.edit(kept.case) as edit:
            edit.put(document)
        copies.record(sample_vault, document, sort, name)
    told = told_to_the_team(sample_vault, kept.case)
    assert "all.bin" in told
    assert "own.bin" not in told


def test_nor_of_what_one_made_for_oneself(
    sample_vault: Vault, kept: Document, tmp_path: Path
) -> None:
    for audience in (Audience.PARTNERS, Audience.PRIVATE):
        path = tmp_path / f"{audience.value}.pdf"
        briefings.save(sample_vault, kept.case, path, audience=audience)
    told = told_to_the_team(sample_vault, kept.case)
    assert "partners.pdf" in told
    assert "private.pdf" not in told


def told_to_the_team(vault: Vault, case: str) -> set[str]:
    """The file names in what the team's copy of the journal shows."""
    visible = visible_operation(vault.store, case, Audience.TEAM)
    shown = [
        operation
        for entry in reading.entries(vault.store, case)
        for _index, operation in entry.operations
        if isinstance(operation, Put) and operation.field == "filename" and visible(operation)
    ]
    return {str(operation.value) for operation in shown}
