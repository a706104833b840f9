# SPDX-License-Identifier: GPL-3.0-or-later
"""Every page with its presenter, made for one open vault."""

from dataclasses import dataclass, field

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
    views: dict[str, QWidget] = field(default_factory=dict)
    presenters: dict[str, Presenter] = field(default_factory=dict)

    def close(self) -> None:
        """The vault is being locked: keep the draft, end previews."""
        self.hearings.log.keep_draft()
        self.hearings.log.writer.taking.close()
        self.assessment.close()
        self.documents.close()
        self.briefing.close()


def build(desk: Desk, clock: Clock) -> Pages:
    """Make all pages."""
    overview, people = OverviewView(RecordPane(desk)), PeopleView(party_pane(desk))
    hearings, documents = HearingsView(clock), DocumentsView(RecordPane(desk))
    timeline, assessment = TimelineView(RecordPane(desk, sections())), AssessmentView()
    briefing, search = BriefingView(), SearchView()
    made = Pages(
        overview, people, hearings, timeline, documents, assessment, briefing, search,
        OverviewPresenter(desk, overview), PeoplePresenter(desk, people),
        HearingsPresenter(desk, hearings, clock), TimelinePresenter(desk, timeline, clock),
        DocumentsPresenter(desk, documents), AssessmentPresenter(desk, assessment),
        BriefingPresenter(desk, briefing), SearchPresenter(desk, search),
    )  # fmt: skip
    made.views.update(
        overview=overview, people=people, hearings=hearings, timeline=timeline,
        documents=documents, assessment=assessment, briefing=briefing, search=search,
    )  # fmt: skip
    made.presenters.update(
        overview=made.overview, people=made.people, hearings=made.hearings,
        timeline=made.timeline, documents=made.documents, assessment=made.assessment,
        briefing=made.briefing,
    )  # fmt: skip
    history = HistoryView()
    made.views["history"] = history
    made.presenters["history"] = HistoryPresenter(desk, history)
    advocacy = AdvocacyView(desk)
    made.views["advocacy"] = advocacy
    made.presenters["advocacy"] = AdvocacyPresenter(desk, advocacy)
    return made
