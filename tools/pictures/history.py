# SPDX-License-Identifier: GPL-3.0-or-later
"""The history of the exercise: every change, one in full, the digest checked, what left, and what
was undone. Nothing is made up for the sample case: its people are real."""

from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, Qt

from casefile.casework import briefings, notes, undo
from casefile.desktop.history.view import HistoryView
from casefile.records.kinds import Action, Release
from casefile.records.values import Audience, When
from casefile.store import reading
from casefile.vault.vault import Vault
from tools.pictures.camera import EMPTY, FULL, SMALL, WIDE, Photographer

_LETTER = "019d5f00-0000-7000-8000-000000000004"


def history(photographer: Photographer) -> None:
    """The pages of the history over the exercise, then over an empty and a full vault."""
    photographer.choose_case("Exercise")
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
    """A briefing that left, and a few deeds of which one was taken back, minutes apart."""
    case = photographer.furnished.cases.current
    assert case is not None
    done: list[object] = []
    for deed in (_write, _brief, _answered, _heard, undo.undo, _closed):
        photographer.clock.later(7)
        session = photographer.furnished.desk.session
        session.change(deed, case.id, touches=("action",), done=done.append)
        photographer.settle()
    return next(one for one in done if isinstance(one, Release))


def _write(vault: Vault, case: str) -> None:
    letter = Action(
        id=_LETTER, case=case, sort="protest-letter", at=When("2026-04-06"),
        title="Letter on observers sent out of the room", addressee="The president of the court",
    )  # fmt: skip
    with vault.edit(case) as edit:
        edit.put(letter)


def _brief(vault: Vault, case: str) -> Release:
    """For nobody else: after the guide, a line names a witness who is protected."""
    out = vault.folder.parent / "briefing-hearing-3.pdf"
    return briefings.save(vault, case, out, audience=Audience.PRIVATE)


def _answered(vault: Vault, case: str) -> None:
    _change(vault, case, status="answered", reply="The next hearing will be open to observers.")


def _heard(vault: Vault, case: str) -> None:
    notes.log(vault, case, "The clerk says by telephone that the next hearing is in room 5.")


def _closed(vault: Vault, case: str) -> None:
    _change(vault, case, result="Four observers have places in the next hearing.")


def _change(vault: Vault, case: str, **fields: str) -> None:
    letter = reading.record(vault.store, _LETTER, Action)
    with vault.edit(case) as edit:
        edit.put(replace(letter, **fields))


def _other(photographer: Photographer, vault: str, name: str) -> None:
    photographer.open_vault(vault)
    view = _page(photographer)
    _choose(photographer, view, 2)
    photographer.take(f"history-{name}")
    photographer.window.resize(SMALL)
    photographer.take(f"history-{name}-small")
    photographer.window.resize(WIDE)
