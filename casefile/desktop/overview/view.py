# SPDX-License-Identifier: GPL-3.0-or-later
"""The case at a glance, and beside it the case itself or one of its missions to be edited."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea

from casefile.base.messages import _
from casefile.desktop.form.pane import RecordPane
from casefile.desktop.overview.cards import Glance, facts
from casefile.desktop.overview.sheet import Sheet
from casefile.desktop.widgets.beside import MasterDetail
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.empty import EmptyState
from casefile.desktop.widgets.page import Page, Switch


class OverviewView(Page):
    """Wishes: a new case, a page, a record; to edit the case; a new mission; settle a conflict."""

    new_case_requested = Signal()
    page_requested = Signal(str)
    record_requested = Signal(str, str)  # kind, id
    edit_requested = Signal()
    mission_wished = Signal()
    deed_wished = Signal(str)  # the name of an action of the menu
    settle_requested = Signal(str, str, object)  # record, field, value

    def __init__(self, pane: RecordPane) -> None:
        super().__init__(_("Overview"))
        empty = EmptyState(
            "briefcase",
            _("No case yet. A case holds its hearings, people, documents and all that follows."),
            _("New case…"),
        )
        empty.button_pressed.connect(self.new_case_requested)
        self.pane = pane
        self._shown: Glance | None = None
        self.area = QScrollArea()
        self.area.setProperty("look", "plain")
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(_("Overview"))
        self.beside = MasterDetail(self.area, pane)
        self._switch = Switch(empty, self.beside)
        self._edit = button(_("Edit the case"))
        self._edit.clicked.connect(self.edit_requested)
        self.tools.addWidget(self._edit)
        self.body.addWidget(self._switch, 1)

    @property
    def sheet(self) -> Sheet | None:
        """The cards."""
        made = self.area.widget()
        return made if isinstance(made, Sheet) else None

    def show_glance(self, found: Glance | None) -> None:
        """Show a case, or that there is none."""
        self._switch.show_content(found is not None)
        self._edit.setVisible(found is not None)
        self.set_title(found.overview.case.title if found else _("Overview"))
        self.set_meta(facts(found.overview) if found else "")
        if found is not None:
            self._show_sheet(found)

    def _show_sheet(self, found: Glance) -> None:
        """A sheet that says the same as before stays, with the keyboard where it is."""
        before, self._shown = self._shown, found
        if found == before:
            return
        same_case = before is not None and before.overview.case.id == found.overview.case.id
        at = self.area.verticalScrollBar().value() if same_case else 0
        sheet = Sheet(found)
        sheet.page_requested.connect(self.page_requested)
        sheet.record_requested.connect(self.record_requested)
        sheet.settle_requested.connect(self.settle_requested)
        sheet.mission_wished.connect(self.mission_wished)
        self.area.setWidget(sheet)
        self.area.verticalScrollBar().setValue(at)
