# SPDX-License-Identifier: GPL-3.0-or-later
"""Between the sentence and the vault."""

from collections.abc import Sequence

from casefile.casework.sanctions import SanctionRow, keep_end, sanction_rows
from casefile.desktop.desk import Desk, Presenter
from casefile.desktop.sanctions.view import SentenceView


class SentencePresenter(Presenter):
    """Whoever places the view tells it of the case, and when it is seen."""

    kinds = frozenset({"sanction", "claim", "party"})

    def __init__(self, desk: Desk, view: SentenceView) -> None:
        super().__init__(desk, view)
        self._view = view
        view.keep_requested.connect(self._keep_end)

    def load(self) -> None:
        if self.case is None:
            self._show(())
        else:
            self.ask(sanction_rows, self.case.id, done=self._show)

    def _show(self, rows: Sequence[SanctionRow]) -> None:
        self._view.show_rows(rows)

    def _keep_end(self, row: SanctionRow) -> None:
        self.desk.session.change(keep_end, row.sanction, touches=("sanction",))
