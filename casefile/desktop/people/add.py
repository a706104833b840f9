# SPDX-License-Identifier: GPL-3.0-or-later
"""Adding a party: a sort and a name are enough; who may be meant is asked while one types."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout

from casefile.base.messages import _
from casefile.desktop.people.offers import OfferBar
from casefile.desktop.widgets.banner import Banner
from casefile.desktop.widgets.buttons import button, icon_button
from casefile.desktop.widgets.fields import Combo
from casefile.desktop.widgets.text import buddy
from casefile.records.vocabularies import label, vocabulary


class AddBar(QFrame):
    """Wishes: look for someone of that name; add a party of this sort and name.

    Escape puts the bar away; what was typed is still there when it comes back.
    """

    typed = Signal(str)
    add_requested = Signal(str, str)  # sort, name
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setAccessibleName(_("Add somebody"))
        self.sort = Combo()
        for id_ in vocabulary("party-sorts"):
            self.sort.addItem(label("party-sorts", id_), id_)
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("Name, in any script"))
        self.name.textChanged.connect(self._tell)
        self.name.returnPressed.connect(self._add)
        self.banner = Banner()
        self.offers = OfferBar(_("Yes: add this spelling"))
        self._button = button(_("Add (Return)"), "primary")
        self._button.clicked.connect(self._add)
        self._button.setEnabled(False)
        close = icon_button("x", _("Close"))
        close.clicked.connect(self.closed)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 10, 10)
        column.setSpacing(8)
        column.addLayout(self._row(close))
        column.addWidget(self.banner)
        column.addWidget(self.offers)
        self.hide()

    def begin(self) -> None:
        """Show the bar, ready to type."""
        self.show()
        self.name.setFocus()

    def clear(self) -> None:
        """What was typed is kept in a record now."""
        self.name.clear()
        self.offers.show_offers(())
        self.banner.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _row(self, close: QToolButton) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(buddy(_("Add"), self.sort))
        row.addWidget(self.sort)
        row.addWidget(buddy(_("Name"), self.name))
        row.addWidget(self.name, 1)
        row.addWidget(self._button)
        row.addWidget(close)
        return row

    def _tell(self, text: str) -> None:
        self._button.setEnabled(bool(text.strip()))
        self.typed.emit(text)

    def _add(self) -> None:
        if self.name.text().strip():
            self.add_requested.emit(self.sort.currentData(), self.name.text().strip())
