# SPDX-License-Identifier: GPL-3.0-or-later
"""A line over a scan: that its words can't be searched, and what can be done about it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from casefile.base.messages import _
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.text import label
from casefile.desktop.words import isolated


class ScanBand(QFrame):
    """`recognise_wished`, `stop_wished`. Hidden until it has something to say."""

    recognise_wished = Signal()
    stop_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "notice")
        self._told = label("", wrap=True)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(_("Progress"))
        self.recognise = button(_("Recognise text"))
        self.recognise.clicked.connect(self.recognise_wished)
        self.stop = button(_("Stop"))
        self.stop.clicked.connect(self.stop_wished)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self._told, 1)
        row.addWidget(self._progress)
        row.addWidget(self.recognise)
        row.addWidget(self.stop)
        self._progress.setFixedWidth(90)
        self.hide()

    @property
    def told(self) -> str:
        """What it says; nothing where it is hidden."""
        return "" if self.isHidden() else self._told.text()

    def tell(self, text: str, *, can_recognise: bool = False) -> None:
        """Say something, and offer the button or not; say nothing and be gone."""
        self._told.setText(text)
        self.setAccessibleName(text)
        self.recognise.setVisible(can_recognise)
        self._progress.hide()
        self.stop.hide()
        self.setVisible(bool(text))

    def show_progress(self, pages: int, in_all: int, title: str = "") -> None:
        """Text is being recognised: so many pages of how many (0: not known yet), of the document
        that is shown or of another one with a title."""
        told = _("Recognising text: {pages} of {in_all} pages…") if in_all else ""
        told = told.format(pages=pages, in_all=in_all) or _("Recognising text…")
        if title:
            told = f"{isolated(title)}: {told}"
        self.tell(told)
        self._progress.setRange(0, in_all)
        self._progress.setValue(pages)
        self._progress.show()
        self.stop.show()
