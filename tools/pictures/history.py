# SPDX-License-Identifier: GPL-3.0-or-later
"""The history: every change, one in full, the digest checked, what left, and what was undone."""

from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, Qt

from casefile.casework import briefings, notes, undo
from casefile.desktop.history.view import HistoryView
from casefile.records.kinds import Action, Release
from casefile.store import reading
from casefile.vault.vault import Vault
from tools.pictures.camera import EMPTY, FULL, SMALL, WIDE, Photographer


def history(photographer: Photographer) -> None:
    """The pages of the history over the sample case, then over an empty and a full vault."""
    photographer.choose_case("Kharkova")
    release = _prepare(photographer)
    view = _page(photographer)
    _choose(photographer, view, 3)
    photographer.all_ways("history")
    view.proof.begin(release.state_digest[:20])
    photographer.all_ways("history-proof")
    view.proof.open.setChecked(False)
    view.parts.choose(1)
    photographer.take("history-left")
    view.parts.choose(0)
    view.words.setText("nothing of the sort")
    view.sifted.emit()
    photographer.take("history-none")
    view.words.clear()
    view.sifted.emit()
    photographer.furnished.desk.guide.undo_requested.emit()
    photographer.take("history-undone")
    for vault, name in ((EMPTY, "empty"), (FULL, "full")):
        _other(photographer, vault, name)


def _page(photographer: Photographer) -> HistoryView:
    photographer.go("history")
    view = photographer.furnished.pages.views["history"]
    assert isinstance(view, HistoryView)
    return view


def _choose(photographer: Photographer, view: HistoryView, at: int) -> None:
    view.list.setCurrentIndex(view.list.rows.index(at) if view.list.rows.rows else QModelIndex())
    view.list.setFocus(Qt.FocusReason.TabFocusReason)
    photographer.settle()


def _prepare(photographer: Photographer) -> Release:
    """A briefing that left, and a few deeds of which one was taken back."""
    case = photographer.furnished.cases.current
    assert case is not None
    made: list[Release] = []
    session = photographer.furnished.desk.session
    session.change(_deeds, case.id, touches=("action",), done=made.append)
    photographer.settle()
    return made[0]


def _deeds(vault: Vault, case: str) -> Release:

    out = vault.folder.parent / "briefing-2017-09.pdf"
    release = briefings.save(vault, case, out)
    action = reading.records(vault.store, Action, case)[0]
    with vault.edit(case) as edit:
        edit.put(replace(action, status="answered", reply="The Ministry will “look into it”."))
    notes.log(vault, case, "j Logged for a picture.")
    undo.undo(vault, case)
    with vault.edit(case) as edit:
        edit.put(replace(reading.record(vault.store, action.id, Action), status="not-followed"))
    return release


def _other(photographer: Photographer, vault: str, name: str) -> None:
    photographer.open_vault(vault)
    view = _page(photographer)
    _choose(photographer, view, 2)
    photographer.take(f"history-{name}")
    photographer.window.resize(SMALL)
    photographer.take(f"history-{name}-small")
    photographer.window.resize(WIDE)
