# SPDX-License-Identifier: GPL-3.0-or-later
"""Back into a vault whose passphrase is lost: the words of its recovery sheet, a new passphrase."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from casefile.base.errors import CasefileError
from casefile.base.messages import _
from casefile.desktop.unlock.create import Hidden
from casefile.desktop.unlock.passphrase import PassphraseStep
from casefile.desktop.widgets.banner import Banner
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.centred import centre
from casefile.desktop.widgets.fields import stack_field
from casefile.desktop.widgets.text import label


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was typed. Neither shows when this is printed."""

    folder: Path
    words: Hidden
    passphrase: Hidden


class RecoverView(QWidget):
    """Wishes: recover so; never mind."""

    recover_requested = Signal(object)  # Recovery
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path()
        self._busy = False
        self._title = label("", "title", wrap=True)
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(96)
        self.words.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.words.textChanged.connect(self._refresh)
        self.passphrase = PassphraseStep(_("A new passphrase"))
        self.passphrase.changed.connect(self._refresh)
        self.passphrase.entered.connect(self._submit)
        self.banner = Banner()
        self._back = button(_("Back"))
        self._back.clicked.connect(self.cancelled)
        self._recover = button(_("Open the vault"), "primary")
        self._recover.clicked.connect(self._submit)
        self._lay_out()
        self._refresh()

    def start(self, folder: Path) -> None:
        """For this vault, from the beginning."""
        self._folder = folder
        self._title.setText(_("Open “{name}” by its recovery sheet").format(name=folder.stem))
        self.forget()
        self.words.setFocus()

    def forget(self) -> None:
        """Empty everything."""
        self.words.clear()
        self.words.document().clearUndoRedoStacks()
        self.passphrase.forget()
        self.banner.hide()

    def set_busy(self, busy: bool) -> None:
        """While keys are stretched: nothing to press twice."""
        self._busy = busy
        self._refresh()

    def complain(self, error: CasefileError) -> None:
        """Say it above the fields, which keep what was typed."""
        self.banner.complain(error)
        self.words.setFocus()

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("look", "card")
        card.setFixedWidth(520)
        column = QVBoxLayout(card)
        column.setContentsMargins(32, 20, 32, 20)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self.banner)
        stack_field(_("The 24 words, or the first four letters of each"), self.words, column)
        column.addSpacing(8)
        column.addWidget(self.passphrase)
        column.addSpacing(8)
        row = QHBoxLayout()
        row.addWidget(self._back)
        row.addStretch(1)
        row.addWidget(self._recover)
        column.addLayout(row)
        centre(card, self)

    def _refresh(self) -> None:
        typed = bool(self.words.toPlainText().strip())
        self._recover.setEnabled(typed and self.passphrase.ready and not self._busy)
        self._recover.setText(_("Opening…") if self._busy else _("Open the vault"))
        self._back.setEnabled(not self._busy)

    def _submit(self) -> None:
        if self._recover.isEnabled():
            self.banner.hide()
            words, passphrase = Hidden(self.words.toPlainText()), Hidden(self.passphrase.text)
            self.recover_requested.emit(Recovery(self._folder, words, passphrase))
