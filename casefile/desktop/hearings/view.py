# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of hearings, and behind it the page of one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from casefile.base.clock import Clock
from casefile.base.messages import _
from casefile.casework.hearings import HearingRow
from casefile.casework.timeline import hearing_title
from casefile.desktop.dates import when
from casefile.desktop.log.view import LogView
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.empty import EmptyState
from casefile.desktop.widgets.page import Page, Switch
from casefile.desktop.widgets.table import Column, Table
from casefile.records.vocabularies import label


class HearingsView(QStackedWidget):
    """Wishes: open this hearing, start a live log."""

    start_requested = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.table = Table(_("Hearings"), _columns())
        empty = EmptyState(
            "gavel",
            _("No hearings yet. Start one when the judge enters; the court can follow later."),
            _("Start live log (F5)"),
        )
        empty.button_pressed.connect(self.start_requested)
        self._page = Page(_("Hearings"))
        self._start = button(_("Start live log (F5)"), "primary", "play")
        self._start.clicked.connect(self.start_requested)
        self._page.tools.addWidget(self._start)
        self._switch = Switch(empty, self.table)
        self._page.body.addWidget(self._switch)
        self.log = LogView(clock)
        self.addWidget(self._page)
        self.addWidget(self.log)

    def show_hearings(self, rows: list[HearingRow]) -> None:
        """Fill the list."""
        self.table.show_rows(rows)
        self._switch.show_content(bool(rows))
        self._start.setVisible(bool(rows))

    @property
    def main(self) -> QWidget:
        """What takes the keyboard."""
        return self.log.entry.field if self.logging else self.table

    def show_list(self) -> None:
        """Back to the list."""
        self.setCurrentWidget(self._page)
        self.table.setFocus()

    def show_log(self) -> None:
        """To the log of one hearing."""
        self.setCurrentWidget(self.log)

    @property
    def logging(self) -> bool:
        """Whether the log is shown."""
        return self.currentWidget() is self.log


def _columns() -> tuple[Column, ...]:
    return (
        Column(
            _("When"), lambda row: when(row.hearing.started_at or row.hearing.scheduled_at), 150
        ),
        Column(_("Hearing"), lambda row: hearing_title(row.hearing), 250, bold=True),
        Column(_("Court"), lambda row: row.court),
        Column(
            _("Status"),
            lambda row: label("hearing-statuses", row.hearing.status),
            120,
            look=lambda row: "muted" if row.hearing.status == "scheduled" else "text",
        ),
        Column(_("Observers"), _access, 220, look="muted"),
        Column(_("Lines"), lambda row: str(row.lines or ""), 70, look="muted"),
    )


def _access(row: HearingRow) -> str:
    statuses = dict.fromkeys(status for _name, status in row.attendances)
    return ", ".join(label("attendance-statuses", status) for status in statuses)
