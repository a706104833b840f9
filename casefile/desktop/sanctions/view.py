# SPDX-License-Identifier: GPL-3.0-or-later
"""A table of sanctions, what follows for the chosen one, and the sums below."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from casefile.base.messages import _
from casefile.casework.sanctions import SanctionRow, Sum, said, sums
from casefile.desktop.dates import when
from casefile.desktop.form.reckoned import Reckoned
from casefile.desktop.widgets.empty import EmptyState
from casefile.desktop.widgets.page import Switch
from casefile.desktop.widgets.table import Column, Table
from casefile.desktop.widgets.text import label
from casefile.desktop.words import isolated
from casefile.records.reckoning import Refusal
from casefile.records.values import PartialDate
from casefile.records.vocabularies import label as term


class SentenceView(QWidget):
    """`row_chosen(SanctionRow)`, `row_opened(SanctionRow)`, `keep_requested(SanctionRow)`."""

    row_chosen = Signal(object)
    row_opened = Signal(object)
    keep_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.table = Table(_("Sanctions"), _columns())
        self.setFocusProxy(self.table)
        self.reckoned = Reckoned()
        self.sums = QFrame()
        content = QWidget()
        column = self._column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        column.addWidget(self.reckoned)
        column.addWidget(self.sums)
        nothing = _("No sanction yet. Each part of a sentence is one: prison, a fine, a ban.")
        self._switch = Switch(EmptyState("lock", nothing), content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._switch)
        self.table.row_chosen.connect(self._choose)
        self.table.row_opened.connect(self.row_opened)
        self.reckoned.keep_requested.connect(lambda: self.keep_requested.emit(self.table.chosen))

    def show_rows(self, rows: Sequence[SanctionRow]) -> None:
        """Show these sanctions and what they come to."""
        self.table.show_rows(rows)
        self._switch.show_content(bool(rows))
        self.reckoned.show_row(self.table.chosen)
        self._show_sums(sums(list(rows)))

    def _choose(self, row: SanctionRow) -> None:
        self.reckoned.show_row(row)
        self.row_chosen.emit(row)

    def _show_sums(self, found: Sequence[Sum]) -> None:
        """The old lines go with the frame that held them."""
        fresh = QFrame()
        fresh.setProperty("look", "card")
        fresh.setAccessibleName(_("Totals"))
        grid = QGridLayout(fresh)
        grid.setContentsMargins(16, 10, 16, 12)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label(_("Totals"), "section"), 0, 0, 1, 2)
        for at, one in enumerate(found, 1):
            grid.addWidget(label(_what(one)), at, 0)
            look = "muted" if isinstance(one.total, Refusal) else "strong"
            grid.addWidget(label(said(one.total), look, wrap=True), at, 1)
        self._column.replaceWidget(self.sums, fresh)
        self.sums.hide()
        self.sums.deleteLater()
        self.sums = fresh
        fresh.setVisible(bool(found))


def _what(one: Sum) -> str:
    """`Larisa Kharkova · Community service (2)`."""
    name = isolated(one.name) if one.name else _("nobody named")
    told = f"{name} · {term('sanction-sorts', one.sort)}"
    return f"{told} ({one.count})" if one.count > 1 else told


def _columns() -> tuple[Column, ...]:
    return (
        Column(
            _("Sanction"), lambda row: term("sanction-sorts", row.sanction.sort), 230, bold=True,
            sign=lambda row: "quote" if row.disputed else "",
        ),
        Column(_("Against"), lambda row: row.party, 180),
        Column(_("Starts"), lambda row: when(row.sanction.starts), 120, roomy=720),
        Column(_("Ends"), _ends, 120, look=lambda row: _shade(row.sanction.ends or row.end)),
        Column(_("In all"), _total, look=lambda row: _shade(row.total)),
        Column(
            _("Status"), lambda row: term("sanction-statuses", row.sanction.status), 110,
            look="muted",
        ),
    )  # fmt: skip


_MISSING = frozenset({Refusal.NO_START, Refusal.NO_LENGTH, Refusal.NO_AMOUNT})
"""Nothing to reckon with: told in full for the chosen row, and no news in a list."""


def _ends(row: SanctionRow) -> str:
    """The recorded end, or the reckoned one; which of both it is, is said under the table."""
    if row.sanction.ends is not None:
        return when(row.sanction.ends)
    if isinstance(row.end, PartialDate):
        return when(row.end)
    if row.end in _MISSING:
        return "–"
    return _("Sources differ") if row.end is Refusal.END_DISPUTED else _("Unclear")


def _total(row: SanctionRow) -> str:
    return "–" if row.total in _MISSING else said(row.total)


def _shade(result: object) -> str:
    return "muted" if isinstance(result, Refusal) else "text"
