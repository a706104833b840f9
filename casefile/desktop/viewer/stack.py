# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages under each other: how high each is, and which stand where. In logical pixels."""

from bisect import bisect_right
from itertools import accumulate

A4 = 297 / 210  # height to width, until a page says otherwise


class Stack:
    """Pages of one width. Of a page that was not seen yet, the height of the first that was seen
    is expected: most documents have pages of one size, and so nothing moves when it comes."""

    def __init__(self, gap: int, margin: int) -> None:
        self._gap, self._margin = gap, margin
        self._ratios: dict[int, float] = {}
        self._tops = [margin]
        self.width = 1

    @property
    def count(self) -> int:
        """How many pages."""
        return len(self._tops) - 1

    @property
    def height(self) -> int:
        """Of all, with the margins."""
        return self._tops[-1] - self._gap + self._margin if self.count else 0

    def fill(self, count: int, *, keep: bool = False) -> None:
        """So many pages; `keep` what is known of their heights."""
        self._ratios = self._ratios if keep else {}
        self._lay(count)

    def widen(self, width: int) -> None:
        """Give all pages this width."""
        if width != self.width:
            self.width = width
            self._lay(self.count)

    def learn(self, page: int, ratio: float) -> bool:
        """The height of a page to its width; whether anything moves by it."""
        known = self._ratios.get(page, self._usual)
        self._ratios[page] = ratio
        if abs(known - ratio) <= 0.002:
            return False
        self._lay(self.count)
        return True

    def top(self, page: int) -> int:
        """Where a page begins."""
        return self._tops[page]

    def height_of(self, page: int) -> int:
        """How high a page is."""
        return self._tops[page + 1] - self._tops[page] - self._gap

    def page_at(self, y: int) -> int:
        """The page at this height, or the gap under it; the first above all, the last below."""
        return min(max(bisect_right(self._tops, y) - 1, 0), max(self.count - 1, 0))

    def between(self, top: int, bottom: int) -> range:
        """The pages of which a part lies between two heights."""
        if not self.count:
            return range(0)
        return range(self.page_at(top), self.page_at(bottom) + 1)

    @property
    def _usual(self) -> float:
        return next(iter(self._ratios.values()), A4)

    def _lay(self, count: int) -> None:
        usual = round(self.width * self._usual) + self._gap
        known = self._ratios
        heights = (
            round(self.width * known[page]) + self._gap if page in known else usual
            for page in range(count)
        )
        self._tops = list(accumulate(heights, initial=self._margin))
