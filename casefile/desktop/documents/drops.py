# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole window takes files: while some hang over it, it says what would happen."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from casefile.base.messages import _
from casefile.desktop.widgets.text import label


class FileDrops(QObject):
    """`dropped(list of Path)`: files and folders."""

    dropped = Signal(list)

    def __init__(self, target: QWidget, said: str = "") -> None:
        super().__init__(target)
        self._target = target
        self._sign = _sign(
            target, said or _("Drop to add to the case. A copy is encrypted; your file stays.")
        )
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.DragEnter and isinstance(event, QDropEvent):
            if files_in(event.mimeData()):
                event.acceptProposedAction()
                self._sign.setGeometry(self._target.rect().adjusted(24, 24, -24, -24))
                self._sign.raise_()
                self._sign.show()
            return True
        if kind == QEvent.Type.DragLeave:
            self._sign.hide()
        if kind == QEvent.Type.Drop and isinstance(event, QDropEvent):
            self._sign.hide()
            if paths := files_in(event.mimeData()):
                event.acceptProposedAction()
                self.dropped.emit(paths)
            return True
        return False


def files_in(data: QMimeData) -> list[Path]:
    """The files and folders among what is dragged."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.exists()]


def _sign(parent: QWidget, said: str) -> QFrame:
    sign = QFrame(parent)
    sign.setProperty("look", "drop")
    sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    text = label(said, "section")
    text.setAlignment(Qt.AlignmentFlag.AlignCenter)
    QVBoxLayout(sign).addWidget(text)
    sign.hide()
    return sign
