# SPDX-License-Identifier: GPL-3.0-or-later
"""Who speaks in court: the letters that name a role, the people of a hearing, everyone by name."""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from casefile.base.errors import InvalidRecord
from casefile.base.messages import _
from casefile.casework.marks import QUOTES
from casefile.names.fold import words
from casefile.records.kinds import Attendance, Hearing, Party
from casefile.records.vocabularies import label, prefixes, vocabulary
from casefile.store import local, reading
from casefile.vault.vault import Vault

_LETTERS = "log/letters"
_MARKS = frozenset(("#", "@", "!", "/", *QUOTES))
_USUAL = "jpdaw"
_ABSENT = frozenset({"absent", "not-attempted", "hearing-not-held", "kept-outside-the-room"})
_KEPT_OUT = ("refused", "prevented", "hearing-", "excluded")

_decode = msgspec.json.Decoder(dict[str, str]).decode


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone who may speak: a role, or a person in a role."""

    id: str  # of the role or the party
    role: str
    name: str = ""

    @property
    def label(self) -> str:
        """`Judge`, or `Dusenova, judge` where it is a person."""
        role = label("roles", self.role)
        if not self.name:
            return role
        return _("{name}, {role}").format(name=self.name, role=role) if role else self.name


@dataclass(frozen=True, slots=True)
class Bearer:
    """One name of a party, and its words as names are compared."""

    party: str
    name: str
    primary: str
    keys: tuple[str, ...]
    role: str = ""


def letters(vault: Vault) -> dict[str, str]:
    """The letters that name the speaker of a line, each with the id of a role."""
    held = local.get_local(vault.store, _LETTERS)
    return _decode(held) if held else usual_letters()


def usual_letters() -> dict[str, str]:
    """The letters where nobody chose others, in the order in which a court speaks."""
    known = prefixes()
    return {letter: known[letter] for letter in sorted(known, key=_USUAL.find)}


def set_letters(vault: Vault, chosen: Mapping[str, str]) -> None:
    """Have these letters name the speakers from now on; none stands for the usual ones.

    Raises InvalidRecord for what is not one letter, for a mark of the log, an unknown role.
    """
    for letter, role in chosen.items():
        if len(letter) != 1 or letter.isspace() or letter in _MARKS:
            raise InvalidRecord(_("Letter"), _("one letter is needed, and no mark of the log."))
        if role not in vocabulary("roles"):
            raise InvalidRecord(_("Speaker"), _("there is no role {role}.").format(role=role))
    held = msgspec.json.encode(dict(chosen)) if chosen else None
    local.set_local(vault.store, _LETTERS, held)


def speakers(vault: Vault, hearing: Hearing) -> list[Speaker]:
    """Who may speak at a hearing: the people who are there, then the roles that have a letter,
    then all others."""
    names = {one.id: one.name for one in reading.records(vault.store, Party, hearing.case)}
    there = reading.records(vault.store, Attendance, hearing.case, parent=hearing.id)
    people = [
        Speaker(row.party, row.capacity, names[row.party])
        for row in there
        if _is_there(row.status) and row.party in names and row.capacity != "observer"
    ]
    first = dict.fromkeys((*letters(vault).values(), *vocabulary("roles")))
    return [*people, *(Speaker(role, role) for role in first)]


def _is_there(status: str) -> bool:
    """Whether somebody of that status could be heard in the room."""
    return status not in _ABSENT and not status.startswith(_KEPT_OUT)


def bearers(vault: Vault, case: str) -> list[Bearer]:
    """Every name of every party of a case, ready to be compared with what is typed."""
    return [
        Bearer(
            party=party.id,
            name=name.text,
            primary=party.name,
            keys=tuple(words(name.text)),
            role=(party.roles or ("",))[0],
        )
        for party in reading.records(vault.store, Party, case)
        for name in party.names
    ]
