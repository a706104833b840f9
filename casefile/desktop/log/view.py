# SPDX-License-Identifier: GPL-3.0-or-later
"""The log of one hearing: its lines, and the row for the next one."""

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QFont, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from casefile.base.clock import Clock
from casefile.base.messages import _
from casefile.casework.masks import Mask
from casefile.desktop.log.entry import LineEntry
from casefile.desktop.log.heading import LogHeading
from casefile.desktop.log.list import LogList
from casefile.desktop.log.telling import three_times
from casefile.desktop.log.together import TogetherView
from casefile.desktop.widgets.banner import Banner
from casefile.desktop.widgets.buttons import WordButton
from casefile.desktop.widgets.text import label


class LogView(QWidget):
    """The lines in `list`, the next one in `entry`; what went wrong is said between them."""

    together_requested = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._base = self.font()
        self.list = LogList()
        self._heading = LogHeading(self.list)
        self.entry = LineEntry(clock)
        self.banner = Banner()
        self._times = label("", "footing", wrap=True)
        self._times.setContentsMargins(12, 6, 12, 6)
        self._times.setIndent(0)  # else its line above would move it
        self._times.hide()
        self.list.row_chosen.connect(self._show_times)
        self.together = TogetherView()
        self.beside = WordButton(_("Side by side"))
        self.beside.setCheckable(True)
        self.beside.setToolTip(_("Two observers’ logs side by side (F6)"))
        self.beside.setAccessibleName(_("Two observers’ logs side by side"))
        self.beside.hide()
        self._pairs = False
        self.beside.clicked.connect(self.together_requested)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._alone())
        self._stack.addWidget(self.together)
        card = QFrame()
        card.setProperty("look", "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self._stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(card, 1)
        column.addWidget(self.banner)
        column.addWidget(self.entry)

    @property
    def side_by_side(self) -> bool:
        """Whether two logs are shown."""
        return self._stack.currentWidget() is self.together

    def show_together(self, on: bool) -> None:
        """Show two observers' logs side by side, or the log of all."""
        self._stack.setCurrentIndex(int(on))
        self.beside.setChecked(on)

    def allow_together(self, possible: bool) -> None:
        """Whether two observers logged here; the button is seen with the log only."""
        self._pairs = possible
        self.beside.setVisible(possible and self.isVisible())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.beside.setVisible(self._pairs)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.beside.hide()

    def _alone(self) -> QWidget:
        """The log of all observers, in the order of time."""
        made = QWidget()
        inner = QVBoxLayout(made)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self._heading)
        inner.addWidget(self.list, 1)
        inner.addWidget(self._times)
        return made

    def _show_times(self) -> None:
        """The three times of the chosen line, and where its other half is to be found."""
        chosen = self.list.chosen
        row = self.list.shown_row(chosen) if chosen is not None else None
        told = three_times(row, self.list.zone) if row else []
        if row and row.corrected:
            told.append(_("corrected: Space goes to the correction"))
        if row and row.note.corrects:
            told.append(_("a correction: Space goes to the original"))
        self._times.setText(" · ".join(told))
        self._times.setVisible(bool(told))

    def set_mask(self, mask: Mask | None) -> None:
        """Show lines, and all that is offered, without names, or as they are."""
        self.list.set_mask(mask)
        self._show_times()
        self.together.set_mask(mask)
        self.entry.speaker.set_mask(mask)
        self.entry.completion.set_mask(mask)

    def set_font(self, font: QFont) -> None:
        """Show the lines and the input in letters of this base size."""
        self._base = font
        self.list.setFont(font)
        self._heading.setFont(font)
        self.together.list.setFont(font)
        self.entry.set_font(font)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:  # another style sheet takes own fonts away
            QTimer.singleShot(0, self, lambda: self.set_font(self._base))
