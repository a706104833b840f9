# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of advocacy: a board, a table, the incidents, and beside them the record itself."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from casefile.base.messages import _, ngettext
from casefile.casework.advocacy import ActionRow, IncidentRow
from casefile.desktop.advocacy import cards, incidents
from casefile.desktop.advocacy.board import Board
from casefile.desktop.advocacy.ties import TiesPanel
from casefile.desktop.dates import when
from casefile.desktop.desk import Desk
from casefile.desktop.form.pane import RecordPane
from casefile.desktop.form.sections import Section
from casefile.desktop.widgets.beside import MasterDetail
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.empty import EmptyState
from casefile.desktop.widgets.fields import Combo, Tick
from casefile.desktop.widgets.page import Page, Switch
from casefile.desktop.widgets.segments import Segments
from casefile.desktop.widgets.table import Column, Table
from casefile.desktop.widgets.text import buddy
from casefile.desktop.words import one_line
from casefile.records.vocabularies import label

BOARD, TABLE, INCIDENTS = range(3)


class AdvocacyView(Page):
    """Wishes: a new action, a new incident; sift."""

    action_wanted = Signal()
    incident_wanted = Signal()
    sifted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Advocacy"))
        self.board = Board()
        self.table = Table(_("Actions"), _columns())
        self.incidents = Table(_("Incidents"), incidents.incident_columns())
        self.pane = RecordPane(desk, _sections())
        self.ties = TiesPanel()
        self.words, self.group = QLineEdit(), Combo()
        self.open_only = Tick(_("Open ones only"))
        self.blank = EmptyState(
            "megaphone",
            _("There is no case yet. Actions and incidents belong to one."),
            _("To the overview"),
        )
        self.no_action, self.no_action_too = _no_action(), _no_action()  # of board and table
        self.no_incident = EmptyState(
            "siren",
            _("No incident is known. Threats, searches and refusals near the case belong here."),
            _("Add an incident"),
        )
        self._parts = QStackedWidget()
        self._shown = (Switch(self.no_action, self.board), Switch(self.no_action_too, self.table))
        self.parts = Segments(
            _("Parts of the page"), (_("Board"), _("Table"), _("Incidents")), self._parts
        )
        self._filled = {BOARD: False, INCIDENTS: False}
        self._lay_out()
        self._connect()

    @property
    def showing_incidents(self) -> bool:
        """Whether incidents are shown, and no actions."""
        return self._parts.currentIndex() == INCIDENTS

    def show_blank(self, *, blank: bool) -> None:
        """Whether there is no case at all."""
        self._whole.show_content(not blank)

    def show_actions(self, rows: Sequence[ActionRow], *, there: int) -> None:
        """The actions that fit; `there`: how many the case has."""
        self.board.show_cards(cards.statuses(list(rows)), [cards.card_of(row) for row in rows])
        self.table.show_rows(rows)
        for switch in self._shown:
            switch.show_content(there > 0)
        self._filled[BOARD] = there > 0
        self._show_tools()

    def show_incidents(self, rows: Sequence[IncidentRow], *, there: int, open_ones: int) -> None:
        """The incidents that fit; how many the case has, and how many of them are open."""
        self.incidents.show_rows(rows)
        self._known.show_content(there > 0)
        self._filled[INCIDENTS] = there > 0
        self._show_tools()
        name = _("Incidents")
        if open_ones:
            told = ngettext("{name} ({count} open)", "{name} ({count} open)", open_ones)
            name = told.format(name=name, count=open_ones)
        self.parts.rename(INCIDENTS, name)

    def focus_list(self) -> None:
        """Give the keyboard to the list that is shown."""
        if self._parts.currentIndex() == BOARD:
            self.board.take_keyboard()
        else:
            (self.incidents if self.showing_incidents else self.table).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.beside.detail_shown:
            self.pane.close_pane()
            return
        super().keyPressEvent(event)

    def _connect(self) -> None:
        for empty, wish in (
            (self.no_action, self.action_wanted),
            (self.no_action_too, self.action_wanted),
            (self.no_incident, self.incident_wanted),
        ):
            empty.button_pressed.connect(wish)
        self._add.clicked.connect(self._add_one)
        self.words.textEdited.connect(lambda _text: self.sifted.emit())
        self.words.returnPressed.connect(self.focus_list)
        self.group.activated.connect(lambda _at: self.sifted.emit())
        self.open_only.toggled.connect(lambda _on: self.sifted.emit())
        self.parts.chosen.connect(self._turn)

    def _add_one(self) -> None:
        (self.incident_wanted if self.showing_incidents else self.action_wanted).emit()

    def _turn(self, at: int) -> None:
        """Another part of the page is shown."""
        self._show_tools()
        text = _("Add an incident") if at == INCIDENTS else _("Add an action")
        self._add.setText(text)
        self._add.setAccessibleName(text)
        self.main = (self.board, self.table, self.incidents)[at]

    def _show_tools(self) -> None:
        """Nothing is there to be sifted where the empty part offers to add the first one."""
        incidents_shown = self.showing_incidents
        filled = self._filled[INCIDENTS if incidents_shown else BOARD]
        for part in (self._add, self.words):
            part.setVisible(filled)
        self.group.setVisible(filled and not incidents_shown)
        self.open_only.setVisible(filled and incidents_shown)

    def _lay_out(self) -> None:
        self._known = Switch(self.no_incident, self.incidents)
        for part in (*self._shown, self._known):
            self._parts.addWidget(part)
        self._add = button(_("Add an action"), "primary", "plus")
        self.tools.addWidget(self._add)
        lists = QWidget()
        column = QVBoxLayout(lists)
        column.setContentsMargins(1, 0, 1, 0)  # mirrored, Qt puts a part one pixel too far
        column.setSpacing(8)
        column.addLayout(self._sieve())
        column.addWidget(self._parts, 1)
        details = QWidget()
        under = QVBoxLayout(details)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(8)
        under.addWidget(self.pane, 1)
        under.addWidget(self.ties)
        self.beside = MasterDetail(lists, details)
        lists.setFocusProxy(self._parts)
        self._whole = Switch(self.blank, self.beside)
        self.body.addWidget(self._whole, 1)
        self._turn(BOARD)

    def _sieve(self) -> QHBoxLayout:
        self.group.setMaximumWidth(190)
        self.group.addItem(_("All kinds"), "")
        for name in cards.groups():
            self.group.addItem(name, name)
        named = buddy(_("Group"), self.group)
        named.setParent(self)  # for screen readers; the box itself says it to the eye
        named.hide()
        self.words.setPlaceholderText(_("Find"))
        self.words.setAccessibleName(_("Find among actions and incidents"))
        self.words.setMaximumWidth(220)
        self.words.setMinimumWidth(90)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.parts)
        row.addStretch(1)
        row.addWidget(self.open_only)
        row.addWidget(self.group)
        row.addWidget(self.words, 1)
        return row


