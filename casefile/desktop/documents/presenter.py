# SPDX-License-Identifier: GPL-3.0-or-later
"""Between the page of documents and the vault."""

from functools import partial
from pathlib import Path

from casefile.base.errors import CasefileError
from casefile.base.messages import _, ngettext
from casefile.casework import documents, intake, scans
from casefile.casework.documents import Added
from casefile.casework.intake import Intake
from casefile.casework.rest import Rest, forget_rests, kept_rests
from casefile.desktop.desk import Desk, Place, Presenter
from casefile.desktop.documents.indexing import Indexing
from casefile.desktop.documents.recognising import Recognising
from casefile.desktop.documents.taking import Stand, Taking
from casefile.desktop.documents.view import DocumentsView
from casefile.desktop.viewer.reading import Reading
from casefile.records.kinds import Document
from casefile.store.attachments import Attachments


class DocumentsPresenter(Presenter):
    """Takes files in, from wherever in the window they were dropped."""

    kinds = frozenset({"document"})

    def __init__(self, desk: Desk, view: DocumentsView) -> None:
        super().__init__(desk, view)
        self._view = view
        self._reading = Reading(desk.viewers, view.pane)
        self.indexing = Indexing(desk, self)
        self.indexing.came.connect(self._came)
        self.taking = Taking(desk, view)
        self.taking.stands.connect(self._show_stand)
        self.taking.arrived.connect(self._arrived)
        self.taking.ended.connect(self._taken_in)
        self.taking.declined.connect(view.progress.hide)
        view.progress.stop.clicked.connect(self.taking.stop)
        self._recognising = Recognising(desk, view.pane.band, self)
        self._recognising.recognised.connect(self._recognised)
        self._reading.without_text.connect(self._offer_recognising)
        self._rests: tuple[Rest, ...] = ()
        view.report.closed.connect(self._forget_rests)
        view.report.rest_wished.connect(self._take_rests)
        self._chosen: Document | None = None
        self._again = False  # the same document is opened anew, with the words that came
        self._wanted = ""
        self._place: tuple[str, Place] | None = None  # in the document with this id
        self._reading.ready.connect(self._go_to_place)
        view.files_offered.connect(self.take_in)
        view.table.row_chosen.connect(self._choose)

    def begin(self) -> None:
        """The vault is open: read what nobody has read, and tell what the lock kept out."""
        self.indexing.begin()
        self.desk.session.ask(kept_rests, done=self._tell_rests)

    def take_in(self, paths: list[Path]) -> None:
        """Add files and folders to the case, encrypted; the first file is then shown."""
        if self.case is None or not paths:
            return
        self.desk.guide.page_requested.emit("documents")
        self._view.report.hide()
        self.taking.take(self.case.id, paths)

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
        """End the preview, and stop what goes on."""
        self._reading.close()
        self._recognising.close()
        self.taking.close()
        self.indexing.close()

    def turn(self) -> None:
        self._chosen = None
        self._recognising.offer(None, None)
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
        self._recognising.offer(None, self.case)
        self._view.show_details(document)
        self._view.pane.say(_("Opening…"))
        if document.size > documents.READABLE:
            self._view.pane.say(_("This document is too large to be shown."))
            return
        self._again = False
        self._ask_for(document)

    def _ask_for(self, document: Document) -> None:
        self.desk.session.ask(
            scans.to_show, document,
            done=partial(self._open, document), failed=self._not_read, latest="document",
        )  # fmt: skip

    def _open(self, document: Document, found: tuple[Attachments, tuple[str, ...]]) -> None:
        """Decrypt it on the viewers' thread, so that no line of a log waits for that."""
        held, known = found
        self.desk.viewers.run(
            documents.read_bytes, held, document,
            done=partial(self._read, document, known), failed=self._not_read, latest="document",
        )  # fmt: skip

    def _read(self, document: Document, known: tuple[str, ...], data: bytes) -> None:
        if self._chosen is not None and self._chosen.id == document.id:
            again, self._again = self._again, False
            self._reading.show(data, document.media_type, keep_place=again, known=known)

    def _offer_recognising(self) -> None:
        self._recognising.offer(self._chosen, self.case)

    def _recognised(self, document: str, words: bool) -> None:
        """Show the document with its words, where one was."""
        if words and self._chosen is not None and self._chosen.id == document:
            self._again = True
            self._ask_for(self._chosen)

    def _go_to_place(self) -> None:
        if self._place is not None and self._chosen is not None:
            document, place = self._place
            if document == self._chosen.id:
                self._view.pane.go_to(place.page, place.words)

    def _not_read(self, error: CasefileError) -> None:
        self._view.pane.say(str(error))

    def _show_stand(self, stand: Stand) -> None:
        self._view.report.hide()
        self._view.progress.show_stand(stand)

    def _arrived(self, added: Added) -> None:
        if not self._wanted:
            self._wanted = added.document.id  # the first is shown once all are there

    def _taken_in(self, result: Intake) -> None:
        self._view.progress.hide()
        reasons = intake.reasons(result)
        alone = result.in_all == len(result.added) == 1 and not result.left_out
        if result.stopped is not None or (reasons and not alone):
            self._view.report.show_result(result)
            if not self._seen:
                self._offer_to_show(intake.told(result))
        elif reasons or result.in_all > 1:
            self.desk.guide.told.emit(intake.told(result))

    def _tell_rests(self, rests: tuple[Rest, ...]) -> None:
        if rests:
            self._rests = rests
            self._view.report.show_rests(rests)
            self._offer_to_show(_("Some files were not taken in because the vault was locked."))

    def _offer_to_show(self, told: str) -> None:
        show = partial(self.desk.guide.page_requested.emit, "documents")
        self.desk.guide.offered.emit(told, _("Show"), show)

    def _take_rests(self) -> None:
        rests = self._rests
        self._forget_rests()
        for rest in rests:
            self.taking.take(rest.case, rest.paths, rest.to)

    def _forget_rests(self) -> None:
        if self._rests:
            self._rests = ()
            self.desk.session.ask(forget_rests, done=None)

    def _came(self, came: list[Added]) -> None:
        said = ngettext(
            "{count} file came with a message and is a document of the case now.",
            "{count} files came with a message and are documents of the case now.",
            len(came),
        )
        self.desk.guide.told.emit(said.format(count=len(came)))
