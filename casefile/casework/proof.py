# SPDX-License-Identifier: GPL-3.0-or-later
"""Proof on paper: whether a case held exactly what a printed digest says, and what came after."""

import re
from dataclasses import dataclass

from casefile.base.errors import NotFound
from casefile.base.messages import _
from casefile.casework.history import releases
from casefile.journal.clock import milliseconds
from casefile.records.kinds import Release
from casefile.store import pages, reading, states
from casefile.store.states import State, Trail
from casefile.vault.vault import Vault

SHORTEST = 12  # digits; fewer would fit some state by accident
_CODE = re.compile(r"casefile:[0-9a-f-]{36}:")  # what the printed code says before the digest
_is_digest = re.compile(rf"[0-9a-f]{{{SHORTEST},64}}").fullmatch


@dataclass(frozen=True, slots=True)
class Proof:
    """A state that the case was in: which entries it held, when, and what has come since."""

    case: str
    digest: str
    ends: dict[str, int]  # by author: the number of the last entry that it held
    until: int | None  # when the last of those entries was written, Unix ms
    since: dict[str, int]  # by author: how many entries have come after
    release: Release | None  # what was printed or handed over in that state, where it is known

    @property
    def current(self) -> bool:
        """Whether nothing has come since."""
        return not self.since


def cleaned(untrusted: str) -> str:
    """The digits of a digest as it was typed, pasted or read from a printed code.

    Raises NotFound, in a sentence, for what is none.
    """
    digits = re.sub(r"[\s\u2000-\u200f\-–:.]", "", _CODE.sub("", untrusted.strip().lower()))
    if not _is_digest(digits):
        raise NotFound(
            _("That is no state digest."),
            _("It has 20 digits and letters from a to f, in groups of four."),
        )
    return digits


def prove(vault: Vault, case: str, typed: str) -> Proof | None:
    """The state of a case for which a digest stands; None where the case was never in it here.

    Raises NotFound for what is no digest.
    """
    found = prove_some(vault, case, typed)
    while isinstance(found, Trail):
        found = prove_some(vault, case, typed, found)
    return found


def prove_some(
    vault: Vault, case: str, typed: str, trail: Trail | None = None
) -> Proof | Trail | None:
    """As `prove`, but for a while only: a trail is where to go on. Raises NotFound."""
    beginning = cleaned(typed)
    if trail is None and (printed := _printed(vault, case, beginning)):  # found without a search
        known = states.known_state(vault.store, case, printed.heads)
        if known and known.digest.startswith(beginning):
            return _proof(vault, case, known, printed)
    state = states.find_state(vault.store, case, beginning, trail)
    if not isinstance(state, State):
        return state
    return _proof(vault, case, state, _printed(vault, case, state.digest))


def _printed(vault: Vault, case: str, beginning: str) -> Release | None:
    """What left this vault with a digest that begins so."""
    return next((r for r in releases(vault, case) if r.state_digest.startswith(beginning)), None)


def _proof(vault: Vault, case: str, state: State, release: Release | None) -> Proof:
    now = pages.ends_of(vault.store, case)
    since = {author: seq - state.ends.get(author, 0) for author, seq in now.items()}
    last = [
        milliseconds(entry.header.time)
        for author, seq in state.ends.items()
        if (entry := reading.entry_at(vault.store, case, author, seq)) is not None
    ]
    return Proof(
        case,
        state.digest,
        dict(state.ends),
        max(last, default=None),
        {author: count for author, count in since.items() if count},
        release,
    )
