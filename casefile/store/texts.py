# SPDX-License-Identifier: GPL-3.0-or-later
"""The human texts in a record's plain fields, and what it is called in a list.

`records.forms.search_texts` says the same of a record; a page of finds would spend most of its time
making records only to ask for their texts.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from msgspec import Struct

from casefile.records.fields import field_infos
from casefile.records.kinds import KINDS

_NAMES = {
    "note": ("event_at",),
    "deadline": ("what",),
    "hearing": ("number",),
    "charge": ("article",),
}


def texts_of(kind: str, fields: Mapping[str, Any]) -> list[str]:
    """Every text that people wrote in a record with these fields; none for an unknown kind."""
    return list(_texts(KINDS[kind], fields)) if kind in KINDS else []


@cache
def _telling(kind: type[Struct]) -> tuple[tuple[str, type[Struct] | None], ...]:
    """The fields that hold texts, each with the struct in which they lie, if they lie in one."""
    return tuple(
        (info.name, info.struct)
        for info in field_infos(kind)
        if info.human or info.shape == "struct"
    )


def _texts(kind: type[Struct], fields: Mapping[str, Any]) -> Iterator[str]:
    for name, struct in _telling(kind):
        held = fields.get(name)
        if not held:
            continue
        for item in held if isinstance(held, list) else (held,):
            if struct is not None:
                yield from _texts(struct, item)
            elif item:
                yield item


def title_of(kind: str, fields: Mapping[str, Any]) -> str:
    """What a record is called in a list; empty where it has no name of its own."""
    if kind == "party":
        names = fields.get("names") or [{"text": ""}]
        primary = [name for name in names if name.get("sort", "primary") == "primary"]
        return str((primary or names)[0]["text"])
    for name in _NAMES.get(kind, ("title",)):
        if title := fields.get(name):
            return str(title)[:16].replace("T", " ") if name == "event_at" else str(title)
    return ""
