# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents: take one file in, list them, read one.

Taking in has two halves, so that no line of a log waits for a long file: `keep_file` encrypts on
any thread, `register` makes the record on the vault's.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from casefile.base.clock import local_zone
from casefile.base.errors import NotFound
from casefile.base.files import safe_name
from casefile.base.ids import new_id
from casefile.base.messages import _
from casefile.extraction import host
from casefile.records.kinds import Case, Document, Link
from casefile.records.values import Moment, When, clean_text
from casefile.store import reading, shelf
from casefile.store.attachments import Attachments, Kept
from casefile.vault.vault import Vault

Progress = Callable[[int, int], None]
"""Called with bytes done and bytes in all; raises Cancelled to stop."""

READABLE = 256 * 2**20  # bytes; a larger document is kept, but not searched or previewed
CONCERNS = "concerns"  # the relation of a file to what it was attached to by hand


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file whose bytes are in the vault's folder and that no record names yet."""

    name: str
    media_type: str
    kept: Kept


@dataclass(frozen=True, slots=True)
class Added:
    """A document of the case, whether it was there already, and which other case holds it too."""

    document: Document
    known: bool
    elsewhere: str = ""  # the title of one
    attached_to: str = ""  # the id of the message it came with
    name: str = ""  # of the file that was given, whatever the document is called


def keep_file(held: Attachments, path: Path, progress: Progress | None = None) -> Arrived:
    """Take a copy of a file's bytes, encrypted; the original stays where it is. On any thread.

    Raises NotFound for a missing file or a folder, SourceFailed, StorageFailed, Cancelled.
    """
    try:
        if path.exists() and not path.is_file():
            raise IsADirectoryError  # or a pipe, which would never end
        with path.open("rb") as source:
            return keep_stream(held, source, path.name, path.stat().st_size, progress)
    except OSError as error:
        raise NotFound(
            _("“{name}” can't be read as a file.").format(name=path.name),
            _("Check that it is there and that you may open it."),
        ) from error


def keep_stream(
    held: Attachments, source: BinaryIO, name: str, size: int, progress: Progress | None = None
) -> Arrived:
    """The same for an open binary stream of about `size` bytes, called `name`."""
    head = source.read(4096)
    source.seek(0)
    kept = held.add(source, progress and (lambda done: progress(done, size)))
    return Arrived(name, host.sniff(name, head), kept)


def register(
    vault: Vault,
    case: str,
    arrived: Arrived,
    to: str = "",
    fields: Mapping[str, object] | None = None,
) -> Added:
    """Make the record of a file that was kept, linked to the record `to` if there is one: what it
    was attached to. A file that the case holds already (equal SHA-256) is not added twice.

    Raises NotFound for a case that is not there, and where an erasure took the bytes meanwhile.
    """
    reading.record(vault.store, case, Case)
    added = found_or_new(vault, case, arrived, fields)
    link = new_link(vault, added, to, CONCERNS) if to else None
    with vault.edit(case) as edit:
        if not added.known:
            edit.put(added.document)
        if link is not None:
            edit.put(link)
    return added


def found_or_new(
    vault: Vault, case: str, arrived: Arrived, fields: Mapping[str, object] | None = None
) -> Added:
    """The document that a file is, or would be; nothing is written."""
    if not vault.attachments.has(arrived.kept.sha256):
        raise NotFound(
            _("“{name}” was erased just now.").format(name=arrived.name), _("Add it again.")
        )
    elsewhere = ""
    for other, id_ in shelf.holding(vault.store, arrived.kept.sha256):
        if other == case:
            return Added(reading.record(vault.store, id_, Document), known=True, name=arrived.name)
        elsewhere = elsewhere or reading.record(vault.store, other, Case).title
    values: dict[str, object] = {
        "id": new_id(vault.clock),
        "case": case,
        "title": named(arrived.name),
        "filename": safe_name(arrived.name),
        "media_type": arrived.media_type,
        "size": arrived.kept.size,
        "sha256": arrived.kept.sha256,
        "received_at": When(Moment.of(vault.clock(), local_zone())),
    }
    document = Document(**values | dict(fields or {}))  # type: ignore[arg-type]
    return Added(document, known=False, elsewhere=elsewhere, name=arrived.name)


def new_link(vault: Vault, added: Added, to: str, relation: str) -> Link | None:
    """A link of a document to a record; None where it is there already."""
    document = added.document
    there = reading.records(vault.store, Link, document.case, parent=to) if added.known else []
    if any(link.from_ == document.id and link.relation == relation for link in there):
        return None
    id_ = new_id(vault.clock)
    return Link(id=id_, case=document.case, from_=document.id, to=to, relation=relation)


def named(filename: str) -> str:
    """What a document is called as long as only its file's name is known."""
    return clean_text(Path(filename).stem.replace("_", " ")).strip() or filename


def add_document(
    vault: Vault, case: str, path: Path, progress: Progress | None = None, **fields: object
) -> Added:
    """Both halves at once. Raises what they raise."""
    reading.record(vault.store, case, Case)
    return register(vault, case, keep_file(vault.attachments, path, progress), fields=fields)


def read_bytes(held: Attachments, document: Document) -> bytes:
    """The document's bytes, checked against its SHA-256, on any thread. Raises VaultDamaged,
    NotFound."""
    must_have_file(document)
    return held.read(document.sha256, document.title)


def must_have_file(document: Document) -> None:
    """Raises NotFound for a record without a file."""
    if not document.sha256:
        raise NotFound(_("“{title}” has no file.").format(title=document.title))


def documents(vault: Vault, case: str) -> list[Document]:
    """The documents of a case, the latest first."""
    found = reading.records(vault.store, Document, case)
    return sorted(found, key=lambda document: document.id, reverse=True)
