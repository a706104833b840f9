# SPDX-License-Identifier: GPL-3.0-or-later
"""The field of the live log: one line that grows to five. Return sends, Escape discards nothing."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QTextEdit

from casefile.base.messages import _
from casefile.desktop.fonts import sized
from casefile.desktop.theme import colours

_MOST_LINES = 5
_CLOSING = ",.;:!?)،؛؟"


class LineField(QPlainTextEdit):
    """`entered` on Return, `escaped` on Escape; `recalled` on ↑ where nothing is
    typed."""

    entered = Signal()
    escaped = Signal()
    recalled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sent = 0  # letters at the beginning that are on their way
        self.set_base(self.font())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("The next line of the log"))
        self.setPlaceholderText(_("Type what happens. Return saves it."))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self.document().clearUndoRedoStacks()  # the margin is nobody's typing
        self.document().documentLayout().documentSizeChanged.connect(self.fit)
        self.document().contentsChange.connect(self._note_space)
        self._space = False
        self._spaced = -1  # where the space stands that an offer brought
        self.fit()

    def sizeHint(self) -> QSize:
        return QSize(300, self.height())

    @property
    def sent(self) -> int:
        """How many letters at the beginning are on their way, as Qt counts."""
        return self._sent

    def set_base(self, font: QFont) -> None:
        """Type in the letters in which lines are shown, for this base font."""
        self.setFont(sized(font, 14))
        self.fit()

    def to_end(self) -> None:
        """Put the cursor behind the last letter."""
        self.moveCursor(QTextCursor.MoveOperation.End)

    def write(self, text: str) -> None:
        """Let this be what is typed behind the letters that are on their way."""
        cursor = self._letters(self._sent, self._length)
        cursor.insertText(text)
        self.document().clearUndoRedoStacks()
        self.to_end()

    def drop(self, count: int, start: int = 0) -> None:
        """Take letters out, wherever the cursor is; undo does not bring them back."""
        self._letters(start, start + count).removeSelectedText()
        self.document().clearUndoRedoStacks()

    def set_sent(self, count: int) -> None:
        """Show the first letters as being on their way."""
        self._sent = count
        waiting = QTextEdit.ExtraSelection()
        waiting.cursor = self._letters(0, count)
        waiting.format.setForeground(QColor(colours().muted))
        self.setExtraSelections([waiting] if count else [])

    def complete(self, cursor: QTextCursor, text: str) -> None:
        """Put an offer in the place of what a cursor holds, and a space behind it: one that is
        typed out of habit is not doubled, and gives way to a comma or a full stop."""
        cursor.insertText(f"{text} ")
        self._spaced = cursor.position()

    def _tidied(self, event: QKeyEvent) -> bool:
        """Whether a key is done with, because a space stands there already."""
        spaced, self._spaced = self._spaced == self.textCursor().position(), -1
        if spaced and event.text() and event.text() in _CLOSING:
            self.textCursor().deletePreviousChar()
        return spaced and event.text() == " "

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() and self._tidied(event):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.insertPlainText("\n")
            else:
                self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif self._is_recall(event):
            self.recalled.emit()
        else:
            super().keyPressEvent(event)

    def _is_recall(self, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return event.key() == Qt.Key.Key_Up and plain and self._length == self._sent

    @property
    def _length(self) -> int:
        return self.document().characterCount() - 1

    def _letters(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(start, self._length))
        cursor.setPosition(min(end, self._length), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _note_space(self, at: int, removed: int, added: int) -> None:
        self._space = (removed, added) == (0, 1) and self.document().characterAt(at) == " "

    def took_space(self) -> bool:
        """Whether the last change was a space: a mark in front of the line may be whole now."""
        space, self._space = self._space, False
        return space

    def fit(self) -> None:
        """Be as tall as the text, up to five lines."""
        lines = min(max(int(self.document().size().height()), 1), _MOST_LINES)
        frame = 14  # padding and border of the style sheet
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + frame + 4)
