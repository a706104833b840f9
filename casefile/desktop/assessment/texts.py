# SPDX-License-Identifier: GPL-3.0-or-later
"""The three texts of a finding, each saved when it is left or after a while without typing."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QWidget

from casefile.base.messages import _
from casefile.desktop.widgets.text import buddy

_IDLE = 4_000  # ms without typing after which a text is saved though nobody left it
_FEWEST, _MOST = 2, 7  # lines that are seen


class TextField(QPlainTextEdit):
    """`ended(text)` when the text is to be saved: it was left, or nobody typed for a while. Once it
    was `refused`, it is to be saved again the next time."""

    ended = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._kept = ""  # as the vault has it
        self._sent: str | None = None  # to be saved; the vault has not answered
        self._idle = QTimer(self, singleShot=True, interval=_IDLE)
        self._idle.timeout.connect(self.end)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.textChanged.connect(self._idle.start)
        self.textChanged.connect(self._fit)

    def show_text(self, text: str, *, other: bool) -> None:
        """Show what is kept; what is being typed stays, unless it belongs to another finding."""
        if other or (self._sent is None and self.toPlainText() == self._kept):
            if self.toPlainText() != text:
                self.setPlainText(text)
            self._idle.stop()
        if other or text == self._sent:
            self._sent = None
        self._kept = text

    def show_refused(self, text: str) -> None:
        """Show what could not be saved, as if it had just been typed."""
        self.setPlainText(text)

    def refused(self) -> None:
        """What was to be saved was not."""
        self._sent = None

    def end(self) -> None:
        """Have what was typed saved, if anything was."""
        self._idle.stop()
        typed = self.toPlainText()
        if typed != (self._kept if self._sent is None else self._sent):
            self._sent = typed
            self.ended.emit(typed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as the text is, between two lines and seven."""
        lines = min(max(round(self.document().size().height()), _FEWEST), _MOST)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 28)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.end()


class FindingTexts(QWidget):
    """Reasoning over its two doubts. `ended(field, text)`; Escape goes back to the list."""

    ended = Signal(str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        titles = {
            "reasoning": _("Reasoning"),
            "counter_evidence": _("Counter-evidence"),
            "not_seen": _("Not seen"),
        }
        self.fields = {name: TextField() for name in titles}
        for at, (name, made) in enumerate(self.fields.items()):
            row, column = (0, 0) if at == 0 else (2, at - 1)
            span = 2 if at == 0 else 1
            grid.addWidget(buddy(titles[name], made), row, column, 1, span)
            grid.addWidget(made, row + 1, column, 1, span, Qt.AlignmentFlag.AlignTop)
            made.ended.connect(lambda text, name=name: self.ended.emit(name, text))
        for column in (0, 1):
            grid.setColumnStretch(column, 1)

    def show_texts(self, texts: dict[str, str], *, other: bool) -> None:
        """Show the texts of a finding; `other`: of another one than before."""
        for name, field in self.fields.items():
            field.show_text(texts.get(name, ""), other=other)

    def end(self) -> None:
        """Have all that was typed saved."""
        for field in self.fields.values():
            field.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "\x1b":
            self.left.emit()
            return
        super().keyPressEvent(event)
