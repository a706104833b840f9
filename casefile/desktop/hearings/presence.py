# SPDX-License-Identifier: GPL-3.0-or-later
"""Who was there: a list that is ticked by keyboard, what happened to each beside it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from casefile.base.messages import _
from casefile.casework.presence import Seat
from casefile.desktop.dates import time_of
from casefile.desktop.hearings.finding import Finding, names_like
from casefile.desktop.hearings.statuses import StatusChooser
from casefile.desktop.widgets.banner import Banner
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.table import Column, Table
from casefile.desktop.widgets.text import label
from casefile.desktop.words import isolated, one_line
from casefile.records.vocabularies import label as term

_LET_IN = frozenset({"present", "admitted", "remote-stream", "overflow-room-or-video"})
_AWAY = frozenset({"absent", "not-attempted", "covered-by-a-substitute", "hearing-not-held"})
_SIDE, _WIDE = 330, 400  # pixels for what stands beside the list: statuses, details
_SHARE, _LEAST = 0.42, 240  # of the page, however large the letters are; pixels


class SeatTable(Table):
    """Space: there or not noted. Minus: absent. Delete: not noted. Letters: what happened."""

    toggled = Signal(object)
    absent = Signal(object)
    cleared = Signal(object)
    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Who was there"), _columns())

    def event(self, event: QEvent) -> bool:
        """Keys that mean something here are no shortcuts of a menu meanwhile."""
        asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if isinstance(event, QKeyEvent) and asked and self._deed_of(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def _deed_of(self, event: QKeyEvent) -> SignalInstance | None:
        return {
            Qt.Key.Key_Space: self.toggled, Qt.Key.Key_Minus: self.absent,
            Qt.Key.Key_Delete: self.cleared, Qt.Key.Key_Backspace: self.cleared,
        }.get(Qt.Key(event.key()))  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        deed = self._deed_of(event)
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier,
        )  # fmt: skip
        if self.chosen is not None and plain and deed is not None:
            deed.emit(self.chosen)
        elif self.chosen is not None and plain and event.text().isalpha():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)


class PresenceView(QWidget):
    """Wishes: `marked(Seat, status)`, `marked_again`, `unmarked`, `added(name, role)`, `opened`."""

    marked = Signal(object, str)
    marked_again = Signal(object, str)
    unmarked = Signal(object)
    opened = Signal(object)
    details_left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._seats: tuple[Seat, ...] = ()
        self._again = False  # the next status is something more, not something else
        self.finding = Finding()
        self.table = SeatTable()
        self.main = self.table
        self.chooser = StatusChooser()
        self.banner = Banner()
        self._name = label("", "section", wrap=True)
        self._reason = label("", "muted", wrap=True)
        self._more = button(_("Note something more of them"), "link", "plus")
        self._details = button(_("Details…"), "link")
        self._keys = label(
            _("Space: there · −: absent · letters: what happened · Return: details · Del: clear"),
            "meta", wrap=True,
        )  # fmt: skip
        self.side = QStackedWidget()
        self._connect()
        self._lay_out()

    def show_seats(self, seats: Sequence[Seat]) -> None:
        """Fill the list; whoever was chosen stays chosen, else the first is."""
        self._seats = tuple(seats)
        self._sift()

    def forget(self) -> None:
        """Empty it: another hearing is shown."""
        self.finding.done()
        self._show_statuses()
        self.banner.hide()
        self.show_seats(())

    @property
    def chosen(self) -> Seat | None:
        """Whose row is chosen."""
        return self.table.chosen

    def choose(self, party: str) -> None:
        """Choose a person's row."""
        for at, seat in enumerate(self.table.rows.rows):
            if seat.party.id == party:
                self.table.selectRow(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.side.currentIndex():
            self.details_left.emit()
        else:
            super().keyPressEvent(event)

    def show_details(self, widget: QWidget | None) -> None:
        """Something beside the list instead of the statuses; None: the statuses again."""
        if widget is None:
            self._show_statuses()
            self.table.setFocus()
        else:
            self.side.setCurrentWidget(widget)
            self._widen(_WIDE)

    def _show_statuses(self) -> None:
        self.side.setCurrentIndex(0)
        self._widen(_SIDE)

    def _widen(self, width: int) -> None:
        self._wide = width
        scaled = round(width * self.fontMetrics().height() / 16)
        self.side.setFixedWidth(min(scaled, max(round(self.width() * _SHARE), _LEAST)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._widen(self._wide)

    def _sift(self) -> None:
        typed = self.finding.typed
        shown = names_like(typed, self._seats) if typed else self._seats
        self.table.show_rows(shown)
        if self.table.chosen is None and shown:
            self.table.selectRow(0)
        self.finding.show_found(any_found=bool(shown))
        self._show_chosen()

    def _show_chosen(self) -> None:
        seat = self.chosen
        for part in (self._more, self._details):
            part.setVisible(seat is not None and seat.attendance is not None)
        self.chooser.setEnabled(seat is not None)
        self._name.setText(isolated(one_line(seat.party.name)) if seat else "")
        self._reason.setText(_reason(seat) if seat else "")
        self._reason.setVisible(bool(self._reason.text()))
        self.chooser.show_status(seat.status if seat else "")
        self._again = False

    def _toggle(self, seat: Seat) -> None:
        if seat.attendance is not None and seat.status in _LET_IN:
            self.unmarked.emit(seat)
        else:
            self.marked.emit(seat, "admitted" if seat.observing else "present")

    def _take(self, status: str) -> None:
        seat, again = self.chosen, self._again
        self._again = False
        self.table.setFocus()
        if seat is None:
            return
        (self.marked_again if again else self.marked).emit(seat, status)

    def _note_more(self) -> None:
        self._again = True
        self.chooser.begin()

    def _open(self, seat: Seat) -> None:
        if seat.attendance is None:
            self.chooser.begin()
        else:
            self.opened.emit(seat)

    def _connect(self) -> None:
        self.finding.changed.connect(self._sift)
        self.finding.left.connect(self.table.setFocus)
        self.table.row_chosen.connect(self._show_chosen)
        self.table.toggled.connect(self._toggle)
        self.table.absent.connect(lambda seat: self.marked.emit(seat, "absent"))
        self.table.cleared.connect(self.unmarked)
        self.table.typed.connect(self.chooser.begin)
        self.table.row_opened.connect(self._open)
        self.chooser.chosen.connect(self._take)
        self.chooser.left.connect(self.table.setFocus)
        self._more.clicked.connect(self._note_more)
        self._details.clicked.connect(lambda: self._open(self.chosen) if self.chosen else None)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.finding)
        left.addWidget(self.banner)
        left.addWidget(self.table, 1)
        left.addWidget(self._keys)
        statuses = QWidget()
        column = QVBoxLayout(statuses)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._name)
        column.addWidget(self._reason)
        column.addWidget(self.chooser, 1)
        links = QHBoxLayout()
        links.addWidget(self._more)
        links.addStretch(1)
        links.addWidget(self._details)
        column.addLayout(links)
        self.side.addWidget(statuses)
        self._show_statuses()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(self.side)


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Who"), lambda seat: seat.party.name, bold=True, sign=_who_sign),
        Column(_("As"), lambda seat: term("roles", seat.capacity), 120, look="muted"),
        Column(
            _("What happened"), _fared, 260,
            look=_look, sign=_sign,
        ),
    )  # fmt: skip


def _who_sign(seat: Seat) -> str:
    if seat.party.protected:
        return "shield"
    return "eye" if seat.observing else ""


def _sign(seat: Seat) -> str:
    if seat.attendance is None:
        return ""
    if seat.status in _LET_IN:
        return "circle-check"
    return "x" if seat.status in _AWAY else "triangle-alert"


def _look(seat: Seat) -> str:
    return {"circle-check": "ok", "triangle-alert": "warn"}.get(_sign(seat), "muted")


def _fared(seat: Seat) -> str:
    at = time_of(seat.attendance.at) if seat.attendance and seat.attendance.at else ""
    return " · ".join(filter(None, (term("attendance-statuses", seat.status), at)))


def _reason(seat: Seat) -> str:
    if seat.attendance is None:
        return ""
    told = (seat.attendance.official, seat.attendance.stated_reason)
    return one_line(": ".join(filter(None, told)))
