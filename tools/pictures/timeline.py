# SPDX-License-Identifier: GPL-3.0-or-later
"""The timeline: of the sample case, filtered, zoomed; of an empty vault, of a full one."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tools.pictures.camera import EMPTY, FULL, SMALL, WIDE, Photographer


def timeline(photographer: Photographer) -> None:
    """Every state of the page."""
    view = photographer.furnished.pages.timeline_view
    photographer.choose_case("Kharkova")
    photographer.go("timeline")
    photographer.all_ways("timeline")
    view.filters.lanes["sanction"].click()
    photographer.take("timeline-filtered")
    view.filters.clear()
    view.strip.setFocus()
    for _time in range(3):
        QTest.keyClick(view.strip, Qt.Key.Key_Right)
    view.strip.zoom(6)
    photographer.take("timeline-zoomed")
    photographer.type(view.filters.words, "nothing of the sort")
    photographer.take("timeline-nothing")
    view.filters.clear()
    photographer.window.actions_["calendar"].trigger()
    photographer.take("timeline-calendar")
    view.calendar.put_away()
    decision = next(row for row in view.rows if row.lane == "decision")
    view.list.row_opened.emit(decision)
    view.list.choose(decision.key)
    photographer.settle()
    photographer.all_ways("timeline-decision")
    photographer.window.actions_["add_sanction"].trigger()
    photographer.settle()
    photographer.take("timeline-new")
    view.pane.close_pane()
    view.parts.choose(1)
    photographer.settle()
    view.sentence.table.selectRow(0)
    photographer.all_ways("timeline-sentence")
    view.sentence.row_opened.emit(view.sentence.table.chosen)
    photographer.take("timeline-sentence-pane")
    view.pane.close_pane()
    view.parts.choose(0)
    _other(photographer, EMPTY, "empty")
    _other(photographer, FULL, "full")


def _other(photographer: Photographer, vault: str, name: str) -> None:
    """The page of another vault."""
    photographer.open_vault(vault)
    photographer.go("timeline")
    photographer.take(f"timeline-{name}")
    photographer.window.resize(SMALL)
    photographer.take(f"timeline-{name}-small")
    photographer.window.resize(WIDE)
