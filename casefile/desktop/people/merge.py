# SPDX-License-Identifier: GPL-3.0-or-later
"""Two records side by side with the one that they would make."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from casefile.base.messages import _
from casefile.casework.people import Pairing
from casefile.desktop.people.words import union_rows, union_warnings
from casefile.desktop.widgets.banner import Banner
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.elided import Elided
from casefile.desktop.widgets.text import label


class MergePane(QWidget):
    """Wishes: make them one, turn them round (the other keeps its primary name), leave it."""

    merge_requested = Signal()
    turn_requested = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.pairing: Pairing | None = None
        self.setAccessibleName(_("Two records of one"))
        self.banner = Banner()
        self.area = QScrollArea()
        self.area.setProperty("look", "plain")
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(_("The two records and the one that they would make"))
        self._title = label(_("Make these two records one?"), "section", wrap=True)
        self._merge = button(_("Make them one (Ctrl+Return)"), "primary")
        self._merge.clicked.connect(self.merge_requested)
        turn = button(_("Keep the other’s main name"))
        turn.clicked.connect(self.turn_requested)
        leave = button(_("Leave them as they are"))
        leave.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.setSpacing(8)
        for made in (self._merge, turn, leave):
            row.addWidget(made)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self.banner)
        column.addWidget(self.area, 1)
        column.addLayout(row)

    def show_pairing(self, pairing: Pairing) -> None:
        """Show two records and what they would make."""
        self.pairing = pairing
        self.banner.hide()
        alike = pairing.keep.sort == pairing.gone.sort
        self._merge.setEnabled(alike)
        if not alike:
            self.banner.complain(_("They are of different sorts, and can’t be one and the same."))
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(_table(pairing))
        for warning in union_warnings(pairing):
            column.addWidget(label(f"• {warning}", wrap=True))
        column.addWidget(label(_("This is one step, and Ctrl+Z takes it back."), "muted"))
        column.addStretch(1)
        self.area.setWidget(sheet)
        (self._merge if alike else self.area).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        returned = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if returned and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self._merge.isEnabled():
                self.merge_requested.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _table(pairing: Pairing) -> QFrame:
    frame = QFrame()
    frame.setProperty("look", "card")
    grid = QGridLayout(frame)
    grid.setContentsMargins(14, 10, 14, 12)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(8)
    heads = (pairing.keep.name, pairing.gone.name, _("Together"))
    for at, head in enumerate(heads, 1):
        grid.addWidget(Elided(head, "strong"), 0, at, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(at, 1)
    for row, (title, *told) in enumerate(union_rows(pairing), 1):
        grid.addWidget(label(title, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
        for at, text in enumerate(told, 1):
            cell = label(text or "–", "" if at == len(heads) else "muted", wrap=True)
            cell.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
            grid.addWidget(cell, row, at)
    return frame
