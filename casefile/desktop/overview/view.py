# SPDX-License-Identifier: GPL-3.0-or-later
"""Cards: next hearing, deadlines, sanctions running out, findings by rating, latest documents."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from casefile.base.messages import _, ngettext
from casefile.casework.cases import Overview
from casefile.casework.findings import Assessment
from casefile.desktop.assessment.heat import HeatMap
from casefile.desktop.overview.cards import Card, Line, cards, facts
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.empty import EmptyState
from casefile.desktop.widgets.page import Page, Switch
from casefile.desktop.widgets.text import label

_COLUMNS = 2
_MOST_RIGHTS = 6  # on the small heat map


class OverviewView(Page):
    """Wishes: a new case, a page."""

    new_case_requested = Signal()
    sample_requested = Signal()
    page_requested = Signal(str)
    record_requested = Signal(str, str, str)  # case, kind, id

    def __init__(self) -> None:
        super().__init__(_("Overview"))
        self._findings: Assessment | None = None
        empty = EmptyState(
            "briefcase",
            _("No case yet. A case holds its hearings, people, documents and all that follows."),
            _("New case…"),
        )
        empty.button_pressed.connect(self.new_case_requested)
        self._area = QScrollArea()
        self._area.setProperty("look", "plain")
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName(_("Overview"))
        self._switch = Switch(empty, self._area)
        self.body.addWidget(self._switch, 1)

    def show_overview(self, overview: Overview | None, today: date) -> None:
        """Show a case, or that there is none."""
        self._switch.show_content(overview is not None)
        self.set_title(overview.case.title if overview else _("Overview"))
        self.set_meta(facts(overview) if overview else "")
        if overview is not None:
            self._area.setWidget(self._sheet(overview, today))

    def keep_findings(self, held: Assessment) -> None:
        """What the heat map of the next overview will show."""
        self._findings = held

    def _sheet(self, overview: Overview, today: date) -> QWidget:
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(16)
        if overview.case.summary:
            summary = label(overview.case.summary, "", wrap=True)
            column.addWidget(summary)
        grid = QGridLayout()
        grid.setSpacing(16)
        for at, card in enumerate(cards(overview, today)):
            made = self._card(card)
            grid.addWidget(made, at // _COLUMNS, at % _COLUMNS)
            grid.setColumnStretch(at % _COLUMNS, 1)
        column.addLayout(grid)
        column.addStretch(1)
        return sheet

    def _card(self, card: Card) -> QFrame:
        frame = QFrame()
        frame.setProperty("look", "card")
        frame.setAccessibleName(card.title)
        column = QVBoxLayout(frame)
        column.setContentsMargins(18, 12, 14, 14)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(label(card.title, "section"))
        head.addStretch(1)
        more = button(_("Show"), "link")
        more.setAccessibleName(_("Show: {card}").format(card=card.title))
        more.clicked.connect(lambda: self.page_requested.emit(card.page))
        head.addWidget(more)
        column.addLayout(head)
        for line in card.lines:
            column.addLayout(_line(line))
        if not card.lines:
            column.addWidget(label(card.nothing, "muted", wrap=True))
        if card.page == "assessment" and card.lines and self._findings is not None:
            column.addLayout(self._heat(self._findings))
        column.addStretch(1)
        return frame

    def _heat(self, held: Assessment) -> QVBoxLayout:
        heat = HeatMap(_("Rights by hearings"), small=True)
        left_out = heat.show_assessment(held, most=_MOST_RIGHTS)
        heat.cell_opened.connect(partial(self._open, held))
        column = QVBoxLayout()
        column.addWidget(heat)
        if left_out:
            more = ngettext("and {count} more right", "and {count} more rights", left_out)
            column.addWidget(label(more.format(count=left_out), "meta"))
        return column

    def _open(self, held: Assessment, right: str, hearing: str) -> None:
        """Open the finding of a cell; without one, the page."""
        if finding := held.cell(right, hearing).finding:
            self.record_requested.emit(held.case, "finding", finding.id)
        else:
            self.page_requested.emit("assessment")


def _line(line: Line) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    first = label(line.text, "", wrap=True)
    row.addWidget(first, 1)
    if line.beside:
        beside = label(line.beside, line.look)
        beside.setAlignment(Qt.AlignmentFlag.AlignTop)
        row.addWidget(beside)
    return row
