# SPDX-License-Identifier: GPL-3.0-or-later
"""Two observers' logs of one hearing side by side, with one scroll bar: what happened at the same
time stands at the same height, and where one of them wrote nothing there is a gap."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QTextLayout
from PySide6.QtWidgets import QHBoxLayout, QStyle, QVBoxLayout, QWidget

from casefile.base.messages import _
from casefile.casework.aligned import Aligned, Observer
from casefile.casework.logs import LogRow, breaks_between
from casefile.casework.masks import Mask
from casefile.casework.timing import day_of
from casefile.desktop.dates import day, short_time
from casefile.desktop.fonts import sized
from casefile.desktop.log.area import RowsArea
from casefile.desktop.log.columns import PAD
from casefile.desktop.log.strokes import (
    ABOVE,
    LEAST,
    edge_of,
    head_height,
    inks,
    paint_head,
    paint_time,
    scaled,
    signs_height,
)
from casefile.desktop.log.telling import break_words, signs_of, spoken
from casefile.desktop.theme import colours
from casefile.desktop.widgets.fields import Combo
from casefile.desktop.widgets.lines import Ink, lay_out
from casefile.desktop.widgets.text import buddy, label
from casefile.desktop.words import isolated
from casefile.records.values import Break

_TIME = 88  # pixels at 100 %
_KEPT = 1000  # rows whose layout is remembered


@dataclass(frozen=True, slots=True)
class _Laid:
    """The two texts of a row, broken into lines, and what stands above them."""

    left: QTextLayout | None
    right: QTextLayout | None
    breaks: tuple[str, ...]
    day: str
    head: int
    height: int


class TogetherList(RowsArea):
    """The rows: a line of each observer, or of one of them and a gap."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Aligned] = ()
        self.names = ("", "")
        self._zone = "UTC"
        self._mask: Mask | None = None
        self._breaks: tuple[Break, ...] = ()
        self._laid: OrderedDict[tuple[object, ...], _Laid] = OrderedDict()
        self.setAccessibleName(_("Two logs of the hearing, side by side"))

    def show_rows(self, rows: Sequence[Aligned], zone: str, breaks: tuple[Break, ...]) -> None:
        """Show these, told in the time of a place; the row that is chosen stays by its line."""
        kept = self.rows[self.chosen] if self.chosen is not None else None
        self.rows, self._zone, self._breaks = rows, zone, breaks
        self._laid.clear()
        self.chosen = None
        if kept is not None:
            self.chosen = self.row_of(kept.first.note.id)
        self.refresh()

    def set_mask(self, mask: Mask | None) -> None:
        """Show lines without names, or as they are."""
        self._mask = mask
        self._laid.clear()
        self.refresh()

    def _seen(self, row: LogRow) -> LogRow:
        """A line as it may be seen."""
        return self._mask.row(row) if self._mask else row

    def row_of(self, note: str) -> int | None:
        """The row on which a line stands."""
        for at, row in enumerate(self.rows):
            if any(side and side.note.id == note for side in (row.left, row.right)):
                return at
        return None

    @property
    def chosen_row(self) -> LogRow | None:
        """The line that is chosen: the first observer's, where both wrote one."""
        return None if self.chosen is None else self.rows[self.chosen].first

    @property
    def first(self) -> int:
        return 0

    @property
    def end(self) -> int:
        return len(self.rows)

    def height_of(self, place: int) -> int:
        laid = self._layout(place)
        return laid.head + laid.height

    def told(self) -> str:
        return " · ".join(self.names)

    def spoken(self, place: int) -> str:
        row = self.rows[place]
        said = (
            f"{name}: {spoken(self._seen(side)) if side else _('nothing then')}"
            for name, side in zip(self.names, (row.left, row.right), strict=True)
        )
        return "; ".join(said)

    def paint_row(self, painter: QPainter, place: int, box: QRect) -> None:
        laid, row = self._layout(place), self.rows[place]
        paint_head(painter, self, box, laid.breaks, laid.day)
        line = QRect(box.x(), box.y() + laid.head, box.width(), laid.height)
        if place == self.chosen:
            painter.fillRect(line, QColor(colours().selection))
        for side, text, half in zip(
            (row.left, row.right), (laid.left, laid.right), self._halves(line), strict=True
        ):
            self._paint_side(painter, side, text, half, chosen=place == self.chosen)
        painter.fillRect(line.adjusted(0, line.height() - 1, 0, 0), QColor(colours().line))
        middle = QRect(line.center().x(), line.y(), 1, line.height())
        painter.fillRect(middle, QColor(colours().line))
        if place == self.chosen and self.hasFocus():
            painter.setPen(QColor(colours().accent))
            painter.drawRect(line.adjusted(0, 0, -1, -2))

    def _paint_side(
        self,
        painter: QPainter,
        row: LogRow | None,
        text: QTextLayout | None,
        half: QRect,
        *,
        chosen: bool,
    ) -> None:
        shades = colours()
        if row is None or text is None:
            if not chosen:
                painter.fillRect(half, QColor(shades.window))
            return
        if mark := edge_of(row, shades):
            edge = QRect(half.x(), half.y(), 3, half.height() - 1)
            painter.fillRect(QStyle.visualRect(self.layoutDirection(), half, edge), QColor(mark))
        time, entry = self._cells(half)
        top = half.y() + ABOVE
        told, signs = short_time(row.note.event_at), signs_of(row, self._zone)
        paint_time(painter, self, QRect(time.x(), top, time.width(), 0), told, signs)
        painter.setPen(QColor(shades.muted if row.corrected else shades.text))
        text.draw(painter, QPoint(entry.x(), top))

    def _halves(self, line: QRect) -> tuple[QRect, QRect]:
        """The boxes of the two observers, the first where reading begins."""
        half = line.width() // 2
        first = QRect(line.x(), line.y(), half, line.height())
        second = QRect(line.x() + half, line.y(), line.width() - half, line.height())
        direction = self.layoutDirection()
        return (
            QStyle.visualRect(direction, line, first),
            QStyle.visualRect(direction, line, second),
        )

    def _cells(self, half: QRect) -> tuple[QRect, QRect]:
        inner = half.adjusted(PAD, 0, -PAD, 0)
        width = min(scaled(self, _TIME), inner.width() // 3)
        time = QRect(inner.x(), inner.y(), width - 8, inner.height())
        entry = inner.adjusted(width, 0, 0, 0)
        direction = self.layoutDirection()
        return (
            QStyle.visualRect(direction, inner, time),
            QStyle.visualRect(direction, inner, entry),
        )

    def _layout(self, place: int) -> _Laid:
        font = self.font()
        shape = (self.viewport().width(), font.pixelSize(), self.layoutDirection(), colours().text)
        key = (place, *shape)
        if (known := self._laid.get(key)) is None:
            known = self._laid[key] = self._lay_out(place)
            if len(self._laid) > _KEPT:
                self._laid.popitem(last=False)
        return known

    def _lay_out(self, place: int) -> _Laid:
        row = self.rows[place]
        before = self.rows[place - 1].first if place else None
        breaks = breaks_between(self._breaks, before, row.first) if before else ()
        told = tuple(map(break_words, breaks))
        here = day_of(row.first.note)
        new_day = before is not None and day_of(before.note) != here
        halves = self._halves(QRect(0, 0, self.viewport().width(), 0))
        widths = [self._cells(half)[1].width() for half in halves]
        left, right = (
            self._text(side, width) if side else None
            for side, width in zip((row.left, row.right), widths, strict=True)
        )
        tallest = max(round(text.boundingRect().height()) if text else 0 for text in (left, right))
        sides = (side for side in (row.left, row.right) if side)
        signs = max(signs_height(self, len(signs_of(side, self._zone))) for side in sides)
        return _Laid(
            left, right, told, day(here, "EEEE d MMMM y") if new_day else "",
            head_height(self, len(told), day=new_day),
            max(max(tallest, signs) + 2 * ABOVE, scaled(self, LEAST)),
        )  # fmt: skip

    def _text(self, row: LogRow, width: int) -> QTextLayout:
        shades, row = colours(), self._seen(row)
        speaker = (Ink(row.speaker, shades.text),) if row.speaker else ()
        return lay_out(
            row.note.text, sized(self.font(), 14), width, before=speaker + inks(row, shades),
            struck=row.corrected, mirrored=self.layoutDirection() == Qt.LayoutDirection.RightToLeft,
        )  # fmt: skip


class TogetherView(QWidget):
    """The names of the two observers above their columns; wish: other observers."""

    pair_wanted = Signal(str, str)  # ids

    def __init__(self) -> None:
        super().__init__()
        self.list = TogetherList()
        self.left, self.right = Combo(), Combo()
        self._note = label("", "meta", wrap=True)
        self._note.setContentsMargins(PAD, 6, PAD, 6)
        self._note.hide()
        self._masked = False
        self._shown: tuple[Sequence[Observer], str, str] = ((), "", "")
        self._lay_out()
        for box in (self.left, self.right):
            box.activated.connect(self._wish)

    def show_observers(self, found: Sequence[Observer], left: str, right: str) -> None:
        """Who can be chosen, and who is."""
        self._shown = (found, left, right)
        for box, chosen in ((self.left, left), (self.right, right)):
            box.clear()
            for number, one in enumerate(found, 1):
                numbered = _("Observer {number}").format(number=number)
                box.addItem(numbered if self._masked else one.name, one.id)
            box.choose(chosen)
        names = (self.left.currentText(), self.right.currentText())
        self.list.names = (isolated(names[0]), isolated(names[1]))

    def set_mask(self, mask: Mask | None) -> None:
        """Show lines and observers without names, or as they are."""
        self._masked = mask is not None
        self.list.set_mask(mask)
        self.show_observers(*self._shown)

    def say(self, told: str) -> None:
        """What is to be known below the rows; nothing for nothing."""
        self._note.setText(told)
        self._note.setVisible(bool(told))

    def _wish(self) -> None:
        """One can't stand beside oneself: the other one then takes the other side."""
        left, right = self.left.currentData(), self.right.currentData()
        if left == right:
            for box in (self.left, self.right):
                if box is not self.sender() and box.count() > 1:
                    box.setCurrentIndex((box.currentIndex() + 1) % box.count())
        self.pair_wanted.emit(self.left.currentData(), self.right.currentData())

    def _lay_out(self) -> None:
        names = QHBoxLayout()
        names.setContentsMargins(PAD, 6, PAD, 6)
        names.setSpacing(2 * PAD)
        for box, name in ((self.left, _("Observer on the first side")),
                          (self.right, _("Observer on the second side"))):  # fmt: skip
            heard = buddy(name, box)
            heard.setParent(self)
            heard.hide()
            names.addWidget(box, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(names)
        column.addWidget(self.list, 1)
        column.addWidget(self._note)
