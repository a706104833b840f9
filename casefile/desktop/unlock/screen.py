# SPDX-License-Identifier: GPL-3.0-or-later
"""The door as a whole: which of its four views is shown, and what their wishes lead to."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_documents_path
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget

from casefile.base import settings as stored
from casefile.base.clock import Clock
from casefile.base.errors import CasefileError
from casefile.base.messages import _
from casefile.base.settings import Settings
from casefile.desktop.session import Session
from casefile.desktop.tasks import Worker
from casefile.desktop.unlock import deeds
from casefile.desktop.unlock.create import CreateView, NewVault
from casefile.desktop.unlock.passphrase import attend
from casefile.desktop.unlock.recover import RecoverView, Recovery
from casefile.desktop.unlock.view import UnlockView
from casefile.desktop.unlock.welcome import WelcomeView

if TYPE_CHECKING:  # the rooms behind the door come in later
    from casefile.vault.vault import Vault


class UnlockScreen(QStackedWidget):
    """`opened(folder)` once a vault is open in the session."""

    opened = Signal(Path)

    def __init__(self, worker: Worker, session: Session, clock: Clock) -> None:
        super().__init__()
        self._busy = False
        self._clock = clock
        self._session = session
        self.welcome = WelcomeView()
        self.unlock = UnlockView()
        self.creation = CreateView()
        self.recovery = RecoverView()
        for view in (self.welcome, self.unlock, self.creation, self.recovery):
            self.addWidget(view)
        for door in (self.welcome, self.unlock):
            door.create_requested.connect(self.begin_creating)
            door.open_requested.connect(self.choose_vault)
            door.sample_requested.connect(self.open_sample)
        self.unlock.unlock_requested.connect(self._open)
        self.creation.create_requested.connect(self._create)
        self.creation.cancelled.connect(self.show_vaults)
        self.unlock.recover_requested.connect(self.begin_recovering)
        self.recovery.recover_requested.connect(self._recover)
        self.recovery.cancelled.connect(self.show_vaults)
        for step in (self.creation.passphrase, self.recovery.passphrase):
            attend(step, worker)

    def show_vaults(self, first: Path | None = None) -> None:
        """The known vaults, one of them first; the welcome where there are none."""
        settings = stored.load()
        known = tuple(Path(path) for path in settings.recent if Path(path).is_dir())
        if first is not None:
            known = (first, *(vault for vault in known if vault != first))
        self._set_busy(False)
        self.unlock.forget()
        self.recovery.forget()
        self.unlock.show_vaults(known)
        self.setCurrentWidget(self.unlock if known else self.welcome)
        if known:
            self.unlock.passphrase.setFocus()

    def begin_creating(self) -> None:
        """The two steps, from the first."""
        if self._busy:
            return
        self.creation.start(user_documents_path())
        self.setCurrentWidget(self.creation)
        self.creation.place.begin()

    def begin_recovering(self, vault: Path) -> None:
        """The words of the sheet are asked for."""
        self.recovery.start(vault)
        self.setCurrentWidget(self.recovery)

    def choose_vault(self) -> None:
        """Look for a vault's folder; then its passphrase is asked."""
        if self._busy:
            return
        dialog = QFileDialog(self, _("Open a vault"), str(user_documents_path()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda path: self.show_vaults(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open_sample(self) -> None:
        """The sample case; its passphrase is no secret."""
        self._begin(deeds.open_sample)

    def _open(self, folder: Path, passphrase: str) -> None:
        self._begin(deeds.open_vault, folder, passphrase)

    def _create(self, wanted: NewVault) -> None:
        self._begin(deeds.create_vault, wanted)

    def _recover(self, wanted: Recovery) -> None:
        self._begin(deeds.recover_vault, wanted)

    def _begin(self, opener: "Callable[..., Vault]", *args: object) -> None:
        """One vault at a time: a second one would get a frame of its own over this session."""
        if self._busy:
            return
        self._set_busy(True)
        self._session.open(
            opener, *args, self._clock, done=self._opened, failed=self._refused
        )  # fmt: skip

    def _opened(self, folder: Path) -> None:
        """It stays busy until vaults are shown again: what is behind it is being furnished."""
        self.unlock.forget()
        self.creation.passphrase.forget()
        self.recovery.forget()
        if folder != deeds.sample_folder():
            remember(folder)
        self.opened.emit(folder)

    def _refused(self, error: CasefileError) -> None:
        self._set_busy(False)
        self.complain(error)

    def complain(self, error: CasefileError) -> None:
        """Say what went wrong on the view that is shown."""
        current = self.currentWidget()
        if isinstance(current, WelcomeView):
            current.banner.complain(error)
        elif isinstance(current, UnlockView | CreateView | RecoverView):
            current.complain(error)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        for view in (self.welcome, self.unlock, self.creation, self.recovery):
            view.set_busy(busy)


def remember(folder: Path) -> Settings:
    """Put the vault first among the recent ones. A disk that refuses that is no reason to stop."""
    settings = stored.with_recent(stored.load(), folder)
    with suppress(OSError):
        stored.save(settings)
    return settings
