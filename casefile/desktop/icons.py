# SPDX-License-Identifier: GPL-3.0-or-later
"""Icons: Lucide's outlines, drawn in the colour of the moment: one file for light and dark."""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from casefile.base.files import resource
from casefile.desktop.theme import colours

SIZE = QSize(18, 18)
BESIDE_TEXT = QSize(26, 18)  # room on both sides of the icon


@cache
def icon(name: str, colour: str = "text") -> QIcon:
    """The icon `resources/icons/NAME.svg` in a colour of the theme, whichever theme is worn when it
    is painted. Kept for ever: Qt's icon owns the engine, and Python must outlive it."""
    return QIcon(_Recoloured(name, colour))


def app_icon() -> QIcon:
    """The program's own icon, in its own colours."""
    return QIcon(str(resource("icons", "casefile.svg")))


def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """An icon as a picture of `size` logical pixels, for painting by hand."""
    shade = getattr(colours(), colour)
    return _drawn(name, shade, round(size * ratio), ratio)


@cache
def _outline(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _drawn(name: str, shade: str, pixels: int, ratio: float) -> QPixmap:
    svg = _outline(name).replace("currentColor", shade)
    drawn = QPixmap(pixels, pixels)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


class _Recoloured(QIconEngine):
    """Paints the outline; disabled ones in the colour of edges."""

    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name = name
        self._colour = colour

    def clone(self) -> QIconEngine:
        return _Recoloured(self._name, self._colour)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatioF()
        side = min(rect.width(), rect.height())
        corner = rect.center() - QPoint((side - 1) // 2, (side - 1) // 2)
        painter.drawPixmap(corner, pixmap(self._name, self._shown(mode), side, ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, _state: QIcon.State, scale: float
    ) -> QPixmap:
        """`size` is in logical pixels (since Qt 6.8), `scale` how many device pixels make one."""
        whole = QPixmap(size * scale)
        whole.fill(Qt.GlobalColor.transparent)
        side = min(whole.width(), whole.height())
        if not side:  # a field just being shown asks before it has room
            return whole
        drawn = _drawn(self._name, getattr(colours(), self._shown(mode)), side, 1.0)
        painter = QPainter(whole)
        painter.drawPixmap((whole.width() - side) // 2, (whole.height() - side) // 2, drawn)
        painter.end()
        whole.setDevicePixelRatio(scale)
        return whole

    def _shown(self, mode: QIcon.Mode) -> str:
        return "edge" if mode == QIcon.Mode.Disabled else self._colour
