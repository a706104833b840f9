# SPDX-License-Identifier: GPL-3.0-or-later
"""Giving hearings and deadlines to other programs: for whom, what is left out, and where to."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout

from casefile.base.errors import CasefileError
from casefile.base.messages import _, ngettext
from casefile.casework import deadlines
from casefile.casework.deadlines import Leaving, Saved
from casefile.desktop.desk import Desk
from casefile.desktop.widgets.audience import audience_choice, chosen_audience
from casefile.desktop.widgets.buttons import button, icon_button
from casefile.desktop.widgets.text import buddy, label
from casefile.records.kinds import Case
from casefile.records.values import Audience
from casefile.vault.vault import Vault

_FILE = "dates.ics"  # says nothing of the case


class CalendarBar(QFrame):
    """A bar over the timeline. Wishes: to know what would leave, and to save it."""

    asked = Signal()
    save_requested = Signal(Path)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setAccessibleName(_("Save a calendar"))
        self.audience = audience_choice()
        self.told = label("", "muted", wrap=True)
        self.save = button(_("Save the calendar…"), "primary", "save")
        self.save.clicked.connect(self._choose_file)
        close = icon_button("x", _("Close the calendar"))
        close.clicked.connect(self.put_away)
        self.audience.currentIndexChanged.connect(self.asked)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(buddy(_("Who will read the calendar"), self.audience))
        row.addWidget(self.audience)
        row.addStretch(1)
        row.addWidget(self.save)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 10, 10)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.told)
        self.hide()

    def begin(self) -> None:
        """Show it, with the keyboard on the choice of readers."""
        self.show()
        self.audience.setFocus(Qt.FocusReason.TabFocusReason)
        self.asked.emit()

    def put_away(self) -> None:
        """Nothing leaves."""
        self.hide()
        self.closed.emit()

    def say(self, leaving: Leaving) -> None:
        """What would leave, and what would not."""
        self.told.setText(sentence(leaving))
        self.save.setEnabled(leaving.events > 0)

    def complain(self, error: CasefileError) -> None:
        """Why nothing can leave for these readers."""
        self.told.setText(str(error))
        self.save.setEnabled(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, _("Save the calendar"), _FILE, _("Calendar (*.ics)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("ics")
        dialog.fileSelected.connect(lambda name: self.save_requested.emit(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def sentence(leaving: Leaving) -> str:
    """What a calendar would hold and leave out."""
    count = leaving.events
    holds = ngettext(
        "It holds {count} hearing or deadline under a neutral title: no name, no text.",
        "It holds {count} hearings and deadlines under neutral titles: no name, no text.",
        count,
    )
    parts = [holds.format(count=count) if count else _("There is nothing that it could hold.")]
    if leaving.left_out:
        vague = ngettext(
            "{count} is left out: its day is not known.",
            "{count} are left out: their days are not known.",
            leaving.left_out,
        )
        parts.append(vague.format(count=leaving.left_out))
    if leaving.withheld:
        guarded = ngettext(
            "{count} stays behind: these readers may not see it.",
            "{count} stay behind: these readers may not see them.",
            leaving.withheld,
        )
        parts.append(guarded.format(count=leaving.withheld))
    return " ".join(parts)


class CalendarPresenter(QObject):
    """Between the bar and the vault."""

    def __init__(self, desk: Desk, bar: CalendarBar) -> None:
        super().__init__(bar)
        self._desk = desk
        self._bar = bar
        self._case: Case | None = None
        bar.asked.connect(self.renew)
        bar.save_requested.connect(self._save)

    def set_case(self, case: Case | None) -> None:
        """The case whose dates would leave."""
        if (case and case.id) != (self._case and self._case.id):
            self._bar.hide()
        self._case = case

    def renew(self) -> None:
        """Ask what would leave now."""
        if self._case is not None and not self._bar.isHidden():
            self._desk.session.ask(
                deadlines.calendar_for, self._case.id, chosen_audience(self._bar.audience),
                done=self._bar.say, failed=self._bar.complain, latest="calendar",
            )  # fmt: skip

    def _save(self, path: Path) -> None:
        if self._case is not None:
            self._bar.save.setEnabled(False)
            self._desk.session.change(
                save, self._case.id, path, chosen_audience(self._bar.audience),
                touches=("release",), done=self._saved, failed=self._not_saved,
            )  # fmt: skip

    def _saved(self, saved: Saved) -> None:
        told = _("Saved as {name}. History keeps that it left.")
        self._desk.guide.told.emit(told.format(name=saved.release.filename))
        self._bar.put_away()

    def _not_saved(self, error: CasefileError) -> None:
        self._bar.save.setEnabled(True)
        self._desk.guide.complained.emit(error)


def save(vault: Vault, case: str, path: Path, audience: Audience) -> Saved:
    """Write the calendar and record that it left."""
    return deadlines.save_calendar(vault, case, path, audience=audience)
