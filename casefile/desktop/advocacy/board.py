# SPDX-License-Identifier: GPL-3.0-or-later
"""The board: a column for every status, side by side, cards carried from one to the next."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from casefile.base.messages import _
from casefile.desktop.advocacy.cards import Card
from casefile.desktop.advocacy.column import Column
from casefile.desktop.fonts import scale_of

_WIDE, _EMPTY = 232, 116  # pixels at 100 %; a column without cards needs its title only


class Board(QScrollArea):
    """Wishes: open an action; give an action another status."""

    opened = Signal(str)
    status_requested = Signal(str, str)  # id, status

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "plain")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Board of actions by status"))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.columns: dict[str, Column] = {}
        self._wanted = ""  # the card that was carried, to be chosen where it arrives
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._inner = QWidget()
        self._inner.setLayout(self._row)
        self.setWidget(self._inner)
        self._inner.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def show_cards(self, statuses: Sequence[str], cards: Sequence[Card]) -> None:
        """All columns, and what stands in them."""
        held = self._holder
        at = held.list.currentIndex().row() if held else 0
        if list(self.columns) != list(statuses):
            self._make(statuses)
        for status, column in self.columns.items():
            column.show_cards([card for card in cards if card.status == status])
        self._fit()
        if self._wanted:
            self.choose(self._wanted)
        elif held is not None and held.status in self.columns:
            self.columns[held.status].list.choose(at)
        elif self.hasFocus():
            self.take_keyboard()

    def choose(self, id_: str) -> bool:
        """Give the keyboard to a card, if it is on the board."""
        for column in self.columns.values():
            for at, card in enumerate(column.list.cards.cards):
                if card.id == id_:
                    self._wanted = ""
                    column.list.choose(at)
                    column.list.setFocus(Qt.FocusReason.OtherFocusReason)
                    self.ensureWidgetVisible(column, 12, 0)
                    return True
        return False

    def carry(self, id_: str, status: str) -> None:
        """Ask for another status; the card is chosen there once it has it."""
        self._wanted = id_
        self.status_requested.emit(id_, status)

    def stay(self) -> None:
        """A card was not carried after all."""
        self._wanted = ""

    def take_keyboard(self) -> None:
        """Give the keyboard to the card that was chosen last, or the first there is."""
        held = [column for column in self.columns.values() if column.list.cards.cards]
        if held:
            chosen = next((column for column in held if column.list.chosen), held[0])
            chosen.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(chosen, 12, 0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.take_keyboard()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        chosen = next((one for one in self.columns.values() if one.list.hasFocus()), None)
        chosen = chosen or next((one for one in self.columns.values() if one.list.chosen), None)
        if chosen is not None:
            QTimer.singleShot(0, self, partial(self._show_column, chosen.status))

    def _show_column(self, status: str) -> None:
        """Bring a column into sight, once the new widths are laid out."""
        if status in self.columns:
            self.ensureWidgetVisible(self.columns[status], 12, 0)

    @property
    def _holder(self) -> Column | None:
        """The column that has the keyboard."""
        return next((one for one in self.columns.values() if one.list.hasFocus()), None)

    def _make(self, statuses: Sequence[str]) -> None:
        for column in self.columns.values():
            self._row.removeWidget(column)
            column.deleteLater()
        self.columns = {status: Column(status) for status in statuses}
        for status, column in self.columns.items():
            self._row.addWidget(column)
            column.list.opened.connect(self.opened)
            column.list.carried.connect(self._carry_beside)
            column.list.neighbour_wanted.connect(self._go_beside)
            column.list.cards.dropped.connect(lambda id_, there=status: self._drop(id_, there))

    def _fit(self) -> None:
        """Columns with cards share the room; empty ones are narrow."""
        scale = scale_of(self.font())
        filled = [c for c in self.columns.values() if c.list.cards.cards]
        empty = len(self.columns) - len(filled)
        gaps = 8 * max(len(self.columns) - 1, 0)
        left = self.viewport().width() - gaps - empty * round(_EMPTY * scale)
        wide = max(round(_WIDE * scale), min(left // max(len(filled), 1), round(320 * scale)))
        for column in self.columns.values():
            column.setFixedWidth(wide if column in filled else round(_EMPTY * scale))
        total = gaps + empty * round(_EMPTY * scale) + wide * len(filled)
        self._inner.setMinimumWidth(total)

    def _carry_beside(self, id_: str, step: int) -> None:
        order = list(self.columns)
        here = next((status for status, one in self.columns.items() if one.holds(id_)), "")
        if here and 0 <= (there := order.index(here) + step) < len(order):
            self.carry(id_, order[there])

    def _drop(self, id_: str, status: str) -> None:
        if not self.columns[status].holds(id_):
            self.carry(id_, status)

    def _go_beside(self, step: int) -> None:
        """To the next column that has cards, at the same height."""
        held = self._holder
        if held is None:
            return
        at = max(held.list.currentIndex().row(), 0)
        order = list(self.columns.values())
        start = order.index(held)
        beside = order[start + 1 :] if step > 0 else order[:start][::-1]
        there = next((column for column in beside if column.list.cards.cards), None)
        if there is not None:
            there.list.choose(at)
            there.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(there, 12, 0)
