# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules that a record keeps beyond the types of its fields. Checked when it is written."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from casefile.base.errors import InvalidRecord
from casefile.base.messages import _
from casefile.records.fields import FieldInfo, field_infos
from casefile.records.kinds import Record
from casefile.records.values import Moment, PartialDate, clean_text

LINE_LIMIT = 2_000  # characters of a text of one line
LIST_LIMIT = 1_000  # items of a list
NUMBER_LIMIT = 2**53 - 1  # the largest whole number that every JSON reader keeps

_breaks = re.compile(r"[\n\t\u2028\u2029]+")
_is_term = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*").fullmatch


def _form(pattern: str, rule: str) -> tuple[Callable[[str], object], str]:
    return re.compile(pattern, re.ASCII).fullmatch, rule


_FORMS = {
    "language": _form(
        r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", "must be a language code such as kk or sr-Latn"
    ),
    "script": _form(r"[A-Z][a-z]{3}", "must be a script code of four letters such as Cyrl"),
    "country": _form(r"[A-Z]{2}", "must be a country code of two capital letters such as KZ"),
    "sha256": _form(r"[0-9a-f]{64}", "must be 64 digits 0–9 a–f"),
    "media-type": _form(r"[\w.+-]+/[\w.+-]+", "must be a media type such as application/pdf"),
    "decimal": _form(r"[0-9]{1,15}(\.[0-9]{1,6})?", "must be a number such as 100 or 2.5"),
    "url": _form(r"(?i:https?)://[^\s\"<>]+", "must begin with https:// or http://"),
}
"""The form of a text for machines: what fits, and the rule in words."""

_ORDERS = (("starts", "ends"), ("started_at", "ended_at"), ("given_on", "withdrawn_on"))


def clean_fields(kind: type[Struct], fields: Mapping[str, Any], path: str = "") -> dict[str, Any]:
    """The plain fields of a record with every text in them cleaned. Raises InvalidRecord."""
    infos = {info.name: info for info in field_infos(kind)}
    return {name: _clean(value, path + name, infos[name]) for name, value in fields.items()}


def _clean(value: Any, path: str, info: FieldInfo) -> Any:
    if isinstance(value, str):
        return _clean_string(value, path, info)
    if isinstance(value, list):
        items = [_clean(item, f"{path}[{n}]", info) for n, item in enumerate(value)]
        return list(dict.fromkeys(filter(None, items))) if info.shape == "text" else items
    if isinstance(value, dict) and info.struct:
        return clean_fields(info.struct, value, f"{path}.")
    return value


def _clean_string(value: str, path: str, info: FieldInfo) -> str:
    try:
        text = clean_text(value)
    except ValueError as error:
        raise InvalidRecord(path, str(error)) from None
    if info.shape == "text" and not info.many:
        text = _breaks.sub(" ", text).strip()
    return text


def check(record: Record) -> None:
    """Raises InvalidRecord for the first rule that a record of well-formed fields breaks."""
    if (record.id == record.case) != (record.kind == "case"):
        raise InvalidRecord("id", _("a case, and nothing else, has the id of its case"))
    for path, part in _parts(record, ""):
        for info in field_infos(type(part)):
            _check_field(part, path, info, record.id)
        _check_order(part, path)


def _parts(value: Struct, path: str) -> Iterator[tuple[str, Struct]]:
    """A record and every struct inside it, each with its path."""
    yield path, value
    for info in field_infos(type(value)):
        if info.shape == "struct":
            for exact, item in _items(value, path, info):
                if item is not None:
                    yield from _parts(item, f"{exact}.")


def _items(part: Struct, path: str, info: FieldInfo) -> list[tuple[str, Any]]:
    """The values in a field, each with its path."""
    held = getattr(part, info.attribute)
    where = path + info.name
    if info.shape == "map":
        return [(f"{where}.{key}", text) for pair in held.items() for key, text in _twice(pair)]
    if info.several:
        return [(f"{where}[{n}]", item) for n, item in enumerate(held)]
    return [(where, held)]


def _twice(pair: tuple[str, str]) -> list[tuple[str, str]]:
    """A key and its value, both under the key."""
    return [(pair[0], pair[0]), pair]


def _check_field(part: Struct, path: str, info: FieldInfo, own_id: str) -> None:
    items = _items(part, path, info)
    if info.several and info.required and not items:
        raise InvalidRecord(path + info.name, _("must have one entry at least"))
    if len(items) > LIST_LIMIT:
        rule = _("has more than {limit} entries").format(limit=LIST_LIMIT)
        raise InvalidRecord(path + info.name, rule)
    for exact, value in items:
        if info.shape == "ref" and value == own_id:
            raise InvalidRecord(exact, _("a record can't point at itself"))
        if rule := _broken(value, info):
            raise InvalidRecord(exact, rule)


def _broken(value: Any, info: FieldInfo) -> str:
    """The rule that a value breaks, in words; empty if none."""
    if isinstance(value, int) and not 0 <= value <= NUMBER_LIMIT:
        return _("must be between 0 and {limit}").format(limit=NUMBER_LIMIT)
    if not isinstance(value, str) or info.shape not in ("text", "map"):
        return ""
    if not value.strip():
        return _("can't be empty") if info.required else ""
    if info.form in _FORMS:
        fits, rule = _FORMS[info.form]
        if not fits(value):
            return _(rule)
    elif info.vocabulary and (len(value) > 64 or not _is_term(value)):
        return _("must be an id of small letters, digits and hyphens")
    if not info.many and len(value) > LINE_LIMIT:
        return _("is longer than {limit} characters").format(limit=LINE_LIMIT)
    return ""


def _check_order(part: Struct, path: str) -> None:
    """Nothing ends before it begins, as far as the dates are known."""
    labels = {info.name: info.label for info in field_infos(type(part))}
    for first, last in _ORDERS:
        if first in labels and _before(getattr(part, last), getattr(part, first)):
            rule = _("lies before “{label}”").format(label=_(labels[first]))
            raise InvalidRecord(path + last, rule)


def _before(one: Any, other: Any) -> bool:
    """Whether one value surely lies before the other."""
    if isinstance(one, Moment) and isinstance(other, Moment):
        return one.milliseconds < other.milliseconds
    if isinstance(one, PartialDate) and isinstance(other, PartialDate):
        return one.latest < other.earliest
    return False
