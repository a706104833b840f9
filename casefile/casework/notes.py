# SPDX-License-Identifier: GPL-3.0-or-later
"""Notes: one line of an observer's log, from what was typed to what is kept."""

import re
from dataclasses import dataclass
from typing import Literal

from casefile.base.clock import local_zone
from casefile.base.errors import InvalidRecord
from casefile.base.ids import new_id
from casefile.base.messages import _
from casefile.names.fold import words
from casefile.records.kinds import Attendance, Hearing, Note, Party
from casefile.records.values import Moment, When
from casefile.records.vocabularies import find, prefixes, vocabulary
from casefile.store import local, reading
from casefile.store.writing import Changes
from casefile.vault.vault import Vault

Taken = Literal["live", "same-day", "later", "transcribed"]

LIVE_WITHIN_MS = 10 * 60 * 1000  # later than that, the line was not written as it happened
_TAG = re.compile(r"(?<!\S)#([\w-]+)")
_TAIL = re.compile(r"(?:\s*(?<!\S)#[\w-]+)+\s*$")


@dataclass(frozen=True, slots=True)
class ParsedLine:
    """What a typed line says beside its words."""

    text: str
    sort: str = "summary"
    role: str = ""
    rights: tuple[str, ...] = ()


def parse_line(typed: str) -> ParsedLine:
    """Read the marks of a typed line.

    `j `, `p `, `d `, `a `, `w ` in front: the speaker; then `"`: verbatim, `//`: opinion,
    `!`: irregularity; `#right` anywhere: the right it bears on (a unique beginning will do).
    Tags behind the words are taken off; within them only the `#` is, so the sentence stays whole.
    """
    text = typed.lstrip()
    role = ""
    if text[1:2] == " " and text[0] in prefixes():
        role, text = prefixes()[text[0]], text[2:]
    text, sort = _sort_of(text.strip())
    rights = tuple(dict.fromkeys(filter(None, map(right_of, _TAG.findall(text)))))
    return ParsedLine(_without_tags(text), sort, role, rights)


def _sort_of(text: str) -> tuple[str, str]:
    if text.startswith("//"):
        return text[2:].lstrip(), "opinion"
    if text.startswith("!"):
        return text[1:].lstrip(), "irregularity"
    if text.startswith(('"', "“", "«")):
        return text, "verbatim"
    return text, "summary"


def right_of(tag: str) -> str:
    """The id of the right that a tag means, by id, label or a unique beginning; empty if none."""
    term = find("rights", tag)
    return term.id if term else ""


def _without_tags(text: str) -> str:
    tail = _TAIL.search(text)
    if tail and all(map(right_of, _TAG.findall(tail[0]))):
        text = text[: tail.start()]
    return _TAG.sub(lambda tag: tag[1] if right_of(tag[1]) else tag[0], text).strip()


@dataclass(frozen=True, slots=True)
class Logged:
    """A line that is durable: the note, and what it changed."""

    note: Note
    changes: Changes


def log(
    vault: Vault,
    case: str,
    typed: str,
    *,
    hearing: str | None = None,
    speaker: str = "",
    at: When | Moment | None = None,
    taken: Taken | None = None,
    language: str = "",
) -> Logged:
    """Log one line; durable when this returns.

    `speaker` is a role's id, a party's id or a name; a prefix in the line outranks it.
    Raises InvalidRecord for an empty line, NotFound for an unknown hearing.
    """
    line = parse_line(typed)
    if not line.text:
        raise InvalidRecord(_("Text"), _("a line needs words."))
    party, role = _speaker(vault, case, hearing, line.role or speaker)
    now = vault.clock()
    moment = When(at or Moment.of(now, place_zone(vault, hearing)))
    note = Note(
        id=new_id(vault.clock),
        case=case,
        hearing=hearing,
        event_at=moment,
        taken=taken or how_taken(moment, now),
        speaker=party,
        speaker_role=role,
        sort=line.sort,
        language=language,
        text=line.text,
        rights=line.rights,
    )
    with vault.edit(case) as edit:
        edit.put(note)
        local.drop_draft(vault.store, hearing or case)
    return Logged(note, edit.changes)


