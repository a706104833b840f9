# SPDX-License-Identifier: GPL-3.0-or-later
"""Is this the same person? A bar in the page, never a box over it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from casefile.base.messages import _
from casefile.casework.sameness import Offer
from casefile.desktop.people.words import about_offer, same_question
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.text import label


class OfferBar(QFrame):
    """Who may be meant, one a line, with what to do. Hidden while there is nobody.

    Wishes: this one is the same; this one is somebody else.
    """

    same_chosen = Signal(object)  # Offer
    other_chosen = Signal(object)  # Offer

    def __init__(self, same: str, most: int = 3) -> None:
        super().__init__()
        self._most = most  # the next follows once one is answered
        self.setProperty("look", "notice")
        self._same = same
        self._question = label("", "strong")
        self._lines: QWidget | None = None
        self.offers: tuple[Offer, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 8, 8)
        self._column.setSpacing(4)
        self._column.addWidget(self._question)
        self.hide()

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Offer these instead. The same again leaves the keyboard where it is."""
        shown = tuple(offers)[: self._most]
        if shown == self.offers:
            return
        self.offers = shown
        if self._lines is not None:
            self._lines.hide()
            self._lines.deleteLater()
        self._lines = self._made()
        self._column.addWidget(self._lines)
        self.setVisible(bool(offers))
        if offers:
            self._question.setText(same_question(offers[0].party.sort))
            self.setAccessibleName(f"{self._question.text()} {about_offer(offers[0])}")
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _made(self) -> QWidget:
        lines = QWidget()
        column = QVBoxLayout(lines)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for offer in self.offers:
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(label(about_offer(offer), wrap=True), 1)
            for text, wish in ((self._same, self.same_chosen), (_("No"), self.other_chosen)):
                made = button(text)
                made.setAccessibleName(f"{text}: {offer.party.name}")
                made.clicked.connect(lambda _on=False, wish=wish, offer=offer: wish.emit(offer))
                row.addWidget(made)
            column.addLayout(row)
        return lines
