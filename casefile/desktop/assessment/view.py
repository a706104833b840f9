# SPDX-License-Identifier: GPL-3.0-or-later
"""The page: coverage, rights at the left, the chosen one at the right; or the heat map of all."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from casefile.base.messages import _, ngettext
from casefile.casework.findings import Assessment
from casefile.desktop.assessment.coverage import CoverageBar
from casefile.desktop.assessment.finding import FindingPane
from casefile.desktop.assessment.heat import HeatMap
from casefile.desktop.assessment.legend import Legend
from casefile.desktop.assessment.rights import RightsList
from casefile.desktop.assessment.rows import right_rows
from casefile.desktop.assessment.treaties import TreatiesPane
from casefile.desktop.icons import icon
from casefile.desktop.widgets.beside import Sides
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.empty import EmptyState
from casefile.desktop.widgets.fields import Combo, Tick
from casefile.desktop.widgets.filter import Filter
from casefile.desktop.widgets.page import Page, Switch
from casefile.desktop.widgets.text import buddy, label

_LIST, _NARROW_LIST = 370, 290
_NARROW_UNDER = 900


class AssessmentView(Page):
    """Wishes: assess this right at that hearing. Filters what it was given by itself."""

    place_chosen = Signal(str, str)  # right, hearing

    def __init__(self) -> None:
        super().__init__(_("Assessment"))
        self.held: Assessment | None = None
        self._browsing = False
        self._narrow: bool | None = None
        self.rights = RightsList()
        self.main = self.rights
        self.pane = FindingPane()
        self.heat = HeatMap(_("Rights by hearings"))
        self.coverage = CoverageBar()
        self.filter = Filter()
        self.where = Combo()
        self._make_tools()
        self.sheets = QStackedWidget()
        self.sheets.addWidget(self._make_rights())
        self.sheets.addWidget(self._make_heat())
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.coverage)
        column.addWidget(self.sheets, 1)
        self.empty = EmptyState(
            "scale",
            _("Tag log lines with # and they collect here by right."),
            _("Browse rights"),
        )
        self.empty.button_pressed.connect(self._browse)
        self._switch = Switch(self.empty, content)
        self.body.addWidget(self._switch, 1)
        self._connect()

    def _make_tools(self) -> None:
        self._where_label = buddy(_("Where"), self.where, "muted")
        self.where.setMinimumContentsLength(18)
        self.where.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.map = button(_("Heat map"), "", "layout-dashboard")
        self.map.setCheckable(True)
        for part in (self._where_label, self.where, self.map):
            self.tools.addWidget(part)

    def _make_rights(self) -> QWidget:
        self.filter.setPlaceholderText(_("Find by words, article or tag"))
        self.filter.setAccessibleName(_("Filter the rights"))
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.filter)
        column.addWidget(self.rights, 1)
        self._none = label(_("No right fits these words."), "muted", wrap=True)
        self._none.hide()
        column.addWidget(self._none)
        self.sides = Sides(16)
        self.sides.addWidget(left)
        self.right_side = QStackedWidget()
        self.right_side.addWidget(self.pane)
        self.treaties = TreatiesPane()
        self.right_side.addWidget(self.treaties)
        self.sides.addWidget(self.right_side)
        self.sides.setStretchFactor(1, 1)
        return self.sides

    def _make_heat(self) -> QWidget:
        self.everything = Tick(_("All rights and hearings"))
        self.everything.setAccessibleName(self.everything.text())
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.addWidget(Legend(), 1)
        row.addWidget(self.everything, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addWidget(self.heat, 1)
        return sheet

    def _connect(self) -> None:
        self.filter.textChanged.connect(lambda _text: self._show_rights())
        self.filter.went_down.connect(self.rights.setFocus)
        self.where.activated.connect(lambda _at: self._move(self.rights.chosen))
        self.rights.right_chosen.connect(self._move)
        self.rights.opened.connect(self._go_in)
        self.map.toggled.connect(self._turn)
        self.everything.toggled.connect(lambda _on: self._show_heat())
        self.heat.cell_opened.connect(self.open_place)
        self.treaties.left.connect(self._leave_treaties)
        self.pane.texts.left.connect(self.rights.setFocus)
        self.pane.papers.left.connect(self.pane.evidence.setFocus)

    @property
    def hearing(self) -> str:
        """The hearing that is looked at; empty: the whole case."""
        return str(self.where.currentData() or "")

    def show_assessment(self, held: Assessment | None) -> None:
        """Show a case; what was chosen stays chosen."""
        other = held is None or self.held is None or held.case != self.held.case
        self.held = held
        if other:
            self._browsing = False
            self.filter.clear()
            self.map.setChecked(False)
        self._switch.show_content(held is not None and (bool(held.cells) or self._browsing))
        filled = self._switch.currentIndex() == 1
        self.map.setVisible(filled)
        for part in (self._where_label, self.where):
            part.setVisible(filled and not self.map.isChecked())
        if held is None:
            return
        self._show_places(held)
        self._show_rights()
        self._show_heat()

    def open_place(self, right: str, hearing: str) -> None:
        """Show one right at one hearing, or in the whole case."""
        self._browse()
        self.map.setChecked(False)
        self.filter.clear()
        self.where.choose(hearing)
        self._show_rights(right)
        self.rights.setFocus()

    def _show_places(self, held: Assessment) -> None:
        chosen = self.hearing
        self.where.clear()
        self.where.addItem(_("Whole case"), "")
        for sitting in held.sittings:
            self.where.addItem(sitting.title, sitting.id)
        self.where.choose(chosen)

    def _show_rights(self, chosen: str = "") -> None:
        if self.held is None:
            return
        hearing = self.hearing
        bare = self.held.bare
        words = ngettext(
            "{count} finding rests on nothing yet", "{count} findings rest on nothing yet", bare
        )
        self.coverage.show_coverage(
            self.held.coverage(hearing), words.format(count=bare) if bare else ""
        )
        rows = right_rows(self.held, hearing, self.filter.text())
        self.rights.show_rows(rows, chosen or self.rights.chosen)
        self.rights.setVisible(bool(rows))
        self._none.setVisible(not rows)
        if self.rights.chosen:
            self._move(self.rights.chosen)

    def _show_heat(self) -> None:
        if self.held is not None and self.map.isChecked():
            self.heat.show_assessment(self.held, everything=self.everything.isChecked())

    def _turn(self, on: bool) -> None:
        self.sheets.setCurrentIndex(int(on))
        self.map.setText(_("Rights") if on else _("Heat map"))
        self.map.setAccessibleName(self.map.text())
        self.map.setIcon(icon("scale" if on else "layout-dashboard"))
        for part in (self._where_label, self.where):
            part.setVisible(not on)
        if on:
            self.where.setCurrentIndex(0)
            self._show_rights()
        self.main = self.heat if on else self.rights
        self._show_heat()
        self.main.setFocus()

    def _browse(self) -> None:
        self._browsing = True
        self.show_assessment(self.held)
        if self.held is not None:
            self.rights.setFocus()

    def show_treaties(self) -> None:
        """Show the table of treaties beside the rights."""
        self.right_side.setCurrentWidget(self.treaties)
        self.treaties.back.setFocus()

    def _leave_treaties(self) -> None:
        self.right_side.setCurrentWidget(self.pane)
        self.rights.setFocus()

    def _move(self, right: str) -> None:
        if right:
            self.place_chosen.emit(right, self.hearing)

    def _go_in(self) -> None:
        """From the list to what there is to decide: evidence that waits, else the reasoning."""
        evidence = self.pane.evidence
        if evidence.isVisible():
            evidence.setFocus()
            self.pane.ensureWidgetVisible(evidence)
        else:
            self.pane.texts.fields["reasoning"].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW_UNDER
        if narrow != self._narrow:
            self._narrow = narrow
            wide = _NARROW_LIST if narrow else _LIST
            self.sides.setSizes([wide, max(self.width() - wide, 1)])
