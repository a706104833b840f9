# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of everything that has a date, played by keys."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from casefile.base.messages import _
from casefile.casework.timeline import TimelineRow
from casefile.desktop.fonts import tabular
from casefile.desktop.timeline.delegate import TimelineDelegate
from casefile.desktop.timeline.listing import Item, Today, listed
from casefile.desktop.timeline.model import TimelineModel
from casefile.desktop.widgets.listing import bring_to_middle
from casefile.desktop.widgets.typing import is_letter


class TimelineList(QListView):
    """`row_chosen(row)`, `row_opened(row)`; `settle_requested(row)` by Space; `typed(letter)`."""

    row_chosen = Signal(object)
    row_opened = Signal(object)
    settle_requested = Signal(object)
    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.entries = TimelineModel()
        self.setModel(self.entries)
        self.setItemDelegate(TimelineDelegate(self))
        self.setAccessibleName(_("Timeline"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFont(tabular(self.font()))
        self.doubleClicked.connect(lambda _index: self._open())
        self.selectionModel().currentChanged.connect(self._tell)

    @property
    def chosen(self) -> TimelineRow | None:
        """The row that is chosen."""
        entry = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        return entry.row if isinstance(entry, Item) else None

    def show_rows(self, rows: Sequence[TimelineRow], today: date) -> None:
        """Show these; the chosen row stays chosen and where it is, if it is still there."""
        chosen, at = self.chosen, self.verticalScrollBar().value()
        self.entries.show(listed(rows, today))
        if chosen is not None and self.choose(chosen.key, scroll=False):
            self.verticalScrollBar().setValue(at)
            self.scrollTo(self.currentIndex())

    def choose(self, key: str, *, scroll: bool = True) -> bool:
        """Choose a row by its key; whether it is there. Nobody is told."""
        index = self.entries.find(key)
        if not index.isValid():
            return False
        quiet = self.selectionModel().blockSignals(True)
        self.setCurrentIndex(index)
        self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.selectionModel().blockSignals(quiet)
        self.viewport().update()
        if scroll:
            bring_to_middle(self, index)
        return True

    def show_today(self) -> None:
        """Go to the line of today; the arrow keys go on from there."""
        for at, entry in enumerate(self.entries.entries):
            if isinstance(entry, Today):
                self.setCurrentIndex(self.entries.index(at))
                bring_to_middle(self, self.currentIndex())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Where one is nowhere yet, one is at today; Qt would choose the first row."""
        if not self.currentIndex().isValid():
            self.show_today()
        super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The chosen row, or today, stays in sight, also when the details give the room back."""
        super().resizeEvent(event)
        if isinstance(self.currentIndex().data(Qt.ItemDataRole.UserRole), Item | Today):
            self.executeDelayedItemsLayout()
            self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif event.key() == Qt.Key.Key_Space and self.chosen is not None:
            self.settle_requested.emit(self.chosen)
        elif is_letter(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        if self.chosen is not None:
            self.row_opened.emit(self.chosen)

    def _tell(self, _now: QModelIndex, _before: QModelIndex) -> None:
        if self.chosen is not None:
            self.row_chosen.emit(self.chosen)
