# SPDX-License-Identifier: GPL-3.0-or-later
"""What the scan can't see in the documents that leave: to be read, and no bar."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy

from casefile.base.messages import _
from casefile.desktop.widgets.text import label

_MOST, _LEAST = 72, 32  # pixels; what is longer is scrolled
_SMALL = 720  # pixels that a screen has at least where there is room for the most


class UnseenNotice(QScrollArea):
    """Sentences, hidden while there are none."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("What the scan can’t see"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self._text = label("", "meta", wrap=True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        policy.setHeightForWidth(True)  # the text is as high as its lines, and no higher
        self._text.setSizePolicy(policy)
        self.setWidget(self._text)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def show_unseen(self, sentences: Sequence[str]) -> None:
        """Say these, one a line."""
        self._text.setText("\n".join(sentences))
        self.setAccessibleDescription(self._text.text())
        self.setVisible(bool(sentences))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as the text, as long as the buttons stay on the screen."""
        most = _MOST if self.screen().availableGeometry().height() >= _SMALL else _LEAST
        self.setFixedHeight(min(self._text.heightForWidth(self.viewport().width()), most))
