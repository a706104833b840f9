# SPDX-License-Identifier: GPL-3.0-or-later
"""The cards of a case in one column or two, whichever there is room for."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from casefile.base.messages import _, ngettext
from casefile.casework.findings import Assessment
from casefile.desktop.assessment.heat import HeatMap
from casefile.desktop.fonts import scale_of
from casefile.desktop.overview.cards import Card, Glance, Line, cards
from casefile.desktop.overview.conflicts import ConflictsCard
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.elided import INSET, Elided, LinkLine
from casefile.desktop.widgets.text import label

_TWO_FROM = 620  # pixels at 100 % text
_GAP = 16
_MOST_RIGHTS = 6  # on the small heat map
_HEAD = 3  # lines that the head of a card is as high as


class Sheet(QWidget):
    """Wishes: a page, a record, settling a conflict, adding to a card without a page."""

    page_requested = Signal(str)
    record_requested = Signal(str, str)  # kind, id
    settle_requested = Signal(str, str, object)  # record, field, value
    mission_wished = Signal()

    def __init__(self, found: Glance) -> None:
        super().__init__()
        self._columns = 0
        self._findings = found.findings
        self._cards: list[tuple[QFrame, int]] = []  # and how high each is, in lines
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(_GAP)
        if found.overview.case.summary:
            column.addWidget(Elided(found.overview.case.summary, "", 4))
        if found.overview.conflicts:
            column.addWidget(self._conflicts(found))
        for card in cards(found):
            height = _HEAD + max(len(card.lines), 1) + _heat_lines(card, found)
            self._cards.append((self._card(card), height))
        self._halves = QHBoxLayout()
        self._halves.setSpacing(_GAP)
        column.addLayout(self._halves)
        column.addStretch(1)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Each card goes where there is most room left, so that no card waits for its neighbour."""
        scale = scale_of(self.font())
        columns = 2 if self.width() >= _TWO_FROM * scale else 1
        if columns == self._columns:
            return
        self._columns = columns
        while self._halves.count():
            self._halves.takeAt(0).layout().deleteLater()  # type: ignore[union-attr]
        halves = [QVBoxLayout() for _half in range(columns)]
        heights = [0] * columns
        for half in halves:
            half.setSpacing(_GAP)
            self._halves.addLayout(half, 1)
        for card, height in self._cards:
            at = heights.index(min(heights))
            halves[at].addWidget(card)
            heights[at] += height
        for half in halves:
            half.addStretch(1)

    def _conflicts(self, found: Glance) -> ConflictsCard:
        made = ConflictsCard(found.overview.conflicts, found.names)
        made.chosen.connect(self.settle_requested)
        made.record_requested.connect(self.record_requested)
        return made

    def _card(self, card: Card) -> QFrame:
        frame = QFrame()
        frame.setProperty("look", "card")
        frame.setAccessibleName(card.title)
        column = QVBoxLayout(frame)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(4)
        column.addLayout(self._head(card))
        lines = QGridLayout()
        lines.setHorizontalSpacing(12)
        lines.setVerticalSpacing(2)
        lines.setColumnStretch(0, 1)
        for at, line in enumerate(card.lines):
            self._add_line(lines, at, line)
        column.addLayout(lines)
        if not card.lines:
            nothing = label(card.nothing, "muted", wrap=True)
            nothing.setContentsMargins(INSET, 0, 0, 0)
            column.addWidget(nothing)
        if card.page == "assessment" and card.lines:
            column.addLayout(self._heat(self._findings))
        return frame

    def _heat(self, held: Assessment) -> QVBoxLayout:
        heat = HeatMap(_("Rights by hearings"), small=True)
        left_out = heat.show_assessment(held, most=_MOST_RIGHTS)
        heat.cell_opened.connect(partial(self._open_cell, held))
        column = QVBoxLayout()
        column.setContentsMargins(INSET, 0, 0, 0)
        column.addWidget(heat)
        if left_out:
            more = ngettext("and {count} more right", "and {count} more rights", left_out)
            column.addWidget(label(more.format(count=left_out), "meta"))
        return column

    def _open_cell(self, held: Assessment, right: str, hearing: str) -> None:
        """Open the finding of a cell; without one, the page."""
        if finding := held.cell(right, hearing).finding:
            self.record_requested.emit("finding", finding.id)
        else:
            self.page_requested.emit("assessment")

    def _head(self, card: Card) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(INSET, 0, 0, 0)
        head.addWidget(label(card.title, "section"))
        head.addStretch(1)
        text = card.more or (_("Show") if card.page else "")
        if text:
            more = button(text, "link")
            more.setAccessibleName(_("{deed}: {card}").format(deed=text, card=card.title))
            if card.page:
                more.clicked.connect(lambda: self.page_requested.emit(card.page))
            else:
                more.clicked.connect(self.mission_wished)
            head.addWidget(more)
        return head

    def _add_line(self, lines: QGridLayout, at: int, line: Line) -> None:
        if line.id:
            link = LinkLine(line.text)
            link.clicked.connect(lambda: self.record_requested.emit(line.kind, line.id))
            lines.addWidget(link, at, 0)
        else:
            plain = Elided(line.text, "", 1)
            plain.setContentsMargins(INSET, 3, INSET, 3)
            lines.addWidget(plain, at, 0)
        if line.beside:
            beside = label(line.beside, line.look)
            lines.addWidget(beside, at, 1, Qt.AlignmentFlag.AlignTrailing)


def _heat_lines(card: Card, found: Glance) -> int:
    """How high the heat map on a card is, in lines."""
    if card.page != "assessment" or not card.lines:
        return 0
    rights = {finding.right for finding in found.overview.findings}
    return min(len(rights), _MOST_RIGHTS) + 3
