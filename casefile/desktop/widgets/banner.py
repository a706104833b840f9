# SPDX-License-Identifier: GPL-3.0-or-later
"""A sentence inside the screen instead of a box over it."""

from collections.abc import Callable

from PySide6.QtGui import QAccessible, QAccessibleEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from casefile.base.errors import CasefileError
from casefile.base.messages import _
from casefile.desktop.icons import SIZE, icon
from casefile.desktop.widgets.buttons import SignButton, button
from casefile.desktop.widgets.text import label, set_look


class Banner(QFrame):
    """Hidden until something is said. Errors are red and carry an icon; notices are calm."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = QLabel()
        self._text = label(wrap=True)
        self._wish: Callable[[], object] | None = None
        self.way_on = button("", "link")
        self.way_on.clicked.connect(self._go_on)
        self._close = SignButton()
        self._close.setIcon(icon("x", "muted"))
        self._close.setAccessibleName(_("Close this message"))
        self._close.setToolTip(_("Close"))
        self._close.clicked.connect(self.hide)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 6, 8)
        row.setSpacing(12)
        row.addWidget(self._sign)
        row.addWidget(self._text, 1)
        row.addWidget(self.way_on)
        row.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """What it says now."""
        return self._text.text()

    def complain(self, error: CasefileError | str) -> None:
        """Say what went wrong and what to do next."""
        self._say(str(error), "banner", "circle-alert", "bad")

    def tell(self, text: str) -> None:
        """Say something that went well."""
        self._say(text, "notice", "circle-check", "ok")

    def offer(self, text: str, way_on: str, wish: Callable[[], object]) -> None:
        """Say something that went well, and offer a way on from there in a word."""
        self._wish = wish
        self._say(text, "notice", "circle-check", "ok", way_on)

    def hush(self) -> None:
        """Put a notice away: it was read where it was said. What went wrong stays."""
        if self.property("look") == "notice":
            self.hide()

    def stop_offering(self) -> None:
        """Something else is done: an Undo that is offered here would undo that instead."""
        if self.way_on.text():
            self.hush()

    def _go_on(self) -> None:
        self.hide()
        if self._wish is not None:
            self._wish()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the words need at this width; a card around it asks for none."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setMinimumHeight(max(0, self._row.totalHeightForWidth(self.width())))

    def _say(self, text: str, look: str, sign: str, colour: str, way_on: str = "") -> None:
        set_look(self, look)
        self.way_on.setText(way_on)
        self.way_on.setAccessibleName(way_on)
        self.way_on.setVisible(bool(way_on))
        self._sign.setPixmap(icon(sign, colour).pixmap(SIZE))
        self._text.setText(text)
        self.setAccessibleName(text)
        self._fit()
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
