# SPDX-License-Identifier: GPL-3.0-or-later
"""What an entry does: set one field, withdraw one record, or destroy content.

As JSON: `{"field", "id", "kind", "value"}`, `{"drop": true, "id", "kind"}` and
`{"erase": [[entry hash, index], …]}`. Kinds and fields this program doesn't know are kept as
they are; other shapes belong to another format and are refused.
"""

import re
from functools import lru_cache
from typing import Any, TypeAlias

import msgspec
from msgspec import Struct

from casefile.base.ids import is_id
from casefile.journal.canonical import LARGEST, canonical, check_value, write
from casefile.journal.errors import MalformedEntry

_name = re.compile(r"[a-z][a-z0-9_-]{0,63}").fullmatch
is_digest = re.compile(r"[0-9a-f]{64}").fullmatch


class Put(Struct, frozen=True, gc=False):
    """Sets one field of one record."""

    kind: str
    id: str
    field: str
    value: Any  # null, a boolean, an integer, a text, or lists and objects of these


class Drop(Struct, frozen=True, gc=False):
    """Withdraws a record. It stays in the history."""

    kind: str
    id: str


class Erase(Struct, frozen=True, gc=False):
    """Destroys the content of operations, each named by its entry's hash and its index there."""

    targets: tuple[tuple[str, int], ...]


Operation: TypeAlias = Put | Drop | Erase

_PUT = {"field", "id", "kind", "value"}
_DROP = {"drop", "id", "kind"}
_ERASE = {"erase"}
_SCALARS = frozenset((str, bool, type(None)))
_LONGEST = 64  # of all texts below
# Remembered, because the same few names and, within an entry, the same id come again and again.
_is_name = lru_cache(512)(lambda text: _name(text) is not None)
_is_record = lru_cache(32)(is_id)
_encode_put = msgspec.json.Encoder(order="sorted").encode


def to_json(operation: Operation) -> dict[str, Any]:
    """The operation as a JSON object."""
    if isinstance(operation, Put):
        return {
            "field": operation.field,
            "id": operation.id,
            "kind": operation.kind,
            "value": operation.value,
        }
    if isinstance(operation, Drop):
        return {"drop": True, "id": operation.id, "kind": operation.kind}
    return {"erase": [list(target) for target in operation.targets]}


def from_json(untrusted: Any) -> Operation:
    """The operation in a JSON object. Raises MalformedEntry for every other shape."""
    if type(untrusted) is not dict:
        raise MalformedEntry("an operation is not an object")
    keys = untrusted.keys()
    operation: Operation
    if keys == _PUT:
        operation = Put(**untrusted)
    elif keys == _DROP and untrusted["drop"] is True:
        operation = Drop(untrusted["kind"], untrusted["id"])
    elif keys == _ERASE:
        operation = Erase(_targets(untrusted["erase"]))
    else:
        raise MalformedEntry("an operation has an unknown shape")
    check_operation(operation)
    return operation


def check_operation(operation: Operation) -> None:
    """Refuse, with MalformedEntry, an operation whose names, id or targets are out of form.
    The value of a `Put` is looked at when it is written, by `operation_bytes`."""
    if isinstance(operation, Erase):
        _check_targets(operation.targets)
        return
    if not _is_text(operation.id) or not _is_record(operation.id):
        raise MalformedEntry("an operation names no record")
    if not _is_text(operation.kind) or not _is_name(operation.kind):
        raise MalformedEntry("an operation names no kind")
    if isinstance(operation, Put) and not (_is_text(operation.field) and _is_name(operation.field)):
        raise MalformedEntry("an operation names no field")


def operation_bytes(operation: Operation) -> bytes:
    """The canonical bytes of an operation. Raises MalformedEntry for a value outside the domain."""
    if not isinstance(operation, Put):
        return canonical(to_json(operation))
    if type(operation.value) not in _SCALARS and check_value(operation.value):
        return write(to_json(operation), odd=True)
    try:
        return _encode_put(operation)
    except UnicodeEncodeError as error:
        raise MalformedEntry("a text holds half a character (a lone surrogate)") from error


def _is_text(value: Any) -> bool:
    return type(value) is str and len(value) <= _LONGEST


def _targets(untrusted: Any) -> tuple[tuple[str, int], ...]:
    if type(untrusted) is not list:
        raise MalformedEntry("an erasure names no operations")
    if any(type(target) is not list or len(target) != 2 for target in untrusted):
        raise MalformedEntry("an erasure's target is no pair")
    return tuple((entry, index) for entry, index in untrusted)


def _check_targets(targets: tuple[tuple[str, int], ...]) -> None:
    if not targets:
        raise MalformedEntry("an erasure names no operations")
    for entry, index in targets:
        if not _is_text(entry) or not is_digest(entry):
            raise MalformedEntry("an erasure names no entry")
        if type(index) is not int or not 0 <= index <= LARGEST:
            raise MalformedEntry("an erasure names no operation of its entry")
