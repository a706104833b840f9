# SPDX-License-Identifier: GPL-3.0-or-later
"""What the input of the log does to the vault: lines, corrections, drafts, breaks, attachments."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from casefile.base.errors import CasefileError
from casefile.base.messages import _, ngettext
from casefile.casework import drafts, intake, notes, sittings
from casefile.casework.drafts import Draft
from casefile.casework.intake import Intake
from casefile.casework.logs import LogRow
from casefile.casework.notes import Logged
from casefile.casework.speakers import Bearer, Speaker
from casefile.desktop.desk import Desk
from casefile.desktop.documents.drops import FileDrops
from casefile.desktop.documents.taking import Taking
from casefile.desktop.log import deeds
from casefile.desktop.log.completion import People
from casefile.desktop.log.entry import LineEntry
from casefile.desktop.log.hiding import NameHiding
from casefile.desktop.log.letters import LettersDialog
from casefile.desktop.log.line import TypedLine
from casefile.desktop.log.view import LogView
from casefile.records.kinds import Hearing, Note

_REASONS = 5  # of files that were not attached, in the banner
_DRAFT_EVERY = 1000  # ms while one types


class LogWriter(QObject):
    """Writes for the hearing that is shown; says what came of it in the page's own banner."""

    logged = Signal(object)  # Logged
    changed = Signal()  # lines that were there look different now

    def __init__(self, desk: Desk, view: LogView) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        self._hearing: Hearing | None = None
        self._visit = 0  # answers about a hearing that was left are not heard
        self._back = False  # what was being typed here before is in the field again
        self._refused: deeds.Refused = []  # not saved, and nobody was told so far
        self._draft = QTimer(self)
        self._draft.setSingleShot(True)
        self._draft.setInterval(_DRAFT_EVERY)
        self._draft.timeout.connect(self.keep_draft)
        self.hiding = NameHiding(desk, view)
        entry = view.entry
        entry.line_entered.connect(self._log)
        entry.text_changed.connect(self._draft_soon)
        entry.field.recalled.connect(self.recall)
        entry.field.setAcceptDrops(False)  # a file is attached, its address is not typed
        said = _("Drop to attach to the hearing. A copy is encrypted; your file stays.")
        FileDrops(view, said).dropped.connect(self.attach)
        self.taking = Taking(desk, view)
        self.taking.ended.connect(self._attached)
        self.taking.declined.connect(view.banner.stop_offering)

    @property
    def _entry(self) -> LineEntry:
        return self._view.entry

    def show(self, hearing: Hearing) -> None:
        """Write in this hearing from now on; what was being typed there comes back."""
        other = self._hearing is None or self._hearing.id != hearing.id
        if other:
            self.close()
        self._hearing = hearing
        self._say_break()
        self._offer_anew()
        if other:
            back = partial(self._begin, self._visit)
            self._desk.session.ask(drafts.draft, hearing.id, done=back)

    def _begin(self, visit: int, draft: Draft) -> None:
        if visit == self._visit:
            self._back = True
            self._entry.begin(draft)

    def close(self) -> None:
        """Put the hearing away; what was typed is kept as its draft."""
        if self._hearing is not None:
            self.keep_draft()
            self._entry.forget()
            self._draft.stop()
            self._hearing, self._back = None, False
            self._visit += 1

    def keep_draft(self) -> None:
        """Keep what is typed and not sent, encrypted, at its hearing; not before what was typed
        there has come back, or it would be taken for nothing."""
        if self._hearing is None:
            return
        self._draft.stop()
        draft = self._entry.draft()
        if self._back or not draft.empty:
            self._desk.session.ask(
                deeds.keep_drafts, self._hearing.id, draft, self._refused, done=None
            )

    def recall(self) -> None:
        """Put the line that one logged last into the field, to correct it."""
        if self._hearing is not None:
            hearing = self._hearing
            correct = partial(self._correct, self._visit)
            self._desk.session.ask(notes.last_own, hearing.case, hearing.id, done=correct)

    def correct(self) -> None:
        """The same for the line that is chosen; the last one where none is."""
        if (row := self._chosen()) is not None:
            self._entry.correct(row.note)
        else:
            self.recall()

    def withdraw(self) -> None:
        """Take the chosen line back; undo brings it back."""
        if (row := self._chosen()) is not None:
            self._change(notes.withdraw, row.note, done=self._withdrawn)

    def star(self) -> None:
        """Mark the chosen line, or the last one, as one to come back to; or take the mark off."""
        rows = self._view.list.lines.rows
        row = self._chosen() or (rows[-1] if rows else None)
        if row is not None:
            self._change(notes.star, row.note, done=self._stirred)

    def pause(self) -> None:
        """A break begins, or ends."""
        if self._hearing is not None:
            running = sittings.running_break(self._hearing)
            deed = sittings.end_break if running else sittings.start_break
            self._change(deed, self._hearing, touches=("hearing",), done=self._paused)

    def choose_files(self) -> None:
        """Look for files to attach."""
        dialog = QFileDialog(self._view, _("Attach to the hearing"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.attach([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def attach(self, paths: Sequence[Path]) -> None:
        """Take files in, and link them to the chosen line or else to the hearing."""
        if self._hearing is not None and paths:
            row = self._chosen()
            to = row.note.id if row else self._hearing.id
            self._view.banner.offer(_("Encrypting…"), _("Stop"), self.taking.stop)
            self.taking.take(self._hearing.case, paths, to)

    def choose_letters(self) -> None:
        """Let the letters that name speakers be changed."""
        if self._hearing is not None:
            dialog = LettersDialog(self._desk, self._entry.speaker.letters, self._view.window())
            dialog.saved.connect(self._offer_anew)
            dialog.open()

    def _offer_anew(self) -> None:
        if self._hearing is not None:
            self._desk.session.ask(
                deeds.who_speaks, self._hearing, done=self._offer, latest="speakers"
            )

    def _chosen(self) -> LogRow | None:
        """The line that is chosen, while the list has the keyboard: what was chosen there an hour
        ago is not meant by someone who types."""
        shown = self._view.list
        return shown.chosen_row if shown.hasFocus() else None

    def _change(
        self,
        deed: Callable[..., object],
        *args: object,
        touches: Sequence[str] = ("note",),
        done: Callable[[Any], None],
    ) -> None:
        self._view.banner.hide()
        self._desk.session.change(
            deed, *args, touches=touches, done=done, failed=self._view.banner.complain
        )

    def _draft_soon(self) -> None:
        """Within a second: waiting for a pause in the typing would be too late."""
        if not self._draft.isActive():
            self._draft.start()

    def _offer(self, found: tuple[list[Speaker], dict[str, str], list[str], list[Bearer]]) -> None:
        offered, letters, languages, bearers = found
        here = [speaker.id for speaker in offered if speaker.name]
        self._entry.completion.people = People(bearers, here)
        self._entry.speaker.offer(offered, letters)
        self._entry.languages = languages

    def _log(self, line: TypedLine) -> None:
        assert self._hearing is not None
        self._view.banner.hide()
        self._draft.stop()
        self._desk.session.change(
            deeds.log_or_note, self._hearing, line, self._refused,
            touches=("note",), done=partial(self._logged, self._visit),
            failed=partial(self._not_logged, self._visit, self._hearing.id, line),
        )  # fmt: skip

    def _logged(self, visit: int, logged: Logged) -> None:
        if visit != self._visit:
            return
        self._entry.saved()
        if not self._entry.draft().empty:
            self._draft_soon()
        self.logged.emit(logged)

    def _not_logged(self, visit: int, hearing: str, line: TypedLine, error: CasefileError) -> None:
        kept = not deeds.taken_off(self._refused, (hearing, line))
        if visit == self._visit:
            self._entry.refused()
        elif not kept:
            self._desk.session.ask(drafts.add_draft, hearing, line.draft, done=None)
        self._view.banner.complain(error)

    def _correct(self, visit: int, note: Note | None) -> None:
        if note is not None and visit == self._visit:
            self._entry.correct(note)

    def _withdrawn(self, _changes: object) -> None:
        guide = self._desk.guide
        text = _("Line withdrawn. It stays in the history.")
        guide.offered.emit(text, _("Undo"), guide.undo_requested.emit)
        self._stirred()

    def _stirred(self, _changes: object = None) -> None:
        self.changed.emit()
        self._entry.begin()

    def _paused(self, hearing: Hearing) -> None:
        if self._hearing is not None and self._hearing.id == hearing.id:
            self._hearing = hearing
            self._say_break()

    def _say_break(self) -> None:
        running = sittings.running_break(self._hearing) if self._hearing else None
        ended = self._hearing is not None and self._hearing.ended_at
        self._entry.say_break(running.started_at if running and not ended else None)

    def _attached(self, result: Intake) -> None:
        if result.failed or result.stopped is not None:
            reasons = [str(error) for _path, error in result.failed]
            reasons += [str(result.stopped)] if result.stopped is not None else []
            self._view.banner.complain(" ".join([intake.told(result), *reasons[:_REASONS]]))
            return
        said = ngettext(
            "{count} file attached. A copy is encrypted; your file stays where it is.",
            "{count} files attached. Copies are encrypted; your files stay where they are.",
            len(result.added),
        )
        self._view.banner.tell(said.format(count=len(result.added)))
