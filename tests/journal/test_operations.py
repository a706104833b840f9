# SPDX-License-Identifier: GPL-3.0-or-later
"""Operations as JSON: what newer versions name is kept, what they shape differently is refused."""

import json
from typing import Any

import pytest
from hypothesis import given

from casefile.journal.canonical import DEPTH, LARGEST, canonical
from casefile.journal.errors import MalformedEntry
from casefile.journal.operations import (
    Drop,
    Erase,
    Operation,
    Put,
    check_operation,
    from_json,
    operation_bytes,
    to_json,
)
from tests.journal.writers import drop, drops, put, puts, record_id

HASH = "ab" * 32
RECORD = record_id(0xABC)


@given(puts | drops)
def test_there_and_back(operation: Operation) -> None:
    assert from_json(to_json(operation)) == operation
    assert operation_bytes(operation) == canonical(to_json(operation))
    assert from_json(json.loads(operation_bytes(operation))) == operation


def test_an_erasure_there_and_back() -> None:
    erasure = Erase(((HASH, 0), ("cd" * 32, LARGEST)))
    written = operation_bytes(erasure)
    assert written == b'{"erase":[["%b",0],["%b",%d]]}' % (
        HASH.encode(), b"cd" * 32, LARGEST,
    )  # fmt: skip
    assert from_json(json.loads(written)) == erasure


def test_kinds_and_fields_of_a_newer_version_are_kept() -> None:
    newer = {"field": "smell", "id": RECORD, "kind": "olfactory-note_2", "value": {"α": [1, None]}}
    assert to_json(from_json(newer)) == newer


def test_a_value_may_nest_as_deep_with_odd_keys_as_without() -> None:
    value: Any = {"\U0001f600": 1}
    for _ in range(DEPTH - 1):
        value = [value]
    assert operation_bytes(put(value=value)).count(b"[") == DEPTH - 1
    with pytest.raises(MalformedEntry):
        operation_bytes(put(value=[value]))


@pytest.mark.parametrize(
    "shape",
    [
        None, [], "x", 1, {},
        {"field": "text", "id": RECORD, "kind": "note"},
        {"field": "text", "id": RECORD, "kind": "note", "value": 1, "more": 1},
        {"field": "text", "id": RECORD, "kind": "note", "value": 1, "drop": True},
        {"field": "Text", "id": RECORD, "kind": "note", "value": 1},
        {"field": "text\n", "id": RECORD, "kind": "note", "value": 1},
        {"field": "", "id": RECORD, "kind": "note", "value": 1},
        {"field": "f" * 65, "id": RECORD, "kind": "note", "value": 1},
        {"field": None, "id": RECORD, "kind": "note", "value": 1},
        {"field": "text", "id": RECORD, "kind": "no te", "value": 1},
        {"field": "text", "id": RECORD, "kind": 7, "value": 1},
        {"field": "text", "id": RECORD.upper(), "kind": "note", "value": 1},
        {"field": "text", "id": RECORD + "\n", "kind": "note", "value": 1},
        {"field": "text", "id": "1", "kind": "note", "value": 1},
        {"field": "text", "id": [], "kind": "note", "value": 1},
        {"drop": False, "id": RECORD, "kind": "note"},
        {"drop": 1, "id": RECORD, "kind": "note"},
        {"drop": None, "id": RECORD, "kind": "note"},
        {"drop": True, "id": RECORD},
        {"drop": True, "id": RECORD, "kind": ""},
        {"erase": []}, {"erase": {}}, {"erase": None}, {"erase": [HASH]},
        {"erase": [[HASH]]}, {"erase": [[HASH, 0, 0]]}, {"erase": [[HASH, -1]]},
        {"erase": [[HASH, True]]}, {"erase": [[HASH, 1.0]]}, {"erase": [[HASH, LARGEST + 1]]},
        {"erase": [[HASH.upper(), 0]]}, {"erase": [[HASH[1:], 0]]}, {"erase": [[0, 0]]},
        {"erase": [[HASH, 0]], "id": RECORD},
    ],
    ids=repr,
)  # fmt: skip
def test_every_other_shape_is_refused(shape: Any) -> None:
    with pytest.raises(MalformedEntry):
        from_json(shape)


@pytest.mark.parametrize(
    "operation",
    [Put("note", "1", "text", "x"), Put("Note", RECORD, "text", "x"), Put("note", RECORD, "", "x"),
     Drop("note", ""), Drop("", RECORD), Erase(()), Erase((("x", 0),)), Erase(((HASH, -1),))],
    ids=repr,
)  # fmt: skip
def test_operations_out_of_form_are_refused(operation: Operation) -> None:
    with pytest.raises(MalformedEntry):
        check_operation(operation)


def test_a_lone_surrogate_can_not_be_written() -> None:
    with pytest.raises(MalformedEntry):
        operation_bytes(put(value="\ud800"))
    with pytest.raises(MalformedEntry):
        operation_bytes(put(value=[1.5]))
    assert (
        operation_bytes(drop(0xABC)) == b'{"drop":true,"id":"%b","kind":"note"}' % RECORD.encode()
    )
