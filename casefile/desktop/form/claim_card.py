# SPDX-License-Identifier: GPL-3.0-or-later
"""What one source says of a field, as a card: the value, who says it, how good that is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from casefile.base.messages import _
from casefile.desktop.dates import when
from casefile.desktop.form.choosing import stacked
from casefile.desktop.form.texts import Paragraphs
from casefile.desktop.icons import icon
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.text import buddy, label
from casefile.desktop.words import isolated
from casefile.records.fields import FieldInfo
from casefile.records.kinds import Claim
from casefile.records.vocabularies import label as term


def value_in_words(info: FieldInfo | None, value: str) -> str:
    """A claimed value as people read it: the label of a term, a date in words, or as it stands."""
    if info is None:
        return value
    if info.vocabulary:
        return term(info.vocabulary, value)
    if info.shape in ("date", "moment", "when"):
        try:
            return when(value)
        except ValueError:
            return value
    return value


class ClaimCard(QFrame):
    """Wishes: prefer this claim for a reason, prefer none, withdraw it."""

    prefer_requested = Signal(object, str)
    prefer_none_requested = Signal(object)
    withdraw_requested = Signal(object)

    def __init__(self, claim: Claim, value: str, document: str) -> None:
        super().__init__()
        self.claim = claim
        self.setProperty("look", "group")
        source = claim.source or document or _("Source not named")
        self.setAccessibleName(_("{source}: {value}").format(source=source, value=value))
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(12, 10, 8, 8)
        self._lines.setSpacing(4)
        self._show_value(value)
        both = document and claim.source
        self._lines.addWidget(label(f"{claim.source} · {document}" if both else source, wrap=True))
        self._show_details()
        self._show_reason()
        self._lines.addLayout(self._buttons(source))

    def ask_reason(self) -> None:
        """Ask why this value is to be preferred, in the card itself."""
        self._asking.show()
        self.reason.setFocus()

    def _show_value(self, value: str) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(value, "strong", wrap=True), 1)
        if self.claim.preferred:
            sign = QLabel()
            sign.setPixmap(icon("circle-check", "ok").pixmap(16, 16))
            head.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
            head.addWidget(label(_("Preferred"), "ok"), 0, Qt.AlignmentFlag.AlignTop)
        self._lines.addLayout(head)

    def _show_details(self) -> None:
        claim = self.claim
        if claim.quote:
            self._lines.addWidget(label(f"“{isolated(claim.quote)}”", "muted", wrap=True))
        told = [_("page {page}").format(page=claim.page)] if claim.page else []
        for name, grade, words in (
            ("reliability", claim.reliability, _("source: {grade}")),
            ("credibility", claim.credibility, _("information: {grade}")),
        ):
            if grade:
                told.append(words.format(grade=term(name, grade).lower()))
        if told:
            self._lines.addWidget(label(" · ".join(told), "meta", wrap=True))

    def _show_reason(self) -> None:
        if self.claim.preferred and self.claim.reason:
            because = _("Preferred because: {reason}").format(reason=self.claim.reason)
            self._lines.addWidget(label(because, wrap=True))
        self._asking = QFrame()
        self.reason = Paragraphs()
        ask = _("Why is this value preferred?")
        done = button(_("Prefer it"), "primary")
        done.clicked.connect(
            lambda: self.prefer_requested.emit(self.claim, self.reason.toPlainText())
        )
        row = QHBoxLayout()
        row.addWidget(done)
        row.addStretch(1)
        stacked(self._asking, buddy(ask, self.reason), self.reason)
        column = self._asking.layout()
        assert isinstance(column, QVBoxLayout)
        column.addLayout(row)
        self._asking.hide()
        self._lines.addWidget(self._asking)

    def _buttons(self, source: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        if self.claim.preferred:
            first = button(_("End the preference"), "link")
            first.clicked.connect(lambda: self.prefer_none_requested.emit(self.claim))
        else:
            first = button(_("Prefer…"), "link")
            first.clicked.connect(self.ask_reason)
        away = button(_("Withdraw"), "link")
        away.clicked.connect(lambda: self.withdraw_requested.emit(self.claim))
        for made in (first, away):
            made.setAccessibleName(f"{made.text()}: {source}")
        row.addWidget(first)
        row.addStretch(1)
        row.addWidget(away)
        return row
