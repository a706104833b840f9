# SPDX-License-Identifier: GPL-3.0-or-later
"""The bar of coverage: how many rights are assessed, not observable, not applicable, open."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from casefile.base.messages import _
from casefile.casework.findings import Coverage
from casefile.desktop.assessment.rows import covered_words
from casefile.desktop.theme import colours
from casefile.desktop.widgets.text import label

_HEIGHT = 8


class Bar(QWidget):
    """Parts of a whole in colours and patterns; the words stand beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[int, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: tuple[int, ...]) -> None:
        """Assessed, not observable, not applicable, open."""
        self._parts = parts
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        shades, whole = colours(), sum(self._parts)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), _HEIGHT / 2, _HEIGHT / 2)
        painter.setClipPath(path)
        painter.fillRect(self.rect(), QColor(shades.line))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        grounds = (
            QBrush(QColor(shades.accent)),
            QBrush(QColor(shades.muted), Qt.BrushStyle.BDiagPattern),
            QBrush(QColor(shades.edge), Qt.BrushStyle.Dense5Pattern),
        )
        begun = 0.0
        for part, ground in zip(self._parts, grounds, strict=False):
            width = self.width() * part / max(whole, 1)
            start = self.width() - begun - width if mirrored else begun
            painter.fillRect(QRectF(start, 0, width, self.height()), ground)
            begun += width


class CoverageBar(QWidget):
    """The bar over its words."""

    def __init__(self) -> None:
        super().__init__()
        self._bar = Bar()
        self._words = label("", "meta", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._bar)
        column.addWidget(self._words)

    def show_coverage(self, coverage: Coverage, bare: str = "") -> None:
        """Show how far one is; `bare`: what is said of findings that rest on nothing."""
        self._bar.show_parts(
            (coverage.assessed, coverage.not_observable, coverage.not_applicable, coverage.open)
        )
        said = " · ".join(filter(None, (*covered_words(coverage), bare)))
        self._words.setText(said)
        self.setAccessibleName(_("Rights: {counts}").format(counts=said))

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()
