# SPDX-License-Identifier: GPL-3.0-or-later
"""The parts of a hearing that are filled in: itself, who could get in, one attendance."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from casefile.base.messages import _
from casefile.desktop.desk import Desk
from casefile.desktop.form.pane import RecordPane
from casefile.desktop.form.sections import Section
from casefile.records.kinds import Attendance, Hearing

_LARGE = 18  # pixels of the font from which on nothing stands beside anything


class HearingPart(QWidget):
    """Some fields of the hearing that is shown, in columns; each is kept when it is left."""

    def __init__(self, desk: Desk, name: str, columns: Sequence[Sequence[Section]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        if self.font().pixelSize() >= _LARGE:
            columns = [[section for column in columns for section in column]]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.panes: list[RecordPane] = []
        for sections in columns:
            pane = RecordPane(desk, {Hearing.kind: sections}, whole=False)
            pane.hide_head()
            pane.withdraw_button.setText(_("Withdraw the hearing"))  # not what is shown of it only
            pane.withdraw_button.setAccessibleName(pane.withdraw_button.text())
            self.panes.append(pane)
            row.addWidget(pane, 1)
        for pane in self.panes[1:]:
            pane.foot.hide()

    def show_record(self, hearing: Hearing) -> None:
        """Show what is known of a hearing."""
        for pane in self.panes:
            pane.show_record(hearing)

    @property
    def main(self) -> QWidget:
        """What takes the keyboard."""
        sheet = self.panes[0].sheet
        return sheet.first().editor.main if sheet is not None else self


def hearing_part(desk: Desk) -> HearingPart:
    """Court, room, number, schedule, notice, course and outcome."""
    where = (
        Section("", ("court", "room", "number", "sort", "stage", "status")),
        Section(_("When"), ("scheduled_at", "started_at", "ended_at", "breaks")),
        Section(_("Who may read it"), ("audience",)),
    )
    course = (
        Section(_("Course and outcome"), ("summary", "outcome")),
        Section("", ("notice", "adjourned", "moved_from")),
    )
    return HearingPart(desk, _("Hearing"), (where, course))


def access_part(desk: Desk) -> HearingPart:
    """Who could get in and what they could do there; how the room treated the accused."""
    columns = ((Section("", ("access",)),), (Section("", ("setting",)),))
    return HearingPart(desk, _("Access"), columns)


def attendance_pane(desk: Desk) -> RecordPane:
    """Everything about one person at one hearing, but who and where."""
    sections = (
        Section("", ("official", "stated_reason", "at", "evidence", "capacity", "status")),
        Section(_("Who may read it"), ("audience",)),
    )
    return RecordPane(desk, {Attendance.kind: sections}, whole=False)
