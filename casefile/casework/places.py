# SPDX-License-Identifier: GPL-3.0-or-later
"""The place to return to after a lock: case, page and hearing. It stays in the vault."""

import msgspec
from msgspec import Struct

from casefile.store import local
from casefile.vault.vault import Vault

_KEY = "place"


class Place(Struct, frozen=True, omit_defaults=True):
    """Where one was: names of pages, ids of records; empty where there was none."""

    page: str
    case: str = ""
    hearing: str = ""


def keep_place(vault: Vault, place: Place) -> None:
    """Remember where one is."""
    local.set_local(vault.store, _KEY, msgspec.json.encode(place))


def kept_place(vault: Vault) -> Place | None:
    """Where one was when the vault was locked; None the first time."""
    held = local.get_local(vault.store, _KEY)
    return msgspec.json.decode(held, type=Place) if held else None
