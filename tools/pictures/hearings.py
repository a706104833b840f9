# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of hearings and every part of the page of one: few, many, and as things happen."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from casefile.desktop.hearings.page import LOG, PRESENCE
from tools.pictures.camera import Photographer


def hearings(photographer: Photographer) -> None:
    """The sample case: its list, and the parts of one hearing."""
    furnished = photographer.furnished
    view = furnished.pages.hearings_view
    photographer.choose_case("Kharkova")
    photographer.go("hearings")
    furnished.pages.hearings.show_list()
    photographer.settle()
    photographer.all_ways("hearings-list")
    view.listing.table.selectRow(1)
    QTest.keyClick(view.listing.table, Qt.Key.Key_Return)
    photographer.settle()
    view.page.show_part(PRESENCE)
    photographer.all_ways("hearing-presence")
    view.page.presence.chooser.begin("ref")
    photographer.take("hearing-presence-typed")
    view.page.presence.chooser.field.clear()
    photographer.type(view.page.presence.finding.field, "Kusha")
    photographer.take("hearing-presence-found")
    photographer.type(view.page.presence.finding.field, "Zebra")
    view.page.presence.finding.add.click()
    photographer.take("hearing-presence-new")
    view.page.presence.finding.field.clear()
    view.page.show_part(LOG)
