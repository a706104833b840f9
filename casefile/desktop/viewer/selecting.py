# SPDX-License-Identifier: GPL-3.0-or-later
"""Text on the picture of a page, selected with the mouse or the keys, or all of it at once."""

import unicodedata

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from casefile.desktop import clipboard
from casefile.desktop.viewer.paper import Paper
from casefile.desktop.viewer.places import Lettering, caret_at, is_over, word_around
from casefile.extraction.protocol import BOX_UNITS

_SCROLLED = 24  # pixels for each move of a mouse that drags out of the view
_ARROWS = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}


class PaperView(Paper):
    """Has what the menu asks of a field: `copy`, `selectAll`."""

    def __init__(self) -> None:
        super().__init__()
        self.viewport().setMouseTracking(True)
        self._begun: tuple[int, int] | None = None  # page, place in its text
        self._held: tuple[int, int, int] | None = None  # page, where it was begun, where it is at
        self._all_of: int | None = None  # the page that is selected as soon as its text is there

    @property
    def selected(self) -> str:
        """The text that is selected."""
        if (chosen := self.marks.selected) is None:
            return ""
        page, (start, end) = chosen
        letters = self.marks.letters(page)
        return letters.text[start:end] if letters else ""

    def copy(self) -> None:
        """The selected text into the clipboard."""
        if self.selected:
            clipboard.copy(self.selected)

    def selectAll(self) -> None:
        """All text of the page in the middle of the view."""
        letters = self.marks.letters(self.page)
        self._all_of = None if letters else self.page
        if letters:
            self._select(self.page, 0, len(letters.text))
        else:
            self.wanting.emit()

    def show_pages(self, count: int, *, keep_place: bool = False) -> None:
        self._begun = self._all_of = self._held = None
        super().show_pages(count, keep_place=keep_place)

    def show_letters(self, page: int, letters: Lettering) -> None:
        super().show_letters(page, letters)
        if page == self._all_of:
            self._all_of = None
            self._select(page, 0, len(letters.text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift and an arrow select further, from the match one is at or the top of the page."""
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if not (shifted and event.key() in _ARROWS and self._extend(Qt.Key(event.key()))):
            super().keyPressEvent(event)

    def _extend(self, key: Qt.Key) -> bool:
        page, begun, at = self._held or self._from_where()
        letters = self.marks.letters(page)
        if letters is None or not letters.text:
            return False
        at = moved(letters.text, at, key)
        self._select(page, min(begun, at), max(begun, at))
        self._held = page, begun, at
        if letters.text[at : at + 1].strip():
            self.reveal(page, (at, at + 1))
        return True

    def _from_where(self) -> tuple[int, int, int]:
        known = self.marks.selected or self.marks.here
        return (known[0], *known[1]) if known else (self.page, 0, 0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        where = event.position().toPoint()
        page = self.page_under(where.x(), where.y())
        self._begun = None
        self._select(0, 0, 0)
        if page is not None and (at := self._caret(page, where)) is not None:
            self._begun = page, at

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        where = event.position().toPoint()
        if self._begun is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._show_hand(where)
            return
        page, begun = self._begun
        at = self._caret(page, where)
        if at is not None:
            self._select(page, min(begun, at), max(begun, at))
            self._held = page, begun, at
        bar = self.verticalScrollBar()
        if where.y() < 0:
            bar.setValue(bar.value() - _SCROLLED)
        elif where.y() > self.viewport().height():
            bar.setValue(bar.value() + _SCROLLED)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._begun = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        where = event.position().toPoint()
        page = self.page_under(where.x(), where.y())
        letters = self.marks.letters(page) if page is not None else None
        if page is None or letters is None:
            return
        at = caret_at(letters, *self._units(page, where))
        if at is not None:
            self._select(page, *word_around(letters.text, at))

    def _select(self, page: int, start: int, end: int) -> None:
        self._held = None
        self.marks.selected = (page, (start, end)) if start < end else None
        self.viewport().update()

    def _caret(self, page: int, where: QPoint) -> int | None:
        letters = self.marks.letters(page)
        return caret_at(letters, *self._units(page, where)) if letters else None

    def _units(self, page: int, where: QPoint) -> tuple[int, int]:
        """A point of the view as the boxes of a page count."""
        on = self.page_rect(page)
        across, down = where.x() - on.x(), where.y() - on.y()
        return (
            round(across * BOX_UNITS / max(on.width(), 1)),
            round(down * BOX_UNITS / max(on.height(), 1)),
        )

    def _show_hand(self, where: QPoint) -> None:
        """The mouse over letters looks as it does over any text."""
        page = self.page_under(where.x(), where.y())
        letters = self.marks.letters(page) if page is not None else None
        over = page is not None and letters and is_over(letters, *self._units(page, where))
        shape = Qt.CursorShape.IBeamCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)


def moved(text: str, at: int, key: Qt.Key) -> int:
    """Where in a text an arrow leads: a letter on or back as it is written, or a line."""
    if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
        backwards = unicodedata.bidirectional(text[min(at, len(text) - 1)]) in ("R", "AL")
        on = (key == Qt.Key.Key_Right) != backwards
        return min(at + 1, len(text)) if on else max(at - 1, 0)
    begins = text.rfind("\n", 0, at) + 1
    if key == Qt.Key.Key_Down:
        ends = text.find("\n", at)
        if ends < 0:
            return len(text)
        following = text.find("\n", ends + 1)
        return min(ends + 1 + at - begins, following if following >= 0 else len(text))
    if not begins:
        return 0
    return min(text.rfind("\n", 0, begins - 1) + 1 + at - begins, begins - 1)
