# SPDX-License-Identifier: GPL-3.0-or-later
"""Every page with its presenter, made for one open vault."""

from collections.abc import Generator
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from casefile.base.clock import Clock
from casefile.desktop.advocacy.presenter import AdvocacyPresenter
from casefile.desktop.advocacy.view import AdvocacyView
from casefile.desktop.assessment.presenter import AssessmentPresenter
from casefile.desktop.assessment.view import AssessmentView
from casefile.desktop.briefing.presenter import BriefingPresenter
from casefile.desktop.briefing.view import BriefingView
from casefile.desktop.desk import Desk, Presenter
from casefile.desktop.documents.presenter import DocumentsPresenter
from casefile.desktop.documents.view import DocumentsView
from casefile.desktop.form.pane import RecordPane
from casefile.desktop.frame.view import Frame
from casefile.desktop.hearings.presenter import HearingsPresenter
from casefile.desktop.hearings.view import HearingsView
from casefile.desktop.history.presenter import HistoryPresenter
from casefile.desktop.history.view import HistoryView
from casefile.desktop.overview.presenter import OverviewPresenter
from casefile.desktop.overview.view import OverviewView
from casefile.desktop.people.fields import party_pane
from casefile.desktop.people.presenter import PeoplePresenter
from casefile.desktop.people.view import PeopleView
from casefile.desktop.search.presenter import SearchPresenter
from casefile.desktop.search.view import SearchView
from casefile.desktop.timeline.forms import sections
from casefile.desktop.timeline.presenter import TimelinePresenter
from casefile.desktop.timeline.view import TimelineView


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Pages:
    """Views and presenters, those that others talk to by name."""

    overview_view: OverviewView
    people_view: PeopleView
    hearings_view: HearingsView
    timeline_view: TimelineView
    documents_view: DocumentsView
    assessment_view: AssessmentView
    briefing_view: BriefingView
    search_view: SearchView
    overview: OverviewPresenter
    people: PeoplePresenter
    hearings: HearingsPresenter
    timeline: TimelinePresenter
    documents: DocumentsPresenter
    assessment: AssessmentPresenter
    briefing: BriefingPresenter
    search: SearchPresenter
    views: dict[str, QWidget]
    presenters: dict[str, Presenter]  # of all pages that show a case

    def close(self) -> None:
        """The vault is being locked: keep the draft, end previews."""
        self.hearings.log.keep_draft()
        self.hearings.log.writer.taking.close()
        self.assessment.close()
        self.documents.close()
        self.briefing.close()


def build(desk: Desk, clock: Clock, frame: Frame) -> Generator[None, None, Pages]:
    """Make all pages in a frame, each in a step of its own: all at once would hold the window."""
    views: dict[str, QWidget] = {}
    presenters: dict[str, Presenter] = {}

    def put(name: str, view: QWidget, presenter: Presenter | None) -> None:
        views[name] = view
        if presenter is not None:
            presenters[name] = presenter
        frame.add_page(name, view)

    overview_view = OverviewView(RecordPane(desk))
    overview = OverviewPresenter(desk, overview_view)
    put("overview", overview_view, overview)
    yield
    people_view = PeopleView(party_pane(desk))
    people = PeoplePresenter(desk, people_view)
    put("people", people_view, people)
    yield
    hearings_view = HearingsView(clock)
    yield  # the largest of them
    hearings = HearingsPresenter(desk, hearings_view, clock)
    put("hearings", hearings_view, hearings)
    yield
    timeline_view = TimelineView(RecordPane(desk, sections()))
    timeline = TimelinePresenter(desk, timeline_view, clock)
    put("timeline", timeline_view, timeline)
    yield
    documents_view = DocumentsView(RecordPane(desk))
    documents = DocumentsPresenter(desk, documents_view)
    put("documents", documents_view, documents)
    yield
    assessment_view = AssessmentView()
    assessment = AssessmentPresenter(desk, assessment_view)
    put("assessment", assessment_view, assessment)
    yield
    briefing_view = BriefingView()
    briefing = BriefingPresenter(desk, briefing_view)
    put("briefing", briefing_view, briefing)
    yield
    search_view = SearchView()
    search = SearchPresenter(desk, search_view)
    put("search", search_view, None)
    yield
    history_view = HistoryView()
    put("history", history_view, HistoryPresenter(desk, history_view))
    yield
    advocacy_view = AdvocacyView(desk)
    put("advocacy", advocacy_view, AdvocacyPresenter(desk, advocacy_view))
    yield
    return Pages(
        overview_view, people_view, hearings_view, timeline_view, documents_view, assessment_view,
        briefing_view, search_view,
        overview, people, hearings, timeline, documents, assessment, briefing, search,
        views, presenters,
    )  # fmt: skip
