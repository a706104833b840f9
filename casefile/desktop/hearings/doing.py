# SPDX-License-Identifier: GPL-3.0-or-later
"""Between the panels of a hearing's deeds and the vault."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from casefile.base.messages import _
from casefile.casework import completeness, moves, notes, paper, sittings
from casefile.casework.completeness import Closing
from casefile.casework.hearings import HearingRow, names_of, place_of
from casefile.casework.moves import Move
from casefile.casework.sittings import Adjourned
from casefile.desktop.dates import when
from casefile.desktop.desk import Desk
from casefile.desktop.form.context import Context
from casefile.desktop.hearings import panels
from casefile.desktop.hearings.page import ACCESS, HEARING, PRESENCE
from casefile.desktop.hearings.panel import DeedArea, FieldPanel, Panel
from casefile.desktop.hearings.panels import ClosingPanel, FormPanel, ProposalsPanel
from casefile.desktop.hearings.view import HearingsView
from casefile.disclosure.leaks import Leak
from casefile.records.kinds import Attendance, Case, Hearing
from casefile.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Moved:
    """A move, and the names of those whom it may have shut out."""

    move: Move
    names: dict[str, str]


class HearingDeeds(QObject):
    """Opens a panel for a deed and does it. `open_requested(id)`: show this hearing."""

    open_requested = Signal(str)

    def __init__(self, desk: Desk, view: HearingsView) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        self._row: HearingRow | None = None
        self.case: Case | None = None
        self._unfinished: tuple[str, str, Panel] | None = None  # deed, hearing, its panel

    def show(self, row: HearingRow | None) -> None:
        """The hearing on which deeds are done from now on; a panel of another one is put away."""
        other = (row.id if row else "") != (self._row.id if self._row else "")
        self._row = row
        if other:
            self._unfinished = None
            self._area.hide_panel()

    def move(self) -> None:
        """Ask to when and where the hearing is moved."""
        if row := self._row:
            self._ask("move", lambda context: panels.move_panel(context, row.hearing, row.court))

    def adjourn(self) -> None:
        """Ask why it stops and when it goes on."""
        self._ask("adjourn", panels.adjourn_panel)

    def cancel(self) -> None:
        """Ask who called it off."""
        self._ask("cancel", panels.cancel_panel)

    def close_doors(self) -> None:
        """Ask which part the public may not see."""
        self._ask("closed", panels.closed_panel)

    def print_form(self) -> None:
        """Ask what the paper form is to say."""
        panel = FormPanel(of_hearing=self._row is not None, of_case=self.case is not None)
        panel.wished.connect(partial(self._choose_file, panel))
        self._show("print", panel)

    def look_back(self) -> None:
        """What the log holds and what nobody has noted yet."""
        if self._row is not None:
            self._desk.session.ask(
                completeness.closing, self._row.hearing, done=self._show_closing, latest="closing"
            )

    def tell_end(self, hearing: Hearing) -> None:
        """Say in a line what was noted of a hearing that has just ended, and offer the rest."""
        self._desk.session.ask(completeness.closing, hearing, done=self._offer_closing)

    @property
    def _area(self) -> DeedArea:
        return self._view.page.area if self._view.logging else self._view.listing.area

    def _ask(self, deed: str, make: Callable[[Context], FieldPanel]) -> None:
        row = self._row
        if row is None:
            return
        if self._unfinished is not None and self._unfinished[:2] == (deed, row.id):
            self._area.show_panel(self._unfinished[2])
            return
        hearing = row.hearing
        context = Context(self._desk, hearing.case, hearing.id, place_of(hearing))
        panel = make(context)
        panel.given.connect(partial(self._do, deed, panel, hearing))
        self._show(deed, panel)

    def _show(self, deed: str, panel: Panel) -> None:
        self._unfinished = (deed, self._row.id if self._row else "", panel)
        self._area.show_panel(panel)

    def _do(self, deed: str, panel: Panel, hearing: Hearing, values: dict[str, Any]) -> None:
        ways: dict[str, tuple[Callable[..., Any], Callable[[Any], None]]] = {
            "move": (move_hearing, self._moved),
            "adjourn": (adjourn_hearing, self._adjourned),
            "cancel": (cancel_hearing, self._finished),
            "closed": (close_hearing, self._finished),
        }
        function, done = ways[deed]
        self._desk.session.change(
            function, hearing, values,
            touches=("hearing",), done=done, failed=panel.banner.complain,
        )  # fmt: skip

    def _finished(self, _result: object = None) -> None:
        self._unfinished = None
        self._area.hide_panel()
        self._view.main.setFocus()

    def _moved(self, moved: Moved) -> None:
        panel = ProposalsPanel(moved.move.line, moved.move.proposed, moved.names)
        panel.wished.connect(partial(self._keep, panel, moved.move))
        panel.left.connect(self._finished)
        self._show("moved", panel)

    def _keep(self, panel: ProposalsPanel, move: Move) -> None:
        self._desk.session.change(
            keep_move, move, panel.kept, panel.line,
            touches=("attendance", "note"), done=self._finished, failed=panel.banner.complain,
        )  # fmt: skip

    def _adjourned(self, done: Adjourned) -> None:
        self._finished()
        if done.next is not None:
            told = _("Adjourned; it goes on {when}.").format(when=when(done.next.scheduled_at))
            way = partial(self.open_requested.emit, done.next.id)
            self._desk.guide.offered.emit(told, _("Show that hearing"), way)
        else:
            self.tell_end(done.hearing)

    def _show_closing(self, found: Closing) -> None:
        ways: dict[str, Callable[[], object]] = {
            _("Access"): partial(self._view.page.show_part, ACCESS),
            _("Presence"): partial(self._view.page.show_part, PRESENCE),
            _("Hearing"): partial(self._view.page.show_part, HEARING),
        }
        self._show("closing", ClosingPanel(found, ways))

    def _offer_closing(self, found: Closing) -> None:
        told = _("The hearing has ended: {told}").format(told=panels.closing_line(found))
        missing = len(found.empty) + len(found.observers)
        way_on = _("What is missing") if missing else _("What was noted")
        self._desk.guide.offered.emit(told, way_on, self.look_back)

    def _choose_file(self, panel: FormPanel) -> None:
        dialog = QFileDialog(panel, _("Save the form"), _("hearing-form.pdf"), _("PDF (*.pdf)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(lambda name: self.save_form(panel, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_form(self, panel: FormPanel, path: Path) -> None:
        """Write the form to a file; guarded names that would stand in it are shown first."""
        done = partial(self._saved, panel, path)
        failed = panel.banner.complain
        pages = panel.pages.currentData()
        if self.case is None or not panel.known.isChecked():
            self._desk.session.ask(blank_form, path, pages, done=done, failed=failed)
            return
        wanted = paper.Printed(
            self.case.id,
            self._row.id if self._row else None,
            names=panel.names,
            settled=tuple(panel.leaks.settled),
            log_pages=pages,
        )
        self._desk.session.change(
            save_form, path, wanted, touches=("release",), done=done, failed=failed
        )

    def _saved(self, panel: FormPanel, path: Path, leaks: tuple[Leak, ...]) -> None:
        panel.leaks.show_leaks(leaks)
        if not leaks:
            self._finished()
            self._desk.guide.told.emit(_("Saved as “{name}”.").format(name=path.name))


def move_hearing(vault: Vault, hearing: Hearing, values: dict[str, Any]) -> Moved:
    """Move a hearing as a panel says. Raises InvalidRecord."""
    done = moves.move(
        vault,
        hearing,
        values["scheduled_at"],
        by=values["by"],
        how=values["how"],
        learned=values["given_at"],
        court=values["court"] or None,
        room=values["room"] or None,
    )
    return Moved(done, names_of(vault, hearing.case))


def adjourn_hearing(vault: Vault, hearing: Hearing, values: dict[str, Any]) -> Adjourned:
    """Adjourn a hearing as a panel says. Raises InvalidRecord."""
    return sittings.adjourn(vault, hearing, **values)


def cancel_hearing(vault: Vault, hearing: Hearing, values: dict[str, Any]) -> Hearing:
    """Call a hearing off as a panel says. Raises InvalidRecord."""
    learned = values["given_at"]
    return sittings.cancel(vault, hearing, by=values["by"], how=values["how"], learned=learned)


def close_hearing(vault: Vault, hearing: Hearing, values: dict[str, Any]) -> Hearing:
    """Note that a hearing or a part of it was closed to the public. Raises InvalidRecord."""
    return sittings.close_to_public(vault, hearing, values["closed_part"])


def keep_move(vault: Vault, move: Move, kept: tuple[Attendance, ...], line: str) -> None:
    """Keep what a person found true of a move: whom it shut out, and the sentence in the log."""
    if kept:
        moves.keep_attendances(vault, move.old.case, kept)
    if line:
        learned = move.new.notice.given_at if move.new.notice else None
        notes.log(vault, move.old.case, line, hearing=move.old.id, at=learned)


def blank_form(_vault: Vault, path: Path, pages: int) -> tuple[Leak, ...]:
    """Write a form that says nothing of any case. Raises StorageFailed."""
    paper.save_blank(path, pages)
    return ()


def save_form(vault: Vault, path: Path, wanted: paper.Printed) -> tuple[Leak, ...]:
    """Write a form, unless guarded names would stand in it: those are given back instead."""
    found = paper.what_is_printed(vault, wanted, name=path.name)
    if not found.leaks:
        paper.save_form(vault, path, wanted)
    return found.leaks
