# SPDX-License-Identifier: GPL-3.0-or-later
"""Taking in a bundle: checked first, shown, and taken in only when a person says so."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QProgressBar, QWidget

from casefile.base.errors import Cancelled, CasefileError
from casefile.base.messages import _, ngettext
from casefile.bundle.receive import Review
from casefile.casework import exchange
from casefile.desktop.desk import Desk
from casefile.desktop.search.model import kind_names
from casefile.desktop.session import Session
from casefile.desktop.tasks import Progress, Task
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.dialog import Dialog
from casefile.desktop.widgets.fields import PassphraseField, stack_field
from casefile.desktop.widgets.text import label
from casefile.records.kinds import KINDS
from casefile.store.writing import Appended
from casefile.vault.vault import Vault


class ImportDialog(Dialog):
    """Two states: to be checked, and reviewed. Closing it forgets what was staged."""

    def __init__(self, desk: Desk, bundle: Path, parent: QWidget) -> None:
        super().__init__(_("Import a bundle"), parent, 560)
        self._desk = desk
        self._bundle = bundle
        self._task: Task | None = None
        self._leaving = False
        desk.guide.leaving.connect(self._leave)
        self.review: Review | None = None
        self.passphrase = PassphraseField()
        self.passphrase.setPlaceholderText(_("only if it was sealed under one"))
        self.passphrase.returnPressed.connect(self.check)
        self._what = label(bundle.name, "strong", wrap=True)
        self._found = label("", "", wrap=True)
        self._warning = label("", "warn", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress"))
        self._bar.hide()
        self.body.addWidget(self._what)
        stack_field(_("Passphrase of the bundle"), self.passphrase, self.body)
        for part in (self._found, self._warning, self._bar):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._cancel = self.add_close(_("Cancel"))
        self._go_on = button(_("Check it"), "primary", "package-open")
        self._go_on.clicked.connect(self._proceed)
        self.buttons.addWidget(self._go_on)
        self.passphrase.setFocus()

    def check(self) -> None:
        """Read the bundle through; nothing of the case is touched."""
        if self._task is not None or self.review is not None:
            return
        self.banner.hide()
        self._wait()
        self._task = self._desk.session.ask(
            review, self._bundle, self.passphrase.text() or None,
            done=self._reviewed, failed=self._refused, progressed=self._progressed,
        )  # fmt: skip

    def take_in(self) -> None:
        """Accept what was reviewed."""
        if self.review is None or self._task is not None:
            return
        self._wait()
        self._task = self._desk.session.change(
            exchange.accept, self.review, touches=KINDS,
            done=self._taken, failed=self._not_taken, progressed=self._progressed,
        )  # fmt: skip

    def reject(self) -> None:
        """While it is taken in: stop that, and close when it has stopped or was too late."""
        if self._task is not None and self.review is not None and not self._leaving:
            self._task.cancel()
            self._cancel.setEnabled(False)
            return
        if self._task is not None:
            self._task.cancel()
            if self.review is None:  # if it is too late for that, what it staged must go
                self._task.done = partial(_forget, self._desk.session)
        if self.review is not None:
            self._desk.session.ask(exchange.discard, self.review, done=None)
            self.review = None
        super().reject()

    def _leave(self) -> None:
        """The vault is being locked: that waits for nothing."""
        self._leaving = True

    def _not_taken(self, error: CasefileError) -> None:
        """The review is spent. It is checked anew, or, where a person stopped it, left."""
        self._task = None
        if isinstance(error, Cancelled):  # perhaps before it began: then it is staged still
            self.reject()
            return
        self.review = None
        self.passphrase.setEnabled(True)
        self._go_on.setText(_("Check it"))
        self._cancel.setEnabled(True)
        self._refused(error)

    def _proceed(self) -> None:
        if self.review is None:
            self.check()
        else:
            self.take_in()

    def _wait(self) -> None:
        self._bar.setRange(0, 0)
        self._bar.show()
        self._go_on.setEnabled(False)

    def _reviewed(self, found: Review) -> None:
        self._task = None
        self.review = found
        self._bar.hide()
        self.passphrase.setEnabled(False)
        self._what.setText(found.title)
        self._found.setText("\n".join(_facts(found)))
        self._warning.setText("\n".join(_warnings(found)))
        self._go_on.setText(_("Take it in"))
        self._go_on.setEnabled(True)
        self._go_on.setFocus()

    def _taken(self, _appended: Appended) -> None:
        assert self.review is not None
        case, self.review = self.review.case, None
        self._task = None
        self._desk.guide.case_requested.emit(case)
        self._desk.guide.told.emit(_("Taken in."))
        self.accept()

    def _refused(self, error: CasefileError) -> None:
        self._task = None
        self._bar.hide()
        self._go_on.setEnabled(True)
        self.banner.complain(error)
        self.passphrase.setFocus()

    def _progressed(self, so_far: int, in_all: int) -> None:
        self._bar.setRange(0, 1000 if in_all else 0)
        self._bar.setValue(round(1000 * so_far / in_all) if in_all else 0)


def _forget(session: Session, late: Review) -> None:
    session.ask(exchange.discard, late, done=None)


def review(vault: Vault, bundle: Path, passphrase: str | None, progress: Progress) -> Review:
    """Check and stage a bundle."""
    return exchange.review_bundle(vault, bundle, passphrase=passphrase, progress=progress)


def _facts(found: Review) -> list[str]:
    sender = ", ".join(filter(None, (found.sender.name, found.sender.organisation)))
    facts = [_("From: {sender}").format(sender=sender)]
    new = ngettext("{count} new entry", "{count} new entries", found.new_entries)
    facts.append(new.format(count=found.new_entries) if found.new_entries else _("Nothing new."))
    names = kind_names()
    facts += [f"    {names.get(kind, kind)}: {count}" for kind, count in found.changed.items()]
    return facts


def _warnings(found: Review) -> list[str]:
    warnings = []
    if not found.sender_known:
        warnings.append(_("This vault has not met the sender before."))
    if found.conflicts:
        text = ngettext(
            "{count} field was changed on both sides; both values are kept.",
            "{count} fields were changed on both sides; both values are kept.",
            len(found.conflicts),
        )
        warnings.append(text.format(count=len(found.conflicts)))
    warnings += exchange.cautions(found)
    if found.ahead:
        warnings.append(_("Some entries are dated more than a day in the future."))
    return warnings
