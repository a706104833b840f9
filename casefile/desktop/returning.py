# SPDX-License-Identifier: GPL-3.0-or-later
"""Back to where one was: the page, the case and the hearing that were open before the lock."""

from PySide6.QtCore import QObject

from casefile.casework.places import Place, keep_place, kept_place
from casefile.desktop.cases import Cases
from casefile.desktop.desk import Desk
from casefile.desktop.frame.view import Frame
from casefile.desktop.pages import Pages
from casefile.desktop.tour import SEARCH, Tour
from casefile.records.kinds import Case

FIRST = "overview"


class Returning(QObject):
    """Keeps the place when the frame is left, and goes there when it is new."""

    def __init__(self, desk: Desk, frame: Frame, pages: Pages, tour: Tour, cases: Cases) -> None:
        super().__init__(frame)
        self._desk = desk
        self._frame = frame
        self._pages = pages
        self._tour = tour
        self._cases = cases
        self._place: Place | None = None
        frame.leaving.connect(self.keep)

    def begin(self) -> None:
        """Show the place that was kept; the first page at once, in case there is none."""
        self._tour.go(FIRST)
        self._desk.session.ask(kept_place, done=self._go)

    def keep(self) -> None:
        """Remember the place, before the vault is closed."""
        case = self._cases.current
        hearings = self._pages.hearings
        logging = self._frame.page == "hearings" and self._pages.hearings_view.logging
        logged = hearings.log.hearing if logging else None
        page = self._frame.page if self._frame.page != SEARCH else FIRST
        place = Place(page, case.id if case else "", logged.id if logged else "")
        self._desk.session.ask(keep_place, place, done=None)

    def _go(self, place: Place | None) -> None:
        self._place = place
        if place is not None:
            self._cases.chosen.connect(self._arrive)
        if place is not None and place.case:
            self._cases.choose(place.case)
        else:
            self._cases.load()

    def _arrive(self, case: Case | None) -> None:
        """The case is open: on to its page, unless the case is gone meanwhile."""
        self._cases.chosen.disconnect(self._arrive)
        place = self._place
        if place is None or (case.id if case else "") != place.case:
            return
        if place.hearing:
            self._tour.open_record(place.case, "hearing", place.hearing)
        elif place.page in self._pages.views:
            self._tour.go(place.page)
