# SPDX-License-Identifier: GPL-3.0-or-later
"""Hands on keyboard and mouse, seen where they enter the program: at its windows.

Not by a filter on the whole application: that is called for every event of every widget, and
costs a page that is built more than the page.
"""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_KEYS = {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride, QEvent.Type.InputMethod}
_POINTERS = {
    QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
    QEvent.Type.TouchBegin, QEvent.Type.TabletPress,
}  # fmt: skip


class Touches(QObject):
    """`touched` by anything, `key_pressed` by a key. One for the application: `touches()`."""

    touched = Signal()
    key_pressed = Signal()

    def __init__(self, application: QGuiApplication) -> None:
        super().__init__(application)
        application.focusWindowChanged.connect(self.watch)
        self.watch(application.focusWindow())

    def watch(self, window: QWindow | None) -> None:
        """Look at a window too; twice is once."""
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _KEYS:
            self.key_pressed.emit()
        if kind in _KEYS or kind in _POINTERS:
            self.touched.emit()
        return False


def touches() -> Touches:
    """The one of this application."""
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    found = application.findChild(Touches)
    return found if isinstance(found, Touches) else Touches(application)
