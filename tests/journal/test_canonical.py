# SPDX-License-Identifier: GPL-3.0-or-later
"""Our canonical bytes are those of RFC 8785, and nothing outside the domain gets any."""

import enum
from typing import Any

import pytest
import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st

from casefile.journal.canonical import DEPTH, LARGEST, canonical
from casefile.journal.errors import MalformedEntry
from tests.journal.writers import json_values

awkward = st.text(st.sampled_from('a\x00\x1f\x7f\u2028\ud7ff\ue000\uffff\U00010000\U0010ffff"\\/é'))


class Text(str):
    __slots__ = ()


class Sort(enum.StrEnum):
    NOTE = "note"


class Number(int):
    pass


def nested(depth: int) -> Any:
    value: Any = []
    for _ in range(depth - 1):
        value = [value]
    return value


def inside_itself() -> list[Any]:
    value: list[Any] = []
    value.append(value)
    return value


@given(json_values)
def test_equals_rfc_8785(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)


@given(st.recursive(awkward, lambda inner: st.dictionaries(awkward, inner) | st.lists(inner)))
@example({"\ue000": 1, "\U00010000": 2, "": 3})
def test_equals_rfc_8785_for_awkward_keys(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)


def test_every_character_is_written_as_rfc_8785_says() -> None:
    scalars = [
        chr(c) for c in (*range(0xD800), *range(0xE000, 0x10800), *range(0x10FF00, 0x110000))
    ]
    assert canonical(scalars) == rfc8785.dumps(scalars)


def test_keys_beyond_the_basic_plane_sort_before_private_ones() -> None:
    assert canonical([{"\uffff": 1, "\U00010000": 2}]) == '[{"\U00010000":2,"\uffff":1}]'.encode()


@pytest.mark.parametrize("value", [LARGEST, -LARGEST, 0, True, None, nested(DEPTH), {"": {}}])
def test_the_edges_of_the_domain_are_inside(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)


@pytest.mark.parametrize(
    "value",
    [
        1.0, 0.5, float("nan"), float("inf"), LARGEST + 1, -LARGEST - 1, 2**64, b"x", ("a",), {"a"},
        {1: "x"}, {None: 1}, {Text("a"): 1}, Text("a"), Sort.NOTE, Number(1), object(),
        "\ud800", {"\udfff": 1}, {"\udfff": 1, "\U00010000": 2}, nested(DEPTH + 1), nested(100_000),
        inside_itself(), {"a": [{"b": 1.5}]},
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_everything_else_is_refused(value: Any) -> None:
    with pytest.raises(MalformedEntry):
        canonical(value)
