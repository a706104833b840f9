# SPDX-License-Identifier: GPL-3.0-or-later
"""The time in front of the line: it runs, and can be typed over (Ctrl+T)."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from casefile.base.messages import _
from casefile.desktop.fonts import sized, tabular
from casefile.desktop.log.timing import read_clock


class TimeField(QLineEdit):
    """`time_given(datetime.time)` when one was typed; `left` when the line is to be gone on with.

    Escape, or what is no time of day, changes nothing.
    """

    time_given = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown = ""
        self.setProperty("look", "clock")
        self.set_base(self.font())
        self.setAccessibleName(_("Time of the line"))
        self.setToolTip(_("When it happened. Type over it (Ctrl+T), or move it with Ctrl+Up."))
        self.setMaxLength(8)

    def set_base(self, font: QFont) -> None:
        """Show the time in the letters of this base font, larger."""
        self.setFont(tabular(sized(font, 18, bold=True)))
        self.updateGeometry()

    def show_time(self, text: str) -> None:
        """Show what the time is now, unless another is being typed."""
        self._shown = text
        if not self.isModified():
            self.setText(text)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        text = self.fontMetrics().horizontalAdvance(max(self.text(), "00:00", key=len))
        return QSize(text + 18, hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self._put_back()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._take()

    def _take(self) -> None:
        clock = read_clock(self.text()) if self.isModified() else None
        self._put_back()
        if clock is not None:
            self.time_given.emit(clock)

    def _put_back(self) -> None:
        self.setText(self._shown)
        self.setModified(False)
        self.deselect()
