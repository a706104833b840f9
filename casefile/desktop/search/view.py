# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of results."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from casefile.base.messages import _, ngettext
from casefile.casework.search import Results
from casefile.desktop.search.delegate import ResultsDelegate
from casefile.desktop.search.model import Heading, ResultsModel, Way
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.empty import EmptyState
from casefile.desktop.widgets.page import Page, Switch
from casefile.store.hits import Hit

_Way = QAbstractItemView.CursorAction


class ResultsList(QListView):
    """`hit_opened(Hit)` on Return or a click, `way_taken(kind)` likewise; `left` on Escape,
    `went_up` from the first row."""

    hit_opened = Signal(object)
    way_taken = Signal(str)
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
        self.setLayoutMode(QListView.LayoutMode.Batched)  # to measure a row its text is read
        self.setBatchSize(60)
        self.clicked.connect(lambda index: self._open(index.row()))

    def choose_first(self) -> None:
        """Choose the first hit."""
        for at, row in enumerate(self.results.rows):
            if isinstance(row, Hit):
                self.setCurrentIndex(self.results.index(at))
                return

    def choose(self, hit: Hit) -> bool:
        """Choose a hit, if it is there."""
        for at, row in enumerate(self.results.rows):
            if isinstance(row, Hit) and (row.case, row.id) == (hit.case, hit.id):
                self.setCurrentIndex(self.results.index(at))
                return True
        return False

    @property
    def chosen(self) -> Hit | None:
        """The hit that is chosen."""
        at = self.currentIndex().row()
        row = self.results.rows[at] if 0 <= at < len(self.results.rows) else None
        return row if isinstance(row, Hit) else None

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
        row = self.results.rows[at] if 0 <= at < len(self.results.rows) else None
        if isinstance(row, Hit):
            self.hit_opened.emit(row)
        elif isinstance(row, Way):
            self.way_taken.emit(row.kind)


class SearchView(Page):
    """Results, or what else was tried. `widening`: all cases are wished for, or one again."""

    widening = Signal()

    def __init__(self) -> None:
        super().__init__(_("Search"))
        self.list = ResultsList()
        self.empty = EmptyState("search", _invitation(), action=_("Search all cases"))
        self.empty.button_pressed.connect(self.widening)
        self.empty.show_button(False)
        self.everywhere = button(_("All cases"), "toggle")
        self.everywhere.setCheckable(True)
        self.everywhere.setToolTip(_("Search all cases (Ctrl+Shift+K)"))
        self.everywhere.setAccessibleName(_("Search all cases"))
        self.everywhere.clicked.connect(self.widening)
        self.tools.addWidget(self.everywhere)
        self._switch = Switch(self.empty, self.list)
        self.body.addWidget(self._switch, 1)
        self.show_scope(everywhere=False)

    def show_scope(self, *, everywhere: bool) -> None:
        """Say where is looked."""
        self.everywhere.setChecked(everywhere)
        self.set_title(_("Search in all cases") if everywhere else _("Search in this case"))

    def show_results(
        self, results: Results | None, *, keep: bool = False, one_kind: bool = False
    ) -> None:
        """Show what was found, or that nothing was. `keep`: what somebody has gone to by keys
        stays chosen. `one_kind`: with a way back to all kinds."""
        chosen = self.list.chosen if keep and self.list.hasFocus() else None
        self.list.results.show_results(results, one_kind=one_kind)
        self._switch.show_content(bool(results and results.shown))
        self.empty.show_button(results is not None and not self.everywhere.isChecked())
        if results is None:
            self.set_meta("")
            self.empty.set_sentence(_invitation())
            return
        if chosen is None or not self.list.choose(chosen):
            self.list.choose_first()
        found = _found(results) if results.shown else _nowhere(results)
        self.set_meta(" · ".join(_meta(results, found)))
        if not results.shown:
            self.empty.set_sentence(found)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.list, found))


def _invitation() -> str:
    return _("Type to search names, the log, titles and documents.")


def _found(results: Results) -> str:
    if (count := results.count) is None:
        return _("The newest of many")
    return ngettext("{count} found", "{count} found", count).format(count=count)


def _nowhere(results: Results) -> str:
    said = _("Nothing for “{query}”.").format(query=results.query)
    if results.tried:
        tried = ", ".join(results.tried)
        said += " " + _("Also tried: {spellings}.").format(spellings=tried)
    return said


def _meta(results: Results, found: str) -> list[str]:
    """The line under the title."""
    said = [found] if results.shown else []
    if results.also:
        said.append(_("also matched: {names}").format(names=", ".join(results.also[:6])))
    if not results.state.whole:
        done = 100 * results.state.done // max(results.state.total, 1)
        said.append(
            _("the index is being made anew ({done} %), some may be missing").format(done=done)
        )
    return said
