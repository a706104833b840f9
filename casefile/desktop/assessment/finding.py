# SPDX-License-Identifier: GPL-3.0-or-later
"""One right: what it asks, who is bound by it, its rating, its texts, and what it rests on."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from casefile.base.messages import _, ngettext
from casefile.casework.evidence import EvidenceRow
from casefile.casework.findings import Cell
from casefile.casework.rights import Standing, said
from casefile.desktop.assessment.evidence import EvidenceList
from casefile.desktop.assessment.papers import PaperBar
from casefile.desktop.assessment.rating import RatingRow
from casefile.desktop.assessment.rows import bare_words
from casefile.desktop.assessment.texts import FindingTexts
from casefile.desktop.dates import day
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.text import label, set_look
from casefile.records.kinds import Finding
from casefile.records.vocabularies import label as named
from casefile.records.vocabularies import vocabulary

_TEXTS = ("reasoning", "counter_evidence", "not_seen")


class FindingPane(QScrollArea):
    """Shows a right as it is assessed at one place; its parts say what is wished."""

    next_requested = Signal()  # the finding of another author on the same right
    papers_requested = Signal()
    treaties_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "plain")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Finding"))
        self._place: tuple[str, ...] = ()
        self._rows: tuple[EvidenceRow, ...] = ()
        self.rating = RatingRow()
        self.texts = FindingTexts()
        self.evidence = EvidenceList()
        self.evidence.setMinimumHeight(130)
        self.papers = PaperBar()
        self._make_words()
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(4, 0, 4, 0)
        column.setSpacing(6)
        column.addLayout(self._head())
        column.addWidget(self._several, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.rating)
        column.addWidget(self.texts)
        column.addLayout(self._evidence_head())
        column.addWidget(self.papers)
        column.addWidget(self.evidence, 1)
        column.addWidget(self._nothing)
        column.addWidget(self._keys)
        column.addStretch(0)
        self.setWidget(sheet)

    def _make_words(self) -> None:
        self._title = label("", "section", wrap=True)
        self._basis = label("", "muted", wrap=True)
        self._asks = label("", "", wrap=True)
        self._bound = label("", "meta", wrap=True)
        self.treaties = button(_("Treaties…"), "link")
        self._state = label("", "muted", wrap=True)
        self._nothing = label("", "muted", wrap=True)
        self._keys = label(
            _("Space supports · C contradicts · Delete sets aside · O opens · 1 to 7 rate"),
            "meta",
            wrap=True,
        )
        self._several = button("", "link", "users")
        self._several.hide()
        self._several.clicked.connect(self.next_requested)
        self.treaties.clicked.connect(self.treaties_requested)
        self.link = button(_("Link a document…"), "", "file-plus")
        self.link.clicked.connect(self.papers_requested)
        self.aside = button("", "link")
        self.aside.setCheckable(True)
        self.aside.toggled.connect(lambda _on: self._show_rows())

    def _head(self) -> QVBoxLayout:
        for words in (self._title, self._basis, self._bound, self._asks, self._keys):
            # Asks for the height it needs at this width, not at a narrow one.
            words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        named_so = QVBoxLayout()
        named_so.setSpacing(2)
        named_so.addWidget(self._title)
        named_so.addWidget(self._basis)
        row = QHBoxLayout()
        row.addLayout(named_so, 1)
        row.addWidget(self.treaties, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._bound)
        column.addWidget(self._asks)
        return column

    def _evidence_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(label(_("Evidence"), "section"))
        row.addWidget(self._state, 1)
        row.addWidget(self.aside)
        row.addWidget(self.link)
        return row

    def show_right(
        self, right: str, hearing: str, country: str, standings: Sequence[Standing]
    ) -> None:
        """Show what a right is and how far the state was held to it."""
        term = vocabulary("rights").get(right)
        self._title.setText(named("rights", right))
        self._basis.setText(term.basis if term else "")
        self._asks.setText(_(term.note) if term and term.note else "")
        told = [said(standing, country, day) for standing in standings]
        self._bound.setText("\n".join(told))
        doubtful = any(not standing.holds for standing in standings)
        set_look(self._bound, "warn" if doubtful else "meta")
        self.setAccessibleName(named("rights", right))
        if (right, hearing) != self._place[:2]:
            self.papers.hide()
            self.aside.setChecked(False)

    def show_finding(self, right: str, hearing: str, cell: Cell, finding: Finding | None) -> None:
        """Show how it was assessed; what is being typed stays unless it belongs elsewhere."""
        place = (right, hearing, cell.further(finding))
        other, self._place = place != self._place, place
        self.rating.show_rating(finding.rating if finding else "not-assessed")
        texts = {name: getattr(finding, name) for name in _TEXTS} if finding else {}
        self.texts.show_texts(texts, other=other)
        count = len(cell.findings)
        self._several.setVisible(count > 1)
        self._several.setText(
            _("{count} findings on this right; each stands in a briefing. Show the next").format(
                count=count
            )
        )
        self._several.setAccessibleName(self._several.text())

    def show_evidence(self, rows: Sequence[EvidenceRow], *, bare: bool) -> None:
        """Show what bears on it, or may."""
        self._rows = tuple(rows)
        waiting = sum(row.waits for row in rows)
        taken = sum(bool(row.link) for row in rows)
        parts = (
            bare_words() if bare else "",
            _("{count} accepted").format(count=taken) if taken else "",
            ngettext("{count} waits", "{count} wait", waiting).format(count=waiting)
            if waiting
            else "",
        )
        said_so = " · ".join(filter(None, parts))
        self._state.setText(f"⚠ {said_so}" if bare else said_so)
        set_look(self._state, "warn" if bare else "muted")
        aside = sum(row.aside for row in rows)
        self.aside.setVisible(bool(aside))
        self.aside.setText(_("{count} set aside").format(count=aside))
        self.aside.setAccessibleName(_("Show {count} set aside").format(count=aside))
        self._show_rows()

    def _show_rows(self) -> None:
        shown = [row for row in self._rows if self.aside.isChecked() or not row.aside]
        self.evidence.show_rows(shown)
        self.evidence.setVisible(bool(shown))
        self._keys.setVisible(bool(shown))
        self._nothing.setVisible(not shown)
        term = self._place[0] if self._place else ""
        self._nothing.setText(
            _("No line waits. Tag lines of the log with #{right} and they collect here.").format(
                right=term
            )
        )
