# SPDX-License-Identifier: GPL-3.0-or-later
"""The window: the door, and behind it the frame of an open vault. Locked, it names nothing."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from casefile.base import settings as stored
from casefile.base.clock import Clock
from casefile.base.errors import CasefileError
from casefile.base.messages import _
from casefile.desktop import clipboard
from casefile.desktop.actions import Actions
from casefile.desktop.help import show_about, show_shortcuts
from casefile.desktop.icons import app_icon
from casefile.desktop.preferences import PreferencesDialog, choose_appearance
from casefile.desktop.session import Session
from casefile.desktop.tasks import Worker
from casefile.desktop.theme import APPEARANCES, Theme
from casefile.desktop.unlock.screen import UnlockScreen
from casefile.desktop.widgets.banner import Banner
from casefile.desktop.widgets.empty import EmptyState
from casefile.desktop.widgets.stage import Stage

SIZE = QSize(1280, 800)
SMALLEST = QSize(960, 600)
_TITLE_BAR = QSize(0, 40)  # the tallest of any system; known only once the window is shown

_EDITING = {"cut": "cut", "copy": "copy", "paste": "paste", "select_all": "selectAll"}

Handlers = dict[str, Callable[[], object]]


class Window(QMainWindow):
    """`unlocked(folder)` when a vault is open."""

    unlocked = Signal(Path)
    painted = Signal()  # once
    settings_changed = Signal()
    left = Signal(Path)  # locked: nothing of the vault is shown any more
    closed = Signal(Path)  # and its files are closed

    def __init__(self, worker: Worker, session: Session, theme: Theme, clock: Clock) -> None:
        super().__init__()
        self._session = session
        self._theme = theme
        theme.changed.connect(self._wear)
        self._folder: Path | None = None
        self._painted = False
        self._frame: Stage | None = None
        self.setWindowIcon(app_icon())
        self.setMinimumSize(SMALLEST)
        self.resize(SIZE)
        self.door = UnlockScreen(worker, session, clock)
        self.door.opened.connect(self._open)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.door)
        self.setCentralWidget(self._stack)
        self.actions_ = Actions(self.menuBar(), {}, self)
        self._stand_at_door()
        self.door.show_vaults()
        self._wear()

    def fit_screen(self) -> None:
        """Leave nothing below the edge of a small screen: there the status bar would be lost."""
        self.resize(SIZE.boundedTo(self.screen().availableSize() - _TITLE_BAR))

    def _wear(self) -> None:
        self.setStyleSheet(self._theme.sheet)

    @property
    def locked(self) -> bool:
        """Whether no vault is shown."""
        return self._stack.currentWidget() is not self._frame

    def serve(self, handlers: Mapping[str, Callable[[], object]], parent: QObject) -> Actions:
        """Make the menus anew for a stage, with what every stage can do. They end with `parent`."""
        self.actions_.deleteLater()
        everywhere = self._everywhere()
        self.actions_ = Actions(self.menuBar(), {**everywhere, **handlers}, parent)
        self.actions_[f"appearance_{self._theme.appearance}"].setChecked(True)
        return self.actions_

    def admit(self, frame: Stage) -> None:
        """Keep the frame of an open vault behind the door until it is furnished."""
        self._frame = frame
        self._stack.addWidget(frame)

    def show_frame(self) -> None:
        """Show the open vault."""
        assert self._folder is not None
        assert self._frame is not None
        self._stack.setCurrentWidget(self._frame)
        self.setWindowTitle(f"{self._folder.stem} – Casefile")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def lock(self) -> None:
        """Show the door at once, then close the vault. Nothing can stop this."""
        if self._frame is None:
            return
        self._frame.leaving.emit()
        for dialog in self.findChildren(QWidget):
            if dialog.isWindow() and dialog.isVisible():
                dialog.close()
        self._stand_at_door()
        self._frame.hide()
        self._stack.removeWidget(self._frame)
        self._frame.deleteLater()
        self._frame = None
        self.door.show_vaults(self._folder)
        folder, self._folder = self._folder, None
        self._session.close(done=lambda _none: self.closed.emit(folder))
        self.left.emit(folder)

    def lock_and_hide(self) -> None:
        """Out of sight first, for somebody who looks over one's shoulder."""
        self.showMinimized()
        self.lock()

    def go_blank(self) -> None:
        """Show nothing but that it is locked, until another process takes over."""
        self.menuBar().clear()
        self.setCentralWidget(EmptyState("lock", _("Locked.")))

    def complain(self, error: CasefileError) -> None:
        """Say what went wrong on the screen that is shown."""
        if self._frame is None:
            self.door.complain(error)
        else:
            self._frame.banner.complain(error)

    def _open(self, folder: Path) -> None:
        self._folder = folder
        self.unlocked.emit(folder)

    def _stand_at_door(self) -> None:
        self.setWindowTitle("Casefile")
        self._stack.setCurrentWidget(self.door)
        self.serve(
            {
                "create_vault": self.door.begin_creating,
                "open_vault": self.door.choose_vault,
                "open_sample": self.door.open_sample,
            },
            self.door,
        )

    def _everywhere(self) -> Handlers:
        handlers: Handlers = {
            "quit": self.close,
            "preferences": self.show_preferences,
            "shortcuts": lambda: show_shortcuts(self),
            "about": lambda: show_about(self),
        }
        handlers |= {name: partial(_in_focus, name) for name in _EDITING}
        for name in APPEARANCES:
            handlers[f"appearance_{name}"] = partial(choose_appearance, self._theme, name)
        return handlers

    def show_preferences(
        self, second: Callable[[Banner], QWidget] | None = None, *, at_second: bool = False
    ) -> None:
        """What may be chosen about the program, and about an open vault on a second page."""
        dialog = PreferencesDialog(self._theme, stored.load(), self, second, at_second=at_second)
        dialog.accepted.connect(self.settings_changed)
        dialog.open()


def _in_focus(name: str) -> None:
    """Cut, copy, paste or select all in the field that has the keyboard, if it can."""
    focused = QApplication.focusWidget()
    if callable(deed := getattr(focused, _EDITING[name], None)):
        deed()
        if name in ("cut", "copy"):
            clipboard.guard().mark()  # Windows tells of the change only a moment later
