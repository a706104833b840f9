# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the columns of the log stand: shared by its heading and its rows, mirrored with both."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QStyle

from casefile.desktop.fonts import BASE

PAD = 12
_TIME, _SPEAKER, _RIGHTS = 92, 138, 176
_NARROW = 820  # below this the rights get less room


@dataclass(frozen=True, slots=True)
class Columns:
    """Four boxes of one row, in logical pixels."""

    time: QRect
    speaker: QRect
    entry: QRect
    rights: QRect


def columns(box: QRect, base: int, direction: Qt.LayoutDirection) -> Columns:
    """Divide a row's box; `base` is the height of the base font in pixels."""
    scale = max(base, BASE) / BASE
    share = 0.7 if box.width() < _NARROW * scale else 1.0
    widths = [round(width * scale * share) for width in (_TIME, _SPEAKER, _RIGHTS)]
    time, speaker, rights = (max(width, 40) for width in widths)
    inner = box.adjusted(PAD, 0, -PAD, 0)
    entry = max(inner.width() - time - speaker - rights - PAD, 80)
    boxes = []
    x = inner.x()
    for width in (time, speaker, entry + PAD, rights):
        cell = QRect(x, inner.y(), max(width - PAD, 1), inner.height())
        boxes.append(QStyle.visualRect(direction, box, cell))
        x += width
    return Columns(*boxes)
