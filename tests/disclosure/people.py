# SPDX-License-Identifier: GPL-3.0-or-later
"""Records and vaults for the tests of the gate."""

from pathlib import Path
from typing import Any

from casefile.records.forms import from_fields
from casefile.records.kinds import Record
from casefile.vault import keys, vault
from casefile.vault.vault import Vault

NOW = 1_700_000_000_000  # 14 November 2023
CASE = "018f0000-0000-7000-8000-000000000000"


def an_id(number: int) -> str:
    """A well-formed id; a greater number is a later record."""
    return f"018f0000-0000-7000-8000-{number:012x}"


def make(kind: str, number: int, **fields: Any) -> Any:
    """A record of the case; `audience` is team unless it is given."""
    return from_fields(kind, CASE if kind == "case" else an_id(number), CASE, fields)


def party(number: int, *names: str, **fields: Any) -> Any:
    """A party under these names, the first of them primary."""
    listed = [{"text": name, "sort": "alias" if i else "primary"} for i, name in enumerate(names)]
    return make("party", number, names=listed, **fields)


class Ticking:
    """A clock that moves on by a second each time it is asked."""

    def __init__(self, now: int = NOW) -> None:
        self.now = now

    def __call__(self) -> int:
        self.now += 1000
        return self.now


def vault_of(folder: Path, *records: Record, name: str = "Obi") -> Vault:
    """A new vault that holds these records, each written in an entry of its own."""
    place = folder / f"{name.lower()}.casefile"
    made = vault.create(place, "six words make a good one", name, work=keys.FLOOR, clock=Ticking())
    for record in records:
        put(made, record)
    return made


def put(into: Vault, *records: Record) -> None:
    """One entry with these records."""
    with into.edit(CASE) as edit:
        for record in records:
            edit.put(record)
