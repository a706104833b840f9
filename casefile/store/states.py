# SPDX-License-Identifier: GPL-3.0-or-later
"""The states that a case went through: which entry stood at the end of each chain, time after time.

A digest that was printed anywhere stands for one of them, if this vault holds its entries.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import bindparam, literal_column, select

from casefile.journal.chain import state_digest
from casefile.journal.entry import decode
from casefile.store.database import Store
from casefile.store.numbers import chains_of, known
from casefile.store.schema import Compiled, entries

_PAGE = 1_000
_STRIDE = 8_000  # states looked at in one go: about a tenth of a second

_e = entries.c
_SEQ = Compiled(
    select(_e.seq).where(_e.chain_no == bindparam("chain"), _e.hash == bindparam("hash"))
)
_HASH = Compiled(
    select(_e.hash).where(_e.chain_no == bindparam("chain"), _e.seq == bindparam("seq"))
)
_ARRIVED = Compiled(
    select(_e.no, _e.chain_no, _e.seq, _e.hash)
    .where(_e.no > bindparam("after"))
    .order_by(_e.no)
    .limit(literal_column(str(_PAGE)))
)
_CHAIN = Compiled(
    select(_e.seq, _e.hash, _e.saw)
    .where(_e.chain_no == bindparam("chain"), _e.seq > bindparam("after"))
    .order_by(_e.seq)
    .limit(literal_column(str(_PAGE)))
)
_LINE = Compiled(
    select(_e.line).where(_e.chain_no == bindparam("chain"), _e.seq == bindparam("seq"))
)


@dataclass(frozen=True, slots=True)
class State:
    """One of them: the number of each author's last entry in it, and the digest of the whole."""

    ends: dict[str, int]
    digest: str


@dataclass(frozen=True, slots=True)
class Trail:
    """How far the search for a state has come."""

    way: int  # 0: as entries arrived; then chain by chain
    place: int  # the entry behind which it goes on
    heads: dict[str, str]
    ends: dict[str, int]


def known_state(store: Store, case: str, heads: dict[str, str]) -> State | None:
    """The state with these heads, by author; None where one of them is not in its chain here."""
    chains = chains_of(store, known(store, "cases", case) or 0)
    ends = {}
    for author, hash_ in heads.items():
        values = {
            "chain": chains[author].no if author in chains else 0,
            "hash": bytes.fromhex(hash_),
        }
        seq = store.call(_SEQ, values).scalar()
        if seq is None:
            return None
        ends[author] = seq
    return State(ends, state_digest(heads))


def find_state(
    store: Store, case: str, beginning: str, trail: Trail | None = None, limit: int = _STRIDE
) -> State | Trail | None:
    """The first state found whose digest begins so: among those that this vault went through as
    entries arrived, then among those in which each author was when they wrote.

    After so many steps it answers where it stands, to be called again with that: a long case has a
    million states, and a line of a log must not wait for them. None: there is no such state.
    """
    chains = chains_of(store, known(store, "cases", case) or 0)
    authors = {chain.no: author for author, chain in chains.items()}
    ways = (None, *sorted(authors))
    trail = trail or Trail(0, 0, {}, {})
    heads, ends = dict(trail.heads), dict(trail.ends)
    for way in range(trail.way, len(ways)):
        for place, author, seq, hash_ in _steps(store, authors, ways[way], trail.place):
            heads[author], ends[author] = hash_.hex(), seq
            if (digest := state_digest(heads)).startswith(beginning):
                return State(ends, digest)
            limit -= 1
            if limit <= 0:
                return Trail(way, place, heads, ends)
        trail, heads, ends = Trail(way + 1, 0, {}, {}), {}, {}
    return None


_Step = tuple[int, str, int, bytes]  # where to go on behind it; author, number, hash


def _steps(store: Store, authors: dict[int, str], chain: int | None, place: int) -> Iterator[_Step]:
    """The entries of a case as they arrived; or those of one chain, as their author saw it."""
    return (
        _arrivals(store, authors, place)
        if chain is None
        else _seen_by(store, authors, chain, place)
    )


def _arrivals(store: Store, authors: dict[int, str], after: int) -> Iterator[_Step]:
    """Each entry as it came into this vault."""
    while page := store.call(_ARRIVED, {"after": after}):
        for no, chain, seq, hash_ in page:
            if chain in authors:
                yield no, authors[chain], seq, hash_
        after = page[-1][0]


def _seen_by(store: Store, authors: dict[int, str], chain: int, after: int) -> Iterator[_Step]:
    """Each entry of one author, after what they had newly seen of others."""
    numbers = {author: no for no, author in authors.items()}
    while page := store.call(_CHAIN, {"chain": chain, "after": after}):
        for seq, hash_, saw in page:
            if saw:
                line = store.call(_LINE, {"chain": chain, "seq": seq}).scalar()
                for other, theirs in sorted(decode(line).header.seen.items()):
                    values = {"chain": numbers.get(other, 0), "seq": theirs}
                    if (found := store.call(_HASH, values).scalar()) is not None:
                        yield seq - 1, other, theirs, found
            yield seq, authors[chain], seq, hash_
        after = page[-1][0]
