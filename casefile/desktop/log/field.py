# SPDX-License-Identifier: GPL-3.0-or-later
"""The field of the live log: one line that grows to five. Return sends, Escape discards nothing."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QTextEdit

from casefile.base.messages import _
from casefile.desktop.fonts import sized
from casefile.desktop.theme import colours

_MOST_LINES = 5


class LineField(QPlainTextEdit):
    """`entered` on Return."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFont(sized(self.font(), 14))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("The next line of the log"))
        self.setPlaceholderText(_("Type what happens. Enter saves, # tags a right, F1 shows all."))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self.document().clearUndoRedoStacks()  # the margin is nobody's typing
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(300, self.height())

    def to_end(self) -> None:
        """Put the cursor behind the last letter."""
        self.moveCursor(QTextCursor.MoveOperation.End)

    def drop(self, count: int) -> None:
        """Take the first letters out, wherever the cursor is; undo does not bring them back."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(0)
        whole = self.document().characterCount() - 1
        cursor.setPosition(min(count, whole), QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self.document().clearUndoRedoStacks()

    def set_sent(self, count: int) -> None:
        """Show the first letters as being on their way."""
        waiting = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        whole = self.document().characterCount() - 1
        cursor.setPosition(min(count, whole), QTextCursor.MoveMode.KeepAnchor)
        waiting.cursor = cursor
        waiting.format.setForeground(QColor(colours().muted))
        self.setExtraSelections([waiting] if count else [])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.insertPlainText("\n")
            else:
                self.entered.emit()
            return
        super().keyPressEvent(event)

    def _fit(self) -> None:
        lines = min(max(int(self.document().size().height()), 1), _MOST_LINES)
        frame = 14  # padding and border of the style sheet
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + frame + 4)
