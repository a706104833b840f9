# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands on a page: rows of lines that know their height, can be cut, and draw themselves.

A row keeps its breaks when it is cut across pages, so every text is broken once. All lengths are
points, measured from the left edge of the text and from the top of the row.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from casefile.briefing.breaks import SetLine
from casefile.briefing.fonts import Style
from casefile.briefing.pen import Pen

Picture = Callable[[Pen, float, float], None]
"""Draws something with its upper left corner there."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A column of lines in a row. `page_of` prints the number of the page that holds an anchor."""

    x: float
    lines: tuple[SetLine, ...]
    link: str = ""
    page_of: str = ""
    width: float = 0.0
    style: Style | None = None  # of the page number

    @property
    def height(self) -> float:
        return sum(line.style.leading for line in self.lines)

    @property
    def drop(self) -> float:
        """From the top to the first baseline."""
        return self.lines[0].style.drop if self.lines else 0.0


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that contents, links and the PDF outline lead to. Level 0 is in no outline."""

    key: str
    title: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Ground:
    """What a row stands on: a tint, with a bar at its left side."""

    tint: str
    bar: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side, their first baselines level."""

    cells: tuple[Cell, ...]
    before: float = 0.0  # space above, not at the top of a page
    pad_top: float = 0.0
    pad_bottom: float = 0.0
    keep: bool = False  # on one page with the row that follows
    whole: bool = False  # never cut
    need: float = 0.0  # must find so much room below its top
    new_page: bool = False
    head: tuple["Row", ...] = ()  # set again where its table goes on on a new page
    rule: str = ""  # colour of a hairline along the top
    rule_width: float = 0.5
    left: float = 0.0  # of the hairline
    right: float = 0.0
    ground: Ground | None = None
    anchor: Anchor | None = None
    picture: Picture | None = None
    picture_height: float = 0.0
    height: float = field(init=False)

    def __post_init__(self) -> None:
        drop = self.first_drop
        tallest = max(
            (drop - cell.drop + cell.height for cell in self.cells if cell.lines), default=0.0
        )
        inside = max(tallest, self.picture_height)
        object.__setattr__(self, "height", self.pad_top + inside + self.pad_bottom)

    @property
    def first_drop(self) -> float:
        """From the top inside the padding to the common first baseline."""
        return max((cell.drop for cell in self.cells), default=0.0)

    @property
    def least(self) -> float:
        """The height of the smallest piece that may stand at the foot of a page."""
        if self.whole or self.picture is not None:
            return self.height
        longest = max((len(cell.lines) for cell in self.cells), default=0)
        if longest <= 3:
            return self.height
        leading = max(cell.lines[0].style.leading for cell in self.cells if cell.lines)
        return self.pad_top + 2 * leading

    def cut(self, room: float, *, force: bool = False) -> tuple["Row | None", "Row | None"]:
        """What fits into so much height, and the rest. No single line of a text is left behind
        or sent ahead, unless `force` demands that at least something is set."""
        if self.height <= room:
            return self, None
        if self.picture is not None or (self.whole and not force):
            return None, self
        counts = [self._fitting(cell, room, force) for cell in self.cells]
        if all(count == len(cell.lines) for cell, count in zip(self.cells, counts, strict=True)):
            return self, None  # forced: a line higher than the page
        if not any(counts) or (not force and _strands(self.cells, counts)):
            return None, self
        pairs = list(zip(self.cells, counts, strict=True))
        first = tuple(replace(cell, lines=cell.lines[:count]) for cell, count in pairs)
        rest = tuple(replace(cell, lines=cell.lines[count:]) for cell, count in pairs)
        return (
            replace(self, cells=first, pad_bottom=0.0, keep=False),
            replace(
                self, cells=rest, pad_top=0.0, before=0.0, rule="", anchor=None, new_page=False
            ),
        )

    def _fitting(self, cell: Cell, room: float, force: bool) -> int:
        """How many lines of a cell fit."""
        left = room - self.pad_top - (self.first_drop - cell.drop)
        count = 0
        for line in cell.lines:
            left -= line.style.leading
            if left < -0.01:
                break
            count += 1
        if force:
            return max(count, 1)
        if 0 < count == len(cell.lines) - 1:
            count -= 1  # a last line never stands alone on the next page
        return 0 if count == 1 and len(cell.lines) > 1 else count

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw with the upper left corner at (x, y), y counted from the top of the page."""
        if ground := self.ground:
            left = x + ground.left
            pen.box(left, y, ground.right - ground.left, self.height, ground.tint)
            pen.box(left, y, 2.0, self.height, ground.bar)
        if self.rule:
            pen.rule(x + self.left, x + self.right, y, self.rule, self.rule_width)
        if self.anchor:
            pen.place(self.anchor.key, self.anchor.title, self.anchor.level, y)
        top = y + self.pad_top
        if self.picture is not None:
            self.picture(pen, x, top)
        for cell in self.cells:
            self._draw_cell(pen, cell, x + cell.x, top)

    def _draw_cell(self, pen: Pen, cell: Cell, x: float, top: float) -> None:
        if cell.page_of and cell.style:
            pen.page_number(cell.page_of, cell.style, x, top + self.first_drop, cell.width)
        if not cell.lines:
            return
        y = start = top + self.first_drop - cell.drop
        for line in cell.lines:
            pen.line(line, x + line.shift, y + line.style.drop)
            y += line.style.leading
        if cell.link:
            right = max(line.shift + line.width for line in cell.lines)
            left = min(line.shift for line in cell.lines)
            pen.link(cell.link, x + left, start, right - left, y - start)


def _strands(cells: tuple[Cell, ...], counts: list[int]) -> bool:
    """Whether the cut would leave a cell's beginning out of the first piece."""
    return any(cell.lines and not count for cell, count in zip(cells, counts, strict=True))
