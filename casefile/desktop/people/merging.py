# SPDX-License-Identifier: GPL-3.0-or-later
"""Between the comparison of two records and the vault."""

from PySide6.QtCore import QObject, Signal

from casefile.base.messages import _
from casefile.casework import people, sameness
from casefile.casework.people import Pairing
from casefile.desktop.desk import Desk
from casefile.desktop.people.merge import MergePane
from casefile.desktop.words import among
from casefile.records.kinds import KINDS
from casefile.store.writing import Changes


class Merging(QObject):
    """Compares two records and makes them one. `merged(id)`: of the record that stays."""

    merged = Signal(str)
    compared = Signal()

    def __init__(self, desk: Desk, pane: MergePane) -> None:
        super().__init__(pane)
        self._desk = desk
        self._pane = pane
        pane.merge_requested.connect(self._merge)
        pane.turn_requested.connect(self._turn_round)

    def compare(self, one: str, other: str) -> None:
        """Show two records side by side. The older one keeps its place, unless turned round."""
        self._ask(*sorted((one, other)))

    def _ask(self, keep: str, gone: str) -> None:
        self._desk.session.ask(people.pairing, keep, gone, done=self._show, latest="Merging.ask")

    def _turn_round(self) -> None:
        if self._pane.pairing is not None:
            self._ask(self._pane.pairing.gone.id, self._pane.pairing.keep.id)

    def _show(self, pairing: Pairing) -> None:
        self.compared.emit()
        self._pane.show_pairing(pairing)

    def _merge(self) -> None:
        pairing = self._pane.pairing
        if pairing is None:
            return

        def merged(changes: Changes) -> None:
            self._pane.pairing = None
            self.merged.emit(pairing.keep.id)
            self._offer_undo(pairing, changes)

        self._desk.session.change(
            people.merge, pairing.keep, pairing.gone,
            touches=KINDS, done=merged, failed=self._pane.banner.complain,
        )  # fmt: skip

    def _offer_undo(self, pairing: Pairing, changes: Changes) -> None:
        def undo() -> None:
            self._desk.session.change(sameness.take_back, changes, touches=KINDS)

        text = _("{first} and {second} are one record now.").format(
            first=among(pairing.keep.name), second=among(pairing.gone.name)
        )
        self._desk.guide.offered.emit(text, _("Undo"), undo)
