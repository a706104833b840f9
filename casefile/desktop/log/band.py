# SPDX-License-Identifier: GPL-3.0-or-later
"""A calm band over the input while something is not as usual: a break, a line from paper."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from casefile.desktop.widgets.text import label, plain_tip


class Band(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "notice")
        self._text = label("")
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 12, 5)
        row.addWidget(self._text)
        self.hide()

    @property
    def text(self) -> str:
        """What it says now."""
        return "" if self.isHidden() else self._text.text()

    def say(self, text: str) -> None:
        """Say this; nothing hides the band."""
        self._text.setText(text)
        self._text.setToolTip(plain_tip(text))
        self.setAccessibleName(text)
        self.setVisible(bool(text))
