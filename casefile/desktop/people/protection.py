# SPDX-License-Identifier: GPL-3.0-or-later
"""What protection does to a party, and what each audience reads of it: asked of the gate."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from casefile.base.messages import _
from casefile.casework.faces import Protection
from casefile.desktop.icons import icon
from casefile.desktop.people.words import consent_words, face_line, face_words
from casefile.desktop.widgets.audience import audience_names
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.text import has_keyboard, label
from casefile.desktop.words import among


class ShieldBar(QFrame):
    """A line over the record of someone protected: what that means, and who reads what.

    Wishes: tell me more; use the pseudonym that is proposed.
    """

    more_requested = Signal()
    pseudonym_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "notice")
        sign = QLabel()
        sign.setPixmap(icon("shield", "ok").pixmap(18, 18))
        self._text = label(wrap=True)
        self._more = button(_("More"), "link")
        self._more.setAccessibleName(_("What others read of this person"))
        self._more.clicked.connect(self.more_requested)
        self._proposal = ""
        self.use = button("")
        self.use.clicked.connect(lambda: self.pseudonym_chosen.emit(self._proposal))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 6, 4)
        row.setSpacing(12)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        row.addWidget(self.use)
        row.addWidget(self._more)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def show_protection(self, found: Protection) -> None:
        """Say it of this party; whether it is seen is for others to say."""
        said = " · ".join(face_line(face) for face in found.faces)
        text = _("Protected: a pseudonym stands for the name in all that leaves. {who}")
        self._text.setText(text.format(who=said))
        self._proposal = found.proposal
        _call(self.use, _("Use “{name}”").format(name=among(found.proposal)))
        self.use.setVisible(not found.party.pseudonym.strip())


class ProtectionSheet(QScrollArea):
    """The whole of it: what it means, who reads what, a pseudonym proposed.

    Wishes: protect this party; use that pseudonym.
    """

    protect_requested = Signal(bool)
    pseudonym_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "plain")
        self.setWidgetResizable(True)
        self.setAccessibleName(_("What others read"))
        self._found: Protection | None = None

    def show_protection(self, found: Protection) -> None:
        """Say it of this party."""
        if found == self._found:
            return
        self._found = found
        held = has_keyboard(self)
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 4, 8, 4)
        column.setSpacing(12)
        column.addWidget(label(_meaning(found), wrap=True))
        column.addWidget(self._faces(found))
        column.addLayout(self._deeds(found))
        column.addWidget(label(_agreed(found), "muted", wrap=True))
        if not found.party.pseudonym.strip():
            column.addWidget(label(_without_pseudonym(), "muted", wrap=True))
        column.addStretch(1)
        self.setWidget(sheet)
        if held:
            self._protect.setFocus()

    def _faces(self, found: Protection) -> QFrame:
        frame = QFrame()
        frame.setProperty("look", "card")
        grid = QGridLayout(frame)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for at, face in enumerate(found.faces):
            grid.addWidget(label(audience_names()[face.audience], "strong"), at, 0)
            look = "" if face.name and not face.case_closed else "muted"
            grid.addWidget(label(face_words(face), look, wrap=True), at, 1)
        return frame

    def _deeds(self, found: Protection) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        guarded = found.party.protected
        text = _("End the protection") if guarded else _("Protect")
        self._protect = button(text, "", "shield")
        self._protect.clicked.connect(lambda: self.protect_requested.emit(not guarded))
        row.addWidget(self._protect)
        if not found.party.pseudonym.strip():
            use = button(_("Use “{name}”").format(name=among(found.proposal)))
            use.clicked.connect(lambda: self.pseudonym_chosen.emit(found.proposal))
            row.addWidget(use)
        row.addStretch(1)
        return row


def _call(made: QPushButton, text: str) -> None:
    made.setText(text.replace("&", "&&"))
    made.setAccessibleName(text)


def _meaning(found: Protection) -> str:
    if found.party.protected:
        return _(
            "In all that leaves this vault a pseudonym stands for this name, and nothing leaves "
            "in which the name still stands. Who has agreed to be named is named to those "
            "audiences only. This is what each of them reads:"
        )
    return _(
        "Not protected: whoever may see this record reads the name. Protected, a pseudonym would "
        "stand for it in all that leaves this vault, and nothing would leave in which the name "
        "still stands. This is what each audience would read:"
    )


def _agreed(found: Protection) -> str:
    """What the party has agreed to, as it was noted in the record."""
    said = [consent_words(consent) for consent in found.party.consent]
    if not said:
        return _("No consent to be named was noted; it can be, in the record.")
    return _("Consent: {consents}").format(consents="; ".join(said))


def _without_pseudonym() -> str:
    return _(
        "Without a pseudonym of your own choice a letter is drawn for each audience, so that two "
        "readers can't compare what they have."
    )