def how_taken(when: When, now: int) -> Taken:
    """Whether a line about `when`, written at `now` (Unix ms), was written live."""
    moment = when.exact
    if not isinstance(moment, Moment):
        return "later"
    if abs(now - moment.milliseconds) <= LIVE_WITHIN_MS:
        return "live"
    written = Moment.of(now, moment.zone)
    return "same-day" if written.local.date() == moment.local.date() else "later"


def place_zone(vault: Vault, hearing: str | None) -> str:
    """The zone of the place where the hearing sits; the laptop's where nobody said."""
    if hearing is None:
        return local_zone()
    sitting = reading.record(vault.store, hearing, Hearing)
    if sitting.started_at:
        return sitting.started_at.zone
    if sitting.scheduled_at and "T" in sitting.scheduled_at:
        return Moment(sitting.scheduled_at).zone
    return local_zone()


def _speaker(vault: Vault, case: str, hearing: str | None, speaker: str) -> tuple[str | None, str]:
    """The party and the role that a speaker's mark means; a name nobody bears stays in the role."""
    if not speaker:
        return None, ""
    parties = reading.records(vault.store, Party, case)
    if speaker in vocabulary("roles"):
        return _who_is(vault, case, hearing, parties, speaker), speaker
    key = sorted(words(speaker))  # surname first or last, in any script
    for party in parties:
        if speaker == party.id or any(sorted(words(name.text)) == key for name in party.names):
            return party.id, (party.roles or ("",))[0]
    raise InvalidRecord(
        _("Speaker"),
        _("“{name}” is neither a role nor a person of this case.").format(name=speaker),
    )


def _who_is(
    vault: Vault, case: str, hearing: str | None, parties: list[Party], role: str
) -> str | None:
    """The one person who has the role at this hearing, or else in the case; None when in doubt."""
    if hearing is not None:
        here = reading.records(vault.store, Attendance, case, parent=hearing)
        present = {row.party for row in here if row.capacity == role}
        if present:
            return present.pop() if len(present) == 1 else None
    having = [party.id for party in parties if role in party.roles]
    return having[0] if len(having) == 1 else None


def correct(vault: Vault, note: Note, typed: str) -> Logged:
    """Log a correction of a line; the original stays and both are shown. Raises InvalidRecord."""
    line = parse_line(typed)
    if not line.text:
        raise InvalidRecord(
            _("Text"), _("a correction needs words; to take a line back, withdraw it.")
        )
    role = line.role or note.speaker_role
    corrected = Note(
        id=new_id(vault.clock),
        case=note.case,
        hearing=note.hearing,
        event_at=note.event_at,
        taken=how_taken(note.event_at, vault.clock()),
        speaker=note.speaker if role == note.speaker_role else None,
        speaker_role=role,
        sort=line.sort if line.sort != "summary" else note.sort,
        language=note.language,
        text=line.text,
        rights=line.rights or note.rights,
        corrects=note.id,
    )
    with vault.edit(note.case) as edit:
        edit.put(corrected)
    return Logged(corrected, edit.changes)


def withdraw(vault: Vault, note: Note) -> Changes:
    """Take a line back; it stays in the history."""
    with vault.edit(note.case) as edit:
        edit.drop(note)
    return edit.changes


def keep_draft(vault: Vault, place: str, text: str) -> None:
    """Keep what is being typed at a hearing (or case), encrypted; an empty text forgets it."""
    if text:
        local.save_draft(vault.store, place, text)
    else:
        local.drop_draft(vault.store, place)


def draft(vault: Vault, place: str) -> str:
    """What was being typed there when the program ended."""
    return local.draft(vault.store, place)
