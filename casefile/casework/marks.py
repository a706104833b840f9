# SPDX-License-Identifier: GPL-3.0-or-later
"""The marks of a typed line: who speaks, what sort of line it is, which rights it bears on."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from casefile.records.kinds import Note
from casefile.records.vocabularies import find, prefixes

QUOTES = ('"', "“", "„", "«")
"""What a line begins with that is word for word."""

_TAG = re.compile(r"(?<!\S)#([\w-]+)")
_TAIL = re.compile(r"(?:\s*(?<!\S)#[\w-]+)+\s*$")
_MARKED = {"opinion": "// ", "irregularity": "! "}


@dataclass(frozen=True, slots=True)
class ParsedLine:
    """What a typed line says beside its words."""

    text: str
    sort: str = "summary"
    role: str = ""
    rights: tuple[str, ...] = ()


def parse_line(typed: str, letters: Mapping[str, str] | None = None) -> ParsedLine:
    """Read the marks of a typed line.

    `j `, `p `, `d `, `a `, `w ` (or these `letters`) in front: the speaker; then `"`: verbatim,
    `//`: opinion, `!`: irregularity; `#right` anywhere: the right it bears on (a unique beginning
    will do). Tags behind the words are taken off; within them only the `#` is, so the sentence
    stays whole.
    """
    known = prefixes() if letters is None else letters
    text = typed.lstrip()
    role = ""
    if text[1:2] == " " and text[0] in known:
        role, text = known[text[0]], text[2:]
    text, sort = _sort_of(text.strip())
    rights = tuple(dict.fromkeys(filter(None, map(right_of, _TAG.findall(text)))))
    return ParsedLine(_without_tags(text), sort, role, rights)


def typed_of(note: Note) -> str:
    """A line as one would type it again, its marks and tags with it; not who speaks."""
    tags = "".join(f" #{right}" for right in note.rights)
    return _MARKED.get(note.sort, "") + note.text + tags


def sort_corrected(note: Note, line: ParsedLine) -> str:
    """The sort of a line that corrects another: as it is marked. A sort that has no mark stays."""
    unmarked = line.sort == "summary" and parse_line(typed_of(note), {}).sort == "summary"
    return note.sort if unmarked else line.sort


def right_of(tag: str) -> str:
    """The id of the right that a tag means, by id, label or a unique beginning; empty if none."""
    term = find("rights", tag)
    return term.id if term else ""


def _sort_of(text: str) -> tuple[str, str]:
    if text.startswith("//"):
        return text[2:].lstrip(), "opinion"
    if text.startswith("!"):
        return text[1:].lstrip(), "irregularity"
    if text.startswith(QUOTES):
        return text, "verbatim"
    return text, "summary"


def _without_tags(text: str) -> str:
    tail = _TAIL.search(text)
    if tail and all(map(right_of, _TAG.findall(tail[0]))):
        text = text[: tail.start()]
    return _TAG.sub(lambda tag: tag[1] if right_of(tag[1]) else tag[0], text).strip()
