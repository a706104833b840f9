# SPDX-License-Identifier: GPL-3.0-or-later
"""Between the page of briefings and the vault: sets it anew 400 ms after the last choice."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PySide6.QtCore import QTimer

from casefile.base.errors import CasefileError
from casefile.base.files import safe_name
from casefile.base.messages import _, ngettext
from casefile.briefing.render import TEMPLATES, render
from casefile.casework import briefings
from casefile.desktop.briefing.view import BriefingView
from casefile.desktop.changes import Touched
from casefile.desktop.desk import Desk, Presenter
from casefile.desktop.widgets.audience import chosen_audience
from casefile.desktop.widgets.reading import Reading
from casefile.disclosure.leaks import Leak
from casefile.records.kinds import KINDS, Release
from casefile.records.values import Audience
from casefile.vault.vault import Vault

REBUILT_AFTER = 400  # ms


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a briefing should be."""

    case: str
    template: str
    language: str
    audience: Audience
    settled: frozenset[str]  # words that were found and mean nobody who is guarded


@dataclass(frozen=True, slots=True)
class Preview:
    """The briefing's bytes, and what went into it; or the names that bar its way."""

    pdf: bytes
    leaks: tuple[Leak, ...]
    hearings: int
    lines: int
    documents: int
    withheld: int


class BriefingPresenter(Presenter):
    """Keeps the preview true to the case and to the choices."""

    kinds = frozenset(KINDS) - {"release"}

    def __init__(self, desk: Desk, view: BriefingView) -> None:
        super().__init__(desk, view)
        self._view = view
        self._reading = Reading(desk.readers, view.pane)
        self._reading.ready.connect(lambda _pages: view.show_place())
        self._shown_case = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(REBUILT_AFTER)
        self._soon.timeout.connect(self._build)
        view.settings_changed.connect(self._expire)
        view.save_requested.connect(self._save)
        view.save.setEnabled(False)

    def close(self) -> None:
        """End the preview."""
        self._reading.close()

    def turn(self) -> None:
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
        if self.wanted is not None:
            self.desk.session.ask(
                preview, self.wanted, done=self._built, failed=self._refused, latest="briefing"
            )

    def _built(self, made: Preview) -> None:
        same = self.case is not None and self.case.id == self._shown_case
        self._view.show_leaving(_holds(made), made.withheld)
        self._view.leaks.show_leaks(made.leaks)
        self._view.save.setEnabled(not made.leaks)
        if made.leaks:
            self._shown_case = ""
            self._reading.close()
            self._view.pane.say(_("Names of protected people stand in it: see at the side."))
            return
        self._shown_case = self.case.id if self.case else ""
        self._reading.show(made.pdf, "application/pdf", keep_place=same)

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
        self.desk.session.change(
            save, self.wanted, path, touches=("release",), done=self._saved, failed=self._not_saved
        )

    def _saved(self, release: Release) -> None:
        self._view.save.setEnabled(True)
        self._view.show_state(_("Saved as {name}.").format(name=release.filename))

    def _not_saved(self, error: CasefileError) -> None:
        self._view.save.setEnabled(True)
        self._view.show_state("")
        self.desk.guide.complained.emit(error)


def preview(vault: Vault, wanted: Wanted) -> Preview:
    """Set the briefing, unless a guarded name stands in it, and count what is in it."""
    leaving = briefings.what_leaves(vault, wanted.case, wanted.audience, settled=wanted.settled)
    out = BytesIO()
    if not leaving.leaks:
        render(leaving.dossier, out, template=wanted.template, language=wanted.language)
    dossier = leaving.dossier
    return Preview(
        pdf=out.getvalue(),
        leaks=leaving.leaks,
        hearings=len(dossier.hearings),
        lines=len(dossier.notes),
        documents=len(dossier.documents),
        withheld=sum(dossier.withheld.values()),
    )


def save(vault: Vault, wanted: Wanted, path: Path) -> Release:
    """Write the briefing and record that it left."""
    return briefings.save(
        vault,
        wanted.case,
        path,
        template=wanted.template,
        language=wanted.language,
        audience=wanted.audience,
        settled=wanted.settled,
    )


def _holds(made: Preview) -> str:
    parts = (
        ngettext("{count} hearing", "{count} hearings", made.hearings).format(count=made.hearings),
        ngettext("{count} line of the log", "{count} lines of the log", made.lines).format(
            count=made.lines
        ),
        ngettext("{count} document", "{count} documents", made.documents).format(
            count=made.documents
        ),
    )
    return "\n".join(parts)
