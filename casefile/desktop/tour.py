# SPDX-License-Identifier: GPL-3.0-or-later
"""Which page is shown, and how one gets there: navigation, search, a record found."""

from PySide6.QtCore import QObject, Slot

from casefile.desktop.cases import Cases
from casefile.desktop.desk import Desk, Place
from casefile.desktop.frame.view import Frame
from casefile.desktop.pages import Pages

SEARCH = "search"
_BY_HISTORY = frozenset({"release", "link", "claim"})
"""Records without a page: their history shows them. Any other stands on the timeline."""


class Tour(QObject):
    """Enters and leaves pages, so that only the one that is seen loads."""

    def __init__(self, desk: Desk, frame: Frame, pages: Pages, cases: Cases) -> None:
        super().__init__(frame)
        self._desk = desk
        self._frame = frame
        self._pages = pages
        self._cases = cases
        self._shown = ""
        self._before = "overview"  # the page to which Escape leads back from the search
        desk.guide.page_requested.connect(self.go)
        desk.guide.record_requested.connect(self.open_record)
        desk.guide.place_requested.connect(self.open_place)
        field = frame.top.search
        field.textEdited.connect(self._search_typed)
        field.textChanged.connect(pages.search.search)
        field.returnPressed.connect(pages.search.open_best)
        pages.search.widened.connect(lambda on: field.show_scope(everywhere=on))
        cases.chosen.connect(pages.search.set_case)
        field.left.connect(self.leave_search)
        field.went_down.connect(pages.search_view.list.setFocus)
        pages.search_view.list.left.connect(self.leave_search)
        pages.search_view.list.went_up.connect(field.setFocus)

    @Slot(str)
    def go(self, name: str) -> None:
        """Show a page."""
        earlier, self._shown = self._shown, name
        if earlier != name:
            if leaving := self._pages.presenters.get(earlier):
                leaving.leave()
            self._frame.status.say("")
            self._frame.show_page(name)
        if earlier != name and name != SEARCH:
            self._frame.focus_page()
        if entering := self._pages.presenters.get(name):
            entering.enter()

    def begin_search(self) -> None:
        """Give the keyboard to the search field; what was found last is shown again."""
        field = self._frame.top.search
        field.setFocus()
        field.selectAll()
        if field.text():
            self._search_typed()

    def turn_search(self) -> None:
        """Look through all cases, or through the open one again, and show what is found there."""
        self._pages.search.turn()
        self.begin_search()

    def leave_search(self) -> None:
        """Back to the page that was shown before; the words stay in the field."""
        if self._frame.page == SEARCH:
            self.go(self._before)
        self._frame.focus_page()

    @Slot(str, str, str)
    def open_record(self, case: str, kind: str, record: str) -> None:
        """Show a record where it belongs, in its case."""
        self._cases.choose(case)
        if kind == "hearing":
            self._pages.hearings.open_record(record)
            self.go("hearings")
        elif kind == "note":
            self._pages.hearings.open_note(record)
            self.go("hearings")
        elif kind == "document":
            self._pages.documents.open_record(record)
            self.go("documents")
        elif kind == "finding":
            self._pages.assessment.open_record(record)
            self.go("assessment")
        elif kind in ("action", "incident"):
            self._pages.presenters["advocacy"].open_record(record)
            self.go("advocacy")
        elif kind == "party":
            self._pages.people.open_record(record)
            self.go("people")
        elif kind in ("case", "mission"):
            self.go("overview")
            self._pages.overview.open_record(record)
        else:
            page = "history" if kind in _BY_HISTORY else "timeline"
            self._pages.presenters[page].open_record(record)
            self.go(page)

    @Slot(str, str, object)
    def open_place(self, case: str, document: str, place: Place) -> None:
        """Show a document at a page."""
        self._cases.choose(case)
        self._pages.documents.open_place(document, place)
        self.go("documents")

    def _search_typed(self) -> None:
        if self._frame.page != SEARCH:
            self._before = self._frame.page or "overview"
            self.go(SEARCH)
