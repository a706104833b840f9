# SPDX-License-Identifier: GPL-3.0-or-later
"""Questions about the hearing whose log is open."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from casefile.desktop.desk import Desk
from casefile.records.kinds import Hearing


class Asker(QObject):
    """Asks the vault about one hearing at a time; answers to earlier questions are not heard."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._hearing: Hearing | None = None
        self._turn = 0

    def close(self) -> None:
        """Ask nothing more; what is shown stays."""
        self._turn_to(None)

    def _turn_to(self, hearing: Hearing | None) -> bool:
        """Ask about this hearing from now on. Returns whether it is another one than before."""
        other = self._hearing is None or hearing is None or self._hearing.id != hearing.id
        self._hearing = hearing
        self._turn += 1
        return other

    def _ask(self, deed: Callable[..., Any], *args: Any, done: Callable[[Any], None]) -> None:
        if self._hearing is None:
            return
        turn, hearing = self._turn, self._hearing

        def heard(result: Any) -> None:
            if turn == self._turn:
                done(result)

        self._desk.session.ask(deed, hearing.case, hearing.id, *args, done=heard)
