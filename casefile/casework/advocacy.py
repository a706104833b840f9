# SPDX-License-Identifier: GPL-3.0-or-later
"""Advocacy: what was done about a case, by whom, and what came of it."""

from dataclasses import dataclass

from casefile.casework.hearings import names_of
from casefile.records.kinds import Action
from casefile.store import reading
from casefile.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action and the name of who took it."""

    action: Action
    sender: str

    @property
    def id(self) -> str:
        return self.action.id


def action_rows(vault: Vault, case: str) -> list[ActionRow]:
    """The actions of a case in order of time."""
    names = names_of(vault, case)
    return [
        ActionRow(action, names.get(action.sender or "", ""))
        for action in reading.records(vault.store, Action, case)
    ]
