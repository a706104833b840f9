# SPDX-License-Identifier: GPL-3.0-or-later
"""What the strip shows: lanes, marks, an axis of time; where each of them is."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from casefile.base.messages import _, ngettext
from casefile.casework.timeline import LANES, TimelineRow
from casefile.desktop.fonts import scale_of, sized
from casefile.desktop.icons import pixmap
from casefile.desktop.theme import colours
from casefile.desktop.timeline import ink
from casefile.desktop.timeline.looks import LOOKS, lane_names
from casefile.desktop.timeline.marks import Extent, Mark, extent_of, marks_of, whole_of
from casefile.desktop.timeline.scale import Scale

_LANE, _LOW_LANE = 16, 13
_GUTTER, _NARROW_GUTTER = 104, 26
_NARROW_UNDER = 720  # pixels of width
_REACH = 7  # pixels around a mark that belong to it
_TICK_ROOM = 64


class Canvas(QWidget):
    """Shows rows over time; knows no hands."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[TimelineRow, Extent]] = []
        self._shown: list[tuple[TimelineRow, Extent]] = []
        self._lanes: tuple[str, ...] = ()
        self._today = date.min
        self._whole = Scale(0, 1, 1)
        self._scale = self._whole
        self._marks: list[tuple[Mark, float]] = []  # with the height of each
        self._chosen = ""
        self._low = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[TimelineRow], today: date) -> None:
        """The rows of a case; the part of time that is shown stays if it is the same whole."""
        self._rows = [(row, extent_of(row)) for row in rows if row.when]
        self._shown = self._rows
        present = {row.lane for row, _extent in self._rows}
        self._lanes = tuple(lane for lane in LANES if lane in present)
        self._today = today
        self._fit()
        self.updateGeometry()

    def show_only(self, keys: frozenset[str]) -> None:
        """Of these, those that a filter leaves; lanes and time stay."""
        self._shown = [pair for pair in self._rows if pair[0].key in keys]
        self.setAccessibleName(_summary([row for row, _extent in self._shown]))
        self._place()

    def choose(self, row: TimelineRow | None) -> None:
        """Mark a row, and move to where it is."""
        self._chosen = row.key if row else ""
        found = self._extent(self._chosen)
        if found is not None:
            self._scale = self._scale.showing(found.middle, self._whole)
        self._place()

    def set_low(self, low: bool) -> None:
        """Lower lanes, for a window that is not high."""
        if self._low != low:
            self._low = low
            self._place()
            self.updateGeometry()

    def zoom(self, factor: float, around: float | None = None) -> None:
        """So many times nearer, around a day: by itself the chosen row, else the middle."""
        if around is None:
            found = self._extent(self._chosen)
            middle = (self._scale.first + self._scale.last) / 2
            around = found.middle if found else middle
        self._scale = self._scale.zoomed(factor, around, self._whole)
        self._place()

    def zoom_out(self) -> None:
        """All of it."""
        self._scale = self._whole
        self._place()

    @property
    def scale(self) -> Scale:
        """What is shown."""
        return self._scale

    @property
    def marks(self) -> list[Mark]:
        """What is drawn."""
        return [mark for mark, _y in self._marks]

    def place_of(self, mark: Mark) -> QPoint:
        """The middle of a mark, in the widget."""
        y = next(y for other, y in self._marks if other is mark)
        return QPoint(round((mark.left + mark.right) / 2) + self._left, round(y))

    def sizeHint(self) -> QSize:
        return QSize(400, self._lane_height * max(len(self._lanes), 1) + self._axis + 10)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    @property
    def _lane_height(self) -> int:
        """As high as the names of the lanes need; where icons stand for them, as they need."""
        text = self.fontMetrics().height() if self._named else 0
        return max(text - 4, _LOW_LANE) if self._low else max(text - 1, _LANE)

    @property
    def _axis(self) -> int:
        """The height of what is written under the lanes."""
        return self.fontMetrics().height() + 4

    @property
    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    @property
    def _gutter(self) -> int:
        return round(_GUTTER * self._scaled) if self._named else _NARROW_GUTTER

    @property
    def _named(self) -> bool:
        """Whether there is room for the names of the lanes."""
        return self.width() >= _NARROW_UNDER * self._scaled

    @property
    def _scaled(self) -> float:
        """How large the text is: 1 at 100 %."""
        return scale_of(self.font())

    @property
    def _left(self) -> int:
        """Where the marks begin."""
        return 8 if self._mirrored else self._gutter

    def _fit(self) -> None:
        """Reckon the whole anew; show all of it."""
        width = self.width() - self._gutter - 8
        extents = [extent for _row, extent in self._rows]
        self._whole = whole_of(extents, self._today, width, mirrored=self._mirrored)
        self._scale = self._whole
        self._place()

    def _place(self) -> None:
        """Reckon the marks anew."""
        heights = {lane: 6 + self._lane_height * (at + 0.5) for at, lane in enumerate(self._lanes)}
        marks = marks_of(self._shown, self._scale)
        self._marks = [
            (mark, heights[mark.lane] + mark.tier * self._lane_height)
            for mark in marks
            if mark.lane in heights
        ]
        self.update()

    def _extent(self, key: str) -> Extent | None:
        return next((extent for row, extent in self._shown if row.key == key), None)

    def _mark_at(self, place: QPointF) -> Mark | None:
        """The mark under the mouse: points before bars, the nearest of several."""
        x, y = place.x() - self._left, place.y()
        near: list[tuple[bool, float, Mark]] = []
        for mark, height in self._marks:
            away = max(mark.left - x, x - mark.right, 0)
            if abs(y - height) <= self._lane_height / 2 and away <= _REACH:
                near.append((not mark.extent.point, away, mark))
        return min(near, key=lambda one: one[:2])[2] if near else None

    def paintEvent(self, _event: QPaintEvent) -> None:
        shades = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(shades.surface))
        focused = self.hasFocus()
        painter.setPen(QPen(QColor(shades.accent if focused else shades.line), 2 if focused else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        self._paint_lanes(painter)
        painter.setClipRect(self._left, 2, self._scale.width, self.height() - 4)
        painter.translate(self._left, 0)
        self._paint_axis(painter)
        small = sized(self.font(), 10, bold=True)
        small.setPixelSize(min(small.pixelSize(), self._lane_height - 3))
        for mark, y in self._marks:
            ink.paint_mark(painter, mark, y, small, mirrored=self._mirrored)
            if any(row.key == self._chosen for row in mark.rows):
                self._paint_ring(painter, mark, y)

    def _paint_ring(self, painter: QPainter, mark: Mark, y: float) -> None:
        painter.setPen(QPen(QColor(colours().accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(ink.outline(mark, y), 6, 6)

    def _paint_lanes(self, painter: QPainter) -> None:
        shades, names = colours(), lane_names()
        painter.setFont(sized(self.font(), 11))
        wide = self._named
        start = self.width() - self._gutter if self._mirrored else 0
        for at, lane in enumerate(self._lanes):
            top = 6 + self._lane_height * at
            box = QRectF(start + 8, top, self._gutter - 14, self._lane_height)
            if wide:
                painter.setPen(QColor(shades.muted))
                side = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
                shown = painter.fontMetrics().elidedText(
                    names[lane], Qt.TextElideMode.ElideRight, int(box.width())
                )
                painter.drawText(box, side, shown)
            else:
                drawn = pixmap(LOOKS[lane].sign, "muted", 12, self.devicePixelRatioF())
                painter.drawPixmap(QPointF(box.x(), box.center().y() - 6), drawn)
            if at:
                painter.setPen(QPen(QColor(shades.line), 1, Qt.PenStyle.DotLine))
                painter.drawLine(QPointF(8, top), QPointF(self.width() - 8, top))

    def _paint_axis(self, painter: QPainter) -> None:
        shades = colours()
        foot = 6 + self._lane_height * max(len(self._lanes), 1)
        painter.setFont(sized(self.font(), 11))
        today = self._today.toordinal() + 0.5
        here = self._scale.x(today) if self._scale.first <= today <= self._scale.last else None
        for at, text in self._scale.ticks(round(_TICK_ROOM * self._scaled)):
            x = self._scale.x(at)
            painter.setPen(QPen(QColor(shades.line), 1))
            painter.drawLine(QPointF(x, 4), QPointF(x, foot + 4))
            if here is None or abs(x - here) > _TICK_ROOM * 0.7 * self._scaled:
                painter.setPen(QColor(shades.muted))
                box = QRectF(x - 80, foot + 1, 160, self._axis - 2)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        if here is not None:
            painter.setPen(QPen(QColor(shades.accent), 2))
            painter.drawLine(QPointF(here, 4), QPointF(here, foot + 3))
            box = QRectF(here - 80, foot + 1, 160, self._axis - 2)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _("Today"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self.updateGeometry()  # the names of the lanes may have come or gone

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._fit()


def _summary(rows: Sequence[TimelineRow]) -> str:
    """What the strip shows, for who can't see it."""
    if not rows:
        return _("Strip of time: nothing.")
    names, counts = lane_names(), Counter(row.lane for row in rows)
    parts = (f"{names[lane]} {counts[lane]}" for lane in LANES if counts[lane])
    count = ngettext("{count} entry", "{count} entries", len(rows)).format(count=len(rows))
    spans = [row.span for row in rows if row.span]
    years = _("{first} to {last}").format(first=spans[0][0].year, last=spans[-1][1].year)
    return _("Strip of time: {count}, {years}. {parts}.").format(
        count=count, years=years, parts=", ".join(parts)
    )
