# SPDX-License-Identifier: GPL-3.0-or-later
"""One page for all of them: a title, a table, an honest sentence where it is empty."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from casefile.desktop.desk import Desk, Presenter
from casefile.desktop.widgets.empty import EmptyState
from casefile.desktop.widgets.page import Page, Switch
from casefile.desktop.widgets.table import Column, Table


@dataclass(frozen=True, slots=True)
class ListPage:
    """What such a page shows and how it is read: `deed(vault, case)` gives its rows."""

    name: str
    title: str
    sign: str
    empty: str
    columns: tuple[Column, ...]
    kinds: frozenset[str]
    deed: Callable[..., Sequence[Any]]
    count: Callable[[int], str]


class ListView(Page):
    """The table, or why there is none."""

    def __init__(self, page: ListPage) -> None:
        super().__init__(page.title)
        self.table = Table(page.title, page.columns)
        self.main = self.table
        self._switch = Switch(EmptyState(page.sign, page.empty), self.table)
        self.body.addWidget(self._switch, 1)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Fill the table."""
        self.table.show_rows(rows)
        self._switch.show_content(bool(rows))


class ListPresenter(Presenter):
    """Reads the rows when the page is seen."""

    def __init__(self, desk: Desk, view: ListView, page: ListPage) -> None:
        super().__init__(desk, view)
        self.kinds = page.kinds  # type: ignore[misc]
        self._view = view
        self._page = page

    def load(self) -> None:
        if self.case is None:
            self._show(())
            return
        self.desk.session.ask(
            self._page.deed, self.case.id, done=self._show, latest=self._page.name
        )

    def _show(self, rows: Sequence[Any]) -> None:
        self._view.show_rows(rows)
        if self._seen:
            self.desk.guide.counted.emit(self._page.count(len(rows)) if rows else "")
