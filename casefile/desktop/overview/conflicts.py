# SPDX-License-Identifier: GPL-3.0-or-later
"""Conflicts between authors: each value a button, with whose it is. Choosing one settles it."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from casefile.base.messages import _, ngettext
from casefile.casework.conflicts import OpenConflict
from casefile.desktop.widgets.elided import LinkLine
from casefile.desktop.widgets.text import label
from casefile.desktop.words import among, one_line
from casefile.records.fields import FieldInfo, field_infos
from casefile.records.vocabularies import label as term

_MOST = 4  # conflicts that are shown at once; the next one follows when one is settled


class ConflictsCard(QFrame):
    """Wishes: keep this value; open that record."""

    chosen = Signal(str, str, object)  # record, field, value
    record_requested = Signal(str, str)  # kind, id

    def __init__(self, found: tuple[OpenConflict, ...], names: dict[str, str]) -> None:
        super().__init__()
        self.setProperty("look", "card")
        title = ngettext("{count} open conflict", "{count} open conflicts", len(found))
        shown = title.format(count=len(found))
        self.setAccessibleName(shown)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 14, 14)
        column.setSpacing(6)
        column.addWidget(label(shown, "section"))
        column.addWidget(
            label(
                _(
                    "Authors set these differently without knowing of each other. Choose what "
                    "holds; the other values stay in the history."
                ),
                "muted",
                wrap=True,
            )
        )
        for conflict in found[:_MOST]:
            self._add(column, conflict, names)

    def _add(self, column: QVBoxLayout, open_: OpenConflict, names: dict[str, str]) -> None:
        conflict = open_.conflict
        infos = {info.name: info for info in field_infos(type(open_.record))}
        info = infos.get(conflict.field)
        field = _(info.label) if info else conflict.field
        called = names.get(conflict.record, conflict.kind)
        link = LinkLine(f"{called} — {field}")
        link.clicked.connect(lambda: self.record_requested.emit(conflict.kind, conflict.record))
        column.addSpacing(4)
        column.addWidget(link)
        for claimed, author in zip(conflict.values, open_.authors, strict=True):
            text = _("Keep {value} — {author}").format(
                value=among(in_words(claimed.value, info, names)), author=among(author)
            )
            keep = LinkLine(text)
            keep.setProperty("look", "choice")
            keep.clicked.connect(
                lambda _on=False, value=claimed.value: self.chosen.emit(
                    conflict.record, conflict.field, value
                )
            )
            column.addWidget(keep)


def in_words(value: Any, info: FieldInfo | None, names: dict[str, str]) -> str:
    """A plain value as a person reads it, on one line."""
    if value in (None, "", [], {}):
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "; ".join(in_words(item, info, names) for item in value)
    if isinstance(value, dict):
        return ", ".join(in_words(item, None, names) for item in value.values())
    text = str(value)
    if info is not None and info.vocabulary:
        return term(info.vocabulary, text)
    return one_line(names.get(text, text))
