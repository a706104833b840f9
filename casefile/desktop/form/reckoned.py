# SPDX-License-Identifier: GPL-3.0-or-later
"""What follows from a sanction's fields: its end and its total, or why nobody can say."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from casefile.base.messages import _, ngettext
from casefile.casework.sanctions import SanctionRow, said
from casefile.desktop.dates import when
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.text import label
from casefile.records.reckoning import Refusal


class Reckoned(QFrame):
    """`keep_requested` to record the end that start and length lead to."""

    keep_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "group")
        self._end = label("", "", wrap=True)
        self._total = label("", "", wrap=True)
        self._keep = button(_("Record this end"))
        self._keep.clicked.connect(self.keep_requested)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(self._end)
        lines.addWidget(self._total)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        row.addLayout(lines, 1)
        row.addWidget(self._keep)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return "\n".join((self._end.text(), self._total.text()))

    def show_row(self, row: SanctionRow | None) -> None:
        """Say what follows for this sanction; None: nothing is shown."""
        self.setVisible(row is not None)
        if row is None:
            return
        self._end.setText(end_in_words(row))
        self._total.setText(total_in_words(row))
        can_keep = not isinstance(row.end, Refusal) and row.sanction.ends != row.end
        self._keep.setVisible(can_keep)


def end_in_words(row: SanctionRow) -> str:
    """`Ends 29 Sep 2021, reckoned from 29 Sep 2017 and 48 months.`, or the sentence."""
    if isinstance(row.end, Refusal):
        return said(row.end)
    months = row.sanction.months or 0
    text = ngettext(
        "Ends {end}, reckoned from {start} and {count} month.",
        "Ends {end}, reckoned from {start} and {count} months.",
        months,
    ).format(end=when(row.end), start=when(row.sanction.starts), count=months)
    if row.recorded_otherwise:
        text += " " + _("Recorded is {end}.").format(end=when(row.sanction.ends))
    return text


def total_in_words(row: SanctionRow) -> str:
    """`In all 100 hours.`, or the sentence."""
    if isinstance(row.total, Refusal):
        return said(row.total)
    return _("In all {total}.").format(total=said(row.total))
