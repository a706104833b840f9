# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that were to be taken in when the vault was locked: remembered in this vault alone, under
the names that they have on this machine, until a person has heard of them."""

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from casefile.store import local
from casefile.vault.vault import Vault

_KEY = "rest"


class Rest(Struct, frozen=True):
    """What is left of files that were given at once."""

    case: str
    to: str  # the record that each is linked to; empty: none
    names: tuple[bytes, ...]  # of files and folders, as the system writes them
    there: int  # files that were taken in before

    @property
    def paths(self) -> list[Path]:
        """The files and folders."""
        return [Path(os.fsdecode(name)) for name in self.names]


_decode = msgspec.json.Decoder(tuple[Rest, ...]).decode


def rest_of(case: str, to: str, paths: Sequence[Path], there: int) -> Rest:
    """What is left: `paths`; `there` files were taken in."""
    return Rest(case, to, tuple(map(os.fsencode, paths)), there)


def keep_rests(vault: Vault, rests: Sequence[Rest]) -> None:
    """Remember them, with those that nobody has heard of yet."""
    held = (*kept_rests(vault), *rests)
    local.set_local(vault.store, _KEY, msgspec.json.encode(held))


def kept_rests(vault: Vault) -> tuple[Rest, ...]:
    """What was not taken in because the vault was locked."""
    held = local.get_local(vault.store, _KEY)
    return _decode(held) if held else ()


def forget_rests(vault: Vault) -> None:
    """Somebody has heard of them."""
    local.set_local(vault.store, _KEY, None)
