# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of one hearing: its head, tabs for its parts, and the part that is shown."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from casefile.base.clock import Clock
from casefile.base.messages import _
from casefile.desktop.hearings.head import HearingHead
from casefile.desktop.hearings.presence import PresenceView
from casefile.desktop.log.view import LogView

LOG, PRESENCE = "log", "presence"


class HearingPage(QWidget):
    """The log is the part that is shown first: nothing must be filled in before it."""

    part_shown = Signal(str)

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.head = HearingHead()
        self.log = LogView(clock)
        self.presence = PresenceView()
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(_("Parts of the hearing"))
        self.tabs.currentChanged.connect(self._turn)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(8)
        self._parts: dict[str, QWidget] = {}
        self._titles: dict[str, str] = {}
        self._stack = QStackedWidget()
        self._lay_out()
        self.tools.addWidget(self.log.beside)
        self.add_part(LOG, _("Log"), self.log)
        self.add_part(PRESENCE, _("Presence"), self.presence)

    def add_part(self, name: str, title: str, widget: QWidget) -> None:
        """Give the page one part more."""
        self._parts[name] = widget
        self._titles[name] = title
        self._stack.addWidget(widget)
        self.tabs.addTab(title)
        self.tabs.setVisible(len(self._parts) > 1)

    @property
    def part(self) -> str:
        """The name of the part that is shown."""
        return tuple(self._parts)[self._stack.currentIndex()]

    @property
    def main(self) -> QWidget:
        """What takes the keyboard."""
        shown = self._parts[self.part]
        main: QWidget = getattr(shown, "main", shown)
        return self.log.entry.field if shown is self.log else main

    def show_part(self, name: str) -> None:
        """Show a part and give it the keyboard."""
        self.tabs.setCurrentIndex(tuple(self._parts).index(name))
        self.main.setFocus()

    def turn(self, step: int) -> None:
        """Show the next part, or the one before."""
        at = (self.tabs.currentIndex() + step) % len(self._parts)
        self.show_part(tuple(self._parts)[at])

    def say_noted(self, name: str, filled: int, whole: int) -> None:
        """How much of a part is filled in: a number beside its title, a sentence in its tip."""
        at = tuple(self._parts).index(name)
        title = self._titles[name]
        told = _("{title}: {filled} of {whole} noted")
        self.tabs.setTabText(at, f"{title}  {filled}/{whole}" if whole else title)
        self.tabs.setTabToolTip(at, told.format(title=title, filled=filled, whole=whole))

    def _turn(self, at: int) -> None:
        if at < len(self._parts):
            self._stack.setCurrentIndex(at)
            self.head.show_notice(self.part == LOG)
            self.part_shown.emit(self.part)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addLayout(self.tools)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addLayout(row)
        column.addWidget(self._stack, 1)
