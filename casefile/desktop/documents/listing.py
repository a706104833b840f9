# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the list of documents: page by page on the vault's thread, so that no line of a log waits
for ten thousand of them; keys and small pictures are prepared on the viewers'."""

import time
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from casefile.base.errors import CasefileError
from casefile.casework import shelves, thumbnails
from casefile.casework.shelves import Listed
from casefile.desktop.desk import Desk
from casefile.desktop.documents.table import DocumentTable
from casefile.desktop.viewer.pictures import image_of
from casefile.store.shelf import PAGE, Shelved

_REST = (
    9  # times as long as reading took: while thousands come, a tenth of the time is for the list
)


class Listing(QObject):
    """Fills the table. Of a list that is read again while files come, nothing flickers: it is
    shown once all of it is there."""

    def __init__(self, desk: Desk, table: DocumentTable) -> None:
        super().__init__(table)
        self._desk = desk
        self._table = table
        self._case = ""
        self._reading = False
        self._again = False
        self._rows: list[Listed] = []
        self._began = 0.0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._begin_again)
        table.documents.pictures_wanted.connect(self._ask_for_pictures)

    def load(self, case: str) -> None:
        """Show the documents of a case as they are now; none: nothing."""
        if case != self._case:
            self._case, self._reading = case, False
            self._later.stop()
            self._table.show_documents([])
        if self._reading or self._later.isActive():
            self._again = True
        elif case:
            self._begin()

    def looked(self, document: str) -> None:
        """Its small picture may be there now."""
        self._table.documents.forget_picture(document)

    def _begin_again(self) -> None:
        if self._again:
            self._begin()

    def _begin(self) -> None:
        self._reading, self._again = True, False
        self._rows = []
        self._began = time.monotonic()
        self._ask("")

    def _ask(self, after: str) -> None:
        self._desk.session.ask(
            shelves.page, self._case, after,
            done=partial(self._prepare, self._case, self._began), failed=self._give_up,
        )  # fmt: skip

    def _give_up(self, error: CasefileError) -> None:
        """The vault can't be read now: the list stays as it is until it is asked for again."""
        self._reading = False
        self._desk.guide.complained.emit(error)

    def _prepare(self, case: str, began: float, found: tuple[list[Shelved], str]) -> None:
        if (case, began) == (self._case, self._began):
            some, after = found
            self._desk.viewers.run(
                shelves.listed, some, len(self._rows), done=partial(self._take, case, began, after)
            )

    def _take(self, case: str, began: float, after: str, rows: list[Listed]) -> None:
        if (case, began) != (self._case, self._began):
            return
        self._rows += rows
        if not after or not self._table.all:
            self._table.show_documents(self._rows)
        if after:
            self._ask(after)
            return
        self._reading = False
        if len(self._rows) >= PAGE:
            self._later.start(round(1000 * _REST * (time.monotonic() - began)))
        elif self._again:
            self._begin()

    def _ask_for_pictures(self, documents: list[str]) -> None:
        self._desk.session.ask(thumbnails.kept, documents, done=self._unpack)

    def _unpack(self, kept: dict[str, bytes]) -> None:
        self._desk.viewers.run(unpacked, kept, done=self._table.documents.show_pictures)


def unpacked(kept: dict[str, bytes]) -> dict[str, QImage | None]:
    """Small pictures as Qt paints them, by id. On any thread."""
    return {
        id_: image_of(thumbnails.unpacked(data)) if data else None for id_, data in kept.items()
    }
