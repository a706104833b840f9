# SPDX-License-Identifier: GPL-3.0-or-later
"""What the menus do with the document that is in sight, on whatever page it is shown."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from casefile.desktop.actions import Actions
from casefile.desktop.viewer.pane import ReadingPane

_OF_ANY = ("find", "find_next", "find_previous")
_OF_PAGES = ("go_to_page", "page_strip")


class ViewerMenu(QObject):
    """The zoom is the timeline's (`elsewhere`: nearer, farther, all) where no document is."""

    def __init__(
        self,
        panes: Sequence[ReadingPane],
        elsewhere: dict[int, Callable[[], object]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._panes = panes
        self._elsewhere = elsewhere
        self._actions: Actions | None = None
        for pane in panes:
            pane.offered.connect(self._allow)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What each action does, by name."""
        return {
            "find": lambda: self._do(ReadingPane.begin_finding),
            "find_next": lambda: self._do(ReadingPane.find_next),
            "find_previous": lambda: self._do(lambda pane: pane.find_next(-1)),
            "go_to_page": lambda: self._do(ReadingPane.ask_page),
            "page_strip": lambda: self._do(ReadingPane.turn_strip),
            "zoom_in": lambda: self._zoom(1),
            "zoom_out": lambda: self._zoom(-1),
            "zoom_all": lambda: self._zoom(0),
        }

    def show_in(self, actions: Actions) -> None:
        """Allow what can be done now."""
        self._actions = actions
        self._allow()

    @property
    def _pane(self) -> ReadingPane | None:
        seen = (pane for pane in self._panes if pane.isVisible() and pane.filled)
        return next(seen, None)

    def _do(self, deed: Callable[[ReadingPane], object]) -> None:
        if (pane := self._pane) is not None:
            deed(pane)

    def _zoom(self, by: int) -> None:
        if (pane := self._pane) is not None:
            pane.zoom(by)
        else:
            self._elsewhere[by]()

    def _allow(self) -> None:
        if self._actions is None:
            return
        pane = self._pane
        paged = pane is not None and pane.shown is pane.paper
        for name in _OF_ANY:
            self._actions.enable(name, pane is not None)
        for name in _OF_PAGES:
            self._actions.enable(name, paged)
        strip = self._actions["page_strip"]
        strip.setChecked(paged and pane is not None and pane.bar.strip.isChecked())
