# SPDX-License-Identifier: GPL-3.0-or-later
"""Ids of records: UUID version 7 (RFC 9562, section 5.7), as lower-case text."""

import re
import secrets
import uuid

from casefile.base.clock import Clock, system_clock

PATTERN = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
_is_id = re.compile(PATTERN).fullmatch


_COUNTER = 2**12  # RFC 9562, section 6.2, method 1: `rand_a` counts within a millisecond
_last = (-1, 0)


def new_id(clock: Clock = system_clock) -> str:
    """A new UUIDv7: 48 bits of Unix milliseconds, a counter of 12 bits, 62 random bits.

    The ids that one process makes sort in the order in which they were made, as long as its
    clock does not run back; only over 2,000 of them in one millisecond begin to mix.
    """
    global _last
    now = clock() & (2**48 - 1)
    _last = (now, _last[1] + 1 if now == _last[0] else secrets.randbits(11))
    value = now << 80 | 0x7 << 76 | _last[1] % _COUNTER << 64 | 0x2 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=value))


def is_id(text: str) -> bool:
    """Whether the text is an id in its canonical form."""
    return _is_id(text) is not None
