# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether what an entry puts into a field is what belongs there.

Kinds and fields of newer versions are let through: they are kept and passed on. A field that this
version knows never changes its type, so anything else in it was put there to make a record, or
the whole case, unreadable.
"""

from functools import cache
from typing import Any

import msgspec

from casefile.journal.operations import Put
from casefile.records.kinds import KINDS
from casefile.records.values import decode_hook

_IDENTITY = ("id", "case")  # every record has these by where it stands; no entry sets them


@cache
def _types() -> dict[tuple[str, str], Any]:
    """The type of each field, by kind and by its name in the journal."""
    return {
        (kind, field.encode_name): field.type
        for kind, record in KINDS.items()
        for field in msgspec.structs.fields(record)
        if field.name not in _IDENTITY
    }


def fits(put: Put) -> bool:
    """Whether the value is of the field's type; True for fields that nobody here knows."""
    if put.kind in KINDS and put.field in _IDENTITY:
        return False
    wanted = _types().get((put.kind, put.field), Any)
    try:
        msgspec.convert(put.value, wanted, dec_hook=decode_hook)
    except msgspec.ValidationError:
        return False
    return True