def _no_action() -> EmptyState:
    return EmptyState(
        "megaphone",
        _("No complaint, letter or campaign yet. What others do about the case counts too."),
        _("Add an action"),
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("When"), lambda row: when(row.action.at), 110, look="muted"),
        Column(_("What"), lambda row: label("action-sorts", row.action.sort), 170, bold=True),
        Column(_("Title"), lambda row: one_line(row.action.title or row.action.reference)),
        Column(_("From and to"), _from_to, 200, look="muted", roomy=760),
        Column(_("Reply due"), cards.reply_due, 140, look=_due_look),
        Column(_("Status"), lambda row: label("action-statuses", row.action.status), 125),
    )


def _from_to(row: ActionRow) -> str:
    return cards.from_to(row.sender, row.action.addressee)


def _due_look(row: ActionRow) -> str:
    return cards.due_text(row)[1] or "muted"


def _sections() -> dict[str, tuple[Section, ...]]:
    return {
        "action": (
            Section("", ("sort", "title", "at", "status")),
            Section(_("From and to"), ("sender", "addressee", "reference", "url", "signatures")),
            Section(_("What came of it"), ("deadline", "reply", "result")),
            Section(_("Who may read it"), ("audience",)),
        ),
        "incident": (
            Section("", ("sort", "at", "place", "targets")),
            Section(_("What happened"), ("description", "certainty")),
            Section(_("What was done about it"), ("reported_to", "measures", "response")),
            Section(_("Who may read it"), ("audience",)),
        ),
    }
