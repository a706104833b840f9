# SPDX-License-Identifier: GPL-3.0-or-later
"""The past of one record around one entry: before it, by it, and since. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from casefile.journal.entry import Entry
from casefile.journal.operations import Erase, Operation
from casefile.store.reading import Change


@dataclass(slots=True)
class Folded:
    """What a record's changes add up to."""

    kind: str
    fields: dict[str, Any] = field(default_factory=dict)
    dropped: bool = False


def folded(changes: Iterable[Change]) -> Folded | None:
    """The state that changes in their order lead to; None where there are none."""
    state: Folded | None = None
    for change in changes:
        state = state or Folded(change.kind)
        if change.kind != state.kind:
            continue  # an entry that calls the record something else has no say
        state.dropped = not change.field
        if change.field:
            state.fields[change.field] = change.value
    return state


def changed_by(operation: Operation) -> str:
    """The kind of record that an operation is about; empty where it destroys."""
    return "" if isinstance(operation, Erase) else operation.kind


@dataclass(frozen=True, slots=True)
class Past:
    """A record before an entry, the fields that the entry set, and what came since."""

    before: Folded | None
    mine: dict[str, Any]
    mine_drops: bool
    since: tuple[Change, ...]
    by_others: bool  # whether any of those is somebody else's
    now: Folded
    author: str

    @classmethod
    def of(cls, changes: Sequence[Change], entry: Entry) -> "Past":
        """From all changes of a record, the earliest first. One of them must be the entry's."""
        author, place = entry.header.author, (entry.header.time, entry.header.author)
        mine = [change for change in changes if (change.time, change.author) == place]
        since = tuple(change for change in changes if (change.time, change.author) > place)
        now = folded(changes)
        if now is None or not mine:
            raise ValueError("the entry says nothing of the record")
        return cls(
            before=folded(change for change in changes if (change.time, change.author) < place),
            mine={change.field: change.value for change in mine if change.field},
            mine_drops=not mine[-1].field,
            since=since,
            by_others=any(change.author != author for change in since),
            now=now,
            author=author,
        )

    def clashing(self) -> list[str]:
        """The fields of the entry that others have set since, or that hold something else now."""
        others = {change.field for change in self.since if change.author != self.author}
        return [
            name
            for name, value in self.mine.items()
            if name in others or not same(self.now.fields.get(name), value)
        ]


def same(one: Any, other: Any) -> bool:
    """Whether two plain values are one JSON: Python's 1 and True are equal, JSON's are not."""
    return msgspec.json.encode(one, order="sorted") == msgspec.json.encode(other, order="sorted")
