# SPDX-License-Identifier: GPL-3.0-or-later
"""Find someone on the list by a few letters in any script, or add who is new to the case."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from casefile.base.messages import _
from casefile.casework.people import Likeness
from casefile.casework.presence import Seat
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.fields import Combo
from casefile.desktop.widgets.text import buddy, label
from casefile.desktop.words import isolated, one_line
from casefile.names import match
from casefile.records.vocabularies import label as term
from casefile.records.vocabularies import vocabulary

_LONGEST = 80  # letters of a name within a sentence


class _Typing(QLineEdit):
    """`left` on Down and Escape, so that the list takes over."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Finding(QWidget):
    """`changed` as one types. `add_requested(name, role)`; answer with `ask_whether_same` where
    the case may know that person: then `same(party id)` or `other(name, role)`."""

    changed = Signal()
    left = Signal()
    add_requested = Signal(str, str)
    same = Signal(str)
    other = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.field = _Typing()
        self.field.setPlaceholderText(_("Find by name, or type a new one"))
        self.role = _roles()
        self.add = button(_("Add as new"), "", "plus")
        self._label = buddy(_("As"), self.role)
        self._question = _Question()
        self.field.textChanged.connect(self._typed)
        self.field.left.connect(self.left)
        self.field.returnPressed.connect(self._enter)
        self.add.clicked.connect(self._add)
        self._question.yes.clicked.connect(self._is_same)
        self._question.no.clicked.connect(self._is_other)
        self._any_found = True
        self._lay_out()
        self._show_adding(False)

    @property
    def typed(self) -> str:
        """The name that is typed."""
        return " ".join(self.field.text().split())

    def show_found(self, *, any_found: bool) -> None:
        """Whether anyone of that name is on the list."""
        self._any_found = any_found

    def ask_whether_same(self, likeness: Likeness) -> None:
        """Somebody of a name like that is known to the case."""
        self._question.ask(self.typed, likeness)

    def done(self) -> None:
        """What was typed has become a person on the list."""
        self._question.hide()
        self.field.clear()

    def _typed(self) -> None:
        self._question.hide()
        self._show_adding(bool(self.typed))
        self.changed.emit()

    def _enter(self) -> None:
        if self._any_found:
            self.left.emit()
        elif self.typed:
            self._add()

    def _add(self) -> None:
        if self.typed:
            self.add_requested.emit(self.typed, self.role.currentData())

    def _is_same(self) -> None:
        self._question.hide()
        self.same.emit(self._question.party)

    def _is_other(self) -> None:
        self._question.hide()
        self.other.emit(self.typed, self.role.currentData())

    def _show_adding(self, shown: bool) -> None:
        for part in (self._label, self.role, self.add):
            part.setVisible(shown)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        name = buddy(_("Find or add a person"), self.field)
        name.setParent(self)  # for screen readers; the field itself says it to the eye
        name.hide()
        row.addWidget(self.field, 1)
        row.addWidget(self._label)
        row.addWidget(self.role)
        row.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self._question)


class _Question(QFrame):
    """Is that the same person? Two answers, neither of them the default."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "notice")
        self.party = ""
        self._text = label("", wrap=True)
        self.yes = button(_("The same"))
        self.no = button(_("Someone else"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self._text, 1)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        self.hide()

    def ask(self, typed: str, likeness: Likeness) -> None:
        """Ask about one who is known."""
        self.party = likeness.party.id
        roles = ", ".join(term("roles", role) for role in likeness.party.roles)
        known = isolated(one_line(likeness.name)[:_LONGEST])
        self._text.setText(
            _("The case knows {known}. Is “{typed}” the same person?").format(
                known=f"{known} ({roles})" if roles else known,
                typed=isolated(typed[:_LONGEST]),
            )
        )
        self.show()
        self.yes.setFocus()


def names_like(typed: str, seats: Sequence[Seat]) -> list[Seat]:
    """Those who may be meant, in the order of the list."""
    names = {name.text for seat in seats for name in seat.party.names}
    meant = {name for name, _score in match.candidates(typed, sorted(names), len(names))}
    return [seat for seat in seats if any(name.text in meant for name in seat.party.names)]


def _roles() -> Combo:
    made = Combo()
    made.addItem(_("Role not known"), "")
    for role in vocabulary("roles"):
        made.addItem(term("roles", role), role)
    made.setMaxVisibleItems(14)
    return made
