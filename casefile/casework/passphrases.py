# SPDX-License-Identifier: GPL-3.0-or-later
"""Passphrases: how strong one is, in words a person can act on."""

from dataclasses import dataclass

from casefile.base.errors import InvalidRecord
from casefile.base.messages import _

ENOUGH = 4  # of zxcvbn's 0–4: over 10^10 guesses
_LONGEST = 72  # zxcvbn's time grows steeply with length, and more can't be weak


@dataclass(frozen=True, slots=True)
class Strength:
    """A score from 0 to 4, and what would make it better."""

    score: int
    advice: str

    @property
    def enough(self) -> bool:
        return self.score >= ENOUGH


def strength(passphrase: str, known: tuple[str, ...] = ()) -> Strength:
    """How well a passphrase withstands guessing; `known` are words an attacker would try first."""
    from zxcvbn import zxcvbn  # 0.2 s to import, and only the create screen needs it

    if not passphrase:
        return Strength(0, _("Six words that have nothing to do with each other are best."))
    result = zxcvbn(passphrase[:_LONGEST], user_inputs=list(known))
    score = int(result["score"])
    if score >= ENOUGH:
        return Strength(score, _("Strong."))
    return Strength(
        score, _("Too easy to guess. Add words that have nothing to do with each other.")
    )


def require_strong(passphrase: str) -> None:
    """Raises InvalidRecord for a passphrase that could be guessed."""
    found = strength(passphrase)
    if not found.enough:
        raise InvalidRecord(_("Passphrase"), found.advice)
