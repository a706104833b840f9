# SPDX-License-Identifier: GPL-3.0-or-later
"""Between the bar in which somebody is added and the vault."""

from PySide6.QtCore import QObject, Signal

from casefile.casework import sameness
from casefile.casework.sameness import Offer
from casefile.desktop.desk import Desk
from casefile.desktop.people.add import AddBar
from casefile.records.kinds import Party

_SHORTEST, _LONGEST = 3, 200  # letters; fewer would mean anybody, and no name has more


class Adding(QObject):
    """Asks who may be meant while a name is typed. `added(Party)`: new, or with a new name."""

    added = Signal(object)

    def __init__(self, desk: Desk, bar: AddBar) -> None:
        super().__init__(bar)
        self._desk = desk
        self._bar = bar
        self._apart: list[str] = []  # whom the typed name is not of
        self.case = ""
        bar.typed.connect(self._typed)
        bar.add_requested.connect(self._add)
        bar.offers.same_chosen.connect(self._add_spelling)
        bar.offers.other_chosen.connect(self._not_them)

    def _typed(self, text: str) -> None:
        self._apart.clear()
        self._look_for(text)

    def _look_for(self, text: str) -> None:
        if not self.case or len(text.strip()) < _SHORTEST:
            self._bar.offers.show_offers(())
            return
        self._desk.session.ask(
            sameness.offers, self.case, (text[:_LONGEST],),
            done=self._offer, latest="Adding.offers",
        )  # fmt: skip

    def _offer(self, found: tuple[Offer, ...]) -> None:
        if len(self._bar.name.text().strip()) >= _SHORTEST:
            self._bar.offers.show_offers(found)

    def _not_them(self, offer: Offer) -> None:
        """Somebody else of a like name: never asked again of this name."""
        text = self._bar.name.text()
        self._apart.append(offer.party.id)
        self._bar.name.setFocus()
        self._desk.session.ask(
            sameness.tell_apart, self.case, (text,), offer.party.id,
            done=lambda _none: self._look_for(text),
        )  # fmt: skip

    def _add(self, sort: str, name: str) -> None:
        self._desk.session.change(
            sameness.add_party, self.case, sort, name, tuple(self._apart),
            touches=("party",), done=self._done, failed=self._bar.banner.complain,
        )  # fmt: skip

    def _add_spelling(self, offer: Offer) -> None:
        self._desk.session.change(
            sameness.add_name, offer.party.id, self._bar.name.text(),
            touches=("party",), done=self._done, failed=self._bar.banner.complain,
        )  # fmt: skip

    def _done(self, party: Party) -> None:
        self._bar.clear()
        self._bar.hide()
        self.added.emit(party)
