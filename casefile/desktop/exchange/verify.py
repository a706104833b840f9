# SPDX-License-Identifier: GPL-3.0-or-later
"""Checking the whole vault: signatures, chains, tables, documents, the database itself."""

from PySide6.QtWidgets import QProgressBar, QWidget

from casefile.base.errors import CasefileError
from casefile.base.messages import _
from casefile.desktop.desk import Desk
from casefile.desktop.tasks import Progress
from casefile.desktop.widgets.dialog import Dialog
from casefile.desktop.widgets.text import label, set_look
from casefile.vault.vault import Vault
from casefile.vault.verify import Report, verify


class VerifyDialog(Dialog):
    """Starts at once; closing it stops the check."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(_("Check this vault"), parent, 520)
        self._result = label(_("Checking every entry and every document…"), "", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(_("Progress"))
        self.body.addWidget(self._result)
        self.body.addWidget(self._bar)
        self.add_close(_("Close"))
        self._task = desk.session.ask(
            check, done=self._show, failed=self._refused, progressed=self._progressed
        )

    def reject(self) -> None:
        self._task.cancel()
        self._task.forget()
        super().reject()

    def _progressed(self, so_far: int, in_all: int) -> None:
        self._bar.setRange(0, 1000 if in_all else 0)
        self._bar.setValue(round(1000 * so_far / in_all) if in_all else 0)

    def _show(self, report: Report) -> None:
        self._bar.hide()
        if report.ok:
            text = _("All is well: {entries} entries, {records} records, {documents} documents.")
            set_look(self._result, "ok")
        else:
            text = "\n".join(report.problems)
            set_look(self._result, "bad")
        self._result.setText(
            text.format(
                entries=report.entries, records=report.records, documents=report.attachments
            )
            if report.ok
            else text
        )

    def _refused(self, error: CasefileError) -> None:
        self._bar.hide()
        self.banner.complain(error)


def check(vault: Vault, progress: Progress) -> Report:
    """The report on the whole vault."""
    return verify(vault, progress)
