# SPDX-License-Identifier: GPL-3.0-or-later
"""Search: everything in the vault, as it is typed, across scripts."""

from dataclasses import dataclass

from casefile.records.kinds import KINDS
from casefile.store import fulltext
from casefile.store.hits import Hit
from casefile.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Results:
    """Hits by kind, in the order in which a person meets the kinds."""

    query: str
    groups: tuple[tuple[str, tuple[Hit, ...]], ...]

    @property
    def count(self) -> int:
        return sum(len(hits) for _kind, hits in self.groups)

    @property
    def also(self) -> tuple[str, ...]:
        """Spellings found that differ from what was typed."""
        hits = (hit for _kind, found in self.groups for hit in found)
        return tuple(dict.fromkeys(spelling for hit in hits for spelling in hit.also))

    @property
    def tried(self) -> tuple[str, ...]:
        """Spellings under which was looked, beside the typed ones."""
        return fulltext.tried(self.query)


def search(vault: Vault, query: str, *, case: str | None = None, limit: int = 50) -> Results:
    """The newest records that hold every word of `query`; its last word may be unfinished."""
    hits = fulltext.search(vault.store, query, case=case, limit=limit)
    order = [*KINDS, *sorted({hit.kind for hit in hits} - set(KINDS))]
    groups = ((kind, tuple(hit for hit in hits if hit.kind == kind)) for kind in order)
    return Results(query, tuple((kind, found) for kind, found in groups if found))
