# SPDX-License-Identifier: GPL-3.0-or-later
"""Between a pane and the extraction process: one document at a time, asked one thing at a time.

What is seen comes first, and what was scrolled past meanwhile is never asked for.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from casefile.base.errors import Cancelled, CasefileError
from casefile.base.messages import _
from casefile.desktop.tasks import Worker
from casefile.desktop.viewer.column import PageColumn
from casefile.desktop.viewer.document import Looked, OpenDocument, Piece
from casefile.desktop.viewer.pane import ReadingPane
from casefile.desktop.viewer.places import Lettering

_AT_ONCE = 200  # pages that are asked for their words together; time ends it sooner


@dataclass(frozen=True, slots=True)
class _Wish:
    """Something to ask the document, who takes the answer, and who hears that there is none."""

    deed: Callable[..., Any]
    args: tuple[Any, ...]
    take: Callable[[Any], None]
    refuse: Callable[[CasefileError], None]


class Reading(QObject):
    """`ready(pages)` when a document is shown; `without_text` when it was looked through and no
    page has a word."""

    ready = Signal(int)
    without_text = Signal()

    def __init__(self, viewers: Worker, pane: ReadingPane) -> None:
        super().__init__(pane)
        self._viewers = viewers
        self._pane = pane
        self._coming: OpenDocument | None = None
        self._shown: OpenDocument | None = None
        self._asked = False
        self._has_text = False
        self._looked = 0  # pages that were asked whether they have words
        self._read = False  # a text: all of it is there
        for part in (pane.paper, pane.strip, pane.searching):
            part.wanting.connect(self._go_on)

    def show(
        self,
        data: bytes,
        media_type: str,
        *,
        keep_place: bool = False,
        known: Sequence[str] = (),
    ) -> None:
        """Open a document and show its first pages, or the place where one was. The one that is
        shown stays until the new one is there. `known`: texts of its pages, if it has none."""
        self._leave(self._coming)
        coming = self._coming = OpenDocument(media_type, known)

        def opened(document: OpenDocument) -> None:
            if document is self._coming:
                self._take(document, keep_place=keep_place)

        def failed(error: CasefileError) -> None:
            if coming is self._coming and not isinstance(error, Cancelled):
                self._pane.say(str(error))

        self._viewers.run(coming.open, data, done=opened, failed=failed)

    def close(self) -> None:
        """End the child. What was asked of it is answered by nobody any more."""
        for document in (self._coming, self._shown):
            self._leave(document)
        self._coming = self._shown = None

    def _leave(self, document: OpenDocument | None) -> None:
        if document is not None:
            document.leave()
            self._viewers.run(document.close)

    def _take(self, document: OpenDocument, *, keep_place: bool) -> None:
        self._leave(self._shown)
        self._shown, self._coming = document, None
        self._asked = self._has_text = self._read = False
        self._looked = 0
        pages = document.reader.pages
        if document.reader.has_pictures:
            self._pane.show_paper(pages, keep_place=keep_place)
        else:
            self._pane.show_text(pages)
        self.ready.emit(pages)
        self._go_on()

    def _go_on(self) -> None:
        """Ask for what is wanted most, unless an answer is still to come."""
        document = self._shown
        if document is None or self._asked or document.reader.ended:
            return
        if (wish := self._wish(document)) is not None:
            self._asked = True
            self._viewers.run(
                wish.deed, *wish.args,
                done=partial(self._answered, document, wish.take),
                failed=partial(self._failed, document, wish.refuse),
            )  # fmt: skip

    def _answered(
        self, document: OpenDocument, take: Callable[[Any], None], answer: object
    ) -> None:
        if document is self._shown:
            self._asked = False
            take(answer)
            self._go_on()

    def _failed(
        self,
        document: OpenDocument,
        refuse: Callable[[CasefileError], None],
        error: CasefileError,
    ) -> None:
        if document is not self._shown or isinstance(error, Cancelled):
            return
        self._asked = False
        refuse(error)
        self._go_on()

    def _wish(self, document: OpenDocument) -> _Wish | None:
        pane = self._pane
        if not document.reader.has_pictures:
            return self._unread(document) or self._search(document)
        return (
            self._picture(document, pane.paper, pane.paper.wanted())
            or self._letters(document)
            or (self._picture(document, pane.strip, pane.strip.wanted()) if self._strip else None)
            or self._search(document)
            or self._picture(document, pane.paper, pane.paper.wanted_soon())
            or self._words(document)
        )

    @property
    def _strip(self) -> bool:
        return self._pane.strip.isVisible()

    def _picture(
        self, document: OpenDocument, of: PageColumn, wanted: tuple[int, int] | None
    ) -> _Wish | None:
        if wanted is None:
            return None
        page, width = wanted

        def take(drawn: QImage) -> None:
            of.show_picture(page, drawn, width)

        def refuse(error: CasefileError) -> None:
            of.refuse(page)
            if not self._pane.paper.memory:
                self._pane.say(str(error))

        return _Wish(document.drawn, (page, width), take, refuse)

    def _letters(self, document: OpenDocument) -> _Wish | None:
        if (page := self._pane.paper.wanted_letters()) is None:
            return None
        show = partial(self._pane.paper.show_letters, page)
        return _Wish(document.letters, (page,), show, lambda _error: show(Lettering("", (), ())))

    def _search(self, document: OpenDocument) -> _Wish | None:
        searching = self._pane.searching
        if (wanted := searching.wanted) is None or (finding := searching.finding) is None:
            return None
        pages, query = wanted

        def take(looked: Looked) -> None:
            self._has_text = self._has_text or looked.has_text
            searching.take(finding, looked)

        return _Wish(document.look, (pages, query), take, self._broke)

    def _words(self, document: OpenDocument) -> _Wish | None:
        """Look whether it has words at all: most have one on their first page."""
        if self._has_text or self._looked >= document.reader.pages:
            return None
        pages = range(self._looked, min(self._looked + _AT_ONCE, document.reader.pages))

        def take(looked: Looked) -> None:
            self._looked += looked.pages
            self._has_text = self._has_text or looked.has_text
            if not self._has_text and self._looked >= document.reader.pages:
                self.without_text.emit()

        return _Wish(document.look, (pages, None), take, self._broke)

    def _unread(self, document: OpenDocument) -> _Wish | None:
        if self._read:
            return None

        def take(pieces: list[Piece]) -> None:
            text = self._pane.text
            text.add(pieces)
            if not pieces:
                self._read = True
                if document.cut:
                    text.add_note(_("The text goes on. Save a copy to read all of it."))
                elif not text.document().characterCount() > 1:
                    text.add_note(_("This document is empty."))

        return _Wish(document.read, (), take, self._broke)

    def _broke(self, error: CasefileError) -> None:
        """The child ended: what is shown stays, nothing more comes."""
        self._read = True
        if self._pane.shown is self._pane.text and not self._pane.text.toPlainText():
            self._pane.say(str(error))
