# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of hearings, and behind it the page of one."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from casefile.base.clock import Clock
from casefile.casework.hearings import HearingRow
from casefile.desktop.hearings.listing import HearingList
from casefile.desktop.hearings.page import LOG, HearingPage
from casefile.desktop.log.view import LogView
from casefile.desktop.widgets.table import Table


class HearingsView(QStackedWidget):
    """Shows `listing` or `page`."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.listing = HearingList(clock)
        self.page = HearingPage(clock)
        self.addWidget(self.listing)
        self.addWidget(self.page)

    @property
    def table(self) -> Table:
        """The rows of the list."""
        return self.listing.table

    @property
    def log(self) -> LogView:
        """The log of the hearing that is shown."""
        return self.page.log

    def show_hearings(self, rows: list[HearingRow]) -> None:
        """Fill the list."""
        self.listing.show_hearings(rows)

    @property
    def main(self) -> QWidget:
        """What takes the keyboard."""
        return self.page.main if self.logging else self.listing.table

    def show_list(self) -> None:
        """Back to the list."""
        self.setCurrentWidget(self.listing)
        self.listing.table.setFocus()

    def show_log(self) -> None:
        """To the log of one hearing, whichever part was shown before."""
        self.setCurrentWidget(self.page)
        self.page.show_part(LOG)

    @property
    def logging(self) -> bool:
        """Whether the page of one hearing is shown."""
        return self.currentWidget() is self.page
