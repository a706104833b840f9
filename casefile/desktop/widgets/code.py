# SPDX-License-Identifier: GPL-3.0-or-later
"""A QR code, drawn here: nothing is asked of anybody."""

import segno
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_QUIET = 4  # modules of white around it, as the standard asks


class Code(QWidget):
    """Black on white in every theme: cameras want it so."""

    def __init__(self, side: int, name: str) -> None:
        super().__init__()
        self._side = side
        self._squares: tuple[bytearray, ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """The text as a code; nothing for an empty one."""
        self._squares = tuple(segno.make_qr(text, error="m").matrix) if text else ()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._squares:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        step = self.width() / (len(self._squares) + 2 * _QUIET)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("black"))
        for row, line in enumerate(self._squares):
            for column, dark in enumerate(line):
                if dark:
                    x, y = (column + _QUIET) * step, (row + _QUIET) * step
                    painter.drawRect(QRectF(x, y, step + 0.3, step + 0.3))
