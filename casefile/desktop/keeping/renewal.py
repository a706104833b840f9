# SPDX-License-Identifier: GPL-3.0-or-later
"""Another passphrase for the open vault, or new keys throughout.

New keys make whatever a thread still holds of the old ones useless, so the vault is locked then:
a fresh process opens it, and the new passphrase is typed while one still remembers it.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from casefile.base.errors import CasefileError
from casefile.base.messages import _
from casefile.casework import renewal
from casefile.desktop.desk import Desk
from casefile.desktop.tasks import Task
from casefile.desktop.unlock.create import Hidden
from casefile.desktop.unlock.passphrase import PassphraseStep, attend
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.dialog import Dialog
from casefile.desktop.widgets.fields import PassphraseField, stack_field
from casefile.desktop.widgets.text import label


class _Asking(Dialog):
    """The passphrase so far, the new one twice, and the button `go`."""

    def __init__(self, desk: Desk, parent: QWidget, title: str, told: str, go: str) -> None:
        super().__init__(title, parent, 560)
        self._desk = desk
        self._busy = False
        self._told = label(told, "", wrap=True)
        self.body.addWidget(self._told)
        self.body.addSpacing(6)
        self.old = PassphraseField()
        self._asked = QWidget()
        column = QVBoxLayout(self._asked)
        column.setContentsMargins(0, 0, 0, 0)
        stack_field(_("The passphrase so far"), self.old, column)
        column.addSpacing(8)
        self.new = PassphraseStep(_("A new passphrase"))
        attend(self.new, desk.viewers)  # where nothing long goes on
        column.addWidget(self.new)
        self.body.addWidget(self._asked)
        self.body.addStretch(1)
        self.close_button = self.add_close(_("Cancel"))
        self.go = button(go, "primary")
        self.go.clicked.connect(self._submit)
        self.buttons.addWidget(self.go)
        self.old.textChanged.connect(self._refresh)
        self.old.returnPressed.connect(self.new.begin)
        self.new.changed.connect(self._refresh)
        self.new.entered.connect(self._submit)
        self._refresh()
        self.old.setFocus()

    def _begin(self, old: Hidden, new: Hidden) -> None:
        raise NotImplementedError

    def _submit(self) -> None:
        if not self.go.isEnabled():
            return
        self.banner.hide()
        self._set_busy(True)
        self._begin(Hidden(self.old.text()), Hidden(self.new.text))

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._asked.setEnabled(not busy)
        self._refresh()

    def _refused(self, error: CasefileError) -> None:
        self._set_busy(False)
        self.banner.complain(error)
        self.old.setFocus()

    def _show_done(self, told: str) -> None:
        """Nothing but what has become of it."""
        self.old.clear()
        self.new.forget()
        self._asked.hide()
        self.go.hide()
        self._told.setText(told)
        self.adjustSize()

    def _refresh(self) -> None:
        self.go.setEnabled(bool(self.old.text()) and self.new.ready and not self._busy)


class ChangeDialog(_Asking):
    """Another passphrase: the same keys."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        told = _(
            "Backups and copies made before go on to open with the passphrase of their day. Where "
            "somebody may have one, and knows its passphrase, renew all keys instead (Tools menu)."
        )
        super().__init__(desk, parent, _("Change the passphrase"), told, _("Change it"))

    def _begin(self, old: Hidden, new: Hidden) -> None:
        self._desk.session.ask(
            renewal.change, old, new, done=self._changed, failed=self._refused
        )  # fmt: skip

    def _changed(self, _none: None) -> None:
        self._show_done(
            _("The vault opens with the new passphrase now. A recovery sheet stays good.")
        )
        self.close_button.setText(_("Close"))


class RenewDialog(_Asking):
    """New keys throughout. `renewed` once it is closed after that: the vault is to be locked."""

    renewed = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        told = _(
            "For when somebody may have a copy of this vault or a backup, and its passphrase. "
            "Everything is written anew under new keys and checked before it takes the place of "
            "the old, which needs room for a second copy. The recovery sheet ends. Backups made "
            "before stay as they are and open with the passphrase of their day."
        )
        super().__init__(desk, parent, _("Renew all keys"), told, _("Renew all keys"))
        self._task: Task | None = None
        self._done = False
        desk.guide.leaving.connect(self._leave)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress"))
        self._bar.hide()
        self.body.addWidget(self._bar)

    def reject(self) -> None:
        """While it is under way: stop it, and say so when it has stopped."""
        if self._busy and self._task is not None:
            self._task.cancel()
            self.close_button.setEnabled(False)
            return
        super().reject()
        if self._done:
            self.renewed.emit()

    def _leave(self) -> None:
        """The vault is being locked: that waits for nothing, and needs not be asked for again."""
        self._busy = self._done = False

    def _begin(self, old: Hidden, new: Hidden) -> None:
        self._bar.setRange(0, 0)
        self._bar.show()
        self._task = self._desk.session.ask(
            renewal.rotate, old, new,
            done=self._renewed, failed=self._refused, progressed=self._progressed,
        )  # fmt: skip

    def _progressed(self, so_far: int, in_all: int) -> None:
        self._bar.setRange(0, in_all)
        self._bar.setValue(so_far)

    def _refused(self, error: CasefileError) -> None:
        self._bar.hide()
        self.close_button.setEnabled(True)
        super()._refused(error)

    def _renewed(self, sheet_ended: bool) -> None:
        self._busy, self._done = False, True
        self._bar.hide()
        told = [_("The vault has new keys. Lock it, and open it with the new passphrase.")]
        if sheet_ended:
            told.append(_("Its recovery sheet opens it no more; make another (Tools menu)."))
        told.append(_("Backups and copies made before open as they did: destroy them if you can."))
        self._show_done("\n".join(told))
        self.close_button.setText(_("Lock"))
        self.close_button.setEnabled(True)
