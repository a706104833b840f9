# SPDX-License-Identifier: GPL-3.0-or-later
"""What the window may show behind the door: a widget with a banner of its own."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casefile.desktop.widgets.banner import Banner


class Stage(QWidget):
    """A screen on which errors that belong nowhere else are said. `leaving` before it is locked."""

    leaving = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.banner = Banner()
