# SPDX-License-Identifier: GPL-3.0-or-later
"""Search: a case or the whole vault, as it is typed, across scripts.

`search` answers a key: the newest finds. `weighed` answers a pause: of each kind how many there
are, and the best match first of all.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from casefile.records.kinds import KINDS, Case
from casefile.store import fulltext, reading, renewal
from casefile.store.hits import Hit
from casefile.store.renewal import State
from casefile.store.snippets import holds_all
from casefile.vault.vault import Vault

NEWEST = 50  # finds that answer a key
EACH = 8  # of a kind are shown, of more than that the newest
MOST = 1_000  # are counted
ALL = 500  # of one kind are listed


@dataclass(frozen=True, slots=True)
class Scope:
    """Where is looked: in a case (its id), or in all. Without a case always in all."""

    case: str = ""
    everywhere: bool = False

    @property
    def within(self) -> str | None:
        """The case that finds must be of; None: of any."""
        return None if self.everywhere or not self.case else self.case


@dataclass(frozen=True, slots=True)
class Group:
    """Hits of one kind."""

    kind: str
    hits: tuple[Hit, ...]
    total: int | None = None  # how many there are, MOST + 1 for more; None: nobody counted

    @property
    def cut(self) -> bool:
        """Whether there are more than these."""
        return self.total is not None and self.total > len(self.hits)


@dataclass(frozen=True, slots=True)
class Results:
    """Hits by kind, in the order in which a person meets the kinds."""

    query: str
    groups: tuple[Group, ...]
    titles: dict[str, str] = field(default_factory=dict)  # of other cases in which hits are, by id
    state: State = field(default_factory=lambda: State(whole=True))  # of the index

    @property
    def shown(self) -> int:
        """How many hits these are."""
        return sum(len(group.hits) for group in self.groups)

    @property
    def count(self) -> int | None:
        """How many were found in all; None where nobody counted, or more than can be."""
        totals = [group.total for group in self.groups]
        counted = [total for total in totals if total is not None and total <= MOST]
        return sum(counted) if len(counted) == len(totals) else None

    @property
    def also(self) -> tuple[str, ...]:
        """Spellings found that differ from what was typed."""
        hits = (hit for group in self.groups for hit in group.hits)
        return tuple(dict.fromkeys(spelling for hit in hits for spelling in hit.also))

    @property
    def tried(self) -> tuple[str, ...]:
        """Spellings under which was looked, beside the typed ones."""
        return fulltext.tried(self.query)


def search(vault: Vault, query: str, scope: Scope = Scope()) -> Results:
    """The newest records that hold every word of `query`; its last word may be unfinished."""
    hits = fulltext.search(vault.store, query, case=scope.within, limit=NEWEST)
    complete = len(hits) < NEWEST
    return _results(vault, query, scope, _groups(hits, complete=complete))


def weighed(vault: Vault, query: str, scope: Scope = Scope()) -> Results:
    """The same after a pause: the newest of each kind, how many each has, and the best match as
    the first hit of the first group. While the index is made anew nothing is counted."""
    best = fulltext.search(vault.store, query, case=scope.within, limit=NEWEST, best=True)
    state = renewal.state(vault.store)
    if len(best) < NEWEST:
        groups = _groups(_newest_first(best), complete=True)
    elif state.whole:
        groups = [group for kind in KINDS if (group := _group(vault, query, scope, kind)).total]
    else:
        found = fulltext.search(vault.store, query, case=scope.within, limit=NEWEST)
        groups = _groups(found, complete=False)
    shown = [hit for group in groups for hit in group.hits]
    return _results(vault, query, scope, _best_first(groups, _best_of(best, shown)), state)


def of_kind(vault: Vault, query: str, scope: Scope, kind: str) -> Results:
    """All records of one kind that were found, the newest first; of very many the newest."""
    return _results(vault, query, scope, [_group(vault, query, scope, kind, ALL)])


def _group(vault: Vault, query: str, scope: Scope, kind: str, limit: int = EACH) -> Group:
    within = scope.within
    total = fulltext.count(vault.store, query, kind, case=within, most=MOST + 1)
    hits = fulltext.search(vault.store, query, case=within, kind=kind, limit=limit) if total else []
    return Group(kind, tuple(hits), total)


def _groups(hits: list[Hit], *, complete: bool) -> list[Group]:
    order = [*KINDS, *sorted({hit.kind for hit in hits} - set(KINDS))]
    groups = ((kind, tuple(hit for hit in hits if hit.kind == kind)) for kind in order)
    return [Group(kind, found, len(found) if complete else None) for kind, found in groups if found]


def _newest_first(hits: list[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: hit.no, reverse=True)


def _best_of(ranked: list[Hit], shown: list[Hit]) -> Hit | None:
    """The first that is called so; else the first. Who looks for a name looks for the person."""
    called = (hit for hit in ranked + shown if hit.title and holds_all([hit.title], hit.wanted))
    return next(called, next(iter(ranked), None))


def _best_first(groups: Iterable[Group], best: Hit | None) -> list[Group]:
    if best is None:
        return list(groups)
    first = [group for group in groups if group.kind == best.kind]
    rest = [group for group in groups if group.kind != best.kind]
    return [_led_by(best, group) for group in first] + rest


def _led_by(best: Hit, group: Group) -> Group:
    others = [hit for hit in group.hits if hit.no != best.no]
    return Group(group.kind, (best, *others)[: len(group.hits)], group.total)


def _results(
    vault: Vault, query: str, scope: Scope, groups: list[Group], state: State | None = None
) -> Results:
    others = {hit.case for group in groups for hit in group.hits} - {scope.case}
    found = {id_: reading.find(vault.store, id_, Case) for id_ in others}
    titles = {id_: case.title for id_, case in found.items() if case is not None}
    return Results(query, tuple(groups), titles, state or renewal.state(vault.store))
