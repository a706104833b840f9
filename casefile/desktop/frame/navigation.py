# SPDX-License-Identifier: GPL-3.0-or-later
"""The rail at the side: a button a page, with its icon; icons alone in a narrow window."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QStyle, QVBoxLayout

from casefile.base.messages import _
from casefile.desktop.actions import PAGES, page_titles
from casefile.desktop.fonts import sized
from casefile.desktop.icons import pixmap
from casefile.desktop.theme import colours

WIDE, NARROW, ROW = 190, 56, 36
_ICON = 18
_MOST = 99  # that is told exactly


class NavigationButton(QAbstractButton):
    """An icon and a label on a rounded ground; the label goes when there is no room."""

    def __init__(self, sign: str, title: str, shortcut: str) -> None:
        super().__init__()
        self._sign = sign
        self.setText(title)
        self.setAccessibleName(title)
        self._tip = f"{title} ({shortcut})"
        self.setToolTip(self._tip)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.narrow = False
        self._count = ""

    def show_count(self, count: int, told: str) -> None:
        """Show how many things ask for attention there; `told` is the same in words."""
        self._count = (str(count) if count <= _MOST else f"{_MOST}+") if count else ""
        name = self.text()
        self.setAccessibleName(f"{name}, {told}" if told else name)
        self.setToolTip(f"{self._tip}: {told}" if told else self._tip)
        self.update()

    def sizeHint(self) -> QSize:
        height = max(ROW, self.fontMetrics().height() + 16)
        return QSize(self._width(), height)

    def _width(self) -> int:
        """With its label, and a count of two digits behind it."""
        if self.narrow:
            return NARROW - 16
        label = QFontMetrics(sized(self.font(), 13, bold=True)).horizontalAdvance(self.text())
        count = QFontMetrics(sized(self.font(), 11, bold=True)).horizontalAdvance("00") + 28
        return max(WIDE - 16, 42 + label + count)

    def paintEvent(self, _event: QPaintEvent) -> None:
        shades = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(1, 1, -1, -1)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shades.selection if self.isChecked() else shades.hover))
            painter.drawRoundedRect(box, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(QColor(shades.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 6, 6)
        inset = (self.width() - _ICON) // 2 if self.narrow else 12
        spot = QRect(inset, (self.height() - _ICON) // 2, _ICON, _ICON)
        drawn = pixmap(
            self._sign, "accent" if self.isChecked() else "text", _ICON, self.devicePixelRatioF()
        )
        painter.drawPixmap(QStyle.visualRect(self.layoutDirection(), self.rect(), spot), drawn)
        if not self.narrow:
            self._paint_label(painter, shades.text)
        if self._count:
            self._paint_count(painter)

    def _paint_label(self, painter: QPainter, colour: str) -> None:
        painter.setFont(sized(self.font(), 13, bold=self.isChecked()))
        painter.setPen(QColor(colour))
        room = self.rect().adjusted(42, 0, -8, 0)
        room = QStyle.visualRect(self.layoutDirection(), self.rect(), room)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        side = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        painter.drawText(room, side | flags, self.text())

    def _paint_count(self, painter: QPainter) -> None:
        """At the end of the row; in a narrow rail, over the corner of the icon."""
        shades = colours()
        painter.setFont(sized(self.font(), 11, bold=True))
        metrics = painter.fontMetrics()
        height = metrics.height() + 2
        width = max(metrics.horizontalAdvance(self._count) + 10, height)
        spot = QRect(self.width() - width - 10, (self.height() - height) // 2, width, height)
        label = painter.fontMetrics().horizontalAdvance(self.text()) * 13 / 11
        if self.narrow:
            spot.moveTopRight(self.rect().topRight())
        elif 42 + label > spot.left():
            spot.moveTopLeft(QPoint(18, 0))
        spot = QStyle.visualRect(self.layoutDirection(), self.rect(), spot)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shades.warn))
        painter.drawRoundedRect(spot, height / 2, height / 2)
        painter.setPen(QColor(shades.surface))
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, self._count)


class Navigation(QFrame):
    """`page_requested(name)` when a button is pressed."""

    page_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "rail")
        self.setAccessibleName(_("Pages"))
        self._buttons: dict[str, NavigationButton] = {}
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(2)
        titles = page_titles()
        for number, (name, sign) in enumerate(PAGES, 1):
            made = NavigationButton(sign, titles[name], f"Ctrl+{number}")
            made.clicked.connect(lambda _on=False, page=name: self.page_requested.emit(page))
            group.addButton(made)
            column.addWidget(made)
            self._buttons[name] = made
        column.addStretch(1)
        self.set_narrow(False)

    def show_page(self, name: str) -> None:
        """Mark a page as the one that is shown; an unknown one (the search) marks none."""
        if name in self._buttons:
            self._buttons[name].setChecked(True)
            return
        group = next(iter(self._buttons.values())).group()
        group.setExclusive(False)
        for made in self._buttons.values():
            made.setChecked(False)
        group.setExclusive(True)

    def show_count(self, name: str, count: int, told: str) -> None:
        """How many things ask for attention on a page, and the same in words."""
        self._buttons[name].show_count(count, told)

    def set_narrow(self, narrow: bool) -> None:
        """Icons alone, or icons with labels."""
        for made in self._buttons.values():
            made.narrow = narrow
            made.updateGeometry()
            made.update()
        self.setFixedWidth(16 + max(made.sizeHint().width() for made in self._buttons.values()))
