# SPDX-License-Identifier: GPL-3.0-or-later
"""The search index is kept in shape while nobody types."""

import pytest
from PySide6.QtCore import Qt

from casefile.desktop.keeping import upkeep
from casefile.store import local
from casefile.store.renewal import State, state
from casefile.vault.vault import Vault
from tests.desktop.driving import Driver


def age(vault: Vault) -> None:
    """As if another version had made the index."""
    local.set_local(vault.store, "search-index", None)


def how(vault: Vault) -> State:
    return state(vault.store)


def test_an_index_of_another_version_is_made_anew(
    opened: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[State] = []
    states: list[State] = []
    session, errands = opened.furnished.desk.session, opened.furnished.errands
    monkeypatch.setattr(upkeep, "QUIET", 60_000)
    errands.upkeep.begin()
    errands.upkeep.went_on.connect(told.append)
    session.ask(age, done=None)
    session.ask(how, done=states.append)
    opened.settle()
    assert not states[0].whole
    assert told == []  # somebody has just typed the passphrase
    monkeypatch.setattr(upkeep, "QUIET", 1)
    opened.press(Qt.Key.Key_Shift)
    errands.upkeep.begin()
    opened.wait(lambda: told and told[-1].whole)
    session.ask(how, done=states.append)
    opened.settle()
    assert states[1].whole
    opened.wait(lambda: not errands.upkeep._due)  # all merged, and no step more
    assert not errands.upkeep._timer.isActive()
