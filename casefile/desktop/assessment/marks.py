# SPDX-License-Identifier: GPL-3.0-or-later
"""How ratings look: each has a sign and a pattern besides its colour, so that nobody needs to tell
red from green."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from casefile.desktop.fonts import sized
from casefile.desktop.icons import pixmap
from casefile.desktop.theme import colours
from casefile.records.vocabularies import label, vocabulary

_TINT = 34  # of 255: the ground of a mark that is not solid


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign, a colour by name, and how the ground is drawn."""

    sign: str
    look: str
    ground: str = "tint"  # solid, hatched, tint, dashed, faint, none


MARKS = {
    "violated": Mark("×", "bad", "solid"),
    "serious-concern": Mark("!!", "bad", "hatched"),
    "concern": Mark("!", "warn"),
    "respected": Mark("✓", "ok"),
    "not-observable": Mark("?", "muted", "dashed"),
    "not-applicable": Mark("–", "muted", "none"),
    "not-assessed": Mark("", "line", "faint"),
}
_STRANGE = Mark("·", "muted", "dashed")  # a rating of a newer version


def mark_of(rating: str) -> Mark:
    """The mark of a rating; a dot for one that this version doesn't know."""
    return MARKS.get(rating, _STRANGE)


def legend() -> list[tuple[str, str]]:
    """Every rating that has a sign, with what it is called, the worst first."""
    return [(id_, label("ratings", id_)) for id_ in MARKS if id_ in vocabulary("ratings")][:-1]


def paint_mark(painter: QPainter, box: QRect, rating: str, *, count: int = 0) -> None:
    """Paint a rating's mark into a box; where it has none, how many lines wait there."""
    mark, shades = mark_of(rating), colours()
    ink = QColor(getattr(shades, mark.look))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_ground(painter, QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), mark, ink)
    if rating == "not-assessed":
        ink = QColor(shades.muted)
    if mark.ground == "solid":
        ink = QColor(shades.surface)
    if not mark.sign and not count:
        painter.restore()
        return
    painter.setPen(ink)
    size = 12 if not mark.sign else 18 if mark.sign == "×" else 14
    painter.setFont(sized(painter.font(), size, bold=bool(mark.sign)))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark.sign or (str(count) if count else ""))
    painter.restore()


def _paint_ground(painter: QPainter, box: QRectF, mark: Mark, ink: QColor) -> None:
    tint = QColor(ink)
    tint.setAlpha(_TINT)
    pen = QPen(ink, 1)
    if mark.ground == "dashed":
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(Qt.PenStyle.NoPen if mark.ground == "none" else pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if mark.ground in ("tint", "hatched"):
        painter.setBrush(tint)
    elif mark.ground == "solid":
        painter.setBrush(ink)
    if mark.sign != "–":
        painter.drawRoundedRect(box, 4, 4)
    if mark.ground == "hatched":
        tint.setAlpha(3 * _TINT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(tint, Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(box, 4, 4)


def paint_bare(painter: QPainter, box: QRect, size: int = 12, *, backed: bool = False) -> None:
    """The sign of a finding that rests on nothing; `backed`: over a mark."""
    spot = QRect(box.x(), box.y() + (box.height() - size) // 2, size, size)
    drawn = pixmap("triangle-alert", "warn", size, painter.device().devicePixelRatioF())
    if backed:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours().surface))
        painter.drawRoundedRect(spot.adjusted(-2, -2, 2, 2), 4, 4)
    painter.drawPixmap(spot, drawn)
