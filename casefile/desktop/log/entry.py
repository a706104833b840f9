# SPDX-License-Identifier: GPL-3.0-or-later
"""The row in which the next line is typed: its time, its speaker, its words.

The time is taken at the first keystroke. Return sends the line; it stays readable here until
the vault has it, and whatever is typed meanwhile is the beginning of the next one.
"""

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from msgspec.structs import replace
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFont, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casefile.base.clock import Clock, local_zone
from casefile.base.messages import _
from casefile.casework.drafts import Draft
from casefile.casework.hearings import place_zone
from casefile.casework.marks import parse_line, typed_of
from casefile.casework.speakers import Speaker
from casefile.desktop.dates import language_name, short_time
from casefile.desktop.log.band import Band
from casefile.desktop.log.clock import TimeField
from casefile.desktop.log.completion import Offer
from casefile.desktop.log.field import LineField
from casefile.desktop.log.hints import HintLine, Understood, marks
from casefile.desktop.log.offers import Completion
from casefile.desktop.log.speaker import SpeakerBox
from casefile.desktop.log.timing import LineTime, read_clock
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.text import buddy
from casefile.desktop.words import units
from casefile.records.kinds import Hearing, Note
from casefile.records.values import Moment, When

_LONGEST_READ = 20_000  # letters; what is pasted beyond that is not read for marks at each key
_CLOCK_IN_FRONT = re.compile(r"(\d{1,2}[:.]\d{2}) ").fullmatch


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A line as it was typed: words, the speaker (the id of a role or a party, or empty), when it
    happened; what it corrects, if anything."""

    text: str
    speaker: str
    at: When
    language: str = ""
    via_interpreter: bool = False
    transcribed: bool = False
    corrects: str = ""


class LineEntry(QWidget):
    """`line_entered(TypedLine)`; answer each with `saved` or `refused`, in order."""

    line_entered = Signal(object)
    text_changed = Signal()
    state_changed = Signal()  # the language, the interpreter, what is corrected
    left = Signal()  # Escape where nothing is typed

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.time = LineTime(clock)
        self.language = ""
        self.languages: Sequence[str] = ()
        self.via_interpreter = False
        self.transcribing = False
        self._break: Moment | None = None
        self._original: Note | None = None  # the line that is corrected, where it was read
        self._corrects = ""
        self._aside: Draft | None = None
        self._named = False  # a speaker was chosen since the last line
        self._sent: deque[tuple[str, Draft]] = deque()
        self._reading = True  # false while this puts text into the field itself
        self.clock = TimeField()
        self.speaker = SpeakerBox()
        self.field = LineField()
        self.hints = HintLine()
        self.band = Band()
        self._save = button(_("Save ↵"), "primary")
        self._save.setAccessibleName(_("Save the line"))
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._lay_out()
        self.completion = Completion(self.field)
        self._connect()
        self._show_time()

    @property
    def text(self) -> str:
        """What is typed and not yet sent."""
        return self.field.toPlainText()[sum(len(typed) for typed, _draft in self._sent) :]

    @property
    def correcting(self) -> bool:
        """Whether what is typed will correct a line."""
        return bool(self._corrects)

    @property
    def spoken(self) -> tuple[str, ...]:
        """In which language the line is heard, and how, for the status line."""
        language = language_name(self.language) if self.language else ""
        interpreted = _("through an interpreter") if self.via_interpreter else ""
        return tuple(filter(None, (language, interpreted)))

    def set_place(self, hearing: Hearing, past: When | None = None) -> None:
        """Take and show times in the zone of the place where the hearing sits. What is written
        about a `past` hearing happened then, not now."""
        begun = When(hearing.started_at) if hearing.started_at else hearing.scheduled_at
        self.time.set_place(place_zone(hearing), past, begun=begun, ended=hearing.ended_at)
        self._show_time()

    def begin(self, draft: Draft | None = None) -> None:
        """Take the keyboard, with what was being typed here before, if anything."""
        if draft is not None and not draft.empty and not self.text:
            self._restore(draft)
        self.field.setFocus()

    def draft(self) -> Draft:
        """What is typed and not sent, with all that belongs to it."""
        return Draft(
            text=self.text,
            speaker=self.speaker.currentData() or "",
            first_key=self.time.first_key,
            moved=self.time.moved,
            given=str(self.time.given or ""),
            corrects=self._corrects,
            language=self.language,
            via_interpreter=self.via_interpreter,
            aside=self._aside,
        )

    def forget(self) -> None:
        """Empty it: another hearing is shown, and the text is kept as this one's draft."""
        self._sent.clear()
        self.field.drop(self.field.sent)
        self.field.set_sent(0)
        self._restore(Draft())
        self.speaker.choose("")
        self.language, self.via_interpreter = "", False
        self.transcribe(False)

    def correct(self, note: Note) -> None:
        """Put a logged line into the field, to be logged again as its correction."""
        if self._sent or self._corrects == note.id:
            return
        aside = self._aside or replace(self.draft(), corrects="", aside=None)
        self._original = note
        self._restore(
            Draft(
                text=typed_of(note),
                speaker=note.speaker or note.speaker_role,
                given=str(note.event_at),
                corrects=note.id,
                language=note.language,
                via_interpreter=note.via_interpreter,
                aside=aside,
            )
        )
        self.field.setFocus()

    def stop_correcting(self) -> None:
        """The line stays as it is. What was changed in it remains as a draft of a new line."""
        untouched = self._original is not None and self.text == typed_of(self._original)
        aside = self._aside or Draft()
        text = "\n".join(filter(None, (aside.text, "" if untouched else self.text)))
        self._restore(replace(aside, text=text))

    def move_time(self, minutes: int) -> None:
        """Say that it happened so many minutes later (or earlier)."""
        self.time.move(minutes)
        self._show_time()
        self.text_changed.emit()

    def give_time(self, clock: time) -> None:
        """Say at what time of day it happened."""
        self.time.give(clock)
        self._show_time()
        self.text_changed.emit()

    def type_time(self) -> None:
        """Let the time be typed over."""
        self.clock.setFocus()

    def name(self, number: int) -> None:
        """The speaker with this number speaks."""
        if self.speaker.choose_number(number):
            self._named_one()

    def speak(self, speaker: str) -> None:
        """This role or party speaks."""
        self.speaker.choose(speaker)
        self._named_one()

    def next_language(self) -> None:
        """The next of the languages of the case is spoken, then none in particular."""
        known = ("", *self.languages)
        at = known.index(self.language) if self.language in known else 0
        self.language = known[(at + 1) % len(known)]
        self.state_changed.emit()
        self.text_changed.emit()

    def interpret(self, on: bool) -> None:
        """What is written was heard through an interpreter, or not."""
        self.via_interpreter = on
        self.state_changed.emit()
        self.text_changed.emit()

    def transcribe(self, on: bool, proposed: When | None = None) -> None:
        """Lines come from paper from now on, the first at the time that is proposed."""
        self.transcribing = on
        if not self._corrects:
            self.time.reset()
            if on and proposed is not None:
                self.time.set(proposed)
        self._show_time()
        self._show_band()
        self.state_changed.emit()

    def set_font(self, font: QFont) -> None:
        """Type in letters of this base size."""
        for part in (self.speaker, self.hints, self.band, self._save):
            part.setFont(font)
        self.clock.set_base(font)
        self.field.set_base(font)
        self._show_time()

    def say_break(self, since: Moment | None) -> None:
        """A break goes on since then, or none does."""
        self._break = since
        self._show_band()

    def submit(self) -> None:
        """Send the line. It stays here until it is saved."""
        typed = self.text
        if not typed.strip():
            return
        line = self._line(typed)
        self._sent.append((typed, self.draft()))
        self.field.to_end()
        self.field.set_sent(self._sent_length)
        self._next(line)
        self.line_entered.emit(line)

    def saved(self) -> None:
        """The oldest line that was sent is durable: it leaves the field."""
        if not self._sent:
            return
        typed, _draft = self._sent.popleft()
        self.field.drop(units(typed))
        self.field.set_sent(self._sent_length)
        self._show_time()

    def refused(self) -> None:
        """The oldest line was not saved: it stays and can be changed and sent again."""
        if not self._sent:
            return
        text = self.text
        typed, draft = self._sent.popleft()
        self._write_quietly(text, drop=units(typed))
        current = self.draft()
        if draft.corrects:
            self._restore(replace(draft, aside=current))
        else:
            text = "\n".join(filter(None, (draft.text, current.text)))
            self._restore(replace(draft, text=text))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()

    @property
    def _sent_length(self) -> int:
        return sum(units(typed) for typed, _draft in self._sent)

    def _line(self, typed: str) -> TypedLine:
        return TypedLine(
            typed.strip("\n"),
            self._who_speaks(typed),
            self.time.when(),
            self.language,
            self.via_interpreter,
            self.transcribing,
            self._corrects,
        )

    def _next(self, sent: TypedLine) -> None:
        """Make room for the line after one that was sent: what had been put aside comes back."""
        aside, self._aside = self._aside, None
        if aside is not None:
            self._restore(aside)
            return
        self._named = False
        self.time.reset()
        if self.transcribing:
            self.time.set(sent.at)
        self._show_time()

    def _restore(self, draft: Draft) -> None:
        """Be as when this was being typed."""
        self._corrects, self._aside = draft.corrects, draft.aside
        if not draft.corrects:
            self._original = None
        if draft != Draft():
            name, role = self.completion.people.name(draft.speaker)
            if name:
                self.speaker.add(Speaker(draft.speaker, role, name))
            self.speaker.choose(draft.speaker)
            self.language, self.via_interpreter = draft.language, draft.via_interpreter
        self._named = bool(draft.corrects)
        self.time.first_key, self.time.moved = draft.first_key, draft.moved
        self.time.given = When.stored(draft.given) if draft.given else None
        self._write_quietly(draft.text)
        self._typed()
        self.state_changed.emit()

    def _write_quietly(self, text: str, drop: int = 0) -> None:
        self._reading = False
        self.field.drop(drop)
        self.field.set_sent(self._sent_length)
        self.field.write(text)
        self._reading = True

    def _who_speaks(self, typed: str) -> str:
        """The chosen speaker. An opinion or an irregularity is the observer's own line, unless a
        speaker was chosen for this very line."""
        own = typed.lstrip().startswith(("//", "!")) and not self._named
        return "" if own else self.speaker.currentData()

    def _named_one(self) -> None:
        self._named = True
        self._show_time()
        self.text_changed.emit()

    def _typed(self) -> None:
        if not self._reading:
            return
        typed = self.text
        if typed:
            self.time.begin()
        elif not self._sent and not self._corrects and not self.transcribing:
            self.time.reset()
        if self.field.took_space():
            self._read_front()
        self._show_time()
        self.text_changed.emit()

    def _read_front(self) -> None:
        """A letter or a time in front of the line, and its space, become what they mean."""
        front = self.text[: self.field.textCursor().position() - self._sent_length]
        if front.startswith("@") and (offer := self.completion.people.bearer_of(front[1:-1])):
            self._take_off(len(front))
            self._name_person(offer)
        elif len(front) == 2 and front[0] in self.speaker.letters:
            self._take_off(2)
            self.speak(self.speaker.letters[front[0]])
        elif (found := _CLOCK_IN_FRONT(front)) and (clock := read_clock(found[1])):
            self._take_off(len(front))
            self.give_time(clock)

    def _name_person(self, offer: Offer) -> None:
        self.speaker.add(Speaker(offer.party, offer.role, offer.title))
        self.speak(offer.party)

    def _take_off(self, count: int) -> None:
        """Marks were read and go; the time of the first key stays."""
        self._reading = False
        self.field.drop(count, self._sent_length)
        self._reading = True

    def _show_time(self) -> None:
        self.clock.show_time(short_time(self.time.when()))
        zone = self.time.zone if self.time.zone != local_zone() else ""
        corrected = self._original.event_at if self._original else self.time.given
        self.hints.show_line(
            Understood(
                parse_line(self.text[:_LONGEST_READ], self.speaker.letters),
                zone=zone,
                moved=self.time.moved,
                given=self.time.given is not None and not self.transcribing,
                correcting=short_time(corrected) if self._corrects and corrected else "",
                reminder="" if self.text else marks(self.speaker.letters),
            )
        )

    def _show_band(self) -> None:
        said = []
        if self.transcribing:
            said.append(_("Transcribing from paper: give each line its time (Ctrl+T)."))
        if self._break is not None:
            since = _("Break since {time}. Ctrl+B goes on.")
            said.append(since.format(time=short_time(self._break)))
        self.band.say("  ".join(said))

    def _connect(self) -> None:
        self.clock.time_given.connect(self.give_time)
        self.clock.left.connect(self.field.setFocus)
        self.speaker.activated.connect(self._named_one)
        self.field.entered.connect(self.submit)
        self.field.escaped.connect(self._escaped)
        self.field.textChanged.connect(self._typed)
        self.completion.person_named.connect(self._name_person)
        self._save.clicked.connect(self.submit)
        self._tick.timeout.connect(self._show_time)

    def _escaped(self) -> None:
        if self._corrects:
            self.stop_correcting()
        elif not self.text:
            self.left.emit()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.clock)
        name = buddy(_("Speaker"), self.speaker)
        name.setParent(self)  # for screen readers; the box itself says it to the eye
        name.hide()
        row.addWidget(self.speaker)
        row.addWidget(self.field, 1)
        row.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.band)
        column.addSpacing(2)
        column.addLayout(row)
        column.addWidget(self.hints)
        self.setTabOrder(self.clock, self.speaker)
        self.setTabOrder(self.speaker, self.field)
        self.setTabOrder(self.field, self._save)
