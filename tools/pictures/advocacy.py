# SPDX-License-Identifier: GPL-3.0-or-later
"""Advocacy: the board, a card carried and opened, the table, incidents; empty and full."""

from casefile.desktop.advocacy.view import BOARD, INCIDENTS, TABLE, AdvocacyView
from tools.pictures.camera import EMPTY, FULL, SMALL, WIDE, Photographer


def advocacy(photographer: Photographer) -> None:
    """Every state of the page."""
    photographer.choose_case("Kharkova")
    view = _page(photographer)
    view.focus_list()
    photographer.all_ways("advocacy")
    _open_one(photographer, view)
    photographer.all_ways("advocacy-open")
    view.pane.close_pane()
    view.action_wanted.emit()
    photographer.take("advocacy-new")
    view.pane.close_pane()
    view.parts.choose(TABLE)
    photographer.take("advocacy-table")
    view.parts.choose(INCIDENTS)
    photographer.all_ways("advocacy-incidents")
    for vault, name in ((EMPTY, "empty"), (FULL, "full")):
        _other(photographer, vault, name)


def _page(photographer: Photographer) -> AdvocacyView:
    photographer.go("advocacy")
    view = photographer.furnished.pages.views["advocacy"]
    assert isinstance(view, AdvocacyView)
    return view


def _open_one(photographer: Photographer, view: AdvocacyView) -> None:
    column = next(one for one in view.board.columns.values() if one.list.cards.cards)
    view.board.opened.emit(column.list.cards.cards[0].id)
    photographer.settle()


def _other(photographer: Photographer, vault: str, name: str) -> None:
    photographer.open_vault(vault)
    view = _page(photographer)
    view.focus_list()
    for part, said in ((BOARD, "board"), (TABLE, "table"), (INCIDENTS, "incidents")):
        view.parts.choose(part)
        photographer.take(f"advocacy-{name}-{said}")
        photographer.window.resize(SMALL)
        photographer.take(f"advocacy-{name}-{said}-small")
        photographer.window.resize(WIDE)
