# SPDX-License-Identifier: GPL-3.0-or-later
"""Ids of records: UUID version 7 (RFC 9562, section 5.7), as lower-case text."""

import re
import secrets
import uuid

from casefile.base.clock import Clock, system_clock

PATTERN = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
_is_id = re.compile(PATTERN).fullmatch


def new_id(clock: Clock = system_clock) -> str:
    """A new UUIDv7: 48 bits of Unix milliseconds, then 74 random bits."""
    value = (clock() & (2**48 - 1)) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=value))


def is_id(text: str) -> bool:
    """Whether the text is an id in its canonical form."""
    return _is_id(text) is not None
