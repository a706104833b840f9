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


def find_state(store: Store, case: str, beginning: str) -> State | None:
    """The first state found whose digest begins so: among those that this vault went through as
    entries arrived, then among those in which each author was when they wrote.

    It looks at every entry of the case, and takes none apart but those that saw another's.
    """
    case_no = known(store, "cases", case) or 0
    authors = {chain.no: author for author, chain in chains_of(store, case_no).items()}
    for steps in (_arrivals(store, authors), *(_seen_by(store, authors, no) for no in authors)):
        heads: dict[str, str] = {}
        ends: dict[str, int] = {}
        for author, seq, hash_ in steps:
            heads[author], ends[author] = hash_.hex(), seq
            digest = state_digest(heads)
            if digest.startswith(beginning):
                return State(ends, digest)
    return None


_Step = tuple[str, int, bytes]


def _arrivals(store: Store, authors: dict[int, str]) -> Iterator[_Step]:
    """Each entry as it came into this vault."""
    after = 0
    while page := store.call(_ARRIVED, {"after": after}):
        for _no, chain, seq, hash_ in page:
            if chain in authors:
                yield authors[chain], seq, hash_
        after = page[-1][0]


def _seen_by(store: Store, authors: dict[int, str], chain: int) -> Iterator[_Step]:
    """Each entry of one author, after what they had newly seen of others."""
    numbers = {author: no for no, author in authors.items()}
    after = 0
    while page := store.call(_CHAIN, {"chain": chain, "after": after}):
        for seq, hash_, saw in page:
            if saw:
                line = store.call(_LINE, {"chain": chain, "seq": seq}).scalar()
                for other, theirs in sorted(decode(line).header.seen.items()):
                    values = {"chain": numbers.get(other, 0), "seq": theirs}
                    if (found := store.call(_HASH, values).scalar()) is not None:
                        yield other, theirs, found
            yield authors[chain], seq, hash_
        after = page[-1][0]
