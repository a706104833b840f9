# SPDX-License-Identifier: GPL-3.0-or-later
"""Folders, messages with attachments, duplicates, and what stops half way."""

import errno
import os
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from casefile.base.errors import Cancelled, NotFound, StorageFailed
from casefile.casework import cases, documents, gathering, intake, looking, search, thumbnails
from casefile.records.kinds import Document, Link
from casefile.store import reading, shelf
from casefile.store.local import thumbnail
from casefile.vault.vault import Vault


@pytest.fixture
def case(sample_vault: Vault) -> str:
    """A case of its own, beside the sample case."""
    return cases.create_case(sample_vault, "The other case").id


def message(*attached: tuple[str, bytes], subject: str = "Приговор: копия") -> bytes:
    """A message from counsel with these files."""
    made = EmailMessage()
    made["From"], made["To"] = "Амина Ершова <amina@example.org>", "observer@example.org"
    made["Date"], made["Subject"] = "Wed, 27 Sep 2017 23:30:00 +0600", subject
    made.set_content("Zinnoberrot is what she wrote.")
    for name, data in attached:
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return bytes(made)


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (300, 600), (200, 30, 30)).save(out, "PNG")
    return out.getvalue()


def test_a_folder_is_walked_and_litter_left_out(tmp_path: Path) -> None:
    inner = tmp_path / "b" / "inner"
    inner.mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("not seen")
    (tmp_path / "Mine.casefile").mkdir()
    for name in ("a.txt", "C.txt", ".DS_Store", "Thumbs.db", "~$a.docx", ".~lock.a.odt#"):
        (tmp_path / name).write_text(name)
    (inner / "deep.txt").write_text("deep")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    (inner / "round").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    found = gathering.gather([tmp_path])
    assert [each.path.name for each in found.files] == ["a.txt", "C.txt", "deep.txt"]
    assert found.size == len("a.txtC.txtdeep")
    left = {left.path.name: left.why for left in found.left_out}
    assert left["link.txt"].startswith("a link")
    assert left[".git"] == "hidden"
    assert set(left) == {
        ".DS_Store", "Thumbs.db", "~$a.docx", ".~lock.a.odt#", "link.txt", "round", "pipe", ".git",
        "Mine.casefile",
    }  # fmt: skip
    named = gathering.gather([tmp_path / ".DS_Store", tmp_path / "gone"])  # a person means them
    assert [each.path.name for each in named.files] == [".DS_Store", "gone"]


def test_much_is_told_before_it_is_taken(tmp_path: Path) -> None:
    few = gathering.Found(tmp_path, gathering.MANY_BYTES)
    assert not gathering.Gathered((few,)).large
    assert gathering.Gathered((few, gathering.Found(tmp_path, 1))).large
    assert gathering.Gathered((gathering.Found(tmp_path, 0),) * 1001).large

    def stop(_found: int, _all: int) -> None:
        raise Cancelled("stopped")

    (tmp_path / "a").touch()
    with pytest.raises(Cancelled):
        gathering.gather([tmp_path], stop)


def test_a_message_brings_its_attachments(sample_vault: Vault, case: str, tmp_path: Path) -> None:
    inner = message(("letter.txt", b"schwefelgelb"), subject="Fwd")
    (tmp_path / "from_counsel.eml").write_bytes(
        message(("scan.png", picture()), ("inner.eml", inner), ("twice.png", picture()))
    )
    result = intake.add_documents(sample_vault, case, [tmp_path])
    names = [one.document.filename for one in result.attached]
    assert names == ["twice.png", "inner.eml", "letter.txt"]
    store = sample_vault.store
    mail = reading.record(store, result.added[0].document.id, Document)
    assert (mail.title, mail.dated, mail.source_type) == (
        "Приговор: копия", "2017-09-27", "correspondence",
    )  # fmt: skip
    assert mail.received_from == "Амина Ершова <amina@example.org>"
    links = reading.records(store, Link, case, parent=mail.id)
    assert {link.relation for link in links} == {shelf.ATTACHED_TO}
    assert {link.from_ for link in links} == {one.document.id for one in result.attached[:2]}
    attached = [
        link for link in reading.records(store, Link, case) if link.relation == shelf.ATTACHED_TO
    ]
    assert {link.to for link in attached} == {mail.id, result.attached[1].document.id}
    found = search.search(sample_vault, "schwefelgelb")
    assert {hit.id for group in found.groups for hit in group.hits} >= {
        result.attached[2].document.id
    }
    again = intake.add_documents(sample_vault, case, [tmp_path])
    assert [one.known for one in again.added] == [True]
    assert again.attached == ()


def test_what_a_person_said_of_a_message_stays(
    sample_vault: Vault, case: str, tmp_path: Path
) -> None:
    (tmp_path / "m.eml").write_bytes(message())
    said = {"title": "Mine", "dated": "2016", "received_from": "me", "source_type": "other"}
    added = documents.add_document(sample_vault, case, tmp_path / "m.eml", **said)
    looking.read_with_attached(sample_vault, added.document)
    kept = reading.record(sample_vault.store, added.document.id, Document)
    assert {name: getattr(kept, name) for name in said} == said


