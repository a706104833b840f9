# SPDX-License-Identifier: GPL-3.0-or-later
"""A line on its way: when it happened, how it was heard, what it corrects. No widgets here."""

from dataclasses import dataclass

from msgspec.structs import replace

from casefile.base.clock import Clock, local_zone
from casefile.base.messages import _
from casefile.casework.drafts import Draft
from casefile.casework.marks import parse_line, typed_of
from casefile.desktop.dates import language_name, short_time
from casefile.desktop.log.hints import Understood, marks
from casefile.desktop.log.timing import LineTime
from casefile.records.kinds import Note
from casefile.records.values import When

_LONGEST_READ = 20_000  # letters; what is pasted beyond that is not read for marks at each key


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

    @property
    def draft(self) -> Draft:
        """The line as one that was not sent."""
        return Draft(
            text=self.text,
            speaker=self.speaker,
            given=str(self.at),
            corrects=self.corrects,
            language=self.language,
            via_interpreter=self.via_interpreter,
        )


class LineState:
    """All of the line that is being typed but its words and its speaker."""

    def __init__(self, clock: Clock) -> None:
        self.time = LineTime(clock)
        self.language = ""
        self.via_interpreter = False
        self.transcribing = False
        self.corrects = ""
        self.original: Note | None = None  # the line that is corrected, where it was read
        self.aside: Draft | None = None  # what was being typed when a correction came between
        self.named = False  # a speaker was chosen since the last line

    @property
    def spoken(self) -> tuple[str, ...]:
        """In which language the line is heard, and how, for the status line."""
        language = language_name(self.language) if self.language else ""
        interpreted = _("through an interpreter") if self.via_interpreter else ""
        return tuple(filter(None, (language, interpreted)))

    def draft(self, text: str, speaker: str) -> Draft:
        """What is typed, with all that belongs to it."""
        return Draft(
            text=text,
            speaker=speaker,
            first_key=self.time.first_key,
            moved=self.time.moved,
            given=str(self.time.given or ""),
            corrects=self.corrects,
            language=self.language,
            via_interpreter=self.via_interpreter,
            aside=self.aside,
        )

    def restore(self, draft: Draft) -> None:
        """Be as when this was being typed."""
        self.corrects, self.aside = draft.corrects, draft.aside
        if not draft.corrects:
            self.original = None
        if draft != Draft():
            self.language, self.via_interpreter = draft.language, draft.via_interpreter
        self.named = bool(draft.corrects)
        self.time.first_key, self.time.moved = draft.first_key, draft.moved
        self.time.given = When.stored(draft.given) if draft.given else None

    def correction_of(self, note: Note, typed: Draft) -> Draft:
        """A logged line, to be typed again; what is `typed` is put aside meanwhile."""
        self.original = note
        return Draft(
            text=typed_of(note),
            speaker=note.speaker or note.speaker_role,
            given=str(note.event_at),
            corrects=note.id,
            language=note.language,
            via_interpreter=note.via_interpreter,
            aside=self.aside or replace(typed, corrects="", aside=None),
        )

    def uncorrected(self, text: str) -> Draft:
        """What is left where a correction is given up: what was put aside, and what was changed."""
        untouched = self.original is not None and text == typed_of(self.original)
        aside = self.aside or Draft()
        return joined(aside, aside.text, "" if untouched else text)

    def line(self, typed: str, speaker: str) -> TypedLine:
        """The line as it is sent. An opinion or an irregularity is the observer's own, unless a
        speaker was chosen for this very line."""
        own = typed.lstrip().startswith(("//", "!")) and not self.named
        return TypedLine(
            typed.strip("\n"),
            "" if own else speaker,
            self.time.when(),
            self.language,
            self.via_interpreter,
            self.transcribing,
            self.corrects,
        )

    def go_on(self, sent: TypedLine) -> None:
        """The line after one that was sent: from paper, at the same time until another is typed."""
        self.named = False
        self.time.reset()
        if self.transcribing:
            self.time.set(sent.at)

    def understood(self, text: str, letters: dict[str, str]) -> Understood:
        """How the line is understood as it stands."""
        time = self.time
        corrected = self.original.event_at if self.original else time.given
        return Understood(
            parse_line(text[:_LONGEST_READ], letters),
            zone=time.zone if time.zone != local_zone() else "",
            moved=time.moved,
            given=time.given is not None and not self.transcribing,
            correcting=short_time(corrected) if self.corrects and corrected else "",
            reminder="" if text else marks(letters),
        )


def joined(draft: Draft, *texts: str) -> Draft:
    """The draft with these words instead, each on a line of its own."""
    return replace(draft, text="\n".join(filter(None, texts)))
