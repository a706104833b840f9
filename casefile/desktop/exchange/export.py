# SPDX-License-Identifier: GPL-3.0-or-later
"""Handing a case to others: for whom, sealed how, and a list of what would leave."""

from functools import partial
from pathlib import Path
from weakref import ref

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QPlainTextEdit,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from casefile.base.errors import Cancelled, CasefileError
from casefile.base.files import safe_name
from casefile.base.messages import _
from casefile.bundle import packing
from casefile.bundle.packing import Written
from casefile.casework import briefings, exchange
from casefile.casework.briefings import Leaving
from casefile.casework.exchange import Handed, Ready, Sealing
from casefile.desktop.desk import Desk
from casefile.desktop.exchange.leaks import LeakNotice
from casefile.desktop.exchange.leaving import LeavingList
from casefile.desktop.exchange.unseen import UnseenNotice
from casefile.desktop.tasks import Task
from casefile.desktop.widgets.audience import audience_choice, audience_meaning, chosen_audience
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.dialog import Dialog
from casefile.desktop.widgets.fields import Combo, PassphraseField, stack_field
from casefile.desktop.widgets.text import label
from casefile.records.kinds import Case
from casefile.records.values import Audience
from casefile.vault.vault import Vault

SUFFIX = "casebundle"


class ExportDialog(Dialog):
    """Nothing leaves before a file is chosen."""

    export_requested = Signal(Path)

    def __init__(self, desk: Desk, case: Case, parent: QWidget) -> None:
        super().__init__(_("Export the case"), parent, 560)
        self._desk = desk
        self._case = case
        self._task: Task | None = None
        self.audience = audience_choice()
        self._meaning = label("", "meta", wrap=True)
        self.sealing = Combo()
        self.sealing.addItem(_("for people, by their keys"), "keys")
        self.sealing.addItem(_("under a passphrase"), "passphrase")
        self.keys = QPlainTextEdit()
        self.keys.setPlaceholderText(_("age1… one key a line"))
        self.keys.setTabChangesFocus(True)
        self.keys.setMinimumHeight(74)
        self.first, self.second = PassphraseField(), PassphraseField()
        self.leaving = LeavingList()
        self.unseen = UnseenNotice()
        self.leaks = LeakNotice()
        self.leaks.settled_changed.connect(self._ask)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress"))
        self._bar.hide()
        self._lay_out()
        self.audience.currentIndexChanged.connect(self._list)
        for field in (self.first, self.second, self.keys):
            field.textChanged.connect(self._refresh)
        self.sealing.currentIndexChanged.connect(self._refresh)
        self.export_requested.connect(self.export)
        self._list()

    def export(self, path: Path) -> None:
        """Write the bundle there."""
        self.banner.hide()
        self._bar.setRange(0, 0)
        self._bar.show()
        self._task = self._desk.session.ask(
            exchange.make_ready, self._case.id, path, self._sealing(),
            done=self._write, failed=self._refused,
        )  # fmt: skip
        self._refresh()

    def _write(self, ready: Ready) -> None:
        """Long, so not on the vault's thread: lines go on being logged."""
        if self._task is None:  # stopped meanwhile
            return
        self._task = self._desk.setters.run(
            exchange.write_ready, ready,
            done=partial(_sealed, ref(self), ready), failed=self._refused,
            progressed=self._progressed,
        )  # fmt: skip

    def hand_over(self, ready: Ready, written: Written) -> None:
        """Put in its place what was sealed, unless that was stopped meanwhile."""
        if self._task is None:
            packing.discard(written)
            return
        self._task = self._desk.session.change(
            exchange.hand_over, ready, written,
            touches=("release",), done=self._exported,
            failed=partial(_held_back, ref(self), self._desk, written),
        )  # fmt: skip

    def reject(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        super().reject()

    def _lay_out(self) -> None:
        stack_field(_("Who will read it"), self.audience, self.body)
        self.body.addWidget(self._meaning)
        stack_field(_("Sealed"), self.sealing, self.body)
        self._how = QStackedWidget()
        by_keys, by_passphrase = QWidget(), QWidget()
        for page, fields in (
            (by_keys, ((_("Keys of those who may open it"), self.keys),)),
            (by_passphrase, ((_("Passphrase"), self.first), (_("The same again"), self.second))),
        ):
            column = QVBoxLayout(page)
            column.setContentsMargins(0, 0, 0, 0)
            for name, field in fields:
                stack_field(name, field, column)
            self._how.addWidget(page)
        self.body.addWidget(self._how)
        self.body.addWidget(label(_("What leaves"), "strong"))
        self.body.addWidget(self.leaving)
        self.body.addWidget(self.unseen)
        self.body.addWidget(self.leaks)
        self.body.addWidget(self._bar)
        self.add_close(_("Cancel"))
        self._export = button(_("Export…"), "primary", "package")
        self._export.clicked.connect(self._choose_file)
        self.buttons.addWidget(self._export)

    def _list(self) -> None:
        audience = chosen_audience(self.audience)
        self._meaning.setText(audience_meaning(audience))
        self.leaks.forget()
        self._ask()

    def _ask(self) -> None:
        self.leaving.wait()
        self._refresh()
        self._desk.session.ask(
            look_over, self._case.id, chosen_audience(self.audience), self.leaks.settled,
            done=self._listed, failed=self._refused, latest="leaving",
        )  # fmt: skip

    def _listed(self, leaving: Leaving) -> None:
        self.leaving.show_leaving(leaving)
        self.unseen.show_unseen(leaving.unseen)
        self.leaks.show_leaks(leaving.leaks)
        self._refresh()

    def _sealing(self) -> Sealing:
        by_keys = self.sealing.currentData() == "keys"
        return Sealing(
            recipients=tuple(self.keys.toPlainText().split()) if by_keys else (),
            passphrase=None if by_keys else self.first.text(),
            audience=chosen_audience(self.audience),
            settled=self.leaks.settled,
        )

    def _refresh(self) -> None:
        by_keys = self.sealing.currentData() == "keys"
        self._how.setCurrentIndex(0 if by_keys else 1)
        same = self.first.text() == self.second.text()
        sealed = self.keys.toPlainText().strip() if by_keys else self.first.text() and same
        self._export.setEnabled(bool(sealed) and self.leaving.clear and self._task is None)

    def _choose_file(self) -> None:
        name = safe_name(f"{self._case.reference or self._case.title}.{SUFFIX}")
        dialog = QFileDialog(self, _("Export the case"), name, _("Bundle (*.casebundle)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX)
        dialog.fileSelected.connect(lambda chosen: self.export_requested.emit(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _progressed(self, so_far: int, in_all: int) -> None:
        self._bar.setRange(0, 1000 if in_all else 0)
        self._bar.setValue(round(1000 * so_far / in_all) if in_all else 0)

    def _exported(self, handed: Handed) -> None:
        self._task = None
        text = _("Exported as {name}.").format(name=handed.exported.path.name)
        self._desk.guide.told.emit(text)
        self.accept()

    def _refused(self, error: CasefileError) -> None:
        self._task = None
        self._bar.hide()
        self.banner.complain(error)
        self._refresh()

    def held_back(self, error: CasefileError) -> None:
        """The case may be another than the one that was looked over: list anew what would leave."""
        self._refused(error)
        self._ask()


def _sealed(dialog: ref[ExportDialog], ready: Ready, written: Written) -> None:
    """A sealed file that nobody waits for any more is taken away."""
    shown = dialog()
    if shown is not None and isValid(shown):
        shown.hand_over(ready, written)
    else:
        packing.discard(written)


def _held_back(
    dialog: ref[ExportDialog], desk: Desk, written: Written, error: CasefileError
) -> None:
    """The same for one that may not leave, or that was stopped before it did."""
    packing.discard(written)
    shown = dialog()
    if shown is not None and isValid(shown):
        shown.held_back(error)
    elif not isinstance(error, Cancelled):
        desk.guide.complained.emit(error)


def look_over(vault: Vault, case: str, audience: Audience, settled: frozenset[str]) -> Leaving:
    """What would leave, with the documents' own text read for guarded names."""
    return briefings.what_leaves(vault, case, audience, files=True, settled=settled)
