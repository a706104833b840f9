# SPDX-License-Identifier: GPL-3.0-or-later
"""Right to left: a line of mixed directions put into the order in which it is seen.

The Unicode Bidirectional Algorithm (UAX #9) by python-bidi, which has no isolates: an isolated
stretch is set aside as one neutral character, ordered by itself, and put back in its place.
"""

import re
import unicodedata
from typing import Any, NamedTuple

from bidi import algorithm

_FIRST_STRONG, _LEFT, _RIGHT, _POP = "\u2068", "\u2066", "\u2067", "\u2069"
_ISOLATES = _FIRST_STRONG + _LEFT + _RIGHT
_PLACEHOLDER = "\ufffc"  # OBJECT REPLACEMENT CHARACTER: neutral
_INVISIBLE = re.compile("[\u200e\u200f\u061c]")  # left-to-right, right-to-left, Arabic letter mark

_DEEPEST = 60  # isolates in isolates; UAX #9 goes on to 125

_FOREIGN = frozenset(("", "LRE", "RLE", "LRO", "RLO", "PDF"))
_MARKS = re.compile("[\u200e\u200f\u061c\u2066-\u2069]")

# Hebrew to Arabic extended and their presentation forms: blocks of strong right-to-left letters.
_is_rtl = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


class Run(NamedTuple):
    """A stretch of one direction; its text in the order in which it is read."""

    text: str
    rtl: bool


def has_rtl(text: str) -> bool:
    """Whether anything in the text runs right to left."""
    return _is_rtl.search(text) is not None


def base_is_rtl(text: str) -> bool:
    """The direction of a paragraph: that of its first strong character outside isolates."""
    depth = 0
    for character in text:
        if character in _ISOLATES:
            depth += 1
        elif character == _POP:
            depth = max(0, depth - 1)
        elif not depth:
            kind = unicodedata.bidirectional(character)
            if kind in {"L", "R", "AL"}:
                return kind != "L"
    return False


def isolated(text: str) -> str:
    """The text in an isolate where it could disturb what stands around it."""
    return f"{_FIRST_STRONG}{text}{_POP}" if has_rtl(text) else text


def without_marks(text: str) -> str:
    """The text without isolates and direction marks, for places that can't use them."""
    return _MARKS.sub("", text)


def visual(line: str, rtl: bool) -> list[Run]:
    """The runs of one line from left to right, for a paragraph of that base direction."""
    return _ordered(_shallow(_INVISIBLE.sub("", line)), rtl)


def _shallow(line: str) -> str:
    """The line without the marks of isolates that lie deeper in each other than anybody means."""
    if line.count(_POP) + sum(map(line.count, _ISOLATES)) <= _DEEPEST:
        return line
    kept: list[str] = []
    depth = 0
    for character in line:
        depth += character in _ISOLATES
        if depth <= _DEEPEST or character not in _ISOLATES + _POP:
            kept.append(character)
        depth = max(0, depth - (character == _POP))
    return "".join(kept)


def _ordered(line: str, rtl: bool) -> list[Run]:
    outer, inner = _set_aside(line)
    isolates = iter(inner)
    kept = {index: next(isolates) for index, c in enumerate(outer) if c == _PLACEHOLDER}
    runs: list[Run] = []
    for stretch in _stretches(outer, rtl):
        first = stretch[0]["index"]
        if first in kept:
            runs.extend(_isolate_runs(kept[first]))
        else:
            places = [character["index"] for character in stretch]
            text = outer[min(places) : max(places) + 1]  # with the joiners the algorithm leaves out
            runs.append(Run(text, bool(stretch[0]["level"] % 2)))
    return runs


def _set_aside(line: str) -> tuple[str, list[str]]:
    """The line with its isolates as placeholders, and the isolates. Stray marks are dropped."""
    outer: list[str] = []
    inner: list[str] = []
    depth, start = 0, 0
    for index, character in enumerate(line):
        if character in _ISOLATES:
            start = index if depth == 0 else start
            depth += 1
        elif character == _POP and depth:
            depth -= 1
            if depth == 0:
                inner.append(line[start:index])
                outer.append(_PLACEHOLDER)
        elif depth == 0 and character not in {_POP, _PLACEHOLDER}:
            outer.append(character)
    if depth:  # opened on this line, closed on a later one
        inner.append(line[start:])
        outer.append(_PLACEHOLDER)
    return "".join(outer), inner


def _isolate_runs(isolate: str) -> list[Run]:
    mark, text = isolate[0], isolate[1:]
    rtl = mark == _RIGHT or (mark == _FIRST_STRONG and base_is_rtl(text))
    return _ordered(text, rtl)


def _stretches(text: str, rtl: bool) -> list[list[dict[str, Any]]]:
    """The characters from left to right, in stretches of one level; a placeholder is its own."""
    if not text:
        return []
    stretches: list[list[dict[str, Any]]] = []
    for character in _reordered(text, rtl):
        last = stretches[-1][-1] if stretches else None
        if (
            last is not None
            and last["level"] == character["level"]
            and _PLACEHOLDER not in {last["ch"], character["ch"]}
        ):
            stretches[-1].append(character)
        else:
            stretches.append([character])
    return stretches


def _reordered(text: str, rtl: bool) -> list[dict[str, Any]]:
    # python-bidi knows no characters without a direction, and overrides have no business here.
    text = "".join(c if unicodedata.bidirectional(c) not in _FOREIGN else "\ufffd" for c in text)
    storage = algorithm.get_empty_storage()
    storage["base_level"] = int(rtl)
    storage["base_dir"] = "R" if rtl else "L"
    algorithm.get_embedding_levels(text, storage)
    for index, character in enumerate(storage["chars"]):
        character["index"] = index
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    algorithm.reorder_resolved_levels(storage, False)
    characters: list[dict[str, Any]] = storage["chars"]
    return characters
