# SPDX-License-Identifier: GPL-3.0-or-later
"""An open vault in the window: every page, every presenter and every connection, made once.

Imported on the worker thread while the passphrase is typed: it brings all rooms with it.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import partial

from casefile.base.clock import Clock, system_clock
from casefile.base.errors import CasefileError
from casefile.casework.opening import told_of, warned_of
from casefile.desktop.actions import PAGES
from casefile.desktop.cases import Cases
from casefile.desktop.court import CourtMode
from casefile.desktop.desk import Desk, Guide
from casefile.desktop.documents.copies import Copies
from casefile.desktop.documents.drops import FileDrops
from casefile.desktop.errands import Errands
from casefile.desktop.frame.view import Frame
from casefile.desktop.hearings.menu import HearingMenu
from casefile.desktop.history.keys import FieldKeys
from casefile.desktop.history.undoing import Undoing
from casefile.desktop.log.gestures import Gestures
from casefile.desktop.pages import Pages, build
from casefile.desktop.returning import Returning
from casefile.desktop.session import Session
from casefile.desktop.tasks import Worker
from casefile.desktop.timeline.forms import ADDED
from casefile.desktop.timeline.strip import STEP
from casefile.desktop.tour import Tour
from casefile.desktop.viewer.menu import ViewerMenu
from casefile.desktop.watching import due_watch, incident_watch
from casefile.desktop.window import Window

Handlers = dict[str, Callable[[], object]]

_NEW = {"add_action": "action", "add_incident": "incident"}
"""Actions that begin a record, and of which kind."""

_OF_A_CASE = (
    "export", "edit_case", "add_party", "merge", "add_documents", "add_folder", "settle",
    "show_today", "zoom_in", "zoom_out", "zoom_all", "calendar", *ADDED, *_NEW,
)  # fmt: skip
"""Actions that wait for a case."""


@dataclass(frozen=True, slots=True)
class Furnished:
    """What was made, for whoever drives the window."""

    desk: Desk
    frame: Frame
    pages: Pages
    tour: Tour
    cases: Cases
    errands: Errands
    undoing: Undoing
    copies: Copies


def furnish(
    window: Window,
    session: Session,
    readers: Worker,
    setters: Worker,
    viewers: Worker,
    clock: Clock = system_clock,
) -> Generator[None, None, Furnished]:
    """Build the frame of an open vault step by step behind the door, then show it. It ends when the
    window is locked."""
    desk = Desk(session, readers, setters, viewers, Guide())
    frame = Frame(session.feed, clock)
    window.admit(frame)
    yield
    pages = yield from build(desk, clock, frame)
    cases = Cases(desk, frame.top, tuple(pages.presenters.values()))
    tour = Tour(desk, frame, pages, cases)
    errands = Errands(desk, frame)
    undoing = Undoing(desk, frame)
    FieldKeys(frame)
    gestures = Gestures(pages.hearings.log, pages.hearings_view.log)
    court = CourtMode(window, frame, pages.hearings_view)
    log = pages.hearings.log
    own = gestures.handlers() | {"court_mode": court.turn, "together": log.turn_together}
    own |= {name: partial(desk.guide.new_requested.emit, kind) for name, kind in _NEW.items()}
    menu = HearingMenu(pages.hearings, pages.hearings_view.page)
    copies = Copies(desk, pages.documents_view)
    pages.documents.showing.chosen.connect(copies.choose)
    viewer = ViewerMenu(
        (pages.documents_view.pane, pages.briefing_view.pane),
        {1: partial(pages.timeline.zoom, STEP), -1: partial(pages.timeline.zoom, 1 / STEP),
         0: pages.timeline.zoom_out},
        frame,
    )  # fmt: skip
    own |= menu.handlers() | copies.handlers() | viewer.handlers()
    actions = window.serve(_handlers(window, pages, tour, errands, undoing) | own, frame)
    menu.show_in(actions)
    for one in (undoing, gestures, court, copies, viewer):
        one.show_in(actions)
    frame.top.show_actions(actions)
    pages.timeline_view.show_actions(actions)
    for name in (*_OF_A_CASE, "end_hearing", "together"):
        actions.enable(name, False)
    pages.hearings.can_end.connect(partial(actions.enable, "end_hearing"))
    pages.hearings.can_end.connect(partial(actions.enable, "break"))
    pages.hearings.can_move.connect(gestures.allow)
    log.can_pair.connect(partial(actions.enable, "together"))
    log.paired.connect(actions["together"].setChecked)
    hiding = log.writer.hiding
    hiding.masked.connect(frame.top.set_mask)
    cases.chosen.connect(hiding.set_case)
    pages.search.widened.connect(actions["search_all"].setChecked)
    cases.chosen.connect(errands.set_case)
    errands.renewed.connect(window.lock)
    cases.chosen.connect(undoing.set_case)
    watches = {"timeline": due_watch(desk, frame), "advocacy": incident_watch(desk, frame)}
    for name, watch in watches.items():
        watch.counted.connect(partial(frame.navigation.show_count, name))
        cases.chosen.connect(watch.set_case)
    for name in _OF_A_CASE:
        cases.chosen.connect(lambda case, name=name: actions.enable(name, case is not None))
    FileDrops(frame).dropped.connect(pages.documents.take_in)
    _connect_frame(desk, frame)
    pages.overview_view.new_case_requested.connect(errands.new_case)
    pages.overview_view.deed_wished.connect(lambda name: actions[name].trigger())
    frame.leaving.connect(pages.close)
    frame.leaving.connect(copies.close)
    frame.leaving.connect(desk.guide.leaving.emit)
    window.show_frame()
    session.ask(told_of, done=lambda told: frame.banner.tell(told) if told else None)
    session.ask(warned_of, done=lambda told: frame.banner.complain(told) if told else None)
    Returning(desk, frame, pages, tour, cases).begin()
    pages.documents.begin()
    return Furnished(desk, frame, pages, tour, cases, errands, undoing, copies)


def _connect_frame(desk: Desk, frame: Frame) -> None:
    def complain(error: CasefileError) -> None:
        frame.banner.complain(error)

    desk.guide.complained.connect(complain)
    desk.guide.told.connect(frame.banner.tell)
    desk.guide.offered.connect(frame.banner.offer)
    desk.session.feed.saving.connect(frame.banner.stop_offering)
    desk.guide.counted.connect(frame.status.say)
    desk.guide.busied.connect(frame.status.say_busy)
    frame.navigation.page_requested.connect(desk.guide.page_requested)


def _handlers(
    window: Window, pages: Pages, tour: Tour, errands: Errands, undoing: Undoing
) -> Handlers:
    handlers: Handlers = {name: partial(tour.go, name) for name, _sign in PAGES}
    return handlers | {
        "new_case": errands.new_case,
        "edit_case": pages.overview.edit_case,
        "add_party": pages.people.begin_adding,
        "merge": pages.people.begin_merging,
        "add_documents": pages.documents_view.choose_files,
        "document_details": pages.documents.edit,
        "add_folder": pages.documents_view.choose_folder,
        "import": errands.choose_bundle,
        "export": errands.export,
        "lock": window.lock,
        "lock_hidden": window.lock_and_hide,
        "undo": undoing.undo,
        "redo": undoing.redo,
        "search": tour.begin_search,
        "search_all": tour.turn_search,
        "live_log": pages.hearings.go_live,
        "end_hearing": pages.hearings.end,
        **{name: partial(pages.timeline.begin, kind) for name, kind in ADDED.items()},
        "settle": pages.timeline.settle_chosen,
        "show_today": pages.timeline.show_today,
        "calendar": pages.timeline.begin_calendar,
        "verify": errands.verify,
        "card": errands.show_card,
        "preferences": partial(window.show_preferences, errands.backups_page),
        "backups": partial(window.show_preferences, errands.backups_page, at_second=True),
        "sheet": errands.show_sheet,
        "passphrase": errands.change_passphrase,
        "renew_keys": errands.renew_keys,
    }
