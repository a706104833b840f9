# SPDX-License-Identifier: GPL-3.0-or-later
"""The document that is chosen: read from the vault, decrypted and opened beside it, found words
and recognised ones with it."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from casefile.base.errors import CasefileError, NotFound
from casefile.base.messages import _
from casefile.casework import documents, shelves
from casefile.casework.shelves import Found
from casefile.desktop.desk import Desk, Place
from casefile.desktop.documents.recognising import Recognising
from casefile.desktop.documents.view import DocumentsView
from casefile.desktop.viewer.reading import Reading
from casefile.records.kinds import Case, Document


class Showing(QObject):
    """`chosen(Document or None)` once it was read from the vault, and whenever it was changed."""

    chosen = Signal(object)
    recognised = Signal()  # words of a document were; the list says so

    def __init__(self, desk: Desk, view: DocumentsView) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        self._case: Case | None = None
        self._id = ""
        self._document: Document | None = None
        self._place: tuple[str, Place] | None = None  # in the document with this id
        self._reading = Reading(desk.viewers, view.pane)
        self._recognising = Recognising(desk, view.pane.band, self)
        self._recognising.recognised.connect(self._recognised)
        self._reading.without_text.connect(self._offer)
        self._reading.ready.connect(self._go_to_place)

    @property
    def id(self) -> str:
        """The document that is chosen; empty for none."""
        return self._id

    def show(self, id_: str, case: Case | None) -> None:
        """Show this document, unless it is shown."""
        if id_ == self._id:
            return
        self._id, self._case, self._document = id_, case, None
        self._recognising.offer(None, case)
        self._view.pane.say(_("Opening…"))
        self._ask(anew=True, keep_place=False)

    def renew(self) -> None:
        """It may have been changed, or withdrawn."""
        if self._document is not None:
            self._ask(anew=False, keep_place=True)

    def go_to(self, id_: str, place: Place) -> None:
        """Show a place as soon as this document is shown."""
        self._place = (id_, place)
        self._go_to_place()

    def clear(self) -> None:
        """Nothing is chosen."""
        self._id, self._document = "", None
        self._recognising.offer(None, None)
        self._reading.close()
        self._view.pane.say()
        self._view.show_details(None)
        self.chosen.emit(None)

    def close(self) -> None:
        """The vault is being locked: end what runs."""
        self._reading.close()
        self._recognising.close()

    def _ask(self, *, anew: bool, keep_place: bool) -> None:
        self._desk.session.ask(
            shelves.found, self._id,
            done=partial(self._found, anew=anew, keep_place=keep_place),
            failed=partial(self._failed, self._id), latest="" if not anew else "document",
        )  # fmt: skip

    def _found(self, found: Found, *, anew: bool, keep_place: bool) -> None:
        document = found.document
        if document.id != self._id:
            return
        self._document = document
        self._view.show_details(found)
        self.chosen.emit(document)
        if not anew:
            return
        if document.size > documents.READABLE:
            self._view.pane.say(_("This document is too large to be shown."))
            return
        self._desk.viewers.run(
            documents.read_bytes, found.held, document,
            done=partial(self._open, found, keep_place), latest="document",
            failed=partial(self._failed, document.id),
        )  # fmt: skip

    def _open(self, found: Found, keep_place: bool, data: bytes) -> None:
        if found.document.id == self._id:
            self._reading.show(
                data, found.document.media_type, keep_place=keep_place, known=found.page_texts
            )

    def _failed(self, id_: str, error: CasefileError) -> None:
        if id_ != self._id:
            return
        if isinstance(error, NotFound) and self._document is not None:
            self.clear()  # it was withdrawn, or erased
        else:
            self._view.pane.say(str(error))

    def _offer(self) -> None:
        self._recognising.offer(self._document, self._case)

    def _recognised(self, document: str, words: bool) -> None:
        """Open the document anew with its words, where one was."""
        self.recognised.emit()
        if words and document == self._id:
            self._ask(anew=True, keep_place=True)

    def _go_to_place(self) -> None:
        """Go there once: who comes back to the document later means all of it."""
        if self._place is not None and self._document is not None and self._view.pane.filled:
            document, place = self._place
            if document == self._id:
                self._place = None
                self._view.pane.go_to(place.page, place.words)
