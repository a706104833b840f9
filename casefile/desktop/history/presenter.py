# SPDX-License-Identifier: GPL-3.0-or-later
"""Between the page of the history and the vault."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QTimer

from casefile.base.clock import at, local_zone, zone
from casefile.base.errors import CasefileError
from casefile.base.messages import _, ngettext
from casefile.casework import erasing, history, proof, undo
from casefile.casework.proof import Proof
from casefile.desktop.dates import day
from casefile.desktop.desk import Desk, Presenter
from casefile.desktop.history.rows import HistoryRow, Shown, read_page
from casefile.desktop.history.view import HistoryView
from casefile.desktop.history.words import field_label
from casefile.desktop.widgets.ask import Ask
from casefile.desktop.words import clock_time
from casefile.records.kinds import KINDS, Release
from casefile.store.pages import Place, Sieve
from casefile.store.reading import Change
from casefile.store.states import Trail
from casefile.vault.vault import Vault

NO_PROOF = Proof("", "", {}, None, {}, None)
_AFTER = 250  # ms after the last letter of a search


@dataclass(frozen=True, slots=True)
class State:
    """What stands beside the list: the digest of the case, and what left."""

    digest: str
    releases: tuple[Release, ...]


class HistoryPresenter(Presenter):
    """Reads the history by pages, and only as far as it is looked at."""

    kinds = frozenset(KINDS)

    def __init__(self, desk: Desk, view: HistoryView) -> None:
        super().__init__(desk, view)
        self._view = view
        self._record, self._since, self._proof = "", NO_PROOF, NO_PROOF
        self._following: Place | None = None
        self._wanted = ""  # the row to be chosen once it is read
        self._searching = QTimer(self)
        self._searching.setSingleShot(True)
        self._searching.setInterval(_AFTER)
        self._searching.timeout.connect(self._expire)
        view.sifted.connect(self._searching.start)
        view.blank.button_pressed.connect(lambda: desk.guide.page_requested.emit("overview"))
        view.all_requested.connect(self.show_all)
        view.stop_requested.connect(self._stop)
        view.list.rows.more_wanted.connect(self._ask_more)
        view.list.row_chosen.connect(view.detail.show_row)
        view.list.went_on.connect(view.detail.focus_first)
        view.detail.left.connect(view.list.setFocus)
        view.detail.restore_requested.connect(self._restore)
        view.detail.record_requested.connect(self._show_record)
        view.detail.erase_requested.connect(self._ask_to_erase)
        view.detail.record_history_requested.connect(self.show_record)
        view.proof.check_requested.connect(self._check)
        view.proof.since_requested.connect(self._show_since)
        view.releases.row_opened.connect(lambda release: view.proof.begin(release.state_digest))
        desk.guide.history_requested.connect(self.show_record)

    def show_record(self, record: str) -> None:
        """The history of one record alone."""
        self._record, self._since = record, NO_PROOF
        self._view.parts.choose(0)
        self._view.show_only(_("Only one record"))
        self._expire()
        self.desk.guide.page_requested.emit("history")

    def show_all(self) -> None:
        """The history of the whole case again."""
        self._widen()
        self._expire()
        self._view.list.setFocus()

    def open_record(self, record: str) -> None:
        """A record that has no page of its own is shown by its history."""
        self.show_record(record)

    def turn(self) -> None:
        self._widen()
        self._wanted = ""
        self._view.detail.show_row(None)
        self._view.proof.say("", "")
        self._view.proof.show_digest("", "")

    def load(self) -> None:
        chosen = self._view.list.chosen
        self._wanted = chosen.id if chosen else self._wanted
        if self.case is None:
            self._view.show_blank(blank=True)
            return
        self._view.show_blank(blank=False)
        self._following = None
        self.ask(read_page, self.case.id, self._sieve, None, done=self._show_first)
        self.ask(read_state, self.case.id, done=self._show_state)

    @property
    def _sieve(self) -> Sieve:
        words = self._view.words.text().strip()
        return Sieve(
            author=self._view.author.currentData() or "",
            kind=self._view.kind.currentData() or "",
            record=self._record,
            words=(words,) if words else (),
            since=tuple(self._since.ends.items()),
        )

    def _widen(self) -> None:
        self._record, self._since = "", NO_PROOF
        self._view.show_only("")

    def _show_first(self, shown: Shown) -> None:
        self._view.list.rows.clear()
        self._view.show_writers(shown.writers)
        if self._record and shown.rows:
            self._view.show_only(_("Only: {record}").format(record=shown.rows[0].name))
        self._show_more(shown)

    def _show_more(self, shown: Shown) -> None:
        rows, self._following = self._view.list.rows, shown.following
        rows.append(shown.rows, more=self._following is not None)
        looking = not shown.rows and self._following is not None
        self._view.show_looking(on=looking)
        if looking:
            self._ask_more()
        if rows.rows:
            self._view.show_list()
        elif not looking:
            self._view.show_nothing()
        if self._wanted and self._view.list.choose(self._wanted):
            self._wanted = ""

    def _ask_more(self) -> None:
        if self.case is not None and self._following is not None:
            self.ask(read_page, self.case.id, self._sieve, self._following, done=self._show_more)

    def _stop(self) -> None:
        """Look no further; scrolling to the end goes on from here."""
        self._following = None
        self._view.show_looking(on=False)
        if not self._view.list.rows.rows:
            self._view.show_nothing()

    def _show_state(self, state: State) -> None:
        if self.case is not None:
            self._view.proof.show_digest(self.case.id, state.digest)
        self._view.show_releases(state.releases)

    def _show_record(self, kind: str, record: str) -> None:
        if self.case is not None:
            self.desk.guide.record_requested.emit(self.case.id, kind, record)

    def _restore(self, change: Change, before: bool) -> None:
        if self.case is None:
            return

        def restored(_result: object) -> None:
            name = field_label(change.kind, change.field) if change.field else _("the record")
            text = _("Restored: {field}").format(field=name)
            self.desk.guide.offered.emit(text, _("Undo"), self.desk.guide.undo_requested.emit)

        self.desk.session.change(
            restore, self.case.id, change, before, touches=KINDS,
            done=restored, failed=self.desk.guide.complained.emit,
        )  # fmt: skip

    def _ask_to_erase(self, row: HistoryRow) -> None:
        Ask(
            _("Erase for good?"), erasing.meaning(row.name), _("Erase for good"), _("Keep it"),
            partial(self._erase, row), self._view,
        ).open()  # fmt: skip

    def _erase(self, row: HistoryRow, _tick: bool) -> None:
        if self.case is not None:
            self.desk.session.change(
                erasing.erase, self.case.id, row.record, touches=KINDS,
                done=self._erased, failed=self.desk.guide.complained.emit,
            )  # fmt: skip

    def _erased(self, _changes: object) -> None:
        """What was destroyed must not be seen here any more either."""
        self._view.list.rows.clear()
        self._view.detail.show_row(None)
        self.show_all()
        self.desk.guide.told.emit(_("Erased. Backups made before hold it until they go."))

    def _check(self, typed: str, trail: Trail | None = None) -> None:
        """Look for a printed state, a while at a time: lines can be logged in between."""
        if self.case is None:
            return

        def answered(found: Proof | Trail | None) -> None:
            if isinstance(found, Trail):
                self._check(typed, found)
            else:
                self._proved(found)

        self._view.proof.say(_("Looking…"), "muted")
        self.desk.session.ask(
            proof.prove_some, self.case.id, typed, trail,
            done=answered, failed=self._not_proved, latest="proof",
        )  # fmt: skip

    def _proved(self, proved: Proof | None) -> None:
        if proved is None:
            self._view.proof.say(_("In this vault the case never held exactly that."), "warn")
            return
        self._proof = proved
        self._view.proof.say(_told(proved), "ok", since=not proved.current)

    def _not_proved(self, error: CasefileError) -> None:
        self._view.proof.say(str(error), "warn")

    def _show_since(self) -> None:
        self._record, self._since = "", self._proof
        self._view.parts.choose(0)
        self._view.show_only(_("Only what came after {time}").format(time=_time(self._proof)))
        self._expire()
        self._view.list.setFocus()


def _time(proved: Proof) -> str:
    if proved.until is None:
        return ""
    local = at(proved.until).astimezone(zone(local_zone()))
    return f"{day(local.date())}, {clock_time(proved.until)}"


def _told(proved: Proof) -> str:
    """What a state that was found proves, in sentences."""
    said = [_("The case held exactly this on {time}.").format(time=_time(proved))]
    if proved.release is not None and proved.release.filename:
        said.append(_("It left as “{name}”.").format(name=proved.release.filename))
    count = sum(proved.since.values())
    since = ngettext("{count} entry has come since.", "{count} entries have come since.", count)
    said.append(since.format(count=count) if count else _("Nothing has come since."))
    return " ".join(said)


def restore(vault: Vault, case: str, change: Change, before: bool) -> None:
    """Give a field a value again, or bring a record back. Raises CannotUndo, InvalidRecord."""
    undo.restore(vault, case, change, before=before)


def read_state(vault: Vault, case: str) -> State:
    """The digest of a case, and what left."""
    return State(history.digest(vault, case), tuple(history.releases(vault, case)))
