# SPDX-License-Identifier: GPL-3.0-or-later
"""What the timeline is narrowed by: words, from when, until when, and which sorts."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from casefile.base.messages import _
from casefile.casework.timeline import TimelineRow
from casefile.desktop.fonts import scale_of
from casefile.desktop.icons import icon
from casefile.desktop.timeline.listing import Filter, counted, day_typed, typed_words
from casefile.desktop.timeline.looks import LOOKS, lane_names
from casefile.desktop.widgets.text import label
from casefile.desktop.widgets.toggles import Toggles


class _Field(QLineEdit):
    """Escape gives the keyboard to the list; the text stays. The cross empties it."""

    left = Signal()

    def __init__(self, name: str, hint: str, width: int) -> None:
        super().__init__()
        self._width = round(width * scale_of(self.font()))
        self.setMinimumWidth(96)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        away = self.addAction(icon("x", "muted"), QLineEdit.ActionPosition.TrailingPosition)
        away.setText(_("Clear"))
        away.setToolTip(_("Clear"))
        away.setVisible(False)
        away.triggered.connect(self.clear)
        self.textChanged.connect(lambda text: away.setVisible(bool(text)))

    def sizeHint(self) -> QSize:
        return QSize(self._width, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Filters(QWidget):
    """`changed` when something else is looked for; `left` when the keyboard should go on.

    `fields` stand beside the title of the page, the widget itself under it.
    """

    changed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[TimelineRow] = ()
        self.words = _Field(_("Filter the timeline"), _("Find a name or a word"), 230)
        sign = self.words.addAction(
            icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        sign.setText(_("Filter"))
        sign.setEnabled(False)
        self.since = _Field(_("From when"), _("From 2017-09"), 116)
        self.until = _Field(_("Until when"), _("Until 2018"), 104)
        self._wrong = label("", "meta")
        self._wrong.hide()
        names = lane_names()
        self.lanes = Toggles(
            _("Show only"), {lane: (names[lane], look.sign) for lane, look in LOOKS.items()}
        )
        self._lay_out()
        self.lanes.changed.connect(self.changed)
        for field in (self.words, self.since, self.until):
            field.left.connect(self.left)
            field.textChanged.connect(self._typed)

    def show_rows(self, rows: Sequence[TimelineRow]) -> None:
        """What there is to narrow."""
        self._rows = rows
        self._count()

    @property
    def chosen(self) -> Filter:
        """What is looked for; a date that can't be read looks for nothing."""
        days = (self._day(self.since, last=False), self._day(self.until, last=True))
        return Filter(self.lanes.pressed, *days, typed_words(self.words.text()))

    def type(self, letter: str) -> None:
        """A letter that was typed in the list goes on in the field for words."""
        self.words.setFocus()
        self.words.insert(letter)

    def clear(self) -> None:
        """Look for nothing in particular."""
        for field in (self.words, self.since, self.until):
            field.clear()
        self.lanes.release()

    def _day(self, field: QLineEdit, *, last: bool) -> date | None:
        try:
            return day_typed(field.text(), last=last)
        except ValueError:
            return None

    def _typed(self) -> None:
        self._wrong.setText(self._complaint())
        self._wrong.setVisible(bool(self._wrong.text()))
        self._count()
        self.changed.emit()

    def _complaint(self) -> str:
        for field in (self.since, self.until):
            try:
                day_typed(field.text(), last=False)
            except ValueError:
                return _("A date is written 2017, 2017-09 or 2017-09-27.")
        return ""

    def _count(self) -> None:
        self.lanes.show_counts(counted(self._rows, self.chosen), counted(self._rows, Filter()))

    def _lay_out(self) -> None:
        self.fields = QWidget()
        row = QHBoxLayout(self.fields)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for field in (self.words, self.since, self.until):
            row.addWidget(field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._wrong)
        column.addWidget(self.lanes)
