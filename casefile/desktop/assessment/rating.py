# SPDX-License-Identifier: GPL-3.0-or-later
"""The row of ratings: a button each, with its digit; as many beside each other as there is room."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QStyle, QWidget

from casefile.base.messages import _
from casefile.desktop.assessment.marks import paint_mark
from casefile.desktop.assessment.rights import rating_of_key
from casefile.desktop.fonts import sized
from casefile.desktop.theme import colours
from casefile.records.vocabularies import label, vocabulary

_GAP = 6


class RatingButton(QAbstractButton):
    """A mark and what it is called, with the digit that chooses it."""

    def __init__(self, rating: str, digit: int) -> None:
        super().__init__()
        self.rating = rating
        self._digit = str(digit)
        self.setText(label("ratings", rating))
        self.setAccessibleName(self.text())
        self.setToolTip(f"{self.text()} ({digit})")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def _mark(self) -> int:
        return self.fontMetrics().height() + 4

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text()) + self._mark + 40
        return QSize(width, max(34, self.fontMetrics().height() + 16))

    def paintEvent(self, _event: QPaintEvent) -> None:
        shades = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(1, 1, -1, -1)
        chosen, focused = self.isChecked(), self.hasFocus()
        ground = shades.selection if chosen else shades.hover if self.underMouse() else ""
        painter.setBrush(QColor(ground or shades.surface))
        edge = shades.accent if chosen or focused else shades.line
        painter.setPen(QPen(QColor(edge), 2 if focused or chosen else 1))
        painter.drawRoundedRect(box, 6, 6)
        self._paint_words(painter, shades.text, shades.muted)

    def _paint_words(self, painter: QPainter, ink: str, faint: str) -> None:
        direction, box = self.layoutDirection(), self.rect()
        mark = self._mark
        spot = QRect(8, (self.height() - mark) // 2, mark, mark)
        painter.setFont(self.font())
        paint_mark(painter, QStyle.visualRect(direction, box, spot), self.rating)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        near = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft) | middle
        far = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignRight) | middle
        painter.setFont(sized(self.font(), 13, bold=self.isChecked()))
        painter.setPen(QColor(ink))
        room = QStyle.visualRect(direction, box, box.adjusted(mark + 14, 0, -16, 0))
        shown = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, near, shown)
        painter.setFont(sized(self.font(), 11))
        painter.setPen(QColor(faint))
        painter.drawText(
            QStyle.visualRect(direction, box, box.adjusted(0, 0, -8, 0)), far, self._digit
        )


class RatingRow(QWidget):
    """`rating_chosen(id)` by click, Space, an arrow or a digit."""

    rating_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Rating"))
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._grid.setSizeConstraint(QGridLayout.SizeConstraint.SetNoConstraint)
        self.buttons = [RatingButton(id_, at) for at, id_ in enumerate(vocabulary("ratings"), 1)]
        self._columns = 0
        for made in self.buttons:
            self._group.addButton(made)
            made.clicked.connect(lambda _on=False, id_=made.rating: self.rating_chosen.emit(id_))
        self._arrange(4)

    def show_rating(self, rating: str) -> None:
        """Mark the rating that holds; one that this version doesn't know marks none."""
        self._group.setExclusive(False)
        for made in self.buttons:
            made.setChecked(made.rating == rating)
        self._group.setExclusive(True)
        self._give_tab()

    @property
    def rating(self) -> str:
        """The rating that is marked."""
        return next((made.rating for made in self.buttons if made.isChecked()), "")

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        widest = max(made.sizeHint().width() for made in self.buttons) + _GAP
        self._arrange(next((n for n in (7, 4, 3, 2) if n * widest <= self.width() + _GAP), 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not event.modifiers() and (rating := rating_of_key(event.key())):
            self.rating_chosen.emit(rating)
            return
        super().keyPressEvent(event)

    def _give_tab(self) -> None:
        """Tab stops at the rating that holds; the arrows go on from there."""
        stop = next((made for made in self.buttons if made.isChecked()), self.buttons[0])
        for made in self.buttons:
            policy = Qt.FocusPolicy.StrongFocus if made is stop else Qt.FocusPolicy.ClickFocus
            made.setFocusPolicy(policy)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for at in range(self._grid.columnCount()):
            self._grid.setColumnStretch(at, 0)
        for at, made in enumerate(self.buttons):
            self._grid.addWidget(made, at // columns, at % columns)
            self._grid.setColumnStretch(at % columns, 1)
