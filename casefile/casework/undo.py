# SPDX-License-Identifier: GPL-3.0-or-later
"""Undo, redo and restore. The journal only grows: what is taken back is a new entry that puts the
fields back to what they held before.

Which entries took something back is remembered in this vault alone; elsewhere they are changes
like any other. What somebody else has changed since is never undone under their hands.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from casefile.base.errors import CannotUndo
from casefile.base.messages import _
from casefile.casework.doings import Doing, doing_of
from casefile.casework.past import Past, changed_by, folded
from casefile.disclosure.selection import references
from casefile.journal.entry import Entry
from casefile.journal.operations import Erase
from casefile.records.fields import field_infos
from casefile.records.forms import from_fields
from casefile.records.kinds import KINDS, Case, Record, Release
from casefile.store import local, reading
from casefile.store.reading import Change
from casefile.store.writing import Changes, Edit
from casefile.vault.vault import Vault

_KEPT = 500  # marks of the latest entries of a case; what is older is not undone one by one

_Sort = Literal["undo", "redo", "passed"]
_Marks = dict[int, tuple[_Sort, int]]  # number of an own entry: what it is, and to which entry
_decode = msgspec.json.Decoder(_Marks).decode


@dataclass(frozen=True, slots=True)
class Outlook:
    """What `undo` and `redo` would take back in a case; None where there is nothing."""

    undo: Doing | None = None
    redo: Doing | None = None


def outlook(vault: Vault, case: str) -> Outlook:
    """What could be taken back now. Cheap: it is asked for after each line that is logged."""
    last, undone = undoable(vault, case), redoable(vault, case)
    return Outlook(_done_first(vault, case, last), _done_first(vault, case, undone))


def _done_first(vault: Vault, case: str, entry: Entry | None) -> Doing | None:
    """What an entry did; of an undoing or a redoing, what was done in the first place."""
    marks = _marks(vault, case)
    while entry is not None and entry.header.seq in marks:
        sort, target = marks[entry.header.seq]
        if sort == "passed":
            break
        entry = _own(vault, case, target)
    return doing_of(vault, entry) if entry is not None else None


def undoable(vault: Vault, case: str) -> Entry | None:
    """The last deed of this author in a case that `undo` would take back; None where none is.

    It may still be refused, once it is tried, for what others have changed since.
    """
    marks, seq = _marks(vault, case), _head(vault, case)
    while seq > 0:
        sort, target = marks.get(seq, ("", 0))
        if sort == "undo":
            seq = target - 1
            continue
        entry = None if sort == "passed" else _own(vault, case, seq)
        if entry is not None and not _only_releases(entry):
            return entry
        seq -= 1
    return None


def redoable(vault: Vault, case: str) -> Entry | None:
    """The undoing that `redo` would take back: nothing else was done by this author since."""
    marks, seq = _marks(vault, case), _head(vault, case)
    while seq in marks:
        sort, target = marks[seq]
        if sort == "undo":
            return _own(vault, case, seq)
        seq = target - 1 if sort == "redo" else seq - 1
    return None


def undo(vault: Vault, case: str) -> Changes:
    """Take back the last deed of this author in a case, as one entry.

    Fields hold again what they held before it, what it made is withdrawn, what it withdrew lives.
    Raises CannotUndo, with a sentence, where there is none, where it made the case itself or
    destroyed something, and where somebody else has changed the same since.
    """
    entry = undoable(vault, case)
    if entry is None:
        raise CannotUndo(_("There is nothing of yours to undo in this case."))
    return _take_back(vault, case, entry, "undo")


def redo(vault: Vault, case: str) -> Changes:
    """Take back the last undoing, if nothing was done since. Raises CannotUndo."""
    entry = redoable(vault, case)
    if entry is None:
        raise CannotUndo(_("There is nothing to redo."))
    return _take_back(vault, case, entry, "redo")


def restore(vault: Vault, case: str, change: Change, *, before: bool = False) -> Changes:
    """Give a field again the value that a change gave it, or (`before`) the one it had before.

    A change that withdrew a record brings the record back. Raises CannotUndo for what left the
    vault and for a field of a withdrawn record, InvalidRecord for a value that is refused now.
    """
    now = folded(reading.history(vault.store, case, change.id))
    if now is None or change.kind not in KINDS or change.kind == Release.kind:
        raise CannotUndo(_("This can't be restored."))
    fields = dict(now.fields)
    if not change.field and not now.dropped:
        raise CannotUndo(_("The record is not withdrawn."))
    if change.field:
        if now.dropped:
            raise CannotUndo(_("The record is withdrawn; bring it back first."))
        fields[change.field] = change.previous if before else change.value
    with vault.edit(case) as edit:
        edit.put(from_fields(now.kind, change.id, case, fields))
    return edit.changes


def _take_back(vault: Vault, case: str, entry: Entry, sort: _Sort) -> Changes:
    """One entry against another, and the mark that says so, in one commit."""
    marks = _marks(vault, case)
    target = entry.header.seq
    with vault.edit(case) as edit:
        for id_ in _touched(entry):
            _put_back(vault, edit, entry, id_)
        _keep(vault, case, marks | {_head(vault, case) + 1: (sort, target)})
    if not edit.changes.seq:  # others had brought it about already
        _keep(vault, case, marks | {target: ("passed", target)})
    return edit.changes


def _touched(entry: Entry) -> list[str]:
    """The records that a deed may be undone in. Raises CannotUndo where it destroyed some."""
    ids: dict[str, None] = {}
    for _no, operation in entry.operations:
        if isinstance(operation, Erase):
            raise CannotUndo(_("What was destroyed can't be brought back."))
        if operation.kind == Case.kind and entry.header.seq == 1 and operation.id not in ids:
            raise CannotUndo(_("The beginning of a case can't be undone."))
        if operation.kind != Release.kind:
            ids[operation.id] = None
    return list(ids)


def _put_back(vault: Vault, edit: Edit, entry: Entry, id_: str) -> None:
    """Plan what makes one record as if the entry had not been."""
    past = Past.of(reading.history(vault.store, edit.case, id_), entry)
    if past.mine_drops:
        _bring_back(edit, past, id_)
    elif past.before is None or past.before.dropped:
        _withdraw(vault, edit, past, id_, entry)
    else:
        _set_back(edit, past, id_)


def _bring_back(edit: Edit, past: Past, id_: str) -> None:
    if past.by_others or not past.now.dropped:
        raise _changed_since(past)
    edit.put(from_fields(past.now.kind, id_, edit.case, past.now.fields))


def _withdraw(vault: Vault, edit: Edit, past: Past, id_: str, entry: Entry) -> None:
    if past.by_others or _leaned_on(vault, edit.case, id_, entry):
        raise _changed_since(past)
    if id_ == edit.case:
        raise CannotUndo(_("The beginning of a case can't be undone."))
    edit.drop(id_)


def _set_back(edit: Edit, past: Past, id_: str) -> None:
    clashing = past.clashing()
    if clashing or past.now.dropped:
        raise _changed_since(past, clashing)
    fields = dict(past.now.fields)
    before = past.before.fields if past.before else {}
    for name in past.mine:
        fields[name] = before.get(name)  # None stands for the default
    edit.put(from_fields(past.now.kind, id_, edit.case, fields))


def _changed_since(past: Past, fields: Iterable[str] = ()) -> CannotUndo:
    kind = KINDS.get(past.now.kind, Record)
    labels = {info.name: _(info.label) for info in field_infos(kind)}
    named = ", ".join(f"“{labels.get(name, name)}”" for name in fields)
    sentence = (
        _("It can't be undone: {fields} was changed by somebody else since.").format(fields=named)
        if named
        else _("It can't be undone: somebody else has worked with the same record since.")
    )
    return CannotUndo(sentence, _("The history of the record shows every value."))


def _leaned_on(vault: Vault, case: str, id_: str, entry: Entry) -> bool:
    """Whether somebody else has made something refer to a record that the entry made.

    What this author did later has been undone before, so whatever still refers to it is not
    theirs. Nobody refers to what they haven't seen: with no later entry of others, nobody does.
    """
    heads = reading.heads(vault.store, case)
    if all(h.time < entry.header.time for a, h in heads.items() if a != vault.author.id):
        return False
    own = {operation.id for _no, operation in entry.operations if not isinstance(operation, Erase)}
    return any(
        id_ in _refs(record)
        for kind in KINDS.values()
        if references(kind)
        for record in reading.records(vault.store, kind, case)
        if record.id not in own
    )


def _refs(record: Record) -> Iterator[str]:
    for info in references(type(record)):
        held = getattr(record, info.attribute)
        yield from held if info.several else (held,)


def _only_releases(entry: Entry) -> bool:
    """Whether an entry is the vault's own note that something left: no deed to be undone."""
    return all(changed_by(operation) == Release.kind for _no, operation in entry.operations)


def _head(vault: Vault, case: str) -> int:
    head = reading.heads(vault.store, case).get(vault.author.id)
    return head.seq if head else 0


def _own(vault: Vault, case: str, seq: int) -> Entry | None:
    return reading.entry_at(vault.store, case, vault.author.id, seq)


def marks(vault: Vault, case: str) -> dict[int, tuple[Literal["undo", "redo"], int]]:
    """Which own entries took an own entry back: by number, whether as undo or redo, and which."""
    return {
        seq: (sort, target)
        for seq, (sort, target) in _marks(vault, case).items()
        if sort != "passed"
    }


def _marks(vault: Vault, case: str) -> _Marks:
    held = local.get_local(vault.store, f"undo/{case}")
    return _decode(held) if held else {}


def _keep(vault: Vault, case: str, marks: dict[int, Any]) -> None:
    latest = dict(sorted(marks.items())[-_KEPT:])
    local.set_local(vault.store, f"undo/{case}", msgspec.json.encode(latest))
