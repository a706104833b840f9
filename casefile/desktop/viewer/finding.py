# SPDX-License-Identifier: GPL-3.0-or-later
"""What was found so far in a document, and at which match one is."""

from bisect import bisect_left, insort
from typing import NamedTuple

from casefile.desktop.viewer.document import Looked
from casefile.desktop.viewer.matching import Place, Query

MOST = 10_000  # matches after which nothing more is looked for


class Spot(NamedTuple):
    """A match: its page and its place in the text of that."""

    page: int
    place: Place


class Finding:
    """A search through `pages` pages, from one on to the end and then from the beginning."""

    def __init__(self, query: Query, pages: int, start: int) -> None:
        self.query = query
        self.found: dict[int, tuple[Place, ...]] = {}
        self.here: Spot | None = None
        self.total = 0
        self.looked = 0
        self.pages = pages
        self._start = start
        self._in_order: list[int] = []  # pages with matches

    @property
    def done(self) -> bool:
        """Whether nothing more is looked for."""
        return self.looked >= self.pages or self.total >= MOST

    @property
    def position(self) -> int:
        """Which of all matches one is at, counted from 1; 0 at none."""
        if self.here is None:
            return 0
        page, place = self.here
        before = self._in_order[: bisect_left(self._in_order, page)]
        return sum(len(self.found[one]) for one in before) + self.found[page].index(place) + 1

    def upcoming(self, most: int) -> list[int]:
        """The next pages to be looked through."""
        last = min(self.looked + most, self.pages)
        return [(self._start + at) % self.pages for at in range(self.looked, last)]

    def take(self, looked: Looked) -> None:
        """Add what was found on the first of them. The first match is where one is."""
        self.looked += looked.pages
        for page, matches in looked.found.items():
            self.found[page] = matches
            self.total += len(matches)
            insort(self._in_order, page)
            self.here = self.here or Spot(page, matches[0])

    def step(self, by: int) -> None:
        """Go to the next match (1) or the one before (-1); from the last to the first."""
        if self.here is None:
            return
        page, place = self.here
        at = self.found[page].index(place) + by
        if not 0 <= at < len(self.found[page]):
            beside = bisect_left(self._in_order, page) + by
            page = self._in_order[beside % len(self._in_order)]
            at = 0 if by > 0 else len(self.found[page]) - 1
        self.here = Spot(page, self.found[page][at])
