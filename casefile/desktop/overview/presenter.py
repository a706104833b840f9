# SPDX-License-Identifier: GPL-3.0-or-later
"""Between the overview and the vault."""

from datetime import date

from casefile.base.clock import Clock, at, local_zone, zone
from casefile.casework import cases, findings
from casefile.casework.cases import Overview
from casefile.desktop.desk import Desk, Presenter
from casefile.desktop.overview.view import OverviewView
from casefile.desktop.words import entries
from casefile.records.kinds import KINDS


class OverviewPresenter(Presenter):
    """Everything in a case is on its overview."""

    kinds = frozenset(KINDS)

    def __init__(self, desk: Desk, view: OverviewView, clock: Clock) -> None:
        super().__init__(desk, view)
        self._clock = clock
        self._view = view
        view.page_requested.connect(desk.guide.page_requested)
        view.record_requested.connect(desk.guide.record_requested)

    def load(self) -> None:
        if self.case is None:
            self._view.show_overview(None, self._today)
        else:
            self.ask(findings.ratings, self.case.id, done=self._view.keep_findings)
            self.ask(cases.overview, self.case.id, done=self._show)

    @property
    def _today(self) -> date:
        return at(self._clock()).astimezone(zone(local_zone())).date()

    def _show(self, overview: Overview) -> None:
        self._view.show_overview(overview, self._today)
        if self._seen:
            self.desk.guide.counted.emit(entries(overview.counts.get("note", 0)))
