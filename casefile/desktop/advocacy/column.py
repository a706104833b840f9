# SPDX-License-Identifier: GPL-3.0-or-later
"""One column of the board: its status, how many cards, and the cards."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QListView, QVBoxLayout

from casefile.base.messages import ngettext
from casefile.desktop.advocacy.cards import Card
from casefile.desktop.advocacy.painting import CardDelegate
from casefile.desktop.widgets.text import label
from casefile.records.vocabularies import label as term

_Index = QModelIndex | QPersistentModelIndex
MIME = "application/x-casefile-action"


class CardModel(QAbstractListModel):
    """Each row is a `Card` under UserRole. `dropped(id)` when a card was let fall here."""

    dropped = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.cards: tuple[Card, ...] = ()

    def show(self, cards: Sequence[Card]) -> None:
        """Show these instead, if they are others."""
        if self.cards == tuple(cards):
            return
        self.beginResetModel()
        self.cards = tuple(cards)
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.cards)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        card = self.cards[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return card
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return card.spoken
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled  # between cards, or under them
        kinds = Qt.ItemFlag
        return kinds.ItemIsEnabled | kinds.ItemIsSelectable | kinds.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        carried = QMimeData()
        if indexes:
            carried.setData(MIME, QByteArray(self.cards[indexes[0].row()].id.encode()))
        return carried

    def dropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, _parent: _Index
    ) -> bool:
        if data.hasFormat(MIME):
            self.dropped.emit(bytes(data.data(MIME).data()).decode())
        return False  # nothing is moved here: the board is read again once the vault has it


class CardList(QListView):
    """Wishes: open a card, carry it to a neighbour (±1), give the keyboard to a neighbour."""

    opened = Signal(str)
    carried = Signal(str, int)
    neighbour_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.cards = CardModel()
        self.setModel(self.cards)
        self.setItemDelegate(CardDelegate(self))
        self.setProperty("look", "plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.clicked.connect(lambda at: self.opened.emit(at.data(Qt.ItemDataRole.UserRole).id))

    @property
    def chosen(self) -> Card | None:
        """The card that is chosen."""
        card = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        return card if isinstance(card, Card) else None

    def choose(self, at: int) -> None:
        """Choose the card at a place, or the last one."""
        if self.cards.cards:
            index = self.cards.index(min(max(at, 0), len(self.cards.cards) - 1))
            chosen = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        step = steps.get(Qt.Key(event.key()), 0) * (-1 if mirrored else 1)
        chosen = self.chosen
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if chosen is not None:
                self.carried.emit(chosen.id, step)
        elif step:
            self.neighbour_wanted.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and chosen is not None:
            self.opened.emit(chosen.id)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.selectionModel().hasSelection():  # Qt makes a card current, and selects none
            self.choose(self.currentIndex().row())


class Column(QFrame):
    """A status with its cards."""

    def __init__(self, status: str) -> None:
        super().__init__()
        self.status = status
        self.setProperty("look", "rail")
        self.title = term("action-statuses", status)
        self._count = label("", "muted")
        self.list = CardList()
        head = QHBoxLayout()
        head.setContentsMargins(6, 2, 6, 2)
        head.addWidget(label(self.title, "strong"))
        head.addStretch(1)
        head.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self.show_cards(())

    def show_cards(self, cards: Sequence[Card]) -> None:
        """These cards stand here."""
        count = len(cards)
        self.list.cards.show(cards)
        self._count.setText(str(count))
        said = ngettext("{status}, {count} action", "{status}, {count} actions", count)
        self.list.setAccessibleName(said.format(status=self.title, count=count))
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus if cards else Qt.FocusPolicy.NoFocus)

    def holds(self, id_: str) -> bool:
        """Whether a card stands here."""
        return any(card.id == id_ for card in self.list.cards.cards)
