# SPDX-License-Identifier: GPL-3.0-or-later
"""A case as an audience may know it: its records, and the operations of their history.

A colleague's copy carries the journal. What it may show is decided here, operation by operation,
on the side of silence: a value leaves when it is the record's present one or when nothing ever
guarded it, and never when it names someone who must not be named.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from casefile.base.clock import at, system_clock
from casefile.base.errors import InvalidRecord
from casefile.disclosure.matcher import Finder, Guarded
from casefile.disclosure.pseudonyms import SHOWN, guards
from casefile.disclosure.selection import LEAVING, Selection, guarded_parties, select
from casefile.journal.operations import Drop, Erase, Operation, Put
from casefile.records.forms import defaults, from_fields, to_fields
from casefile.records.kinds import Note, Party, Record
from casefile.records.values import Audience
from casefile.store import reading
from casefile.store.database import Store


@dataclass(frozen=True, slots=True)
class View:
    """A case before one audience on one day."""

    audience: Audience
    chosen: Selection
    parties: tuple[Party, ...]  # all of the case, under their true names
    guarded: tuple[Guarded, ...]  # whose names must not leave
    hidden: frozenset[str]  # ids of parties who stand under a pseudonym
    written: dict[str, tuple[int, str]]  # of lines of the log: Unix milliseconds, author
    writers: frozenset[str]  # ids of the authors of what may leave


def view(
    store: Store,
    case: str,
    audience: Audience,
    *,
    now: int,
    documents: frozenset[str] | None = None,
    kinds: Iterable[type[Record]] = LEAVING,
) -> View:
    """Read a case with the eyes of an audience. `documents`: ids of those chosen; None for all.
    `kinds`: what is read; parties alone are enough for who is guarded."""
    today = at(now).date()
    rows = [row for kind in kinds for row in reading.rows(store, kind, case)]
    chosen = select((row.record for row in rows), audience, documents)
    parties = tuple(row.record for row in rows if isinstance(row.record, Party))
    guarded: tuple[Guarded, ...] = ()
    if audience is not Audience.PRIVATE:
        guarded = guarded_parties(parties, chosen, audience, today)
    hidden = frozenset(party.id for party in parties if guards(party, audience, today))
    written = {r.record.id: (r.written, r.author) for r in rows if isinstance(r.record, Note)}
    writers = frozenset(row.author for row in rows if row.record.id in chosen.kept)
    return View(audience, chosen, parties, guarded, hidden, written, writers)


def allowed_names(seen: View) -> Iterator[str]:
    """The names that may stand in what leaves."""
    for record in seen.chosen.kept.values():
        if isinstance(record, Party) and record.id not in seen.hidden:
            yield from (name.text for name in record.names)


def visible_operation(
    store: Store,
    case: str,
    audience: Audience,
    *,
    now: int | None = None,
    documents: frozenset[str] | None = None,
) -> Callable[[Operation], bool]:
    """Which operations of a case's journal may be shown to an audience, as the case stands now.

    Erasures always: they must reach whoever holds the content. The withdrawal of a record whose
    audience allows it too, for the same reason; what it held, not. `now`: Unix milliseconds, the
    machine's time where it is not given: consents are checked for that day.
    """
    if audience is Audience.PRIVATE:
        return lambda _operation: True
    seen = view(
        store, case, audience, now=system_clock() if now is None else now, documents=documents
    )
    return _Gate(seen, _past(store, case)).allows


@dataclass(slots=True)
class _Past:
    """The audiences a record ever had."""

    last: Audience
    widest: int  # the greatest guard


def _past(store: Store, case: str) -> dict[str, _Past]:
    past: dict[str, _Past] = {}
    for entry in reading.entries(store, case):
        said: dict[str, Audience] = {}
        touched: set[str] = set()
        for _index, operation in entry.operations:
            if not isinstance(operation, Erase):
                touched.add(operation.id)
            if isinstance(operation, Put) and operation.field == "audience":
                said[operation.id] = _audience(operation.value)
        for ref in touched:
            before = past.get(ref)
            if before is None:
                now = said.get(ref, Audience.TEAM)
                past[ref] = _Past(now, now.guard)
            elif ref in said:
                before.last = said[ref]
                before.widest = max(before.widest, said[ref].guard)
    return past


def _audience(value: Any) -> Audience:
    """An audience; what no one knows is for nobody."""
    return Audience(value) if value in tuple(Audience) else Audience.PRIVATE


class _Gate:
    """Decides over single operations."""

    def __init__(self, seen: View, past: dict[str, _Past]) -> None:
        self._seen = seen
        self._past = past
        self._finder = Finder(seen.guarded, allowed_names(seen))
        self._present: dict[str, dict[str, Any]] = {}

    def allows(self, operation: Operation) -> bool:
        """Whether the operation may be shown."""
        if isinstance(operation, Erase):
            return True
        if isinstance(operation, Drop):
            return self._allows_drop(operation)
        record = self._seen.chosen.kept.get(operation.id)
        if record is not None:
            return record.kind == operation.kind and self._allows_put(operation, record)
        if operation.id in self._seen.chosen.withheld or operation.kind in _kinds():
            return False
        team = self._seen.audience is Audience.TEAM
        return team and self._may_see(operation.id) and not self._names_anyone(operation.value)

    def _allows_drop(self, operation: Drop) -> bool:
        return operation.id not in self._seen.chosen.withheld and self._may_see(operation.id)

    def _may_see(self, ref: str) -> bool:
        """Whether a record that is no longer, or of a newer version, was for this audience."""
        past = self._past.get(ref)
        return past is not None and past.widest <= self._seen.audience.guard

    def _allows_put(self, operation: Put, record: Record) -> bool:
        if record.id in self._seen.hidden and operation.field not in SHOWN:
            return False
        team = self._seen.audience is Audience.TEAM
        if isinstance(record, Party) and operation.field == "contact" and not team:
            return False
        if self._speaks_of_withheld(operation.value):
            return False
        if self._is_present(operation, record):
            return True
        if not team or self._past[record.id].widest > self._seen.audience.guard:
            return False
        return not self._names_anyone(operation.value)

    def _names_anyone(self, value: Any) -> bool:
        return any(self._finder.find(text) for text in texts_of(value))

    def _speaks_of_withheld(self, value: Any) -> bool:
        withheld = self._seen.chosen.withheld
        return any(text in withheld for text in texts_of(value))

    def _is_present(self, operation: Put, record: Record) -> bool:
        """Whether the value is the one that the record holds."""
        present = self._present.get(record.id)
        if present is None:
            present = self._present[record.id] = defaults(record.kind) | to_fields(record)
        if operation.field not in present:
            return False
        if _comparable(present[operation.field]) == _comparable(operation.value):
            return True
        try:  # the same value may be written with its defaults or without them
            changed = present | {operation.field: operation.value}
            return from_fields(record.kind, record.id, record.case, changed) == record
        except InvalidRecord:
            return False


def _kinds() -> set[str]:
    return {kind.kind for kind in LEAVING}


def texts_of(value: Any) -> Iterator[str]:
    """Every text in the JSON value of a field."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from texts_of(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from texts_of(item)


def _comparable(value: Any) -> str:
    """A text that is the same for the same JSON value, and tells 1 from true."""
    return json.dumps(value, sort_keys=True)
