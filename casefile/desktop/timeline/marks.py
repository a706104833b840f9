# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows as marks of the strip: points, bars with soft ends, and heaps where points are close.

A date that is known to the day is a point. A year, a month and what is about then are bars with
soft ends as long as they may mean; a sanction is a bar from its start to its end, soft where
either is not known to the day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from casefile.casework.timeline import LANES, TimelineRow, span_of
from casefile.desktop.timeline.scale import SHORTEST, Scale

CLOSE = 9.0  # pixels under which two points are one heap
WIDEST = 40.0  # pixels of a heap
TIERS = 3
INSET = 6.0  # between two heaps of one row
ROOM = 0.04  # of the whole, left free at both ends
_TODAY_NEAR = 0.2  # of the span: how far away today may be and still be part of the whole
_ABOUT = {4: 365, 7: 31, 10: 7}  # days that `about` 2017, 2017-09, 2017-09-27 may be off


@dataclass(frozen=True, slots=True)
class Extent:
    """From when to when a row is, as day ordinals; whether its ends are soft."""

    first: float
    last: float
    soft_first: bool = False
    soft_last: bool = False

    @property
    def point(self) -> bool:
        """Whether it is known to the day."""
        return self.first == self.last

    @property
    def middle(self) -> float:
        return (self.first + self.last) / 2


@dataclass(frozen=True, slots=True)
class Mark:
    """Rows that are drawn as one, from x to x (equal for a single point)."""

    lane: str
    rows: tuple[TimelineRow, ...]
    left: float
    right: float
    extent: Extent
    tier: float = 0.0  # how far from the middle of its lane, in heights of a lane

    @property
    def heap(self) -> bool:
        """Whether several points are shown as one."""
        return self.extent.point and len(self.rows) > 1


def extent_of(row: TimelineRow) -> Extent:
    """Where a row is in time. It has to have a date."""
    first = _extent(row.when, row.span or span_of(row.when))
    if row.lane != "sanction" or row.aspect:
        return first
    if not row.until:
        return Extent(first.first, first.first + _ABOUT[4], first.soft_first, True)
    last = _extent(row.until, span_of(row.until))
    return Extent(first.first, max(last.last, first.first), not first.point, not last.point)


def _extent(when: str, span: tuple[date, date]) -> Extent:
    first, last = (day.toordinal() for day in span)
    _day, moment, time = when.partition("T")
    if moment:
        at = first + (int(time[:2]) * 60 + int(time[3:5])) / 1440
        return Extent(at, at)
    off = _ABOUT[len(when) - 1] if when[-1] in "~%" else 0
    if first == last and not off:
        return Extent(first + 0.5, first + 0.5)
    return Extent(float(first - off), float(last + 1 + off), True, True)


def whole_of(extents: Iterable[Extent], today: date, width: int, *, mirrored: bool) -> Scale:
    """All of the time of a case with some room around it; with today where that is near."""
    listed = list(extents)
    first = min((one.first for one in listed), default=float(today.toordinal()))
    last = max((one.last for one in listed), default=float(today.toordinal()))
    near = max((last - first) * _TODAY_NEAR, 30)
    if first - near <= today.toordinal() <= last + near:
        first, last = min(first, today.toordinal()), max(last, today.toordinal() + 1)
    around = max((last - first) * ROOM, (SHORTEST - (last - first)) / 2, 1)
    return Scale(first - around, last + around, max(width, 1), mirrored)


def marks_of(rows: Sequence[tuple[TimelineRow, Extent]], scale: Scale) -> list[Mark]:
    """What is drawn of these rows, lane by lane: bars first, then points and heaps."""
    made: list[Mark] = []
    for lane in LANES:
        shown = [
            (row, extent)
            for row, extent in rows
            if row.lane == lane and extent.last >= scale.first and extent.first <= scale.last
        ]
        made += _bars(lane, [pair for pair in shown if not pair[1].point], scale)
        made += _points(lane, [pair for pair in shown if pair[1].point], scale)
    return made


def _bars(lane: str, rows: list[tuple[TimelineRow, Extent]], scale: Scale) -> list[Mark]:
    """Bars of the same extent are one. Sanctions that overlap lie in tiers above each other."""
    together: dict[Extent, list[TimelineRow]] = {}
    for row, extent in rows:
        together.setdefault(extent, []).append(row)
    tiers = _tiers(together) if lane == "sanction" else {}
    made = []
    for extent, listed in together.items():
        left, right = sorted((scale.x(extent.first), scale.x(extent.last)))
        made.append(Mark(lane, tuple(listed), left, right, extent, tiers.get(extent, 0.0)))
    return made


def _tiers(extents: Iterable[Extent]) -> dict[Extent, float]:
    """Each bar in the first tier that is free then; the last tier takes what is left over."""
    free: list[float] = []  # when the last bar of each tier ends
    found: dict[Extent, int] = {}
    for extent in sorted(extents, key=lambda one: (one.first, -one.last)):
        at = next((at for at, end in enumerate(free) if end <= extent.first), len(free))
        at = min(at, TIERS - 1)
        free[at : at + 1] = [max([extent.last, *free[at : at + 1]])]
        found[extent] = at
    return {extent: ((at + 0.5) / len(free) - 0.5) * 0.8 for extent, at in found.items()}


def _points(lane: str, rows: list[tuple[TimelineRow, Extent]], scale: Scale) -> list[Mark]:
    """Points that would touch are heaped; a long row of them is cut into heaps of one width."""
    made: list[Mark] = []
    placed = sorted(((scale.x(extent.first), at) for at, (_r, extent) in enumerate(rows)))
    for run in _runs(placed):
        left, right = run[0][0], run[-1][0]
        cells = max(round((right - left) / WIDEST), 1)
        share = max((right - left) / cells, 1e-9)
        for cell in range(cells):
            held = [at for x, at in run if min(int((x - left) / share), cells - 1) == cell]
            if held:
                inset = INSET if cells > 1 else 0
                ends = (left + cell * share + inset, left + (cell + 1) * share - inset)
                listed = tuple(rows[at][0] for at in sorted(held))
                made.append(Mark(lane, listed, *ends, rows[held[0]][1]))
    return made


def _runs(placed: list[tuple[float, int]]) -> list[list[tuple[float, int]]]:
    """Points with no gap between them."""
    runs: list[list[tuple[float, int]]] = []
    for point in placed:
        if runs and point[0] - runs[-1][-1][0] < CLOSE:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs
