# SPDX-License-Identifier: GPL-3.0-or-later
"""Entries some at a time, so that memory stays flat however many come and however large."""

from collections.abc import Iterable, Iterator
from typing import Any

from casefile.journal.entry import Entry
from casefile.journal.operations import Erase, Put

BYTES = 2**25  # of content at a time, about


def chunks(incoming: Iterable[Entry], most: int) -> Iterator[list[Entry]]:
    """The entries in lists of `most` at the most, and of about 32 MiB or one entry."""
    chunk: list[Entry] = []
    held = 0
    for entry in incoming:
        chunk.append(entry)
        held += weight(entry)
        if len(chunk) >= most or held >= BYTES:
            yield chunk
            chunk, held = [], 0
    if chunk:
        yield chunk


def weight(entry: Entry) -> int:
    """About how many bytes an entry holds."""
    total = 100 * (len(entry.parts) + len(entry.header.seen))
    for _, operation in entry.operations:
        if isinstance(operation, Put):
            total += _size(operation.value)
        elif isinstance(operation, Erase):
            total += 100 * len(operation.targets)
    return total


def _size(value: Any) -> int:
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(len(key) + _size(item) for key, item in value.items())
    if isinstance(value, list | tuple):
        return 8 + sum(map(_size, value))
    return 8
