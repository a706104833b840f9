# SPDX-License-Identifier: GPL-3.0-or-later
"""A field that offers what may be meant while one types; Down offers all there is."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from casefile.base.messages import _
from casefile.desktop.icons import icon
from casefile.desktop.words import isolated, one_line

_KEY, _TEXT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that may be meant: a key for the code, what it is called, what marks it."""

    key: str
    text: str
    detail: str = ""


class SuggestField(QLineEdit):
    """Ask on `wanted(letters)` and answer with `offer`; `picked(key)` when one is chosen."""

    wanted = Signal(str)
    picked = Signal(str)

    def __init__(self, *, open_sign: bool = True) -> None:
        super().__init__()
        self._model = QStandardItemModel(self)
        self._list: QListView | None = None
        self._completer: QCompleter | None = None
        self.textEdited.connect(self._ask)
        if open_sign:
            sign = QLineEdit.ActionPosition.TrailingPosition
            self._open = self.addAction(icon("chevron-down", "muted"), sign)
            self._open.setText(_("Show the choices"))
            self._open.setToolTip(_("Show the choices"))
            self._open.triggered.connect(self.offer_all)

    @property
    def offering(self) -> bool:
        """Whether suggestions are shown."""
        return self._list is not None and self._list.isVisible()

    @property
    def offers(self) -> list[Suggestion]:
        """What is offered now."""
        rows = (self._model.item(row) for row in range(self._model.rowCount()))
        return [Suggestion(row.data(_KEY), row.data(_TEXT)) for row in rows]

    def offer_all(self) -> None:
        """Ask for all there is, whatever stands in the field."""
        self.setFocus()
        self.selectAll()
        self.wanted.emit("")

    def offer(self, suggestions: Sequence[Suggestion]) -> None:
        """Show what may be meant, if the field still has the keyboard."""
        self._model.clear()
        for suggestion in suggestions:
            beside = f"   {isolated(suggestion.detail)}" if suggestion.detail else ""
            item = QStandardItem(isolated(one_line(suggestion.text)) + beside)
            item.setData(suggestion.key, _KEY)
            item.setData(one_line(suggestion.text), _TEXT)
            self._model.appendRow(item)
        if self.hasFocus() and suggestions:
            self._drop_down().complete()
        else:
            self._close()

    def _drop_down(self) -> QCompleter:
        """The list under the field, made when it is first needed: forms have many fields."""
        if self._completer is None:
            self._list = QListView()
            self._list.setAccessibleName(_("Suggestions"))
            self._list.clicked.connect(self._pick)
            self._completer = QCompleter(self._model, self)
            mode = QCompleter.CompletionMode.UnfilteredPopupCompletion
            self._completer.setCompletionMode(mode)
            self._completer.setMaxVisibleItems(9)
            self._completer.setPopup(self._list)
            self._completer.setWidget(self)  # not `setCompleter`: it would write into the field
        return self._completer

    def _close(self) -> None:
        if self._list is not None:
            self._list.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.offering and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick(self._chosen())
        elif self.offering and key in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._close()
            if key != Qt.Key.Key_Escape:
                super().keyPressEvent(event)
        elif key == Qt.Key.Key_Down and not self.offering:
            self.offer_all()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._close()

    def _ask(self, typed: str) -> None:
        if typed.strip():
            self.wanted.emit(typed)
        else:
            self._close()

    def _chosen(self) -> QModelIndex:
        """The suggestion one has gone to with the arrows, or the first."""
        at = self._list.currentIndex() if self._list else QModelIndex()
        return at if at.isValid() else self._drop_down().completionModel().index(0, 0)

    def _pick(self, index: QModelIndex) -> None:
        self._close()
        if key := index.data(_KEY):
            self.picked.emit(key)
