# SPDX-License-Identifier: GPL-3.0-or-later
"""What the menus lead to outside the pages: new case, export, import, the key, the check."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from casefile.base.messages import _
from casefile.desktop.desk import Desk
from casefile.desktop.exchange.card import CardDialog, own_card
from casefile.desktop.exchange.export import SUFFIX, ExportDialog
from casefile.desktop.exchange.new_case import NewCaseDialog
from casefile.desktop.exchange.receive import ImportDialog
from casefile.desktop.exchange.verify import VerifyDialog
from casefile.desktop.keeping.backups import BackupsPage
from casefile.desktop.keeping.renewal import ChangeDialog, RenewDialog
from casefile.desktop.keeping.restoring import Restoring
from casefile.desktop.keeping.rounds import Rounds
from casefile.desktop.keeping.sheet import SheetDialog
from casefile.desktop.keeping.upkeep import Upkeep
from casefile.desktop.unlock.screen import remember
from casefile.desktop.widgets.banner import Banner
from casefile.records.kinds import Case
from casefile.store.cards import AuthorCard


class Errands(QObject):
    """Opens dialogs over the frame. They close with it. `renewed`: the vault has new keys."""

    renewed = Signal()

    def __init__(self, desk: Desk, frame: QWidget) -> None:
        super().__init__(frame)
        self._desk = desk
        self._frame = frame
        self._case: Case | None = None
        self.rounds = Rounds(desk, desk.setters, self)
        self.rounds.failed.connect(desk.guide.complained)
        self.restoring = Restoring(desk, self)
        self.restoring.restored.connect(remember)
        self.upkeep = Upkeep(desk, self)

    def set_case(self, case: Case | None) -> None:
        """The case that would be exported."""
        self._case = case

    def new_case(self) -> None:
        """Ask for the title of a new case."""
        NewCaseDialog(self._desk, self._frame).open()

    def export(self) -> None:
        """Show what would leave, and to whom."""
        if self._case is not None:
            ExportDialog(self._desk, self._case, self._frame).open()

    def choose_bundle(self) -> None:
        """Look for a bundle to take in."""
        dialog = QFileDialog(self._frame, _("Import a bundle"))
        dialog.setNameFilters([_("Bundle (*.casebundle)"), _("All files (*)")])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setDefaultSuffix(SUFFIX)
        dialog.fileSelected.connect(lambda name: self.review(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def review(self, bundle: Path) -> None:
        """Show what a bundle holds before anything is taken in."""
        ImportDialog(self._desk, bundle, self._frame).open()

    def verify(self) -> None:
        """Check the whole vault."""
        VerifyDialog(self._desk, self._frame).open()

    def backups_page(self, banner: Banner) -> BackupsPage:
        """Where the backups are, and the way back to one: for the preferences."""
        return BackupsPage(self._desk, self.rounds, self.restoring, banner)

    def show_sheet(self) -> None:
        """A second way into the vault, on paper."""
        SheetDialog(self._desk, self._frame).open()

    def change_passphrase(self) -> None:
        """Another passphrase, the same keys."""
        ChangeDialog(self._desk, self._frame).open()

    def renew_keys(self) -> None:
        """New keys throughout; the vault is locked then."""
        dialog = RenewDialog(self._desk, self._frame)
        dialog.renewed.connect(self.renewed)
        dialog.open()

    def show_card(self) -> None:
        """The key to which others seal."""
        self._desk.session.ask(own_card, done=self._show_card)

    def _show_card(self, card: AuthorCard) -> None:
        CardDialog(card, self._frame).open()
