# SPDX-License-Identifier: GPL-3.0-or-later
"""Ctrl+Z belongs to the field that has the keyboard as long as it has something to undo.

Qt's fields keep the key for themselves even where they have nothing; here it is then let through
to the action of the window.
"""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from shiboken6 import isValid

_UNDO, _REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo


class FieldKeys(QObject):
    """Watches the one field that has the keyboard, and no other."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watched: QWidget | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)
        self._follow(None, application.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        for key in (_UNDO, _REDO):
            if event.matches(key) and not _has_something(watched, key):
                event.ignore()
                return True
        return False

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        is_field = isinstance(now, QLineEdit | QPlainTextEdit | QComboBox | QAbstractSpinBox)
        self._watched = now if is_field else None
        if self._watched is not None:
            self._watched.installEventFilter(self)
            self._watched.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self._watched = None


def _has_something(widget: QObject, key: QKeySequence.StandardKey) -> bool:
    """Whether a field would undo (or redo) something that was typed in it."""
    field = widget.lineEdit() if isinstance(widget, QComboBox | QAbstractSpinBox) else widget
    if isinstance(field, QPlainTextEdit):
        document = field.document()
        return document.isUndoAvailable() if key == _UNDO else document.isRedoAvailable()
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() if key == _UNDO else field.isRedoAvailable()
    return False
