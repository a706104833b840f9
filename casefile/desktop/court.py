# SPDX-License-Identifier: GPL-3.0-or-later
"""Court mode: the log and its input alone, in larger letters, and nothing that pops up.

The same widgets as ever, with everything around them hidden: there is no second view to keep true.
"""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from casefile.desktop.actions import Actions
from casefile.desktop.fonts import BASE, sized
from casefile.desktop.frame.view import Frame
from casefile.desktop.hearings.view import HearingsView
from casefile.desktop.window import Window

LARGER = 17 / 14  # letters of the log in court mode, and otherwise


class CourtMode(QObject):
    """F11 turns it on and off; Escape leaves it where nothing is typed; a lock leaves it too."""

    def __init__(self, window: Window, frame: Frame, view: HearingsView) -> None:
        super().__init__(frame)
        self._window = window
        self._frame = frame
        self._view = view
        self._actions: Actions | None = None
        self._was_maximised = False
        self._hidden: list[QWidget] = []
        self.on = False
        view.log.entry.left.connect(self.leave)
        frame.leaving.connect(self.leave)

    def show_in(self, actions: Actions) -> None:
        """Tick this action while it is on."""
        self._actions = actions

    def turn(self) -> None:
        """On, or off."""
        if self.on:
            self.leave()
        else:
            self._enter()

    def leave(self) -> None:
        """Back to the window as it was."""
        if self.on:
            self._set(False)
            if self._was_maximised:
                self._window.showMaximized()
            else:
                self._window.showNormal()

    def _enter(self) -> None:
        self._was_maximised = self._window.isMaximized()
        self._view.show_log()
        self._set(True)
        self._window.showFullScreen()
        self._view.log.entry.field.setFocus()

    def _set(self, on: bool) -> None:
        self.on = on
        if on:
            self._hidden = self._around()
        for part in self._hidden:
            part.setVisible(not on)
        # hidden, it would take the shortcuts of its actions with it
        self._window.menuBar().setMaximumHeight(0 if on else 16_777_215)
        font = self._frame.font()
        larger = sized(font, BASE * LARGER) if on else font
        self._view.log.set_font(larger)
        if self._actions is not None:
            self._actions["court_mode"].setChecked(on)

    def _around(self) -> list[QWidget]:
        """What is seen beside the log and its input."""
        frame, page = self._frame, self._view.page
        items = [page.tools.itemAt(at) for at in range(page.tools.count())]
        tools = [item.widget() for item in items if item is not None]
        parts = [frame.top, frame.navigation, frame.status, page.head, page.tabs, *tools]
        return [part for part in parts if part is not None and not part.isHidden()]
