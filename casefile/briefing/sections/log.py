# SPDX-License-Identifier: GPL-3.0-or-later
"""The observers' logs: observation in one place, opinion in another, never in one sentence.

Three times belong to a line: when it happened, when it was written down, and how. They are all
printed where they differ. A corrected line stays, with its correction under it.
"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby

from casefile.briefing.blocks import Block, Heading, Item, Panel, Paragraph
from casefile.briefing.rtl import isolated
from casefile.briefing.sections.titles import hearing_named, hearing_title, speaker_of
from casefile.briefing.wording import Wording
from casefile.disclosure.dossier import LoggedNote
from casefile.records.kinds import Hearing
from casefile.records.values import Moment

_PROMPT = 15 * 60_000  # a live line written this soon after the event needs no second time
OPINION = "opinion"


def logs(wording: Wording) -> tuple[Block, ...]:
    """The lines of each hearing, then those that belong to none."""
    _ = wording.say
    notes: dict[str | None, list[LoggedNote]] = defaultdict(list)
    for logged in wording.dossier.notes:
        notes[logged.note.hearing].append(logged)
    if not notes:
        return (Paragraph(_("No line of a log is part of this briefing."), "muted"),)
    blocks: list[Block] = [Paragraph(_intro(wording), "muted")]
    for hearing in wording.dossier.hearings:
        if hearing.id in notes:
            blocks.extend(_of_hearing(wording, hearing, notes.pop(hearing.id)))
    rest = [logged for listed in notes.values() for logged in listed]
    if rest:
        blocks.append(Heading(_("Outside hearings"), 2, "log-outside"))
        blocks.extend(_lines(wording, rest, dated=True))
    return tuple(blocks)


def _intro(wording: Wording) -> str:
    _ = wording.say
    return _(
        "Times are those of the place. What observers saw and heard comes first; what they think "
        "of it stands apart and is marked as opinion."
    )


def _of_hearing(wording: Wording, hearing: Hearing, notes: list[LoggedNote]) -> list[Block]:
    date = wording.on(hearing.started_at or hearing.scheduled_at)
    days = {wording.on(logged.note.event_at) for logged in notes}
    heading = Heading(
        hearing_title(wording, hearing), 2, f"log-{hearing.id}",
        label=date, listed=hearing_named(wording, hearing),
    )  # fmt: skip
    return [heading, *_lines(wording, notes, dated=days != {date})]


@dataclass(frozen=True, slots=True)
class _Told:
    """What is said of a whole log, so that its lines need not repeat it."""

    several: bool  # more than one author: every line names its own
    times: str  # when and how all lines were written down, where that is one and the same


def _lines(wording: Wording, notes: list[LoggedNote], *, dated: bool) -> list[Block]:
    """Observations by day, then the opinions in their panel."""
    _ = wording.say
    told = _told(wording, notes)
    threads = _threads(notes)
    seen = [thread for thread in threads if thread.first.note.sort != OPINION]
    thought = [thread for thread in threads if thread.first.note.sort == OPINION]
    blocks: list[Block] = []
    if told.times:
        blocks.append(
            Paragraph(_("All these lines: {written}.").format(written=told.times), "muted")
        )
    for day, listed in groupby(seen, key=lambda thread: wording.on(thread.first.note.event_at)):
        if dated:
            blocks.append(Heading(day, 3))
        for thread in listed:
            blocks.extend(_items(wording, thread, told))
    if thought:
        items = tuple(item for thread in thought for item in _items(wording, thread, told))
        note = _("What follows is the observers’ own view. It reports nothing that was seen.")
        blocks.append(Panel(_("Opinion"), items, "opinion", note))
    return blocks


def _told(wording: Wording, notes: list[LoggedNote]) -> _Told:
    times = {_times(wording, logged) for logged in notes}
    return _Told(
        several=len({logged.author for logged in notes}) > 1,
        times=times.pop() if len(times) == 1 and len(notes) > 1 else "",
    )


@dataclass(frozen=True, slots=True)
class _Thread:
    """A line, behind it every correction of it, and theirs; which of them were corrected."""

    lines: list[LoggedNote]
    corrected: set[str]

    @property
    def first(self) -> LoggedNote:
        return self.lines[0]


def _threads(notes: list[LoggedNote]) -> list[_Thread]:
    """Each line once, in order of what it corrects. What a bundle brings in may go round in a
    circle, where the first line begins, or a thousand deep."""
    ids = {logged.note.id for logged in notes}
    corrections: dict[str, list[LoggedNote]] = defaultdict(list)
    for logged in reversed(notes):  # the first is taken from the end of the list
        corrections[logged.note.corrects or ""].append(logged)
    roots = [logged for logged in notes if logged.note.corrects not in ids]
    threads: dict[str, _Thread] = {}
    reached: set[str] = set()
    for root in (*roots, *notes):
        if root.note.id in reached:
            continue
        thread = threads[root.note.id] = _Thread([], set())
        left = [root]
        while left:
            logged = left.pop()
            reached.add(logged.note.id)
            thread.lines.append(logged)
            later = [one for one in corrections[logged.note.id] if one.note.id not in reached]
            if later:
                thread.corrected.add(logged.note.id)
            left.extend(later)
    return [threads[logged.note.id] for logged in notes if logged.note.id in threads]


def _items(wording: Wording, thread: _Thread, told: _Told) -> list[Item]:
    return [
        _item(wording, logged, told, corrected=logged.note.id in thread.corrected)
        for logged in thread.lines
    ]


def _item(wording: Wording, logged: LoggedNote, told: _Told, *, corrected: bool) -> Item:
    _ = wording.say
    note = logged.note
    speaker = speaker_of(wording, note)
    text = _("“{words}”").format(words=note.text) if note.sort == "verbatim" else note.text
    return Item(
        label=wording.clock(note.event_at),
        lead=f"{speaker.rstrip('.')}." if speaker else "",
        text=text,
        notes=_remarks(wording, logged, told, corrected=corrected),
        tag=_tag(wording, logged),
        key=note.id,
        inset=note.corrects is not None,
    )


def _tag(wording: Wording, logged: LoggedNote) -> str:
    _ = wording.say
    if logged.note.corrects is not None:
        return _("Correction")
    if logged.note.sort in {"irregularity", "ruling", "conditions"}:
        return wording.label("note-sorts", logged.note.sort)
    return ""


def _remarks(
    wording: Wording, logged: LoggedNote, told: _Told, *, corrected: bool
) -> tuple[str, ...]:
    _ = wording.say
    note = logged.note
    first = (_("Corrected below; the line stands as it was written."),) if corrected else ()
    rights = [wording.label("rights", right) for right in note.rights]
    facts = [
        _("Bears on: {rights}").format(rights=", ".join(rights)) if rights else "",
        _("through an interpreter") if note.via_interpreter else "",
        "" if told.times else _times(wording, logged),
        isolated(wording.dossier.authors.get(logged.author, "")) if told.several else "",
    ]
    line = " · ".join(fact for fact in facts if fact)
    return (*first, line) if line else first


def _times(wording: Wording, logged: LoggedNote) -> str:
    """How and when the line was written down, where that differs from when it happened."""
    _ = wording.say
    happened = logged.note.event_at.exact
    how = wording.label("taken", logged.note.taken).lower()
    if not isinstance(happened, Moment):
        written = wording.instant(logged.written)
    else:
        late = abs(logged.written - happened.milliseconds) > _PROMPT
        if logged.note.taken == "live" and not late:
            return ""
        moment = Moment.of(logged.written, happened.place)
        same_day = moment.local.date() == happened.local.date()
        written = wording.clock(moment) if same_day else wording.moment(moment)
    return _("written down {when} ({how})").format(when=written, how=how)
