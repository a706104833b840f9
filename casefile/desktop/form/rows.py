# SPDX-License-Identifier: GPL-3.0-or-later
"""Several structs in one field (names, consent, breaks): a card each, to add, remove and move."""

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from casefile.base.messages import _
from casefile.desktop.form.editor import Editor
from casefile.desktop.form.field import Field
from casefile.desktop.widgets.buttons import button, icon_button
from casefile.names.scripts import script_of
from casefile.records.fields import FieldInfo, field_infos
from casefile.records.values import Audience, Name

MakeField = Callable[[FieldInfo, str], Field]
_WIDE = frozenset({"moment", "when"})
_EMPTY = {"audience": Audience.TEAM}


class RowCard(QFrame):
    """One struct: its fields, and buttons to move it up and to take it out."""

    removed = Signal()
    raised = Signal()

    def __init__(self, struct: type[Struct], make: MakeField) -> None:
        super().__init__()
        self.setProperty("look", "group")
        self._struct = struct
        self.fields = [make(info, info.attribute) for info in field_infos(struct)]
        self._guessed = ""
        self._held = False
        self.up = icon_button("arrow-up", _("Move up"))
        self.away = icon_button("x", _("Remove"))
        self.up.clicked.connect(self.raised)
        self.away.clicked.connect(self.removed)
        self._lay_out()
        if struct is Name:
            self._field("text").changed.connect(self._guess_script)

    def put(self, value: Struct | None) -> None:
        """Show a struct; None: an empty one."""
        self._held = value is not None
        for field in self.fields:
            empty = field.info.default if not field.info.required else _EMPTY.get(field.info.shape)
            field.show_value(empty if value is None else getattr(value, field.path))

    def value(self) -> Struct | None:
        """The struct; None where nothing was entered. Raises ValueError, said at the field too."""
        if not self._held and not any(field.touched for field in self.fields):
            return None
        values, wrong = {}, ""
        for field in self.fields:
            try:
                values[field.path] = field.value()
            except ValueError as error:
                field.refused(str(error))
                wrong = wrong or f"{field.title}: {error}"
        if wrong:
            raise ValueError(wrong)
        return self._struct(**values)

    def _field(self, path: str) -> Field:
        return next(field for field in self.fields if field.path == path)

    def _guess_script(self) -> None:
        """Fill in the script that the letters are of, as long as nobody said otherwise."""
        script = self._field("script")
        if script.editor.value() in ("", self._guessed):
            self._guessed = script_of(self._field("text").editor.value())
            script.editor.put(self._guessed)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(8)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        at = 0
        for field in self.fields:
            wide = field.info.human or field.info.shape in _WIDE
            at += at % 2 if wide else 0
            grid.addWidget(field, at // 2, at % 2, 1, 2 if wide else 1)
            at += 2 if wide else 1
        buttons = QVBoxLayout()
        buttons.setSpacing(0)
        buttons.addWidget(self.away)
        buttons.addWidget(self.up)
        buttons.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 4, 12)
        row.setSpacing(4)
        row.addLayout(grid, 1)
        row.addLayout(buttons)


class RowsEditor(Editor):
    """The rows and a button that adds one."""

    def __init__(self, info: FieldInfo, make: MakeField) -> None:
        super().__init__()
        assert info.struct is not None
        self._struct, self._make = info.struct, make
        self.rows: list[RowCard] = []
        self.add = button(_("Add"), "", "plus")
        self.add.clicked.connect(self._add_empty)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        self._column.addLayout(foot)

    @property
    def main(self) -> QWidget:
        return self.rows[0].fields[0].editor.main if self.rows else self.add

    def name(self, text: str) -> None:
        self.add.setAccessibleName(_("{field}: add").format(field=text))

    def put(self, value: Sequence[Struct]) -> None:
        self._show(max(len(value), self._least))
        for at, row in enumerate(self.rows):
            row.put(value[at] if at < len(value) else None)
        self._number()

    def _show(self, count: int) -> None:
        """Have so many rows."""
        while len(self.rows) > count:
            self._drop(self.rows[-1])
        while len(self.rows) < count:
            self._append()

    @property
    def _least(self) -> int:
        """A party without a name means nothing: its first row is there to be filled."""
        return 1 if self._struct is Name else 0

    def value(self) -> tuple[Struct, ...]:
        found = [row.value() for row in self.rows]
        return tuple(one for one in found if one is not None)

    def typed(self) -> list[dict[str, Any]]:
        return [{field.path: field.editor.typed() for field in row.fields} for row in self.rows]

    def retype(self, typed: list[dict[str, Any]]) -> None:
        self._show(len(typed))
        for row, texts in zip(self.rows, typed, strict=True):
            for field in row.fields:
                if field.path in texts:
                    field.retype(texts[field.path])
        self._number()

    def _append(self) -> RowCard:
        row = RowCard(self._struct, self._make)
        row.removed.connect(lambda: self._remove(row))
        row.raised.connect(lambda: self._raise(row))
        for field in row.fields:
            field.changed.connect(self.touched)
            field.editor.settled.connect(self.settled)
        self._column.insertWidget(len(self.rows), row)
        self.rows.append(row)
        return row

    def _add_empty(self) -> None:
        row = self._append()
        row.put(None)
        self._number()
        row.fields[0].editor.main.setFocus()

    def _remove(self, row: RowCard) -> None:
        self._drop(row)
        self._number()
        self.add.setFocus()
        self.touched.emit()
        self.settled.emit()

    def _drop(self, row: RowCard) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _raise(self, row: RowCard) -> None:
        at = self.rows.index(row)
        self.rows.insert(at - 1, self.rows.pop(at))
        self._column.removeWidget(row)
        self._column.insertWidget(at - 1, row)
        self._number()
        self.touched.emit()
        self.settled.emit()

    def _number(self) -> None:
        for at, row in enumerate(self.rows):
            row.up.setVisible(at > 0)
            row.up.setAccessibleName(_("Row {number}: move up").format(number=at + 1))
            row.away.setAccessibleName(_("Row {number}: remove").format(number=at + 1))
