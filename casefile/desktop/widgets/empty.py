# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen shows before there is anything: icon, sentence, button, perhaps a link."""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from casefile.desktop.icons import icon
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.centred import centre
from casefile.desktop.widgets.text import label


class EmptyState(QWidget):
    """Centred in the space it is given. `button_pressed`, `link_pressed` when they are."""

    button_pressed = Signal()
    link_pressed = Signal()

    def __init__(self, sign: str, sentence: str, action: str = "", link: str = "") -> None:
        super().__init__()
        self._sign_name = sign
        self._sign = QLabel()
        self._sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sign.setMinimumHeight(48)
        self._sentence = label(sentence, "muted", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        middle = QWidget()
        middle.setFixedWidth(420)
        column = QVBoxLayout(middle)
        column.setSpacing(16)
        column.addWidget(self._sign)
        column.addWidget(self._sentence)
        self._button = self._add(column, action, "primary", self.button_pressed)
        self._add(column, link, "link", self.link_pressed)
        centre(middle, self)
        self.set_sentence(sentence)

    def set_sentence(self, sentence: str) -> None:
        """Say something else."""
        self._sentence.setText(sentence)
        self._sign.setPixmap(icon(self._sign_name, "edge").pixmap(48, 48))

    def show_button(self, shown: bool) -> None:
        """The button, if it has one, or not."""
        if self._button is not None:
            self._button.setVisible(shown)

    def _add(
        self, column: QVBoxLayout, text: str, look: str, pressed: SignalInstance
    ) -> QPushButton | None:
        if not text:
            return None
        made: QPushButton = button(text, look)
        made.clicked.connect(pressed)
        column.addWidget(made, 0, Qt.AlignmentFlag.AlignHCenter)
        return made
