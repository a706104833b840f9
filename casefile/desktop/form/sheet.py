# SPDX-License-Identifier: GPL-3.0-or-later
"""All fields of one record under each other, in sections, and which of them the keyboard is in."""

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from casefile.base.errors import InvalidRecord
from casefile.base.messages import _
from casefile.casework.records import Sheet, field_of
from casefile.desktop.form.context import Context
from casefile.desktop.form.field import Field
from casefile.desktop.form.making import editor_for
from casefile.desktop.form.rows import RowsEditor
from casefile.desktop.form.sections import Section, fixed, rest_of
from casefile.desktop.widgets.text import label
from casefile.records.fields import FieldInfo, field_infos
from casefile.records.kinds import Record

_LARGE = 18  # pixels of the font from which on a line is one field's


class FormSheet(QScrollArea):
    """`committed(Field)` when a field was left with something new in it. Not `whole`: only the
    fields that the sections name, none of a newer definition."""

    committed = Signal(object)
    changed = Signal()
    sources_requested = Signal(str)  # name of the field

    def __init__(
        self,
        kind: type[Record],
        sections: Sequence[Section],
        context: Context,
        *,
        new: bool,
        whole: bool = True,
    ) -> None:
        super().__init__()
        self.kind, self.new = kind, new
        self._context = context
        self.fields: dict[str, Field] = {}
        self.setProperty("look", "plain")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._beside: QHBoxLayout | None = None
        self._paired = self.font().pixelSize() <= _LARGE
        self._column = self._page()
        for section in sections:
            self._add_section(section)
        for name in rest_of(kind, sections) if whole else ():
            self._add_field(name)
        self._column.addStretch(1)
        self._within: Field | None = None
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def show_record(self, record: Record) -> None:
        """Show the values of a record."""
        for path, field in self.fields.items():
            field.show_value(_held(record, path, field.info))

    def show_empty(self, given: dict[str, Any]) -> None:
        """Show what a new record begins with."""
        for path, field in self.fields.items():
            field.show_value(given.get(path, blank(field.info)))

    def refresh_empty(self, given: dict[str, Any]) -> None:
        """The same once more is known of what it refers to; what was typed meanwhile stays."""
        for path, field in self.fields.items():
            field.refresh(given.get(path, blank(field.info)))

    def refresh(self, sheet: Sheet) -> None:
        """Show what has changed elsewhere, but for fields that the person is at."""
        for path, field in self.fields.items():
            field.refresh(_held(sheet.record, path, field.info))
        counts = {dispute.field: dispute.count for dispute in sheet.claims}
        for path in self._first_paths:
            name = self.name_of(path)
            self.fields[path].show_badge(counts.get(name, 0), differing=name in sheet.differing)

    def name_of(self, path: str) -> str:
        """What the journal calls the field of a path; that of the struct for one inside it."""
        return field_of(self.kind, path.partition(".")[0]).name

    @property
    def _first_paths(self) -> list[str]:
        """A path for each field of the record: of a struct, its first."""
        firsts = {path.partition(".")[0]: path for path in reversed(self.fields)}
        return list(firsts.values())

    def settle(self) -> None:
        """Keep whatever can be kept: the form is left."""
        for field in self.fields.values():
            field.settle()

    def put_away(self) -> None:
        """Hide, in silence: it loses the keyboard, and was settled before."""
        quiet = self.blockSignals(True)
        self.hide()
        self.blockSignals(quiet)

    def gather(self) -> dict[str, Any] | None:
        """The value of every field, by path; None where one is missing or wrong, which is said at
        each, and the keyboard is in the first."""
        values: dict[str, Any] = {}
        wrong: list[Field] = []
        for path, field in self.fields.items():
            try:
                values[path] = field.value()
            except ValueError as error:
                field.refused(str(error))
                wrong.append(field)
        if wrong:
            wrong[0].editor.main.setFocus()
        return None if wrong else values

    def refuse(self, error: InvalidRecord) -> bool:
        """Say at a field which rule it breaks; whether there is that field (`names[0].text`)."""
        field = self.fields.get(error.field) or self.fields.get(error.field.partition("[")[0])
        if field is None:
            return False
        field.refused(error.rule)
        field.editor.main.setFocus()
        return True

    def typed(self) -> dict[str, Any]:
        """What stands in the fields that hold something not kept yet, by path."""
        return {
            path: field.editor.typed()
            for path, field in self.fields.items()
            if field.touched and not field.sending
        }

    def retype(self, typed: dict[str, Any]) -> None:
        """Let stand in the fields again what was not kept."""
        for path in typed.keys() & self.fields.keys():
            self.fields[path].retype(typed[path])

    def first(self) -> Field:
        """The field in which one begins to type: the first that must be filled, or the first."""
        must = (field for field in self.fields.values() if field.info.required)
        return next(must, next(iter(self.fields.values())))

    @property
    def untouched(self) -> bool:
        """Whether nothing was entered that is not kept."""
        return not any(field.touched for field in self.fields.values())

    def _page(self) -> QVBoxLayout:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(2, 2, 12, 12)
        column.setSpacing(14)
        self.setWidget(page)
        page.setAutoFillBackground(False)
        return column

    def _add_section(self, section: Section) -> None:
        if section.title:
            self._add_title(section.title)
        for name in section.fields:
            self._add_field(name)

    def _add_title(self, title: str) -> None:
        self._beside = None
        if self._column.count():
            line = QFrame()
            line.setProperty("look", "line")
            line.setFixedHeight(1)
            self._column.addSpacing(4)
            self._column.addWidget(line)
        self._column.addWidget(label(title, "section"))

    def _add_field(self, name: str) -> None:
        info = field_of(self.kind, name)
        if info.struct is not None and not info.several:
            self._add_title(_(info.label))
            for inner in field_infos(info.struct):
                self._place(inner, f"{name}.{inner.attribute}")
        else:
            self._place(info, name)

    def _place(self, info: FieldInfo, path: str) -> None:
        field = self._make(info, path)
        field.committed.connect(self.committed)
        field.changed.connect(self.changed)
        field.sources_requested.connect(lambda at: self.sources_requested.emit(self.name_of(at)))
        if short(info) and self._paired:
            self._add_beside(field)
        else:
            self._add_alone(field)
        self.fields[path] = field

    def _add_alone(self, field: Field) -> None:
        self._beside = None
        self._column.addWidget(field)

    def _add_beside(self, field: Field) -> None:
        """Two short fields share a line, and stand at its top."""
        field.rise()
        if self._beside is not None:
            self._beside.addWidget(field, 1)
            self._beside = None
            return
        self._beside = QHBoxLayout()
        self._beside.setSpacing(16)
        self._beside.addWidget(field, 1)
        self._column.addLayout(self._beside)

    def _make(self, info: FieldInfo, path: str) -> Field:
        if info.struct is not None:
            return Field(info, path, RowsEditor(info, self._make))
        shut = fixed(self.kind, info, new=self.new)
        return Field(info, path, editor_for(info, self._context, fixed=shut))

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Keep a field once the keyboard is elsewhere; show the one where it is."""
        there = next((above for above in _up(new) if self.fields.get(_path(above)) is above), None)
        left, self._within = self._within, there if isinstance(there, Field) else None
        if left is not None and left is not self._within:
            left.settle()
        if new is not None and self._within is not None:
            self.ensureWidgetVisible(new, 0, 40)


def blank(info: FieldInfo) -> Any:
    """What a field holds before anything was entered."""
    return () if info.several and info.required else info.default


def short(info: FieldInfo) -> bool:
    """Whether a field needs half a line only."""
    machine = info.shape == "text" and bool(info.vocabulary or info.form) and info.form != "url"
    brief = info.shape in ("number", "flag", "date", "audience") or machine
    return brief and not info.several and info.vocabulary != "rights"


def _path(widget: QWidget) -> str:
    return widget.path if isinstance(widget, Field) else ""


def _up(widget: QWidget | None) -> Iterator[QWidget]:
    """A widget and all above it, over the edges of windows (a list that dropped down)."""
    while widget is not None:
        yield widget
        widget = widget.parentWidget()


def _held(record: Record, path: str, info: FieldInfo) -> Any:
    """What a record holds in a field, or in a field of a struct of it."""
    attribute, _dot, inner = path.partition(".")
    held = getattr(record, attribute)
    if not inner:
        return held
    return info.default if held is None else getattr(held, inner)
