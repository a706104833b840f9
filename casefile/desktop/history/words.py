# SPDX-License-Identifier: GPL-3.0-or-later
"""What was done, in words."""

from casefile.base.messages import _, ngettext
from casefile.casework.doings import Doing
from casefile.desktop.dates import time_of
from casefile.desktop.search.model import kind_name
from casefile.desktop.words import isolated, one_line
from casefile.records.fields import field_infos
from casefile.records.kinds import KINDS

_LONGEST = 40  # letters of a record's title


def doing_text(doing: Doing) -> str:
    """A deed as it is named in the menu: `line of 10:47`, `merged two people`."""
    if doing.kind == "note" and doing.records == 1:
        return _line(doing)
    if doing.sort == "merged":
        return _("merged two people")
    if doing.sort == "moved":
        return _("moved a hearing")
    if doing.records != 1:
        return ngettext("{count} record", "{count} records", doing.records).format(
            count=doing.records
        )
    return _one(doing, record_name(doing.kind, doing.title))


def _line(doing: Doing) -> str:
    time = line_time(doing.title)
    said = {
        "added": _("line of {time}"),
        "corrected": _("correction of {time}"),
        "withdrawn": _("line of {time} withdrawn"),
    }
    return said.get(doing.sort, _("line of {time} changed")).format(time=time)


def _one(doing: Doing, name: str) -> str:
    if doing.sort == "added":
        return _("{record} added").format(record=name)
    if doing.sort == "withdrawn":
        return _("{record} withdrawn").format(record=name)
    if doing.kind == "hearing" and (said := _sitting(doing.fields)):
        return said
    if len(doing.fields) == 1:
        field = field_label(doing.kind, doing.fields[0])
        return _("{field} of {record}").format(field=field, record=name)
    return _("{record} changed").format(record=name)


def _sitting(fields: tuple[str, ...]) -> str:
    """What a few fields of a hearing stand for while it sits."""
    said = {
        "started_at": _("beginning of the hearing"),
        "ended_at": _("end of the hearing"),
        "breaks": _("break of the hearing"),
    }
    return next((said[field] for field in fields if field in said), "")


def line_time(happened: object) -> str:
    """When a line of the log happened; empty where that is no time, but somebody's invention."""
    try:
        return time_of(happened) if isinstance(happened, str) and happened else ""
    except ValueError:
        return ""


def record_name(kind: str, title: str) -> str:
    """`Action “Letter to the President”`; the kind alone where the record has no title."""
    title = one_line(title)
    if not title:
        return kind_name(kind)
    shown = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1].rstrip()}…"
    return _("{kind} “{title}”").format(kind=kind_name(kind), title=isolated(shown))


def field_label(kind: str, field: str) -> str:
    """What a field is called; its name where it is of a newer version."""
    infos = field_infos(KINDS[kind]) if kind in KINDS else ()
    return next((_(info.label) for info in infos if info.name == field), field)
