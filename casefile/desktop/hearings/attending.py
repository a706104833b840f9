# SPDX-License-Identifier: GPL-3.0-or-later
"""Between the list of those who were there and the vault."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from casefile.base.errors import CasefileError
from casefile.casework import people, presence
from casefile.casework.people import Likeness
from casefile.casework.presence import Seat
from casefile.desktop.desk import Desk
from casefile.desktop.hearings.parts import attendance_pane
from casefile.desktop.hearings.presence import PresenceView
from casefile.records.kinds import Attendance, Hearing
from casefile.vault.vault import Vault


class Attending(QObject):
    """Shows the list of one hearing; `counted(noted, all)` whenever it was read."""

    counted = Signal(int, int)

    def __init__(self, desk: Desk, view: PresenceView) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        self._hearing: Hearing | None = None
        self._wanted = ""  # a person to choose once the list is read
        self._details = attendance_pane(desk)
        self._details.closed.connect(partial(view.show_details, None))
        view.side.addWidget(self._details)
        view.opened.connect(self._open)
        view.details_left.connect(self._details.close_pane)
        view.table.row_chosen.connect(self._follow)
        view.marked.connect(self._mark)
        view.marked_again.connect(self._mark_again)
        view.unmarked.connect(self._unmark)
        finding = view.finding
        finding.add_requested.connect(self._look_before_adding)
        finding.other.connect(self._add)
        finding.same.connect(self._found)

    def show(self, hearing: Hearing) -> None:
        """Show who was at a hearing, read anew."""
        other = self._hearing is None or self._hearing.id != hearing.id
        self._hearing = hearing
        if other:
            self._view.forget()
        self._desk.session.ask(
            presence.presence, hearing, done=partial(self._show, hearing), latest="presence"
        )

    def _show(self, hearing: Hearing, seats: list[Seat]) -> None:
        if self._hearing is None or hearing.id != self._hearing.id:
            return
        self._view.show_seats(seats)
        if self._wanted:
            self._view.choose(self._wanted)
            self._wanted = ""
        noted = sum(seat.attendance is not None for seat in seats)
        self.counted.emit(noted, len(seats))

    def _open(self, seat: Seat) -> None:
        """Show everything about one attendance beside the list."""
        if seat.attendance is not None:
            self._details.show_record(seat.attendance)
            self._view.show_details(self._details)
            self._details.focus_first()  # who decided, the first that a status doesn't say

    def _follow(self, seat: Seat) -> None:
        """While details are shown they are those of the row that is chosen."""
        if self._view.side.currentWidget() is not self._details:
            return
        if seat.attendance is None:
            self._view.show_details(None)
        else:
            self._details.show_record(seat.attendance)

    def _mark(self, seat: Seat, status: str) -> None:
        held = seat.attendance.id if seat.attendance else None
        if seat.status != status:
            self._change(presence.mark, seat.party.id, status, held)

    def _mark_again(self, seat: Seat, status: str) -> None:
        self._change(presence.mark, seat.party.id, status)

    def _unmark(self, seat: Seat) -> None:
        if seat.attendance is not None:
            self._desk.session.change(
                presence.unmark, seat.attendance.id, touches=("attendance",), failed=self._complain
            )

    def _look_before_adding(self, name: str, role: str) -> None:
        if self._hearing is not None:
            self._desk.session.ask(
                perhaps_known, self._hearing.case, name, done=partial(self._ask_or_add, name, role)
            )

    def _ask_or_add(self, name: str, role: str, known: Likeness | None) -> None:
        if known is None:
            self._add(name, role)
        else:
            self._view.finding.ask_whether_same(known)

    def _add(self, name: str, role: str) -> None:
        self._change(presence.add_person, name, role, done=self._added)

    def _added(self, made: Attendance) -> None:
        self._found(made.party)

    def _found(self, party: str) -> None:
        """The person who was looked for: on the list, and chosen."""
        self._wanted = party
        self._view.finding.done()
        self._view.choose(party)
        self._view.table.setFocus()

    def _change(
        self, deed: Callable[..., Any], *args: Any, done: Callable[[Any], None] | None = None
    ) -> None:
        if self._hearing is None:
            return
        self._view.banner.hide()
        self._desk.session.change(
            deed, self._hearing, *args,
            touches=("attendance", "party"), done=done, failed=self._complain,
        )  # fmt: skip

    def _complain(self, error: CasefileError) -> None:
        self._view.banner.complain(error)


def perhaps_known(vault: Vault, case: str, name: str) -> Likeness | None:
    """Who in the case is most likely the person of this name, if it is likely at all."""
    found = people.perhaps_same(vault, case, [name])
    return found[0] if found else None
