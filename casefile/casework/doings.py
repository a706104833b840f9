# SPDX-License-Identifier: GPL-3.0-or-later
"""What one entry did, in short: enough for a person to know it again. Reads a few rows at most."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from casefile.casework.titles import called
from casefile.journal.entry import Entry
from casefile.journal.operations import Drop, Erase, Put
from casefile.store import reading
from casefile.vault.vault import Vault

Sort = Literal["added", "changed", "withdrawn", "merged", "moved", "corrected", "destroyed"]


@dataclass(frozen=True, slots=True)
class Doing:
    """A deed as people would name it: by the first record that it touched, and how many."""

    sort: Sort
    kind: str = ""
    title: str = ""  # of the record; of a line when it happened, as it is stored
    fields: tuple[str, ...] = ()  # of that record, those that were set
    records: int = 0
    kinds: frozenset[str] = frozenset()  # of all records that were touched


def doing_of(vault: Vault, entry: Entry) -> Doing:
    """What an entry did, as far as it can be seen here."""
    seen = [op for _no, op in entry.operations if not isinstance(op, Erase)]
    if not seen:
        return Doing("destroyed")
    leading = _leading(seen)
    held = reading.standing(vault.store, entry.header.case, leading.id)
    fields = held.folded.fields if held else {}
    first = held.first if held else None
    added = first is not None and first.time == entry.header.time
    named = fields.get("event_at") if leading.kind == "note" else called(leading.kind, fields)
    return Doing(
        _sort(seen, leading, added=added),
        leading.kind,
        str(named or ""),
        tuple(op.field for op in seen if isinstance(op, Put) and op.id == leading.id),
        len({op.id for op in seen}),
        frozenset(op.kind for op in seen),
    )


def _leading(seen: Sequence[Put | Drop]) -> Put | Drop:
    """The operation on the record by which people call the deed: the new hearing of a move."""
    moved = (op for op in seen if isinstance(op, Put) and op.field == "moved_from")
    return next(moved, seen[0])


def _sort(seen: Sequence[Put | Drop], leading: Put | Drop, *, added: bool) -> Sort:
    parties = {type(op) for op in seen if op.kind == "party"}
    if parties == {Put, Drop}:
        return "merged"
    if isinstance(leading, Drop):
        return "withdrawn"
    if leading.field == "moved_from" and leading.value:
        return "moved"
    if added and any(isinstance(op, Put) and op.field == "corrects" and op.value for op in seen):
        return "corrected"
    return "added" if added else "changed"
