# SPDX-License-Identifier: GPL-3.0-or-later
"""Guarded names that were found in what would leave, and the word of a person who looked."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from casefile.base.messages import _, ngettext
from casefile.desktop.widgets.fields import Tick
from casefile.desktop.widgets.text import label
from casefile.desktop.words import isolated
from casefile.disclosure.leaks import Leak

_MOST = 6  # places that are listed


class LeakNotice(QFrame):
    """Hidden while there is nothing to say. `settled_changed` when someone ticks, or no longer."""

    settled_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "banner")
        self._words: frozenset[str] = frozenset()
        self._text = label("", "bad", wrap=True)
        self.tick = Tick(_("I looked: these words mean someone else."))
        self.tick.toggled.connect(lambda _on: self.settled_changed.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self._text)
        column.addWidget(self.tick)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return "" if self.isHidden() else self._text.text()

    @property
    def settled(self) -> frozenset[str]:
        """Words that were found and that a person has said mean nobody who is guarded."""
        return self._words if self.tick.isChecked() else frozenset()

    def show_leaks(self, leaks: Sequence[Leak]) -> None:
        """List where names were found. What is settled stays so while nothing new is found."""
        found = frozenset(leak.found for leak in leaks)
        if not found:
            self.setVisible(bool(self.settled))
            return
        self._words = found
        self.tick.blockSignals(True)
        self.tick.setChecked(False)
        self.tick.blockSignals(False)
        places = dict.fromkeys(f"{leak.where}: {isolated(leak.found)}" for leak in leaks)
        heading = ngettext(
            "The name of a protected person stands in {count} place.",
            "Names of protected people stand in {count} places.",
            len(places),
        ).format(count=len(places))
        shown = [*list(places)[:_MOST], *(["…"] if len(places) > _MOST else [])]
        self._text.setText("\n".join([heading, *shown]))
        self.show()

    def forget(self) -> None:
        """Another audience or another case: what was settled there is not settled here."""
        self._words = frozenset()
        self.tick.blockSignals(True)
        self.tick.setChecked(False)
        self.tick.blockSignals(False)
        self.hide()
