# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of one hearing: its head, tabs for its parts, and the part that is shown."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from casefile.base.clock import Clock
from casefile.base.messages import _
from casefile.desktop.hearings.head import HearingHead
from casefile.desktop.hearings.panel import DeedArea
from casefile.desktop.hearings.presence import PresenceView
from casefile.desktop.log.view import LogView
from casefile.desktop.widgets.buttons import button

LOG, HEARING, ACCESS, PRESENCE = "log", "hearing", "access", "presence"


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
        self.deeds = DeedButtons()
        self.tools.addWidget(self.deeds)
        self._parts: dict[str, QWidget] = {}
        self._titles: dict[str, str] = {}
        self._stack = QStackedWidget()
        self.area: DeedArea = DeedArea(self._stack)
        self.tabs.tabBarClicked.connect(lambda _at: self.area.hide_panel())
        self._lay_out()
        self.tools.addWidget(self.log.beside)
        self.add_part(LOG, _("Log"), self.log)

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
        if self.area.panel is not None:
            return self.area.panel.main
        shown = self._parts[self.part]
        main: QWidget = getattr(shown, "main", shown)
        return self.log.entry.field if shown is self.log else main

    @property
    def widget(self) -> QWidget:
        """The part that is shown, as a widget."""
        return self._parts[self.part]

    def show_part(self, name: str) -> None:
        """Show a part and give it the keyboard."""
        self.area.hide_panel()
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
        if 0 <= at < len(self._parts):
            self.area.hide_panel()
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
        column.addWidget(self.area, 1)


class DeedButtons(QWidget):
    """The deeds that fit the hearing that is shown; the menu has all of them."""

    wished = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._buttons = {
            "move": button(_("Move…"), "", "calendar-range"),
            "adjourn": button(_("Adjourn…"), "", "hourglass"),
            "end": button(_("End"), "", "square"),
            "look_back": button(_("What was noted"), "link"),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for name, made in self._buttons.items():
            made.clicked.connect(lambda _on=False, name=name: self.wished.emit(name))
            row.addWidget(made)

    def offer(self, *names: str) -> None:
        """Show these alone."""
        for name, made in self._buttons.items():
            made.setVisible(name in names)
