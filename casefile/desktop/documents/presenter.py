# SPDX-License-Identifier: GPL-3.0-or-later
"""Between the page of documents and the vault."""

from functools import partial
from pathlib import Path

from casefile.base.messages import _, ngettext
from casefile.casework import intake
from casefile.casework.documents import Added
from casefile.casework.intake import Intake
from casefile.casework.rest import Rest, forget_rests, kept_rests
from casefile.casework.shelves import Listed
from casefile.desktop.changes import Touched
from casefile.desktop.desk import Desk, Place, Presenter
from casefile.desktop.documents.indexing import Indexing
from casefile.desktop.documents.listing import Listing
from casefile.desktop.documents.showing import Showing
from casefile.desktop.documents.taking import Stand, Taking
from casefile.desktop.documents.view import DocumentsView
from casefile.records.kinds import Document


class DocumentsPresenter(Presenter):
    """Takes files in, from wherever in the window they were dropped."""

    kinds = frozenset({"document"})

    def __init__(self, desk: Desk, view: DocumentsView) -> None:
        super().__init__(desk, view)
        self._view = view
        self.showing = Showing(desk, view)
        self._listing = Listing(desk, view.table)
        self.indexing = Indexing(desk, self)
        self.indexing.came.connect(self._came)
        self.indexing.looked.connect(self._looked)
        self.taking = Taking(desk, view)
        self.taking.stands.connect(self._show_stand)
        self.taking.arrived.connect(self._arrived)
        self.taking.ended.connect(self._taken_in)
        self.taking.declined.connect(view.progress.hide)
        view.progress.stop.clicked.connect(self.taking.stop)
        self._rests: tuple[Rest, ...] = ()
        view.report.closed.connect(self._forget_rests)
        view.report.rest_wished.connect(self._take_rests)
        self._wanted = ""
        view.files_offered.connect(self.take_in)
        view.table.row_chosen.connect(self._choose)
        view.table.row_opened.connect(self._edit)
        view.table.count_changed.connect(self._show_count)
        view.edit_wished.connect(self.edit)
        self.showing.chosen.connect(view.show_form_of)
        self.showing.recognised.connect(self._expire)

    def begin(self) -> None:
        """The vault is open: read what nobody has read, and tell what the lock kept out."""
        self.indexing.begin()
        self.desk.session.ask(kept_rests, done=self._tell_rests)

    def take_in(self, paths: list[Path]) -> None:
        """Add files and folders to the case, encrypted; the first file is then shown."""
        if self.case is None or not paths:
            return
        self.desk.guide.page_requested.emit("documents")
        self._view.report.hide()
        self.taking.take(self.case.id, paths)

    def open_record(self, document: str) -> None:
        """Choose a document in the table, whatever is filtered."""
        self._wanted = document
        self._view.filter.clear()
        self._choose_wanted()
        self._expire()

    def open_place(self, document: str, place: Place) -> None:
        """Choose a document in the table and show it at a page."""
        self.showing.go_to(document, place)
        self.open_record(document)

    def edit(self) -> None:
        """What is known of the document that is chosen, to be filled in beside it."""
        if self.showing.id:
            self.desk.guide.page_requested.emit("documents")
            self._view.show_form()

    def close(self) -> None:
        """End the preview, and stop what goes on."""
        self.showing.close()
        self.taking.close()
        self.indexing.close()

    def turn(self) -> None:
        self.showing.clear()
        if not self._rests:  # what is said of them is of all cases
            self._view.report.hide()
        self._view.show_list()
        self._view.filter.clear()

    def enter(self) -> None:
        super().enter()
        self._tell_count()

    def load(self) -> None:
        self._listing.load(self.case.id if self.case else "")

    def renew(self, touched: Touched) -> None:
        super().renew(touched)
        self.showing.renew()

    def _show_count(self, shown: int, in_all: int) -> None:
        self._view.show_count(shown, in_all)
        self._tell_count()
        self._choose_wanted()

    def _tell_count(self) -> None:
        if not self._seen:
            return
        table = self._view.table
        shown, count = len(table.rows.rows), len(table.all)
        said = ngettext("{count} document", "{count} documents", count)
        if shown != count:
            said = ngettext("{shown} of {count} document", "{shown} of {count} documents", count)
        self.desk.guide.counted.emit(said.format(shown=shown, count=count) if count else "")

    def _choose_wanted(self) -> None:
        if self._wanted and self._view.table.choose(self._wanted):
            self._wanted = ""

    def _choose(self, one: Listed) -> None:
        self.showing.show(one.id, self.case)

    def _edit(self, one: Listed) -> None:
        self._choose(one)
        self._view.show_form()

    def _looked(self, document: Document) -> None:
        self._listing.looked(document.id)
        if self.case is not None and document.case == self.case.id:
            self._expire()

    def _show_stand(self, stand: Stand) -> None:
        self._view.report.hide()
        self._view.progress.show_stand(stand)

    def _arrived(self, added: Added) -> None:
        if not self._wanted:
            self._wanted = added.document.id  # the first is shown once all are there

    def _taken_in(self, result: Intake) -> None:
        self._view.progress.hide()
        reasons = intake.reasons(result)
        alone = result.in_all == len(result.added) == 1 and not result.left_out
        if result.stopped is not None or (reasons and not alone):
            self._view.report.show_result(result)
            if not self._seen:
                self._offer_to_show(intake.told(result))
        elif reasons or result.in_all > 1:
            self.desk.guide.told.emit(intake.told(result))

    def _tell_rests(self, rests: tuple[Rest, ...]) -> None:
        if rests:
            self._rests = rests
            self._view.report.show_rests(rests)
            self._offer_to_show(_("Some files were not taken in because the vault was locked."))

    def _offer_to_show(self, told: str) -> None:
        show = partial(self.desk.guide.page_requested.emit, "documents")
        self.desk.guide.offered.emit(told, _("Show"), show)

    def _take_rests(self) -> None:
        rests = self._rests
        self._forget_rests()
        for rest in rests:
            self.taking.take(rest.case, rest.paths, rest.to)

    def _forget_rests(self) -> None:
        if self._rests:
            self._rests = ()
            self.desk.session.ask(forget_rests, done=None)

    def _came(self, came: list[Added]) -> None:
        said = ngettext(
            "{count} file came with a message and is a document of the case now.",
            "{count} files came with a message and are documents of the case now.",
            len(came),
        )
        self.desk.guide.told.emit(said.format(count=len(came)))
