# SPDX-License-Identifier: GPL-3.0-or-later
"""Copies of entries that hold less and still verify.

An erasure always stays visible and is never itself erased: it holds no content, has to travel to
wherever the content went, and can't be taken back.
"""

from collections.abc import Callable, Iterable, Sequence

from casefile.journal.commitments import salts
from casefile.journal.entry import Entry, Shown, Withheld, seal
from casefile.journal.errors import JournalError
from casefile.journal.operations import Erase, Operation


def redact(entry: Entry, visible: Callable[[Operation], bool]) -> Entry:
    """A copy showing only the visible operations. Without the seed, unless all are shown."""
    return _hide(entry, lambda _index, operation: not visible(operation))


def erase(entry: Entry, indexes: Iterable[int]) -> Entry:
    """A copy without the seed and without the operations at these indexes.

    Indexes of erasures, of what is withheld already and of nothing at all are passed over: they
    come from other people. The entry itself where nothing is left to erase.
    """
    gone = frozenset(indexes)
    return _hide(entry, lambda index, _operation: index in gone)


def combine(a: Entry, b: Entry) -> Entry:
    """The one entry that shows what either of two copies shows, under the signature of `a`.

    The seals of both must have been verified, and the signature of `a`. Whatever is to stay
    erased has to be erased in the result again. Raises JournalError for copies of different
    entries.
    """
    if a.hash != b.hash or len(a.parts) != len(b.parts):
        raise JournalError("these are copies of different entries")
    if a.seed is not None or b.seed is not None:
        return a if a.seed is not None else Entry(b.header, a.signature, b.seed, b.parts)
    parts = tuple(
        mine if isinstance(mine, Shown) else theirs
        for mine, theirs in zip(a.parts, b.parts, strict=True)
    )
    return Entry(a.header, a.signature, None, parts)


def _hide(entry: Entry, hidden: Callable[[int, Operation], bool]) -> Entry:
    gone = {
        index
        for index, operation in entry.operations
        if not isinstance(operation, Erase) and hidden(index, operation)
    }
    if not gone:
        return entry
    parts = tuple(
        Withheld(seal(part).hex()) if index in gone else part
        for index, part in enumerate(_without_seed(entry))
    )
    return Entry(entry.header, entry.signature, None, parts)


def _without_seed(entry: Entry) -> Sequence[Withheld | Shown]:
    """The parts in the form they have where the seed is gone."""
    if entry.seed is None:
        return entry.parts  # type: ignore[return-value]
    fresh = salts(bytes.fromhex(entry.seed), len(entry.parts))
    return [
        Shown(salt.hex(), operation)
        for salt, (_, operation) in zip(fresh, entry.operations, strict=True)
    ]
