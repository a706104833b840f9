# SPDX-License-Identifier: GPL-3.0-or-later
"""The pane of one record beside a list: shows, edits, adds and withdraws a record of any kind."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut

from casefile.base.errors import CasefileError, InvalidRecord
from casefile.base.messages import _
from casefile.casework.choices import Choice, called
from casefile.casework.claims import claimable
from casefile.casework.records import Sheet
from casefile.casework.unfinished import place_of
from casefile.desktop.desk import Desk
from casefile.desktop.form.claiming import Claiming
from casefile.desktop.form.claims import ClaimsPanel
from casefile.desktop.form.context import Context
from casefile.desktop.form.drafting import Drafting
from casefile.desktop.form.field import Field
from casefile.desktop.form.keeping import Keeping
from casefile.desktop.form.reckoned import Reckoned
from casefile.desktop.form.sections import Section
from casefile.desktop.form.sheet import FormSheet
from casefile.desktop.form.sheets import Sheets
from casefile.desktop.form.shell import Shell
from casefile.desktop.search.model import kind_name
from casefile.desktop.widgets.text import has_keyboard
from casefile.records.kinds import Case, Record, Release, Sanction


class RecordPane(Shell):
    """Facts: a record was saved, withdrawn; the pane was closed. Not `whole`: only the fields that
    the sections name are shown, because others stand elsewhere on the page."""

    saved = Signal(object)
    withdrawn = Signal(str)
    closed = Signal()

    def __init__(
        self,
        desk: Desk,
        sections: Mapping[str, Sequence[Section]] | None = None,
        *,
        whole: bool = True,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._context = Context(desk)
        self._sheets = Sheets(self._context, sections or {}, self._adopt, whole=whole)
        self._record: Record | None = None
        self._new: type[Record] | None = None
        self._making = False  # it is on its way to the vault
        self._given: dict[str, Any] = {}
        self.sheet: FormSheet | None = None
        self._read: Sheet | None = None
        self._keeping = Keeping(desk, self)
        self._drafts = Drafting(desk, self)
        back = _("What you typed here before, and is not kept yet, is back.")
        self._drafts.restored.connect(partial(self.banner.tell, back))
        self.reckoned = Reckoned()
        self.claims = ClaimsPanel(self._context)
        self._claiming = Claiming(desk, self.claims)
        self._connect_buttons()
        self.add(self.claims, 1)
        self.add(self.reckoned)
        self.claims.hide()
        self.claims.left.connect(self._show_form)
        self.reckoned.keep_requested.connect(self._keep_end)
        self._keeping.read.connect(self._refresh)
        self._keeping.kept.connect(self.saved)
        self._keeping.created.connect(self._created)
        self._keeping.withdrawn.connect(self._was_withdrawn)
        self._keeping.gone.connect(self._was_taken_away)
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
        self._leave()
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
        self._drafts.begin(self.sheet, place_of(type(record), record.case, record.id))

    def begin(self, kind: type[Record], case: str, **given: object) -> None:
        """A new record; kept once what must be filled in is, and Add (Ctrl+Return) is pressed."""
        self._leave()
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
        self._drafts.begin(self.sheet, place_of(kind, case, under=(ids or [""])[0]))

    def focus_first(self) -> None:
        """Give the keyboard to the first field."""
        if self.sheet is not None:
            self.sheet.first().editor.main.setFocus(Qt.FocusReason.TabFocusReason)

    def settle(self) -> None:
        """Keep whatever can be kept: the pane is left, or the vault is being locked."""
        if self.sheet is not None and self._record is not None:
            self.sheet.settle()
        self._drafts.keep()

    def _leave(self) -> None:
        self.settle()
        self._drafts.end()
        self._making = False

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
        """Show the fields of a kind."""
        self._read = None
        self.claims.hide()
        self.reckoned.hide()
        fresh = self._sheets.of(kind, new=new)
        if self.sheet is not None and self.sheet is not fresh:
            self.sheet.put_away()
        self.sheet = fresh
        fresh.verticalScrollBar().setValue(0)
        fresh.show()

    def _adopt(self, made: FormSheet) -> None:
        made.committed.connect(self._commit)
        made.changed.connect(self._drafts.touch)
        made.sources_requested.connect(self.show_sources)
        self.add_first(made)

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
        values = None if self._making else self.sheet.gather()
        if values is not None:
            self._making = True
            self._keeping.create(self._new, self._context.case, {**self._given, **values})

    def _refresh(self, sheet: Sheet) -> None:
        self._record = sheet.record
        self._context.chosen |= sheet.chosen
        self._context.zone = sheet.zone
        if self.sheet is not None:
            self.sheet.refresh(sheet)
        self.reckoned.show_row(sheet.reckoned)
        self._read = sheet
        if self.claims.isVisible():
            self._claiming.show(sheet)
        self._show_head()

    def show_sources(self, field: str = "") -> None:
        """Show what sources say of a field, in the place of the form; none named: of any."""
        if self._read is None or self.sheet is None:
            return
        self.sheet.settle()
        self._claiming.show(self._read, field)
        self.sheet.hide()
        self.reckoned.hide()
        self.foot.hide()
        self.claims.show()
        self.claims.take_keyboard()

    def _show_form(self) -> None:
        """Back from the sources to the fields."""
        held = has_keyboard(self.claims)
        self.claims.hide()
        if self.sheet is not None and self._read is not None:
            self.sheet.show()
            self.reckoned.show_row(self._read.reckoned)
            self._show_head()
            if held:
                self.focus_first()

    def _keep_end(self) -> None:
        if isinstance(self._record, Sanction):
            self._keeping.keep_end(self._record)

    def _surround(self, found: tuple[dict[str, Choice], str]) -> None:
        self._context.chosen |= found[0]
        self._context.zone = found[1]
        if self.sheet is not None and self.adding:
            self.sheet.refresh_empty(self._given)

    def _created(self, record: Record) -> None:
        if self._making:
            self._drafts.forget()
            self.show_record(record)
        self.saved.emit(record)

    def _was_withdrawn(self, id_: str) -> None:
        self._desk.guide.told.emit(_("Withdrawn. Ctrl+Z brings it back; its history stays."))
        if self._record is not None and self._record.id == id_:
            self._record = None
            self.close_pane()
        self.withdrawn.emit(id_)

    def _was_taken_away(self) -> None:
        """Undone, or withdrawn elsewhere: nothing stays to be edited but what was typed into it."""
        if self.sheet is None or self.sheet.untouched:
            self._record = None
            self.close_pane()
        else:
            self.banner.complain(_("This record was withdrawn. Its history still shows it."))

    def _complain(self, error: CasefileError) -> None:
        self._making = False
        sheet = self.sheet if self.adding else None
        if not (sheet and isinstance(error, InvalidRecord) and sheet.refuse(error)):
            self.banner.complain(error)

    def _clear(self) -> None:
        """Begin the new record afresh."""
        if self.sheet is not None and self.adding:
            self._drafts.forget()
            self.sheet.show_empty(self._given)
            self.banner.hide()
            self.focus_first()

    def _withdraw(self) -> None:
        if self._record is not None:
            self._keeping.withdraw(self._record)

    def _show_history(self) -> None:
        if self._record is not None:
            self._desk.guide.history_requested.emit(self._record.id)

    def _show_head(self) -> None:
        record = self._record
        if record is None:
            self.show_new(kind_name(self._new.kind) if self._new else "")
            return
        self.show_known(kind_name(record.kind), called(record, self._context.names))
        self.allow(
            withdraw=not isinstance(record, Case | Release),
            sources=bool(claimable(type(record))),
        )

    def _connect_buttons(self) -> None:
        self.close_button.clicked.connect(self.close_pane)
        self.add_button.clicked.connect(self._add)
        self.clear_button.clicked.connect(self._clear)
        self.sources_button.clicked.connect(partial(self.show_sources, ""))
        self.history_button.clicked.connect(self._show_history)
        self.withdraw_button.clicked.connect(self._withdraw)
