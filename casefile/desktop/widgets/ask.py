# SPDX-License-Identifier: GPL-3.0-or-later
"""A question before something that can't be taken back: what it means, and a yes that is not the
button at hand."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.dialog import Dialog
from casefile.desktop.widgets.fields import Tick
from casefile.desktop.widgets.text import label


class Ask(Dialog):
    """`wish(whether the tick was set)` is called on a yes; nothing is on a no."""

    def __init__(
        self,
        title: str,
        told: str,
        yes: str,
        no: str,
        wish: Callable[[bool], object],
        parent: QWidget,
        tick: str = "",
    ) -> None:
        super().__init__(title, parent, 480)
        self._wish = wish
        self.body.addWidget(label(told, "", wrap=True))
        self.tick = Tick(tick)
        self.tick.setVisible(bool(tick))
        self.tick.setAccessibleName(tick)
        self.body.addSpacing(6)
        self.body.addWidget(self.tick)
        self.no = button(no)
        self.no.clicked.connect(self.reject)
        self.yes = button(yes, "primary")
        self.yes.clicked.connect(self._agree)
        self.buttons.addWidget(self.no)
        self.buttons.addWidget(self.yes)
        self.no.setFocus()

    def _agree(self) -> None:
        self.accept()
        self._wish(self.tick.isChecked())
