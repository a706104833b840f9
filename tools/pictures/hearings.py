# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of hearings and every part of the page of one: few, many, and as things happen."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from casefile.desktop.hearings.page import ACCESS, HEARING, LOG, PRESENCE
from casefile.desktop.hearings.panel import FieldPanel
from tools.pictures.camera import EMPTY, FULL, Photographer
from tools.pictures.vaults import EXERCISE_NEXT


def hearings(photographer: Photographer) -> None:
    """The sample case: its list, the parts of one hearing, and the panels of deeds."""
    furnished = photographer.furnished
    view = furnished.pages.hearings_view
    photographer.choose_case("Kharkova")
    photographer.go("hearings")
    furnished.pages.hearings.show_list()
    photographer.settle()
    photographer.all_ways("hearings-list")
    _open(photographer, 1)
    for part in (HEARING, ACCESS, PRESENCE):
        view.page.show_part(part)
        photographer.all_ways(f"hearing-{part}")
    _presence(photographer)
    view.page.show_part(LOG)
    photographer.window.actions_["look_back"].trigger()
    photographer.take("hearing-look-back")
    photographer.window.actions_["print_form"].trigger()
    photographer.take("hearing-print")
    view.page.area.hide_panel()
    _move(photographer)


def _open(photographer: Photographer, row: int) -> None:
    table = photographer.furnished.pages.hearings_view.listing.table
    table.selectRow(row)
    QTest.keyClick(table, Qt.Key.Key_Return)
    photographer.settle()


def _presence(photographer: Photographer) -> None:
    presence = photographer.furnished.pages.hearings_view.page.presence
    presence.chooser.begin("ref")
    photographer.take("hearing-presence-typed")
    presence.chooser.field.clear()
    photographer.type(presence.finding.field, "Kushak")
    photographer.take("hearing-presence-found")
    presence.finding.field.clear()
    presence.choose(presence.table.rows.rows[1].party.id)
    presence.opened.emit(presence.table.rows.rows[1])
    photographer.take("hearing-presence-details")
    presence.show_details(None)


def _move(photographer: Photographer) -> None:
    """The hearing of the exercise, still to come, is moved."""
    furnished = photographer.furnished
    page = furnished.pages.hearings_view.page
    photographer.choose_case("Exercise")
    furnished.pages.hearings.open_record(EXERCISE_NEXT)
    photographer.go("hearings")
    photographer.window.actions_["move_hearing"].trigger()
    photographer.all_ways("hearing-move")
    panel = page.area.panel
    assert isinstance(panel, FieldPanel)
    photographer.type(panel.fields["scheduled_at"].editor.main, "8.4.2026")
    photographer.type(panel.fields["by"].editor.main, "The clerk of the court")
    photographer.take("hearing-moving")
    panel.go.click()
    photographer.take("hearing-moved")
    page.area.hide_panel()
    photographer.take("hearing-after-move")


def full(photographer: Photographer) -> None:
    """A case with no hearing yet, and one with forty hearings and many people."""
    photographer.open_vault(EMPTY)
    photographer.go("hearings")
    photographer.all_ways("hearings-empty")
    photographer.open_vault(FULL)
    photographer.go("hearings")
    photographer.all_ways("hearings-full")
    view = photographer.furnished.pages.hearings_view
    view.listing.choice.choose("kept-out")
    photographer.type(view.listing.field, "2026-02")
    photographer.take("hearings-full-sifted")
    _open(photographer, 0)
    for part in (HEARING, ACCESS, PRESENCE):
        view.page.show_part(part)
        photographer.all_ways(f"hearing-{part}-full")
