# SPDX-License-Identifier: GPL-3.0-or-later
"""Which editor a field gets: by its shape, and by nothing else."""

from collections.abc import Mapping
from typing import Any

from casefile.base.messages import _
from casefile.desktop.dates import when
from casefile.desktop.form.choosing import (
    AudienceEditor,
    ManyEditor,
    OneEditor,
    TickEditor,
    yes_or_no,
)
from casefile.desktop.form.context import Context
from casefile.desktop.form.editor import Editor
from casefile.desktop.form.sources import (
    Codes,
    Free,
    Listed,
    Referred,
    languages,
    scripts,
    terms,
)
from casefile.desktop.form.texts import FixedEditor, LineEditor, LongEditor, NumberEditor
from casefile.desktop.form.times import DateEditor, MomentEditor
from casefile.records.fields import FieldInfo

_SORTS = {"court": "court", "sender": "organisation"}
"""What somebody is who is named in these fields for the first time."""


def editor_for(info: FieldInfo, context: Context, *, fixed: bool = False) -> Editor:
    """The editor for one field that is no struct."""
    if fixed:
        return FixedEditor(_in_words(info, context))
    if info.shape == "ref":
        named = Referred(context, info.refers, _SORTS.get(info.attribute, "person"))
        return ManyEditor(named, _placeholder(info)) if info.several else OneEditor(named, None)
    if info.shape == "text":
        return _of_text(info)
    if info.shape == "number":
        return NumberEditor(info.default)
    if info.shape == "flag":
        return yes_or_no() if info.default is None else TickEditor(_(info.label))
    return _of_time(info, context)


def _of_time(info: FieldInfo, context: Context) -> Editor:
    if info.shape == "date":
        return DateEditor()
    if info.shape == "audience":
        return AudienceEditor()
    if info.shape in ("moment", "when"):
        return MomentEditor(context, vague=info.shape == "when")
    raise TypeError(f"no editor for the shape {info.shape}")


def _of_text(info: FieldInfo) -> Editor:
    source = _source(info)
    if info.several:
        return ManyEditor(source or Free(), _placeholder(info), offers=source is not None)
    if source is not None:
        return OneEditor(source, "")
    return LongEditor() if info.many else LineEditor()


def _placeholder(info: FieldInfo) -> str:
    if info.shape == "ref":
        return _("Type a name to add")
    return _("Type to add") if info.vocabulary else _("Type and press Return to add")


def _source(info: FieldInfo) -> Listed | Codes | None:
    if info.vocabulary:
        return terms(info.vocabulary)
    if info.form == "language":
        return languages()
    return scripts() if info.form == "script" else None


def _in_words(info: FieldInfo, context: Context) -> Any:
    """How a value that can't be changed is told."""
    source = Referred(context, info.refers) if info.shape == "ref" else _source(info)

    def words(value: Any) -> str:
        if value in (None, "", (), {}):
            return "–"
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        if isinstance(value, Mapping):
            return "\n".join(f"{key}: {text}" for key, text in value.items())
        if isinstance(value, tuple):
            return ", ".join(words(one) for one in value)
        if info.shape in ("when", "moment", "date"):
            return when(value)
        return source.name(value) if source else str(value)

    return words
