# SPDX-License-Identifier: GPL-3.0-or-later
"""History as rows: one for each record in each entry, with its changed fields in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from casefile.base.clock import at, local_zone, zone
from casefile.base.messages import _
from casefile.casework.hearings import names_of
from casefile.casework.history import author_names, history
from casefile.desktop.dates import day
from casefile.desktop.search.model import SIGNS, kind_name
from casefile.desktop.words import clock_time, one_line
from casefile.journal.clock import milliseconds
from casefile.records.fields import FieldInfo, field_infos
from casefile.records.kinds import KINDS
from casefile.records.vocabularies import label
from casefile.store.reading import Change
from casefile.vault.vault import Vault

MOST = 5000  # changes that are shown
_LONGEST = 300  # letters of a value
_TITLES = (
    "title",
    "text",
    "what",
    "names",
    "description",
    "result",
    "right",
    "number",
    "value",
    "sort",
)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """What one entry did to one record, ready to be shown."""

    id: str
    when: str
    who: str
    what: str
    sign: str
    about: str
    details: str


def change_rows(vault: Vault, case: str) -> list[ChangeRow]:
    """The latest changes of a case, the newest first."""
    people, names = author_names(vault), names_of(vault, case)
    latest = history(vault, case)[:MOST]
    together = groupby(latest, key=lambda change: (change.author, change.seq, change.id))
    return [_row(list(changes), people, names) for _key, changes in together]


def _row(
    changes: Sequence[Change], people: Mapping[str, str], names: Mapping[str, str]
) -> ChangeRow:
    one = changes[0]
    infos = {info.name: info for info in field_infos(KINDS[one.kind])} if one.kind in KINDS else {}
    said = {
        change.field: one_line(_in_words(change.value, _vocabulary(infos, change.field), names))
        for change in changes
        if change.field
    }
    title = next((said[name] for name in _TITLES if said.get(name)), "")
    rest = (
        f"{_(infos[name].label) if name in infos else name}: {text}"
        for name, text in said.items()
        if text and text != title
    )
    return ChangeRow(
        id=f"{one.author}/{one.seq}/{one.id}",
        when=_when(one.time),
        who=people.get(one.author) or one.author[:12],
        what=_what(changes),
        sign=SIGNS.get(one.kind, "tag"),
        about=title[:_LONGEST],
        details=" · ".join(rest)[:_LONGEST],
    )


def _when(time: str) -> str:
    written = milliseconds(time)
    local = at(written).astimezone(zone(local_zone()))
    return f"{day(local.date())}, {clock_time(written)}"


def _what(changes: Sequence[Change]) -> str:
    kind = kind_name(changes[0].kind)
    if not all(change.field for change in changes):
        return _("{kind} withdrawn").format(kind=kind)
    if all(change.previous is None for change in changes):
        return _("{kind} added").format(kind=kind)
    return _("{kind} changed").format(kind=kind)


def _vocabulary(infos: Mapping[str, FieldInfo], field: str) -> str:
    return infos[field].vocabulary if field in infos else ""


def _in_words(value: Any, vocabulary: str, names: Mapping[str, str]) -> str:
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, dict):
        return next((text for v in value.values() if (text := _in_words(v, "", names))), "")
    if isinstance(value, list):
        return "; ".join(_in_words(item, vocabulary, names) for item in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    text = names.get(value, "") if isinstance(value, str) else ""
    return text or (label(vocabulary, str(value)) if vocabulary else str(value))
