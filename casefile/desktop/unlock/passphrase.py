# SPDX-License-Identifier: GPL-3.0-or-later
"""Second step of making a vault: a passphrase, twice, strong enough, and an honest tick."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from casefile.base.messages import _
from casefile.casework.passphrases import Strength, strength
from casefile.desktop.tasks import Worker
from casefile.desktop.unlock.suggestion import suggest
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.fields import PassphraseField, Tick, stack_field
from casefile.desktop.widgets.text import label, set_look


class PassphraseStep(QWidget):
    """Wishes: measure this text; suggest one. `ready` once both fields agree, strong and ticked."""

    changed = Signal()
    entered = Signal()
    measure_requested = Signal(str)
    suggestion_requested = Signal()

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self._strength: Strength | None = None
        self._measured = ""
        self.first = self._field()
        self.second = self._field()
        self._meter = QProgressBar()
        self._meter.setRange(0, 4)
        self._meter.setTextVisible(False)
        self._meter.setAccessibleName(_("Strength of the passphrase"))
        self._verdict = label("", "meta", wrap=True)
        self._match = label("", "warn", wrap=True)
        self.tick = Tick(_("I know: nobody can find out a lost passphrase for me."))
        self.tick.toggled.connect(lambda _on: self.changed.emit())
        suggest = button(_("Suggest one"), "link")
        suggest.clicked.connect(self.suggestion_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        stack_field(title or _("Passphrase"), self.first, column)
        column.addWidget(self._meter)
        row = QHBoxLayout()
        row.addWidget(self._verdict, 1)
        row.addWidget(suggest)
        column.addLayout(row)
        stack_field(_("The same again"), self.second, column)
        column.addWidget(self._match)
        column.addSpacing(8)
        column.addWidget(self.tick)
        honest = _(
            "Write it down and keep it away from this computer. Without it only a recovery sheet "
            "opens the vault; you can print one later (Tools menu)."
        )
        column.addWidget(label(honest, "meta", wrap=True))
        self._refresh()

    @property
    def text(self) -> str:
        return self.first.text()

    @property
    def ready(self) -> bool:
        """Whether the vault can be made with this passphrase."""
        same = self.text == self.second.text()
        strong = self._strength is not None and self._strength.enough
        return bool(self.text) and same and strong and self.tick.isChecked()

    def begin(self) -> None:
        """Take the keyboard."""
        self.first.setFocus()

    def forget(self) -> None:
        """Empty everything."""
        for field in (self.first, self.second):
            field.clear()
            field.reveal(False)
        self.tick.setChecked(False)

    def show_strength(self, text: str, strength: Strength) -> None:
        """The measure of a text, if it is still the one in the field."""
        if text == self.text:
            self._measured, self._strength = text, strength
            self._refresh()

    def offer(self, passphrase: str) -> None:
        """Put a suggestion into the first field, readable: it has to be written down."""
        self.first.setText(passphrase)
        self.first.reveal(True)
        self.first.setFocus()

    def _field(self) -> PassphraseField:
        made = PassphraseField()
        made.textChanged.connect(self._typed)
        made.returnPressed.connect(self.entered)
        return made

    def _typed(self) -> None:
        if self._measured != self.text:
            self._measured, self._strength = "", None
            if self.text:
                self.measure_requested.emit(self.text)
        self._refresh()

    def _refresh(self) -> None:
        self._meter.setValue(self._strength.score if self._strength else 0)
        advice = self._strength.advice if self._strength else ""
        strong = self._strength is not None and self._strength.enough
        best = _("Six words that have nothing to do with each other are best.")
        self._verdict.setText(advice or best)
        set_look(self._verdict, "ok" if strong else "meta")
        differs = bool(self.second.text()) and self.second.text() != self.text
        self._match.setText(_("The two are not the same yet.") if differs else "")
        self.changed.emit()


def attend(step: PassphraseStep, worker: Worker) -> None:
    """Fulfil the wishes of a step on another thread: the lists of words are large."""
    step.measure_requested.connect(partial(_measure, step, worker))
    step.suggestion_requested.connect(partial(worker.run, suggest, done=step.offer))


def _measure(step: PassphraseStep, worker: Worker, text: str) -> None:
    worker.run(
        strength, text, done=lambda found: step.show_strength(text, found), latest="strength"
    )
