# SPDX-License-Identifier: GPL-3.0-or-later
"""Notes: one line of an observer's log, from what was typed to what is kept."""

from dataclasses import dataclass
from typing import Literal

from msgspec.structs import replace

from casefile.base.clock import local_zone
from casefile.base.errors import InvalidRecord
from casefile.base.ids import new_id
from casefile.base.messages import _
from casefile.casework.hearings import place_of
from casefile.casework.marks import parse_line, sort_corrected
from casefile.casework.speakers import letters
from casefile.names.fold import words
from casefile.records.kinds import Attendance, Hearing, Note, Party
from casefile.records.values import Moment, Place, When
from casefile.records.vocabularies import vocabulary
from casefile.store import local, reading
from casefile.store.writing import Changes
from casefile.vault.vault import Vault

Taken = Literal["live", "same-day", "later", "transcribed"]

LIVE_WITHIN_MS = 10 * 60 * 1000  # later than that, the line was not written as it happened
_LATEST = 500  # lines among which the one written last is looked for


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
    via_interpreter: bool = False,
) -> Logged:
    """Log one line; durable when this returns.

    `speaker` is a role's id, a party's id or a name; a prefix in the line outranks it.
    Raises InvalidRecord for an empty line, NotFound for an unknown hearing.
    """
    line = parse_line(typed, letters(vault))
    if not line.text:
        raise InvalidRecord(_("Text"), _("a line needs words."))
    party, role = _speaker(vault, case, hearing, line.role or speaker)
    now = vault.clock()
    moment = When.stored(at or Moment.of(now, place_at(vault, hearing)))
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
        via_interpreter=via_interpreter,
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
    written = Moment.of(now, moment.place)
    return "same-day" if written.local.date() == moment.local.date() else "later"


def place_at(vault: Vault, hearing: str | None) -> Place:
    """The place where the hearing sits; the laptop's for notes on the case itself."""
    if not hearing:
        return Place(local_zone())
    return place_of(reading.record(vault.store, hearing, Hearing))


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
            return party.id, _role_of(vault, case, hearing, party)
    raise InvalidRecord(
        _("Speaker"),
        _("“{name}” is neither a role nor a person of this case.").format(name=speaker),
    )


def _role_of(vault: Vault, case: str, hearing: str | None, party: Party) -> str:
    """What a person is at this hearing, or else in the case."""
    if hearing is not None:
        here = reading.records(vault.store, Attendance, case, parent=hearing)
        for row in here:
            if row.party == party.id and row.capacity:
                return row.capacity
    return (party.roles or ("",))[0]


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


def correct(
    vault: Vault,
    note: Note,
    typed: str,
    *,
    speaker: str | None = None,
    at: When | None = None,
    taken: Taken | None = None,
    language: str | None = None,
    via_interpreter: bool | None = None,
) -> Logged:
    """Log a correction of a line; the original stays and both are shown.

    What is typed replaces words, marks and rights; what is not given stays as it was.
    Raises InvalidRecord.
    """
    line = parse_line(typed, letters(vault))
    if not line.text:
        raise InvalidRecord(
            _("Text"), _("a correction needs words; to take a line back, withdraw it.")
        )
    party, role = note.speaker, note.speaker_role
    said = line.role or speaker
    if said is not None and said not in (party or role, role):
        party, role = _speaker(vault, note.case, note.hearing, said)
    moment = at or note.event_at
    corrected = Note(
        id=new_id(vault.clock),
        case=note.case,
        hearing=note.hearing,
        event_at=moment,
        taken=taken or how_taken(moment, vault.clock()),
        speaker=party,
        speaker_role=role,
        sort=sort_corrected(note, line),
        language=note.language if language is None else language,
        via_interpreter=note.via_interpreter if via_interpreter is None else via_interpreter,
        text=line.text,
        rights=line.rights,
        starred=note.starred,
        corrects=note.id,
    )
    with vault.edit(note.case) as edit:
        edit.put(corrected)
        local.drop_draft(vault.store, note.hearing or note.case)
    return Logged(corrected, edit.changes)


def withdraw(vault: Vault, note: Note) -> Changes:
    """Take a line back; it stays in the history."""
    with vault.edit(note.case) as edit:
        edit.drop(note)
    return edit.changes


def star(vault: Vault, note: Note) -> Changes:
    """Mark a line as one to come back to, or take the mark off."""
    with vault.edit(note.case) as edit:
        edit.put(replace(note, starred=not note.starred))
    return edit.changes


def last_own(vault: Vault, case: str, hearing: str) -> Note | None:
    """The line of a hearing that this author wrote last, in a vault before the restore too; None
    where there is none."""
    latest = reading.rows(vault.store, Note, case, parent=hearing, latest_first=True, limit=_LATEST)
    ids = vault.own
    own = [row for row in latest if row.author in ids]
    return max(own, key=lambda row: row.stamp).record if own else None
