# SPDX-License-Identifier: GPL-3.0-or-later
"""A vault made of a backup, beside the open one. It takes as long as its documents are large, so it
goes on when the page where it was begun is closed; a lock stops it, as all that reports progress,
and a stop leaves nothing."""

from pathlib import Path

from PySide6.QtCore import QMetaMethod, QObject, Signal

from casefile.base.errors import CasefileError
from casefile.base.messages import _
from casefile.desktop.desk import Desk
from casefile.desktop.tasks import Progress, Task
from casefile.desktop.unlock.create import Hidden
from casefile.desktop.words import short_path
from casefile.vault import backup
from casefile.vault.shelf import Backup

WHOLE = 1000  # parts of a restore: bytes are too many for a signal


class Restoring(QObject):
    """One at a time. `ended(sentence or CasefileError)` to the page that shows it; where there is
    none any more the frame is told."""

    restored = Signal(Path)
    progressed = Signal(int)  # parts of WHOLE
    ended = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._task: Task | None = None

    @property
    def under_way(self) -> bool:
        """Whether a vault is being made."""
        return self._task is not None

    def begin(self, vault: Path, chosen: Backup, passphrase: str) -> None:
        """Make a vault of a backup, beside the one in the folder `vault`."""
        if self._task is None:
            self._task = self._desk.setters.run(
                restore, vault, chosen, Hidden(passphrase),
                done=self._done, failed=self._failed, progressed=self._progressed,
            )  # fmt: skip

    def stop(self) -> None:
        """Make none."""
        if self._task is not None:
            self._task.cancel()

    def _progressed(self, so_far: int, _in_all: int) -> None:
        self.progressed.emit(so_far)

    def _done(self, folder: Path) -> None:
        self.restored.emit(folder)
        told = _("Restored to {path}. Lock this vault to open that one.")
        self._end(told.format(path=short_path(folder)))

    def _failed(self, error: CasefileError) -> None:
        self._end(error)

    def _end(self, what: str | CasefileError) -> None:
        self._task = None
        if self.isSignalConnected(QMetaMethod.fromSignal(self.ended)):
            self.ended.emit(what)
        elif isinstance(what, CasefileError):
            self._desk.guide.complained.emit(what)
        else:
            self._desk.guide.told.emit(what)


def restore(vault: Path, chosen: Backup, passphrase: str, *, progress: Progress) -> Path:
    """Make a vault of a backup beside the one in the folder `vault`; closed again, to be opened at
    the door. It needs nothing of the open vault, so any thread can do it."""
    name = f"{vault.stem} {chosen.made_at:%Y-%m-%d %H%M}.casefile"

    def told(done: int, in_all: int) -> None:
        progress(WHOLE * done // max(in_all, 1), WHOLE)

    with backup.restore(
        chosen.folder, vault.with_name(name), passphrase, progress=told
    ) as made:  # fmt: skip
        return made.folder
