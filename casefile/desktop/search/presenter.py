# SPDX-License-Identifier: GPL-3.0-or-later
"""Between the search field and the vault: asks at every key, hears only the latest answer.

A key is answered with the newest; a pause, or Return, with the best match and how many there are.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from casefile.casework import search
from casefile.casework.search import Results, Scope
from casefile.desktop.desk import Desk, Place
from casefile.desktop.search.view import SearchView
from casefile.records.kinds import Case
from casefile.store.hits import Hit
from casefile.vault.vault import Vault

PAUSE = 300  # ms without a key


class SearchPresenter(QObject):
    """Searches the open case, or all: `widened(bool)` says which."""

    widened = Signal(bool)

    def __init__(self, desk: Desk, view: SearchView) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        self._query = ""
        self._scope = Scope()
        self._weighed = False  # what is shown answers a pause
        self._opening = False  # Return was pressed before it did
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._weigh)
        view.list.hit_opened.connect(self._open)
        view.list.way_taken.connect(self._take_way)
        view.widening.connect(self.turn)

    def search(self, query: str) -> None:
        """Look for what is typed."""
        self._query = query
        self._ask_again()

    def set_case(self, case: Case | None) -> None:
        """Another case is open: that one is looked through from now on."""
        if (found := case.id if case else "") != self._scope.case:
            self._scope = Scope(found, self._scope.everywhere)
            self._ask_again()

    def turn(self) -> None:
        """All cases instead of the open one, or back."""
        self._scope = Scope(self._scope.case, not self._scope.everywhere)
        self._view.show_scope(everywhere=self._scope.everywhere)
        self.widened.emit(self._scope.everywhere)
        self._ask_again()

    def open_best(self) -> None:
        """Open what is chosen; if that isn't the best match yet, that as soon as it is known."""
        if self._weighed:
            self._view.list.open_chosen()
        elif self._query.strip():
            self._opening = True
            self._weigh()

    def _ask_again(self) -> None:
        self._weighed = self._opening = False
        self._pause.stop()
        if not self._query.strip():
            self._desk.session.ask(_nothing, done=self._view.show_results, latest="search")
            return
        self._ask(search.search, done=self._view.show_results)
        self._pause.start()

    def _ask(self, deed: Callable[..., Results], *args: Any, done: Callable[..., None]) -> None:
        self._desk.session.ask(deed, self._query, self._scope, *args, done=done, latest="search")

    def _weigh(self) -> None:
        self._pause.stop()
        self._ask(search.weighed, done=self._show_weighed)

    def _show_weighed(self, results: Results) -> None:
        self._weighed = True
        self._view.show_results(results, keep=not self._opening)
        if self._opening:
            self._opening = False
            self._view.list.open_chosen()

    def _take_way(self, kind: str) -> None:
        self._pause.stop()
        if kind:
            show = partial(self._view.show_results, one_kind=True)
            self._ask(search.of_kind, kind, done=show)
        else:
            self._weigh()

    def _open(self, hit: Hit) -> None:
        if hit.page is None:
            self._desk.guide.record_requested.emit(hit.case, hit.kind, hit.id)
            return
        words = (hit.snippet[start : start + length] for start, length in hit.matched)
        place = Place(hit.page, tuple(dict.fromkeys(words)))
        self._desk.guide.place_requested.emit(hit.case, hit.id, place)


def _nothing(_vault: Vault) -> None:
    """Overtakes what was asked before."""
