# SPDX-License-Identifier: GPL-3.0-or-later
"""Names out of sight: for a screen that others can see. What is kept stays as it is."""

from dataclasses import dataclass, replace

from msgspec import structs

from casefile.casework.logs import LogRow
from casefile.disclosure.matcher import Finder, Guarded
from casefile.disclosure.pseudonyms import pseudonyms
from casefile.records.kinds import Party
from casefile.records.values import Audience
from casefile.store import reading
from casefile.vault.vault import Vault

BAR = "▮▮▮▮"
"""Stands for the name of somebody who has no pseudonym."""


@dataclass(frozen=True, slots=True)
class Mask:
    """Pseudonyms for those who have one, a bar for everyone else, in any script and ending."""

    finder: Finder
    shown: dict[str, str]  # by primary name
    shut: bool = False  # nothing is shown at all

    def text(self, text: str) -> str:
        """The text without the names; a bar alone where one is hidden too well to be taken out."""
        if self.shut:
            return BAR if text else ""
        for found in sorted(self.finder.find(text), key=lambda one: -len(one.found)):
            text = text.replace(found.found, self.shown.get(found.whose, BAR))
        left = [one for one in self.finder.find(text) if one.found not in self.shown.values()]
        return BAR if left else text

    def row(self, row: LogRow) -> LogRow:
        """A line of the log as it may be seen."""
        note = structs.replace(row.note, text=self.text(row.note.text))
        speaker, observer = self.text(row.speaker), self.text(row.observer)
        return replace(row, note=note, speaker=speaker, observer=observer)


CURTAIN = Mask(Finder(()), {}, shut=True)
"""Until the names are known."""


def mask(vault: Vault, case: str) -> Mask:
    """What hides the names of all people of a case, and of those who observe it."""
    people = [one for one in reading.records(vault.store, Party, case) if one.sort == "person"]
    called = pseudonyms(people, case, Audience.TEAM)
    guarded = [Guarded(one.id, one.name, tuple(n.text for n in one.names), True) for one in people]
    cards = reading.authors(vault.store).values()
    # By the whole name: a word of it, such as “Observer”, may be any word of a line.
    guarded += [Guarded(card.id, card.name, (card.name,), False) for card in cards if card.name]
    return Mask(Finder(guarded), {one.name: called.get(one.id, BAR) for one in people})
