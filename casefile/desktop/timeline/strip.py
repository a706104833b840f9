# SPDX-License-Identifier: GPL-3.0-or-later
"""The strip: the whole time of a case at a glance, a lane for each sort of row.

By mouse: the wheel zooms, dragging moves, a click chooses. By keys: left and right go from row to
row, up and down from lane to lane, + - 0 zoom, Return goes to the list.
"""

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip

from casefile.base.messages import _
from casefile.casework.timeline import TimelineRow
from casefile.desktop.dates import when
from casefile.desktop.timeline.canvas import Canvas
from casefile.desktop.timeline.looks import lane_names
from casefile.desktop.timeline.marks import Mark
from casefile.desktop.widgets.text import plain_tip
from casefile.desktop.words import one_line

STEP = 1.5  # a zoom by key
_DRAG = 4  # pixels from which a press is no click
_WHEEL = 1200  # eighths of a degree that move by the whole of what is shown


class Strip(Canvas):
    """`row_chosen(row)` by mouse or key; `row_opened(row)` by Return or a double click."""

    row_chosen = Signal(object)
    row_opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._pressed: QPointF | None = None
        self._dragged = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self._mark_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tip(told(mark)) if mark else "", self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            over = self._mark_at(event.position()) is not None
            shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            return
        moved = event.position().x() - self._pressed.x()
        if self._dragged or abs(moved) > _DRAG:
            self._dragged = True
            self._pressed = event.position()
            days = self._scale.at(0) - self._scale.at(moved)
            self._scale = self._scale.moved(days, self._whole)
            self._place()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        mark = None if self._dragged else self._mark_at(event.position())
        self._pressed = None
        if mark is not None:
            self._tell(mark.rows[0])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if mark := self._mark_at(event.position()):
            self.row_opened.emit(mark.rows[0])

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        if turned.x() or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            share = -(turned.x() or turned.y()) / _WHEEL
            self._scale = self._scale.moved(self._scale.days * share, self._whole)
            self._place()
        else:
            around = self._scale.at(event.position().x() - self._left)
            self.zoom(STEP ** (turned.y() / 120), around)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._pressed_key(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def _pressed_key(self, key: Qt.Key) -> bool:
        on, back = Qt.Key.Key_Right, Qt.Key.Key_Left
        if self._mirrored:
            on, back = back, on
        steps = {on: 1, back: -1, Qt.Key.Key_Home: -len(self._rows), Qt.Key.Key_End: 10**9}
        lanes = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        zooms = {Qt.Key.Key_Plus: STEP, Qt.Key.Key_Equal: STEP, Qt.Key.Key_Minus: 1 / STEP}
        if key in steps:
            self._step(steps[key])
        elif key in lanes:
            self._change_lane(lanes[key])
        elif key in zooms:
            self.zoom(zooms[key])
        elif key == Qt.Key.Key_0:
            self.zoom_out()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if row := self._chosen_row:
                self.row_opened.emit(row)
        else:
            return False
        return True

    @property
    def _chosen_row(self) -> TimelineRow | None:
        return next((row for row, _extent in self._shown if row.key == self._chosen), None)

    def _step(self, by: int) -> None:
        """To the row so many later, or earlier; from nowhere, to the first."""
        keys = [row.key for row, _extent in self._shown]
        at = keys.index(self._chosen) + by if self._chosen in keys else 0
        if keys:
            self._tell(self._shown[min(max(at, 0), len(keys) - 1)][0])

    def _change_lane(self, by: int) -> None:
        """To the nearest row of the lane above or below that has any."""
        row, here = self._chosen_row, self._extent(self._chosen)
        if row is None or here is None:
            self._step(0)
            return
        lanes = [lane for lane in self._lanes if any(r.lane == lane for r, _e in self._shown)]
        at = lanes.index(row.lane) + by
        if 0 <= at < len(lanes):
            there = [pair for pair in self._shown if pair[0].lane == lanes[at]]
            self._tell(min(there, key=lambda pair: abs(pair[1].middle - here.middle))[0])

    def _tell(self, row: TimelineRow) -> None:
        self.choose(row)
        self.setAccessibleDescription(_one(row))
        changed = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(changed)
        self.row_chosen.emit(row)


def _one(row: TimelineRow) -> str:
    return ": ".join(filter(None, (when(row.when), one_line(row.title)[:160], row.detail[:80])))


def told(mark: Mark) -> str:
    """A mark in words: its row, or how many there are and the first of them."""
    if len(mark.rows) == 1:
        return _one(mark.rows[0])
    lane = lane_names()[mark.lane]
    head = _("{kind} ({count})").format(kind=lane, count=len(mark.rows))
    shown = [_one(row) for row in mark.rows[:5]]
    more = ["…"] if len(mark.rows) > len(shown) else []
    return "\n".join([head, *shown, *more])
