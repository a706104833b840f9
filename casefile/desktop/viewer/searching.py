# SPDX-License-Identifier: GPL-3.0-or-later
"""The search in the document that is shown: from what is typed to what is marked."""

from typing import Protocol

from PySide6.QtCore import QObject, Signal

from casefile.desktop.viewer.document import Looked
from casefile.desktop.viewer.findbar import FindBar
from casefile.desktop.viewer.finding import Finding
from casefile.desktop.viewer.matching import Query, query_of

_AT_ONCE = 200  # pages that are asked for together; time ends it sooner


class Shown(Protocol):
    """Whatever shows the document."""

    @property
    def page(self) -> int: ...

    def show_finding(self, finding: Finding | None) -> None: ...


class Searching(QObject):
    """`wanting` when there are pages to be looked through."""

    wanting = Signal()

    def __init__(self, bar: FindBar, shown: Shown, parent: QObject) -> None:
        super().__init__(parent)
        self._bar = bar
        self._shown = shown
        self._query: Query | None = None
        self._pages = 0
        self.finding: Finding | None = None
        bar.changed.connect(lambda typed: self.look_for(query_of(typed), shown.page))
        bar.stepped.connect(self.step)

    def look_for(self, query: Query | None, start: int) -> None:
        """Look for something else, from a page on; for nothing."""
        self._query = query
        self.finding = Finding(query, self._pages, start) if query and self._pages else None
        self._show()
        self.wanting.emit()

    def look_through(self, pages: int, *, keep: bool) -> None:
        """Another document of so many pages, or the same one as it is now."""
        self._pages = pages
        query = self._query if keep else None
        if not keep:
            self._bar.field.clear()
        self.look_for(query, self._shown.page if query else 0)

    def step(self, by: int) -> None:
        """To the next match, or the one before."""
        if self.finding is not None:
            self.finding.step(by)
            self._show()

    @property
    def wanted(self) -> tuple[list[int], Query] | None:
        """The pages that are to be looked through next, and for what."""
        if self.finding is None or self.finding.done:
            return None
        return self.finding.upcoming(_AT_ONCE), self.finding.query

    def take(self, finding: Finding, looked: Looked) -> None:
        """What was found for a search; an earlier one is not wanted any more."""
        if finding is self.finding:
            finding.take(looked)
            self._show()

    def _show(self) -> None:
        self._bar.show_finding(self.finding)
        self._shown.show_finding(self.finding)
