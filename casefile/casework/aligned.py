# SPDX-License-Identifier: GPL-3.0-or-later
"""Two observers' logs of one hearing side by side: what happened at the same time at one height."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casefile.casework.history import author_names
from casefile.casework.logs import LogRow, log_rows
from casefile.records.kinds import Note
from casefile.records.values import Moment
from casefile.store import places, reading
from casefile.vault.vault import Vault

WITHIN_MS = 60_000  # two clocks in one room differ by less, as a rule
MOST = 20_000  # lines of a hearing that are looked at
PAGE = 500  # lines read at once: the vault is not kept from other things for long


@dataclass(frozen=True, slots=True)
class Observer:
    """Who logged lines at a hearing."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Aligned:
    """What stands at one height: a line of each, or of one of them alone."""

    left: LogRow | None
    right: LogRow | None

    @property
    def first(self) -> LogRow:
        """The line that stands for both when days and breaks are told."""
        found = self.left or self.right
        assert found is not None
        return found


def align(
    left: Sequence[LogRow], right: Sequence[LogRow], within_ms: int = WITHIN_MS
) -> list[Aligned]:
    """Lay two logs, each in its order, beside each other: lines that are less than `within_ms`
    apart stand at one height, each beside the nearest; no line is left out or changes its order."""
    found: list[Aligned] = []
    at, to = 0, 0
    while at < len(left) and to < len(right):
        one, other = left[at], right[to]
        apart = _apart(one, other)
        if apart > within_ms:
            alone_left = one.key < other.key
        elif at + 1 < len(left) and _apart(left[at + 1], other) < apart:
            alone_left = True  # the next one is nearer
        elif to + 1 < len(right) and _apart(one, right[to + 1]) < apart:
            alone_left = False
        else:
            found.append(Aligned(one, other))
            at, to = at + 1, to + 1
            continue
        found.append(Aligned(one, None) if alone_left else Aligned(None, other))
        at, to = at + alone_left, to + (not alone_left)
    found += [Aligned(row, None) for row in left[at:]]
    return found + [Aligned(None, row) for row in right[to:]]


def _apart(one: LogRow, other: LogRow) -> float:
    """How many ms apart two lines happened; where nobody noted the hour, the days must agree."""
    exact, beside = one.note.event_at.exact, other.note.event_at.exact
    if isinstance(exact, Moment) and isinstance(beside, Moment):
        return abs(exact.milliseconds - beside.milliseconds)
    return 0 if exact == beside else float("inf")


def observers(vault: Vault, case: str, hearing: str) -> list[Observer]:
    """Who logged lines at a hearing, by name; ourselves first. Of a very long log a part is looked
    at; where the case has one author no line is."""
    ours, own, known = vault.author.id, vault.own, author_names(vault)
    ids = {ours if id_ in own else id_ for id_ in reading.heads(vault.store, case)}
    if len(ids) > 1:
        among = places.authors_among(vault.store, Note, case, hearing, MOST)
        ids = {ours if id_ in own else id_ for id_ in among}
    found = [Observer(id_, known.get(id_) or id_[:8]) for id_ in ids]
    return sorted(found, key=lambda one: (one.id != ours, one.name, one.id))


def page_after(vault: Vault, case: str, hearing: str, after: str | None) -> list[LogRow]:
    """A page of all observers' lines, from the first on."""
    return log_rows(vault, case, hearing, after=after, limit=PAGE)


def of_author(rows: Iterable[LogRow], author: str) -> list[LogRow]:
    """The lines of one observer."""
    return [row for row in rows if row.author == author]
