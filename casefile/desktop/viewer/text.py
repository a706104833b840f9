# SPDX-License-Identifier: GPL-3.0-or-later
"""A document without pictures as its text, taken in piece by piece, with matches marked."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QColor, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from casefile.base.messages import _
from casefile.desktop.theme import colours
from casefile.desktop.viewer.document import Piece
from casefile.desktop.viewer.matching import Place
from casefile.desktop.words import units

_PARTED = "\n\n"  # between two pages
_LEAST, _MOST = -4, 16  # points by which letters can be smaller and larger


class _Run(NamedTuple):
    """Where a piece begins: in the document, in its page, and in the text that is shown."""

    page: int
    start: int
    shown: int
    length: int
    wide: str  # the piece if it has letters that are two of Qt's; else nothing


class TextView(QPlainTextEdit):
    """Positions are counted as Qt does, in UTF-16; those of pages as Python does."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(_("Text of the document"))
        self._runs: list[_Run] = []
        self._found: Mapping[int, tuple[Place, ...]] = {}
        self._spots: dict[int, list[tuple[int, int]]] = {}  # of pages that are wholly there
        self._here: tuple[int, Place] | None = None
        self._going_to: tuple[int, Place] | None = None
        self._zoom = 0
        self.verticalScrollBar().valueChanged.connect(self._mark)

    @property
    def page(self) -> int:
        """The page at the top of the view, counted from 0."""
        return self._page_at(self.cursorForPosition(QPoint(0, 0)).position())

    def begin(self) -> None:
        """Another document."""
        self._runs, self._found, self._spots = [], {}, {}
        self._here = self._going_to = None
        self.setExtraSelections([])
        self.clear()

    def add(self, pieces: list[Piece]) -> None:
        """Show these behind what is there."""
        end = QTextCursor(self.document())
        end.movePosition(QTextCursor.MoveOperation.End)
        end.beginEditBlock()
        for page, start, text, broken in ((p.page, p.start, p.text, p.broken) for p in pieces):
            end.insertText(_PARTED if page and not start else "\n" if broken else "")
            wide = text if not text.isascii() and max(text) > "\uffff" else ""
            self._runs.append(_Run(page, start, end.position(), len(text), wide))
            end.insertText(text)
        end.endEditBlock()
        for page in {piece.page for piece in pieces}:
            self._spots.pop(page, None)
        if self._going_to is not None:
            self.reveal(*self._going_to)
        self._mark()

    def add_note(self, text: str) -> None:
        """Say something behind the text that is not of it."""
        self.appendPlainText(text)

    def go_to(self, page: int) -> None:
        """Bring the beginning of a page into sight, at once or when it is there."""
        self.reveal(page, (0, 0))

    def show_matches(
        self, found: Mapping[int, tuple[Place, ...]], here: tuple[int, Place] | None
    ) -> None:
        """Mark these places; select the one at which one is."""
        if found is not self._found:
            self._found, self._spots = found, {}
        moved, self._here = here != self._here, here
        if here is not None and moved:
            self.reveal(*here)
        self._mark()

    def reveal(self, page: int, place: Place) -> None:
        """Select a place in the text, at once or as soon as it is there."""
        start, end = (self._shown_at(page, at) for at in place)
        self._going_to = (page, place) if start is None or end is None else None
        if start is None or end is None:
            return
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.centerCursor()

    def zoom(self, by: int) -> None:
        """Larger letters or smaller ones, by so many points; 0: as they were."""
        to = min(max(self._zoom + by, _LEAST), _MOST) if by else 0
        self.zoomIn(to - self._zoom)
        self._zoom = to

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._mark()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:  # the marks are in the colours of before
            self._mark()

    def _mark(self) -> None:
        """Mark the matches that are in sight."""
        room = self.viewport().rect()
        first = self.cursorForPosition(room.topLeft()).position()
        last = self.cursorForPosition(room.bottomRight()).position()
        look = _match_look()
        marked = []
        for page in range(self._page_at(first), self._page_at(last) + 1):
            spots = self._spots_of(page)
            begun = bisect_left(spots, (first, 0))
            for start, end in spots[max(begun - 1, 0) : bisect_right(spots, (last, 0))]:
                one = QTextEdit.ExtraSelection()
                cursor = QTextCursor(self.document())
                cursor.setPosition(start)
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                one.cursor, one.format = cursor, look
                marked.append(one)
        if marked or self.extraSelections():
            self.setExtraSelections(marked)

    def _spots_of(self, page: int) -> list[tuple[int, int]]:
        if page not in self._found:  # or not yet: a search fills it page by page
            return []
        if page not in self._spots:
            shown = (
                (self._shown_at(page, start), self._shown_at(page, end))
                for start, end in self._found[page]
            )
            self._spots[page] = [(a, b) for a, b in shown if a is not None and b is not None]
        return self._spots[page]

    def _shown_at(self, page: int, at: int) -> int | None:
        """Where a place of a page's text is shown; None while it is not."""
        before = bisect_right(self._runs, (page, at), key=lambda run: (run.page, run.start))
        run = self._runs[before - 1] if before else None
        if run is None or run.page != page or at > run.start + run.length:
            return None
        inside = at - run.start
        return run.shown + (units(run.wide[:inside]) if run.wide else inside)

    def _page_at(self, shown: int) -> int:
        before = bisect_right(self._runs, shown, key=lambda run: run.shown)
        return self._runs[before - 1].page if before else 0


def _match_look() -> QTextCharFormat:
    look = QTextCharFormat()
    look.setBackground(QColor(colours().mark))
    look.setFontUnderline(True)
    return look
