# SPDX-License-Identifier: GPL-3.0-or-later
"""The widgets of the input: a band over it, time, speaker and words in a row, hints under it."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casefile.base.messages import _
from casefile.desktop.log.band import Band
from casefile.desktop.log.clock import TimeField
from casefile.desktop.log.field import LineField
from casefile.desktop.log.hints import HintLine
from casefile.desktop.log.speaker import SpeakerBox
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.text import buddy


class EntryRow(QWidget):
    """How they stand; what they do is `entry`'s."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = TimeField()
        self.speaker = SpeakerBox()
        self.field = LineField()
        self.hints = HintLine()
        self.band = Band()
        self.save_button = button(_("Save ↵"), "primary")
        self.save_button.setAccessibleName(_("Save the line"))
        self._lay_out()

    def set_font(self, font: QFont) -> None:
        """Type in letters of this base size."""
        for part in (self.speaker, self.hints, self.band, self.save_button):
            part.setFont(font)
        self.clock.set_base(font)
        self.field.set_base(font)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.clock)
        name = buddy(_("Speaker"), self.speaker)
        name.setParent(self)  # for screen readers; the box itself says it to the eye
        name.hide()
        row.addWidget(self.speaker)
        row.addWidget(self.field, 1)
        row.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.band)
        column.addSpacing(2)
        column.addLayout(row)
        column.addWidget(self.hints)
        for before, after in (
            (self.clock, self.speaker),
            (self.speaker, self.field),
            (self.field, self.save_button),
        ):
            self.setTabOrder(before, after)
