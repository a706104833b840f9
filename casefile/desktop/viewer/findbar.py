# SPDX-License-Identifier: GPL-3.0-or-later
"""The bar in which one looks for words in the document."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit

from casefile.base.messages import _, ngettext
from casefile.desktop.viewer.finding import MOST, Finding
from casefile.desktop.widgets.buttons import icon_button
from casefile.desktop.widgets.elided import Elided

_FIELD = 120  # pixels, at least


class FindBar(QFrame):
    """`changed(what is typed)`, `stepped(1 or -1)`, `left` when it is closed."""

    changed = Signal(str)
    stepped = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "notice")
        self.field = QLineEdit()
        self.field.setMinimumWidth(_FIELD)
        self.field.setMaxLength(200)
        self.field.setClearButtonEnabled(False)
        self.field.setPlaceholderText(_("Find in this document"))
        self.field.setAccessibleName(_("Find in this document"))
        self.field.textEdited.connect(self.changed)
        self._count = Elided("", "muted")
        self._previous = icon_button("chevron-up", _("Previous match"), "Shift+F3")
        self._next = icon_button("chevron-down", _("Next match"), "F3")
        close = icon_button("x", _("Close the search"), "Esc")
        self._previous.clicked.connect(lambda: self.stepped.emit(-1))
        self._next.clicked.connect(lambda: self.stepped.emit(1))
        close.clicked.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 4, 4)
        row.setSpacing(4)
        row.addWidget(self.field, 3)
        row.addSpacing(4)
        row.addWidget(self._count, 2, Qt.AlignmentFlag.AlignVCenter)
        for one in (self._previous, self._next, close):
            row.addWidget(one)
        self.show_count("")
        self.hide()

    @property
    def count(self) -> str:
        """What it says of the matches."""
        return self._count.text()

    def begin(self) -> None:
        """Take the keyboard, with what was looked for last to be typed over."""
        self.show()
        self.field.setFocus()
        self.field.selectAll()

    def show_finding(self, finding: Finding | None) -> None:
        """Say which of how many matches one is at."""
        self._previous.setEnabled(finding is not None and finding.total > 0)
        self._next.setEnabled(finding is not None and finding.total > 0)
        self.show_count(_count_of(finding) if finding else "")

    def show_count(self, text: str) -> None:
        """Say something beside the field; screen readers hear it of the field."""
        self._count.setText(text)
        self.field.setAccessibleDescription(text)
        if self.isVisible():
            told = QAccessibleEvent(self.field, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _count_of(finding: Finding) -> str:
    if not finding.total:
        if finding.done:
            return _("No matches")
        return _("Page {page} of {pages}…").format(page=finding.looked, pages=finding.pages)
    told = ngettext("{at} of {count} match", "{at} of {count} matches", finding.total)
    if finding.total >= MOST:
        told = _("{at} of more than {count} matches")
    elif not finding.done:
        told += "…"
    return told.format(at=finding.position, count=finding.total)
