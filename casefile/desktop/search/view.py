# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of results."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from casefile.base.messages import _, ngettext
from casefile.casework.search import Results
from casefile.desktop.search.delegate import ResultsDelegate
from casefile.desktop.search.model import Heading, ResultsModel
from casefile.desktop.widgets.empty import EmptyState
from casefile.desktop.widgets.page import Page, Switch
from casefile.store.hits import Hit

_Way = QAbstractItemView.CursorAction


class ResultsList(QListView):
    """`hit_opened(Hit)` on Return or a click; `left` on Escape, `went_up` from the first hit."""

    hit_opened = Signal(object)
    left = Signal()
    went_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.results = ResultsModel()
        self.setModel(self.results)
        self.setItemDelegate(ResultsDelegate(self))
        self.setAccessibleName(_("What was found"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.clicked.connect(lambda index: self._open(index.row()))

    def choose_first(self) -> None:
        """Choose the first hit."""
        for at, row in enumerate(self.results.rows):
            if not isinstance(row, Heading):
                self.setCurrentIndex(self.results.index(at))
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex().row())
            return
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        if event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 1:  # under a heading
            self.went_up.emit()
            return
        super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Past the headings: there is a hit behind each, and one before each but the first."""
        to = super().moveCursor(action, modifiers)
        at = to.row()
        if at < 0 or not isinstance(self.results.rows[at], Heading):
            return to
        back = at > 0 and action in (_Way.MoveUp, _Way.MovePageUp)
        return self.results.index(at - 1 if back else at + 1)

    def open_chosen(self) -> None:
        """Open the chosen hit, as Return does."""
        self._open(self.currentIndex().row())

    def _open(self, at: int) -> None:
        if 0 <= at < len(self.results.rows) and isinstance(hit := self.results.rows[at], Hit):
            self.hit_opened.emit(hit)


class SearchView(Page):
    """Results, or what else was tried."""

    def __init__(self) -> None:
        super().__init__(_("Search"))
        self.list = ResultsList()
        self.empty = EmptyState("search", _("Type to search names, the log, titles and documents."))
        self._switch = Switch(self.empty, self.list)
        self.body.addWidget(self._switch, 1)

    def show_results(self, results: Results | None) -> None:
        """Show what was found, or that nothing was."""
        self.list.results.show_results(results)
        self._switch.show_content(bool(results and results.count))
        if results is None:
            self.set_meta("")
            self.empty.set_sentence(_("Type to search names, the log, titles and documents."))
            return
        self.list.choose_first()
        found = ngettext("{count} found", "{count} found", results.count).format(
            count=results.count
        )
        also = _("also matched: {names}").format(names=", ".join(results.also[:6]))
        self.set_meta(" · ".join([found, also]) if results.also else found)
        if not results.count:
            found = _("Nothing for “{query}”.").format(query=results.query)
            if results.tried:
                tried = ", ".join(results.tried)
                found += " " + _("Also tried: {spellings}.").format(spellings=tried)
            self.empty.set_sentence(found)
            self.set_meta("")
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.list, found))
