# SPDX-License-Identifier: GPL-3.0-or-later
"""How the fields of a kind are grouped, and which of them nobody types."""

from collections.abc import Sequence
from dataclasses import dataclass

from casefile.base.messages import _
from casefile.records.fields import FieldInfo, field_infos
from casefile.records.kinds import Document, Note, Record, Release

_MACHINES = frozenset({"sha256", "digest", "media-type"})
_OF_A_LINE = frozenset({"rights", "starred", "audience"})
"""What may change of a line that was logged: its words may not, a correction is a new line."""


@dataclass(frozen=True, slots=True)
class Section:
    """Fields under one title, by the names of their attributes."""

    title: str
    fields: tuple[str, ...]


def as_defined(kind: type[Record]) -> tuple[Section, ...]:
    """All fields as the kind defines them, but those with a title of their own behind the others,
    and who may read the record last."""
    infos = [info for info in field_infos(kind) if info.attribute != "audience"]
    titled = [info.attribute for info in infos if info.struct is not None and not info.several]
    plain = [info.attribute for info in infos if info.attribute not in titled]
    if not titled:
        return (Section("", (*plain, "audience")),)
    return (Section("", (*plain, *titled)), Section(_("Who may read it"), ("audience",)))


def rest_of(kind: type[Record], sections: Sequence[Section]) -> tuple[str, ...]:
    """The fields that no section names: those of a newer definition."""
    named = {name for section in sections for name in section.fields}
    return tuple(info.attribute for info in field_infos(kind) if info.attribute not in named)


def fixed(kind: type[Record], info: FieldInfo, *, new: bool) -> bool:
    """Whether a field is the program's to fill, or may not change any more."""
    if kind is Note and not new:
        return info.attribute not in _OF_A_LINE
    of_file = kind is Document and info.attribute in ("size", "filename")
    return kind is Release or info.shape == "map" or info.form in _MACHINES or of_file
