# SPDX-License-Identifier: GPL-3.0-or-later
"""A passphrase for people who can't think of one. Runs off the UI thread: the list is large."""

import secrets
from functools import cache

WORDS = 6
AMONG = 8192


def suggest() -> str:
    """Six words drawn at random from 8,192 common English ones: 78 bits."""
    return " ".join(secrets.choice(_words()) for _index in range(WORDS))


@cache
def _words() -> tuple[str, ...]:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # 0.2 s, and only this needs it

    common = FREQUENCY_LISTS["english_wikipedia"]
    plain = [word for word in common if 4 <= len(word) <= 8 and word.isascii() and word.isalpha()]
    return tuple(plain[:AMONG])
