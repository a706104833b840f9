# SPDX-License-Identifier: GPL-3.0-or-later
"""What the editors of a form must know beside their field: the case, who is who, the zone."""

from collections.abc import Callable
from dataclasses import dataclass, field

from casefile.casework.choices import Choice, offered
from casefile.casework.records import create
from casefile.desktop.desk import Desk
from casefile.names.scripts import script_of
from casefile.records.kinds import Party
from casefile.records.values import Name


@dataclass(slots=True)
class Context:
    """One for each form. The form fills it before it shows a record."""

    desk: Desk
    case: str = ""
    record: str = ""  # id
    zone: str = ""  # in which times are told; empty where nobody said
    chosen: dict[str, Choice] = field(default_factory=dict)  # what references name, by id

    @property
    def names(self) -> dict[str, str]:
        """What those are called, by id."""
        return {id_: choice.text for id_, choice in self.chosen.items()}

    def ask(self, kind: str, typed: str, done: Callable[[list[Choice]], None]) -> None:
        """What may be meant by a few letters; a later question overtakes an earlier one."""

        def take(found: list[Choice]) -> None:
            self.chosen |= {choice.id: choice for choice in found}
            done(found)

        self.desk.session.ask(
            offered, self.case, kind, typed, self.record, done=take, latest="choices"
        )

    def add_party(self, name: str, sort: str, done: Callable[[str], None]) -> None:
        """Add somebody who is named for the first time; `done(id)` when it is durable."""

        def take(party: Party) -> None:
            self.chosen[party.id] = Choice(party.id, party.kind, party.name, "", party.sort)
            done(party.id)

        values = {"names": (Name(text=name, script=script_of(name)),), "sort": sort}
        self.desk.session.change(
            create, Party, self.case, values,
            touches=(Party.kind,), done=take, failed=self.desk.guide.complained.emit,
        )  # fmt: skip
