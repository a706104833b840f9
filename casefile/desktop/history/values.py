# SPDX-License-Identifier: GPL-3.0-or-later
"""The value of a field in words: names for ids, labels for terms, dates as people read them."""

from collections.abc import Mapping
from typing import Any

from casefile.base.messages import _, ngettext
from casefile.desktop.dates import when
from casefile.desktop.widgets.audience import audience_names
from casefile.records.fields import FieldInfo, field_infos
from casefile.records.kinds import KINDS
from casefile.records.vocabularies import label

NOTHING = "–"
_LONGEST = 4_000  # letters; a text may have a million
_DATES = frozenset({"date", "moment", "when"})


def value_text(kind: str, field: str, value: Any, names: Mapping[str, str]) -> str:
    """What a field of a record of this kind holds; a dash where it holds nothing."""
    infos = field_infos(KINDS[kind]) if kind in KINDS else ()
    info = next((info for info in infos if info.name == field), None)
    text = _text(value, info, names)
    return f"{text[:_LONGEST]}…" if len(text) > _LONGEST else text or NOTHING


def _text(value: Any, info: FieldInfo | None, names: Mapping[str, str]) -> str:
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, list):
        return "; ".join(filter(None, (_text(item, info, names) for item in value)))
    if isinstance(value, dict):
        return _struct(value, info, names)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return _one(str(value), info, names)


def _one(value: str, info: FieldInfo | None, names: Mapping[str, str]) -> str:
    if info is None:
        return value
    if info.shape == "ref":
        return names.get(value) or value[:13]
    if info.vocabulary:
        return label(info.vocabulary, value)
    if info.shape == "audience":
        return {str(audience): name for audience, name in audience_names().items()}.get(
            value, value
        )
    return _date(value) if info.shape in _DATES else value


def _date(value: str) -> str:
    try:
        return when(value)
    except ValueError:  # of a newer version
        return value


def _struct(value: dict[str, Any], info: FieldInfo | None, names: Mapping[str, str]) -> str:
    """`Seats: 20 · Turned away: 3`; of a name, or of what isn't known, what it says."""
    if info is None or info.struct is None:
        count = ngettext("{count} value", "{count} values", len(value))
        return count.format(count=len(value))
    inner = field_infos(info.struct)
    told = [(one, _text(value.get(one.name), one, names)) for one in inner]
    if "text" in value:
        return next((text for one, text in told if one.name == "text"), "")
    return " · ".join(f"{_(one.label)}: {text}" for one, text in told if text)
