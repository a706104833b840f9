# SPDX-License-Identifier: GPL-3.0-or-later
"""Which case is open, and which others the vault holds."""

from PySide6.QtCore import QObject, Signal, Slot

from casefile.casework import cases
from casefile.desktop.changes import Touched
from casefile.desktop.desk import Desk, Presenter
from casefile.desktop.frame.topbar import TopBar
from casefile.records.kinds import Case


class Cases(QObject):
    """Tells every page of its case: `chosen(Case or None)`."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, bar: TopBar, presenters: tuple[Presenter, ...]) -> None:
        super().__init__(bar)
        self._desk = desk
        self._bar = bar
        self._presenters = presenters
        self.all: tuple[Case, ...] = ()
        self._wanted = ""
        self.current: Case | None = None
        bar.case_requested.connect(self.choose)
        desk.guide.case_requested.connect(self.choose)
        desk.session.feed.changed.connect(self._hear)

    def load(self) -> None:
        """Read which cases there are."""
        self._desk.session.ask(cases.all_cases, done=self._show, latest="cases")

    @Slot(str)
    def choose(self, case: str) -> None:
        """Open a case; one that was just made is opened as soon as it is read."""
        found = next((one for one in self.all if one.id == case), None)
        if found is None:
            self._wanted = case
            self.load()
        elif self.current is None or found.id != self.current.id:
            self._set(found)

    def _hear(self, touched: Touched) -> None:
        if "case" in touched.kinds:
            self.load()

    def _show(self, found: list[Case]) -> None:
        self.all = tuple(found)
        wanted = self._wanted or (self.current.id if self.current else "")
        self._wanted = ""
        newest = found[0] if found else None
        self._set(next((case for case in found if case.id == wanted), newest))

    def _set(self, case: Case | None) -> None:
        self.current = case
        self._bar.show_cases(self.all, case)
        for presenter in self._presenters:
            presenter.set_case(case)
        self.chosen.emit(case)
