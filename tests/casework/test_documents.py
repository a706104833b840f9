# SPDX-License-Identifier: GPL-3.0-or-later
"""Files taken in, found again, and refused kindly."""

import os
from hashlib import sha256
from pathlib import Path

import pytest

from casefile.base.errors import Cancelled, NotFound, VaultDamaged
from casefile.casework import cases, documents, hearings, intake, looking, scans, search
from casefile.records.kinds import Document, Link
from casefile.store import reading
from casefile.vault.vault import Vault


@pytest.fixture
def case(sample_vault: Vault) -> str:
    """The id of the sample case."""
    return cases.all_cases(sample_vault)[0].id


def test_a_file_is_kept_byte_for_byte(sample_vault: Vault, case: str, tmp_path: Path) -> None:
    source = tmp_path / "Приговор_суда.txt"
    source.write_bytes(b"operative part\n" * 1000)
    added = documents.add_document(sample_vault, case, source)
    document = added.document
    assert not added.known
    assert documents.read_bytes(sample_vault.attachments, document) == source.read_bytes()
    assert document.sha256 == sha256(source.read_bytes()).hexdigest()
    assert (document.title, document.filename) == ("Приговор суда", "Приговор_суда.txt")
    assert (document.media_type, document.size) == ("text/plain", 15_000)
    assert document in documents.documents(sample_vault, case)


def test_the_same_file_is_kept_once(sample_vault: Vault, case: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("the same")
    (tmp_path / "b.txt").write_text("the same")
    first = documents.add_document(sample_vault, case, tmp_path / "a.txt")
    second = documents.add_document(sample_vault, case, tmp_path / "b.txt")
    assert second == documents.Added(first.document, known=True, name="b.txt")


def test_what_is_no_file_is_said_and_stops_no_other(
    sample_vault: Vault, case: str, tmp_path: Path
) -> None:
    (tmp_path / "good.txt").write_text("zwetschgenwort")
    os.mkfifo(tmp_path / "endless")
    paths = [tmp_path / "missing.pdf", tmp_path / "endless", tmp_path / "good.txt"]
    result = intake.add_documents(sample_vault, case, paths)
    added = result.added
    assert [one.document.filename for one in added] == ["good.txt"]
    assert [path for path, _error in result.failed] == [paths[0], paths[1]]
    assert all(isinstance(error, NotFound) for _path, error in result.failed)
    hits = search.search(sample_vault, "zwetschgenw")
    assert [hit.id for group in hits.groups for hit in group.hits] == [added[0].document.id]


def test_an_empty_file_is_a_document_too(sample_vault: Vault, case: str, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    added = documents.add_document(sample_vault, case, tmp_path / "empty.pdf")
    assert documents.read_bytes(sample_vault.attachments, added.document) == b""
    assert looking.read_text(sample_vault, added.document) == ""


def test_stopping_leaves_nothing(sample_vault: Vault, case: str, tmp_path: Path) -> None:
    (tmp_path / "large.bin").write_bytes(bytes(8 * 2**20))
    before = sorted(path.name for path in (sample_vault.folder / "attachments").iterdir())

    def stop(_done: int, _total: int) -> None:
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        documents.add_document(sample_vault, case, tmp_path / "large.bin", stop)
    after = sorted(path.name for path in (sample_vault.folder / "attachments").iterdir())
    assert after == before
    assert len(documents.documents(sample_vault, case)) == 3


def test_a_document_of_an_unknown_case_is_refused(sample_vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text")
    with pytest.raises(NotFound, match="no record"):
        documents.add_document(
            sample_vault, "01a00000-0000-7000-8000-000000000000", tmp_path / "a.txt"
        )


def test_a_damaged_attachment_is_noticed(sample_vault: Vault, case: str) -> None:
    document = documents.documents(sample_vault, case)[0]
    for path in (sample_vault.folder / "attachments").glob("*.age"):
        data = bytearray(path.read_bytes())
        data[-1] ^= 1
        path.write_bytes(data)
    with pytest.raises(VaultDamaged):
        documents.read_bytes(sample_vault.attachments, document)


def test_the_text_of_the_sample_documents_is_found(sample_vault: Vault, case: str) -> None:
    listed = reading.records(sample_vault.store, Document, case)
    by_type = {document.media_type: document for document in listed}
    assert len(by_type) == 3
    for media_type, document in by_type.items():
        text = looking.read_text(sample_vault, document)
        assert ("Kharkova" in text) == (media_type != "image/jpeg")


def test_what_is_recognised_on_a_scan_is_found(
    sample_vault: Vault, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = reading.records(sample_vault.store, Document, case)
    photo = next(document for document in listed if document.media_type == "image/jpeg")

    monkeypatch.setattr(scans.host, "recogniser", lambda _languages: None)
    with scans.opened(sample_vault.attachments, photo, ("eng",)) as reader:
        assert reader.pages == 1
    scans.keep(sample_vault, photo, ("unmistakable writing",))
    (group,) = search.search(sample_vault, "unmistakable").groups
    hits = group.hits
    assert [hit.id for hit in hits] == [photo.id]


def test_a_file_is_attached_to_a_record_once(sample_vault: Vault, tmp_path: Path) -> None:
    case = cases.all_cases(sample_vault)[0].id
    hearing = hearings.start_hearing(sample_vault, case)
    path = tmp_path / "scan.txt"
    path.write_text("What the paper says", encoding="utf-8")
    missing = tmp_path / "gone.txt"
    result = intake.add_documents(sample_vault, case, [path, missing], to=hearing.id)
    assert [one.known for one in result.added] == [False]
    assert [where for where, _error in result.failed] == [missing]
    intake.add_documents(sample_vault, case, [path], to=hearing.id)
    links = reading.records(sample_vault.store, Link, case, parent=hearing.id)
    assert [link.from_ for link in links] == [result.added[0].document.id]
