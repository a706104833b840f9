# SPDX-License-Identifier: GPL-3.0-or-later
"""The page: filters, the strip, and under it the list of everything that has a date."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from casefile.base.messages import _
from casefile.casework.timeline import TimelineRow
from casefile.desktop.actions import Actions
from casefile.desktop.form.pane import RecordPane
from casefile.desktop.sanctions.view import SentenceView
from casefile.desktop.search.model import kind_name
from casefile.desktop.timeline.calendar import CalendarBar
from casefile.desktop.timeline.filters import Filters
from casefile.desktop.timeline.forms import ADDED
from casefile.desktop.timeline.list import TimelineList
from casefile.desktop.timeline.strip import Strip
from casefile.desktop.widgets.beside import MasterDetail
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.empty import EmptyState
from casefile.desktop.widgets.page import Page, Switch
from casefile.desktop.widgets.segments import Segments
from casefile.desktop.widgets.text import has_keyboard
from casefile.records.kinds import Deadline, Record

_LIST_LEAST = 72  # pixels of height of the list
_LOW_UNDER = 560  # pixels of height of the page


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
        self.sentence = SentenceView()
        self._stack = QStackedWidget()
        self.add = button(_("Add"), "primary", "plus")
        self.add.setMenu(QMenu(self))
        self.parts = Segments(_("What is shown"), (_("List"), _("Sentence")), self._stack)
        self.tools.addWidget(self.parts)
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
        for part, main in ((self._switch, self.list), (self.sentence, self.sentence.table)):
            part.setFocusProxy(main)
            self._stack.addWidget(part)
        self._stack.setFocusProxy(self.list)
        self.parts.choose(0)
        self._elsewhere = EmptyState("arrow-right", "", _("Open its page"))
        self._elsewhere.button_pressed.connect(self._open_chosen)
        self._detail = Switch(self._elsewhere, pane)
        self.beside = MasterDetail(self._stack, self._detail)
        self.body.addWidget(self.calendar)
        self.body.addWidget(self.beside, 1)
        self.calendar.closed.connect(self.list.setFocus)
        self.filters.changed.connect(self._filter)
        self.filters.left.connect(self.list.setFocus)
        self.list.typed.connect(self.filters.type)
        self.list.row_chosen.connect(self._chosen_in_list)
        self.strip.row_chosen.connect(self._chosen_in_strip)
        self.strip.row_opened.connect(lambda _row: self.list.setFocus())
        self.parts.chosen.connect(self._show_part)

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
        self._show_fields()
        self._filter()

    def choose(self, record: str) -> None:
        """Choose the first row of a record, whatever the filter says."""
        row = next((row for row in self._rows if row.id == record), None)
        if row is None:
            return
        self.parts.choose(0)
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

    @property
    def sentence_shown(self) -> bool:
        """Whether the sentence is shown instead of the list."""
        return self._stack.currentWidget() is self.sentence

    def show_beside(self, record: Record, *, here: bool) -> None:
        """In the details: a record, or that it has a page of its own."""
        self._detail.show_content(here)
        if here:
            self.pane.show_record(record)
        else:
            kind = kind_name(record.kind)
            told = _("{kind}: it is shown and edited on a page of its own.").format(kind=kind)
            self._elsewhere.set_sentence(told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and has_keyboard(self._detail):
            if self.beside.narrow:
                self.beside.go_back()
            self._stack.setFocus()
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

    def _show_part(self, _at: int) -> None:
        shown = self.sentence.table if self.sentence_shown else self.list
        self.main = shown
        self._stack.setFocusProxy(shown)
        self._show_fields()

    def _show_fields(self) -> None:
        """What narrows the list is of no use over the sentence."""
        self.filters.fields.setVisible(bool(self._rows) and not self.sentence_shown)

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
