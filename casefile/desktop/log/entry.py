# SPDX-License-Identifier: GPL-3.0-or-later
"""The row in which the next line is typed: its time, its speaker, its words.

The time is taken at the first keystroke. Return sends the line; it stays readable here until
the vault has it, and whatever is typed meanwhile is the beginning of the next one.
"""

import re
from collections import deque
from collections.abc import Sequence
from datetime import time

from msgspec.structs import replace
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent

from casefile.base.clock import Clock
from casefile.base.messages import _
from casefile.casework.drafts import Draft
from casefile.casework.hearings import place_of
from casefile.casework.speakers import Speaker
from casefile.desktop.dates import short_time
from casefile.desktop.log.completion import Offer
from casefile.desktop.log.line import LineState, TypedLine, joined
from casefile.desktop.log.offers import Completion
from casefile.desktop.log.row import EntryRow
from casefile.desktop.log.timing import read_clock
from casefile.desktop.words import units
from casefile.records.kinds import Hearing, Note
from casefile.records.values import Moment, When

_CLOCK_IN_FRONT = re.compile(r"(\d{1,2}[:.]\d{2}) ").fullmatch


class LineEntry(EntryRow):
    """`line_entered(TypedLine)`; answer each with `saved` or `refused`, in order."""

    line_entered = Signal(object)
    text_changed = Signal()
    state_changed = Signal()  # the language, the interpreter, what is corrected
    left = Signal()  # Escape where nothing is typed

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.state = LineState(clock)
        self.languages: Sequence[str] = ()
        self.completion = Completion(self.field)
        self._break: Moment | None = None
        self._sent: deque[tuple[str, Draft]] = deque()
        self._reading = True  # false while this puts text into the field itself
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._show_time)
        self._connect()
        self._show_time()

    @property
    def text(self) -> str:
        """What is typed and not yet sent."""
        return self.field.toPlainText()[sum(len(typed) for typed, _draft in self._sent) :]

    @property
    def correcting(self) -> bool:
        """Whether what is typed will correct a line."""
        return bool(self.state.corrects)

    def set_place(self, hearing: Hearing, past: When | None = None) -> None:
        """Take and show times in the zone of the place where the hearing sits. What is written
        about a `past` hearing happened then, not now."""
        begun = When.stored(hearing.started_at) if hearing.started_at else hearing.scheduled_at
        self.state.time.set_place(place_of(hearing), past, begun=begun, ended=hearing.ended_at)
        self._show_time()

    def begin(self, draft: Draft | None = None) -> None:
        """Take the keyboard, with what was being typed here before, if anything: in front of what
        is being typed already."""
        if draft is not None and not draft.empty:
            self._restore(joined(draft, draft.text, self.text))
        self.field.setFocus()

    def draft(self) -> Draft:
        """What is typed and not sent, with all that belongs to it."""
        return self.state.draft(self.text, self.speaker.currentData() or "")

    def forget(self) -> None:
        """Empty it: another hearing is shown, and the text is kept as this one's draft."""
        self._sent.clear()
        self.field.drop(self.field.sent)
        self.field.set_sent(0)
        self._restore(Draft())
        self.speaker.choose("")
        self.state.language, self.state.via_interpreter = "", False
        self.transcribe(False)

    def correct(self, note: Note) -> None:
        """Put a logged line into the field, to be logged again as its correction."""
        if not self._sent and self.state.corrects != note.id:
            self._restore(self.state.correction_of(note, self.draft()))
            self.field.setFocus()

    def stop_correcting(self) -> None:
        """The line stays as it is. What was changed in it remains as a draft of a new line."""
        self._restore(self.state.uncorrected(self.text))

    def move_time(self, minutes: int) -> None:
        """Say that it happened so many minutes later (or earlier)."""
        self.state.time.move(minutes)
        self._changed()

    def give_time(self, clock: time) -> None:
        """Say at what time of day it happened."""
        self.state.time.give(clock)
        self._changed()

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
        at = known.index(self.state.language) if self.state.language in known else 0
        self.state.language = known[(at + 1) % len(known)]
        self._changed()
        self.state_changed.emit()

    def interpret(self, on: bool) -> None:
        """What is written was heard through an interpreter, or not."""
        self.state.via_interpreter = on
        self._changed()
        self.state_changed.emit()

    def transcribe(self, on: bool, proposed: When | None = None) -> None:
        """Lines come from paper from now on, the first at the time that is proposed."""
        self.state.transcribing = on
        if not self.correcting:
            self.state.time.reset()
            if on and proposed is not None:
                self.state.time.set(proposed)
        self._show_time()
        self._show_band()
        self.state_changed.emit()

    def say_break(self, since: Moment | None) -> None:
        """A break goes on since then, or none does."""
        self._break = since
        self._show_band()

    def submit(self) -> None:
        """Send the line. It stays here until it is saved."""
        typed = self.text
        if not typed.strip():
            return
        line = self.state.line(typed, self.speaker.currentData() or "")
        self._sent.append((typed, self.draft()))
        self.field.to_end()
        self.field.set_sent(self._sent_length)
        self._next(line)
        self.line_entered.emit(line)

    def saved(self) -> None:
        """The oldest line that was sent is durable: it leaves the field."""
        if self._sent:
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
        again = joined(draft, draft.text, current.text)
        self._restore(replace(draft, aside=current) if draft.corrects else again)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()

    @property
    def _sent_length(self) -> int:
        return sum(units(typed) for typed, _draft in self._sent)

    def _next(self, sent: TypedLine) -> None:
        """Make room for the line after one that was sent: what had been put aside comes back."""
        if self.state.aside is not None:
            self._restore(self.state.aside)
        else:
            self.state.go_on(sent)
            self._show_time()

    def _restore(self, draft: Draft) -> None:
        """Be as when this was being typed."""
        if draft != Draft():
            name, role = self.completion.people.name(draft.speaker)
            if name:
                self.speaker.add(Speaker(draft.speaker, role, name))
            self.speaker.choose(draft.speaker)
        self.state.restore(draft)
        self._write_quietly(draft.text)
        self._typed()
        self.state_changed.emit()

    def _write_quietly(self, text: str, drop: int = 0) -> None:
        self._reading = False
        self.field.drop(drop)
        self.field.set_sent(self._sent_length)
        self.field.write(text)
        self._reading = True

    def _named_one(self) -> None:
        self.state.named = True
        self._changed()

    def _typed(self) -> None:
        if not self._reading:
            return
        if self.text:
            self.state.time.begin()
        elif not (self._sent or self.correcting or self.state.transcribing):
            self.state.time.reset()
        if self.field.took_space():
            self._read_front()
        self._changed()

    def _read_front(self) -> None:
        """A letter, a time or a name in front of the line, and its space, become what they mean."""
        front = self.text[: self.field.textCursor().position() - self._sent_length]
        if len(front) == 2 and front[0] in self.speaker.letters:
            self._take_off(front)
            self.speak(self.speaker.letters[front[0]])
        elif (found := _CLOCK_IN_FRONT(front)) and (clock := read_clock(found[1])):
            self._take_off(front)
            self.give_time(clock)
        elif front.startswith("@") and (offer := self.completion.people.bearer_of(front[1:-1])):
            self._take_off(front)
            self._name_person(offer)

    def _name_person(self, offer: Offer) -> None:
        self.speaker.add(Speaker(offer.party, offer.role, offer.insert))
        self.speak(offer.party)

    def _take_off(self, front: str) -> None:
        """Marks were read and go; the time of the first key stays."""
        self._reading = False
        self.field.drop(units(front), self._sent_length)
        self._reading = True

    def _changed(self) -> None:
        self._show_time()
        self.text_changed.emit()

    def _show_time(self) -> None:
        self.clock.show_time(short_time(self.state.time.when()))
        self.hints.show_line(self.state.understood(self.text, dict(self.speaker.letters)))

    def _show_band(self) -> None:
        said = []
        if self.state.transcribing:
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
        self.save_button.clicked.connect(self.submit)
        self.save_button.clicked.connect(self.field.setFocus)  # the next line is typed at once

    def _escaped(self) -> None:
        if self.correcting:
            self.stop_correcting()
        elif not self.text:
            self.left.emit()
