# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of people, and the case and its missions on the overview."""

from casefile.desktop.people.detail import APPEARANCES, PROTECTION
from tools.pictures.camera import FULL, SMALL, WIDE, Photographer


def people(photographer: Photographer) -> None:
    """Everybody in the sample case: choosing, finding, adding, protecting, two records of one."""
    view = photographer.furnished.pages.people_view
    photographer.choose_case("Kharkova")
    photographer.go("people")
    _choose(photographer, "Larisa Kharkova")
    photographer.all_ways("people-record")
    view.detail.segments.choose(APPEARANCES)
    photographer.all_ways("people-appears")
    view.detail.segments.choose(PROTECTION)
    photographer.take("people-unprotected")
    view.detail.protection.protect_requested.emit(True)
    photographer.settle()
    photographer.all_ways("people-protected")
    view.detail.segments.choose(0)
    photographer.take("people-shield")
    photographer.type(view.filter, "куш")
    photographer.settle()
    photographer.take("people-found")
    view.clear_filter()
    photographer.settle()
    _add(photographer)
    _merge(photographer)


def _choose(photographer: Photographer, name: str) -> None:
    table = photographer.furnished.pages.people_view.table
    names = [party.name for party in table.rows.rows]
    table.selectRow(names.index(name))
    photographer.settle()


def _add(photographer: Photographer) -> None:
    view = photographer.furnished.pages.people_view
    photographer.window.actions_["add_party"].trigger()
    photographer.type(view.add.name, "Кушакбаев Нурбек")
    photographer.settle()
    photographer.all_ways("people-adding")
    photographer.type(view.add.name, "\n")
    photographer.settle()
    photographer.take("people-added")


def _merge(photographer: Photographer) -> None:
    view = photographer.furnished.pages.people_view
    view.detail.offers.same_chosen.emit(view.detail.offers.offers[0])
    photographer.settle()
    photographer.all_ways("people-merge")
    view.detail.merge.merge_requested.emit()
    photographer.settle()
    photographer.take("people-merged")
    photographer.furnished.frame.banner.hide()


def overview(photographer: Photographer) -> None:
    """The case at a glance, and the case and a mission being edited."""
    pages = photographer.furnished.pages
    photographer.choose_case("Kharkova")
    photographer.go("overview")
    photographer.all_ways("overview")
    pages.overview.edit_case()
    photographer.settle()
    photographer.all_ways("overview-case")
    pages.overview_view.pane.close_pane()
    pages.overview_view.mission_wished.emit()
    photographer.settle()
    photographer.take("overview-mission")
    pages.overview_view.pane.close_pane()


def full_people(photographer: Photographer) -> None:
    """The same pages of the full vault."""
    photographer.open_vault(FULL)
    for size, name in ((WIDE, "full"), (SMALL, "full-small")):
        photographer.window.resize(size)
        photographer.go("people")
        photographer.furnished.pages.people_view.table.selectRow(5)
        photographer.take(f"people-{name}")
        photographer.go("overview")
        photographer.take(f"overview-{name}")
    photographer.window.resize(WIDE)
