# SPDX-License-Identifier: GPL-3.0-or-later
"""Conflicts between authors: what each of them says, and settling on one of the values."""

from dataclasses import dataclass
from typing import Any

from casefile.base.errors import NotFound
from casefile.base.messages import _
from casefile.casework.history import author_names
from casefile.journal.merge import Conflict
from casefile.records.forms import from_fields, to_fields
from casefile.records.kinds import Record
from casefile.store import reading
from casefile.store.writing import Changes
from casefile.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class OpenConflict:
    """A field that authors set differently, its record, and the names of those authors."""

    record: Record
    conflict: Conflict
    authors: tuple[str, ...]  # in the order of the values

    @property
    def id(self) -> str:
        return f"{self.conflict.record}/{self.conflict.field}"


def open_conflicts(vault: Vault, case: str) -> tuple[OpenConflict, ...]:
    """The conflicts that stand in a case; the value that shows now is the first of each."""
    names = author_names(vault)
    found = []
    for conflict in reading.conflicts(vault.store, case):
        record = reading.find(vault.store, conflict.record)
        if record is not None:
            told = (names.get(one.author) or one.author[:12] for one in conflict.values)
            found.append(OpenConflict(record, conflict, tuple(told)))
    return tuple(found)


def settle(vault: Vault, record: str, field: str, value: Any) -> Changes:
    """Choose one of the values of a conflict. The others stay in the history.

    Raises NotFound where the field is in conflict no longer, or has no such value.
    """
    there = reading.record(vault.store, record)
    stand = [one for one in reading.conflicts(vault.store, there.case) if one.record == record]
    chosen = [one for one in stand if one.field == field]
    if not any(one.value == value for conflict in chosen for one in conflict.values):
        raise NotFound(_("That conflict is settled already."))
    fields = to_fields(there) | {field: value}
    with vault.edit(there.case) as edit:
        fresh = from_fields(there.kind, record, there.case, fields)
        edit.put(fresh, again=frozenset({field}))
    return edit.changes
