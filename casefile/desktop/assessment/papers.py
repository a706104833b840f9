# SPDX-License-Identifier: GPL-3.0-or-later
"""An inline bar that links a document to a finding: which, where in it, and how it bears."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit

from casefile.base.messages import _
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.fields import Combo
from casefile.desktop.widgets.text import buddy
from casefile.desktop.words import one_line
from casefile.records.kinds import Document


class PaperBar(QFrame):
    """`chosen(document, relation, page)`; hidden until it is asked for."""

    chosen = Signal(str, str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setAccessibleName(_("Link a document"))
        self.which = Combo()
        self.which.setMinimumContentsLength(12)
        self.which.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.page = QLineEdit()
        self.page.setPlaceholderText(_("p. 3"))
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 8, 12, 10)
        grid.setVerticalSpacing(4)
        grid.addWidget(buddy(_("Document"), self.which), 0, 0)
        grid.addWidget(self.which, 1, 0)
        grid.addWidget(buddy(_("Page or place"), self.page), 0, 1)
        grid.addWidget(self.page, 1, 1)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 1)
        row = QHBoxLayout()
        self.supports = button(_("It supports"), "primary")
        self.contradicts = button(_("It contradicts"))
        cancel = button(_("Cancel"), "link")
        for made in (self.supports, self.contradicts, cancel):
            row.addWidget(made)
        row.addStretch(1)
        grid.addLayout(row, 2, 0, 1, 2)
        self.supports.clicked.connect(lambda: self._choose("supports"))
        self.contradicts.clicked.connect(lambda: self._choose("contradicts"))
        cancel.clicked.connect(self._leave)
        self.hide()

    def offer(self, documents: Sequence[Document]) -> None:
        """Show the documents there are."""
        self.which.clear()
        for document in documents:
            self.which.addItem(one_line(document.title or document.filename)[:120], document.id)
        self.page.clear()
        for made in (self.supports, self.contradicts):
            made.setEnabled(bool(documents))
        self.show()
        self.which.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose("supports")
        else:
            super().keyPressEvent(event)

    def _choose(self, relation: str) -> None:
        if document := self.which.currentData():
            self.chosen.emit(document, relation, self.page.text().strip())
        self._leave()

    def _leave(self) -> None:
        self.hide()
        self.left.emit()
