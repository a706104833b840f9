# SPDX-License-Identifier: GPL-3.0-or-later
"""What is marked on the pages: matches, the one that one is at, the letters that are selected.

Painted so that the letters stay as dark as they are. The colours are for paper, which is white in
the dark theme too; where one is, is told by a frame as well.
"""

from collections import OrderedDict
from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from casefile.desktop.viewer.matching import Place
from casefile.desktop.viewer.places import Box, Lettering, rectangles
from casefile.extraction.protocol import BOX_UNITS

_KEPT = 16  # pages whose letters are kept
_MATCH, _HERE, _SELECTED, _FRAME = (
    QColor("#FFE9A8"), QColor("#FFC965"), QColor("#B9D7FA"), QColor("#1F5FA8"),
)  # fmt: skip
_MOST = 2_000  # matches of a page that are painted


class Marks:
    """By page. What stands where is known of a few pages, those seen last."""

    def __init__(self) -> None:
        self._letters: OrderedDict[int, Lettering] = OrderedDict()
        self._found: Mapping[int, tuple[Place, ...]] = {}
        self.here: tuple[int, Place] | None = None
        self.selected: tuple[int, Place] | None = None

    def clear(self) -> None:
        """Another document."""
        self._letters.clear()
        self._found, self.here, self.selected = {}, None, None

    def put(self, page: int, letters: Lettering) -> None:
        """Where the letters of a page stand."""
        self._letters[page] = letters
        while len(self._letters) > _KEPT:
            self._letters.popitem(last=False)

    def letters(self, page: int) -> Lettering | None:
        """Where the letters of a page stand, if that is known."""
        if page in self._letters:
            self._letters.move_to_end(page)
        return self._letters.get(page)

    def show(self, found: Mapping[int, tuple[Place, ...]], here: tuple[int, Place] | None) -> None:
        """Mark these matches, and the one at which one is."""
        self._found, self.here = found, here

    def box_of(self, page: int, place: Place) -> Box | None:
        """The first box of a place in the text; None where it has none, or none is known yet."""
        letters = self._letters.get(page)
        boxes = rectangles(letters, *place) if letters else []
        return boxes[0] if boxes else None

    def paint(self, painter: QPainter, page: int, on: QRect) -> None:
        """All marks of a page that is painted there."""
        letters = self._letters.get(page)
        if letters is None:
            return
        painter.save()
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        here = self.here[1] if self.here and self.here[0] == page else None
        for place in self._found.get(page, ())[:_MOST]:
            if place != here:
                for box in rectangles(letters, *place):
                    painter.fillRect(placed(on, box), _MATCH)
        framed = [placed(on, box) for box in rectangles(letters, *here)] if here else []
        for area in framed:
            painter.fillRect(area, _HERE)
        if self.selected is not None and self.selected[0] == page:
            for box in rectangles(letters, *self.selected[1]):
                painter.fillRect(placed(on, box), _SELECTED)
        painter.restore()
        if here and not framed:  # a text that is known, but not where it stands
            framed = [QRectF(on).adjusted(2, 2, -2, -2)]
        painter.setPen(QPen(_FRAME, 2))
        for area in framed:
            painter.drawRect(area.adjusted(-1, -1, 1, 1))


def placed(page: QRect, box: Box) -> QRectF:
    """Where a box of a page is, the page being shown there."""
    left, top, right, bottom = (units / BOX_UNITS for units in box)
    return QRectF(
        page.x() + left * page.width(), page.y() + top * page.height(),
        (right - left) * page.width(), (bottom - top) * page.height(),
    )  # fmt: skip