def test_an_attachment_that_the_case_has_is_linked_not_added(
    sample_vault: Vault, case: str, tmp_path: Path
) -> None:
    (tmp_path / "scan.png").write_bytes(picture())
    (tmp_path / "z.eml").write_bytes(message(("again.png", picture())))
    result = intake.add_documents(sample_vault, case, [tmp_path])
    scan, mail = result.added
    assert [(one.known, one.document.id) for one in result.attached] == [(True, scan.document.id)]
    links = reading.records(sample_vault.store, Link, case, parent=mail.document.id)
    assert [link.from_ for link in links] == [scan.document.id]


def test_the_other_case_that_holds_a_file_is_named(
    sample_vault: Vault, case: str, tmp_path: Path
) -> None:
    third = cases.create_case(sample_vault, "A third case").id
    (tmp_path / "a.txt").write_text("the same")
    first = documents.add_document(sample_vault, case, tmp_path / "a.txt")
    other = documents.add_document(sample_vault, third, tmp_path / "a.txt")
    assert (other.known, other.elsewhere) == (False, "The other case")
    assert first.elsewhere == ""
    assert documents.read_bytes(sample_vault.attachments, other.document) == b"the same"


def test_a_full_disk_half_way_keeps_what_is_there(
    sample_vault: Vault, case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(str(number))
    real = os.fsync
    left = 3  # calls: two for each file and its folder, and one more

    def full(handle: int) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    result = intake.add_documents(sample_vault, case, [tmp_path])
    monkeypatch.undo()
    assert isinstance(result.stopped, StorageFailed)
    assert [one.document.filename for one in result.added] == ["0.txt"]
    told = "1 of 4 files are in the case; nothing of the rest was taken."
    assert intake.told(result).startswith(told)
    assert len(documents.documents(sample_vault, case)) == 1
    assert len(intake.add_documents(sample_vault, case, [tmp_path]).added) == 4


def test_a_stop_keeps_what_has_arrived_and_leaves_nothing_half(
    sample_vault: Vault, case: str, tmp_path: Path
) -> None:
    for number in range(4):
        (tmp_path / f"{number}.bin").write_bytes(os.urandom(3 * 2**20))

    def stop(done: int, in_all: int) -> None:
        assert in_all == 12 * 2**20
        if done > 7 * 2**20:
            raise Cancelled("stopped")

    before = len(list((sample_vault.folder / "attachments").iterdir()))
    result = intake.add_documents(sample_vault, case, [tmp_path], stop)
    assert [one.document.filename for one in result.added] == ["0.bin", "1.bin"]
    assert len(list((sample_vault.folder / "attachments").iterdir())) == before + 2


def test_a_picture_of_the_first_page_stays_until_it_is_erased(
    sample_vault: Vault, case: str, tmp_path: Path
) -> None:
    (tmp_path / "scan.png").write_bytes(picture())
    (tmp_path / "text.txt").write_text("no picture")
    result = intake.add_documents(sample_vault, case, [tmp_path])
    scan, text = (one.document for one in result.added)
    found = thumbnails.kept(sample_vault, [scan.id, text.id, "unknown"])
    made = thumbnails.unpacked(found[scan.id])
    assert (made.width, made.height) == (80, 160)
    assert abs(made.rgb[0] - 200) < 12
    assert abs(made.rgb[1] - 30) < 12
    assert found.keys() == {scan.id, text.id}
    assert not found[text.id]
    rows = {row.id: row for row in shelf.shelved(sample_vault.store, case)[0]}
    assert (rows[scan.id].text, rows[text.id].text) == (0, 10)
    with sample_vault.edit(case) as edit:
        edit.erase([scan.id])
    assert thumbnail(sample_vault.store, scan.id) is None


def test_what_was_not_looked_into_is_taken_up_again(
    sample_vault: Vault, case: str, tmp_path: Path
) -> None:
    assert looking.unread(sample_vault) == ([], 0)
    (tmp_path / "m.eml").write_bytes(message(("a.txt", b"words")))
    mail = documents.add_document(sample_vault, case, tmp_path / "m.eml").document
    waiting, count = looking.unread(sample_vault)
    assert ([one.document for one in waiting], count) == ([mail], 1)
    assert waiting[0].with_attached
    looked = looking.look(sample_vault.attachments, waiting[0])
    looking.keep(sample_vault, waiting[0], looked)
    waiting, _count = looking.unread(sample_vault)  # what came with it waits in its turn
    assert [one.document.filename for one in waiting] == ["a.txt"]
    assert looking.unread(sample_vault, {waiting[0].document.id}) == ([], 0)
    sample_vault.store.run("DELETE FROM thumbnails WHERE document = ?", (mail.id,))
    again = next(one for one in looking.unread(sample_vault)[0] if one.document.id == mail.id)
    assert not again.for_text  # what was read before, or recognised, stays
    assert not again.with_attached


def test_bytes_that_an_erasure_took_are_asked_for_again(
    sample_vault: Vault, case: str, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("short of time")
    arrived = documents.keep_file(sample_vault.attachments, tmp_path / "a.txt")
    sample_vault.attachments.remove(arrived.kept.sha256)
    with pytest.raises(NotFound, match="erased"):
        documents.register(sample_vault, case, arrived)
