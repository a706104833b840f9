# SPDX-License-Identifier: GPL-3.0-or-later
"""Records as plain fields and back, and all that is derived from their definition.

`python -m casefile.records.forms` prints the JSON schema of all kinds; after a change of kinds
write it to `resources/schemas/records.json` (`> resources/schemas/records.json`).
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import msgspec
from msgspec import Struct

from casefile.base.errors import InvalidRecord
from casefile.base.messages import _
from casefile.records.fields import FieldInfo, field_infos
from casefile.records.kinds import KINDS, Record
from casefile.records.rules import check, clean_fields
from casefile.records.values import Audience, Moment, PartialDate, When, decode_hook, encode_hook

__all__ = [
    "FieldInfo",
    "defaults",
    "field_infos",
    "from_fields",
    "json_schema",
    "moment_of",
    "parent_of",
    "search_texts",
    "to_fields",
    "validate",
]


def _plain(value: Any) -> Any:
    return msgspec.to_builtins(value, enc_hook=encode_hook, builtin_types=())


def _as_json(value: Any) -> Any:
    """Tuples as lists: what a JSON parser would give back."""
    if isinstance(value, list | tuple):
        return [_as_json(item) for item in value]
    if isinstance(value, dict):
        return {key: _as_json(item) for key, item in value.items()}
    return value


def to_fields(record: Record) -> dict[str, Any]:
    """Wire name → plain JSON value of each field that differs from its default.

    Required ones always; id and case never.
    """
    fields = {}
    for info in field_infos(type(record)):
        value = getattr(record, info.attribute)
        if info.required or value != info.default:
            fields[info.name] = _as_json(_plain(value))
    return fields


@cache
def _defaults(kind: str) -> bytes:
    optional = (info for info in field_infos(KINDS[kind]) if not info.required)
    return msgspec.json.encode({info.name: info.default for info in optional}, enc_hook=encode_hook)


def defaults(kind: str) -> dict[str, Any]:
    """Wire name → plain JSON value that each optional field of a kind has until it is set."""
    found: dict[str, Any] = msgspec.json.decode(_defaults(kind))
    return found


def from_fields(
    kind: str,
    id: str,  # noqa: A002 - the field's name
    case: str,
    fields: Mapping[str, Any],
) -> Record:
    """The record of a kind with these fields, of the types and forms that the kind names.

    Unknown fields, of a newer version, are left out; a null stands for a field's default.
    Raises InvalidRecord, naming the field and the rule, and for an unknown kind.
    """
    if kind not in KINDS:
        raise InvalidRecord("kind", _("there is no kind of record “{kind}”").format(kind=kind))
    known = {name: value for name, value in fields.items() if value is not None}
    known |= {"id": id, "case": case}
    try:
        record: Record = msgspec.convert(known, KINDS[kind], dec_hook=decode_hook)
    except msgspec.ValidationError as error:
        raise InvalidRecord(*_field_and_rule(str(error))) from None
    return record


def _field_and_rule(message: str) -> tuple[str, str]:
    """msgspec's message as the path of a field (`names[0].text`) and a rule in our words."""
    rule, _at, place = message.rpartition(" - at `")
    if not _at:
        rule, place = message, ""
    path = place.rpartition("$")[2].strip("`.")
    if missing := re.fullmatch(r"Object missing required field `(.*)`", rule):
        return f"{path}.{missing[1]}".lstrip("."), _("is missing")
    if "matching regex" in rule or "length <=" in rule:
        return path, _("must be the id of a record")
    if wrong := re.fullmatch(r"Expected `(.*)`, got `(.*)`", rule):
        return path, _("must be of type {expected}, not {given}").format(
            expected=wrong[1], given=wrong[2]
        )
    if rule.startswith("Invalid enum value"):
        return path, _("must be one of: {choices}").format(choices=", ".join(Audience))
    return path, rule


def validate(record: Record) -> Record:
    """The record with its texts cleaned (NFC, no control characters), when it keeps every rule.

    Raises InvalidRecord, naming the field and the rule.
    """
    fields = clean_fields(type(record), to_fields(record))
    fresh = from_fields(record.kind, record.id, record.case, fields)
    check(fresh)
    return fresh


def parent_of(record: Record) -> str | None:
    """The id of the record under which this one is listed, if there is one."""
    for info in field_infos(type(record)):
        if info.parent:
            parent: str | None = getattr(record, info.attribute)
            return parent
    return None


_MOMENTS: dict[str, tuple[str, ...]] = {
    "mission": ("starts", "ends"),
    "charge": ("brought_on",),
    "hearing": ("started_at", "scheduled_at"),
    "attendance": ("at",),
    "note": ("event_at",),
    "document": ("dated", "received_at"),
    "decision": ("decided_on",),
    "sanction": ("starts",),
    "incident": ("at",),
    "action": ("at",),
    "deadline": ("due",),
    "event": ("at",),
    "release": ("made_at",),
}


def moment_of(record: Record) -> str:
    """Where the record stands on the timeline: a key that sorts as text; empty if nowhere."""
    for attribute in _MOMENTS.get(record.kind, ()):
        value: PartialDate | Moment | When | None = getattr(record, attribute)
        if value is not None:
            return value.sort_key
    return ""


def search_texts(record: Record) -> list[str]:
    """Every text in the record that people wrote: names, titles, texts, numbers of files."""
    return list(_texts(record))


def _texts(value: Struct) -> Iterator[str]:
    for info in field_infos(type(value)):
        held = getattr(value, info.attribute)
        for item in held if info.several else (held,):
            if info.shape == "struct" and item is not None:
                yield from _texts(item)
            elif info.human and item:
                yield item


_FORMS: dict[type, str] = {
    PartialDate: "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[~?%]?$",
    Moment: (
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?"
        "[+-][0-9]{2}:[0-9]{2}(:[0-9]{2})?\\[[A-Za-z0-9_+/-]{1,64}\\]$"
    ),
}


def _schema_hook(kind: type) -> dict[str, Any]:
    if kind is When:
        return {"anyOf": [_schema_hook(Moment), _schema_hook(PartialDate)]}
    return {
        "type": "string",
        "description": (kind.__doc__ or "").split("\n")[0],
        "pattern": _FORMS[kind],
    }


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of all kinds of records."""
    refs, components = msgspec.json.schema_components(
        list(KINDS.values()), schema_hook=_schema_hook, ref_template="#/$defs/{name}"
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Records of a case file",
        "anyOf": list(refs),
        "$defs": _as_json(dict(sorted(components.items()))),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n")
