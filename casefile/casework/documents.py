# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents: take a file in, list them, read one, and give its text to the search."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from casefile.base.clock import local_zone
from casefile.base.errors import CasefileError, ExtractionFailed, NotFound
from casefile.base.files import safe_name
from casefile.base.ids import new_id
from casefile.base.messages import _
from casefile.extraction import host
from casefile.records.kinds import Case, Document, Link
from casefile.records.values import Moment, When, clean_text
from casefile.store import fulltext, reading
from casefile.vault.vault import Vault

Progress = Callable[[int, int], None]
"""Called with bytes done and bytes in all; raises Cancelled to stop."""

READABLE = 256 * 2**20  # bytes; a larger document is kept, but not searched or previewed


@dataclass(frozen=True, slots=True)
class Added:
    """A document of the case, and whether it was there already."""

    document: Document
    known: bool


def add_document(
    vault: Vault, case: str, path: Path, progress: Progress | None = None, **fields: object
) -> Added:
    """Take a copy of a file into the vault, encrypted; the original stays where it is.

    A file that the case already holds (equal SHA-256) is not added twice.
    Raises NotFound for a missing file or a folder, Cancelled, StorageFailed.
    """
    try:
        with path.open("rb") as source:
            size = path.stat().st_size
            return add_stream(vault, case, source, path.name, size, progress, **fields)
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise NotFound(
            _("“{name}” can't be read as a file.").format(name=path.name),
            _("Check that it is there and that you may open it."),
        ) from error


def add_stream(
    vault: Vault,
    case: str,
    source: BinaryIO,
    name: str,
    size: int,
    progress: Progress | None = None,
    **fields: object,
) -> Added:
    """The same for an open binary stream of about `size` bytes, called `name`."""
    reading.record(vault.store, case, Case)
    head = source.read(4096)
    source.seek(0)
    kept = vault.attachments.add(source, progress and (lambda done: progress(done, size)))
    for document in reading.records(vault.store, Document, case):
        if document.sha256 == kept.sha256:
            return Added(document, known=True)
    values: dict[str, object] = {
        "title": clean_text(Path(name).stem.replace("_", " ")).strip() or name,
        "filename": safe_name(name),
        "media_type": host.sniff(name, head),
        "size": kept.size,
        "sha256": kept.sha256,
        "received_at": When(Moment.of(vault.clock(), local_zone())),
    }
    values = {"id": new_id(vault.clock), "case": case} | values | fields
    document = Document(**values)  # type: ignore[arg-type]
    with vault.edit(case) as edit:
        edit.put(document)
    return Added(document, known=False)


def read_text(vault: Vault, document: Document) -> str:
    """Read the text of a document in the extraction process and give it to the search.

    Returns the text, empty where there is none (a scan) or where the document can't be read:
    it stays evidence all the same.
    """
    if document.size > READABLE:
        return ""
    try:
        text = host.extract(read_document(vault, document), document.media_type).text
    except ExtractionFailed:
        text = ""
    fulltext.put_extracted(vault.store, document.id, text)
    return text


def recognise(
    vault: Vault,
    document: Document,
    languages: Sequence[str],
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> host.Extracted:
    """Recognise the text on the pictures of a document, and give it to the search.

    `languages` are some of `host.languages()`; `progress` is told pages done and in all. Raises
    ExtractionFailed, also where text can't be recognised here, Cancelled, VaultDamaged.
    """
    data = read_document(vault, document)
    found = host.recognise(
        data, document.media_type, languages, progress=progress, cancelled=cancelled
    )
    fulltext.put_extracted(vault.store, document.id, found.text)
    return found


def read_document(vault: Vault, document: Document) -> bytes:
    """The document's bytes, checked against its SHA-256. Raises VaultDamaged, NotFound."""
    if not document.sha256:
        raise NotFound(_("“{title}” has no file.").format(title=document.title))
    return vault.attachments.read(document.sha256)


def documents(vault: Vault, case: str) -> list[Document]:
    """The documents of a case, the latest first."""
    found = reading.records(vault.store, Document, case)
    return sorted(found, key=lambda document: document.id, reverse=True)


def add_documents(
    vault: Vault, case: str, paths: list[Path], progress: Progress | None = None
) -> tuple[list[Added], list[tuple[Path, CasefileError]]]:
    """Take several files in; one that fails is listed with its error and stops no other."""
    added: list[Added] = []
    failed: list[tuple[Path, CasefileError]] = []
    for path in paths:
        try:
            one = add_document(vault, case, path, progress)
        except NotFound as error:
            failed.append((path, error))
            continue
        if not one.known:
            read_text(vault, one.document)
        added.append(one)
    return added, failed


def attach(
    vault: Vault, case: str, to: str, paths: list[Path], progress: Progress | None = None
) -> tuple[list[Added], list[tuple[Path, CasefileError]]]:
    """Take files in, as `add_documents` does, and link each to a record: a hearing, a line."""
    added, failed = add_documents(vault, case, paths, progress)
    linked = {link.from_ for link in reading.records(vault.store, Link, case, parent=to)}
    with vault.edit(case) as edit:
        for document in dict.fromkeys(one.document.id for one in added):
            if document not in linked:
                id_ = new_id(vault.clock)
                edit.put(Link(id=id_, case=case, from_=document, to=to, relation="concerns"))
    return added, failed
