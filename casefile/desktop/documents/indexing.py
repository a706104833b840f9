# SPDX-License-Identifier: GPL-3.0-or-later
"""Gives the text of documents to the search: bytes from the vault, text from the extraction
process on the readers' thread, words back to the vault. No line of a log waits for a long document.
"""

import threading
from collections.abc import Sequence

from PySide6.QtCore import QObject

from casefile.base.errors import CasefileError
from casefile.casework import documents
from casefile.desktop.desk import Desk
from casefile.extraction import host
from casefile.records.kinds import Document
from casefile.store import fulltext
from casefile.vault.vault import Vault


class Indexing(QObject):
    """A document that can't be read stays evidence, only its words are not found."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stopped = threading.Event()

    def index(self, found: Sequence[Document]) -> None:
        """Read these documents one after the other."""
        for document in found:
            if document.size <= documents.READABLE:
                self._read(document)

    def close(self) -> None:
        """Stop reading: the vault is being locked."""
        self._stopped.set()

    def _read(self, document: Document) -> None:
        def read(data: bytes) -> None:
            self._desk.readers.run(
                self._extract, data, document.media_type,
                done=lambda extracted: keep(extracted.text), failed=lambda _error: keep(""),
            )  # fmt: skip

        def keep(text: str) -> None:
            self._desk.session.ask(put_text, document.id, text, done=None)

        def unreadable(error: CasefileError) -> None:
            self._desk.guide.complained.emit(error)

        self._desk.session.ask(documents.read_document, document, done=read, failed=unreadable)

    def _extract(self, data: bytes, media_type: str) -> host.Extracted:
        return host.extract(data, media_type, cancelled=self._stopped.is_set)


def put_text(vault: Vault, document: str, text: str) -> None:
    """Make a document's words findable."""
    fulltext.put_extracted(vault.store, document, text)
