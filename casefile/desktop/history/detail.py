# SPDX-License-Identifier: GPL-3.0-or-later
"""One row of the history in full: every field before and after, and ways to have a value back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from casefile.base.messages import _
from casefile.desktop.history.rows import FieldLine, HistoryRow
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.text import label
from casefile.desktop.words import isolated

_MOST = 60  # fields that are shown; no record has more


class HistoryDetail(QFrame):
    """Wishes: give a field a value again (`before`: the one it had), show the record, erase it."""

    restore_requested = Signal(object, bool)  # a Change, before
    record_requested = Signal(str, str)  # kind, id
    record_history_requested = Signal(str)
    erase_requested = Signal(object)  # a HistoryRow of the record
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setAccessibleName(_("What was done"))
        self._area = QScrollArea()
        self._area.setProperty("look", "plain")
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName(_("What was done"))
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.viewport().setAutoFillBackground(False)
        self.setMinimumWidth(280)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self._area)
        self.show_row(None)

    def show_row(self, row: HistoryRow | None) -> None:
        """All that is known of a row; a hint where none is chosen."""
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(6)
        if row is None:
            hint = label(_("Choose a change to see every value."), "muted", wrap=True)
            hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(hint)
        else:
            self._fill(column, row)
        column.addStretch(1)
        self._area.setWidget(inner)
        inner.setAutoFillBackground(False)  # the card shows through

    def focus_first(self) -> None:
        """Give the keyboard to the first thing that can be done."""
        buttons = [made for made in self.findChildren(QPushButton) if made.isEnabled()]
        (buttons[0] if buttons else self._area).setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _fill(self, column: QVBoxLayout, row: HistoryRow) -> None:
        column.addWidget(label(row.what, "section", wrap=True))
        column.addWidget(label(f"{row.day}, {row.time}", "muted", wrap=True))
        column.addWidget(label(_who(row), "muted", wrap=True))
        if row.mark:
            column.addWidget(label(_explained(row), "warn", wrap=True))
        column.addLayout(self._ways(row))
        for line in row.lines[:_MOST]:
            column.addSpacing(8)
            self._add_line(column, row, line)
        if row.erasable:
            erase = button(_("Erase the record for good…"), "link")
            erase.clicked.connect(lambda: self.erase_requested.emit(row))
            column.addSpacing(16)
            column.addWidget(erase, 0, Qt.AlignmentFlag.AlignLeading)

    def _ways(self, row: HistoryRow) -> QHBoxLayout:
        ways = QHBoxLayout()
        ways.setSpacing(8)
        if row.gone and row.restorable:
            back = button(_("Bring back"), "primary", "undo-2")
            back.clicked.connect(lambda: self.restore_requested.emit(row.last, False))
            ways.addWidget(back)
        elif row.restorable:
            show = button(_("Show"), "", "eye")
            show.clicked.connect(lambda: self.record_requested.emit(row.kind, row.record))
            ways.addWidget(show)
        only = button(_("Its history"), "", "history")
        only.clicked.connect(lambda: self.record_history_requested.emit(row.record))
        ways.addWidget(only)
        ways.addStretch(1)
        return ways

    def _add_line(self, column: QVBoxLayout, row: HistoryRow, line: FieldLine) -> None:
        if row.added:
            self._add_value(column, row, line, line.label, line.after, before=False)
            return
        column.addWidget(label(line.label, "strong", wrap=True))
        self._add_value(column, row, line, _("Before"), line.before, before=True)
        self._add_value(column, row, line, _("After"), line.after, before=False)

    def _add_value(
        self, column: QVBoxLayout, row: HistoryRow, line: FieldLine, title: str, value: str,
        *, before: bool,
    ) -> None:  # fmt: skip
        """A value under its title, with a way to have it back where it does not hold now."""
        holds = line.holds_before if before else line.holds_after
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(title, "strong" if row.added else "meta"))
        if holds and not row.added:
            head.addWidget(label(_("holds now"), "ok"))
        head.addStretch(1)
        if not holds and not row.gone and row.restorable:
            head.addWidget(self._restorer(line, value, before=before))
        column.addLayout(head)
        shown = label(value, "", wrap=True)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(shown)

    def _restorer(self, line: FieldLine, value: str, *, before: bool) -> QPushButton:
        made = button(_("Restore"), "link")
        name = _("Restore {field}: {value}").format(field=line.label, value=value[:80])
        made.setAccessibleName(name)
        made.clicked.connect(lambda: self.restore_requested.emit(line.change, before))
        return made


def _who(row: HistoryRow) -> str:
    name = isolated(row.writer.name)
    if row.writer.own:
        who = _("{name} (you)").format(name=name)
    elif row.writer.vouched:
        who = _("{name}, whose card is signed with the same key").format(name=name)
    else:
        who = _("{name}; nobody vouches for this name").format(name=name)
    return _("{who} · entry {number}").format(who=who, number=row.entry)


def _explained(row: HistoryRow) -> str:
    said = {
        _("Taken back"): _("This was taken back later."),
        _("Undo"): _("This took back what was done before."),
        _("Redo"): _("This did again what had been taken back."),
    }
    return said.get(row.mark, row.mark)
