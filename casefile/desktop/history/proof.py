# SPDX-License-Identifier: GPL-3.0-or-later
"""The state digest of the case: to be read aloud, copied, photographed, and checked later."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from casefile.base.messages import _
from casefile.desktop import clipboard
from casefile.desktop.icons import icon
from casefile.desktop.widgets.buttons import button, icon_button
from casefile.desktop.widgets.code import Code
from casefile.desktop.widgets.text import buddy, label, set_look
from casefile.journal.chain import short_digest


class ProofStrip(QFrame):
    """Wishes: check this digest; show what came after it."""

    check_requested = Signal(str)
    since_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._digest = ""
        self._shown = label("", "strong")
        self._shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._shown.setFont(_mono(self.font()))
        self._copy = icon_button("copy", _("Copy the state digest"))
        self._copy.clicked.connect(self._to_clipboard)
        self.open = button(_("Check a printed digest…"))
        self.open.setCheckable(True)
        self.open.toggled.connect(self._unfold)
        self._code = Code(132, _("The state digest as a code for cameras"))
        self.field = QLineEdit()
        self.field.setPlaceholderText("ab12 cd34 ef56 7890 1234")
        self.field.setMaximumWidth(420)
        self.field.returnPressed.connect(self._ask)
        self._sign = label("")
        self._result = label("", "", wrap=True)
        self.since = button(_("Show what came after"), "link")
        self.since.clicked.connect(self.since_requested)
        self._panel = self._laid_out()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 6, 8, 6)
        column.setSpacing(6)
        column.addLayout(self._head())
        column.addWidget(self._panel)
        self._panel.hide()
        self.say("", "")

    def show_digest(self, case: str, digest: str) -> None:
        """The digest of the case as it is now."""
        self._digest = digest
        self._shown.setText(short_digest(digest) if digest else "")
        self._code.show_text(f"casefile:{case}:{digest}" if digest else "")

    def begin(self, typed: str = "") -> None:
        """Unfold, and take the keyboard, perhaps with a digest to be checked at once."""
        self.open.setChecked(True)
        self.field.setFocus()
        if typed:
            self.field.setText(typed)
            self._ask()

    def say(self, text: str, look: str, *, since: bool = False) -> None:
        """What came of the check; `since`: something has come after that state."""
        signs = {"ok": "circle-check", "warn": "circle-alert"}
        self._sign.setPixmap(icon(signs.get(look, "info"), look or "muted").pixmap(18, 18))
        self._sign.setVisible(bool(text))
        self._result.setText(text)
        set_look(self._result, look)
        self.since.setVisible(since)

    @property
    def said(self) -> str:
        """What the last check came to."""
        return self._result.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.open.isChecked():
            self.open.setChecked(False)
            self.open.setFocus()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._shown.setFont(_mono(self.font()))

    def _ask(self) -> None:
        if typed := self.field.text().strip():
            self.check_requested.emit(typed)

    def _to_clipboard(self) -> None:
        clipboard.copy(short_digest(self._digest))

    def _unfold(self, on: bool) -> None:
        self._panel.setVisible(on)
        text = _("Close the check") if on else _("Check a printed digest…")
        self.open.setText(text)
        self.open.setAccessibleName(text)
        if on:
            self.field.setFocus()

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label(_("State of the case"), "muted"))
        head.addWidget(self._shown)
        head.addWidget(self._copy)
        head.addStretch(1)
        head.addWidget(self.open)
        return head

    def _laid_out(self) -> QWidget:
        panel = QWidget()
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(
            label(
                _(
                    "These digits stand for every entry that the case holds now. Every briefing "
                    "prints those of its day; sent or photographed, they are a proof in time."
                ),
                "muted",
                wrap=True,
            )
        )
        words.addWidget(buddy(_("Digest from a printed briefing"), self.field))
        words.addLayout(self._question())
        words.addLayout(self._answer())
        words.addStretch(1)
        row = QHBoxLayout(panel)
        row.setContentsMargins(0, 2, 6, 6)
        row.setSpacing(16)
        row.addWidget(self._code, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return panel

    def _question(self) -> QHBoxLayout:
        check = button(_("Check"), "primary")
        check.clicked.connect(self._ask)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(check)
        row.addStretch(1)
        return row

    def _answer(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._sign)
        row.addWidget(self._result, 1)
        row.addWidget(self.since)
        return row


def _mono(font: QFont) -> QFont:
    """Digits and letters of one width: a digest is compared letter by letter."""
    made = QFont(font)
    made.setFamilies(["DejaVu Sans Mono", "Consolas", "Menlo", "monospace"])
    made.setStyleHint(QFont.StyleHint.Monospace)
    made.setBold(True)
    return made
