# SPDX-License-Identifier: GPL-3.0-or-later
"""How a person fared: every status of the vocabulary with its meaning, found by a few letters."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from casefile.base.messages import _
from casefile.desktop.widgets.text import buddy, label
from casefile.names.fold import fold
from casefile.records.vocabularies import vocabulary

_ID = Qt.ItemDataRole.UserRole
_THROUGH = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class _Letters(QLineEdit):
    """Letters that sift a list; the arrows move in the list meanwhile."""

    left = Signal()

    def __init__(self, listed: QListWidget) -> None:
        super().__init__()
        self._list = listed

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _THROUGH:
            self._list.keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class StatusChooser(QWidget):
    """`chosen(id)` when a status is taken; `left` when none is."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.list = QListWidget()
        self.list.setProperty("look", "choices")
        self.list.setAccessibleName(_("What can happen to someone"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.field = _Letters(self.list)
        self.field.setPlaceholderText(_("A few letters, then Return"))
        self._meaning = label("", "meta", wrap=True)
        self._meaning.setMinimumHeight(2 * self._meaning.fontMetrics().height())
        self._meaning.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.field.textChanged.connect(self._sift)
        self.field.returnPressed.connect(self._take)
        self.field.left.connect(self._leave)
        self.list.itemActivated.connect(self._take)
        self.list.currentItemChanged.connect(self._explain)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(buddy(_("What happened"), self.field))
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self._meaning)
        self._sift()

    def begin(self, letters: str = "") -> None:
        """Take the keyboard; the first letters were typed elsewhere."""
        self.field.setFocus()
        self.field.setText(letters)

    def show_status(self, status: str) -> None:
        """Mark the status that is noted until now; empty: none."""
        self.field.clear()
        for at in range(self.list.count()):
            if self.list.item(at).data(_ID) == status:
                self.list.setCurrentRow(at)
                return
        self.list.setCurrentRow(-1)

    def _sift(self) -> None:
        words = fold(self.field.text()).split()
        self.list.clear()
        for term in vocabulary("attendance-statuses").values():
            told = fold(f"{_(term.label)} {_(term.note)}").split()
            if all(any(known.startswith(word) for known in told) for word in words):
                item = QListWidgetItem(_(term.label))
                item.setData(_ID, term.id)
                self.list.addItem(item)
        self._prefer_label(words)

    def _prefer_label(self, words: list[str]) -> None:
        """Choose the first whose own name begins so, rather than its meaning."""
        if not words:
            return
        for at in range(self.list.count()):
            if fold(self.list.item(at).text()).startswith(words[0]):
                self.list.setCurrentRow(at)
                return
        self.list.setCurrentRow(0)

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            status: str = item.data(_ID)
            self.field.clear()
            self.chosen.emit(status)

    def _leave(self) -> None:
        self.field.clear()
        self.left.emit()

    def _explain(self, item: QListWidgetItem | None) -> None:
        term = vocabulary("attendance-statuses").get(item.data(_ID)) if item else None
        self._meaning.setText(_(term.note) if term else "")
