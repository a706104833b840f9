# SPDX-License-Identifier: GPL-3.0-or-later
"""Between the search field and the vault: asks at every key, hears only the latest answer."""

from PySide6.QtCore import QObject

from casefile.casework import search
from casefile.casework.search import Results
from casefile.desktop.desk import Desk, Place
from casefile.desktop.search.view import SearchView
from casefile.store.hits import Hit
from casefile.vault.vault import Vault


class SearchPresenter(QObject):
    """Searches the whole vault."""

    def __init__(self, desk: Desk, view: SearchView) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        view.list.hit_opened.connect(self._open)

    def search(self, query: str) -> None:
        """Look for what is typed."""
        if not query.strip():
            self._view.show_results(None)
            return
        self._desk.session.ask(find, query, done=self._show, latest="search")

    def _show(self, results: Results) -> None:
        self._view.show_results(results)

    def _open(self, hit: Hit) -> None:
        if hit.page is None:
            self._desk.guide.record_requested.emit(hit.case, hit.kind, hit.id)
            return
        words = (hit.snippet[start : start + length] for start, length in hit.matched)
        place = Place(hit.page, tuple(dict.fromkeys(words)))
        self._desk.guide.place_requested.emit(hit.case, hit.id, place)


def find(vault: Vault, query: str) -> Results:
    """What the vault holds of these words."""
    return search.search(vault, query)
