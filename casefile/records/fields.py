# SPDX-License-Identifier: GPL-3.0-or-later
"""What is known of each field of a kind, read off its definition once."""

from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec
from msgspec import Meta, Struct

from casefile.records.values import Audience, Moment, PartialDate, When

_StructType = type[Struct]

_SHAPES: dict[Any, str] = {
    bool: "flag",
    int: "number",
    Audience: "audience",
    PartialDate: "date",
    Moment: "moment",
    When: "when",
    str: "text",
}


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """One field, as forms, tables, checks and the index see it.

    `shape` is text, ref, flag, number, audience, date, moment, when, struct or map; `several` says
    that the field holds a tuple of them. `struct` is the type behind the shape struct.
    """

    name: str  # in the journal and in JSON
    label: str  # English; put through `_` where it is shown
    type: Any  # without annotations: `str`, `tuple[str, ...]`, `Moment | None`
    required: bool
    vocabulary: str
    parent: bool
    many: bool
    form: str
    refers: str  # the kind that a reference names; empty: any
    attribute: str  # in Python; differs from `name` where that is a keyword
    shape: str
    several: bool
    struct: _StructType | None
    default: Any  # None where the field is required

    @property
    def human(self) -> bool:
        """Whether its texts are written by and for people."""
        return self.shape == "text" and not self.vocabulary and self.form in ("", "url")


def _plain(annotated: Any) -> tuple[Any, list[Meta]]:
    """A type without `Annotated`, and the notes that were on it."""
    if get_origin(annotated) is not Annotated:
        return annotated, []
    inner, *notes = get_args(annotated)
    return inner, [note for note in notes if isinstance(note, Meta)]


def _core(annotated: Any, several: bool = False) -> tuple[Any, list[Meta], bool]:
    """The type inside `Annotated`, `| None` and `tuple`; its notes; whether there was a tuple."""
    inner, notes = _plain(annotated)
    arguments = [part for part in get_args(inner) if part not in (type(None), ...)]
    if get_origin(inner) in (Union, UnionType):
        core, more, several = _core(arguments[0], several)
    elif get_origin(inner) is tuple:
        core, more, several = _core(arguments[0], True)
    else:
        return inner, notes, several
    return core, notes + more, several


def _bare(annotated: Any) -> Any:
    """The type with every `Annotated` inside it taken off."""
    inner, _notes = _plain(annotated)
    if get_origin(inner) in (Union, UnionType):
        first, *rest = (_bare(part) for part in get_args(inner))
        for part in rest:
            first = first | part
        return first
    if get_origin(inner) is tuple:
        return tuple[_bare(get_args(inner)[0]), ...]  # type: ignore[misc]
    return inner


def _shape(core: Any, notes: list[Meta]) -> str:
    if isinstance(core, type) and issubclass(core, Struct):
        return "struct"
    if get_origin(core) is dict:
        return "map"
    return "ref" if any(note.pattern for note in notes) else _SHAPES[core]


def _info(found: msgspec.structs.FieldInfo) -> FieldInfo:
    core, notes, several = _core(found.type)
    shape = _shape(core, notes)
    extra = next((note.extra for note in notes if note.extra), {})
    default: Any = found.default
    if default is msgspec.NODEFAULT:
        default = None if found.required else found.default_factory()
    return FieldInfo(
        name=found.encode_name,
        label=extra.get("label", ""),
        type=_bare(found.type),
        required=found.required,
        vocabulary=extra.get("vocabulary", ""),
        parent=extra.get("parent", False),
        many=extra.get("many", False),
        form=extra.get("form", ""),
        refers=extra.get("refers", ""),
        attribute=found.name,
        shape=shape,
        several=several,
        struct=core if shape == "struct" else None,
        default=default,
    )


@cache
def field_infos(kind: type[Struct]) -> tuple[FieldInfo, ...]:
    """The fields of a kind of record, or of a struct inside one, in the order of their definition.

    Without `id` and `case`, which are a record's name and not its content.
    """
    found = msgspec.structs.fields(kind)
    return tuple(_info(field) for field in found if field.name not in ("id", "case"))
