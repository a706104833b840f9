# SPDX-License-Identifier: GPL-3.0-or-later
"""Copies of one entry that show more, or less: what arrives is fitted to what is held."""

from collections.abc import Iterable

from sqlalchemy import bindparam, select

from casefile.journal.entry import Entry, decode
from casefile.journal.redact import combine, erase
from casefile.store.database import Store
from casefile.store.erase import remembered, rewrite
from casefile.store.schema import Compiled, entries

_HELD = Compiled(
    select(entries.c.no, entries.c.line).where(
        entries.c.chain_no == bindparam("chain"), entries.c.seq == bindparam("seq")
    )
)


def lessened(store: Store, arriving: list[Entry]) -> list[Entry]:
    """The entries without what was erased here before they arrived."""
    gone = remembered(store, arriving)
    return [erase(entry, gone[entry.hash]) if entry.hash in gone else entry for entry in arriving]


def completed(store: Store, known: Iterable[tuple[int, Entry]]) -> list[tuple[int, Entry]]:
    """Let entries that are held show what these copies of them show, but what was erased here.

    Each copy is given with the number of its chain. Returns those that show more now, with their
    own numbers. Both copies must have been verified.
    """
    better = {}
    for chain_no, entry in known:
        no, line = store.call(_HELD, {"chain": chain_no, "seq": entry.header.seq}).one()
        here = decode(line)
        (both,) = lessened(store, [combine(here, entry)])
        if both.withheld < here.withheld:
            better[no] = both
    rewrite(store, better, "complete")
    return list(better.items())
