# SPDX-License-Identifier: GPL-3.0-or-later
"""What a bundle is made of: the files under data/, the size of each known before its bytes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import partial

import msgspec

from casefile.base.errors import BundleRefused
from casefile.bundle import contents
from casefile.bundle.bag import chunks_of
from casefile.bundle.envelope import plaintext_size, read_header
from casefile.bundle.paths import unique_names
from casefile.journal.canonical import canonical
from casefile.journal.entry import Entry, encode
from casefile.journal.operations import Operation
from casefile.journal.redact import redact
from casefile.records.kinds import Document
from casefile.store.attachments import Attachments, changed
from casefile.store.cards import AuthorCard
from casefile.store.disk import disk_errors

SPOOL = 16 * 2**20
"""Bytes of journal that are kept between learning its size and writing it; a longer one is
made twice."""

Chunks = Iterable[bytes]
Entries = Callable[[], Iterable[Entry]]
"""Gives the same entries, in causal order, each time."""
Visible = Callable[[Operation], bool]


@dataclass(frozen=True, slots=True)
class Part:
    """One file under data/."""

    name: str
    size: int  # bytes
    open: Callable[[], AbstractContextManager[Chunks]] = field(repr=False)
    sha256: str = ""  # where the source proves it by itself


@dataclass(frozen=True, slots=True)
class Journal:
    """What is known of a journal once its size is."""

    part: Part
    entries: int
    hidden: int  # operations that are not shown


@dataclass(frozen=True, slots=True)
class Files:
    """The documents of a case as files."""

    parts: tuple[Part, ...]
    titles: dict[str, str]  # by file name, in the same order
    absent: tuple[str, ...]  # titles of those whose files are not in the vault


def of_bytes(name: str, data: bytes) -> Part:
    """A part that is in memory."""
    return Part(name, len(data), lambda: nullcontext([data]))


def cards(known: Iterable[AuthorCard]) -> Part:
    """Contact cards, in the order of their ids."""
    ordered = sorted(known, key=lambda card: card.id)
    return of_bytes(contents.AUTHORS, canonical(msgspec.to_builtins(ordered)) + b"\n")


def journal(entries: Entries, visible: Visible | None, most: int = SPOOL) -> Journal:
    """The journal as far as it is visible; all of it without `visible`. One of more than `most`
    bytes is made again when it is written."""
    size = count = hidden = 0
    spool: list[bytes] = []
    for entry, line in _lines(entries, visible):
        size, count, hidden = size + len(line), count + 1, hidden + entry.withheld
        spool.append(line)
        if size > most:
            spool.clear()
    part = Part(contents.JOURNAL, size, partial(_again, entries, visible))
    if size <= most:
        part = of_bytes(contents.JOURNAL, b"".join(spool))
    return Journal(part, count, hidden)


def _again(entries: Entries, visible: Visible | None) -> AbstractContextManager[Chunks]:
    return nullcontext(line for _entry, line in _lines(entries, visible))


def _lines(entries: Entries, visible: Visible | None) -> Iterator[tuple[Entry, bytes]]:
    for entry in entries():
        shown = redact(entry, visible) if visible else entry
        yield shown, encode(shown) + b"\n"


def documents(found: Iterable[Document], attachments: Attachments) -> Files:
    """The documents' files, each once however many records name it."""
    named = {document.sha256: document for document in found if document.sha256}
    here = [document for digest, document in named.items() if attachments.has(digest)]
    names = unique_names(document.filename or document.title for document in here)
    files = [
        _document(contents.DOCUMENTS + name, document, attachments)
        for name, document in zip(names, here, strict=True)
    ]
    titles = {name: document.title for name, document in zip(names, here, strict=True)}
    absent = [document.title for digest, document in named.items() if not attachments.has(digest)]
    return Files(tuple(files), titles, tuple(absent))


def _document(name: str, document: Document, attachments: Attachments) -> Part:
    """The size is that of the file, not the record's: a record may come from someone who lied.
    Raises VaultDamaged where the file is none of age."""

    @contextmanager
    def opened() -> Iterator[Chunks]:
        with attachments.open(document.sha256, document.title) as stream:
            yield chunks_of(stream)

    path = attachments.path(document.sha256)
    try:
        with disk_errors(), path.open("rb") as file:
            size = plaintext_size(read_header(file), path.stat().st_size)
    except BundleRefused:  # the sentence would speak of a bundle
        raise changed(document.sha256, document.title) from None
    return Part(name, size, opened, document.sha256)


def total(parts: Sequence[Part]) -> int:
    """Bytes of all of them."""
    return sum(part.size for part in parts)
