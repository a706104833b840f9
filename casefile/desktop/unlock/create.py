# SPDX-License-Identifier: GPL-3.0-or-later
"""Making a vault in two steps: its name and place; then a passphrase, twice."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from casefile.base.errors import CasefileError
from casefile.base.files import safe_name
from casefile.base.messages import _
from casefile.desktop.unlock.passphrase import PassphraseStep
from casefile.desktop.unlock.place import PlaceStep
from casefile.desktop.widgets.banner import Banner
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.centred import centre
from casefile.desktop.widgets.text import label

SUFFIX = ".casefile"


@dataclass(frozen=True, slots=True)
class NewVault:
    """What a person chose. The passphrase is not shown when this is printed."""

    folder: Path
    name: str
    organisation: str
    passphrase: "Hidden"


class Hidden(str):
    """Text that doesn't show itself in logs or tracebacks."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "'…'"


class CreateView(QWidget):
    """Wishes: create this vault; never mind."""

    create_requested = Signal(object)  # NewVault
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.place = PlaceStep()
        self.passphrase = PassphraseStep()
        self.banner = Banner()
        self._busy = False
        self._steps = QStackedWidget()
        self._steps.addWidget(self.place)
        self._steps.addWidget(self.passphrase)
        self._step = label("", "meta")
        self._back = button(_("Cancel"))
        self._back.clicked.connect(self._go_back)
        self._next = button(_("Next"), "primary")
        self._next.clicked.connect(self.go_on)
        for step in (self.place, self.passphrase):
            step.changed.connect(self._refresh)
            step.entered.connect(self.go_on)
        self._lay_out()
        self._refresh()

    def start(self, folder: Path) -> None:
        """From the beginning, proposing a folder."""
        self.place.propose(folder)
        self.passphrase.forget()
        self.banner.hide()
        self._show_step(0)

    def set_busy(self, busy: bool) -> None:
        """While the vault is made: nothing to press twice."""
        self._busy = busy
        self._steps.setEnabled(not busy)
        self._refresh()

    def complain(self, error: CasefileError) -> None:
        """Say it above the fields."""
        self.banner.complain(error)

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("look", "card")
        card.setFixedWidth(520)
        column = QVBoxLayout(card)
        column.setContentsMargins(32, 28, 32, 24)
        column.setSpacing(4)
        column.addWidget(self._step)
        column.addWidget(label(_("Create a vault"), "title"))
        column.addSpacing(8)
        column.addWidget(self.banner)
        column.addWidget(self._steps)
        column.addSpacing(16)
        row = QHBoxLayout()
        row.addWidget(self._back)
        row.addStretch(1)
        row.addWidget(self._next)
        column.addLayout(row)
        centre(card, self)

    def _show_step(self, step: int) -> None:
        self._steps.setCurrentIndex(step)
        (self.place if step == 0 else self.passphrase).begin()
        self._refresh()

    def _refresh(self) -> None:
        second = self._steps.currentIndex() == 1
        self._step.setText(_("Step {step} of 2").format(step=2 if second else 1))
        self._back.setText(_("Back") if second else _("Cancel"))
        self._back.setEnabled(not self._busy)
        last = _("Creating…") if self._busy else _("Create the vault")
        self._next.setText(last if second else _("Next"))
        ready = self.passphrase.ready if second else self.place.ready
        self._next.setEnabled(ready and not self._busy)

    def _go_back(self) -> None:
        if self._steps.currentIndex() == 1:
            self._show_step(0)
        else:
            self.cancelled.emit()

    def go_on(self) -> None:
        """To the second step, or make the vault, if that is possible yet."""
        if not self._next.isEnabled():
            return
        if self._steps.currentIndex() == 0:
            self._show_step(1)
            return
        self.banner.hide()
        self.create_requested.emit(
            NewVault(
                folder=self.place.folder / (safe_name(self.place.name) + SUFFIX),
                name=self.place.person,
                organisation=self.place.organisation,
                passphrase=Hidden(self.passphrase.text),
            )
        )
