# SPDX-License-Identifier: GPL-3.0-or-later
"""Editors of texts: one line, many lines that grow, a whole number, and what nobody may change."""

from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent, QTextOption
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from casefile.base.messages import _
from casefile.desktop.form.choosing import stacked
from casefile.desktop.form.editor import Editor
from casefile.desktop.words import reads_right_to_left

_LEAST_LINES, _MOST_LINES = 2, 14


class TextLine(QLineEdit):
    """One line that runs as its first strong letter says, and as the window where it has none."""

    def __init__(self) -> None:
        super().__init__()
        self.textChanged.connect(self._turn)

    def _turn(self, text: str) -> None:
        window = QGuiApplication.layoutDirection()
        if any(letter.isalpha() for letter in text):
            right = reads_right_to_left(text)
            self.setLayoutDirection(
                Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight
            )
        elif self.layoutDirection() != window:
            self.setLayoutDirection(window)


class LineEditor(Editor):
    """A text of one line; Return keeps it."""

    def __init__(self) -> None:
        super().__init__()
        self.field = TextLine()
        self.field.textEdited.connect(self.touched)
        self.field.returnPressed.connect(self.settled)
        stacked(self, self.field)

    @property
    def main(self) -> QWidget:
        return self.field

    def put(self, value: Any) -> None:
        self.field.setText("" if value is None else str(value))
        self.field.setCursorPosition(0)

    def value(self) -> Any:
        return self.field.text().strip()

    def typed(self) -> str:
        return self.field.text()

    def retype(self, typed: str) -> None:
        self.field.setText(typed)


class NumberEditor(LineEditor):
    """A whole number; `nothing` where the field is empty."""

    def __init__(self, nothing: int | None) -> None:
        super().__init__()
        self._nothing = nothing
        self.field.setMaximumWidth(160)

    def value(self) -> int | None:
        typed = self.field.text().strip()
        if not typed:
            return self._nothing
        if not typed.isdecimal():
            raise ValueError(_("Write a whole number such as 12."))
        return int(typed)


class Paragraphs(QPlainTextEdit):
    """A text that grows with what is in it; each paragraph runs as its first strong letter says."""

    def __init__(self, least: int = _LEAST_LINES) -> None:
        super().__init__()
        self._least = least
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self._run_by_paragraph()
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._run_by_paragraph()
        elif event.type() == QEvent.Type.FontChange:
            self._fit()

    def _run_by_paragraph(self) -> None:
        option = QTextOption(self.document().defaultTextOption())
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self.document().setDefaultTextOption(option)

    def _fit(self) -> None:
        """For plain text the height of the document is counted in lines."""
        lines = max(int(self.document().size().height()), self._least)
        wanted = min(lines, _MOST_LINES) * self.fontMetrics().lineSpacing() + 18
        bar = Qt.ScrollBarPolicy
        policy = bar.ScrollBarAsNeeded if lines > _MOST_LINES else bar.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        if wanted != self.height() or self.minimumHeight() != wanted:
            self.setFixedHeight(wanted)


class LongEditor(Editor):
    """A text of several lines."""

    def __init__(self) -> None:
        super().__init__()
        self.field = Paragraphs()
        self._quiet = False
        self.field.textChanged.connect(self._changed)
        stacked(self, self.field)

    @property
    def main(self) -> QWidget:
        return self.field

    def put(self, value: str) -> None:
        self._quiet = True
        if self.field.toPlainText() != value:
            self.field.setPlainText(value)
        self._quiet = False

    def value(self) -> str:
        return self.field.toPlainText().strip()

    def typed(self) -> str:
        return self.field.toPlainText()

    def retype(self, typed: str) -> None:
        self.put(typed)

    def _changed(self) -> None:
        if not self._quiet:
            self.touched.emit()


class FixedEditor(Editor):
    """What is shown, can be copied, and is not for a person to change."""

    def __init__(self, words: Any = str) -> None:
        super().__init__()
        self._words = words
        self._value: Any = None
        self.field = Paragraphs(least=1)
        self.field.setReadOnly(True)
        self.field.setProperty("look", "fixed")
        stacked(self, self.field)

    @property
    def main(self) -> QWidget:
        return self.field

    def put(self, value: Any) -> None:
        self._value = value
        self.field.setPlainText(self._words(value))

    def value(self) -> Any:
        return self._value

    def typed(self) -> None:
        return None

    def retype(self, typed: None) -> None:
        """Nobody types into it."""
