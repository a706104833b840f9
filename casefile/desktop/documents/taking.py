# SPDX-License-Identifier: GPL-3.0-or-later
"""Files on their way into the vault: found and encrypted on the readers' thread, one after the
other, and each put on record on the vault's. No line of a log waits for more than one record.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from casefile.base.errors import Cancelled, CasefileError
from casefile.base.messages import _, ngettext
from casefile.casework import copies, documents, gathering, intake
from casefile.casework.documents import Added, Arrived
from casefile.casework.gathering import Found, Gathered
from casefile.casework.rest import Rest, keep_rests, rest_of
from casefile.desktop.changes import Touched
from casefile.desktop.desk import Desk
from casefile.desktop.tasks import Task
from casefile.desktop.widgets.ask import Ask
from casefile.desktop.words import size
from casefile.records.kinds import Document, Link
from casefile.store.attachments import Attachments

KINDS = frozenset({Document.kind, Link.kind})


@dataclass(frozen=True, slots=True)
class Stand:
    """How far it is: files and bytes done and in all, and the name of the file that is at hand.
    While files are looked for, nothing is known in all."""

    files: int = 0
    files_in_all: int = 0
    done: int = 0
    in_all: int = 0
    name: str = ""


class Taking(QObject):
    """Facts: how far it is, a file is there, all is over. One lot after the other."""

    stands = Signal(object)  # Stand
    arrived = Signal(object)  # Added
    ended = Signal(object)  # Intake
    declined = Signal()  # a person said no to so many

    def __init__(self, desk: Desk, place: QWidget) -> None:
        super().__init__(place)
        self._desk = desk
        self._place = place
        self._waiting: list[tuple[str, list[Path], str]] = []
        self._lot: _Lot | None = None
        self._closed = False

    @property
    def busy(self) -> bool:
        """Whether files are on their way."""
        return self._lot is not None

    def take(self, case: str, paths: Sequence[Path], to: str = "") -> None:
        """Take files and folders in, each linked to the record `to` if there is one."""
        self._waiting.append((case, list(paths), to))
        self._next_lot()

    def stop(self) -> None:
        """Take nothing more; what has arrived stays. Heard within one block of a file."""
        self._waiting.clear()
        if self._lot is not None:
            self._lot.stopped = self._lot.stopped or Cancelled(_("Stopped."))
            if self._lot.task is not None:
                self._lot.task.cancel()

    def close(self) -> None:
        """Stop, and hear of nothing any more: the vault is being locked. What was not taken in is
        remembered there."""
        self._closed = True
        rests = [rest_of(case, to, paths, 0) for case, paths, to in self._waiting]
        if self._lot is not None and self._lot.stopped is None:
            rests.insert(0, self._lot.rest)
        if any(rest.names for rest in rests):
            self._desk.session.ask(keep_rests, rests, done=None)
        self.stop()

    def _next_lot(self) -> None:
        if self._lot is not None or not self._waiting:
            return
        case, paths, to = self._waiting.pop(0)
        lot = self._lot = _Lot(case, to, paths)
        self.stands.emit(Stand())
        lot.task = self._desk.readers.run(
            gathering.gather, paths,
            done=self._gathered, failed=self._stopped,
            progressed=lambda files, _none: self.stands.emit(Stand(files)),
        )  # fmt: skip

    def _gathered(self, found: Gathered) -> None:
        assert self._lot is not None
        self._lot.found, self._lot.in_all, self._lot.gathered = found, found.size, True
        if not found.large:
            self._begin()
            return
        self.stands.emit(Stand(len(found.files)))
        files = ngettext("{count} file", "{count} files", len(found.files))
        ask = Ask(
            _("Take in so much?"),
            _("{files}, {size} in all. A copy of each is encrypted into the vault.").format(
                files=files.format(count=len(found.files)), size=size(found.size)
            ),
            _("Take all in"), _("Leave it"),
            lambda _tick: self._begin(), self._place,
        )  # fmt: skip
        ask.rejected.connect(self._leave)
        ask.open()

    def _leave(self) -> None:
        self._lot = None
        self.declined.emit()
        self._next_lot()

    def _begin(self) -> None:
        if self._closed:
            return
        self._desk.session.ask(copies.attachments, done=self._keep_on, failed=self._stopped)

    def _keep_on(self, held: Attachments) -> None:
        if self._lot is not None:
            self._lot.held = held
            self._next_file()

    def _next_file(self) -> None:
        lot = self._lot
        assert lot is not None
        assert lot.held is not None
        if lot.stopped is not None or lot.at == len(lot.found.files):
            self._end()
            return
        file = lot.found.files[lot.at]
        self._tell(lot, file)
        lot.task = self._desk.readers.run(
            documents.keep_file, lot.held, file.path,
            done=self._kept, failed=partial(self._refused, file),
            progressed=lambda done, _all: self._tell(lot, file, done),
        )  # fmt: skip

    def _tell(self, lot: "_Lot", file: Found, done: int = 0) -> None:
        found = lot.found
        so_far = lot.done + min(done, file.size)
        stand = Stand(lot.at, len(found.files), so_far, lot.in_all, file.path.name)
        self.stands.emit(stand)

    def _kept(self, arrived: Arrived) -> None:
        if self._closed:
            return
        assert self._lot is not None
        file = self._lot.found.files[self._lot.at]
        self._lot.registering = True
        self._desk.session.change(
            documents.register, self._lot.case, arrived, self._lot.to,
            touches=(), done=self._registered, failed=partial(self._refused, file),
        )  # fmt: skip

    def _registered(self, added: Added) -> None:
        assert self._lot is not None
        self._lot.added.append(added)
        self.arrived.emit(added)
        self._go_on()

    def _refused(self, file: Found, error: CasefileError) -> None:
        assert self._lot is not None
        if intake.ends_all(error):
            self._stopped(error)
        else:
            self._lot.failed.append((file.path, error))
            self._go_on()

    def _go_on(self) -> None:
        assert self._lot is not None
        self._lot.done += self._lot.found.files[self._lot.at].size
        self._lot.at += 1
        self._lot.registering = False
        self._next_file()

    def _stopped(self, error: CasefileError) -> None:
        if self._lot is not None and not self._closed:
            self._lot.stopped = error
            self._end()

    def _end(self) -> None:
        lot = self._lot
        assert lot is not None
        self._lot = None
        result = intake.ended(lot.found, lot.added, lot.failed, lot.stopped)
        self.ended.emit(result)
        if lot.added:
            self._desk.session.feed.changed.emit(Touched(KINDS, lot.case))
        self._next_lot()


@dataclass
class _Lot:
    """What was dropped at once, and how far it is."""

    case: str
    to: str
    paths: list[Path]
    gathered: bool = False
    found: Gathered = field(default_factory=Gathered)
    in_all: int = 0  # bytes of what was found
    held: Attachments | None = None
    task: Task | None = None
    at: int = 0
    registering: bool = False  # the file at hand: that is queued, and done before the vault closes
    done: int = 0  # bytes of the files before
    stopped: CasefileError | None = None
    added: list[Added] = field(default_factory=list)
    failed: list[tuple[Path, CasefileError]] = field(default_factory=list)

    @property
    def rest(self) -> Rest:
        """What is not taken in yet."""
        queued = int(self.registering)
        left = [file.path for file in self.found.files[self.at + queued :]]
        paths = left if self.gathered else self.paths
        return rest_of(self.case, self.to, paths, len(self.added) + queued)
