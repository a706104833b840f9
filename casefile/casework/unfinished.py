# SPDX-License-Identifier: GPL-3.0-or-later
"""What was typed into a form and not kept yet, encrypted in this vault: it comes back after a lock,
a crash and a power cut. It belongs to no journal and leaves in no bundle.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from casefile.records.kinds import Record
from casefile.store import local
from casefile.vault.vault import Vault

Typed = dict[str, Any]
"""Path of a field → what stands in its editor, as plain JSON."""


def place_of(kind: type[Record], case: str, record: str = "", under: str = "") -> str:
    """Where it is kept: at the record, or, for a new one, at its kind and what it is made for."""
    return f"{record or f'{under or case}/{kind.kind}'}{local.UNFINISHED}"


def keep_unfinished(vault: Vault, place: str, typed: Mapping[str, Any]) -> None:
    """Keep what stands in a form; nothing at all forgets it."""
    if typed:
        local.save_draft(vault.store, place, msgspec.json.encode(typed).decode(), vault.clock)
    else:
        local.drop_draft(vault.store, place)


def add_unfinished(vault: Vault, place: str, typed: Mapping[str, Any]) -> None:
    """Keep this as well: it was refused when its form was shown no more."""
    keep_unfinished(vault, place, {**unfinished(vault, place), **typed})


def unfinished(vault: Vault, place: str) -> Typed:
    """What stood in the form when it was left; empty where all was kept."""
    held = local.draft(vault.store, place)
    return msgspec.json.decode(held, type=dict[str, Any]) if held else {}
