# SPDX-License-Identifier: GPL-3.0-or-later
"""The frame itself: top bar over navigation and page over status line."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from casefile.base.clock import Clock
from casefile.desktop.changes import ChangeFeed
from casefile.desktop.fonts import scale_of
from casefile.desktop.frame.navigation import Navigation
from casefile.desktop.frame.status import StatusLine
from casefile.desktop.frame.topbar import TopBar
from casefile.desktop.widgets.stage import Stage

NARROW_UNDER = 1100  # pixels, at 100 % text


class Frame(Stage):
    """Holds the pages by name and shows one of them."""

    def __init__(self, feed: ChangeFeed, clock: Clock) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.top = TopBar()
        self.navigation = Navigation()
        self.status = StatusLine(feed, clock)
        self._pages: dict[str, QWidget] = {}
        self._stack = QStackedWidget()
        content = QVBoxLayout()
        content.setContentsMargins(24, 16, 24, 12)
        content.setSpacing(8)
        content.addWidget(self.banner)
        content.addWidget(self._stack, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.navigation)
        middle.addLayout(content, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addLayout(middle, 1)
        column.addWidget(self.status)

    def add_page(self, name: str, page: QWidget) -> None:
        """Give the frame a page."""
        self._pages[name] = page
        self._stack.addWidget(page)

    @property
    def page(self) -> str:
        """The name of the page that is shown."""
        shown = self._stack.currentWidget()
        return next((name for name, page in self._pages.items() if page is shown), "")

    def show_page(self, name: str) -> None:
        """Show a page and mark it in the navigation."""
        if name != self.page:
            self.banner.hush()
        self._stack.setCurrentWidget(self._pages[name])
        self.navigation.show_page(name)

    def focus_page(self) -> None:
        """Give the keyboard to what matters most on the page that is shown."""
        shown = self._stack.currentWidget()
        main = getattr(shown, "main", None)
        (main or self).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.navigation.set_narrow(self.width() < NARROW_UNDER * scale_of(self.font()))
