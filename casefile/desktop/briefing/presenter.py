# SPDX-License-Identifier: GPL-3.0-or-later
"""Between the page of briefings and the vault: sets it anew 400 ms after the last choice."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer

from casefile.base.errors import CasefileError
from casefile.base.files import safe_name
from casefile.base.messages import _, ngettext
from casefile.briefing.render import TEMPLATES
from casefile.casework import briefings
from casefile.casework.briefings import Leaving
from casefile.desktop.briefing.view import BriefingView
from casefile.desktop.changes import Touched
from casefile.desktop.desk import Desk, Presenter
from casefile.desktop.tasks import Progress, Task
from casefile.desktop.viewer.reading import Reading
from casefile.desktop.widgets.audience import chosen_audience
from casefile.disclosure.dossier import Dossier
from casefile.records.kinds import KINDS, Release
from casefile.records.values import Audience
from casefile.vault.vault import Vault

REBUILT_AFTER = 400  # ms
_LONG = 50  # pages from which it is told how far it is


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a briefing should be."""

    case: str
    template: str
    language: str
    audience: Audience
    settled: frozenset[str]  # words that were found and mean nobody who is guarded


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was wanted, and what would leave of it: the case as it was at that moment."""

    wanted: Wanted
    leaving: Leaving
    path: Path | None = None  # where it is to leave to


@dataclass(frozen=True, slots=True)
class Pages:
    """What was gathered, and its pages as a PDF."""

    of: Gathered
    pdf: bytes


class BriefingPresenter(Presenter):
    """Keeps the preview true to the case and to the choices."""

    kinds = frozenset(KINDS) - {"release"}

    def __init__(self, desk: Desk, view: BriefingView) -> None:
        super().__init__(desk, view)
        self._view = view
        self._reading = Reading(desk.viewers, view.pane)
        self._shown_case = ""
        self._setting: Task | None = None
        self._saving: Task | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(REBUILT_AFTER)
        self._soon.timeout.connect(self._build)
        view.settings_changed.connect(self._expire)
        view.save_requested.connect(self._save)
        view.save.setEnabled(False)

    def close(self) -> None:
        """End the preview."""
        _let_be(self._saving)
        self._stop()
        self._reading.close()

    def turn(self) -> None:
        self._stop()
        self._reading.close()
        self._view.pane.say()
        self._view.leaks.forget()
        self._view.show_state("")
        self._view.save.setEnabled(False)

    def load(self) -> None:
        if self.case is None:
            self._view.pane.say(_("There is no case to write about yet."))
            return
        name = self.case.reference or self.case.title
        self._view.propose_name(safe_name(f"{name} briefing.pdf"))
        if self.case.id == self._shown_case:
            self._soon.start()
        else:
            self._build()

    def renew(self, touched: Touched) -> None:
        self._view.show_state("")
        super().renew(touched)

    @property
    def wanted(self) -> Wanted | None:
        """What is chosen."""
        if self.case is None:
            return None
        view = self._view
        return Wanted(
            self.case.id,
            view.template.currentData() or next(iter(TEMPLATES)),
            view.language.currentData(),
            chosen_audience(view.audience),
            view.leaks.settled,
        )

    def _build(self) -> None:
        self._stop()
        if self.wanted is not None:
            self.desk.session.ask(
                gathered, self.wanted, done=self._set, failed=self._refused, latest="briefing"
            )

    def _stop(self) -> None:
        """Let go of a preview that is being set: it is not wanted any more."""
        _let_be(self._setting)
        self._setting = None
        self._tell_pages(0, 0)

    def _set(self, gathered: Gathered) -> None:
        """Show what would leave, and set its pages while the vault goes on."""
        if self.case is None or gathered.wanted.case != self.case.id:
            return  # the case was changed meanwhile
        leaving = gathered.leaving
        self._view.show_leaving(_holds(leaving.dossier), sum(leaving.dossier.withheld.values()))
        self._view.leaks.show_leaks(leaving.leaks)
        if leaving.leaks:
            self._shown_case = ""
            self._view.save.setEnabled(False)
            self._reading.close()
            self._view.pane.say(_("Names of protected people stand in it: see at the side."))
            return
        self._stop()
        self._setting = self.desk.setters.run(
            pages_of, gathered, done=self._built, failed=self._refused,
            progressed=self._tell_pages,
        )  # fmt: skip

    def _tell_pages(self, so_far: int, in_all: int) -> None:
        """How far a long briefing is; the preview that was there stays meanwhile."""
        text = _("Setting page {page} of {pages}…").format(page=so_far, pages=in_all)
        self._view.show_setting(text if in_all > _LONG else "")

    def _built(self, pages: Pages) -> None:
        self._setting = None
        self._tell_pages(0, 0)
        same = self.case is not None and self.case.id == self._shown_case
        self._view.save.setEnabled(True)
        self._shown_case = self.case.id if self.case else ""
        self._reading.show(pages.pdf, "application/pdf", keep_place=same)

    def _refused(self, error: CasefileError) -> None:
        self._shown_case = ""
        self._view.save.setEnabled(False)
        self._reading.close()
        self._view.pane.say(str(error))
        self._view.show_leaving("", 0)

    def _save(self, path: Path) -> None:
        if self.wanted is None:
            return
        self._view.save.setEnabled(False)
        self.desk.session.ask(
            gathered, self.wanted, path, done=self._set_to_save, failed=self._not_saved
        )

    def _set_to_save(self, gathered: Gathered) -> None:
        """Set the pages of the state that was gathered; then they leave."""
        self._saving = self.desk.setters.run(
            pages_of, gathered, done=self._let_go, failed=self._not_saved,
            progressed=self._tell_pages,
        )  # fmt: skip

    def _let_go(self, pages: Pages) -> None:
        self._tell_pages(0, 0)
        self.desk.session.change(
            let_go, pages, touches=("release",), done=self._saved, failed=self._not_saved
        )

    def _saved(self, release: Release) -> None:
        self._view.save.setEnabled(True)
        self._view.show_state(_("Saved as {name}.").format(name=release.filename))

    def _not_saved(self, error: CasefileError) -> None:
        self._view.save.setEnabled(True)
        self._view.show_state("")
        self.desk.guide.complained.emit(error)


def _let_be(task: Task | None) -> None:
    if task is not None:
        task.forget()
        task.cancel()


def gathered(vault: Vault, wanted: Wanted, path: Path | None = None) -> Gathered:
    """What would leave, to be seen or to leave as a file there."""
    leaving = briefings.what_leaves(
        vault,
        wanted.case,
        wanted.audience,
        name=path.name if path else "",
        settled=wanted.settled,
    )
    return Gathered(wanted, leaving, path)


def pages_of(gathered: Gathered, progress: Progress | None = None) -> Pages:
    """The pages, on whatever thread. Raises LeakFound where a guarded name stands in them."""
    pdf = briefings.set_pages(
        briefings.clear(gathered.leaving),
        template=gathered.wanted.template,
        language=gathered.wanted.language,
        progress=progress,
    )
    return Pages(gathered, pdf)


def let_go(vault: Vault, pages: Pages) -> Release:
    """Write the briefing to its file and record that it left."""
    assert pages.of.path is not None
    dossier, settled = pages.of.leaving.dossier, pages.of.wanted.settled
    return briefings.let_go(vault, dossier, pages.pdf, pages.of.path, settled=settled)


def _holds(dossier: Dossier) -> str:
    hearings, lines, documents = map(len, (dossier.hearings, dossier.notes, dossier.documents))
    parts = (
        ngettext("{count} hearing", "{count} hearings", hearings).format(count=hearings),
        ngettext("{count} line of the log", "{count} lines of the log", lines).format(count=lines),
        ngettext("{count} document", "{count} documents", documents).format(count=documents),
    )
    return "\n".join(parts)
