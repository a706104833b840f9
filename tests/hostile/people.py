# SPDX-License-Identifier: GPL-3.0-or-later
"""Authors whose keys are at hand, and entries in their names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from casefile.journal.entry import Entry, make
from casefile.journal.operations import Operation, Put
from casefile.store.cards import AuthorCard
from casefile.vault.identity import Identity, new_identity

CASE = "0198d000-0000-7000-8000-00000000ca5e"
NOW = 1_506_484_800_000


def record_id(number: int) -> str:
    """The id of the so-manieth record."""
    return f"0198d000-0000-7000-8000-{number:012x}"


def put(number: int, field_: str, value: Any, kind: str = "note") -> Put:
    """Sets a field of the so-manieth record."""
    return Put(kind, record_id(number), field_, value)


@dataclass
class Person:
    """Writes entries, one after the other."""

    identity: Identity
    case: str = CASE
    written: list[Entry] = field(default_factory=list)

    @property
    def id(self) -> str:
        return self.identity.author_id

    @property
    def card(self) -> AuthorCard:
        return self.identity.card()

    def write(
        self,
        *operations: Operation,
        seen: Mapping[str, int] | None = None,
        at: int | None = None,
        **forged: Any,
    ) -> Entry:
        """The next entry; with `forged` header fields, signed all the same."""
        last = self.written[-1] if self.written else None
        time = at if at is not None else NOW + 1000 * len(self.written)
        values = {
            "case": self.case,
            "author": self.id,
            "seq": len(self.written) + 1,
            "prev": last.hash if last else None,
            "time": f"{time << 16:016x}",
            "seen": dict(seen or {}),
            **forged,
        }
        parts: Sequence[Operation] = operations or (put(1, "text", "…"),)
        seed = sha256(repr((self.id, values["seq"])).encode()).digest()
        entry = make(operations=parts, seed=seed, sign=self.identity.sign, **values)
        self.written.append(entry)
        return entry

    def copy(self) -> "Person":
        """The same person on another machine, with the same keys: a vault used twice."""
        return Person(self.identity, self.case, list(self.written))


def person(name: str = "Aigul", case: str = CASE) -> Person:
    """Someone new."""
    return Person(new_identity(name), case)
