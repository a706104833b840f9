# SPDX-License-Identifier: GPL-3.0-or-later
"""What the input of the log has done in the vault, on the vault's thread."""

from casefile.base.errors import InvalidRecord
from casefile.base.messages import _
from casefile.casework import drafts, notes, speakers
from casefile.casework.drafts import Draft
from casefile.casework.notes import Logged
from casefile.casework.speakers import Bearer, Speaker
from casefile.desktop.log.line import TypedLine
from casefile.records.kinds import Case, Hearing, Note
from casefile.store import reading
from casefile.vault.vault import Vault

Refused = list[tuple[str, TypedLine]]
"""Lines that were not saved, each with the id of its hearing, of which nobody was told so far."""


def who_speaks(
    vault: Vault, hearing: Hearing
) -> tuple[list[Speaker], dict[str, str], list[str], list[Bearer]]:
    """What the input offers at a hearing: speakers, letters, languages, names."""
    case = reading.record(vault.store, hearing.case, Case)
    return (
        speakers.speakers(vault, hearing),
        speakers.letters(vault),
        list(case.languages),
        speakers.bearers(vault, hearing.case),
    )


def log_or_note(vault: Vault, hearing: Hearing, line: TypedLine, refused: Refused) -> Logged:
    """The same as `log_line`; a line that was refused is noted, for the vault may be locked before
    anybody can be told."""
    try:
        return log_line(vault, hearing, line)
    except Exception:
        refused.append((hearing.id, line))
        raise


def keep_drafts(vault: Vault, place: str, draft: Draft, refused: Refused) -> None:
    """Keep what is being typed, and in front of it the lines that were refused meanwhile."""
    drafts.keep_draft(vault, place, draft)
    while refused:
        where, line = refused.pop()
        drafts.add_draft(vault, where, line.draft)


def taken_off(refused: Refused, one: tuple[str, TypedLine]) -> bool:
    """Take one off the list, unless it has been kept already."""
    try:
        refused.remove(one)
    except ValueError:
        return False
    return True


def log_line(vault: Vault, hearing: Hearing, line: TypedLine) -> Logged:
    """Log one line in a hearing, or a correction of one; durable when this returns."""
    taken: notes.Taken | None = "transcribed" if line.transcribed else None
    if not line.corrects:
        return notes.log(
            vault, hearing.case, line.text, hearing=hearing.id, speaker=line.speaker, at=line.at,
            taken=taken, language=line.language, via_interpreter=line.via_interpreter,
        )  # fmt: skip
    corrected = reading.find(vault.store, line.corrects, Note)
    if corrected is None:
        raise InvalidRecord(_("Corrects"), _("the line was withdrawn meanwhile."))
    return notes.correct(
        vault, corrected, line.text, speaker=line.speaker, at=line.at, taken=taken,
        language=line.language, via_interpreter=line.via_interpreter,
    )  # fmt: skip
