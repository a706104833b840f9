# SPDX-License-Identifier: GPL-3.0-or-later
"""The row in which the next line is typed: its time, its speaker, its words.

The time is taken at the first keystroke. Return sends the line; it stays readable here until
the vault has it, and whatever is typed meanwhile is the beginning of the next one.
"""

from collections import deque
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from casefile.base.clock import Clock
from casefile.base.messages import _
from casefile.desktop.dates import short_time
from casefile.desktop.fonts import tabular
from casefile.desktop.log.field import LineField
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.fields import Combo
from casefile.desktop.widgets.text import buddy, label
from casefile.desktop.words import units
from casefile.records.values import Moment, When
from casefile.records.vocabularies import label as term
from casefile.records.vocabularies import prefixes, vocabulary

_MINUTE = 60_000  # ms


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A line as it was typed: words, the speaker's role (or empty), when it happened."""

    text: str
    speaker: str
    at: When


class LineEntry(QWidget):
    """`line_entered(TypedLine)`; answer each with `saved` or `refused`, in order."""

    line_entered = Signal(object)
    text_changed = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._zone = "UTC"
        self._past: When | None = None
        self._prefixes = prefixes()
        self._first_key: int | None = None
        self._moved = 0  # minutes
        self._named = False  # a speaker was chosen since the last line
        self._sent: deque[str] = deque()
        self._time = label("", "clock")
        self._time.setFont(tabular(self.font()))
        self.speaker = _speakers()
        self.speaker.activated.connect(self._name_for_this_line)
        self.field = LineField()
        self.field.entered.connect(self.submit)
        self.field.textChanged.connect(self._typed)
        self._save = button(_("Save ↵"), "primary")
        self._save.setAccessibleName(_("Save the line"))
        self._save.clicked.connect(self.submit)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._show_time)
        self._lay_out()
        self._show_time()

    @property
    def text(self) -> str:
        """What is typed and not yet sent."""
        return self.field.toPlainText()[sum(map(len, self._sent)) :]

    def set_place(self, zone_name: str, past: When | None = None) -> None:
        """Take and show times in the zone of the place where the hearing sits. What is written
        about a `past` hearing happened then, not now."""
        self._zone = zone_name
        self._past = past
        self._show_time()

    def begin(self, draft: str = "") -> None:
        """Take the keyboard, with what was being typed here before, if anything."""
        if draft and not self.field.toPlainText():
            self.field.setPlainText(draft)
            self.field.to_end()
        self.field.setFocus()

    def forget(self) -> None:
        """Empty it: another hearing is shown, and the text is kept as this one's draft."""
        self._sent.clear()
        self._first_key, self._moved = None, 0
        self.field.clear()

    def move_time(self, minutes: int) -> None:
        """Say that it happened so many minutes later (or earlier)."""
        if self._first_key is None:
            self._first_key = self._clock()
        if self._past is None or isinstance(self._past.exact, Moment):
            self._moved += minutes
        self._show_time()

    def submit(self) -> None:
        """Send the line. It stays here until it is saved."""
        typed = self.text
        if not typed.strip():
            return
        line = TypedLine(typed.strip("\n"), self._who_speaks(typed), self._taken_at())
        self._sent.append(typed)
        self._named = False
        self._first_key, self._moved = None, 0
        self.field.to_end()
        self.field.set_sent(self._sent_length)
        self.line_entered.emit(line)

    def saved(self) -> None:
        """The oldest line that was sent is durable: it leaves the field."""
        if not self._sent:
            return
        self.field.drop(units(self._sent.popleft()))
        self.field.set_sent(self._sent_length)
        self._show_time()

    def refused(self) -> None:
        """A line was not saved: everything stays and can be changed and sent again."""
        self._sent.clear()
        self.field.set_sent(0)
        self._typed()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()

    @property
    def _sent_length(self) -> int:
        return sum(map(units, self._sent))

    def _who_speaks(self, typed: str) -> str:
        """The chosen speaker. An opinion or an irregularity is the observer's own line, unless a
        speaker was chosen for this very line."""
        own = typed.lstrip().startswith(("//", "!")) and not self._named
        return "" if own else self.speaker.currentData()

    def _name_for_this_line(self) -> None:
        self._named = True

    def _taken_at(self) -> When:
        if self._past is None:
            first = self._clock() if self._first_key is None else self._first_key
            return When(Moment.of(first + self._moved * _MINUTE, self._zone))
        past = self._past.exact
        return When(past.moved(self._moved)) if isinstance(past, Moment) else self._past

    def _typed(self) -> None:
        typed = self.text
        if typed and self._first_key is None:
            self._first_key = self._clock()
        if not typed and not self._sent:
            self._first_key, self._moved = None, 0
        if len(typed) == 2 and typed[1] == " " and typed[0] in self._prefixes and not self._sent:
            self._name_speaker(typed[0])
        self._show_time()
        self.text_changed.emit()

    def _name_speaker(self, letter: str) -> None:
        """The letter and the space become the choice beside the field; the time stays."""
        taken = self._first_key
        self.speaker.choose(self._prefixes[letter])
        self._named = True
        self.field.drop(2)
        self._first_key = taken

    def _show_time(self) -> None:
        self._time.setText(short_time(self._taken_at()))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._time)
        name = buddy(_("Speaker"), self.speaker)
        name.setParent(self)  # for screen readers; the box itself says it to the eye
        name.hide()
        row.addWidget(self.speaker)
        row.addWidget(self.field, 1)
        row.addWidget(self._save)


def _speakers() -> Combo:
    made = Combo()
    made.addItem(_("Nobody"), "")
    first = tuple(prefixes().values())
    for role in (*first, *(role for role in vocabulary("roles") if role not in first)):
        made.addItem(term("roles", role), role)
    made.setMaxVisibleItems(14)
    made.setFixedWidth(150)
    made.setToolTip(_("Who speaks. Or begin the line with j, p, d, a or w and a space."))
    return made
