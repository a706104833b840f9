# SPDX-License-Identifier: GPL-3.0-or-later
"""Between the pane of a record and the vault: reads it, keeps each field, hears of changes."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from casefile.base.errors import CasefileError, InvalidRecord, NotFound
from casefile.casework import records, sanctions
from casefile.casework.choices import Choice, chosen
from casefile.casework.records import Sheet
from casefile.casework.unfinished import add_unfinished, place_of
from casefile.casework.zones import case_zone
from casefile.desktop.changes import Touched
from casefile.desktop.desk import Desk
from casefile.desktop.form.field import Field
from casefile.records.kinds import KINDS, Record, Sanction
from casefile.vault.vault import Vault


class Keeping(QObject):
    """Facts about the record that is shown."""

    read = Signal(object)  # Sheet
    kept = Signal(object)  # Record, one field of which was set
    created = Signal(object)  # Record
    withdrawn = Signal(str)
    gone = Signal()  # it was withdrawn elsewhere
    failed = Signal(object)  # CasefileError

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._id = ""
        self._bearing = frozenset(KINDS)  # kinds whose changes may show; all until it is read
        desk.session.feed.changed.connect(self._hear)

    def follow(self, id_: str) -> None:
        """Read this record, now and whenever what it shows may have changed; empty: none."""
        self._id = id_
        self._bearing = frozenset(KINDS)
        self._read()

    def ask_surroundings(
        self, case: str, ids: list[str], done: Callable[[tuple[dict[str, Choice], str]], None]
    ) -> None:
        """What a new record's references are called, and the zone of the case."""
        self._desk.session.ask(surroundings, case, ids, done=done, latest="surroundings")

    def keep(self, record: Record, field: Field) -> None:
        """Set one field of a record; the field hears how that went, if it still shows it."""
        value, typed = field.sent, {field.path: field.editor.typed()}

        def kept(fresh: Record) -> None:
            if self._id == record.id:
                field.kept(value)
            self.kept.emit(fresh)

        def refused(error: CasefileError) -> None:
            if self._id == record.id and isinstance(error, InvalidRecord):
                field.refused(error.rule)
            else:
                place = place_of(type(record), record.case, record.id)
                self._desk.session.ask(add_unfinished, place, typed, done=None)
                field.sending = field.sending and self._id != record.id
                self.failed.emit(error)

        self._desk.session.change(
            records.set_field, record.id, field.path, value,
            touches=(record.kind,), done=kept, failed=refused,
        )  # fmt: skip

    def keep_end(self, sanction: Sanction) -> None:
        """Record the end that the sanction's start and length lead to."""
        self._desk.session.change(
            sanctions.keep_end, sanction, touches=(Sanction.kind,), failed=self.failed.emit
        )

    def create(self, kind: type[Record], case: str, values: dict[str, Any]) -> None:
        """Keep a new record of these values, by path."""
        self._desk.session.change(
            records.create, kind, case, values, touches=(kind.kind,),
            done=self.created.emit, failed=self.failed.emit,
        )  # fmt: skip

    def withdraw(self, record: Record) -> None:
        """Take a record out of the case."""
        self._desk.session.change(
            records.withdraw, record.id, touches=(record.kind,),
            done=lambda _changes: self.withdrawn.emit(record.id), failed=self.failed.emit,
        )  # fmt: skip

    def _hear(self, touched: Touched) -> None:
        if touched.kinds & self._bearing:
            self._read()

    def _read(self) -> None:
        if self._id:
            self._desk.session.ask(
                records.sheet, self._id, done=self._take,
                failed=partial(self._not_read, self._id), latest=f"sheet/{id(self)}",
            )  # fmt: skip

    def _take(self, sheet: Sheet) -> None:
        if sheet.record.id == self._id:
            self._bearing = records.bearing_on(sheet.record.kind)
            self.read.emit(sheet)

    def _not_read(self, id_: str, error: CasefileError) -> None:
        if id_ != self._id:
            return
        if isinstance(error, NotFound):
            self.gone.emit()
        else:
            self.failed.emit(error)


def surroundings(vault: Vault, case: str, ids: list[str]) -> tuple[dict[str, Choice], str]:
    """What a new record of a case is shown with: the names of what it refers to, and the zone."""
    return chosen(vault, case, ids), case_zone(vault, case)
