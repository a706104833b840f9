# SPDX-License-Identifier: GPL-3.0-or-later
"""Under an action: what it follows, what follows it, the documents that bear on it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from casefile.base.messages import _
from casefile.casework.advocacy import Tie, Ties
from casefile.casework.choices import Choice
from casefile.desktop.dates import when
from casefile.desktop.widgets.buttons import button, icon_button
from casefile.desktop.widgets.suggest import SuggestField, Suggestion
from casefile.desktop.widgets.text import label
from casefile.desktop.words import one_line
from casefile.records.kinds import Action
from casefile.records.vocabularies import label as term

_LONGEST = 60  # letters of a title


class TiesPanel(QFrame):
    """Wishes: plan what follows, tie a document, let one go, show a record."""

    follow_up_requested = Signal()
    document_chosen = Signal(str)
    untie_requested = Signal(str)  # id of the link
    record_requested = Signal(str, str)  # kind, id
    documents_wanted = Signal(str)  # letters

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setAccessibleName(_("Next steps and documents"))
        self.follow = button(_("Plan a follow-up"), "", "plus")
        self.follow.clicked.connect(self.follow_up_requested)
        self.tie = button(_("Link a document"), "", "paperclip")
        self.tie.clicked.connect(self._begin_tying)
        self.field = SuggestField()
        self.field.setPlaceholderText(_("Name of a document"))
        self.field.setAccessibleName(_("Document to link"))
        self.field.wanted.connect(self.documents_wanted)
        self.field.picked.connect(self._picked)
        self.field.hide()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._area = QScrollArea()
        self._lay_out()

    def show_ties(self, ties: Ties) -> None:
        """What is tied to the action that is shown."""
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for title, found in (
            (_("Follows"), ties.before), (_("Then"), ties.after), (_("Document"), ties.documents)
        ):  # fmt: skip
            for tie in found:
                self._rows.addWidget(self._row(title, tie))
        count = self._rows.count()
        self._area.setVisible(count > 0)
        self._area.setFixedHeight(min(count * (self.fontMetrics().height() + 18) + 4, 116))

    def offer(self, found: Sequence[Choice]) -> None:
        """Documents that may be meant."""
        self.field.offer([Suggestion(one.id, one.text, one.detail) for one in found])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.field.isVisible():
            self.field.hide()
            self.tie.setFocus()
            return
        super().keyPressEvent(event)

    def _begin_tying(self) -> None:
        self.field.show()
        self.field.clear()
        self.field.setFocus()
        self.documents_wanted.emit("")

    def _picked(self, document: str) -> None:
        self.field.hide()
        self.tie.setFocus()
        self.document_chosen.emit(document)

    def _row(self, title: str, tie: Tie) -> QWidget:
        record = tie.record
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label(title, "meta"))
        text = _called(tie)
        shown = button(text.replace("&", "&&"), "link")
        shown.setAccessibleName(f"{title}: {text}")
        shown.clicked.connect(lambda: self.record_requested.emit(record.kind, record.id))
        row.addWidget(shown)
        row.addStretch(1)
        away = icon_button("x", _("Unlink {title}").format(title=text))
        away.clicked.connect(lambda: self.untie_requested.emit(tie.link))
        row.addWidget(away)
        return line

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.follow)
        buttons.addWidget(self.tie)
        buttons.addStretch(1)
        inner = QWidget()
        inner.setLayout(self._rows)
        self._area.setProperty("look", "plain")
        self._area.setWidgetResizable(True)
        self._area.setWidget(inner)
        self._area.setAccessibleName(_("Next steps and documents"))
        inner.setAutoFillBackground(False)
        self._area.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self._area)
        column.addWidget(self.field)
        column.addLayout(buttons)


def _called(tie: Tie) -> str:
    """An action with its date and status; a document by its title."""
    record = tie.record
    if not isinstance(record, Action):
        return _short(record.title)
    title = record.title or term("action-sorts", record.sort)
    parts = (_short(title), when(record.at), term("action-statuses", record.status))
    return " · ".join(filter(None, parts))


def _short(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
