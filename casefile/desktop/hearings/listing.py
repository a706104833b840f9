# SPDX-License-Identifier: GPL-3.0-or-later
"""All hearings of a case in a list: which there were, which were moved, who was kept out."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from casefile.base.clock import Clock
from casefile.base.messages import _, ngettext
from casefile.casework.hearings import HearingRow
from casefile.casework.titles import hearing_title
from casefile.desktop.dates import when
from casefile.desktop.hearings.panel import DeedArea
from casefile.desktop.hearings.words import THERE, access, status
from casefile.desktop.log.presenter import is_live
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.empty import EmptyState
from casefile.desktop.widgets.fields import Combo
from casefile.desktop.widgets.page import Page, Switch
from casefile.desktop.widgets.table import Column, Table
from casefile.desktop.widgets.text import buddy, label
from casefile.desktop.words import one_line
from casefile.names.fold import fold
from casefile.records.vocabularies import label as term

_STATUS_LOOKS = {"scheduled": "accent", "moved": "warn", "cancelled": "warn", "held": "text"}


class HearingList(Page):
    """Wishes: start a live log, open a row of `table`."""

    start_requested = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__(_("Hearings"))
        self._clock = clock
        self._rows: tuple[tuple[HearingRow, str], ...] = ()  # with the words it is found by
        self.table = Table(_("Hearings"), self._columns())
        self.main = self.table
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Find by court, date, person or status"))
        self.field.textChanged.connect(self._sift)
        self.choice = Combo()
        for name, (title, _fits) in self._choices().items():
            self.choice.addItem(title, name)
        self.choice.activated.connect(self._sift)
        self._found = label("", "meta")
        empty = EmptyState(
            "gavel",
            _("No hearings yet. Start one when the judge enters; the court can follow later."),
            _("Start live log (F5)"),
        )
        empty.button_pressed.connect(self.start_requested)
        self._start = button(_("Start live log (F5)"), "primary", "play")
        self._start.clicked.connect(self.start_requested)
        self.tools.addWidget(self._start)
        self._switch = Switch(empty, self.table)
        self.area = DeedArea(self._switch)
        self._lay_out()

    def show_hearings(self, rows: Sequence[HearingRow]) -> None:
        """Fill the list, sifted as it was before."""
        self._rows = tuple((row, self._words_of(row)) for row in rows)
        self._switch.show_content(bool(rows))
        self._start.setVisible(bool(rows))
        self._sift()

    def _sift(self) -> None:
        words = fold(self.field.text()).split()
        _title, fits = self._choices()[self.choice.currentData()]
        shown = [
            row for row, said in self._rows if fits(row) and all(word in said for word in words)
        ]
        self.table.show_rows(shown)
        for part in (self.field, self.choice, *self._labels):
            part.setVisible(bool(self._rows))
        count, whole = len(shown), len(self._rows)
        self._found.setText(
            _("{count} of {whole}").format(count=count, whole=whole)
            if count != whole
            else ngettext("{count} hearing", "{count} hearings", whole).format(count=whole)
        )

    def _choices(self) -> dict[str, tuple[str, Callable[[HearingRow], bool]]]:
        return {
            "all": (_("All"), lambda _row: True),
            "coming": (_("Still to come"), lambda row: row.hearing.status == "scheduled"),
            "held": (_("Held"), lambda row: row.hearing.started_at is not None),
            "not-held": (
                _("Moved or cancelled"),
                lambda row: row.hearing.status in {"moved", "cancelled"},
            ),
            "kept-out": (
                _("Someone kept out"),
                lambda row: any(status not in THERE for _name, status in row.attendances),
            ),
        }

    def _words_of(self, row: HearingRow) -> str:
        names = [name for name, _status in row.attendances]
        shown = [column.text(row) for column in self.table.rows.columns]
        return fold(" ".join((*shown, row.hearing.room, *names, str(row.hearing.scheduled_at))))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(
                _("When"), lambda row: when(row.hearing.started_at or row.hearing.scheduled_at), 176
            ),
            Column(_("Hearing"), lambda row: hearing_title(row.hearing), 190, bold=True),
            Column(_("Court"), lambda row: row.court),
            Column(_("Status"), self._status, 170, look=self._look),
            Column(_("Observers"), _fared, 210, look="muted", sign=_sign),
            Column(_("Lines"), lambda row: str(row.lines or ""), 64, look="muted"),
        )

    def _status(self, row: HearingRow) -> str:
        return status(row, live=is_live(row, self._clock()))

    def _look(self, row: HearingRow) -> str:
        if is_live(row, self._clock()):
            return "bad"
        return _STATUS_LOOKS.get(row.hearing.status, "muted")

    def _lay_out(self) -> None:
        self._labels = (buddy(_("Find"), self.field), buddy(_("Show"), self.choice), self._found)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._labels[0])
        row.addWidget(self.field, 1)
        row.addSpacing(8)
        row.addWidget(self._labels[1])
        row.addWidget(self.choice)
        row.addWidget(self._found)
        self.body.addLayout(row)
        self.body.addWidget(self.area, 1)


def _fared(row: HearingRow) -> str:
    statuses = dict.fromkeys(status for _name, status in row.attendances)
    return ", ".join(term("attendance-statuses", status) for status in statuses)


def _sign(row: HearingRow) -> str:
    return "triangle-alert" if one_line(access(row)) else ""
