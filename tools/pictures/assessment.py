# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of rights: the sample case, the heat map, a full case, an empty one."""

from tools.pictures.camera import EMPTY, FULL, Photographer


def assessment(photographer: Photographer) -> None:
    """The page in every state; ends in the full vault."""
    photographer.choose_case("Kharkova")
    photographer.go("overview")
    photographer.take("assessment-overview")
    photographer.go("assessment")
    view = photographer.furnished.pages.assessment_view
    view.open_place("notice-of-charge", "")
    photographer.settle()
    photographer.all_ways("assessment")
    view.filter.setText("C87")
    photographer.take("assessment-filter")
    view.filter.clear()
    view.pane.treaties_requested.emit()
    photographer.take("assessment-treaties")
    view.treaties.left.emit()
    view.map.setChecked(True)
    photographer.all_ways("assessment-heat")
    _other(photographer, EMPTY)
    photographer.take("assessment-empty")
    _other(photographer, FULL)
    photographer.all_ways("assessment-full")
    photographer.furnished.pages.assessment_view.filter.setText("tribunal")
    photographer.take("assessment-full-bare")
    photographer.go("overview")
    photographer.take("assessment-full-overview")
    photographer.go("assessment")
    view = photographer.furnished.pages.assessment_view
    view.map.setChecked(True)
    view.everything.setChecked(True)
    photographer.all_ways("assessment-full-heat")


def _other(photographer: Photographer, vault: str) -> None:
    photographer.open_vault(vault)
    photographer.go("assessment")
