# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the backups are, which there are, one more now, and a vault made of one."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from casefile.base.clock import local_zone, zone
from casefile.base.errors import CasefileError
from casefile.base.messages import _, ngettext
from casefile.desktop.dates import day
from casefile.desktop.desk import Desk
from casefile.desktop.keeping.rounds import Rounds
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.dialog import Dialog
from casefile.desktop.widgets.fields import PassphraseField, stack_field
from casefile.desktop.widgets.table import Column, Table
from casefile.desktop.widgets.text import label
from casefile.desktop.words import short_path
from casefile.vault import backup, shelf
from casefile.vault.shelf import DAYS, RECENT, WEEKS, Backup
from casefile.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Kept:
    """What there is: the place and its backups, the latest first."""

    place: Path
    backups: tuple[Backup, ...]
    due: bool


def kept(vault: Vault) -> Kept:
    """The backups of a vault."""
    place = backup.place_of(vault)
    return Kept(place, tuple(shelf.found(place)), backup.due(vault))


def restore(vault: Vault, chosen: Backup, passphrase: str) -> Path:
    """Make a vault of a backup beside the open one; closed again, to be opened at the door."""
    name = f"{vault.folder.stem} {chosen.made_at:%Y-%m-%d %H%M}.casefile"
    with backup.restore(chosen.folder, vault.folder.with_name(name), passphrase) as made:
        return made.folder


class BackupsDialog(Dialog):
    """`restored(folder)` when a vault was made of a backup."""

    restored = Signal(Path)

    def __init__(self, desk: Desk, rounds: Rounds, parent: QWidget) -> None:
        super().__init__(_("Backups"), parent, 620)
        self._desk = desk
        self._rounds = rounds
        self._place = label("", "strong", wrap=True)
        self._state = label("", "meta", wrap=True)
        self.table = Table(_("Backups"), (Column(_("Made"), _made), Column(_("Day"), _day, 200)))
        self.table.setMinimumHeight(180)
        self.passphrase = PassphraseField()
        self._lay_out(rounds)
        rounds.made.connect(self._made_one)
        rounds.failed.connect(self._made_none)
        self.table.row_chosen.connect(lambda _row: self._refresh())
        self.passphrase.textChanged.connect(lambda _text: self._refresh())
        self._look()

    def _lay_out(self, rounds: Rounds) -> None:
        place = QHBoxLayout()
        place.addWidget(self._place, 1)
        choose = button(_("Another folder…"))
        choose.clicked.connect(self._choose)
        self.now = button(_("Back up now"), "primary", "save")
        self.now.clicked.connect(self._back_up)
        place.addWidget(choose)
        place.addWidget(self.now)
        self.body.addLayout(place)
        self.body.addWidget(self._state)
        self.body.addWidget(self.table, 1)
        told = _(
            "To go back to a backup, choose it: a second vault is made of it beside this one, "
            "which stays as it is. It opens with the passphrase of that day."
        )
        self.body.addWidget(label(told, "meta", wrap=True))
        stack_field(_("Passphrase of the backup"), self.passphrase, self.body)
        self.add_close(_("Close"))
        self.restore = button(_("Restore the chosen one"))
        self.restore.clicked.connect(self._restore)
        self.buttons.addWidget(self.restore)
        self._refresh()

    def _look(self) -> None:
        self._desk.session.ask(kept, done=self._show, failed=self.banner.complain)

    def _show(self, found: Kept) -> None:
        self._place.setText(short_path(found.place))
        self.table.show_rows(found.backups)
        count = len(found.backups)
        said = ngettext("{count} backup.", "{count} backups.", count).format(count=count)
        state = _("Something was written since the last one.") if found.due else _("All is in it.")
        rule = _(
            "One is made every quarter of an hour when something was written, and checked before "
            "it counts. Kept are the latest {recent}, one of each of {days} days and of {weeks} "
            "weeks. A folder on another disk is safer."
        ).format(recent=RECENT, days=DAYS, weeks=WEEKS)
        self._state.setText(f"{said} {state if count else ''}\n{rule}")
        self._refresh()

    def _back_up(self) -> None:
        self.now.setEnabled(False)
        self._rounds.now()

    def _made_one(self, _one: Backup) -> None:
        self.now.setEnabled(True)
        self.banner.tell(_("A backup was made and checked."))
        self._look()

    def _made_none(self, error: CasefileError) -> None:
        self.now.setEnabled(True)
        self.banner.complain(error)

    def _choose(self) -> None:
        dialog = QFileDialog(self, _("Keep backups in"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda path: self.keep_in(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def keep_in(self, place: Path) -> None:
        """Keep backups there from now on."""
        self._desk.session.ask(
            backup.choose_place, place, done=lambda _none: self._look(),
            failed=self.banner.complain,
        )  # fmt: skip

    def _restore(self) -> None:
        chosen: Backup | None = self.table.chosen
        if chosen is None:
            return
        self.restore.setEnabled(False)
        self._desk.session.ask(
            restore, chosen, self.passphrase.text(),
            done=self._restored, failed=self._not_restored,
        )  # fmt: skip

    def _restored(self, folder: Path) -> None:
        self.passphrase.clear()
        told = _("Restored to {path}. Lock this vault to open that one.")
        self.banner.tell(told.format(path=short_path(folder)))
        self.restored.emit(folder)

    def _not_restored(self, error: CasefileError) -> None:
        self.banner.complain(error)
        self._refresh()

    def _refresh(self) -> None:
        chosen = self.table.chosen is not None
        self.restore.setEnabled(chosen and bool(self.passphrase.text()))


def _made(one: Backup) -> str:
    local = one.made_at.astimezone(zone(local_zone()))
    return f"{day(local.date())}, {local:%H:%M:%S}"


def _day(one: Backup) -> str:
    return day(one.made_at.astimezone(zone(local_zone())).date(), "EEEE")
