# SPDX-License-Identifier: GPL-3.0-or-later
"""The first screen ever: one sentence, two wide buttons, and a case to look at."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from casefile.base.messages import _
from casefile.desktop.icons import app_icon
from casefile.desktop.widgets.banner import Banner
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.centred import centre
from casefile.desktop.widgets.text import label


class WelcomeView(QWidget):
    """Wishes: create, open, open the sample."""

    create_requested = Signal()
    open_requested = Signal()
    sample_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.banner = Banner()
        picture = QLabel()
        picture.setPixmap(app_icon().pixmap(96, 96))
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        name = label("Casefile", "hero")
        name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text = _("Hearings, documents and briefings of your cases, encrypted on this computer.")
        sentence = label(text, "muted", wrap=True)
        sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        middle = QWidget()
        middle.setFixedWidth(360)
        column = QVBoxLayout(middle)
        column.setSpacing(12)
        for part in (picture, name, sentence, self.banner):
            column.addWidget(part)
        column.addSpacing(12)
        for text, look, sign, wish in (
            (_("Create a vault"), "primary", "folder-plus", self.create_requested),
            (_("Open a vault"), "", "folder-open", self.open_requested),
            (_("Open the sample case"), "link", "", self.sample_requested),
        ):
            made = button(text, look, sign)
            made.clicked.connect(wish)
            column.addWidget(made)
        centre(middle, self)

    def set_busy(self, busy: bool) -> None:
        """While the sample is made: nothing to press twice."""
        self.setEnabled(not busy)
