# SPDX-License-Identifier: GPL-3.0-or-later
"""Between the page of documents and the vault."""

from pathlib import Path

from casefile.base.errors import Cancelled, CasefileError, NotFound
from casefile.base.messages import _, ngettext
from casefile.casework import documents
from casefile.casework.documents import Added
from casefile.desktop.desk import Desk, Place, Presenter
from casefile.desktop.documents.indexing import Indexing
from casefile.desktop.documents.view import DocumentsView
from casefile.desktop.tasks import Progress, Task
from casefile.desktop.viewer.reading import Reading
from casefile.records.kinds import Document
from casefile.vault.vault import Vault

_Taken = tuple[list[Added], list[NotFound]]


class DocumentsPresenter(Presenter):
    """Takes files in, from wherever in the window they were dropped."""

    kinds = frozenset({"document"})

    def __init__(self, desk: Desk, view: DocumentsView) -> None:
        super().__init__(desk, view)
        self._view = view
        self._reading = Reading(desk.viewers, view.pane)
        self._indexing = Indexing(desk, self)
        self._chosen: Document | None = None
        self._adding: Task | None = None
        self._wanted = ""
        self._place: tuple[str, Place] | None = None  # in the document with this id
        self._reading.ready.connect(self._go_to_place)
        view.files_offered.connect(self.take_in)
        view.stop_requested.connect(self._stop)
        view.table.row_chosen.connect(self._choose)

    def take_in(self, paths: list[Path]) -> None:
        """Add files to the case, encrypted; the first one is then shown."""
        if self.case is None or not paths:
            return
        self.desk.guide.page_requested.emit("documents")
        self._view.show_progress(0, 1)
        self._adding = self.desk.session.change(
            add_all, self.case.id, paths, touches=("document",),
            done=self._taken_in, failed=self._not_taken_in, progressed=self._view.show_progress,
        )  # fmt: skip

    def open_record(self, document: str) -> None:
        """Choose a document in the table."""
        self._wanted = document
        self._expire()

    def open_place(self, document: str, place: Place) -> None:
        """Choose a document in the table and show it at a page."""
        self._place = (document, place)
        self._go_to_place()  # if it is shown already
        self.open_record(document)

    def close(self) -> None:
        """End the preview."""
        self._reading.close()

    def turn(self) -> None:
        self._chosen = None
        self._reading.close()
        self._view.pane.say()
        self._view.show_details(None)

    def load(self) -> None:
        if self.case is None:
            self._show([])
        else:
            self.ask(documents.documents, self.case.id, done=self._show)

    def _show(self, found: list[Document]) -> None:
        self._view.show_documents(found)
        if self._seen:
            count = ngettext("{count} document", "{count} documents", len(found))
            self.desk.guide.counted.emit(count.format(count=len(found)) if found else "")
        for at, document in enumerate(found):
            if document.id == self._wanted:
                self._view.table.selectRow(at)
        self._wanted = ""

    def _choose(self, document: Document) -> None:
        if self._chosen is not None and self._chosen.id == document.id:
            return
        self._chosen = document
        self._view.show_details(document)
        self._view.pane.say(_("Opening…"))
        if document.size > documents.READABLE:
            self._view.pane.say(_("This document is too large to be shown."))
            return
        self.desk.session.ask(
            documents.read_document, document,
            done=self._read, failed=self._not_read, latest="document",
        )  # fmt: skip

    def _read(self, data: bytes) -> None:
        if self._chosen is not None:
            self._reading.show(data, self._chosen.media_type)

    def _go_to_place(self) -> None:
        if self._place is not None and self._chosen is not None:
            document, place = self._place
            if document == self._chosen.id:
                self._view.pane.go_to(place.page, place.words)

    def _not_read(self, error: CasefileError) -> None:
        self._view.pane.say(str(error))

    def _taken_in(self, result: _Taken) -> None:
        added, failed = result
        self._indexing.index([one.document for one in added if not one.known])
        self._view.show_progress(0, 0)
        self._adding = None
        if added:
            self._wanted = added[0].document.id
        if failed:
            self.desk.guide.complained.emit(failed[0])
        elif added and all(one.known for one in added):
            self.desk.guide.told.emit(_("The case holds that file already."))

    def _not_taken_in(self, error: CasefileError) -> None:
        self._view.show_progress(0, 0)
        self._adding = None
        if not isinstance(error, Cancelled):
            self.desk.guide.complained.emit(error)
        self._expire()  # some may have arrived before

    def _stop(self) -> None:
        if self._adding is not None:
            self._adding.cancel()


def add_all(vault: Vault, case: str, paths: list[Path], progress: Progress) -> _Taken:
    """Take several files in. One that can't be read is told and stops no other."""
    added: list[Added] = []
    failed: list[NotFound] = []
    for path in paths:
        try:
            added.append(documents.add_document(vault, case, path, progress))
        except NotFound as error:
            failed.append(error)
    return added, failed
