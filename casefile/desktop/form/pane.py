# SPDX-License-Identifier: GPL-3.0-or-later
"""The pane of one record beside a list: shows, edits, adds and withdraws a record of any kind."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from casefile.base.errors import CasefileError, InvalidRecord
from casefile.base.messages import _
from casefile.casework.choices import Choice, called
from casefile.casework.records import Sheet
from casefile.desktop.desk import Desk
from casefile.desktop.form.context import Context
from casefile.desktop.form.field import Field
from casefile.desktop.form.keeping import Keeping
from casefile.desktop.form.sections import Section, as_defined
from casefile.desktop.form.sheet import FormSheet
from casefile.desktop.search.model import kind_name
from casefile.desktop.widgets.banner import Banner
from casefile.desktop.widgets.buttons import button, icon_button
from casefile.desktop.widgets.text import label
from casefile.desktop.words import isolated, one_line
from casefile.records.kinds import Case, Record, Release

_LONGEST = 60  # letters of a record's name in the head


class RecordPane(QFrame):
    """Facts: a record was saved, withdrawn; the pane was closed."""

    saved = Signal(object)
    withdrawn = Signal(str)
    closed = Signal()

    def __init__(self, desk: Desk, sections: Mapping[str, Sequence[Section]] | None = None) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setAccessibleName(_("Details"))
        self._desk = desk
        self._sections = sections or {}
        self._context = Context(desk)
        self._record: Record | None = None
        self._new: type[Record] | None = None
        self._given: dict[str, Any] = {}
        self.sheet: FormSheet | None = None
        self._keeping = Keeping(desk, self)
        self._make_parts()
        self._lay_out()
        self._keeping.read.connect(self._refresh)
        self._keeping.kept.connect(self._kept)
        self._keeping.withdrawn.connect(self._was_withdrawn)
        self._keeping.gone.connect(self._is_gone)
        self._keeping.failed.connect(self._complain)
        desk.guide.leaving.connect(self.settle)
        add = QShortcut(QKeySequence("Ctrl+Return"), self)
        add.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        add.activated.connect(self._add_or_keep)

    @property
    def record(self) -> Record | None:
        """The record that is shown, as it was read last; None for a new one."""
        return self._record

    @property
    def adding(self) -> bool:
        """Whether a new record is being filled in."""
        return self._new is not None

    def show_record(self, record: Record | None) -> None:
        """Edit an existing record; each field is kept when it is left."""
        if record is not None and self._record is not None and record.id == self._record.id:
            return
        self.settle()
        self._new, self._record = None, record
        self.banner.hide()
        self._keeping.follow(record.id if record else "")
        if record is None:
            return
        self._context.case, self._context.record = record.case, record.id
        self._build(type(record), new=False)
        assert self.sheet is not None
        self.sheet.show_record(record)
        self._show_head()

    def begin(self, kind: type[Record], case: str, **given: object) -> None:
        """A new record; kept once what must be filled in is, and Add (Ctrl+Return) is pressed."""
        self.settle()
        self._keeping.follow("")
        self._record, self._new, self._given = None, kind, dict(given)
        self._context.case, self._context.record = case, ""
        self.banner.hide()
        self._build(kind, new=True)
        assert self.sheet is not None
        self.sheet.show_empty(self._given)
        self._show_head()
        ids = [value for value in given.values() if isinstance(value, str)]
        self._keeping.ask_surroundings(case, ids, self._surround)

    def focus_first(self) -> None:
        """Give the keyboard to the first field."""
        if self.sheet is not None:
            self.sheet.first().editor.main.setFocus(Qt.FocusReason.TabFocusReason)

    def settle(self) -> None:
        """Keep whatever can be kept: the pane is left, or the vault is being locked."""
        if self.sheet is not None and self._record is not None:
            self.sheet.settle()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        nothing_entered = self.sheet is None or self.sheet.untouched
        if event.key() == Qt.Key.Key_Escape and nothing_entered and self.adding:
            self.close_pane()
            return
        super().keyPressEvent(event)

    def close_pane(self) -> None:
        """Put the pane away; what was entered in an existing record is kept."""
        self.show_record(None)
        self._new = None
        self.closed.emit()

    def _build(self, kind: type[Record], *, new: bool) -> None:
        """Make the fields of a kind, unless they are there already."""
        if self.sheet is not None and self.sheet.kind is kind and self.sheet.new == new:
            self.sheet.verticalScrollBar().setValue(0)
            return
        if self.sheet is not None:
            self.sheet.blockSignals(True)  # it loses the keyboard now, for which there is no one
            self._column.removeWidget(self.sheet)
            self.sheet.hide()
            self.sheet.deleteLater()
        sections = self._sections.get(kind.kind) or as_defined(kind)
        self.sheet = FormSheet(kind, sections, self._context, new=new)
        self.sheet.setAccessibleName(kind_name(kind.kind))
        self.sheet.committed.connect(self._commit)
        self._column.insertWidget(2, self.sheet, 1)

    def _commit(self, field: Field) -> None:
        if self._record is not None:
            self._keeping.keep(self._record, field)

    def _add_or_keep(self) -> None:
        if self._new is None:
            self.settle()
        else:
            self._add()

    def _add(self) -> None:
        """Keep the new record, or say at each field what is missing."""
        assert self.sheet is not None
        assert self._new is not None
        values: dict[str, Any] = {}
        wrong: list[Field] = []
        for path, field in self.sheet.fields.items():
            try:
                values[path] = field.value()
            except ValueError as error:
                field.refused(str(error))
                wrong.append(field)
        if wrong:
            wrong[0].editor.main.setFocus()
            return
        self._keeping.create(self._new, self._context.case, {**self._given, **values})

    def _refresh(self, sheet: Sheet) -> None:
        self._record = sheet.record
        self._context.chosen |= sheet.chosen
        self._context.zone = sheet.zone
        if self.sheet is not None:
            self.sheet.refresh(sheet)
        self._show_head()

    def _surround(self, found: tuple[dict[str, Choice], str]) -> None:
        self._context.chosen |= found[0]
        self._context.zone = found[1]
        if self.sheet is not None and self.adding:
            for path, field in self.sheet.fields.items():
                field.refresh(self._given.get(path, field.info.default))

    def _kept(self, record: Record) -> None:
        if self.adding:
            self._new = None
            self.show_record(record)
        self.saved.emit(record)

    def _was_withdrawn(self, id_: str) -> None:
        self._desk.guide.told.emit(_("Withdrawn. Ctrl+Z brings it back; its history stays."))
        if self._record is not None and self._record.id == id_:
            self._record = None
            self.close_pane()
        self.withdrawn.emit(id_)

    def _is_gone(self) -> None:
        self.banner.complain(_("This record was withdrawn. Its history still shows it."))

    def _complain(self, error: CasefileError) -> None:
        if isinstance(error, InvalidRecord) and self.sheet is not None:
            for path, field in self.sheet.fields.items():
                if error.field.startswith(path) and self.adding:
                    field.refused(error.rule)
                    field.editor.main.setFocus()
                    return
        self.banner.complain(error)

    def _withdraw(self) -> None:
        if self._record is not None:
            self._keeping.withdraw(self._record)

    def _show_history(self) -> None:
        if self._record is not None:
            self._desk.guide.history_requested.emit(self._record.id)

    def _show_head(self) -> None:
        if self._new is not None:
            self._kind.setText(_("New"))
            self._name.setText(kind_name(self._new.kind))
        elif self._record is not None:
            names = {id_: choice.text for id_, choice in self._context.chosen.items()}
            name = one_line(called(self._record, names))
            self._kind.setText(kind_name(self._record.kind))
            self._name.setText(isolated(name[:_LONGEST] + ("…" if name[_LONGEST:] else "")))
        kept = self._record is not None
        self._away.setVisible(kept and not isinstance(self._record, Case | Release))
        self._past.setVisible(kept)
        self._foot.setVisible(kept or self.adding)
        self.add_button.setVisible(self.adding)

    def _make_parts(self) -> None:
        self._kind = label("", "meta")
        self._name = label("", "section", wrap=True)
        self._close = icon_button("x", _("Close the details"))
        self._close.clicked.connect(self.close_pane)
        self.banner = Banner()
        self.add_button = button(_("Add (Ctrl+Return)"), "primary")
        self.add_button.setAccessibleName(_("Add"))
        self.add_button.clicked.connect(self._add)
        self._past = button(_("History"), "link")
        self._past.clicked.connect(self._show_history)
        self._away = button(_("Withdraw"), "link")
        self._away.clicked.connect(self._withdraw)

    def _lay_out(self) -> None:
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(self._kind)
        titles.addWidget(self._name)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addLayout(titles, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._foot = QFrame()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(4)
        foot.addWidget(self.add_button)
        foot.addWidget(self._past)
        foot.addStretch(1)
        foot.addWidget(self._away)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 8, 10)
        self._column.setSpacing(8)
        self._column.addLayout(head)
        self._column.addWidget(self.banner)
        self._column.addWidget(self._foot)
