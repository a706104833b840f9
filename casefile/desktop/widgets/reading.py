# SPDX-License-Identifier: GPL-3.0-or-later
"""A document in the extraction process, and its pages in a view: pictures, or text where there are
none. One child at a time; opening another document ends it."""

import threading

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget

from casefile.base.errors import Cancelled, CasefileError
from casefile.base.messages import _
from casefile.desktop.tasks import Worker
from casefile.desktop.widgets.empty import EmptyState
from casefile.desktop.widgets.paper import PaperView
from casefile.extraction.host import Picture, Reader

_TEXT_PAGES = 200  # more text than anyone reads in a preview


class _Document:
    """A document on its way to the pane, or there. `leave` stops whatever is asked of it."""

    def __init__(self, media_type: str) -> None:
        self._left = threading.Event()
        self.reader = Reader(cancelled=self._left.is_set)
        self.media_type = media_type

    def open(self, data: bytes) -> str:
        """Open it; returns its text, empty where there are pictures to be shown."""
        self.reader.open(data, self.media_type)
        if self.reader.has_pictures:
            return ""
        pages = range(min(self.reader.pages, _TEXT_PAGES))
        text = "\n\n".join(self.reader.text(page) for page in pages)
        return text or _("This document is empty.")

    def leave(self) -> None:
        """Nobody wants it any more."""
        self._left.set()


class ReadingPane(QStackedWidget):
    """What a document looks like, or why it can't be shown."""

    def __init__(self, sign: str, invitation: str) -> None:
        super().__init__()
        self._invitation = invitation
        self.message = EmptyState(sign, invitation)
        self.paper = PaperView()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Text of the document"))
        for part in (self.message, self.paper, self.text):
            self.addWidget(part)

    def go_to(self, page: int, words: tuple[str, ...]) -> None:
        """Bring a page (from 0) to the top; of a text without pages the first of these words."""
        if self.currentWidget() is self.paper:
            self.paper.go_to(page)
        elif self.currentWidget() is self.text:
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            any(self.text.find(word) for word in words)

    def say(self, sentence: str = "") -> None:
        """Show a sentence instead of a document; none: the invitation."""
        self.message.set_sentence(sentence or self._invitation)
        self.setCurrentWidget(self.message)


class Reading(QObject):
    """Opens documents for a pane, on the readers' thread."""

    ready = Signal(int)  # pages

    def __init__(self, readers: Worker, pane: ReadingPane) -> None:
        super().__init__(pane)
        self._readers = readers
        self._pane = pane
        self._coming: _Document | None = None
        self._shown: _Document | None = None
        pane.paper.picture_wanted.connect(self._draw)

    def show(self, data: bytes, media_type: str, *, keep_place: bool = False) -> None:
        """Open a document and show its first pages, or the place where one was. The one that is
        shown stays until the new one is there."""
        self._leave(self._coming)
        coming = self._coming = _Document(media_type)

        def opened(text: str) -> None:
            if coming is self._coming:
                self._take(coming, text, keep_place=keep_place)

        def failed(error: CasefileError) -> None:
            if coming is self._coming and not isinstance(error, Cancelled):
                self._pane.say(str(error))

        self._readers.run(coming.open, data, done=opened, failed=failed)

    def close(self) -> None:
        """End the child. What was asked of it is answered by nobody any more."""
        for document in (self._coming, self._shown):
            self._leave(document)
        self._coming = self._shown = None

    def _leave(self, document: _Document | None) -> None:
        if document is not None:
            document.leave()
            self._readers.run(document.reader.close)

    def _take(self, document: _Document, text: str, *, keep_place: bool) -> None:
        self._leave(self._shown)
        self._shown, self._coming = document, None
        if text:
            self._pane.text.setPlainText(text)
            self._pane.setCurrentWidget(self._pane.text)
        else:
            self._pane.setCurrentWidget(self._pane.paper)
            self._pane.paper.show_pages(document.reader.pages, keep_place=keep_place)
        self.ready.emit(document.reader.pages)

    def _draw(self, page: int, width: int) -> None:
        document = self._shown
        if document is None:
            return

        def drawn(picture: Picture) -> None:
            if self._shown is document:
                self._pane.paper.show_picture(page, picture.width, picture.height, picture.rgb)

        self._readers.run(document.reader.picture, page, width, done=drawn, failed=self._not_drawn)

    def _not_drawn(self, error: CasefileError) -> None:
        if not isinstance(error, Cancelled) and not self._pane.paper.has_picture(0):
            self._pane.say(str(error))
