# SPDX-License-Identifier: GPL-3.0-or-later
"""A document in the viewer: as it opens, searched, selected, nearer, and a text."""

from casefile.desktop.viewer.pane import ReadingPane
from tools.pictures.camera import Photographer


def viewer(photographer: Photographer) -> None:
    """The first PDF of the sample case, then a text."""
    photographer.choose_case("Kharkova")
    photographer.go("documents")
    view = photographer.furnished.pages.documents_view
    pane = view.pane
    _choose(photographer, "application/pdf")
    pane.begin_finding()
    photographer.type(pane.find_bar.field, "Kharkova")
    photographer.settle()
    photographer.all_ways("viewer-found")
    pane.stop_finding()
    pane.show_strip(True)
    pane.paper.selectAll()
    photographer.settle()
    photographer.all_ways("viewer-strip")
    pane.show_strip(False)
    pane.zoom(1)
    pane.zoom(1)
    photographer.take("viewer-near")
    pane.zoom(0)
    _choose(photographer, "image/")
    photographer.all_ways("viewer-scan")
    view.show_form()
    photographer.settle()
    photographer.all_ways("viewer-form")
    view.show_list()
    _choose(photographer, "message/", "text/", "application/vnd")
    _find(photographer, pane, "the")
    photographer.all_ways("viewer-text")


def _choose(photographer: Photographer, *kinds: str) -> None:
    table = photographer.furnished.pages.documents_view.table
    for at, document in enumerate(table.rows.rows):
        if document.media_type.startswith(kinds):
            table.selectRow(at)
            break
    photographer.settle()


def _find(photographer: Photographer, pane: ReadingPane, words: str) -> None:
    pane.begin_finding()
    photographer.type(pane.find_bar.field, words)
    photographer.settle()
