# SPDX-License-Identifier: GPL-3.0-or-later
"""What the menu does on the page of one hearing, and when it may."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from casefile.desktop.actions import Actions
from casefile.desktop.hearings.page import HearingPage
from casefile.desktop.hearings.presenter import HearingsPresenter

ON_A_PAGE = ("next_part", "previous_part", "look_back")
"""Actions that need the page of one hearing on the screen."""


class HearingMenu(QObject):
    """Every part and every deed has its entry, so that all are reached by keyboard."""

    def __init__(self, presenter: HearingsPresenter, page: HearingPage) -> None:
        super().__init__(page)
        self._presenter = presenter
        self._page = page

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What each action does, by name."""
        deeds = self._presenter.deeds
        return {
            "next_part": partial(self._page.turn, 1),
            "previous_part": partial(self._page.turn, -1),
            "move_hearing": deeds.move,
            "adjourn": deeds.adjourn,
            "call_off": deeds.cancel,
            "close_doors": deeds.close_doors,
            "look_back": deeds.look_back,
            "print_form": self._presenter.print_form,
        }

    def show_in(self, actions: Actions) -> None:
        """Allow what can be done, from now on."""
        for name in ON_A_PAGE:
            actions.enable(name, False)
            self._presenter.shown.connect(partial(actions.enable, name))
        presenter = self._presenter
        for name, may in (
            ("move_hearing", presenter.can_be_moved), ("call_off", presenter.can_be_moved),
            ("adjourn", presenter.can_stop), ("close_doors", presenter.can_stop),
        ):  # fmt: skip
            actions.enable(name, False)
            may.connect(partial(actions.enable, name))
