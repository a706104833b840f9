# SPDX-License-Identifier: GPL-3.0-or-later
"""The lines of a hearing's log as a list: rows on their way are quiet bars until they come."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QToolTip

from casefile.base.clock import local_zone
from casefile.base.messages import _
from casefile.casework.hearings import place_of
from casefile.casework.logs import LogEnd, LogRow, breaks_between
from casefile.casework.masks import Mask
from casefile.casework.timing import day_of
from casefile.desktop.dates import day, short_time
from casefile.desktop.log.area import RowsArea
from casefile.desktop.log.model import NO_LINES, Lines
from casefile.desktop.log.painting import LinePainter, Shown
from casefile.desktop.log.telling import break_words, remarks, signs_of, spoken, three_times
from casefile.desktop.widgets.text import plain_tip
from casefile.desktop.words import entries
from casefile.records.kinds import Hearing
from casefile.records.values import Break, Moment, When

_TIMES = 3  # a tool tip might read markup: no name of a person is in it
_SOON = 100  # ms, while it is found out how long the log is: many small steps, few paintings
_KEPT = 2000  # rows whose signs are remembered


class LogList(RowsArea):
    """`row_chosen(LogRow or None)`; wishes: a page (by number), a line (by id)."""

    row_chosen = Signal(object)
    page_wanted = Signal(int)
    line_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.lines = Lines(self)
        self.zone = local_zone()
        self._breaks: tuple[Break, ...] = ()
        self._stated: date | None = None  # the day that the page says above
        self._painter = LinePainter(self)
        self.setAccessibleName(_("Log of the hearing"))
        self._kept: dict[int, Shown] = {}
        self._mask: Mask | None = None
        for told in (self.lines.arrived, self.lines.grown):
            told.connect(self._renew)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self.refresh)
        self.lines.widened.connect(self._refresh_soon)
        self.chosen_changed.connect(self._tell_chosen)

    def set_hearing(self, hearing: Hearing) -> None:
        """Where and when it sits, and its breaks."""
        self.zone = place_of(hearing)
        self._breaks = hearing.breaks
        at = hearing.started_at or hearing.scheduled_at
        exact = When.stored(at).exact if at else None
        self._stated = exact.local.date() if isinstance(exact, Moment) else None
        self._renew()

    def clear(self) -> None:
        """Show no lines."""
        self.at_end = True
        self.choose_none()
        self.lines.begin(NO_LINES)
        self._renew()

    def show_lines(self, end: LogEnd) -> None:
        """Show a log that was read again, from where the list stands."""
        kept = self.row_at(self.chosen) if self.chosen is not None else None
        top = self.row_at(self._top)
        self.lines.begin(end)
        self.chosen = self.lines.find(kept.note.id, 0) if kept else None
        at = self.lines.find(top.note.id, 0) if top and not self.at_end else None
        if at is not None:
            self._top = at
        elif top and not self.at_end:
            self.line_wanted.emit(top.note.id)
        self._renew()

    def append(self, rows: Sequence[LogRow]) -> None:
        """Lines that came after the last one."""
        self.lines.append(rows)

    def row_at(self, place: int) -> LogRow | None:
        """The line at a place, if it is in memory."""
        return self.lines.row(place)

    @property
    def chosen_row(self) -> LogRow | None:
        """The line that is chosen."""
        return None if self.chosen is None else self.row_at(self.chosen)

    def set_mask(self, mask: Mask | None) -> None:
        """Show lines without names, or as they are. What is chosen is the line as it is."""
        self._mask = mask
        self._renew()

    def shown_row(self, place: int) -> LogRow | None:
        """The line at a place, as it may be seen."""
        row = self.row_at(place)
        return self._mask.row(row) if row and self._mask else row

    def _refresh_soon(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _renew(self) -> None:
        self._kept.clear()
        self.refresh()

    # What the area asks.

    @property
    def first(self) -> int:
        return self.lines.first

    @property
    def end(self) -> int:
        return self.lines.end

    def height_of(self, place: int) -> int:
        return max(self._painter.height(self._shown(place), self.viewport().width()), 1)

    def spoken(self, place: int) -> str:
        row = self.shown_row(place)
        return spoken(row) if row else _("A line that is being read")

    def told(self) -> str:
        told = entries(self.lines.count)
        return told if self.lines.complete else _("about {entries}").format(entries=told)

    def place_in_words(self, place: int) -> str:
        if self.lines.complete:
            return super().place_in_words(place)
        return _("line {row} of about {count}").format(
            row=place - self.first + 1, count=self.lines.count
        )

    def paint_row(self, painter: QPainter, place: int, box: QRect) -> None:
        shown = self._shown(place)
        self._painter.paint(painter, shown, box, chosen=place == self.chosen)
        self._want_around(place)

    def _shown(self, place: int) -> Shown:
        if (known := self._kept.get(place)) is None:
            known = self._kept[place] = self._make(place)
            if len(self._kept) > _KEPT:
                self._kept.clear()
        return known

    def _make(self, place: int) -> Shown:
        row = self.shown_row(place)
        if row is None:
            return Shown(None)
        before = self.lines.before(place)
        last = place == self.end - 1
        return Shown(
            row,
            time=short_time(row.note.event_at),
            day=self._day(row, before),
            breaks=tuple(map(break_words, breaks_between(self._breaks, before, row))),
            after=tuple(map(break_words, breaks_between(self._breaks, row, None))) if last else (),
            signs=signs_of(row, self.zone),
            remarks=tuple(remarks(row, before)),
        )

    def _day(self, row: LogRow, before: LogRow | None) -> str:
        stated = day_of(before.note) if before else self._stated
        here = day_of(row.note)
        return "" if here == stated else day(here, "EEEE d MMMM y")

    def _want_around(self, place: int) -> None:
        """The page of a row that is seen, and the next one in either direction."""
        page = self.lines.page_of(place)
        for number in (page, page + 1, page - 1):
            if self.lines.missing(number):
                self.page_wanted.emit(number)
                return

    # What the person does.

    def _tell_chosen(self) -> None:
        self.row_chosen.emit(self.chosen_row)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            place = self.place_at(event.pos().y())
            row = self.row_at(place) if place is not None else None
            told = three_times(row, self.zone)[:_TIMES] if row else []
            QToolTip.showText(event.globalPos(), plain_tip("\n".join(told)), self)
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.chosen_row
        other = (row.corrected_by or row.note.corrects) if row else None
        if event.key() == Qt.Key.Key_Space and other:
            self.line_wanted.emit(other)
        else:
            super().keyPressEvent(event)
