# SPDX-License-Identifier: GPL-3.0-or-later
"""What the menus do with the log that is shown, what they call it, and when they may."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QWidget

from casefile.desktop.actions import Actions
from casefile.desktop.log.presenter import LogPresenter
from casefile.desktop.log.view import LogView

WITH_LOG = (
    "earlier", "later", "type_time", "correct", "withdraw", "star", "attach", "interpreter",
    "language", "letters", "transcribe", "court_mode", "mask_names",
)  # fmt: skip
"""The actions that need a log on the screen."""
_NUMBERS = range(1, 10)


class Gestures(QObject):
    """Every one has a key, so that hands never leave the keyboard."""

    def __init__(self, log: LogPresenter, view: LogView) -> None:
        super().__init__(view)
        self._log = log
        self._view = view
        self._actions: Actions | None = None
        self._shown = False
        self._masked = False
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)
        view.entry.state_changed.connect(self._tick)
        view.entry.speaker.offered_anew.connect(self._name_speakers)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What each action does, by name."""
        writer, entry = self._log.writer, self._view.entry
        named = {f"speaker_{number}": partial(entry.name, number) for number in _NUMBERS}
        return named | {
            "earlier": partial(entry.move_time, -1),
            "later": partial(entry.move_time, 1),
            "type_time": entry.type_time,
            "break": writer.pause,
            "correct": writer.correct,
            "withdraw": writer.withdraw,
            "star": writer.star,
            "attach": writer.choose_files,
            "interpreter": self._interpret,
            "language": entry.next_language,
            "letters": writer.choose_letters,
            "transcribe": self._transcribe,
            "mask_names": self._mask,
        }

    def show_in(self, actions: Actions) -> None:
        """Name and allow what can be done in these actions."""
        self._actions = actions
        actions.destroyed.connect(self._forget_actions)  # at a lock they end before the log does
        self.allow(False)
        actions.enable("break", False)

    def _forget_actions(self) -> None:
        self._actions = None

    def allow(self, shown: bool) -> None:
        """A log is on the screen, or none."""
        self._shown = shown
        if self._actions is not None:
            for name in WITH_LOG:
                self._actions.enable(name, shown)
            self._follow(None, QApplication.focusWidget())
            self._name_speakers()
            self._tick()

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Delete is the log's while its list has the keyboard; other lists have theirs."""
        if self._actions is not None and not isinstance(now, QMenuBar | QMenu):
            self._actions.enable("withdraw", self._shown and now is self._view.list)

    def _interpret(self) -> None:
        self._view.entry.interpret(not self._view.entry.state.via_interpreter)

    def _transcribe(self) -> None:
        self._log.transcribe(not self._view.entry.state.transcribing)

    def _mask(self) -> None:
        self._masked = not self._masked
        self._log.writer.hiding.turn(self._masked)
        self._tick()

    def _tick(self) -> None:
        if self._actions is not None:
            self._actions["interpreter"].setChecked(self._view.entry.state.via_interpreter)
            self._actions["mask_names"].setChecked(self._masked)
            self._actions["transcribe"].setChecked(self._view.entry.state.transcribing)

    def _name_speakers(self) -> None:
        if self._actions is None:
            return
        box = self._view.entry.speaker
        offered = box.offered
        for number in _NUMBERS:
            action = self._actions[f"speaker_{number}"]
            there = self._shown and number <= len(offered)
            action.setEnabled(there)
            if there:
                action.setText(f"&{number} {box.shown(offered[number - 1]).replace('&', '&&')}")
