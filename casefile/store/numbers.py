# SPDX-License-Identifier: GPL-3.0-or-later
"""The numbers that cases, authors and chains have in this vault, and the heads of chains."""

from dataclasses import dataclass

from sqlalchemy import bindparam, insert, select, update

from casefile.journal.chain import Head
from casefile.journal.entry import Entry
from casefile.store.database import Store
from casefile.store.schema import Compiled, authors, cases, chains

_TABLES = {"cases": cases, "authors": authors}
_FIND = {
    name: Compiled(select(table.c.no).where(table.c.id == bindparam("id")))
    for name, table in _TABLES.items()
}
_ADD = {name: Compiled(insert(table), "id") for name, table in _TABLES.items()}
_KEEP_KEY = Compiled(
    update(authors).where(authors.c.no == bindparam("author"), authors.c.signing_key.is_(None)),
    "signing_key",
)
_CHAINS = Compiled(
    select(chains.c.no, authors.c.id, chains.c.seq, chains.c.hash, chains.c.time, chains.c.entry_no)
    .join_from(chains, authors, chains.c.author_no == authors.c.no)
    .where(chains.c.case_no == bindparam("case"))
)
_HEAD = ("seq", "hash", "time", "entry_no")
_BEGIN = Compiled(insert(chains), "case_no", "author_no", *_HEAD)
_MOVE = Compiled(update(chains).where(chains.c.no == bindparam("chain")), *_HEAD)


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain as this vault holds it: its number here, its head, and that head's entry number."""

    no: int
    head: Head | None  # None only until the first entry is there
    entry_no: int


def known(store: Store, table: str, id_: str) -> int | None:
    """The number of a case or an author (`table`: cases, authors), if it has one."""
    if (no := store.numbers.get((table, id_))) is None:
        no = store.call(_FIND[table], {"id": id_}).scalar()
        if no is not None:
            store.numbers[table, id_] = no
    return no


def number(store: Store, table: str, id_: str) -> int:
    """The number of a case or an author, a new one where it has none."""
    no = known(store, table, id_)
    if no is None:
        no = store.numbers[table, id_] = store.call(_ADD[table], {"id": id_}).last_no
    return no


def keep_key(store: Store, author: str, signing_key: bytes) -> int:
    """The author's number; from now on the vault knows their public signing key."""
    fresh = ("authors", author) not in store.numbers
    no = number(store, "authors", author)
    if fresh and signing_key:
        store.call(_KEEP_KEY, {"author": no, "signing_key": signing_key})
    return no


def chains_of(store: Store, case_no: int) -> dict[str, Chain]:
    """The chains of a case by author."""
    rows = store.call(_CHAINS, {"case": case_no})
    return {
        author: Chain(no, Head(author, seq, hash_.hex(), time) if seq else None, entry_no)
        for no, author, seq, hash_, time, entry_no in rows
    }


def begin_chain(store: Store, case_no: int, author_no: int) -> Chain:
    """A new chain, still without an entry."""
    empty = {"seq": 0, "hash": b"", "time": "", "entry_no": 0}
    result = store.call(_BEGIN, {"case_no": case_no, "author_no": author_no, **empty})
    return Chain(result.last_no, None, 0)


def move_head(store: Store, chain: Chain, entry: Entry, entry_no: int) -> None:
    """Make an entry the head of its chain."""
    head = {"seq": entry.header.seq, "hash": bytes.fromhex(entry.hash), "time": entry.header.time}
    store.call(_MOVE, {"chain": chain.no, "entry_no": entry_no, **head})
