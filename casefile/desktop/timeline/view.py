# SPDX-License-Identifier: GPL-3.0-or-later
"""The page: filters, the strip, and under it the list of everything that has a date."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QVBoxLayout, QWidget

from casefile.base.messages import _
from casefile.casework.timeline import TimelineRow
from casefile.desktop.actions import Actions
from casefile.desktop.fonts import tabular
from casefile.desktop.form.pane import RecordPane
from casefile.desktop.search.model import kind_name
from casefile.desktop.timeline.calendar import CalendarBar
from casefile.desktop.timeline.delegate import TimelineDelegate
from casefile.desktop.timeline.filters import Filters
from casefile.desktop.timeline.forms import ADDED
from casefile.desktop.timeline.listing import Item, Today, listed
from casefile.desktop.timeline.model import TimelineModel
from casefile.desktop.timeline.strip import Strip
from casefile.desktop.widgets.beside import MasterDetail
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.empty import EmptyState
from casefile.desktop.widgets.page import Page, Switch
from casefile.desktop.widgets.text import has_keyboard
from casefile.records.kinds import Deadline

_LIST_LEAST = 72  # pixels of height of the list
_LOW_UNDER = 560  # pixels of height of the page


class TimelineList(QListView):
    """`row_chosen(row)`, `row_opened(row)`; `settle_requested(row)` by Space."""

    row_chosen = Signal(object)
    row_opened = Signal(object)
    settle_requested = Signal(object)

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
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        return True

    def show_today(self) -> None:
        """Go to the line of today; the arrow keys go on from there."""
        for at, entry in enumerate(self.entries.entries):
            if isinstance(entry, Today):
                self.setCurrentIndex(self.entries.index(at))
                hint = QAbstractItemView.ScrollHint.PositionAtCenter
                self.scrollTo(self.currentIndex(), hint)

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
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        if self.chosen is not None:
            self.row_opened.emit(self.chosen)

    def _tell(self, _now: QModelIndex, _before: QModelIndex) -> None:
        if self.chosen is not None:
            self.row_chosen.emit(self.chosen)


class TimelineView(Page):
    """Shows rows; a row chosen in the strip is chosen in the list and the other way round."""

    row_chosen = Signal(object)
    filtered = Signal(int, int)  # rows that are shown, and in all
    add_wished = Signal(object)  # a kind of record

    def __init__(self, pane: RecordPane) -> None:
        super().__init__(_("Timeline"))
        self.pane = pane
        self._rows: tuple[TimelineRow, ...] = ()
        self._today = date(1970, 1, 1)
        self.filters = Filters()
        self.strip = Strip()
        self.calendar = CalendarBar()
        self.add = button(_("Add"), "primary", "plus")
        self.add.setMenu(QMenu(self))
        self.tools.addWidget(self.filters.fields)
        self.tools.addWidget(self.add)
        self.main = self.list = TimelineList()
        self._none = EmptyState("search", _("Nothing fits the filter."), link=_("Show everything"))
        self._none.link_pressed.connect(self.filters.clear)
        self._found = Switch(self._none, self.list)
        self._found.setMinimumHeight(_LIST_LEAST)
        empty = EmptyState(
            "calendar-range",
            _(
                "Nothing has a date yet. Hearings, decisions, incidents, letters and deadlines "
                "stand here in order of time."
            ),
            _("Add a deadline…"),
        )
        empty.button_pressed.connect(lambda: self.add_wished.emit(Deadline))
        self._switch = Switch(empty, self._content())
        self._switch.setFocusProxy(self.list)
        self._elsewhere = EmptyState("arrow-right", "", _("Open its page"))
        self._elsewhere.button_pressed.connect(self._open_chosen)
        self._detail = Switch(self._elsewhere, pane)
        self.beside = MasterDetail(self._switch, self._detail)
        self.body.addWidget(self.calendar)
        self.body.addWidget(self.beside, 1)
        self.calendar.closed.connect(self.list.setFocus)
        self.filters.changed.connect(self._filter)
        self.filters.left.connect(self.list.setFocus)
        self.list.row_chosen.connect(self._chosen_in_list)
        self.strip.row_chosen.connect(self._chosen_in_strip)
        self.strip.row_opened.connect(lambda _row: self.list.setFocus())

    @property
    def rows(self) -> tuple[TimelineRow, ...]:
        """All rows of the case, whether shown or not."""
        return self._rows

    @property
    def today(self) -> date:
        """What day it was when the rows were read."""
        return self._today

    def show_rows(self, rows: tuple[TimelineRow, ...], today: date) -> None:
        """Fill the page."""
        self._rows, self._today = rows, today
        self.filters.show_rows(rows)
        self.strip.show_rows(rows, today)
        self._switch.show_content(bool(rows))
        self.strip.setVisible(any(row.when for row in rows))
        self.filters.fields.setVisible(bool(rows))
        self._filter()

    def choose(self, record: str) -> None:
        """Choose the first row of a record, whatever the filter says."""
        row = next((row for row in self._rows if row.id == record), None)
        if row is None:
            return
        if not self.filters.chosen.fits(row):
            self.filters.clear()
        self.list.choose(row.key)
        self._chosen_in_list(row)

    def show_actions(self, actions: Actions) -> None:
        """What the button for adding offers."""
        for name in ADDED:
            self.add.menu().addAction(actions[name])

    def show_pane(self) -> None:
        """Show the record that the pane holds, with the keyboard in its first field."""
        self._detail.show_content(True)
        self.beside.show_detail()
        self.pane.focus_first()

    def show_beside(self, row: TimelineRow, *, here: bool) -> None:
        """Where the details are open: those of a row, or that it has a page of its own."""
        self._detail.show_content(here)
        if here:
            self.pane.show_record(row.record)
        else:
            kind = kind_name(row.record.kind)
            told = _("{kind}: it is shown and edited on a page of its own.").format(kind=kind)
            self._elsewhere.set_sentence(told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and has_keyboard(self._detail):
            self.list.setFocus()
            if self.beside.narrow:
                self.beside.go_back()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.strip.set_low(self.height() < _LOW_UNDER)

    def _filter(self) -> None:
        looked_for = self.filters.chosen
        shown = [row for row in self._rows if looked_for.fits(row)]
        self.list.show_rows(shown, self._today)
        self.strip.show_only(frozenset(row.key for row in shown))
        self._found.show_content(bool(shown))
        self.filtered.emit(len(shown), len(self._rows))

    def _chosen_in_list(self, row: TimelineRow) -> None:
        self.strip.choose(row)
        self.row_chosen.emit(row)

    def _chosen_in_strip(self, row: TimelineRow) -> None:
        self.list.choose(row.key)
        self.row_chosen.emit(row)

    def _open_chosen(self) -> None:
        if self.list.chosen is not None:
            self.list.row_opened.emit(self.list.chosen)

    def _content(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.filters)
        column.addWidget(self.strip)
        column.addWidget(self._found, 1)
        return content
