# SPDX-License-Identifier: GPL-3.0-or-later
"""One party: its record, where it appears, what others read of it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from casefile.base.messages import _
from casefile.casework.appearances import Appearance
from casefile.casework.faces import Protection
from casefile.desktop.dates import when
from casefile.desktop.form.pane import RecordPane
from casefile.desktop.people.merge import MergePane
from casefile.desktop.people.offers import OfferBar
from casefile.desktop.people.protection import ProtectionSheet, ShieldBar
from casefile.desktop.search.model import SIGNS
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.empty import EmptyState
from casefile.desktop.widgets.page import Switch
from casefile.desktop.widgets.segments import Segments
from casefile.desktop.widgets.table import Column, Table
from casefile.desktop.words import one_line
from casefile.records.kinds import Party

RECORD, APPEARANCES, PROTECTION = range(3)


class PartyDetail(QStackedWidget):
    """Wish: open this appearance; begin a merge."""

    appearance_opened = Signal(object)
    merge_wished = Signal()

    def __init__(self, pane: RecordPane) -> None:
        super().__init__()
        self.pane = pane
        self.offers = OfferBar(_("Yes: compare the two"), most=1)
        self.shield = ShieldBar()
        self.protection = ProtectionSheet()
        self.appearances = Table(_("Where this party appears"), _columns())
        self.appearances.row_opened.connect(self.appearance_opened)
        nowhere = EmptyState("users", _("This party appears nowhere in the case yet."))
        self._appears = Switch(nowhere, self.appearances)
        self._stack = QStackedWidget()
        parts: tuple[QWidget, ...] = (pane, self._appears, self.protection)
        for part in parts:
            self._stack.addWidget(part)
        self.segments = Segments(_("What is shown of the party"), _titles(0), self._stack)
        self.segments.chosen.connect(self._show_shield)
        self._guarded = False
        self.merge = MergePane()
        self._merge_button = button(_("Merge with…"), "link")
        self._merge_button.clicked.connect(self.merge_wished)
        self.shield.more_requested.connect(lambda: self.segments.choose(PROTECTION))
        self._nobody = EmptyState("users", _("Choose somebody to see them here."))
        self._one = self._laid_out()
        for part in (self._nobody, self._one, self.merge):
            self.addWidget(part)

    def show_party(self, party: Party | None) -> None:
        """Show a party; what else is known of it follows."""
        self.offers.show_offers(())
        self._guarded = False
        self._show_shield(self._stack.currentIndex())
        self.setCurrentWidget(self._one if party else self._nobody)
        if party is not None:
            self.pane.show_record(party)

    def show_appearances(self, found: Sequence[Appearance]) -> None:
        """Where the party appears."""
        self.appearances.show_rows(found)
        self._appears.show_content(bool(found))
        self.segments.rename(APPEARANCES, _titles(len(found))[APPEARANCES])

    def show_protection(self, found: Protection) -> None:
        """What others read of the party."""
        self._guarded = found.party.protected
        self.shield.show_protection(found)
        self.protection.show_protection(found)
        self._show_shield(self._stack.currentIndex())

    def show_merge(self, merging: bool) -> None:
        """Two records side by side instead, or back."""
        self.setCurrentWidget(self.merge if merging else self._one)

    @property
    def merging(self) -> bool:
        """Whether two records are compared."""
        return self.currentWidget() is self.merge

    def _show_shield(self, shown: int) -> None:
        """The line is left out where the whole of it is told."""
        self.shield.setVisible(self._guarded and shown != PROTECTION)

    def _laid_out(self) -> QWidget:
        one = QWidget()
        head = QHBoxLayout()
        head.addWidget(self.segments, 1)
        head.addWidget(self._merge_button)
        column = QVBoxLayout(one)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.offers)
        column.addWidget(self.shield)
        column.addWidget(self._stack, 1)
        return one


def _titles(appearances: int) -> tuple[str, str, str]:
    appears = _("Appears in")
    counted = f"{appears} ({appearances})" if appearances else appears
    return (_("Record"), counted, _("What others read"))


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("When"), lambda one: when(one.when).partition(",")[0], 100, look="muted"),
        Column(
            _("Where"),
            lambda one: one_line(one.title),
            bold=True,
            sign=lambda one: SIGNS.get(one.kind, ""),
        ),
        Column(_("As"), lambda one: one_line(one.how), 160, look="muted"),
    )
