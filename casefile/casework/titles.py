# SPDX-License-Identifier: GPL-3.0-or-later
"""What a record is called by its plain fields: withdrawn ones too, and those that are no whole
record here because their fields are of a newer version or of nobody's making.
"""

from collections.abc import Mapping
from typing import Any

from casefile.base.messages import _
from casefile.records.fields import field_infos
from casefile.records.kinds import KINDS, Hearing
from casefile.records.vocabularies import label
from casefile.store.texts import title_of

_TELLING = ("text", "sort", "right", "relation", "field")


def hearing_title(hearing: Hearing) -> str:
    """What a hearing is called: `Hearing 3 — evidence`, or `Evidence` where it has no number."""
    about = label("stages", hearing.stage) or label("hearing-sorts", hearing.sort)
    if not hearing.number:
        return about or _("Hearing")
    number = _("Hearing {number}").format(number=hearing.number)
    return f"{number} — {about[:1].lower()}{about[1:]}" if about else number


def called(kind: str, fields: Mapping[str, Any]) -> str:
    """What a record with these fields is called, in a few words; empty where nothing tells."""
    try:
        return _called(kind, fields)
    except (AttributeError, KeyError, TypeError):  # a field holds another shape than it should
        return ""


def _called(kind: str, fields: Mapping[str, Any]) -> str:
    if kind == Hearing.kind:
        number, stage, sort = (str(fields.get(name) or "") for name in ("number", "stage", "sort"))
        return hearing_title(Hearing(id="", case="", number=number, stage=stage, sort=sort))
    if kind != "note" and (title := title_of(kind, fields)):
        return title
    infos = {info.name: info for info in field_infos(KINDS[kind])} if kind in KINDS else {}
    for name in _TELLING:
        if name in infos and (held := fields.get(name)):
            vocabulary = infos[name].vocabulary
            return label(vocabulary, held) if vocabulary else str(held)
    return ""
