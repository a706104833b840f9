# SPDX-License-Identifier: GPL-3.0-or-later
"""A page of the preferences: where backups are, which there are, one more now, a check of one, and
a vault made of one."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from casefile.base.clock import local_zone, zone
from casefile.base.errors import CasefileError
from casefile.base.messages import _, ngettext
from casefile.desktop.dates import day
from casefile.desktop.desk import Desk
from casefile.desktop.keeping.restoring import WHOLE, Restoring
from casefile.desktop.keeping.rounds import Rounds
from casefile.desktop.tasks import Progress
from casefile.desktop.widgets.banner import Banner
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.fields import PassphraseField, stack_field
from casefile.desktop.widgets.table import Column, Table
from casefile.desktop.widgets.text import label
from casefile.desktop.words import short_path
from casefile.vault import backup, drill
from casefile.vault.keys import DataKey
from casefile.vault.shelf import DAYS, RECENT, WEEKS, Backup
from casefile.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Kept:
    """What there is: the vault's folder, the place of its backups and these, the latest first."""

    vault: Path
    place: Path
    backups: tuple[Backup, ...]
    due: bool
    checked: datetime | None  # when one was last looked at again, and was well


def kept(vault: Vault) -> Kept:
    """The backups of a vault."""
    made, checked = tuple(backup.backups_of(vault)), drill.last_checked(vault)
    return Kept(vault.folder, backup.place_of(vault), made, backup.due(vault), checked)


def with_key(vault: Vault, one: Backup) -> tuple[Backup, DataKey]:
    """A backup, and what it opens with."""
    return one, drill.key_of(vault)


def check(one: Backup, data_key: DataKey, *, progress: Progress) -> Backup:
    """Look at a backup again, to its end; it is the one of which the answer is told."""
    drill.check(one, data_key, progress)
    return one


class BackupsPage(QWidget):
    """What goes on longer than the page is shown belongs to `rounds` and to `restoring`."""

    def __init__(self, desk: Desk, rounds: Rounds, restoring: Restoring, banner: Banner) -> None:
        super().__init__()
        self._desk = desk
        self._rounds = rounds
        self._restoring = restoring
        self._vault = Path()
        self.banner = banner
        self._checking = False
        self._place = label("", "strong", wrap=True)
        self._state = label("", "meta", wrap=True)
        self.table = Table(_("Backups"), (Column(_("Made"), _made), Column(_("Day"), _day, 200)))
        self.table.setMinimumHeight(96)
        self.passphrase = PassphraseField()
        self._lay_out(rounds)
        rounds.made.connect(self._made_one)
        rounds.failed.connect(self._made_none)
        restoring.progressed.connect(self.show_progress)
        restoring.ended.connect(self._restored)
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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(place)
        column.addWidget(self._state)
        column.addWidget(self.table, 1)
        told = _(
            "To go back to a backup, choose it: a second vault is made of it beside this one, "
            "which stays as it is. It opens with the passphrase of that day."
        )
        column.addWidget(label(told, "meta", wrap=True))
        stack_field(_("Passphrase of the backup"), self.passphrase, column)
        self.check = button(_("Check the latest"), "", "shield-check")
        self.check.clicked.connect(self._check)
        self.restore = button(_("Restore the chosen one"))
        self.restore.clicked.connect(self._restore)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(_("Progress"))
        policy = self.bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # so that the buttons stay where they are
        self.bar.setSizePolicy(policy)
        self.stop = button(_("Stop"))
        self.stop.clicked.connect(self._stop)
        row = QHBoxLayout()
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        row.addWidget(self.check)
        row.addWidget(self.restore)
        column.addSpacing(6)
        column.addLayout(row)
        self._refresh()

    def _look(self, _none: None = None) -> None:
        self._desk.session.ask(kept, done=self._show, failed=self.banner.complain)

    def _show(self, found: Kept) -> None:
        self._vault = found.vault
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
        last = []
        if found.backups:
            latest = _moment(found.backups[0].made_at)
            last.append(_("The last one was made {when}.").format(when=latest))
        if found.checked:
            last.append(_("One was looked at again {when}.").format(when=_moment(found.checked)))
        lines = [
            " ".join((said, state)) if count else _("There is no backup yet."),
            " ".join(last),
            rule,
        ]
        self._state.setText("\n".join(filter(None, lines)))
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

    def _check(self) -> None:
        self._checking = True
        self._refresh()
        self._tell_check(0, 0)
        chosen = self.table.chosen or self.table.rows.rows[0]
        self._desk.session.ask(
            with_key, chosen, done=self._check_with, failed=self._not_checked
        )  # fmt: skip

    def _check_with(self, asked: tuple[Backup, DataKey]) -> None:
        self._desk.setters.run(
            check, *asked, done=self._checked, failed=self._not_checked, progressed=self._tell_check
        )

    def _tell_check(self, so_far: int, in_all: int) -> None:
        told = _("Looking at every page and every document of it…")
        share = _("{so_far} of {in_all}").format(so_far=so_far, in_all=in_all)
        self.banner.tell(f"{told} {share}" if in_all else told)

    def _checked(self, one: Backup) -> None:
        self._checking = False
        told = _("The backup of {when} is well: every page, chain and document.")
        self.banner.tell(told.format(when=_moment(one.made_at)))
        self._desk.session.ask(drill.note_checked, done=self._look)

    def _not_checked(self, error: CasefileError) -> None:
        self._checking = False
        self.banner.complain(error)
        self._refresh()

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
            backup.choose_place, place, done=self._look,
            failed=self.banner.complain,
        )  # fmt: skip

    def _restore(self) -> None:
        chosen: Backup | None = self.table.chosen
        if chosen is not None:
            self.banner.hide()
            self._restoring.begin(self._vault, chosen, self.passphrase.text())
            self.bar.setRange(0, 0)
            self.stop.setEnabled(True)
            self._refresh()

    def show_progress(self, so_far: int) -> None:
        """How far a restore is, in parts of WHOLE."""
        self.bar.setRange(0, WHOLE)
        self.bar.setValue(so_far)

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self._restoring.stop()

    def _restored(self, what: str | CasefileError) -> None:
        if isinstance(what, CasefileError):
            self.banner.complain(what)
        else:
            self.passphrase.clear()
            self.banner.tell(what)
        self._refresh()

    def _refresh(self) -> None:
        chosen = self.table.chosen is not None
        self.check.setText(_("Check the chosen one") if chosen else _("Check the latest"))
        self.check.setEnabled(bool(self.table.rows.rows) and not self._checking)
        restoring = self._restoring.under_way
        self.restore.setEnabled(chosen and bool(self.passphrase.text()) and not restoring)
        self.restore.setText(_("Restoring…") if restoring else _("Restore the chosen one"))
        self.bar.setVisible(restoring)
        self.stop.setVisible(restoring)


def _made(one: Backup) -> str:
    return f"{_moment(one.made_at)}:{one.made_at:%S}"


def _moment(when: datetime) -> str:
    local = when.astimezone(zone(local_zone()))
    return f"{day(local.date())}, {local:%H:%M}"


def _day(one: Backup) -> str:
    return day(one.made_at.astimezone(zone(local_zone())).date(), "EEEE")
